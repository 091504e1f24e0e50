import type {LearntAddress, World} from '../../facts/index.js';
import type {Family, InterfaceAddress, Ip, Prefix} from '../../net/index.js';
import {addressFromValue, families, parsePrefix, prefixBounds} from '../../net/index.js';
import type {Configuration, Menu} from '../../routeros/model/index.js';
import {unresolvedNames} from '../../simulator/index.js';
import {atomsOf} from './atoms.js';
import {writtenSets} from './named-sets.js';
import {menuOf, rowsOf} from './snapshot.js';

/**
 * What no export says, and both sides are given alike: addresses that providers lease, and those that names have. They
 * come from a block in which no row of either side tells one address from another.
 */
export type Assumed = {
	/** By side. */
	readonly worlds: readonly [World, World];
	readonly names: readonly string[];
	/** Interfaces whose address was assumed. */
	readonly leases: readonly string[];
	/** Two addresses that no row means in particular: one that is sent to, and one that sends. */
	readonly elsewhere: Readonly<Record<Family, Ip>>;
	readonly strangers: Readonly<Record<Family, Ip>>;
	/** What each name was taken to resolve to. */
	readonly resolved: Readonly<Record<string, readonly Ip[]>>;
};

/** For tests of networks (RFC 2544), and for examples (RFC 3849, 9637); where rows mean these in particular, some of the many that are given out. */
const blocks: Readonly<Record<Family, readonly string[]>> = {
	4: ['198.18.0.0/16', '198.19.0.0/16', '11.11.0.0/16', '44.44.0.0/16', '73.73.0.0/16', '133.133.0.0/16', '185.185.0.0/16', '212.212.0.0/16'],
	6: ['2001:db8:fade::/48', '3fff:fade::/48', '2a0f:fade:fade::/48', '2600:fade:fade::/48'],
};

const whole = (family: Family) => ({first: 0n, last: family === 4 ? 2n ** 32n - 1n : 2n ** 128n - 1n});

/** The block that the fewest rows mean, and none in part. */
const spareBlock = (configurations: readonly Configuration[], family: Family): Prefix => {
	const sets = configurations.flatMap((configuration, side) => writtenSets(configuration, side, family)).map(({spans}) => spans);
	const atoms = atomsOf(whole(family), sets);
	const rated = blocks[family]
		.flatMap((text) => parsePrefix(text) ?? [])
		.map((block) => {
			const {first, last} = prefixBounds(block);
			const atom = atoms.find(({spans}) => spans.some((span) => span.first <= first && last <= span.last));
			return {block, cost: atom?.sets.length ?? Number.POSITIVE_INFINITY};
		});
	const [head] = rated;
	return rated.reduce((best, one) => (one.cost < best.cost ? one : best), head ?? {block: '0.0.0.0/0' as Prefix, cost: 0}).block;
};

/** What is given its address from the other side, and by which property it is named. */
const clients: Readonly<Record<Family, readonly (readonly [menu: Menu, by: string, length: number])[]>> = {
	4: [
		['/ip/dhcp-client', 'interface', 24],
		['/interface/lte', 'name', 32],
		...(['pppoe', 'l2tp', 'sstp', 'ovpn', 'pptp', 'ppp'] as const).map((kind) => [`/interface/${kind}-client`, 'name', 32] as const),
	],
	6: [['/ipv6/dhcp-client', 'interface', 64]],
};

type Lease = {readonly family: Family; readonly interface: string; readonly length: number};

/** Lines with a lease, and networks from a provider's pool. */
const leasesOf = (configuration: Configuration, family: Family): readonly Lease[] => {
	const leased = clients[family].flatMap(([menu, by, length]) =>
		rowsOf(configuration, menu).flatMap(({properties, selector}) => {
			const name = properties[by] ?? (selector.kind === 'builtin' ? selector.find['default-name'] : undefined);
			return name === undefined ? [] : [{family, interface: name, length}];
		}),
	);
	const own = rowsOf(configuration, menuOf(family, 'address'));
	const pooled = own.flatMap(({properties}) =>
		(properties['from-pool'] ?? '') === '' || properties.interface === undefined ? [] : [{family, interface: properties.interface, length: 64}],
	);
	const has = (name: string): boolean => own.some(({properties}) => properties.interface === name && (properties['from-pool'] ?? '') === '');
	return [...leased, ...pooled].filter((lease, index, all) => !has(lease.interface) && all.findIndex((other) => other.interface === lease.interface) === index);
};

/** How far apart the networks of leases lie. */
const stride = {4: 256n, 6: 1n << 64n} as const;

export const assume = (configurations: readonly [Configuration, Configuration]): Assumed => {
	const bases = Object.fromEntries(families.map((family) => [family, prefixBounds(spareBlock(configurations, family)).first])) as Readonly<Record<Family, bigint>>;
	const place = (family: Family, network: number, host: bigint): Ip => addressFromValue(family, bases[family] + BigInt(network) * stride[family] + host);
	const leases = (configuration: Configuration): readonly Lease[] => families.flatMap((family) => leasesOf(configuration, family));
	const lines = [...new Set(configurations.flatMap(leases).map((lease) => lease.interface))];
	const names = [...new Set(configurations.flatMap((configuration) => unresolvedNames(configuration, {links: {}, names: {}})))];
	const resolved = Object.fromEntries(names.map((name, index) => [name, families.map((family) => place(family, 200, BigInt(index + 1)))]));
	const worldOf = (own: readonly Lease[]): World => {
		const addresses = own.map(
			({family, interface: name, length}): LearntAddress => ({address: `${place(family, lines.indexOf(name) + 1, 2n)}/${length}` as InterfaceAddress, interface: name}),
		);
		const gateways = Object.fromEntries(own.filter(({family, length}) => family === 4 && length < 32).map(({interface: name}) => [name, [place(4, lines.indexOf(name) + 1, 1n)]]));
		return {links: {}, names: resolved, addresses, gateways};
	};
	return {
		worlds: [worldOf(leases(configurations[0])), worldOf(leases(configurations[1]))],
		names,
		leases: lines,
		elsewhere: {4: place(4, 0, 9n), 6: place(6, 0, 9n)},
		strangers: {4: place(4, 0, 77n), 6: place(6, 0, 77n)},
		resolved,
	};
};
