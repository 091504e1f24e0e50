import {findService} from '../catalogue/index.js';
import type {Diagnostic, Result} from '../diagnostics/index.js';
import {display, error, fail, ok} from '../diagnostics/index.js';
import type {Prefix} from '../net/index.js';
import type {DestinationList} from '../policy/index.js';
import {parseDestination, parseSource} from './destination.js';
import type {Traffic} from './traffic.js';
import {parseTraffic} from './traffic.js';

/** What one line of rules asks for: whose traffic to where, by which way, and what when that is dead. */
export type Rule = {
	/** The line up to its `>`, as it was typed. */
	readonly what: string;
	readonly to: Pick<DestinationList, 'prefixes' | 'domains'>;
	readonly from: readonly Prefix[];
	/** Interfaces of networks; none for all of them. */
	readonly networks: readonly string[];
	readonly traffic: Traffic;
	readonly way: string;
	/** Another way, or `block`. */
	readonly otherwise: string;
};

const example = 'Such as: to 10.0.0.0/8, *.corp.example.com > wg-office, or: from 192.168.88.50 udp 5060 > ether2 else ordinary.';

/** Ports of the sender follow the same word as hosts do, and hold neither `.` nor `:`. */
const isPorts = (text: string): boolean => /^[\d,-]+$/.test(text);

const splitList = (text: string): readonly string[] => text.split(',').filter((part) => part !== '');

const destination = (text: string): Result<Rule['to']> => {
	const service = findService(text);
	if (service !== undefined) {
		return ok({prefixes: service.prefixes, domains: service.domains.map((domain) => ({...domain, label: service.title}))});
	}

	const parsed = parseDestination(text);
	return parsed.ok
		? ok(
				parsed.value.kind === 'prefixes'
					? {prefixes: parsed.value.prefixes, domains: []}
					: {prefixes: [], domains: [{name: parsed.value.name, subdomains: parsed.value.subdomains}]},
			)
		: parsed;
};

type Words = {readonly to: string[]; readonly from: string[]; readonly in: string[]; readonly traffic: string[]};

/** The words before `>`, each list with the word that it belongs to. */
const sort = (head: string): Words => {
	const words: Words = {to: [], from: [], in: [], traffic: []};
	const tokens = head.replace(/\s*,\s*/g, ',').split(/\s+/);
	for (let index = 0; index < tokens.length; index += 1) {
		const token = tokens[index] ?? '';
		const word = token.toLowerCase();
		const next = tokens[index + 1] ?? '';
		if ((word === 'to' || word === 'in' || word === 'from') && !(word === 'from' && isPorts(next))) {
			words[word].push(...splitList(next));
			index += 1;
		} else if (word !== 'everything' && token !== '') {
			words.traffic.push(token);
		}
	}

	return words;
};

/** Reads a rule: `to …`, `from …`, `in …` and a kind of traffic in any order, or `everything`; then `> WAY`, and `else WAY` or `else block`. */
export const parseRule = (line: string): Result<Rule> => {
	const [what = '', tail, more] = line.split('>').map((part) => part.trim());
	const [, way, otherwise = 'block'] = /^(\S+)(?:\s+else\s+(\S+))?$/i.exec(tail ?? '') ?? [];
	if (what === '' || way === undefined || more !== undefined) {
		return fail(error('bad-rule', `“${display(line.trim())}” is no rule.`, {hint: example}));
	}

	const words = sort(what);
	const problems: Diagnostic[] = [];
	const read = <T>(results: readonly Result<T>[]): readonly T[] =>
		results.flatMap((result) => {
			problems.push(...(result.ok ? [] : result.diagnostics));
			return result.ok ? [result.value] : [];
		});
	const to = read(words.to.map(destination));
	const from = read(words.from.map(parseSource)).flat();
	const [traffic = {}] = words.traffic.length === 0 ? [] : read([parseTraffic(words.traffic.join(' '))]);
	return problems.length > 0
		? fail(...problems)
		: ok({
				what,
				to: {prefixes: to.flatMap(({prefixes}) => prefixes), domains: to.flatMap(({domains}) => domains)},
				from,
				networks: words.in,
				traffic,
				way,
				otherwise,
			});
};
