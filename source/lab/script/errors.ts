import type {Position} from '../../diagnostics/index.js';
import type {Release} from '../../facts/index.js';
import {ScriptError} from '../contract.js';

/** Someone stopped the script: no `on-error` catches it. */
export class Interrupted extends ScriptError {}

/** A mistake in the text itself: it says where, and carries no trailer. */
export class Mistake extends ScriptError {}

/** `bad command name foo (line 1 column 5)`. */
export const located = (message: string, at: Position): Mistake => new Mistake(`${message} (line ${at.line} column ${at.column})`);

/** What the console prints for an error: its message, and from 7.17 on where it came from, innermost first. */
export const errorText = (error: ScriptError, release: Release): string =>
	release.minor < 17 || error.trail.length === 0 ? error.message : `${error.message} ${error.trail.map((entry) => (entry.startsWith('(') ? entry : `(${entry})`)).join(' ')}`;
