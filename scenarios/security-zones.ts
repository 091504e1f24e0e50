import type {Ban, PolicyDocument, Trap, Zone} from '../source/policy/index.js';
import {emptyDocument} from '../source/policy/index.js';
import type {Answers, BuildContext, Built, Field, Result, Scenario} from '../source/scenario/index.js';
import {addressLines, answerList, answerText, error, fail, ok, portsOf, prefixesOf, zoneQuestion, zoneResolversOf, zoneResolversQuestion} from '../source/scenario/index.js';
import {examples} from './examples/security-zones.js';

/** Each is asked with those before it in mind, never with those behind it: or nobody could move a network from one to another. */
const kinds = ['guests', 'things', 'servers'] as const;

const askedBefore = (kind: (typeof kinds)[number]): readonly string[] => kinds.slice(0, kinds.indexOf(kind));

const traps = (answers: Answers): boolean => answers.traps === true;

const whiles: Readonly<Record<string, number>> = {hour: 3600, day: 86_400, week: 604_800};

const fields: readonly Field[] = [
	zoneQuestion(
		'guests',
		'Guests',
		'They reach the Internet, and of the router what no host can do without: names, time, an address. Your other networks stay closed to them.',
		askedBefore('guests'),
	),
	zoneQuestion('things', 'Things', 'TVs, cameras, plugs: whatever gets no updates. You reach them; they open no connection to your computers.', askedBefore('things')),
	{
		id: 'things-internet',
		section: 'Networks',
		kind: 'confirm',
		title: 'Things may use the Internet',
		help: 'Most want their maker’s servers. Cameras and printers usually work without.',
		visible: (answers) => answerList(answers, 'things').length > 0,
		suggest: () => ({value: true, because: 'most things do not work without'}),
	},
	zoneQuestion(
		'servers',
		'Servers',
		'Hosts that strangers reach through port forwards of yours. You reach them; once broken into, they reach the Internet and none of your networks.',
		askedBefore('servers'),
	),
	{...zoneResolversQuestion, visible: (answers) => kinds.some((kind) => answerList(answers, kind).length > 0)},
	{
		id: 'banned',
		section: 'Bans',
		kind: 'lines',
		title: 'Never to or from',
		help: 'Addresses, prefixes or ranges that nothing goes to and nothing comes from: by no line, no tunnel, and not for the router itself either.',
		placeholder: '203.0.113.0/24',
		optional: true,
		check: addressLines('banned'),
	},
	{
		id: 'traps',
		section: 'Suspects',
		kind: 'confirm',
		title: 'Notice scanners',
		help: 'Who tries a port of the router that nobody outside has any business with is listed and kept out for a while, and logged once. Answers to your own connections are never touched.',
		suggest: () => ({value: true, because: 'it costs next to nothing'}),
	},
	{
		id: 'trap-ports',
		section: 'Suspects',
		kind: 'text',
		title: 'Ports that are traps',
		help: 'TCP ports that scanners try first. None that you use from outside; ports that you forward to a host are not looked at.',
		visible: traps,
		suggest: () => ({value: '23, 445, 1433, 3306, 3389, 5900', because: 'Telnet, file shares, databases and remote desktops'}),
		check: (_value, answers) =>
			portsOf(answers, 'trap-ports') === undefined
				? [error('bad-ports', 'Ports are numbers from 1 to 65535, at most 15 of them.', {hint: 'Such as: 23, 445, 3389', field: 'trap-ports'})]
				: (portsOf(answers, 'trap-ports') ?? []).includes(22)
					? [error('trap-is-ssh', 'SSH as a trap may keep you out yourself.', {hint: 'Leave port 22 out.', field: 'trap-ports'})]
					: [],
	},
	{
		id: 'trap-time',
		section: 'Suspects',
		kind: 'choice',
		title: 'Kept out for',
		help: 'Addresses change hands: a list without an end would some day hit the wrong ones. After a restart it begins empty.',
		visible: traps,
		choices: () => [
			{value: 'hour', title: 'An hour'},
			{value: 'day', title: 'A day'},
			{value: 'week', title: 'A week'},
		],
		suggest: () => ({value: 'day', because: 'most scanners are gone by then'}),
	},
];

const titles: Readonly<Record<(typeof kinds)[number], string>> = {guests: 'guests', things: 'things', servers: 'servers'};

const build = (answers: Answers, {partId}: BuildContext): Result<Built> => {
	const zones: readonly Zone[] = kinds.flatMap((kind) => {
		const interfaces = answerList(answers, kind);
		return interfaces.length === 0 ? [] : [{id: `${partId}.${kind}`, title: titles[kind], interfaces, internet: kind !== 'things' || answers['things-internet'] === true}];
	});
	const prefixes = prefixesOf(answers, 'banned');
	const bans: readonly Ban[] = prefixes.length === 0 ? [] : [{id: `${partId}.banned`, title: 'the ban list', prefixes}];
	const ports = traps(answers) ? (portsOf(answers, 'trap-ports') ?? []) : [];
	const caught: readonly Trap[] =
		ports.length === 0 ? [] : [{id: `${partId}.trap`, ports: ports.map((port) => ({first: port, last: port})), seconds: whiles[answerText(answers, 'trap-time')] ?? 86_400}];
	if (zones.length + bans.length + caught.length === 0) {
		return fail(error('nothing-apart', 'No network is set apart, nothing is banned and nobody is noticed.', {hint: 'Choose a network, or list what to ban.', field: 'guests'}));
	}

	const document: PolicyDocument = {...emptyDocument, zoning: {zones, bans, traps: caught, resolvers: zoneResolversOf(answers)}};
	return ok({document, secrets: new Map(), warnings: []});
};

export const securityZones: Scenario = {
	id: 'security-zones',
	title: 'Keep networks apart',
	summary: 'Guests, things and servers reach the Internet but not your computers; bans hold for every line and tunnel; scanners are kept out.',
	group: 'Separation and safety',
	guide: 'Security',
	about: [
		'Rules go by where a packet comes in and leaves, not by its route: whatever line or tunnel another preset chooses, they hold. They stand before every rule that accepts, FastTrack included, since a rule at the end would only see what is left over. A tunnel counts as the Internet where this profile uses it, or your list WAN names it.',
		'Answers always come back: you reach your printer, and it answers. What others may do with the router is handed back to your own rules, so nothing is opened.',
		'A ban holds for your hosts, for the router and for what strangers send, in both address families. Connections that were open before go on until they end.',
	],
	fields,
	examples,
	build,
};
