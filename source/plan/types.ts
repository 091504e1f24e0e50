import type {Entry, Menu, Properties} from '../routeros/model/configuration.js';
import type {VolatileField} from './rows.js';

export type Change =
	| {readonly kind: 'add'; readonly menu: Menu; readonly entry: Entry; readonly before?: Entry; readonly reason: string}
	/** `from` and `to` differ in properties, comment or disabled; how it is done (copy and tombstone, or set) is for the script. */
	| {readonly kind: 'set'; readonly menu: Menu; readonly from: Entry; readonly to: Entry; readonly before?: Entry; readonly reason: string}
	/** An ordered row in the wrong place: a new copy before `before` (or last) and a tombstone. */
	| {readonly kind: 'move'; readonly menu: Menu; readonly from: Entry; readonly entry: Entry; readonly before?: Entry; readonly reason: string}
	| {readonly kind: 'remove'; readonly menu: Menu; readonly entry: Entry; readonly reason: string}
	/** A consented change of somebody else's settings, with the values that undo puts back. */
	| {readonly kind: 'adjust'; readonly menu: Menu; readonly find: Properties; readonly from: Properties; readonly to: Properties; readonly reason: string};

/** Ordered changes from one configuration to another. Survives JSON; holds no secret. */
export type Plan = {
	readonly profile: string;
	readonly changes: readonly Change[];
	/** SHA-256 over the normalised rows of the touched menus: what was seen, and what is wanted. */
	readonly baseHash: string;
	readonly wantHash: string;
	/** Menus that were read and must still be as seen when the change is made. */
	readonly menus: readonly Menu[];
	/** Fields that are in neither hash: the router or its scripts write them. */
	readonly volatile: readonly VolatileField[];
	/** Owner keys found twice, edited by hand and so on, as sentences. */
	readonly drift: readonly string[];
};

/** A row of a profile that stands on its router otherwise than it is wanted: edited by hand, or wanted otherwise since. */
export type Edit = {
	/** Its menu and key: the same at each look. */
	readonly row: string;
	readonly menu: Menu;
	/** What it is for, as its comment says. */
	readonly title: string;
	readonly reason: string;
	/** It stays as it stands; otherwise it is repaired. */
	readonly isKept: boolean;
};

/** What a guarded apply tells while it goes on; the terminal, the plain printer and `--json` all consume these. */
export type ApplyEvent =
	| {readonly type: 'step'; readonly step: ApplyStep; readonly status: 'started' | 'done'; readonly detail?: string}
	| {
			readonly type: 'armed';
			readonly change: string /** Seconds of router uptime when it decides by itself. */;
			readonly deadline: number /** Seconds left. */;
			readonly left: number;
	  }
	| {readonly type: 'progress'; readonly done: number; readonly total: number}
	| {
			readonly type: 'check';
			readonly name: string;
			readonly status: 'passed' | 'failed' | 'unknown';
			readonly detail?: string /** It was so before the change, which is not to blame. */;
			readonly before?: true;
	  }
	| {readonly type: 'countdown'; readonly left: number}
	| {readonly type: 'note'; readonly text: string}
	| {
			readonly type: 'outcome';
			readonly outcome: ApplyOutcome;
			readonly message: string /** Statements that did not run, when an import failed. */;
			readonly notApplied?: readonly string[];
	  };

export type ApplyStep = 'lock' | 'upload' | 'arm' | 'apply' | 'verify' | 'decide' | 'keep' | 'undo' | 'clean-up';

/** `unknown` is what the client knows, never a state of the router. */
export type ApplyOutcome = 'kept' | 'undone' | 'unchanged' | 'refused' | 'stuck' | 'unknown';

/** The one question of a guarded apply: asked once the change is on the router. `checksPassed` is left out where nothing was looked at. */
export type ApplyQuestion = {readonly type: 'keep'; readonly left: number; readonly checksPassed?: boolean};
export type ApplyAnswer = 'keep' | 'undo';
