import type {Ip} from './address.js';

export type Protocol = 'tcp' | 'udp' | 'icmp';

/** One packet as it enters the router, or as the router makes it (`inInterface` left out). */
export type Packet = {
	readonly from: Ip;
	readonly to: Ip;
	readonly protocol: Protocol;
	readonly fromPort?: number;
	readonly toPort?: number;
	readonly inInterface?: string;
	/** 0 to 63; 0 when left out. */
	readonly dscp?: number;
	/** Bytes with the IP header; not known when left out. */
	readonly size?: number;
	/** Hop limit on arrival; enough to pass when left out. */
	readonly ttl?: number;
	/** `type:code`; an echo request when left out. */
	readonly icmp?: string;
};
