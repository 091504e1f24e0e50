import type {Ip, Packet, Protocol} from '../net/index.js';
import type {Menu} from '../routeros/model/index.js';

/** The stages of RouterOS's packet flow, in the words of its manual. */
export type Stage = 'arrival' | 'raw' | 'connection-tracking' | 'mangle' | 'dst-nat' | 'routing' | 'filter' | 'src-nat' | 'queue' | 'fasttrack' | 'departure';

/** The row of a configuration that decided something. */
export type Rule = {
	readonly menu: Menu;
	/** 1-based, among all rows of its menu in the configuration, disabled ones included; 0 for a setting or what is built in. */
	readonly position: number;
	/** The chain of a firewall rule. */
	readonly chain?: string;
	readonly action?: string;
	readonly comment: string;
	/** Line of the export that it came from. */
	readonly line?: number;
};

/** One thing that happened to a packet. Foreign names in `detail` have been through `display`. */
export type Step = {
	readonly stage: Stage;
	/** The hook or the chain entered: `prerouting`, `forward`, `srcnat` … */
	readonly chain?: string;
	/** What was done, in a word: `accept`, `drop`, `mark-routing`, `lookup`, `route` … */
	readonly action: string;
	/** One sentence for people. */
	readonly detail: string;
	readonly rule?: Rule;
};

/** How a packet's walk ends; exactly one of these. Conditions: docs/packet-walk.md. */
export type Disposition =
	/** `gateway` is left out where the destination is on the link, the link has two ends only, or the next hop was learnt and is not known. */
	| {readonly kind: 'leaves-by'; readonly interface: string; readonly gateway?: Ip}
	| {readonly kind: 'delivered'}
	| {readonly kind: 'dropped'; readonly by: Rule; readonly reason: string}
	/** Refused with an answer (`with`: `icmp-network-unreachable`, `tcp-reset`, `tarpit` …). */
	| {readonly kind: 'rejected'; readonly by: Rule; readonly with: string}
	| {readonly kind: 'no-route'}
	| {readonly kind: 'blackholed'; readonly by: Rule}
	/** The answer hangs on something that is not modelled or not known: `matcher` names it (a property of `rule`, a setting, a fact). */
	| {readonly kind: 'unknown'; readonly matcher: string; readonly reason: string; readonly rule?: Rule};

/** A packet at some point of its walk. An address that nobody knows (of a lease that was not given) is left out. */
export type PacketState = {
	readonly from?: Ip;
	readonly to?: Ip;
	readonly protocol: Protocol;
	readonly fromPort?: number;
	readonly toPort?: number;
	readonly connectionMark?: string;
	readonly packetMark?: string;
	readonly routingMark?: string;
};

/** One packet's whole walk. */
export type Pass = {
	/** As it arrived or was made. */
	readonly packet: PacketState;
	/** Where it came in; left out for a packet that the router made. */
	readonly inInterface?: string;
	readonly steps: readonly Step[];
	readonly disposition: Disposition;
	/** As it left or was delivered, with its marks (as far as it got, where it did not). */
	readonly end: PacketState;
	/** Whether it took FastTrack, past mangle, filter and marks. */
	readonly isFasttracked: boolean;
};

/** What a hash, a counter or chance decided on this way. */
export type Choice = {
	/** `pcc`, `nth`, `random`, `ecmp`, `nat-address`. */
	readonly kind: string;
	/** For people: `both-addresses:3/1 matches`. */
	readonly detail: string;
	readonly rule?: Rule;
};

/** One way that a connection can take, from its first packet on. */
export type Way = Pass & {
	/** What sets this way apart; empty where there is only one. */
	readonly choices: readonly Choice[];
	/** Of all connections alike, about how many go this way: 0 to 1. */
	readonly share: number;
	/** The answer to the first packet; left out where none can come. */
	readonly reply?: Pass;
	/** The next packet of the sender, with the connection established (and perhaps FastTracked). */
	readonly later?: Pass;
	/** The answer to that. */
	readonly laterReply?: Pass;
	/** What was passed over because it changes nothing, and what a reader should know. */
	readonly notes: readonly string[];
};

/** What happens to a packet, its answer and the packets after it: more than one way where PCC, nth, chance or ECMP decides. */
export type Trace = {
	readonly packet: Packet;
	readonly ways: readonly [Way, ...(readonly Way[])];
};
