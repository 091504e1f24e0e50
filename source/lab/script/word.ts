import type {Expression} from '../../routeros/syntax/index.js';
import type {Steps} from '../contract.js';
import {ScriptError} from '../contract.js';
import type {Value} from '../value.js';
import type {Completion, Engine, Frame} from './engine.js';
import type {Meaning} from './resolve.js';

export type WordCall = {readonly engine: Engine; readonly frame: Frame; readonly meaning: Extract<Meaning, {kind: 'command'}>; readonly line: number};

/** One word of the language. */
export type Word = (call: WordCall) => Steps<Completion>;

/** An argument as written, unevaluated. */
export const argument = ({meaning}: WordCall, name: string): Expression | undefined => {
	const found = meaning.arguments.find((each) => (each.kind === 'value' || each.kind === 'positional') && each.name === name);
	return found?.kind === 'value' || found?.kind === 'positional' ? found.value : undefined;
};

export const hasFlag = ({meaning}: WordCall, name: string): boolean => meaning.arguments.some((each) => each.kind === 'flag' && each.name === name);

export const missing = (name: string): ScriptError => new ScriptError(`missing value(s) of argument(s) ${name}`);

/** A word that needs nothing evaluated and waits for nothing. */
export const plain = (make: (call: WordCall) => Completion): Word =>
	function* (call) {
		yield* call.engine.tick(call.frame);
		return make(call);
	};

export function* optional(call: WordCall, name: string): Steps<Value | undefined> {
	const expression = argument(call, name);
	return expression === undefined ? undefined : yield* call.engine.evaluate(expression, call.frame);
}

export function* required(call: WordCall, name: string): Steps<Value> {
	const value = yield* optional(call, name);
	if (value === undefined) {
		throw missing(name);
	}

	return value;
}

/** The variable that a word declares or sets: its name is written, not computed. */
export const variableName = (call: WordCall, name: string): string => {
	const expression = argument(call, name);
	switch (expression?.kind) {
		case 'bare':
			return expression.text;
		case 'variable':
			return expression.name;
		case 'text':
			return expression.parts.every((part) => typeof part === 'string') ? expression.parts.join('') : '';
		default:
			throw missing(name);
	}
};
