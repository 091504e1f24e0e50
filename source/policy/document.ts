import type {DomainName, Family, InterfaceAddress, Ip, Packet, Prefix, Protocol} from '../net/index.js';
import type {FastPath} from './fast-path.js';
import {noFastPath} from './fast-path.js';
import type {KillSwitch} from './kill-switch.js';
import type {Shaping} from './shaping.js';
import type {Tenant} from './tenants.js';
import type {Upkeep} from './upkeep.js';
import {noUpkeep} from './upkeep.js';
import type {Zoning} from './zones.js';
import {noZoning} from './zones.js';

/** Everything wanted for one router. Plain data, no RouterOS words. Arrays have stable string ids; order is priority. */
export type PolicyDocument = {
	readonly version: 1;
	readonly networks: readonly Network[];
	readonly uplinks: readonly Uplink[];
	readonly lists: readonly DestinationList[];
	readonly groups: readonly Group[];
	readonly policies: readonly Policy[];
	/** The order of the lines for traffic that no policy has; at most one. */
	readonly failover: readonly Failover[];
	/** What may not leave by any line; at most one. */
	readonly killSwitches: readonly KillSwitch[];
	/** How the bandwidth of lines is dealt out. */
	readonly shapings: readonly Shaping[];
	readonly dns: DnsChoice;
	readonly upkeep: Upkeep;
	readonly zoning: Zoning;
	readonly fastPath: FastPath;
	readonly tenants: readonly Tenant[];
};

/** A document that asks for nothing: what a part fills in of it, it gives anew. */
export const emptyDocument: PolicyDocument = {
	version: 1,
	networks: [],
	uplinks: [],
	lists: [],
	groups: [],
	policies: [],
	failover: [],
	killSwitches: [],
	shapings: [],
	dns: {mode: 'resolve', redirect: false, exempt: [], extraTime: 0},
	upkeep: noUpkeep,
	zoning: noZoning,
	fastPath: noFastPath,
	tenants: [],
};

/** `<part>.<item>`: two slugs (`[a-z][a-z0-9-]*`), frozen at creation, e.g. `p1.vpn`. */
export type Id = string;

/** Where traffic to be classified comes from: local interfaces. Which of their hosts is for the policy to say. */
export type Network = {
	readonly id: Id;
	/** Local interfaces (names on the router), e.g. the LAN bridge. */
	readonly interfaces: readonly string[];
};

export type Uplink = {
	readonly id: Id;
	readonly title: string;
	readonly kind: UplinkKind;
	/** What the line is sold with, bits a second. */
	readonly speed?: Speed;
	/** How reachable hosts beyond it are told from dead ones; without one a tunnel's death is not noticed. */
	readonly probe?: Probe;
	/** A resolver beyond it, asked through it for the names that its policies list; undefined: the router's own upstreams. */
	readonly resolver?: Ip;
	readonly mtu?: number;
	/** Whether sources are rewritten to the uplink's own address. */
	readonly nat: {readonly 4: boolean; readonly 6: boolean};
	/** Families that the uplink can carry. */
	readonly carries: {readonly 4: boolean; readonly 6: boolean};
	/** IPv6 prefixes that its provider gave out: it takes senders with these, and stands in for no other line in IPv6. */
	readonly sources?: readonly Prefix[];
	/** A line that was not asked for, here to answer what comes in by it: whoever does ask for it says what it is. */
	readonly isAside?: true;
};

/** A host of each family beyond the uplink that answers pings; used for nothing else. */
export type Probe = {readonly 4?: Ip; readonly 6?: Ip};

export type TunnelKind =
	/** An interface that exists on the router already. */
	{readonly kind: 'interface'; readonly name: string; readonly vrf?: string} | {readonly kind: 'wireguard'; readonly tunnel: WireguardTunnel};

/** A line to the Internet: an interface that exists on the router, who is next on it, and the VRF that it is in, if any. */
export type Line = {readonly kind: 'line'; readonly name: string; readonly next: {readonly 4?: NextHop; readonly 6?: NextHop}; readonly vrf?: string};

export type NextHop =
	/** Always the same. */
	| {readonly kind: 'address'; readonly address: Ip}
	/** Nobody to be asked for: point-to-point, such as PPPoE, LTE or L2TP. */
	| {readonly kind: 'interface'}
	/** Whoever the lease names; `now` is who it was when we looked. */
	| {readonly kind: 'leased'; readonly now?: Ip};

export type UplinkKind = TunnelKind | Line;

export type Speed = {readonly down: number; readonly up: number};

/** Several uplinks that share traffic. */
export type Group = {
	readonly id: Id;
	readonly title: string;
	/** Weights are small whole numbers: shares of the sum. */
	readonly members: readonly {readonly uplink: Id; readonly weight: number}[];
	/** `share`: each connection is given to one, by what `by` says. `equal`: equal routes, and the router's own hash of addresses decides. */
	readonly method: 'share' | 'equal';
	readonly by: Classifier;
	/** Whether the others take a dead one's share, or it waits. */
	readonly whenDown: 'redistribute' | 'keep';
};

/** What stays together: all of a host's connections, those between two hosts, or each by itself. */
export type Classifier = 'source' | 'pair' | 'connection';

/** Lines in order for all traffic that no policy has, the router's own included: the first whose probe answers. */
export type Failover = {
	readonly id: Id;
	readonly uplinks: readonly Id[];
	/** Whether connections of a line that died are forgotten, so that programs open new ones at once. */
	readonly flush: boolean;
	/** When an earlier line is back, what was opened on a later one stays there until it ends, or is forgotten, too. */
	readonly back: 'stay' | 'at-once';
	/** Brought along by a part that is about something else: it gives way to an order that was asked for. */
	readonly isImplied?: true;
};

/** A WireGuard tunnel to be made. Its keys are secrets kept outside the document, under `secretRef`. */
export type WireguardTunnel = {
	readonly addresses: readonly InterfaceAddress[];
	readonly publicKey: string;
	readonly listenPort?: number;
	readonly mtu?: number;
	readonly dns: readonly Ip[];
	readonly peers: readonly WireguardPeer[];
	/** Names the private key in the secrets given beside the document. */
	readonly secretRef: string;
};

export type WireguardPeer = {
	readonly id: Id;
	readonly publicKey: string;
	readonly endpoint?: {readonly host: Ip | DomainName; readonly port: number};
	readonly allowed: readonly Prefix[];
	/** Seconds; undefined for off. */
	readonly keepalive?: number;
	/** Names the pre-shared key in the secrets, when there is one. */
	readonly secretRef?: string;
};

export type DestinationList = {
	readonly id: Id;
	readonly title: string;
	readonly prefixes: readonly Prefix[];
	readonly domains: readonly ListedName[];
};

/** `label` says whose name it is, e.g. the service's title. */
export type ListedName = {readonly name: DomainName; readonly subdomains: boolean; readonly label?: string};

export type Selector = {
	/** List ids; empty means every destination. */
	readonly to: readonly Id[];
	/** Source prefixes; empty means every host of the networks. */
	readonly from: readonly Prefix[];
	readonly networks: readonly Id[];
	readonly protocol?: Protocol;
	/** Of the receiver. */
	readonly ports?: readonly NumberRange[];
	/** Of the sender. */
	readonly fromPorts?: readonly NumberRange[];
	/** 0 to 63. */
	readonly dscp?: number;
	/** Bytes that the first packet has, IP header included. */
	readonly size?: NumberRange;
};

/** Whole numbers, both ends included. */
export type NumberRange = {readonly first: number; readonly last: number};

export type Policy = {
	readonly id: Id;
	readonly title: string;
	readonly selector: Selector;
	/** An uplink, a group, or `ordinary`: as without the document, for exceptions to what stands below. */
	readonly uplink: Id;
	readonly whenDown: WhenDown;
	/** Families that it leaves alone: they go their ordinary way (law L7). */
	readonly waived: readonly Family[];
};

/** Falls back to another uplink, and to the ordinary way where that is down too or none is named. */
export type WhenDown = {readonly kind: 'block'} | {readonly kind: 'fall-back'; readonly to?: Id};

export type DnsChoice = {
	/** `forward`: names become forwarding entries that fill the lists. `resolve`: address-list rows with names, resolved by the router alone. */
	readonly mode: 'forward' | 'resolve';
	/** Whether plain DNS of the networks is redirected to the router so that the lists fill. */
	readonly redirect: boolean;
	/** Resolvers on the LAN (a Pi-hole) that are exempt from the redirect. */
	readonly exempt: readonly Ip[];
	/** How long an address stays in the list after its TTL, seconds. */
	readonly extraTime: number;
};

/** A packet, a world and where it must go: from document and facts alone, never from the compiler. */
export type Claim = {
	readonly id: string;
	/** One sentence for people. */
	readonly sentence: string;
	readonly policy?: Id;
	readonly family: Family;
	readonly packet: Packet;
	/** What the same sender tried before. */
	readonly after?: Packet;
	/** The uplink that the packet comes in by: its interface takes the place of the packet's own. */
	readonly cameBy?: Id;
	/** Uplinks by their ids and lines by their interfaces whose link is down. */
	readonly down: readonly string[];
	/** Uplinks whose link is up while nobody answers beyond it. */
	readonly silent: readonly Id[];
	/** Uplinks whose interface is not there any more. */
	readonly removed: readonly Id[];
	/** What names resolve to in this claim's world; such an address stands for the name in `packet`. */
	readonly names: Readonly<Record<string, readonly Ip[]>>;
	readonly expect: Expectation;
};

export type Expectation =
	/** The whole connection: first packet, later ones, and the answers to them. */
	| {readonly kind: 'leaves-by'; readonly uplink: Id /** Under the router's own address. */; readonly natted: boolean}
	/** As `leaves-by`, by one of those, each with its share of all connections, and stays with it. */
	| {readonly kind: 'leaves-by-one-of'; readonly uplinks: readonly {readonly id: Id; readonly share: number}[]; readonly natted: boolean}
	/** By that uplink or not at all; or it reaches a resolver that may answer in the place of who was asked. */
	| {readonly kind: 'only-by'; readonly uplink: Id; readonly instead?: readonly Ip[]}
	/** By one of those or not at all. */
	/** With shares, each uplink has its own of all traffic, and what is left of it goes nowhere. */
	| {readonly kind: 'only-by-one-of'; readonly uplinks: readonly Id[]; readonly shares?: readonly {readonly id: Id; readonly share: number}[]}
	/** Where it left the router without the document, or found no route, now by that uplink, as fast as before where that is claimed; otherwise as without. */
	| {readonly kind: 'leaves-by-instead'; readonly uplink: Id; readonly isFast: boolean}
	/** Whatever would happen to it without the document. */
	| {readonly kind: 'leaves-as-before'}
	| {readonly kind: 'blocked'}
	/** Or one of some resolvers that may answer in its place. */
	| {readonly kind: 'reaches-router'; readonly instead: readonly Ip[]}
	/** Where it reached the router without the document, it still does. */
	| {readonly kind: 'keeps-reaching-router'}
	/** By that interface, or whatever happened to it without the document. */
	| {readonly kind: 'stays-local'; readonly interface: string}
	/** As `leaves-by`, over an interface that is no uplink of the document. */
	| {readonly kind: 'leaves-over'; readonly interface: string /** Under the router's own address, or under the sender's. */; readonly natted?: boolean}
	/** Let in, or kept out, as without the document; and what is let in is answered by the way that it came in. */
	| {readonly kind: 'answered'}
	/** Whatever becomes of the question: no answer leaves. */
	| {readonly kind: 'unanswered'}
	/** Waits in the queue of that tier, both ways. */
	| {readonly kind: 'queued'; readonly tier: Id}
	/** Takes the fast path as it did without the document. */
	| {readonly kind: 'as-fast'}
	/** Goes as before, and takes the fast path. */
	| {readonly kind: 'fast'};
