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
};
