import {display} from '../../diagnostics/index.js';
import type {Facts} from '../../facts/index.js';
import type {Family, Ip, Prefix} from '../../net/index.js';
import {addressFamily, hostPrefix, parseIp, parsePrefix} from '../../net/index.js';
import type {Failover, Id, Policy, Uplink, WhenDown} from '../../policy/index.js';
import {answerList, answerText} from '../answers.js';
import {foundLines, lineOf, nextHopOn} from '../found-lines.js';
import {slug} from '../id.js';
import type {LineAnswer} from '../line-answer.js';
import {parseLineAnswer} from '../line-answer.js';
import type {Answers} from '../types.js';

/** The lines of an answer, as far as they can be read. */
export const linesIn = (answers: Answers): readonly LineAnswer[] =>
	answerList(answers, 'lines').flatMap((line) => {
		const parsed = parseLineAnswer(line);
		return parsed.ok ? [parsed.value] : [];
	});

/** Whether IPv6 is to follow the lines, with the addresses of hosts rewritten. */
export const followsWithIpv6 = (answers: Answers): boolean => answerText(answers, 'ipv6') === 'nat66';

/** Whether each IPv6 address is to leave by the line of the provider that it is from. */
export const goesBySource = (answers: Answers): boolean => answerText(answers, 'ipv6') === 'by-source';

/** `2001:db8:5::/48 > ether1`: which line a prefix belongs to. */
export const parseSource = (text: string): {readonly prefix: Prefix; readonly line: string} | undefined => {
	const [left = '', line = '', ...more] = text.split('>').map((part) => part.trim());
	const prefix = parsePrefix(left);
	return prefix === undefined || addressFamily(prefix) !== 6 || line === '' || more.length > 0 ? undefined : {prefix, line};
};

const sourcesOf = (answers: Answers, facts: Facts, line: LineAnswer): readonly Prefix[] =>
	goesBySource(answers) && carriesIpv6(facts, line)
		? answerList(answers, 'prefixes').flatMap((text) => {
				const source = parseSource(text);
				return source?.line === line.name ? [source.prefix] : [];
			})
		: [];

export const carriesIpv6 = (facts: Facts, {name}: LineAnswer): boolean => nextHopOn(facts, name, 6) !== undefined;

/** One host a line in each family, in the order of the lines. */
export const probeFor = (answers: Answers, family: 4 | 6, index: number): Ip | undefined =>
	answerList(answers, 'probes')
		.flatMap((line) => parseIp(line) ?? [])
		.filter((host) => addressFamily(hostPrefix(host)) === family)[index];

/** What else a part calls by name. */
const taken = ['lan', 'dst', 'use', 'all', 'keep', 'order', 'games', 'play', 'rest'];

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
		const isRewritten = followsWithIpv6(answers) && carriesIpv6(facts, {name});
		const sources = sourcesOf(answers, facts, {name});
		const six = isRewritten || sources.length > 0;
		const [probe4, probe6] = [probeFor(answers, 4, index), isRewritten ? probeFor(answers, 6, index) : undefined];
		return {
			id: id(items[index] ?? 'line'),
			title: display(name),
			kind: lineOf(facts, name, gateway, six),
			...(speed === undefined ? {} : {speed}),
			...(probe4 === undefined && probe6 === undefined ? {} : {probe: {...(probe4 === undefined ? {} : {4: probe4}), ...(probe6 === undefined ? {} : {6: probe6})}}),
			nat: {4: true, 6: isRewritten},
			carries: {4: true, 6: six},
			...(sources.length === 0 ? {} : {sources}),
		};
	});
};

/** Families that policies over several lines leave alone: IPv6, unless its addresses are rewritten. */
export const waivedBy = (answers: Answers): readonly Family[] => (followsWithIpv6(answers) ? [] : [6]);

/** The order of lines that spreading traffic over them brings along, for what has no share. */
export const orderAlong = (id: Id, uplinks: readonly Uplink[]): Failover => ({id, uplinks: uplinks.map((uplink) => uplink.id), flush: true, back: 'stay', isImplied: true});

/**
 * What sends each IPv6 address by its provider's line, before everything else: only there is it known, so that it waits
 * when the line is dead, and programs take IPv4. `whenDown` is what the part says of its lines: IPv4 has the same uplinks.
 */
export const sourcePolicies = (uplinks: readonly Uplink[], network: Id, whenDown: WhenDown): readonly Policy[] =>
	uplinks.flatMap(({id, title, sources}) =>
		sources === undefined
			? []
			: [
					{
						id: `${id}-six`,
						title: `IPv6 addresses of ${title}`,
						selector: {to: [], from: sources, networks: [network]},
						uplink: id,
						whenDown,
						waived: [4],
					},
				],
	);

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
			isAside: true,
		};
	});
};
