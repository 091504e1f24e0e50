import type {Diagnostic} from '../diagnostics/index.js';
import type {Entry, Menu, Properties} from '../routeros/model/configuration.js';

/** A consented change of something the user owns, e.g. `/ip/dns` `allow-remote-requests=yes`; undo puts the old value back. */
export type Adjustment = {
	readonly menu: Menu;
	/** Properties that single out the row; empty for settings of a menu that is no list. */
	readonly find: Properties;
	readonly set: Properties;
	/** For people: why it is needed and what breaks without it. */
	readonly why: string;
};

/**
 * A secret property of an owned entry, left out of its properties. It never becomes part of a script, plan or file: one
 * exec adds its row with the value that `ref` names. `publicKey` is what the router shows of a WireGuard private key.
 */
export type SecretProperty = {readonly owner: string; readonly property: string; readonly ref: string; readonly publicKey?: string};

/** Why an entry is there and what breaks without it (law L16), by owner key. */
export type Explanation = {readonly owner: string; readonly why: string; readonly without: string};

/** What the compiler wants to be on the router: owned entries with their place, adjustments, volatile fields. */
export type Fragment = {
	readonly profile: string;
	/** In creation order: what is referred to stands before what refers to it. */
	readonly entries: readonly Entry[];
	readonly adjustments: readonly Adjustment[];
	readonly secrets: readonly SecretProperty[];
	/** Fields that the router's own scripts write: not compared, not restored. */
	readonly volatile: readonly {readonly owner: string; readonly property: string}[];
	readonly explanations: readonly Explanation[];
	/** Facts that were not known and had to be assumed, one sentence each. */
	readonly assumptions: readonly string[];
	readonly warnings: readonly Diagnostic[];
};
