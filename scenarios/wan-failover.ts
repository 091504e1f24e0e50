import type {PolicyDocument} from '../source/policy/index.js';
import {emptyDocument} from '../source/policy/index.js';
import type {Answers, BuildContext, Built, Diagnostic, LineAnswer, Result, Scenario} from '../source/scenario/index.js';
import {
	answerList,
	answerText,
	bystanders,
	display,
	hostsQuestion,
	linesIpv6Question,
	linesQuestion,
	note,
	notInVrf,
	ok,
	prefixesQuestion,
	probesQuestion,
	sourcePolicies,
	uplinksOf,
} from '../source/scenario/index.js';
import {examples} from './examples/wan-failover.js';

/** The order, said back: it is what most is asked for. */
const ordered = ([first, ...others]: readonly LineAnswer[]): readonly Diagnostic[] =>
	first === undefined
		? []
		: [note('order', `Everything takes ${display(first.name)}; when it is dead, ${others.map(({name}) => display(name)).join(', then ')}.`, {field: 'lines'})];

const build = (answers: Answers, {partId, facts}: BuildContext): Result<Built> => {
	const id = (item: string): string => `${partId}.${item}`;
	const uplinks = uplinksOf(answers, facts, id);
	const document: PolicyDocument = {
		...emptyDocument,
		networks: [{id: id('lan'), interfaces: answerList(answers, 'networks')}],
		uplinks: [...uplinks, ...bystanders(answers, facts, id)],
		policies: sourcePolicies(uplinks, id('lan'), {kind: 'fall-back'}),
		failover: [
			{
				id: id('order'),
				uplinks: uplinks.map((uplink) => uplink.id),
				flush: answers.flush !== false,
				back: answerText(answers, 'back') === 'at-once' ? 'at-once' : 'stay',
			},
		],
	};
	return ok({document, secrets: new Map(), warnings: []});
};

export const wanFailover: Scenario = {
	id: 'wan-failover',
	title: 'Lines in reserve',
	summary: 'Everything takes the first line; when it is dead, the next one, and the first again when it is back.',
	group: 'Several lines',
	guide: 'Health Checks',
	about: [
		'Each line has a host on the Internet that only it leads to, and that the router pings every ten seconds. The routes of the main table go over these hosts: when two pings in a row are lost, the route is out and the next line counts, after 20 to 30 seconds. So a line counts as dead when the Internet behind it is, not only when its cable is out.',
		'Your own default routes stay as they are. Two halves (0.0.0.0/1 and 128.0.0.0/1) win over them by being longer; should all probes fall silent, yours take over again.',
		'What comes in by a line is answered by that line, whichever has the turn: port forwards and the router’s own services work on all of them.',
		'What goes by the first line keeps the fast path (FastTrack). What is opened on a spare line is marked, so that it stays there when the first line is back: a connection cannot change its address.',
	],
	fields: [
		linesQuestion({
			least: 2,
			withSpeeds: false,
			help: 'In the order in which they are to be used, one a line, by their interfaces. For PPPoE name the PPPoE interface. A next hop that the router does not know: ether2 via 192.0.2.1.',
			remarks: (lines, facts) => [...notInVrf(lines, facts), ...ordered(lines)],
		}),
		hostsQuestion,
		probesQuestion(),
		{
			id: 'flush',
			kind: 'confirm',
			section: 'When a line is dead',
			title: 'Forget its open connections?',
			help: 'They cannot go on by another line, since the far side knows them by the old address. Forgotten, programs notice at once; otherwise they wait until their time is up.',
			suggest: () => ({value: true, because: 'programs open new connections at once'}),
		},
		{
			id: 'back',
			kind: 'choice',
			section: 'When a line is dead',
			title: 'When the first line is back',
			help: 'New connections take it at once. What was opened on a spare line can stay there until it ends, or be cut, so that nothing goes on over a line that is dear or slow.',
			choices: () => [
				{value: 'stay', title: 'Open connections stay where they are', help: 'Nobody notices.'},
				{value: 'at-once', title: 'Open connections are cut and come back', help: 'For a spare line that is paid by volume.'},
			],
			suggest: () => ({value: 'stay', because: 'nobody notices'}),
		},
		linesIpv6Question,
		prefixesQuestion,
	],
	examples,
	build,
};
