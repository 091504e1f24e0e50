import type {World} from '../facts/index.js';
import type {Family, Ip} from '../net/index.js';
import {addressFamily, parseNamePattern} from '../net/index.js';
import type {Configuration, Entry} from '../routeros/model/index.js';
import {entriesOf} from '../routeros/model/index.js';
import type {Interval, Value} from './address.js';
import {addressFrom, parseInterval, prefixInterval, within} from './address.js';
import {menuOf, rowsOf} from './settings.js';

export type AddressList = {
	readonly has: (value: Value) => boolean;
	/** Names that it stands on and that this world does not resolve. */
	readonly unresolved: readonly string[];
};

type Draft = {readonly intervals: Interval[]; readonly unresolved: Set<string>};

const compare = (a: Value, b: Value): number => (a < b ? -1 : a > b ? 1 : 0);

/** Overlaps joined, ascending, so that a search can halve. */
const joined = (intervals: readonly Interval[]): readonly Interval[] => {
	const result: Interval[] = [];
	for (const next of intervals.toSorted((a, b) => compare(a.first, b.first))) {
		const last = result.at(-1);
		if (last !== undefined && next.first <= last.last) {
			result[result.length - 1] = {first: last.first, last: next.last > last.last ? next.last : last.last};
		} else {
			result.push(next);
		}
	}

	return result;
};

const search =
	(intervals: readonly Interval[]) =>
	(value: Value): boolean => {
		let low = 0;
		let high = intervals.length - 1;
		while (low <= high) {
			const middle = (low + high) >> 1;
			const interval = intervals[middle];
			if (interval === undefined || within(interval, value)) {
				return interval !== undefined;
			}

			if (value < interval.first) {
				high = middle - 1;
			} else {
				low = middle + 1;
			}
		}

		return false;
	};

/** Which of the resolved names a DNS row is for (`match-subdomain` takes everything below, too). A pattern that is not read is for none of them. */
const answeredBy = (properties: Readonly<Record<string, string>>): ((name: string) => boolean) => {
	const {name = '', regexp} = properties;
	if (regexp !== undefined) {
		const pattern = parseNamePattern(regexp);
		return (asked) => pattern?.test(asked) === true;
	}

	return properties['match-subdomain'] === 'yes' ? (asked) => asked === name || asked.endsWith(`.${name}`) : (asked) => asked === name;
};

/** What the rows of a list say in every world: addresses, and the names that it stands on. */
type Written = {readonly intervals: Interval[]; readonly names: string[]};

type Kept = {readonly has: (value: Value) => boolean; readonly names: readonly string[]};

/** Rows never change, and one configuration is looked at in many worlds: long lists are read and sorted once. */
const remembered = new WeakMap<readonly Entry[], ReadonlyMap<string, Kept>>();

const readRows = (configuration: Configuration, family: Family): ReadonlyMap<string, Kept> => {
	const menu = menuOf(family, 'firewall/address-list');
	const entries = entriesOf(configuration, menu);
	const known = remembered.get(entries);
	if (known !== undefined) {
		return known;
	}

	const lists = new Map<string, Written>();
	for (const {entry} of rowsOf(configuration, menu)) {
		const {list = '', address = ''} = entry.properties;
		const written = lists.get(list) ?? {intervals: [], names: []};
		lists.set(list, written);
		const interval = parseInterval(address);
		if (interval === undefined) {
			written.names.push(address);
		} else if (interval.family === family) {
			written.intervals.push(interval);
		}
	}

	const kept = new Map([...lists].map(([list, {intervals, names}]) => [list, {has: search(joined(intervals)), names}] as const));
	remembered.set(entries, kept);
	return kept;
};

/** The address lists of one family: static rows, dynamic rows of the world, and what the names of rows and of DNS resolve to. */
export const readAddressLists = (configuration: Configuration, world: World, family: Family): ReadonlyMap<string, AddressList> => {
	const drafts = new Map<string, Draft>();
	const draft = (list: string): Draft => {
		const known = drafts.get(list) ?? {intervals: [], unresolved: new Set()};
		drafts.set(list, known);
		return known;
	};

	const host = (ip: Ip): readonly Interval[] => {
		const {value, family: own} = addressFrom(ip);
		return value === undefined || own !== family ? [] : [{first: value, last: value}];
	};

	const resolve = (into: Draft, label: string, isMeant: (name: string) => boolean): void => {
		const resolved = Object.entries(world.names).filter(([name]) => isMeant(name.toLowerCase()));
		if (resolved.length === 0) {
			into.unresolved.add(label);
		}

		into.intervals.push(...resolved.flatMap(([, addresses]) => addresses.flatMap(host)));
	};

	const rows = readRows(configuration, family);
	for (const [list, {names}] of rows) {
		const into = draft(list);
		for (const name of names) {
			resolve(into, name, (asked) => asked === name.toLowerCase());
		}
	}

	for (const {entry} of rowsOf(configuration, '/ip/dns/static')) {
		const list = entry.properties['address-list'] ?? '';
		if (list !== '') {
			resolve(draft(list), entry.properties.name ?? entry.properties.regexp ?? '', answeredBy(entry.properties));
		}
	}

	for (const [list, prefixes] of Object.entries(world.listed ?? {})) {
		draft(list).intervals.push(...prefixes.filter((prefix) => addressFamily(prefix) === family).map(prefixInterval));
	}

	return new Map(
		[...drafts].map(([list, {intervals, unresolved}]) => {
			const written = rows.get(list)?.has ?? (() => false);
			const learnt = search(joined(intervals));
			return [list, {has: (value: Value) => written(value) || learnt(value), unresolved: [...unresolved]}] as const;
		}),
	);
};
