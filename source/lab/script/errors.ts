import type {Position} from '../../diagnostics/index.js';
import type {Release} from '../../facts/index.js';
import type {Behaviours} from '../../routeros/versions/index.js';
import {behaviours} from '../../routeros/versions/index.js';
import {ScriptError} from '../contract.js';

/** Someone stopped the script: no `on-error` catches it. */
export class Interrupted extends ScriptError {}

/** A mistake in the text itself: it says where, and carries no trailer. */
export class Mistake extends ScriptError {}

/** `bad command name foo (line 1 column 5)`. */
export const located = (message: string, at: Position): Mistake => new Mistake(`${message} (line ${at.line} column ${at.column})`);

/** An argument or property that does not exist, in the words of the release. */
export const unknownName = ({badParameterError}: Behaviours, name: string, at: Position): Mistake =>
	located(badParameterError ? `bad parameter ${name}` : 'expected end of command', at);

/** What the console prints for an error: its message, and in later releases where it came from, innermost first. */
export const errorText = (error: ScriptError, release: Release): string =>
	error.trail.length === 0 || !behaviours(release).runtimeErrorTrailer
		? error.message
		: `${error.message} ${error.trail.map((entry) => (entry.startsWith('(') ? entry : `(${entry})`)).join(' ')}`;
