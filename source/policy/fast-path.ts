import type {Prefix} from '../net/index.js';
import type {Id} from './document.js';

/** What may take a shorter way through the router. */
export type FastPath = {
	/** Established connections without a mark skip most of the router's work, in both families; at most one. */
	readonly fasttrack: readonly {readonly id: Id}[];
	readonly untracked: readonly Untracked[];
};

export const noFastPath: FastPath = {fasttrack: [], untracked: []};

/** Two networks beside the router between which it remembers nothing: no marks, no translation, no rules that go by state. */
export type Untracked = {readonly id: Id; readonly between: readonly [Prefix, Prefix]};

/** The short ways of several parts together. */
export const joinFastPath = (all: readonly FastPath[]): FastPath => ({
	fasttrack: all.flatMap(({fasttrack}) => fasttrack).slice(0, 1),
	untracked: all.flatMap(({untracked}) => untracked),
});
