import type {Facts, RouteFacts} from '../facts/index.js';
import type {Family, Prefix} from '../net/index.js';
import {addressFamily, families, mergePrefixes, networkOf, parseIp, parsePrefix, prefixContains, prefixLength} from '../net/index.js';

/** The interface that a route leaves by: named after `%`, named instead of an address, or the one whose network holds the next hop. */
export const outInterface = (facts: Facts, {gateway}: RouteFacts): string | undefined => {
	const [hop = '', zone] = gateway.split('@')[0]?.split('%') ?? [];
	if (zone !== undefined) {
		return zone;
	}

	const address = parseIp(hop);
	if (address === undefined) {
		return hop === '' ? undefined : hop;
	}

	return facts.addresses.find((row) => prefixContains(networkOf(row.address), address))?.interface;
};

/** The VRF that an interface is in; undefined for the main one. */
export const vrfOf = ({vrfs = []}: Pick<Facts, 'vrfs'>, name: string): string | undefined => vrfs.find(({interfaces}) => interfaces.includes(name))?.name;

/** The VRF that an interface is in, if it is none that a tenant of ours has. */
export const strangeVrfOf = (facts: Pick<Facts, 'vrfs'>, name: string): string | undefined => {
	const vrf = vrfOf(facts, name);
	return vrf?.startsWith('detour-') === true ? undefined : vrf;
};

/** What else is in the VRF of an interface. */
export const othersInVrf = (facts: Pick<Facts, 'vrfs' | 'interfaces'>, name: string): readonly string[] => {
	const vrf = vrfOf(facts, name);
	return vrf === undefined ? [] : facts.interfaces.map((one) => one.name).filter((other) => other !== name && vrfOf(facts, other) === vrf);
};

/** Nobody's own network is that large: the halves of a split default, and all of the global IPv6 addresses (`2000::/3`). */
const widest: Readonly<Record<Family, number>> = {4: 2, 6: 3};

/** Half of the addresses that the Internet has, of all that there are. */
const most: Readonly<Record<Family, number>> = {4: 2 ** -1, 6: 2 ** -4};

const privatePrefixes = ['10.0.0.0/8', '100.64.0.0/10', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'].flatMap((text) => parsePrefix(text) ?? []);

const isPrivate = (prefix: Prefix): boolean => privatePrefixes.some((outer) => prefixContains(outer, prefix));

/** How much of all addresses some prefixes are, each counted for itself. */
const sizeOf = (prefixes: readonly Prefix[]): number => prefixes.reduce((sum, prefix) => sum + 2 ** -prefixLength(prefix), 0);

/**
 * Which of the destinations that lead one way mean the Internet, and no network in particular: a default, one that is
 * split to win over another (`0.0.0.0/1` and `128.0.0.0/1`), or everything but private addresses in many pieces.
 */
export const defaultsAmong = (destinations: readonly Prefix[]): ReadonlySet<Prefix> =>
	new Set(
		families.flatMap((family) => {
			const all = destinations.filter((prefix) => addressFamily(prefix) === family);
			const pieces = all.filter((prefix) => prefixLength(prefix) > 0 && !isPrivate(prefix));
			return [
				...all.filter((prefix) => prefixLength(prefix) <= widest[family]),
				...(sizeOf(pieces) >= most[family] && sizeOf(mergePrefixes(pieces)) >= most[family] ? pieces : []),
			];
		}),
	);

/** The routes of `main`, or of a VRF, to the Internet as a whole, as far as they lead somewhere. */
export const defaultRoutes = ({routes}: Facts, table = 'main'): readonly RouteFacts[] => {
	const inside = routes.filter((route) => route.table === table);
	return [...new Set(inside.map(({gateway}) => gateway))].flatMap((gateway) => {
		const together = inside.filter((route) => route.gateway === gateway);
		const defaults = defaultsAmong(together.map(({destination}) => destination));
		return together.filter(({destination}) => defaults.has(destination));
	});
};

/** Where `main`'s default routes lead: the lines to the Internet, spare ones too. */
export const defaultRouteInterfaces = (facts: Facts): readonly string[] => [...new Set(defaultRoutes(facts).flatMap((route) => outInterface(facts, route) ?? []))];

/** Where default routes of VRFs lead by a member: lines to the Internet that were set apart. */
export const linesApart = (facts: Facts): readonly string[] =>
	(facts.vrfs ?? []).flatMap(({name, interfaces}) =>
		[...new Set(defaultRoutes(facts, name).flatMap((route) => outInterface(facts, route) ?? []))].filter((one) => interfaces.includes(one)),
	);

/** Networks that packets reach without leaving the house: connected ones and what is routed on, lines and `outside` left out. */
export const networksBeside = (facts: Facts, outside: readonly string[] = []): readonly Prefix[] => {
	const beyond = new Set([...defaultRouteInterfaces(facts), ...(facts.interfaceLists.WAN ?? []), ...outside]);
	const defaults = new Set(defaultRoutes(facts));
	return [
		...facts.addresses.filter((row) => !beyond.has(row.interface)).map(({address}) => networkOf(address)),
		...facts.routes
			.filter((route) => route.table === 'main' && route.origin !== 'connect' && !defaults.has(route) && !beyond.has(outInterface(facts, route) ?? ''))
			.map(({destination}) => destination),
	];
};

/** Destinations that `main` leads to over an interface, what is connected there and ways between tables left out. */
export const routedOver = (facts: Facts, name: string): readonly Prefix[] =>
	facts.routes
		.filter((route) => route.table === 'main' && route.origin !== 'connect' && !route.gateway.includes('@') && outInterface(facts, route) === name)
		.map(({destination}) => destination);
