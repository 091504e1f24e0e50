import type {Family, Ip} from '../../net/index.js';
import {addressFromValue, addressValue, parsePrefix, prefixBounds, rangeToPrefixes} from '../../net/index.js';
import type {Span} from './atoms.js';
import {atomsOf, largest, sizeOf} from './atoms.js';
import type {NamedSet} from './named-sets.js';

/** Addresses that no row of either side tells apart, and one that stands for them. */
export type AddressClass = {
	readonly address: Ip;
	/** For people: what the narrowest row that means it says. */
	readonly label: string;
	/** The keys of the sets that it is in. */
	readonly keys: ReadonlySet<string>;
};

const spansOf = (text: string): readonly Span[] => {
	const prefix = parsePrefix(text);
	return prefix === undefined ? [] : [prefixBounds(prefix)];
};

/** Ranges that packets seldom have, or never: where a class has other addresses, too, one of those stands for it. */
const odd: Readonly<Record<Family, readonly Span[]>> = {
	4: ['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16', '224.0.0.0/3'].flatMap(spansOf),
	// All but 2000::/3.
	6: [
		{first: 0n, last: (1n << 125n) - 1n},
		{first: 1n << 126n, last: (1n << 128n) - 1n},
	],
};

/** Where no single host is: nobody follows packets to there, so anything else stands for its class before these do. */
const manyHosts: Readonly<Record<Family, readonly Span[]>> = {
	4: ['224.0.0.0/3'].flatMap(spansOf),
	6: ['fe80::/10', 'ff00::/8'].flatMap(spansOf),
};

const bits = {4: 32n, 6: 128n} as const;

const isIn = (span: Span, value: bigint): boolean => span.first <= value && value <= span.last;

/** Some way into a network, where hosts are. */
const hostIn = ({first, last}: Span): bigint => first + (last - first < 16n ? (last - first) / 2n : 8n);

const spanText = (family: Family, {first, last}: Span): string => {
	const [prefix, ...more] = rangeToPrefixes(family, first, last);
	return prefix === undefined || more.length > 0
		? `${addressFromValue(family, first)}-${addressFromValue(family, last)}`
		: first === last
			? addressFromValue(family, first)
			: prefix;
};

/** Every class of addresses that some sets tell apart. `elsewhere` stands for its class. */
export const addressClasses = (family: Family, sets: readonly NamedSet[], elsewhere: Ip): readonly AddressClass[] => {
	const whole = {first: 0n, last: (1n << bits[family]) - 1n};
	const distinct = [...new Map(sets.map((set) => [`${set.key} ${set.spans.map(({first, last}) => `${first}-${last}`).join()}`, set])).values()];
	const sizes = distinct.map(({spans}) => spans.reduce((sum, span) => sum + sizeOf(span), 0n));
	const atoms = atomsOf(
		whole,
		distinct.map(({spans}) => spans),
		[...odd[family], ...manyHosts[family]].flatMap(({first, last}) => [first, last + 1n]),
	);
	const outside = addressValue(elsewhere);
	const found = atoms.map(({sets: held, spans}) => {
		const without = (ranges: readonly Span[]): readonly Span[] => spans.filter(({first}) => !ranges.some((range) => isIn(range, first)));
		const span = spans.find((one) => isIn(one, outside)) ?? largest(without(odd[family])) ?? largest(without(manyHosts[family])) ?? largest(spans) ?? whole;
		const narrowest = held
			.filter((index) => (sizes[index] ?? 0n) <= whole.last / 2n)
			.reduce((best, index) => ((sizes[index] ?? 0n) < (sizes[best] ?? whole.last) ? index : best), -1);
		const name = distinct[narrowest]?.label ?? 'elsewhere';
		const alike = held.filter((index) => distinct[index]?.label === name).length;
		return {held, name, span, isPart: spans.length > 1, rank: alike * distinct.length - held.length};
	});
	// Of several classes with one name, the one that has the most of what is called so is simply called that.
	const ranks = new Map<string, number[]>();
	for (const {name, rank} of found) {
		ranks.set(name, [...(ranks.get(name) ?? []), rank]);
	}

	const isPlain = ({name, rank}: (typeof found)[number]): boolean => ranks.get(name)?.filter((other) => other >= rank).length === 1;
	return found.map((one) => ({
		address: isIn(one.span, outside) ? elsewhere : addressFromValue(family, hostIn(one.span)),
		label: isPlain(one) ? one.name : `${one.name} (${spanText(family, one.span)}${one.isPart ? ' …' : ''})`,
		keys: new Set(one.held.map((index) => distinct[index]?.key ?? '')),
	}));
};
