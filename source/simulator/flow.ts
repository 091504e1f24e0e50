import type {Family, Ip, Protocol} from '../net/index.js';
import type {Address} from './address.js';
import {addressFrom, sameAddress} from './address.js';
import type {Oracle} from './oracle.js';
import type {Prepared} from './prepared.js';
import type {PacketState, Rule, Stage, Step} from './trace.js';

/** Ports as far as they are known: one, or the range that they come from. */
export type Ports = {readonly first: number; readonly last: number};

/** One side's address and port. */
export type End = {readonly address: Address; readonly ports: Ports};

/** The entry of a connection in connection tracking. */
export type Connection = {
	readonly from: End;
	readonly to: End;
	mark?: string;
	/** What the first packet's destination and source became. */
	newTo?: End;
	newFrom?: End;
	/** The line whose address it was masqueraded with, and the rule that did it. */
	masquerade?: {readonly line: string; readonly rule: Rule};
	/** A FastTrack rule has taken it. */
	fasttrack?: Rule;
};

/** A packet under way, with what the router knows of it. */
export type Flow = {
	readonly family: Family;
	readonly protocol: Protocol;
	from: End;
	/** The sender had not said its address yet when the way was first hashed. */
	readonly hashedFrom?: Address;
	to: End;
	dscp: number;
	readonly size?: number;
	ttl?: number;
	readonly icmp: string;
	/** Flags of TCP: `syn`, `syn,ack` or `ack`. */
	readonly tcpFlags: readonly string[];
	/** Whether it may carry data that a matcher could look into. */
	readonly mayHaveData: boolean;
	/** Layer 3 interfaces; none for what the router makes, and before routing. */
	inInterface?: string;
	outInterface?: string;
	/** The next hop beyond it, where there is one. */
	gateway?: Ip;
	/** What filter rules may see as out-interface after output marks moved a packet: not confirmed which. */
	formerOut?: string;
	state: 'new' | 'established' | 'invalid' | 'untracked';
	direction: 'original' | 'reply';
	connection?: Connection;
	packetMark?: string;
	routingMark?: string;
	/** The next hop that a mangle rule with `action=route` names. */
	forced?: {readonly gateway: Ip; readonly rule: Rule};
};

/** One packet's walk under way. */
export type Walk = {
	readonly router: Prepared;
	readonly oracle: Oracle;
	readonly flow: Flow;
	readonly steps: Step[];
	readonly notes: Set<string>;
	/** Addresses that rules have put into lists on this connection's way, by list. */
	readonly listed: Map<string, Address[]>;
};

export const step = (walk: Walk, stage: Stage, action: string, detail: string, more: {readonly chain?: string; readonly rule?: Rule} = {}): void => {
	walk.steps.push({stage, ...(more.chain === undefined ? {} : {chain: more.chain}), action, detail, ...(more.rule === undefined ? {} : {rule: more.rule})});
};

const doubt = [
	{share: 1, detail: 'does not match'},
	{share: 1, detail: 'matches'},
] as const;

/** Asks the oracle whether something matches that is not modelled or not known; "does not match" is tried first. */
export const doubtful = ({oracle}: Walk, matcher: string, reason: string, rule: Rule): boolean =>
	oracle.choose({nature: 'unknown', kind: matcher, reason, rule, options: doubt}) === 1;

/** What the source of a packet is chosen for: the next hop, or the destination on the link; the destination itself in IPv6. */
export const sourceFor = ({family, gateway, to}: Flow): Address => (family === 4 && gateway !== undefined ? addressFrom(gateway) : to.address);

export const sameEnd = (a: End, b: End): boolean => sameAddress(a.address, b.address) && a.ports.first === b.ports.first && a.ports.last === b.ports.last;

const port = ({first, last}: Ports): number | undefined => (first === last ? first : undefined);

/** A copy of where a packet stands, as plain data. */
export const stateOf = ({from, to, protocol, connection, packetMark, routingMark}: Flow): PacketState => {
	const [fromPort, toPort] = protocol === 'icmp' ? [undefined, undefined] : [port(from.ports), port(to.ports)];
	return {
		...(from.address.ip === undefined ? {} : {from: from.address.ip}),
		...(to.address.ip === undefined ? {} : {to: to.address.ip}),
		protocol,
		...(fromPort === undefined ? {} : {fromPort}),
		...(toPort === undefined ? {} : {toPort}),
		...(connection?.mark === undefined ? {} : {connectionMark: connection.mark}),
		...(packetMark === undefined ? {} : {packetMark}),
		...(routingMark === undefined ? {} : {routingMark}),
	};
};
