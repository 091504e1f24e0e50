import type {DomainName, Ip} from '../net/index.js';
import type {Id} from './document.js';

/**
 * Nothing leaves by a line to the Internet but what carries the uplink and what policies let go another way, whatever
 * marks and routes say: hosts of every network, those of networks to come, and the router itself.
 */
export type KillSwitch = {
	readonly id: Id;
	readonly uplink: Id;
	/** What the router itself may send by a line: packets to these far ends, of this tunnel and of others that are there. */
	readonly farEnds: readonly FarEnd[];
	/** Resolvers beyond the uplink that the router asks instead of its lines'; none to leave them as they are. */
	readonly upstream: readonly Ip[];
	/** A resolver that is asked by a line, for the names of far ends and of the clock alone. */
	readonly lookup?: {readonly resolver: Ip; readonly names: readonly DomainName[]};
};

/** Without a port: whatever goes there. */
export type FarEnd = {readonly host: Ip | DomainName; readonly port?: number};
