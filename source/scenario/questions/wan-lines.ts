import type {Diagnostic} from '../../diagnostics/index.js';
import {didYouMean, display, error, warning} from '../../diagnostics/index.js';
import type {Facts} from '../../facts/index.js';
import type {Ip} from '../../net/index.js';
import {addressFamily, addressOf, families, hostPrefix, networkOf, parseIp, prefixContains} from '../../net/index.js';
import type {Uplink} from '../../policy/index.js';
import {answerList, answerText} from '../answers.js';
import {foundLines, isBeside, lineOf, nextHopOn} from '../found-lines.js';
import {slug} from '../id.js';
import {localInterfaces, suggestNetworks} from '../interfaces.js';
import type {LineAnswer} from '../line-answer.js';
import {parseLineAnswer} from '../line-answer.js';
import type {Answers, Field} from '../types.js';
import {checkInterfaces} from './interfaces.js';

/** So many lines a router is asked about. */
const mostLines = 8;

/** Anycast resolvers of several operators that answer pings, in forms that hardly anybody has as resolver: unfiltered or second addresses. */
const usualProbes = ['149.112.112.10', '94.140.14.140', '208.67.222.220', '185.222.222.222', '94.140.14.141', '208.67.220.222', '45.11.45.11', '149.112.112.11'];
const usualProbes6 = ['2620:fe::fe:10', '2a10:50c0::1:ff', '2620:119:35::35', '2a09::', '2a10:50c0::2:ff', '2620:119:53::53', '2a11::', '2620:fe::fe:11'];

/** The lines of an answer, as far as they can be read. */
export const linesIn = (answers: Answers): readonly LineAnswer[] =>
	answerList(answers, 'lines').flatMap((line) => {
		const parsed = parseLineAnswer(line);
		return parsed.ok ? [parsed.value] : [];
	});

/** Whether IPv6 is to follow the lines, with the addresses of hosts rewritten. */
const followsWithIpv6 = (answers: Answers): boolean => answerText(answers, 'ipv6') === 'nat66';

const carriesIpv6 = (facts: Facts, {name}: LineAnswer): boolean => nextHopOn(facts, name, 6) !== undefined;

/** One host a line in each family, in the order of the lines. */
const probeFor = (answers: Answers, family: 4 | 6, index: number): Ip | undefined =>
	answerList(answers, 'probes')
		.flatMap((line) => parseIp(line) ?? [])
		.filter((host) => addressFamily(hostPrefix(host)) === family)[index];

/** What else a part calls by name. */
const taken = ['lan', 'dst', 'use', 'all', 'keep', 'order'];

/** Short words for ids, no two alike. */
const itemsFor = (names: readonly string[]): readonly string[] => {
	const items: string[] = [];
	for (const name of names) {
		const item = slug(name, 12) || 'line';
		const others = names.map((_, index) => `${item}-${index + 2}`);
		items.push([item, ...others].find((one) => !items.includes(one) && !taken.includes(one)) ?? item);
	}

	return items;
};

/** The lines as uplinks, in the order in which they were named. */
export const uplinksOf = (answers: Answers, facts: Facts, id: (item: string) => string): readonly Uplink[] => {
	const lines = linesIn(answers);
	const items = itemsFor(lines.map(({name}) => name));
	return lines.map(({name, speed, gateway}, index): Uplink => {
		const six = followsWithIpv6(answers) && carriesIpv6(facts, {name});
		const [probe4, probe6] = [probeFor(answers, 4, index), six ? probeFor(answers, 6, index) : undefined];
		return {
			id: id(items[index] ?? 'line'),
			title: display(name),
			kind: lineOf(facts, name, gateway, six),
			...(speed === undefined ? {} : {speed}),
			...(probe4 === undefined && probe6 === undefined ? {} : {probe: {...(probe4 === undefined ? {} : {4: probe4}), ...(probe6 === undefined ? {} : {6: probe6})}}),
			nat: {4: true, 6: six},
			carries: {4: true, 6: six},
		};
	});
};

/** Lines that were not named, as far as it is known who is next on them: what comes in by them is to be answered by them, whatever the order of the others. */
export const bystanders = (answers: Answers, facts: Facts, id: (item: string) => string): readonly Uplink[] => {
	const named = linesIn(answers).map(({name}) => name);
	const networks = answerList(answers, 'networks');
	const others = foundLines(facts).filter((name) => !named.includes(name) && !networks.includes(name));
	const items = itemsFor([...named, ...others]).slice(named.length);
	return others.map((name, index) => {
		const six = followsWithIpv6(answers) && carriesIpv6(facts, {name});
		return {
			id: id(items[index] ?? 'line'),
			title: display(name),
			kind: lineOf(facts, name, undefined, six),
			nat: {4: false, 6: false},
			carries: {4: true, 6: six},
		};
	});
};

const at = (index: number): {readonly field: string} => ({field: `lines[${index}]`});

const unknownInterface = (name: string, facts: Facts, index: number): Diagnostic => {
	const names = facts.interfaces.filter(({slave}) => !slave).map((one) => one.name);
	const near = didYouMean(name, names);
	return error('no-such-interface', `The router has no interface ${display(name)}.`, {
		hint: near === undefined ? `It has: ${names.map(display).join(', ')}.` : `Did you mean ${display(near)}?`,
		...at(index),
	});
};

/** What is wrong with one line, on this router. */
const lineTrouble = ({name, gateway}: LineAnswer, facts: Facts, index: number): readonly Diagnostic[] => {
	const found = facts.interfaces.find((one) => one.name === name);
	if (facts.source === 'assumed') {
		return [];
	}

	if (found === undefined) {
		return [unknownInterface(name, facts, index)];
	}

	if (found.slave) {
		return [
			error('line-is-port', `${display(name)} is a port of a bridge: no line by itself.`, {
				hint: 'Take it out of the bridge, or name the bridge if the line is behind that.',
				...at(index),
			}),
		];
	}

	const next = nextHopOn(facts, name, 4);
	if (gateway !== undefined) {
		return [
			...(next?.kind === 'leased'
				? [warning('gateway-moves', `${display(name)} learns its next hop by DHCP: leave “via” out, and it is followed when it changes.`, at(index))]
				: []),
			...(isBeside(facts, name, gateway)
				? []
				: [
						error('gateway-not-beside', `${gateway} is in no network of ${display(name)}: the router cannot reach it there.`, {
							hint: 'The next hop is in the same network as the line’s own address.',
							...at(index),
						}),
					]),
		];
	}

	return next === undefined
		? [
				error('no-next-hop', `The router does not know who is next on ${display(name)}.`, {
					hint: `Add the provider’s router: ${display(name)} 100/20 via 192.0.2.1.`,
					...at(index),
				}),
			]
		: [];
};

const checkLinesFor =
	({least, withSpeeds, remarks}: LinesWanted): NonNullable<Field['check']> =>
	(_value, answers, facts) => {
		const parsed = answerList(answers, 'lines').map(parseLineAnswer);
		const broken = parsed.flatMap((one, index) => (one.ok ? [] : one.diagnostics.map((problem) => ({...problem, ...at(index)}))));
		if (broken.length > 0) {
			return broken;
		}

		const lines = linesIn(answers);
		const networks = answerList(answers, 'networks');
		const isSold = lines.some(({speed}) => speed !== undefined);
		const problems = lines.flatMap((line, index) => [
			...lineTrouble(line, facts, index),
			...(lines.findIndex(({name}) => name === line.name) < index ? [error('line-twice', `${display(line.name)} is named twice.`, at(index))] : []),
			...(networks.includes(line.name)
				? [error('line-is-network', `${display(line.name)} is a network of your hosts.`, {hint: 'A line leads to the Internet.', ...at(index)})]
				: []),
			...(withSpeeds && isSold && line.speed === undefined
				? [
						error('speed-missing', `${display(line.name)} has no speed, and others have.`, {
							hint: `Such as: ${display(line.name)} 100/20. Without any, all get equal shares.`,
							...at(index),
						}),
					]
				: []),
		]);
		const count =
			lines.length < least || lines.length > mostLines
				? [
						error('line-count', `${lines.length === 1 ? 'There is one line' : `There are ${lines.length} lines`}; ${least} to ${mostLines} are needed.`, {
							hint: 'One interface a line of text.',
							field: 'lines',
						}),
					]
				: [];
		const trouble = [...count, ...problems];
		return trouble.length > 0 ? trouble : remarks(lines);
	};

/** Why a host cannot tell whether a line is alive: pinned to the line, it would take something else along. */
const whyNoProbe = (host: Ip, facts: Facts, names: readonly string[]): {readonly code: string; readonly why: string} | undefined => {
	if (facts.dns.servers.includes(host)) {
		return {code: 'probe-is-resolver', why: 'is the router’s own resolver: with that line, names would be gone, too'};
	}

	if (facts.wireguardPeers.some(({endpointAddress}) => endpointAddress !== undefined && parseIp(endpointAddress) === host)) {
		return {code: 'probe-is-endpoint', why: 'is the far end of a tunnel, which would be tied to that line'};
	}

	if (facts.addresses.some((row) => addressOf(row.address) === host || prefixContains(networkOf(row.address), host))) {
		return {code: 'probe-is-local', why: 'is on a network of this router: a modem answers for a dead line, too'};
	}

	const route = facts.routes.find(({destination, table, gateway}) => table === 'main' && destination === hostPrefix(host) && gateway !== '');
	return route === undefined || names.some((name) => route.gateway === name || route.gateway.endsWith(`%${name}`))
		? undefined
		: {code: 'probe-in-use', why: 'has a route of its own on this router'};
};

const checkProbes: NonNullable<Field['check']> = (_value, answers, facts) => {
	const lines = linesIn(answers);
	const hosts = answerList(answers, 'probes').map((line) => ({line, host: parseIp(line)}));
	return [
		...hosts.flatMap(({line, host}, index) => {
			const field = `probes[${index}]`;
			if (host === undefined) {
				return [error('bad-address', `${display(line)} is no address.`, {hint: 'A probe is pinged by address: a name could lead elsewhere each time.', field})];
			}

			if (hosts.findIndex((other) => other.host === host) < index) {
				return [error('probe-twice', `${host} is named twice.`, {hint: 'A host can be reached by one line only: give each its own.', field})];
			}

			const refusal = whyNoProbe(
				host,
				facts,
				lines.map(({name}) => name),
			);
			return refusal === undefined ? [] : [error(refusal.code, `${host} ${refusal.why}.`, {hint: 'Take a host on the Internet that nothing else uses.', field})];
		}),
		...families.flatMap((family) => {
			const wanted = family === 4 ? lines : followsWithIpv6(answers) ? lines.filter((line) => carriesIpv6(facts, line)) : [];
			const missing = lines.findIndex((line, index) => wanted.includes(line) && probeFor(answers, family, index) === undefined);
			return missing < 0
				? []
				: [
						error('probe-missing', `There is no IPv${family} host to ping by ${display(lines[missing]?.name ?? '')}.`, {
							hint: 'Name one a line, in the order of the lines.',
							field: 'probes',
						}),
					];
		}),
	];
};

type LinesWanted = {
	readonly least: number;
	readonly withSpeeds: boolean;
	readonly help: string;
	/** What there is to say of lines that are right. */
	readonly remarks: (lines: readonly LineAnswer[]) => readonly Diagnostic[];
};

/** Which lines there are: found on the router, so that a newcomer only adds what they are sold with. */
export const linesQuestion = (wanted: LinesWanted): Field => ({
	id: 'lines',
	kind: 'lines',
	section: 'Lines',
	title: 'Your lines',
	help: wanted.help,
	placeholder: 'ether1 100/20',
	suggest: (_answers, facts) => {
		const found = foundLines(facts).slice(0, mostLines);
		return found.length === 0 ? undefined : {value: found, because: 'these lead to the Internet'};
	},
	check: checkLinesFor(wanted),
});

/** How a dead line is told: by a host beyond it. */
export const probesQuestion = (visible?: Field['visible']): Field => ({
	id: 'probes',
	kind: 'lines',
	section: 'When a line is dead',
	title: 'Hosts to ping, one a line',
	help: 'A modem answers while its line is dead; only a host beyond it tells. Each is reached by its line alone, in the order of the lines: take none that anybody uses as resolver.',
	...(visible === undefined ? {} : {visible}),
	suggest: (answers, facts) => {
		const lines = linesIn(answers);
		const free = (hosts: readonly string[]): readonly string[] => hosts.filter((host) => !facts.dns.servers.includes(host));
		const six = followsWithIpv6(answers) && lines.some((line) => carriesIpv6(facts, line)) ? free(usualProbes6).slice(0, lines.length) : [];
		return {value: [...free(usualProbes).slice(0, lines.length), ...six], because: 'anycast hosts of several operators that answer pings'};
	},
	check: checkProbes,
});

/** Whose traffic it is about. */
export const hostsQuestion: Field = {
	id: 'networks',
	kind: 'choices',
	section: 'Hosts',
	title: 'Whose traffic?',
	help: 'Networks whose hosts use the lines in this way. What your hosts send to each other stays local.',
	choices: (_answers, facts) => localInterfaces(facts),
	fromRouter: true,
	suggest: (_answers, facts) => ({value: suggestNetworks(facts).filter((name) => !foundLines(facts).includes(name)), because: 'these are your local networks'}),
	check: (value, _answers, facts) => checkInterfaces(Array.isArray(value) ? value : [], localInterfaces(facts), facts, 'networks'),
};

/** What IPv6 does across lines: it must never leave by a line with the address of another (law L7). */
export const linesIpv6Question: Field = {
	id: 'ipv6',
	kind: 'choice',
	section: 'IPv6',
	title: 'IPv6 across the lines',
	help: 'Your hosts have IPv6 addresses of one provider, and another provider drops them. So IPv6 stays on the line that it has now, or the router rewrites addresses (NAT66) on lines that allow it.',
	visible: (_answers, facts) => facts.ipv6Enabled && facts.addresses.some(({address}) => addressFamily(address) === 6 && !address.startsWith('fe80:')),
	choices: (answers, facts) => [
		{value: 'ordinary', title: 'Stays on its line', help: 'Nothing changes for IPv6; it does not change over.'},
		{
			value: 'nat66',
			title: 'Follows, with rewritten addresses',
			help: 'NAT66: hosts share the address of each line.',
			...(linesIn(answers).filter((line) => carriesIpv6(facts, line)).length >= 2
				? {}
				: {disabled: 'fewer than two lines have an IPv6 address and a next hop that does not move.'}),
		},
	],
	suggest: () => ({value: 'ordinary', because: 'addresses stay what they are, and each provider sees its own'}),
};
