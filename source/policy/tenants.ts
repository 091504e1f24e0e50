import type {InterfaceAddress, Ip, Prefix} from '../net/index.js';
import {addressFamily, networkOf, parsePrefix, prefixContains} from '../net/index.js';
import type {Id, Line} from './document.js';

/** Somebody with networks and a routing table of their own on this router: what the table does not hold, they do not reach. */
export type Tenant = {
	readonly id: Id;
	readonly title: string;
	readonly networks: readonly TenantNetwork[];
	/** The line that they share with the house; undefined for none. */
	readonly line?: Line;
	/** What of the house they reach, and by which interface it is reached. */
	readonly shares: readonly {readonly prefix: Prefix; readonly interface: string}[];
};

export type TenantNetwork = {
	readonly interface: string;
	/** The router's own address there. */
	readonly address: InterfaceAddress;
	/** Whether the router is to be given that address. */
	readonly isNew: boolean;
	/** Addresses are handed out, and these resolvers of the same family with them. */
	readonly handsOut?: readonly Ip[];
};

const unique = parsePrefix('fc00::/7');

/** Whether hosts there go under the address of the line: all of IPv4, and IPv6 addresses that no provider gave. */
export const isTranslated = ({address}: TenantNetwork): boolean => addressFamily(address) === 4 || (unique !== undefined && prefixContains(unique, networkOf(address)));
