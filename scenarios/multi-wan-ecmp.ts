import type {PolicyDocument} from '../source/policy/index.js';
import {emptyDocument} from '../source/policy/index.js';
import type {Answers, BuildContext, Built, Result, Scenario} from '../source/scenario/index.js';
import {
	answerList,
	answerText,
	bystanders,
	hostsQuestion,
	linesIpv6Question,
	linesQuestion,
	ok,
	orderAlong,
	prefixesQuestion,
	probesQuestion,
	sourcePolicies,
	uplinksOf,
	waivedBy,
	warning,
} from '../source/scenario/index.js';
import {examples} from './examples/multi-wan-ecmp.js';

/** The first release whose hash can be told what to look at. */
const withPorts = 16;

const build = (answers: Answers, {partId, facts}: BuildContext): Result<Built> => {
	const id = (item: string): string => `${partId}.${item}`;
	const uplinks = uplinksOf(answers, facts, id);
	const document: PolicyDocument = {
		...emptyDocument,
		networks: [{id: id('lan'), interfaces: answerList(answers, 'networks')}],
		uplinks: [...uplinks, ...bystanders(answers, facts, id)],
		groups: [
			{
				id: id('all'),
				title: 'the lines side by side',
				members: uplinks.map((uplink) => ({uplink: uplink.id, weight: 1})),
				method: 'equal',
				by: answerText(answers, 'by') === 'connection' ? 'connection' : 'pair',
				whenDown: 'redistribute',
			},
		],
		policies: [
			...sourcePolicies(uplinks, id('lan'), {kind: 'fall-back'}),
			{
				id: id('use'),
				title: 'spread over equal lines',
				selector: {to: [], from: [], networks: [id('lan')]},
				uplink: id('all'),
				whenDown: {kind: 'fall-back'},
				waived: waivedBy(answers),
			},
		],
		failover: [orderAlong(id('order'), uplinks)],
	};
	return ok({document, secrets: new Map(), warnings: []});
};

export const multiWanEcmp: Scenario = {
	id: 'multi-wan-ecmp',
	title: 'Equal lines, side by side',
	summary: 'New connections are spread over lines of the same speed by equal routes; dead lines drop out.',
	group: 'Several lines',
	guide: 'ECMP: Equal Cost Multi-Path',
	about: [
		'The lines’ default routes stand side by side in one table, alike in distance. For each new connection the router takes the hash of its addresses and chooses one of the routes that are alive: all that a host sends to one site goes by one line.',
		'The shares are equal and cannot be weighted, and they are shares of pairs of hosts, not of bytes: with few hosts one line may get most of the work. For lines of different speeds take “Several lines at once”.',
		'When a line dies or comes back, the hash falls elsewhere. So each connection is marked with the line that its first packet took, and stays there: only what went by the dead line breaks.',
		'Each route counts while a host beyond its line answers pings. What comes in by a line is answered by that line. Connections with a mark cannot take the fast path (FastTrack).',
	],
	fields: [
		linesQuestion({
			least: 2,
			withSpeeds: false,
			help: 'Lines of about the same speed, one a line, by their interfaces. For PPPoE name the PPPoE interface. A next hop that the router does not know: ether2 via 192.0.2.1.',
			remarks: () => [],
		}),
		hostsQuestion,
		{
			id: 'by',
			kind: 'choice',
			section: 'Lines',
			title: 'What stays on one line?',
			help: 'With addresses alone, sites that know you by your address go on working. With ports, too, the parts are finer, and some sites throw you out; the setting holds for all equal routes of the router.',
			choices: () => [
				{value: 'pair', title: 'A host and a site', help: 'As routers come.'},
				{value: 'connection', title: 'Nothing: each connection by itself', help: 'RouterOS 7.16 and later.'},
			],
			suggest: () => ({value: 'pair', because: 'sites see one address of you'}),
			check: (value, _answers, facts) =>
				value === 'connection' && facts.release.minor < withPorts
					? [
							warning('hash-fixed', 'This release looks at addresses alone: connections between the same two hosts stay on one line.', {
								hint: 'RouterOS 7.16 can be told.',
								field: 'by',
							}),
						]
					: [],
		},
		probesQuestion(),
		linesIpv6Question,
		prefixesQuestion,
	],
	examples,
	build,
};
