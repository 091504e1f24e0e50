import type {Diagnostic} from '../../diagnostics/index.js';
import {didYouMean, display, error, warning} from '../../diagnostics/index.js';
import type {Facts} from '../../facts/index.js';
import type {Prefix} from '../../net/index.js';
import {addressFamily, networkOf, parsePrefix, prefixBounds, prefixContains} from '../../net/index.js';
import {othersInVrf, vrfOf} from '../../policy/index.js';
import {answerList} from '../answers.js';
import {foundLines, isBeside, nextHopOn} from '../found-lines.js';
import {localInterfaces, suggestNetworks} from '../interfaces.js';
import type {LineAnswer} from '../line-answer.js';
import {parseLineAnswer} from '../line-answer.js';
import type {Answers, Field} from '../types.js';
import {checkInterfaces} from './interfaces.js';
import {carriesIpv6, goesBySource, linesIn, parseSource} from './wan-uplinks.js';

/** So many lines a router is asked about. */
const mostLines = 8;

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

	const isVrf = facts.vrfs?.find((vrf) => vrf.name === name);
	if (isVrf !== undefined) {
		return [error('line-is-vrf', `${display(name)} is a VRF.`, {hint: `Name the line in it: ${isVrf.interfaces.map(display).join(', ')}.`, ...at(index)})];
	}

	const [other] = othersInVrf(facts, name);
	if (other !== undefined) {
		return [
			error(
				'vrf-shared',
				`${display(name)} shares the VRF ${display(vrfOf(facts, name) ?? '')} with ${display(other)}: rules see only the VRF, and could not tell one from the other.`,
				{
					hint: 'Give the line a VRF of its own (/ip/vrf), or take it out of the VRF.',
					...at(index),
				},
			),
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

/**
 * The default firewall keeps strangers from the networks by the list `WAN`: with our address translation, a line works
 * without being in it. What comes in by a VRF is kept out by a row of ours.
 */
const unguarded = (lines: readonly LineAnswer[], facts: Facts): readonly Diagnostic[] => {
	const wan = facts.interfaceLists.WAN ?? [];
	return facts.source === 'assumed' || wan.length === 0
		? []
		: lines.flatMap(({name}, index) =>
				wan.includes(name) || vrfOf(facts, name) !== undefined
					? []
					: [
							warning(
								'line-not-in-wan',
								`${display(name)} is not in your interface list WAN: a firewall that goes by it, such as the default one, lets in whoever is beyond that line.`,
								{
									hint: 'Add it to that list (/interface/list/member), unless your firewall goes by something else.',
									...at(index),
								},
							),
						],
			);
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
		const isSold = lines.some(({speed}) => speed !== undefined);
		const problems = lines.flatMap((line, index) => [
			...lineTrouble(line, facts, index),
			...(lines.findIndex(({name}) => name === line.name) < index ? [error('line-twice', `${display(line.name)} is named twice.`, at(index))] : []),
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
		return trouble.length > 0 ? trouble : [...unguarded(lines, facts), ...remarks(lines, facts)];
	};

type LinesWanted = {
	readonly least: number;
	readonly withSpeeds: boolean;
	readonly help: string;
	/** What there is to say of lines that are right. */
	readonly remarks: (lines: readonly LineAnswer[], facts: Facts) => readonly Diagnostic[];
};

/** An order of lines is the router's own, too, and its programs hear nothing of what comes back in a VRF. */
export const notInVrf = (lines: readonly LineAnswer[], facts: Facts): readonly Diagnostic[] =>
	lines.flatMap(({name}, index) => {
		const vrf = vrfOf(facts, name);
		return vrf === undefined
			? []
			: [
					error('line-in-vrf', `${display(name)} is in the VRF ${display(vrf)}: the router itself, its DNS first of all, could not follow the order there.`, {
						hint: 'Take it out of the VRF; or send hosts alone there: “Each kind of traffic by its line”, “Several lines at once”.',
						...at(index),
					}),
				];
	});

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

/** Whose traffic it is about. */
export const hostsQuestion: Field = {
	id: 'networks',
	kind: 'choices',
	section: 'Hosts',
	title: 'Whose traffic?',
	help: 'Networks whose hosts use the lines in this way. What your hosts send to each other stays local. Servers are answered by the line that a connection came in by, in whatever network they are.',
	choices: (answers, facts) => {
		const lines = new Set(linesIn(answers).map(({name}) => name));
		// What was marked before it became a line can be unmarked.
		const marked = answerList(answers, 'networks');
		return localInterfaces(facts).map((choice) => (lines.has(choice.value) && !marked.includes(choice.value) ? {...choice, disabled: 'it is one of your lines.'} : choice));
	},
	fromRouter: true,
	suggest: (_answers, facts) => ({value: suggestNetworks(facts), because: 'these are your local networks'}),
	check: (value, answers, facts) => {
		const chosen = Array.isArray(value) ? value : [];
		const lines = new Set(linesIn(answers).map(({name}) => name));
		return [
			...checkInterfaces(chosen, localInterfaces(facts), facts, 'networks'),
			...chosen
				.filter((name) => lines.has(name))
				.map((name) => error('line-is-network', `${display(name)} is one of your lines.`, {hint: 'Take it out here, or go back and take it out of the lines.', field: 'networks'})),
		];
	},
};

const withIpv6 = (answers: Answers, facts: Facts): boolean => linesIn(answers).filter((line) => carriesIpv6(facts, line)).length >= 2;

const tooFew = 'fewer than two lines have an IPv6 address and a next hop that does not move.';

/** What IPv6 does across lines: it must never leave by a line with the address of another (law L7). */
export const linesIpv6Question: Field = {
	id: 'ipv6',
	kind: 'choice',
	section: 'IPv6',
	title: 'IPv6 across the lines',
	help: 'Your hosts have IPv6 addresses of one provider, and another provider drops them. So IPv6 stays on the line that it has now, or each address goes by the line of its provider, or the router rewrites addresses (NAT66).',
	visible: (_answers, facts) => facts.ipv6Enabled && facts.addresses.some(({address}) => addressFamily(address) === 6 && !address.startsWith('fe80:')),
	choices: (answers, facts) => [
		{value: 'ordinary', title: 'Stays on its line', help: 'Nothing changes for IPv6; it does not change over.'},
		{
			value: 'by-source',
			title: 'Each address by its provider’s line',
			help: 'Your hosts have addresses of several providers, in prefixes that do not change.',
			...(withIpv6(answers, facts) ? {} : {disabled: tooFew}),
		},
		{
			value: 'nat66',
			title: 'Follows, with rewritten addresses',
			help: 'NAT66: hosts share the address of each line.',
			...(withIpv6(answers, facts) ? {} : {disabled: tooFew}),
		},
	],
	suggest: () => ({value: 'ordinary', because: 'addresses stay what they are, and each provider sees its own'}),
};

const unique = parsePrefix('fc00::/7');

/** Prefixes that hosts have addresses in, those of their own making left out. */
const prefixesOf = (answers: Answers, facts: Facts): readonly Prefix[] => {
	const networks = answerList(answers, 'networks');
	const found = facts.addresses
		.filter((row) => networks.includes(row.interface) && addressFamily(row.address) === 6 && !row.address.startsWith('fe80:'))
		.map(({address}) => networkOf(address));
	return [...new Set(found)].filter((prefix) => unique === undefined || !prefixContains(unique, prefix));
};

/** Bits that two prefixes have in common from the front. */
const common = (a: Prefix, b: Prefix): number => 128 - (prefixBounds(a).first ^ prefixBounds(b).first).toString(2).replace(/^0$/, '').length;

/** Providers number a line and what is behind it from one block, as a rule: the line whose own address is nearest. */
const lineNear = (answers: Answers, facts: Facts, prefix: Prefix): string | undefined =>
	linesIn(answers)
		.filter((line) => carriesIpv6(facts, line))
		.map(({name}) => ({
			name,
			bits: Math.max(
				0,
				...facts.addresses
					.filter((row) => row.interface === name && addressFamily(row.address) === 6 && !row.address.startsWith('fe80:'))
					.map(({address}) => common(networkOf(address), prefix)),
			),
		}))
		.toSorted((a, b) => b.bits - a.bits)[0]?.name;

/** Which provider each IPv6 prefix is from, where addresses go by their lines. */
export const prefixesQuestion: Field = {
	id: 'prefixes',
	kind: 'lines',
	section: 'IPv6',
	title: 'Prefixes of the providers',
	help: 'A prefix and its line, one a line of text: 2001:db8:5::/48 > ether1. Only prefixes that your providers never change: with one that changes, hosts would be sent out by the wrong line or not at all.',
	placeholder: '2001:db8:5::/48 > ether1',
	visible: goesBySource,
	suggest: (answers, facts) => {
		const found = prefixesOf(answers, facts).flatMap((prefix) => {
			const line = lineNear(answers, facts, prefix);
			return line === undefined ? [] : [`${prefix} > ${line}`];
		});
		return found.length === 0 ? undefined : {value: found, because: 'each is nearest to the address of that line'};
	},
	check: (_value, answers, facts) => {
		const carrying = linesIn(answers).filter((line) => carriesIpv6(facts, line));
		const hint = carrying.length === 0 ? 'The router knows nobody who is next on any of them over IPv6.' : `They are: ${carrying.map(({name}) => display(name)).join(', ')}.`;
		const given = answerList(answers, 'prefixes');
		const sources = given.map(parseSource);
		return sources.flatMap((source, index) => {
			const field = `prefixes[${index}]`;
			if (source === undefined) {
				return [error('bad-prefix-line', `“${display(given[index] ?? '')}” is no IPv6 prefix and its line.`, {hint: 'Such as: 2001:db8:5::/48 > ether1.', field})];
			}

			const {prefix, line} = source;
			const earlier = sources.slice(0, index).find((other) => other !== undefined && (prefixContains(other.prefix, prefix) || prefixContains(prefix, other.prefix)));
			return [
				...(carrying.some(({name}) => name === line) ? [] : [error('no-such-line', `${display(line)} is none of the lines that carry IPv6.`, {hint, field})]),
				...(earlier === undefined
					? []
					: [error('source-twice', `${prefix} and ${earlier.prefix} overlap.`, {hint: 'An address is from one provider: name each prefix once.', field})]),
			];
		});
	},
};
