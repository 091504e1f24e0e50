import type {Facts} from '../../facts/index.js';
import type {Family, Ip, Packet, Prefix} from '../../net/index.js';
import {addressFamily, addressFromValue, addressOf, networkOf, parseIp, parsePrefix, prefixBounds, prefixContains, prefixLength} from '../../net/index.js';
import type {Claim, Expectation, PolicyDocument} from '../document.js';
import {defaultRouteInterfaces, defaultRoutes, outInterface, strangeVrfOf} from '../surroundings.js';
import {interfaceNameOf} from '../ways.js';

export type Host = {readonly address: Ip; readonly interface: string};

export type Connected = {readonly network: Prefix; readonly own: Ip; readonly interface: string};

/**
 * What names may resolve to, and what no list holds: blocks that example.com has been hosted in. Blocks reserved for
 * documentation would not do, since default firewalls drop them (`bad_ipv6`). Nothing is ever sent there.
 */
const standIns: Readonly<Record<Family, readonly string[]>> = {
	4: ['93.184.215.0/24', '23.215.0.0/24', '23.192.228.0/24', '96.7.128.0/24'],
	6: ['2606:2800:21f::/48', '2600:1406:bc00::/48', '2600:1408:ec00::/48'],
};

/** Whether names are followed by the router's own DNS server. */
export const followsNames = ({dns, lists, killSwitches}: PolicyDocument): boolean =>
	(dns.mode === 'forward' && lists.some(({domains}) => domains.length > 0)) || (killSwitches.length > 0 && dns.redirect);

const hostIn = (prefix: Prefix, offset: bigint): Ip => addressFromValue(addressFamily(prefix), prefixBounds(prefix).first + offset);

const overlaps = (a: Prefix, b: Prefix): boolean => prefixContains(a, b) || prefixContains(b, a);

/** Stand-ins that nothing known lies in. */
const free = (family: Family, taken: readonly Prefix[]): readonly Prefix[] =>
	standIns[family].flatMap((text) => parsePrefix(text) ?? []).filter((block) => !taken.some((other) => prefixLength(other) > 0 && overlaps(block, other)));

/** The networks that a router is in, by its addresses; link-local ones tell nothing. */
export const connectedOf = (facts: Facts): readonly Connected[] =>
	facts.addresses.map((row) => ({network: networkOf(row.address), own: addressOf(row.address), interface: row.interface})).filter(({own}) => !own.startsWith('fe80:'));

/** Whether there can be hosts beside the router. */
export const hasHosts = ({network}: Pick<Connected, 'network'>): boolean => prefixBounds(network).last - prefixBounds(network).first > 1n;

/** Whether another interface is in the same network, as twin modems are: nobody knows behind which of them a host is. */
export const isShared = ({connected}: Pick<Situation, 'connected'>, {network, interface: name}: Connected): boolean =>
	connected.some((other) => other.network === network && other.interface !== name);

/** Hosts of a prefix to choose from; the first and last address of an IPv4 network are none. */
const hostsOf = (prefix: Prefix): readonly Ip[] => {
	const {first, last} = prefixBounds(prefix);
	const size = last - first;
	const isNetwork = addressFamily(prefix) === 4 && size > 1n;
	return [0n, size / 2n, size / 4n, (size * 3n) / 4n]
		.flatMap((start) => [10n, 11n, 2n, 3n, 4n, 5n, 1n, 0n].map((offset) => start + offset))
		.filter((offset) => (isNetwork ? offset > 0n && offset < size : offset <= size))
		.map((offset) => hostIn(prefix, offset));
};

/** A host of a prefix that is in none of the others; the middle of a large one is tried, too. */
export const hostOutside = (prefix: Prefix, avoided: readonly Prefix[], own: readonly Ip[] = []): Ip | undefined =>
	hostsOf(prefix).find((address) => !own.includes(address) && !avoided.some((other) => prefixContains(other, address)));

/** A host behind an interface, not the router itself: one of `within` when that says who. */
export const clientOn = (facts: Facts, name: string, family: Family, within: readonly Prefix[] = [], avoided: readonly Prefix[] = []): Host | undefined => {
	const networks = connectedOf(facts).filter((row) => row.interface === name && addressFamily(row.network) === family && hasHosts(row));
	for (const {network, own} of networks) {
		for (const prefix of within.length === 0 ? [network] : within) {
			const inner = prefixContains(network, prefix) ? prefix : prefixContains(prefix, network) ? network : undefined;
			const address = inner === undefined ? undefined : hostOutside(inner, avoided, [own]);
			if (address !== undefined) {
				return {address, interface: name};
			}
		}
	}

	return undefined;
};

/** What claims need to know of one router and document, made out once. */
export type Situation = {
	readonly document: PolicyDocument;
	readonly facts: Facts;
	readonly connected: readonly Connected[];
	/** Every network that the router is in, those of VRFs, too: no policy is for them. */
	readonly occupied: readonly Prefix[];
	/** Other routes of `main` than defaults and connected networks. */
	readonly routes: readonly {readonly network: Prefix; readonly interface: string}[];
	/** Interfaces of ordinary lines to the Internet. */
	readonly lines: readonly string[];
	/** What every name resolves to, by family. */
	readonly names: Readonly<Record<string, readonly Ip[]>>;
	/** An address that is listed, by family. */
	readonly listed: Readonly<Record<Family, Ip | undefined>>;
	/** An address that nothing lists, by family; undefined where all of them are in use. */
	readonly unlisted: Readonly<Record<Family, Ip | undefined>>;
};

const interfaceNames = (document: PolicyDocument): ReadonlySet<string> => new Set(document.uplinks.flatMap((uplink) => interfaceNameOf(uplink) ?? []));

export const situationOf = (document: PolicyDocument, facts: Facts): Situation => {
	const own = interfaceNames(document);
	const everywhere = connectedOf(facts);
	const local = new Set(document.networks.flatMap(({interfaces}) => interfaces));
	const defaults = new Set(defaultRoutes(facts));
	const others = facts.routes.flatMap((route) => {
		const name = outInterface(facts, route);
		const isOther = route.table === 'main' && route.origin !== 'connect' && !defaults.has(route) && route.active;
		return !isOther || name === undefined ? [] : [{network: route.destination, interface: name}];
	});
	const routes = others.filter((route) => !own.has(route.interface));
	// What a VRF sets apart is beside nobody, an uplink's own network neither, unless a route of `main` leads to it: its table knows no other.
	const isBeside = ({interface: name, network}: Connected): boolean => strangeVrfOf(facts, name) === undefined || others.some((route) => prefixContains(route.network, network));
	const connected = everywhere.filter(isBeside);
	const occupied = everywhere.map(({network}) => network);
	const probes = document.uplinks.flatMap(({probe}) => [probe?.[4], probe?.[6]].flatMap((address) => address ?? []));
	const taken = [...document.lists.flatMap(({prefixes}) => prefixes), ...occupied, ...routes.map(({network}) => network)];
	const blocks = {4: free(4, taken), 6: free(6, taken)};
	const isFree = (address: Ip): boolean => !probes.includes(address);
	const all = [
		...new Set<string>([
			...document.lists.flatMap(({domains}) => domains.map(({name}) => name)),
			...document.killSwitches.flatMap(({farEnds}) => farEnds.flatMap(({host}) => (parseIp(host) === undefined ? [host] : []))),
		]),
	];
	const names = Object.fromEntries(
		all.map(
			(name, index) => [name, ([4, 6] as const).flatMap((family) => (blocks[family][0] === undefined ? [] : [hostIn(blocks[family][0], 5n + BigInt(index % 200))]))] as const,
		),
	);
	const unlistedOf = (family: Family): Ip | undefined => {
		const block = blocks[family].length > 1 ? blocks[family].at(-1) : undefined;
		return block === undefined ? undefined : [9n, 12n, 13n].map((offset) => hostIn(block, offset)).find(isFree);
	};

	const listedOf = (family: Family): Ip | undefined =>
		document.lists
			.flatMap(({prefixes}) => prefixes)
			.filter((prefix) => addressFamily(prefix) === family && !occupied.some((network) => prefixContains(network, prefix)))
			.flatMap(
				(prefix) =>
					hostOutside(
						prefix,
						occupied.filter((network) => prefixContains(prefix, network)),
					) ?? [],
			)[0] ?? document.lists.flatMap(({domains}) => domains.flatMap(({name}) => names[name] ?? [])).find((address) => addressFamily(address) === family);
	return {
		document,
		facts,
		connected,
		occupied,
		routes,
		lines: defaultRouteInterfaces(facts).filter((name) => !own.has(name) && !local.has(name)),
		names,
		listed: {4: listedOf(4), 6: listedOf(6)},
		unlisted: {4: unlistedOf(4), 6: unlistedOf(6)},
	};
};

export const packetFrom = (from: Host, to: Ip, change: Partial<Packet> = {}): Packet => ({
	from: from.address,
	to,
	protocol: 'tcp',
	fromPort: 50_000,
	toPort: 443,
	inInterface: from.interface,
	...change,
});

/** The same as an echo request, which has no ports. */
export const pingFrom = (from: Ip, to: Ip, inInterface?: string): Packet => ({from, to, protocol: 'icmp', ...(inInterface === undefined ? {} : {inInterface})});

/** A claim with everything up, unless told otherwise. */
export const claimFor = ({names}: Situation, id: string, sentence: string, packet: Packet, expect: Expectation, more: Partial<Claim> = {}): Claim => ({
	id,
	sentence,
	family: addressFamily(packet.to),
	packet,
	down: [],
	silent: [],
	removed: [],
	names,
	expect,
	...more,
});
