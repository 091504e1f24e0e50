import type {World} from '../../../source/facts/index.js';
import type {Family} from '../../../source/net/index.js';
import type {Configuration, Entry, Menu} from '../../../source/routeros/model/index.js';
import {entriesOf} from '../../../source/routeros/model/index.js';

/** Numbers for RouterOS's names, given out in the order of asking. */
export type Numbers = {readonly of: (name: string) => number; readonly names: () => readonly string[]};

const numbers = (first: number): Numbers => {
	const known = new Map<string, number>();
	return {
		of: (name) => {
			const number = known.get(name) ?? first + known.size;
			known.set(name, number);
			return number;
		},
		names: () => [...known.keys()],
	};
};

export type Context = {
	readonly configuration: Configuration;
	readonly world: World;
	/** What every hash of a classifier is here. */
	readonly bucket: number;
	readonly interfaces: Numbers;
	readonly interfaceLists: Numbers;
	readonly addressLists: Readonly<Record<Family, Numbers>>;
	readonly connectionMarks: Numbers;
	readonly packetMarks: Numbers;
	readonly tables: Numbers;
	readonly chains: Numbers;
	/** What has no counterpart here, by name. */
	readonly leftOut: Set<string>;
};

export const makeContext = (configuration: Configuration, world: World, bucket: number): Context => ({
	configuration,
	world,
	bucket,
	interfaces: numbers(0),
	interfaceLists: numbers(0),
	addressLists: {4: numbers(0), 6: numbers(0)},
	connectionMarks: numbers(1),
	packetMarks: numbers(1),
	tables: numbers(1),
	chains: numbers(1),
	leftOut: new Set(),
});

export const menuOf = (family: Family, menu: string): Menu => (family === 4 ? `/ip/${menu}` : `/ipv6/${menu}`);

/** The rows of a menu that are on, each with its 1-based position among all rows. */
export const rowsOn = ({configuration}: Context, menu: Menu): readonly (readonly [entry: Entry, position: number])[] =>
	entriesOf(configuration, menu).flatMap((entry, index) => (entry.disabled || entry.properties.disabled === 'yes' ? [] : [[entry, index + 1] as const]));

/** An interface as Linux knows it. */
export const device = ({interfaces}: Context, name: string): string => `i${interfaces.of(name)}`;

/** The VRFs but `main`, each with its members; an interface that is named twice belongs to the first. */
export const vrfsOf = (context: Context): ReadonlyMap<string, readonly string[]> => {
	const taken = new Set<string>();
	return new Map(
		rowsOn(context, '/ip/vrf')
			.filter(([{properties}]) => properties.name !== 'main')
			.map(
				([
					{
						properties: {name = '', interfaces = ''},
					},
				]) => {
					const members = interfaces.split(',').filter((one) => one !== '' && !taken.has(one));
					for (const one of members) {
						taken.add(one);
					}

					return [name, members] as const;
				},
			),
	);
};

export const vrfOf = (context: Context, interfaceName: string): string | undefined => [...vrfsOf(context)].find(([, members]) => members.includes(interfaceName))?.[0];

/** Tables get high numbers: 253 to 255 are Linux's own. */
export const tableNumber = ({tables}: Context, name: string): string => (name === 'main' ? 'main' : String(1000 + tables.of(name)));

/** The table of packets that find no route. */
export const sinkTable = 999;

/** The addresses allowed to the peers of each WireGuard interface that has any. */
export const peersOf = (context: Context): ReadonlyMap<string, readonly string[]> => {
	const menu = '/interface/wireguard/peers';
	const names = new Set(entriesOf(context.configuration, menu).map(({properties}) => properties.interface ?? ''));
	const on = rowsOn(context, menu).map(([{properties}]) => properties);
	return new Map(
		[...names].map(
			(name) => [name, on.filter((peer) => peer.interface === name).flatMap((peer) => (peer['allowed-address'] ?? '').split(',').filter((one) => one !== ''))] as const,
		),
	);
};

export const setName = (kind: 'interfaces' | 'addresses' | 'allowed', family: Family, number: number): string => `${kind}${number}v${family}`;

/**
 * One packet mark of Linux holds three of RouterOS: bits 0 to 11 the routing mark, 12 to 23 the packet mark, bit 31 that
 * the connection is FastTracked. A connection mark is bits 0 to 15 of Linux's, with the same bit 31.
 */
export const bits = {routing: 0xfff, packet: 0xfff_000, connection: 0xffff, fast: 0x8000_0000} as const;

export const routingMark = ({tables}: Context, name: string): number => (name === 'main' || name === 'no-mark' ? 0 : tables.of(name));
export const packetMark = ({packetMarks}: Context, name: string): number => (name === 'no-mark' ? 0 : packetMarks.of(name)) * 0x1000;
export const connectionMark = ({connectionMarks}: Context, name: string): number => (name === 'no-mark' ? 0 : connectionMarks.of(name));

export const hex = (value: number): string => `0x${value.toString(16)}`;
