import type {Diagnostic, Result} from '../../diagnostics/index.js';
import {display, error, fail, ok} from '../../diagnostics/index.js';
import {parsePort} from '../../net/index.js';
import type {DestinationList, Shaping, Speed, Tier, TierPorts} from '../../policy/index.js';
import {answerList, answerText} from '../answers.js';
import {parseSource} from '../destination.js';
import {foundLines} from '../found-lines.js';
import {localInterfaces, suggestNetworks} from '../interfaces.js';
import {parseSpeed} from '../line-answer.js';
import type {Answers, Attachments, Field} from '../types.js';
import {prefixesOf} from './addresses.js';
import {checkInterfaces} from './interfaces.js';
import {checkLines} from './lines.js';
import {listing} from './listing.js';

/** `443`, `5060-5061`, `22/tcp`: both protocols where none is named. */
const parsePorts = (line: string): Result<readonly TierPorts[]> => {
	const match = /^(\d+)(?:\s*-\s*(\d+))?(?:\s*\/\s*(tcp|udp))?$/i.exec(line.trim());
	const [first, last] = [parsePort(match?.[1] ?? ''), parsePort(match?.[2] ?? match?.[1] ?? '')];
	if (match === null || first === undefined || last === undefined || last < first) {
		return fail(error('bad-ports', `“${display(line.trim())}” is no port.`, {hint: 'Write 443, 5060-5061, or with the protocol: 3478-3481/udp.'}));
	}

	const named = match[3]?.toLowerCase();
	return ok((['tcp', 'udp'] as const).filter((protocol) => named === undefined || named === protocol).map((protocol) => ({protocol, range: {first, last}})));
};

const portsOf = (answers: Answers, field: string): readonly TierPorts[] =>
	answerList(answers, field).flatMap((line) => {
		const parsed = parsePorts(line);
		return parsed.ok ? parsed.value : [];
	});

const speedOf = (answers: Answers, field: string): Speed | undefined => parseSpeed(answerText(answers, field));

const checkSpeed =
	(field: string): NonNullable<Field['check']> =>
	(value) =>
		parseSpeed(String(value).trim()) === undefined
			? [error('bad-speed', `${display(String(value))} is no speed.`, {hint: 'Down and up, in Mbit/s or with a unit: 100/20, 1.5M/500k.', field})]
			: [];

/** A little less than the line has: the queue has to be here and not in the modem. */
const share = 0.95;

/** In whole kilobits, as the router shows it. */
const part = ({down, up}: Speed, factor: number): Speed => ({down: Math.floor((down * factor) / 1000) * 1000, up: Math.floor((up * factor) / 1000) * 1000});

const less = (a: Speed, b: Speed): Speed => ({down: Math.max(0, a.down - b.down), up: Math.max(0, a.up - b.up)});

const text = ({down, up}: Speed): string => [down, up].map((bits) => (bits >= 1e6 ? `${Math.round(bits / 1e5) / 10}M` : `${Math.round(bits / 1e3)}k`)).join('/');

const above = (a: Speed, b: Speed): boolean => a.down > b.down || a.up > b.up;

const kinds = {
	first: listing({prefix: 'first-', section: 'What comes first', services: 'Services that come first', destinations: 'Destinations that come first'}),
	last: listing({prefix: 'last-', section: 'What can wait', services: 'Services that can wait', destinations: 'Destinations that can wait'}),
};

/** What media of calls go by, as their makers tell whoever runs a firewall: Teams and most others, Zoom, Google Meet. */
const callPorts = ['3478-3481/udp', '8801-8810/udp', '19302-19309/udp'];

const isNamed = (answers: Answers, prefix: keyof typeof kinds): boolean =>
	['services', 'destinations', 'hosts', 'ports'].some((what) => answerList(answers, `${prefix}-${what}`).length > 0);

/** Whether anything is named that comes first, or that can wait. */
export const isSomethingIn =
	(tier: keyof typeof kinds) =>
	(answers: Answers): boolean =>
		isNamed(answers, tier);

/** Where nothing at all is named yet: there has to be something. */
const suggestCalls: NonNullable<Field['suggest']> = (answers) =>
	isNamed(answers, 'first') || isNamed(answers, 'last') ? undefined : {value: callPorts, because: 'calls and meetings use these'};

const members = (prefix: keyof typeof kinds, section: string, word: string, ports: string): readonly Field[] => [
	...kinds[prefix].questions,
	{
		id: `${prefix}-hosts`,
		kind: 'lines',
		title: `Hosts that ${word}`,
		section,
		help: 'Addresses, prefixes or ranges of your own hosts; all that they send and get belongs here. IPv6 hosts change addresses: give their whole /64.',
		placeholder: '192.168.88.50',
		optional: true,
		check: checkLines(`${prefix}-hosts`, parseSource, () => () => []),
	},
	{
		id: `${prefix}-ports`,
		kind: 'lines',
		title: `Ports that ${word}`,
		section,
		help: 'Ports of the far side, one or a range a line; both protocols unless you name one.',
		placeholder: ports,
		optional: true,
		...(prefix === 'first' ? {suggest: suggestCalls} : {}),
		check: checkLines(`${prefix}-ports`, parsePorts, () => () => []),
	},
];

const ofLine = (answers: Answers): Speed | undefined => speedOf(answers, 'speed');

const checkPart =
	(field: string): NonNullable<Field['check']> =>
	(value, answers, facts, attachments): readonly Diagnostic[] => {
		const [wanted, line] = [parseSpeed(String(value).trim()), ofLine(answers)];
		const most = line === undefined ? undefined : part(line, share);
		return wanted === undefined || most === undefined || !above(wanted, most)
			? checkSpeed(field)(value, answers, facts, attachments)
			: [
					error('more-than-line', `${display(String(value))} is more than the line gives out (${text(most)}).`, {
						hint: 'A little is kept back, so that packets wait here and not in the modem.',
						field,
					}),
				];
	};

/** Whether names are listed in some tier. */
export const tiersHaveNames = (answers: Answers, attachments?: Attachments): boolean => kinds.first.hasNames(answers, attachments) || kinds.last.hasNames(answers, attachments);

const lineQuestions: readonly Field[] = [
	{
		id: 'line',
		kind: 'choice',
		title: 'Which line?',
		section: 'The line',
		help: 'The line to the Internet whose bandwidth is dealt out, in both directions. For PPPoE it is the dialled interface.',
		choices: (_answers, facts) => foundLines(facts).map((name) => ({value: name, title: display(name)})),
		fromRouter: true,
		suggest: (_answers, facts) => {
			const [line] = foundLines(facts);
			return line === undefined ? undefined : {value: line, because: 'the router’s default route leads there'};
		},
		check: (value, _answers, facts) =>
			checkInterfaces(
				[String(value)],
				foundLines(facts).map((name) => ({value: name, title: display(name)})),
				facts,
				'line',
			),
	},
	{
		id: 'speed',
		kind: 'text',
		title: 'Its speed, down and up',
		section: 'The line',
		help: 'What it really carries, in Mbit/s, down before up: 100/20, or with units: 1.5M/500k. Measure it: when it is too high, packets wait in the modem, where nobody puts them in order.',
		placeholder: '100/20',
		check: checkSpeed('speed'),
	},
	{
		id: 'networks',
		kind: 'choices',
		title: 'Whose traffic?',
		section: 'The line',
		help: 'Networks whose traffic over this line is put in order. Traffic between your own networks is not slowed down.',
		choices: (_answers, facts) => localInterfaces(facts),
		fromRouter: true,
		suggest: (_answers, facts) => ({value: suggestNetworks(facts), because: 'these are your local networks'}),
		check: (value, _answers, facts) => checkInterfaces(Array.isArray(value) ? value : [], localInterfaces(facts), facts, 'networks'),
	},
];

const firstQuestions: readonly Field[] = [
	...members('first', 'What comes first', 'come first', '3478-3481/udp'),
	{
		id: 'first-rate',
		kind: 'text',
		title: 'Guaranteed to what comes first',
		section: 'What comes first',
		help: 'Down and up. It has this much whatever the others do; what it does not use, the others may.',
		visible: isSomethingIn('first'),
		suggest: (answers) => {
			const line = ofLine(answers);
			return line === undefined ? undefined : {value: text(part(line, 0.4)), because: 'two fifths of the line'};
		},
		check: checkPart('first-rate'),
	},
];

const lastQuestions: readonly Field[] = [
	...members('last', 'What can wait', 'can wait', '6881-6999'),
	{
		id: 'last-rate',
		kind: 'text',
		title: 'The most that what can wait may use',
		section: 'What can wait',
		help: 'Down and up. Below that it takes what the others leave; it always gets a twentieth of the line, so that nothing starves.',
		visible: isSomethingIn('last'),
		suggest: (answers) => {
			const line = ofLine(answers);
			return line === undefined ? undefined : {value: text(part(line, 0.8)), because: 'four fifths of the line'};
		},
		check: checkPart('last-rate'),
	},
];

/** About the line, and about each tier. */
export const tierQuestions = {line: lineQuestions, first: firstQuestions, last: lastQuestions} as const;

/** The tiers as answered, and the lists that they name; trouble where nothing belongs to one. */
export const shapingOf = (
	answers: Answers,
	id: (item: string) => string,
	attachments: Attachments,
): Result<{readonly shaping: Shaping; readonly lists: readonly DestinationList[]}> => {
	const line = ofLine(answers);
	// A tier that nothing belongs to is not asked about: it needs no guarantee, and no limit of its own.
	const first = isNamed(answers, 'first') ? speedOf(answers, 'first-rate') : {down: 0, up: 0};
	const last = isNamed(answers, 'last') ? speedOf(answers, 'last-rate') : line;
	if (line === undefined || first === undefined || last === undefined) {
		return fail(error('bad-speed', 'The speeds are not known.', {field: 'speed'}));
	}

	const limit = part(line, share);
	const starving = part(line, 0.05);
	const least: Speed = {down: Math.min(starving.down, last.down), up: Math.min(starving.up, last.up)};
	const left = less(less(limit, first), least);
	const made = (['first', 'last'] as const).map((kind) => {
		const list = kinds[kind].list(answers, id(`${kind}-dst`), attachments, kind === 'first' ? 'what comes first' : 'what can wait');
		const hasList = list.prefixes.length + list.domains.length > 0;
		return {
			kind,
			lists: hasList ? [list] : [],
			members: {to: hasList ? [list.id] : [], hosts: prefixesOf(answers, `${kind}-hosts`), ports: portsOf(answers, `${kind}-ports`)},
		};
	});
	const empty = made.filter(({members: {to, hosts, ports}}) => to.length + hosts.length + ports.length === 0);
	if (empty.length === made.length) {
		return fail(
			error('no-members', 'Nothing comes first and nothing can wait.', {hint: 'Name services, destinations, hosts or ports of at least one of the two.', field: 'first-services'}),
		);
	}

	// What has room for the least of the others; the guarantee may take all the rest.
	const rates: Readonly<Record<'first' | 'last', Omit<Tier, 'id' | 'members'>>> = {
		first: {title: 'what comes first', guaranteed: {down: Math.min(first.down, limit.down - least.down), up: Math.min(first.up, limit.up - least.up)}, maximum: limit, priority: 1},
		last: {title: 'what can wait', guaranteed: least, maximum: last, priority: 8},
	};
	const tiers = made.filter((one) => !empty.includes(one)).map(({kind, members: all}): Tier => ({id: id(kind), ...rates[kind], members: all}));
	const rest: Tier = {id: id('rest'), title: 'everything else', members: {to: [], hosts: [], ports: []}, guaranteed: left, maximum: limit, priority: 4};
	return ok({
		shaping: {id: id('line'), line: answerText(answers, 'line'), networks: [id('lan')], limit, tiers: [...tiers, rest]},
		lists: made.flatMap(({lists}) => lists),
	});
};
