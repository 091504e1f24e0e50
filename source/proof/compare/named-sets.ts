import {display} from '../../diagnostics/index.js';
import type {Family} from '../../net/index.js';
import {prefixBounds, prefixLength} from '../../net/index.js';
import type {Configuration} from '../../routeros/model/index.js';
import type {Router} from '../../simulator/index.js';
import {parseInterval} from '../../simulator/index.js';
import type {Span} from './atoms.js';
import {menuOf, positive, rowsOf, rulesOf} from './snapshot.js';

/** Addresses that rows of a configuration mean as one: a network, a range, a list, an address of the router's own. */
export type NamedSet = {
	/** What a row says to mean it; the same text is the same set on both sides. */
	readonly key: string;
	/** For people. */
	readonly label: string;
	readonly spans: readonly Span[];
};

/** The key of a network or range, and that of a list: the list of one side may hold other addresses than that of the other. */
export const textKey = (text: string): string => positive(text);
export const listKey = (side: number, list: string): string => `list ${side} ${positive(list)}`;

const onOtherSide = (key: string): string => key.replace(/^list [01] /, (start) => (start === 'list 0 ' ? 'list 1 ' : 'list 0 '));

/** Whether addresses that are in these sets are in a list that has them on one side only. */
export const isMoved = ({keys}: {readonly keys: ReadonlySet<string>}): boolean => [...keys].some((key) => !keys.has(onOtherSide(key)));

const named = ['src-address', 'dst-address'] as const;

const spanOf = (text: string, family: Family): readonly Span[] => {
	const interval = parseInterval(text);
	return interval === undefined || interval.family !== family ? [] : [{first: BigInt(interval.first), last: BigInt(interval.last)}];
};

const written = (texts: readonly string[], family: Family): readonly NamedSet[] =>
	[...new Set(texts.map(positive))].map((text) => ({key: textKey(text), label: text, spans: spanOf(text, family)})).filter(({spans}) => spans.length > 0);

const listsOf = (configuration: Configuration, side: number, family: Family): readonly NamedSet[] => {
	const lists = new Map<string, Span[]>();
	for (const {properties} of rowsOf(configuration, menuOf(family, 'firewall/address-list'))) {
		const {list = '', address = ''} = properties;
		const spans = lists.get(list) ?? [];
		lists.set(list, spans);
		spans.push(...spanOf(address, family));
	}

	return [...lists].map(([list, spans]) => ({key: listKey(side, list), label: `list ${display(list)}`, spans}));
};

/** What the rows of a configuration name. */
export const writtenSets = (configuration: Configuration, side: number, family: Family): readonly NamedSet[] => [
	...listsOf(configuration, side, family),
	...written(
		[
			...[...rulesOf(configuration, family), ...rowsOf(configuration, '/ip/ipsec/policy')].flatMap(({properties}) => named.flatMap((name) => properties[name] ?? [])),
			...rowsOf(configuration, menuOf(family, 'route')).flatMap(({properties}) => properties['dst-address'] ?? []),
			...rowsOf(configuration, '/interface/wireguard/peers').flatMap(({properties}) => (properties['allowed-address'] ?? '').split(',')),
		],
		family,
	),
];

/** What a router has: its addresses, the networks that they are in, and their broadcasts. `assumed`: interfaces whose addresses nobody told. */
export const ownSets = ({addresses}: Router, family: Family, assumed: readonly string[]): readonly NamedSet[] =>
	addresses.all
		.filter((own) => own.family === family)
		.flatMap(({address, network, interface: name}) => {
			const {first, last} = prefixBounds(network);
			const isAssumed = assumed.includes(name);
			const value = address.value === undefined ? undefined : BigInt(address.value);
			return [
				...(value === undefined
					? []
					: [{key: `own ${address.ip}`, label: isAssumed ? `the address of ${display(name)}` : `the router's ${address.ip}`, spans: [{first: value, last: value}]}]),
				{key: textKey(network), label: isAssumed ? `the network of ${display(name)}` : network, spans: [{first, last}]},
				...(family === 4 && prefixLength(network) < 31 ? [{key: `broadcast ${network}`, label: `the broadcast of ${network}`, spans: [{first: last, last}]}] : []),
			];
		});
