import type {Ip, Prefix} from '../net/index.js';
import type {Id, NumberRange} from './document.js';

/** Who may open connections to whom, whatever way packets would take. */
export type Zoning = {
	readonly zones: readonly Zone[];
	readonly bans: readonly Ban[];
	readonly traps: readonly Trap[];
	/** Hosts of other networks that zones may ask for names, and for nothing else. */
	readonly resolvers: readonly Ip[];
};

export const noZoning: Zoning = {zones: [], bans: [], traps: [], resolvers: []};

/** Networks whose hosts are not trusted: they reach the Internet or nothing, and of the router what hosts cannot do without. */
export type Zone = {readonly id: Id; readonly title: string; readonly interfaces: readonly string[]; readonly internet: boolean};

/** Nothing goes there and nothing comes from there, by any way. */
export type Ban = {readonly id: Id; readonly title: string; readonly prefixes: readonly Prefix[]};

/** Ports of the router that nobody outside has any business with: who tries one is kept out for a while. */
export type Trap = {readonly id: Id; readonly ports: readonly NumberRange[]; readonly seconds: number};

/** The zones of several parts together. */
export const joinZoning = (all: readonly Zoning[]): Zoning => ({
	zones: all.flatMap(({zones}) => zones),
	bans: all.flatMap(({bans}) => bans),
	traps: all.flatMap(({traps}) => traps),
	resolvers: [...new Set(all.flatMap(({resolvers}) => resolvers))],
});
