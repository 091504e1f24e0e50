import type {World} from '../facts/index.js';
import type {Family} from '../net/index.js';
import type {Configuration} from '../routeros/model/index.js';
import type {AddressList} from './address-lists.js';
import type {CryptoRouting} from './crypto-routing.js';
import type {FirewallTable} from './firewall.js';
import type {Interfaces} from './interfaces.js';
import type {IpsecPolicies} from './ipsec.js';
import type {OwnAddresses} from './own-addresses.js';
import type {QueueLeaf} from './queues.js';
import type {RoutingRule} from './routing-rules.js';
import type {Tables} from './tables.js';
import type {Unread} from './unread.js';

/** What one family's packets meet. */
export type FamilyTables = {
	readonly lists: ReadonlyMap<string, AddressList>;
	readonly routes: Tables;
	readonly raw: FirewallTable;
	readonly mangle: FirewallTable;
	readonly nat: FirewallTable;
	readonly filter: FirewallTable;
};

/** A configuration in a world, read once for many packets. */
export type Prepared = {
	readonly configuration: Configuration;
	readonly world: World;
	readonly interfaces: Interfaces;
	readonly addresses: OwnAddresses;
	readonly 4: FamilyTables;
	readonly 6: FamilyTables;
	readonly ipsec: IpsecPolicies;
	readonly cryptoRouting: CryptoRouting;
	/** Whether the export has neither an address nor a client that is given one: it is not the whole of a router. */
	readonly isExcerpt: boolean;
	/** Routing protocols that run, and whose routes nobody told. */
	readonly untold: readonly string[];
	readonly queues: readonly QueueLeaf[];
	readonly rules: ReadonlyMap<string, readonly RoutingRule[]>;
	/** How many statements are no part of an export, and did nothing. */
	readonly foreign: number;
	/** What they would change, as far as it can be told: what hangs on that is not known. */
	readonly unread: readonly Unread[];
	/** The decisions of a lookup in their order (`policy-rules`). */
	readonly order: readonly string[];
	readonly settings: {
		readonly forwards: Readonly<Record<Family, boolean>>;
		readonly isOn: Readonly<Record<Family, boolean>>;
		readonly reversePath: 'no' | 'loose' | 'strict';
		readonly fastPath: Readonly<Record<Family, boolean>>;
		readonly tracks: boolean;
		/** Whether tracking takes up TCP connections that it did not see begin. */
		readonly picksUp: boolean;
		/** By family: `l3`, `l4` … */
		readonly hash: Readonly<Record<Family, string>>;
		/** A setting of `/routing/settings` that moves routes among the decisions and is not modelled. */
		readonly unclearOrder?: string;
	};
};
