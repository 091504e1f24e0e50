import type {DomainName, Ip, Prefix} from '../net/index.js';
import type {Id, NumberRange} from './document.js';

/** What keeps a router in good hands: who watches, who is told, what is kept, who gets in. */
export type Upkeep = {
	readonly watches: readonly Watch[];
	/** Which mail server the router is to use; at most one. */
	readonly mail: readonly MailServer[];
	readonly monitors: readonly Monitor[];
	readonly copies: readonly Copy[];
	readonly doors: readonly Door[];
};

export const noUpkeep: Upkeep = {watches: [], mail: [], monitors: [], copies: [], doors: []};

/** A host that is pinged; when it stops or begins to answer, somebody is told. */
export type Watch = {
	readonly id: Id;
	readonly title: string;
	readonly host: Ip;
	/** The interface that it is reached by, and by no other; undefined: wherever the router's own traffic goes. */
	readonly by?: string;
	/** How long it must be gone, or back, before anybody is told. */
	readonly patience: Patience;
	readonly notices: readonly Notice[];
};

export type Patience = 'seconds' | 'minute' | 'minutes';

export type Notice =
	| {readonly kind: 'mail'; readonly to: string}
	/** Whoever has the address can write there. */
	| {readonly kind: 'webhook'; readonly url: string; readonly form: 'json' | 'text'};

/** The password that goes with `user` is the router's alone. */
export type MailServer = {
	readonly id: Id;
	readonly host: Ip | DomainName;
	readonly port: number;
	readonly encryption: 'none' | 'starttls' | 'tls';
	readonly from: string;
	readonly user?: string;
};

/** Who may read the router's counters over SNMP. */
export type Monitor = {readonly id: Id; readonly community: string; readonly from: readonly Prefix[]; readonly contact: string; readonly location: string};

/** Copies of the configuration that the router makes by itself. */
export type Copy = {
	readonly id: Id;
	readonly every: 'day' | 'week';
	/** Seconds since midnight by the router's clock. */
	readonly at: number;
	readonly forms: readonly ('export' | 'backup')[];
	/** How many of each form stay on the router. */
	readonly keep: number;
	/** Who gets each export by mail; a backup holds passwords and stays. */
	readonly mailTo?: string;
};

/** Addresses that reach the router for managing it, whatever other rules say. */
export type Door = {readonly id: Id; readonly from: readonly Prefix[]; readonly ports: readonly NumberRange[]};

/** The upkeep of several parts together. */
export const joinUpkeep = (all: readonly Upkeep[]): Upkeep => ({
	watches: all.flatMap(({watches}) => watches),
	mail: all.flatMap(({mail}) => mail),
	monitors: all.flatMap(({monitors}) => monitors),
	copies: all.flatMap(({copies}) => copies),
	doors: all.flatMap(({doors}) => doors),
});
