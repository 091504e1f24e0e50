import type {Family, Prefix} from './address.js';
import {addressFamily, addressFromValue, families, prefixBounds} from './address.js';

type Interval = {readonly first: bigint; readonly last: bigint};

/** The fewest prefixes that cover exactly the addresses from `first` to `last`. */
export const rangeToPrefixes = (family: Family, first: bigint, last: bigint): readonly Prefix[] => {
	const size = family === 4 ? 32 : 128;
	const prefixes: Prefix[] = [];
	let start = first;
	while (start <= last) {
		let length = size;
		while (length > 0) {
			const block = 1n << BigInt(size - length + 1);
			if (start % block !== 0n || start + block - 1n > last) {
				break;
			}

			length--;
		}

		prefixes.push(`${addressFromValue(family, start)}/${length}` as Prefix);
		start += 1n << BigInt(size - length);
	}

	return prefixes;
};

const merge = (intervals: readonly Interval[]): readonly Interval[] => {
	const merged: Interval[] = [];
	for (const interval of intervals.toSorted((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0))) {
		const previous = merged.at(-1);
		if (previous !== undefined && interval.first <= previous.last + 1n) {
			merged[merged.length - 1] = {first: previous.first, last: interval.last > previous.last ? interval.last : previous.last};
		} else {
			merged.push(interval);
		}
	}

	return merged;
};

/** The same addresses in the fewest prefixes, IPv4 before IPv6, ascending. */
export const mergePrefixes = (prefixes: readonly Prefix[]): readonly Prefix[] =>
	families.flatMap((family) =>
		merge(prefixes.filter((prefix) => addressFamily(prefix) === family).map(prefixBounds)).flatMap(({first, last}) => rangeToPrefixes(family, first, last)),
	);

/** Those of some prefixes that have an address in common with any of others; in time that grows with both, not with their product. */
export const overlapping = (prefixes: readonly Prefix[], others: readonly Prefix[]): readonly Prefix[] => {
	const taken = new Map(families.map((family) => [family, merge(others.filter((prefix) => addressFamily(prefix) === family).map(prefixBounds))]));
	return prefixes.filter((prefix) => {
		const {first, last} = prefixBounds(prefix);
		const intervals = taken.get(addressFamily(prefix)) ?? [];
		// The last interval that begins before this prefix ends is the only one that can reach into it.
		let [low, high] = [0, intervals.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			[low, high] = (intervals[middle]?.first ?? last) <= last ? [middle + 1, high] : [low, middle];
		}

		const before = intervals[low - 1];
		return before !== undefined && before.last >= first;
	});
};
