import type {DomainName, Family, InterfaceAddress, Ip, Packet, Prefix, Protocol} from '../net/index.js';

/** Everything wanted for one router. Plain data, no RouterOS words. Arrays have stable string ids; order is priority. */
export type PolicyDocument = {
	readonly version: 1;
	readonly networks: readonly Network[];
	readonly uplinks: readonly Uplink[];
	readonly lists: readonly DestinationList[];
	readonly policies: readonly Policy[];
	readonly dns: DnsChoice;
};

/** A document that asks for nothing: what a part fills in of it, it gives anew. */
export const emptyDocument: PolicyDocument = {
	version: 1,
	networks: [],
	uplinks: [],
	lists: [],
	policies: [],
	dns: {mode: 'resolve', redirect: false, exempt: [], extraTime: 0},
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
	readonly kind: TunnelKind;
	/** How reachable hosts beyond it are told from dead ones; without one a tunnel's death is not noticed. */
	readonly probe?: Probe;
	/** A resolver beyond it, asked through it for the names that its policies list; undefined: the router's own upstreams. */
	readonly resolver?: Ip;
	readonly mtu?: number;
	/** Whether sources are rewritten to the uplink's own address. */
	readonly nat: {readonly 4: boolean; readonly 6: boolean};
	/** Families that the uplink can carry. */
	readonly carries: {readonly 4: boolean; readonly 6: boolean};
};

/** A host of each family beyond the uplink that answers pings; used for nothing else. */
export type Probe = {readonly 4?: Ip; readonly 6?: Ip};

export type TunnelKind =
	/** An interface that exists on the router already. */
	{readonly kind: 'interface'; readonly name: string} | {readonly kind: 'wireguard'; readonly tunnel: WireguardTunnel};

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
	readonly ports?: readonly number[];
};

export type Policy = {
	readonly id: Id;
	readonly title: string;
	readonly selector: Selector;
	readonly uplink: Id;
	readonly whenDown: WhenDown;
	/** Families that the user waived in so many words: they go their ordinary way (law L7). */
	readonly waived: readonly Family[];
};

export type WhenDown = {readonly kind: 'block'} | {readonly kind: 'fall-back'};

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
	/** By that uplink or not at all. */
	| {readonly kind: 'only-by'; readonly uplink: Id}
	/** Whatever would happen to it without the document. */
	| {readonly kind: 'leaves-as-before'}
	| {readonly kind: 'blocked'}
	/** Or one of some resolvers that may answer in its place. */
	| {readonly kind: 'reaches-router'; readonly instead: readonly Ip[]}
	/** Where it reached the router without the document, it still does. */
	| {readonly kind: 'keeps-reaching-router'}
	/** By that interface, or whatever happened to it without the document. */
	| {readonly kind: 'stays-local'; readonly interface: string}
	/** What is let in is answered by the way that it came in. */
	| {readonly kind: 'answered'}
	/** Takes the fast path as it did without the document. */
	| {readonly kind: 'as-fast'};
