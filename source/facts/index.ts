import type {Family, InterfaceAddress, Ip, Prefix} from '../net/index.js';

/** A RouterOS release: `7.16.2` is {major: 7, minor: 16, patch: 2}. */
export type Release = {readonly major: number; readonly minor: number; readonly patch: number};

export type InterfaceFacts = {
	readonly name: string;
	/** RouterOS's own word: `ether`, `bridge`, `vlan`, `wg`, `pppoe-out`, `lte` … */
	readonly type: string;
	readonly running: boolean;
	readonly disabled: boolean;
	/** A bridge or bond port: never to be used in IP rules. */
	readonly slave: boolean;
	readonly comment?: string;
	/** Bytes that a packet may have, where it was told. */
	readonly mtu?: number;
};

export type AddressFacts = {readonly address: InterfaceAddress; readonly interface: string; readonly dynamic: boolean};

export type RouteFacts = {
	readonly destination: Prefix;
	/** As the router prints it: address, interface name, `ip%interface` … empty for a blackhole. */
	readonly gateway: string;
	readonly table: string;
	readonly distance: number;
	readonly dynamic: boolean;
	readonly active: boolean;
	/** Who made it: `connect`, `static`, `dhcp`, `vpn`, `slaac`, `other`. */
	readonly origin: string;
};

export type WireguardPeerFacts = {
	readonly interface: string;
	readonly publicKey: string;
	readonly allowedAddresses: readonly Prefix[];
	readonly endpointAddress?: string;
	readonly endpointPort?: number;
};

/** A rule of the user's that marks connections, whatever else it matches. */
export type MarkFacts = {
	readonly family: Family;
	readonly chain: string;
	/** The mark that it sets. */
	readonly mark: string;
	/** The mark that it looks for, `no-mark` and `!mark` too. */
	readonly marked?: string;
	readonly inInterface?: string;
	readonly inInterfaceList?: string;
	readonly comment?: string;
};

/** What dials or asks for a line: a client of DHCP by its interface, of PPPoE by its own; for LTE the profile of the access point. */
export type ClientFacts = {
	readonly kind: 'dhcp' | 'dhcp6' | 'pppoe' | 'lte';
	readonly name: string;
	/** What a client of DHCP runs when its lease changes; left out where there is nothing. */
	readonly script?: string;
};

/** A routing domain of its own (VRF) and the interfaces that it names; the built-in `main` is none. */
export type VrfFacts = {readonly name: string; readonly interfaces: readonly string[]};

/** What a router is: plain data, read from a router or an export, or assumed. */
export type Facts = {
	readonly source: 'router' | 'export' | 'assumed';
	readonly release: Release;
	/** The router's own text, e.g. `7.16.2 (stable)`. */
	readonly version: string;
	readonly identity: string;
	readonly board: string;
	readonly architecture: string;
	/** Serial number of the board, or software id on CHR and x86; empty when not known. */
	readonly serial: string;
	readonly interfaces: readonly InterfaceFacts[];
	readonly interfaceLists: Readonly<Record<string, readonly string[]>>;
	readonly addresses: readonly AddressFacts[];
	readonly routes: readonly RouteFacts[];
	/** In the router's order: an interface belongs to the first that names it. */
	readonly vrfs?: readonly VrfFacts[];
	readonly wireguardPeers: readonly WireguardPeerFacts[];
	/** Where IPsec policies encrypt packets to. */
	readonly ipsecDestinations?: readonly Prefix[];
	/** Rules that mark connections, those of Detour left out. */
	readonly connectionMarks?: readonly MarkFacts[];
	readonly clients?: readonly ClientFacts[];
	/** Interfaces that have router advertisements of their own, those of Detour left out: each takes one such row. */
	readonly announced?: readonly string[];
	/** Where the router asks for the time, by name or address. */
	readonly timeServers?: readonly string[];
	/** Whether packets are dropped whose answers would leave by another interface: `no`, `loose` or `strict`. */
	readonly rpFilter?: string;
	readonly ipv6Enabled: boolean;
	readonly dns: {readonly servers: readonly string[]; readonly allowRemoteRequests: boolean};
	/** Whether a FastTrack rule is on, by family, other than one of Detour's. */
	readonly fasttrack: {readonly 4: boolean; readonly 6: boolean};
	/** Who is asking: user name, policies of its group, and the address the router sees the session coming from. */
	readonly session?: {readonly user: string; readonly policies: readonly string[]; readonly from?: Ip};
	/** Undefined where the release has no device-mode or it was not read. */
	readonly deviceMode?: {readonly mode: string; readonly scheduler: boolean; readonly email?: boolean; readonly fetch?: boolean};
	/** Bytes. */
	readonly freeSpace?: number;
};

/** An address that the router was given (DHCP, PPP, SLAAC, a prefix pool) and no export holds. */
export type LearntAddress = {readonly address: InterfaceAddress; readonly interface: string};

/** A route that the router learnt (VPN, SLAAC, OSPF, BGP …) and no export holds. Default routes of clients need only their `gateways`. */
export type LearntRoute = {
	readonly destination: Prefix;
	/** Address, interface name, `ip%interface`. */
	readonly gateway: string;
	readonly table: string;
	readonly distance: number;
};

/** A moment by the router's clock: the day, and seconds since midnight. */
export type ClockTime = {readonly weekday: 'sun' | 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat'; readonly seconds: number};

/**
 * What changes by itself: links, far ends and hosts up or down, leases, resolved names, the clock. What is left out is
 * as the configuration says: up, alive, not learnt. A name that is left out of `names` is not known; one that resolves
 * to nothing has an empty list.
 */
export type World = {
	/** Names of uplinks or interfaces as keys; the simulator knows interfaces only. */
	readonly links: Readonly<Record<string, 'up' | 'down' | 'removed'>>;
	readonly names: Readonly<Record<string, readonly Ip[]>>;
	/** By interface: nothing answers beyond a dead one. Only routes with `check-gateway` notice. */
	readonly farEnds?: Readonly<Record<string, 'alive' | 'dead'>>;
	/** By address: gateways and probed hosts that do not answer. Only routes with `check-gateway` notice. */
	readonly hosts?: Readonly<Record<string, 'up' | 'down'>>;
	readonly addresses?: readonly LearntAddress[];
	/** By interface: next hops learnt by DHCP, PPP, LTE or router advertisements. */
	readonly gateways?: Readonly<Record<string, readonly Ip[]>>;
	readonly routes?: readonly LearntRoute[];
	/** Dynamic rows of address lists, by list. */
	readonly listed?: Readonly<Record<string, readonly Prefix[]>>;
	readonly clock?: ClockTime;
};

export const compareReleases = (a: Release, b: Release): number => a.major - b.major || a.minor - b.minor || a.patch - b.patch;

/** Reads `7.16`, `7.16.2`, `7.20beta3 (testing)`: undefined for anything else. A missing patch is 0. */
export const parseRelease = (text: string): Release | undefined => {
	const match = /^(\d{1,2})\.(\d{1,3})(?:\.(\d{1,3}))?/.exec(text.trim());
	return match === null ? undefined : {major: Number(match[1]), minor: Number(match[2]), patch: Number(match[3] ?? 0)};
};

export const formatRelease = ({major, minor, patch}: Release): string => (patch === 0 ? `${major}.${minor}` : `${major}.${minor}.${patch}`);
