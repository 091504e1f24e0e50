import type {Policy, PolicyDocument, Uplink} from '../source/policy/index.js';
import {emptyDocument, validateDocument} from '../source/policy/index.js';
import type {Answers, BuildContext, Built, Choice, Field, Result, Scenario, Traffic} from '../source/scenario/index.js';
import {
	answerList,
	answerText,
	bystanders,
	display,
	error,
	fail,
	hostsQuestion,
	linesIn,
	linesIpv6Question,
	linesQuestion,
	ok,
	orderAlong,
	parseTrafficRule,
	prefixesQuestion,
	probesQuestion,
	sourcePolicies,
	uplinksOf,
	waivedBy,
} from '../source/scenario/index.js';
import {examples} from './examples/policy-balance.js';

const port = (first: number, last = first) => ({first, last});

/** Kinds of traffic that people tell apart, by the ports that IANA or their makers give them. No two have a port in common. */
const kinds: Readonly<Record<string, {readonly title: string; readonly help: string; readonly traffic: readonly Traffic[]}>> = {
	calls: {
		title: 'Voice and video calls',
		help: 'SIP, and the ports that Teams, Meet and Zoom take for sound and pictures. They need a line without delay, not a fast one.',
		traffic: [{protocol: 'udp', ports: [port(3478, 3481), port(5060, 5061), port(8801, 8810), port(19_302, 19_309)]}],
	},
	web: {
		title: 'Web',
		help: 'HTTP and HTTPS, QUIC too: pages, but also most downloads and streaming, which look just the same from here.',
		traffic: [
			{protocol: 'tcp', ports: [port(80), port(443)]},
			{protocol: 'udp', ports: [port(443)]},
		],
	},
	mail: {
		title: 'Mail',
		help: 'What mail programs and servers use. A mail server must send by the line whose address its name belongs to.',
		traffic: [{protocol: 'tcp', ports: [port(25), port(110), port(143), port(465), port(587), port(993), port(995)]}],
	},
	remote: {
		title: 'Remote desktops and shells',
		help: 'SSH, RDP, VNC. Hands feel every tenth of a second.',
		traffic: [{protocol: 'tcp', ports: [port(22), port(3389), port(5900, 5901)]}],
	},
	vpn: {
		title: 'VPNs of your hosts',
		help: 'WireGuard, IPsec and OpenVPN that run on hosts behind this router.',
		traffic: [{protocol: 'udp', ports: [port(500), port(1194), port(4500), port(51_820)]}],
	},
};

/** No line of its own. */
const asRest = 'rest';

const lineChoices = (answers: Answers): readonly Choice[] => linesIn(answers).map(({name}) => ({value: name, title: display(name)}));

const named = (name: string, answers: Answers, field: string) =>
	linesIn(answers).some((line) => line.name === name) ? [] : [error('no-such-line', `${display(name)} is none of the lines.`, {hint: 'Name it among the lines first.', field})];

const kindQuestion = ([id, {title, help}]: readonly [string, {readonly title: string; readonly help: string}]): Field => ({
	id: `line-${id}`,
	kind: 'choice',
	section: 'What goes where',
	title,
	help,
	choices: (answers) => [{value: asRest, title: 'Like everything else'}, ...lineChoices(answers)],
	fromRouter: true,
	suggest: () => ({value: asRest, because: 'what needs no line of its own is better off without'}),
	check: (value, answers) => (value === asRest ? [] : named(String(value), answers, `line-${id}`)),
});

type Wish = {readonly item: string; readonly title: string; readonly traffic: Traffic; readonly line: string; readonly field: string};

/** One's own rules first, then the kinds; what is like everything else needs no rule. */
const wishesOf = (answers: Answers): readonly Wish[] => [
	...answerList(answers, 'rules').flatMap((text, index): readonly Wish[] => {
		const rule = parseTrafficRule(text);
		return rule.ok ? [{item: `rule-${index + 1}`, title: display(text.trim()), ...rule.value, field: `rules[${index}]`}] : [];
	}),
	...Object.entries(kinds).flatMap(([id, {title, traffic}]) => {
		const line = answerText(answers, `line-${id}`);
		return line === asRest || line === answerText(answers, 'rest')
			? []
			: traffic.map((one): Wish => ({item: `${id}-${one.protocol ?? 'any'}`, title: `${title.toLowerCase()} by ${display(line)}`, traffic: one, line, field: `line-${id}`}));
	}),
];

const build = (answers: Answers, {partId, facts}: BuildContext): Result<Built> => {
	const id = (item: string): string => `${partId}.${item}`;
	const uplinks = uplinksOf(answers, facts, id);
	const uplinkOn = (line: string): Uplink | undefined => uplinks[linesIn(answers).findIndex(({name}) => name === line)];
	const policyOf = (item: string, title: string, traffic: Traffic, uplink: Uplink): Policy => {
		const next = uplinks[(uplinks.indexOf(uplink) + 1) % uplinks.length];
		return {
			id: id(item),
			title,
			selector: {to: [], from: [], networks: [id('lan')], ...traffic},
			uplink: uplink.id,
			whenDown: {kind: 'fall-back', ...(next === undefined || next === uplink ? {} : {to: next.id})},
			waived: waivedBy(answers),
		};
	};
	const wishes = wishesOf(answers);
	const rest = uplinkOn(answerText(answers, 'rest')) ?? uplinks[0];
	const document: PolicyDocument = {
		...emptyDocument,
		networks: [{id: id('lan'), interfaces: answerList(answers, 'networks')}],
		uplinks: [...uplinks, ...bystanders(answers, facts, id)],
		policies: [
			...sourcePolicies(uplinks, id('lan'), {kind: 'fall-back'}),
			...wishes.flatMap(({item, title, traffic, line}) => {
				const uplink = uplinkOn(line);
				return uplink === undefined ? [] : [policyOf(item, title, traffic, uplink)];
			}),
			...(rest === undefined ? [] : [policyOf('rest', `everything else by ${rest.title}`, {}, rest)]),
		],
		failover: [orderAlong(id('order'), uplinks)],
	};
	const shadowed = validateDocument(document).filter(({code}) => code === 'policy-shadowed' || code === 'policies-same');
	return shadowed.length === 0
		? ok({document, secrets: new Map(), warnings: []})
		: fail(...shadowed.map((problem) => ({...problem, field: wishes.find(({item}) => id(item) === problem.field)?.field ?? 'rules'})));
};

export const policyBalance: Scenario = {
	id: 'policy-balance',
	title: 'Each kind of traffic by its line',
	summary: 'Calls, web, mail and whatever else you can tell by port, protocol, DSCP or size take the lines that suit them.',
	group: 'Several lines',
	guide: 'Policy-Based Load Balancing (The Control Freak Approach)',
	about: [
		'The first packet of a connection decides: by its protocol, its ports, its DSCP or its size it is of one kind, and the connection is marked with the line of that kind. The first rule that fits has it; a rule that never gets anything is refused, and the one that takes it all is named.',
		'Ports tell what a program says it does, no more: downloads and streaming use the ports of the web. A size is that of the first packet, which is small for every TCP connection; it is of use for UDP.',
		'While a line is dead, its traffic takes the next one. What comes in by a line is answered by that line. Connections with a mark cannot take the fast path (FastTrack).',
	],
	fields: [
		linesQuestion({
			least: 2,
			withSpeeds: false,
			help: 'One a line, by their interfaces; when one is dead, the next in this order takes its traffic. For PPPoE name the PPPoE interface. A next hop that the router does not know: ether2 via 192.0.2.1.',
			remarks: () => [],
		}),
		hostsQuestion,
		{
			id: 'rest',
			kind: 'choice',
			section: 'What goes where',
			title: 'Everything else',
			help: 'The line for whatever no rule below is for.',
			choices: lineChoices,
			fromRouter: true,
			suggest: (answers) => {
				const [first] = linesIn(answers);
				return first === undefined ? undefined : {value: first.name, because: 'it is your first line'};
			},
			check: (value, answers) => named(String(value), answers, 'rest'),
		},
		...Object.entries(kinds).map(kindQuestion),
		{
			id: 'rules',
			kind: 'lines',
			section: 'What goes where',
			title: 'Rules of your own',
			help: 'They come before the kinds above, first to last: traffic > line. Traffic is a protocol, ports, “from” ports of the sender, “dscp” and “size”: udp 5060,10000-20000 > ether2, or dscp 46 > ether1.',
			placeholder: 'udp 27000-27100 > ether2',
			optional: true,
			check: (_value, answers) =>
				answerList(answers, 'rules').flatMap((text, index) => {
					const rule = parseTrafficRule(text);
					const field = `rules[${index}]`;
					return rule.ok ? named(rule.value.line, answers, field) : rule.diagnostics.map((problem) => ({...problem, field}));
				}),
		},
		probesQuestion(),
		linesIpv6Question,
		prefixesQuestion,
	],
	examples,
	build,
};
