import type {Code, Expression, Script} from '../../routeros/syntax/index.js';
import type {MenuHost, Session, Steps} from '../contract.js';
import type {Value} from '../value.js';
import {array, nothing} from '../value.js';
import type {Names} from './scope.js';

/** What a running script is in: whose it is, what it can see, how deep in blocks and calls it is. */
export type Frame = {
	readonly session: Session;
	readonly names: Names;
	readonly depth: number;
	/** Shared by everything that one run started. */
	readonly budget: {steps: number};
};

/** How a piece of script ended. */
export type Completion = {readonly kind: 'value' | 'return'; readonly value: Value} | {readonly kind: 'break'} | {readonly kind: 'continue'};

export const done = (value: Value = nothing): Completion => ({kind: 'value', value});

/** What the words of the language are given to work with. */
export interface Engine {
	readonly host: MenuHost;
	evaluate(expression: Expression, frame: Frame): Steps<Value>;
	/** Runs `{ … }` in a scope of its own; `variables` are its first locals. */
	block(body: Script, frame: Frame, variables?: ReadonlyMap<string, Value>): Steps<Completion>;
	/** Compiles a text: code, or as text why it is none. */
	compile(source: string): Value;
	/** What `:put` shows for code. */
	show(value: Value): string;
	runText(source: string, session: Session): Steps<void>;
	/** Lets others have a turn now and then, and stops what has been interrupted. */
	tick(frame: Frame): Steps<void>;
}

/** Functions made by `do={…}` are arrays of two: nothing, and the code (7.21); `:parse` gives bare code. */
export const functionOf = (code: Code): Value => array([nothing, {kind: 'code', code}]);

export const callable = (value: Value): Code | undefined => {
	const inner = value.kind === 'array' && value.items.length === 2 ? value.items[1] : value;
	return inner?.kind === 'code' ? inner.code : undefined;
};
