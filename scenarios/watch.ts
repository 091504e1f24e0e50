import type {Monitor, Notice, Patience, PolicyDocument, Watch} from '../source/policy/index.js';
import {emptyDocument, noUpkeep} from '../source/policy/index.js';
import type {Answers, BuildContext, Built, Field, Result, Scenario} from '../source/scenario/index.js';
import {addressLines, answerList, answerText, error, fail, mailQuestions, mailServersOf, ok, prefixesOf, warning, watchedOf, watchedQuestion} from '../source/scenario/index.js';
import {examples} from './examples/watch.js';

const tells = (answers: Answers, way: string): boolean => answerList(answers, 'tell').includes(way) && watches(answers);
const watches = (answers: Answers): boolean => answerList(answers, 'hosts').length > 0;
const monitors = (answers: Answers): boolean => answerList(answers, 'snmp').length > 0;

const patiences: Readonly<Record<string, Patience>> = {seconds: 'seconds', minute: 'minute', minutes: 'minutes'};

const fields: readonly Field[] = [
	watchedQuestion,
	{
		id: 'patience',
		section: 'What is watched',
		kind: 'choice',
		title: 'How long must it be gone?',
		help: 'Each probe is many pings spread over this time, and three of four must be lost. The same holds for being back, so a line that hiccups sends no flood of messages.',
		visible: watches,
		choices: () => [
			{value: 'seconds', title: 'Ten seconds', help: 'For what must never fail.'},
			{value: 'minute', title: 'About a minute', help: 'Restarts of a switch go unnoticed.'},
			{value: 'minutes', title: 'About five minutes', help: 'For far or shaky lines.'},
		],
		suggest: () => ({value: 'minute', because: 'short breaks tell nobody anything'}),
	},
	{
		id: 'tell',
		section: 'Who is told',
		kind: 'choices',
		title: 'Besides the log, tell by',
		help: 'The router tries for five minutes to get a message out, so that news of a lost line arrives when it is back.',
		optional: true,
		visible: watches,
		choices: () => [
			{value: 'mail', title: 'Mail'},
			{value: 'webhook', title: 'A web address', help: 'Slack, Mattermost, ntfy, Home Assistant and others take messages so.'},
		],
	},
	{
		id: 'webhook',
		section: 'Who is told',
		kind: 'text',
		title: 'Web address',
		help: 'The router posts the message there. Who knows the address can write there too: it stands in the profile and on the router.',
		placeholder: 'https://ntfy.example.com/router',
		visible: (answers) => tells(answers, 'webhook'),
		check: (value) =>
			/^https?:\/\/[a-z\d.:[\]-]+(?:\/[\w\-./~%?=&+:,;@]*)?$/i.test(String(value).trim())
				? []
				: [error('bad-web-address', 'This is no web address.', {hint: 'It begins with https:// and has no spaces.', field: 'webhook'})],
	},
	{
		id: 'webhook-form',
		section: 'Who is told',
		kind: 'choice',
		title: 'Form of the message',
		help: 'What the other side understands: Slack, Mattermost and Teams take JSON with a “text”, ntfy takes the plain text.',
		visible: (answers) => tells(answers, 'webhook'),
		choices: () => [
			{value: 'json', title: 'JSON: {"text": …}'},
			{value: 'text', title: 'Plain text'},
		],
		suggest: (answers) => (/ntfy/.test(answerText(answers, 'webhook')) ? {value: 'text', because: 'ntfy takes plain text'} : {value: 'json', because: 'most services take it'}),
	},
	...mailQuestions((answers) => tells(answers, 'mail')),
	{
		id: 'snmp',
		section: 'Graphs',
		kind: 'lines',
		title: 'Who may read counters over SNMP',
		help: 'Addresses of what draws graphs (LibreNMS, Zabbix, PRTG); leave it empty for nobody. The community “public”, open to all addresses, is turned off.',
		placeholder: '192.168.88.30',
		optional: true,
		check: addressLines('snmp'),
	},
	{
		id: 'community',
		section: 'Graphs',
		kind: 'text',
		title: 'SNMP community',
		help: 'A name that works like a password and travels unencrypted: none that you use elsewhere, and not “public”.',
		placeholder: 'graphs-7f3k',
		visible: monitors,
		check: (value) =>
			/^(?!public$|private$)[\w.-]{4,32}$/.test(String(value).trim())
				? []
				: [error('bad-community', 'A community is 4 to 32 letters, digits, dots and dashes, and neither “public” nor “private”.', {field: 'community'})],
	},
	{
		id: 'contact',
		section: 'Graphs',
		kind: 'text',
		title: 'Contact',
		help: 'Who looks after the router, as graphs show it.',
		optional: true,
		visible: monitors,
	},
	{
		id: 'location',
		section: 'Graphs',
		kind: 'text',
		title: 'Location',
		help: 'Where the router stands, as graphs show it.',
		optional: true,
		visible: monitors,
	},
];

const noticesOf = (answers: Answers): readonly Notice[] => [
	...(tells(answers, 'webhook')
		? [{kind: 'webhook' as const, url: answerText(answers, 'webhook'), form: answerText(answers, 'webhook-form') === 'text' ? ('text' as const) : ('json' as const)}]
		: []),
	...(tells(answers, 'mail') ? [{kind: 'mail' as const, to: answerText(answers, 'mail-to')}] : []),
];

const build = (answers: Answers, {partId, facts}: BuildContext): Result<Built> => {
	if (!watches(answers) && !monitors(answers)) {
		return fail(error('nothing-watched', 'Nothing is watched, and nobody may read counters.', {hint: 'Name a host, or who may read counters.', field: 'hosts'}));
	}

	const watched: readonly Watch[] = watchedOf(answers, partId).map((one) => ({
		...one,
		patience: patiences[answerText(answers, 'patience')] ?? 'minute',
		notices: noticesOf(answers),
	}));
	const snmp: readonly Monitor[] = monitors(answers)
		? [
				{
					id: `${partId}.snmp`,
					community: answerText(answers, 'community'),
					from: prefixesOf(answers, 'snmp'),
					contact: answerText(answers, 'contact'),
					location: answerText(answers, 'location'),
				},
			]
		: [];
	const document: PolicyDocument = {
		...emptyDocument,
		upkeep: {...noUpkeep, watches: watched, mail: tells(answers, 'mail') ? mailServersOf(answers, `${partId}.mail`) : [], monitors: snmp},
	};
	const toldAtStart =
		watched.length > 0 && facts.release.minor < 17
			? [warning('told-at-start', 'Before RouterOS 7.17 each restart of the router tells that watched hosts answer.', {hint: 'Nothing to do; later releases keep quiet.'})]
			: [];
	return ok({document, secrets: new Map(), warnings: toldAtStart});
};

export const watch: Scenario = {
	id: 'watch',
	title: 'Watch hosts and lines',
	summary: 'Hosts are pinged all the time; mail or a web address hears when one is gone or back, and graphs may read the router’s counters.',
	group: 'Upkeep',
	guide: 'Monitoring',
	about: [
		'For each host the router pings by itself (netwatch), in probes of many pings, and writes to the log when most of them are lost or come back. Messages go out from the router: by mail through your provider, or to a web address.',
		'The router’s own pings take its main table. A host that is to prove a tunnel is pinned to it by a route of its own, with a blackhole behind it, so that no other line can answer in its place.',
		'SNMP is opened for named addresses, for reading only. Nothing else is let in: where your firewall keeps those addresses from the router, it still does.',
	],
	fields,
	examples,
	build,
};
