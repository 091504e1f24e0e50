import type {Expression} from '../../routeros/syntax/index.js';
import type {Steps} from '../contract.js';
import {ScriptError} from '../contract.js';
import type {Value} from '../value.js';
import {array, nothing} from '../value.js';
import {emptyArray} from './arrays.js';
import {done} from './engine.js';
import {element} from './operators.js';
import {assign, declareGlobal, declareLocal, lookUp} from './scope.js';
import {textOf} from './text.js';
import type {Word, WordCall} from './word.js';
import {argument, optional, variableName} from './word.js';

/** `:local f do={…}` makes a function. */
function* newValue(call: WordCall): Steps<Value | undefined> {
	return (yield* optional(call, 'value')) ?? (yield* optional(call, 'do'));
}

const replaced = (container: Value, path: readonly Value[], value: Value): Value => {
	const [key, ...rest] = path;
	if (key === undefined) {
		return value;
	}

	const inner = replaced(element(container, key), rest, value);
	const before = container.kind === 'array' ? container : emptyArray;
	if (key.kind !== 'num') {
		return array(before.items, new Map([...before.keyed, [textOf(key), inner]]));
	}

	const index = Number(key.value);
	if (index < 0 || index > before.items.length) {
		throw new ScriptError('failure: index out of range');
	}

	return array([...before.items.slice(0, index), inner, ...before.items.slice(index + 1)], before.keyed);
};

/** The variable and the keys of `($a->"k"->0)`. */
function* pathOf(call: WordCall, target: Expression): Steps<readonly [string, readonly Value[]]> {
	if (target.kind === 'group' && target.value !== undefined) {
		return yield* pathOf(call, target.value);
	}

	if (target.kind === 'variable') {
		return [target.name, []];
	}

	if (target.kind !== 'binary' || target.operator !== '->') {
		throw new ScriptError('expected variable name');
	}

	const [name, keys] = yield* pathOf(call, target.left);
	return [name, [...keys, yield* call.engine.evaluate(target.right, call.frame)]];
}

export const variableWords: Readonly<Record<string, Word>> = {
	*local(call) {
		declareLocal(call.frame.names, variableName(call, 'name'), (yield* newValue(call)) ?? nothing);
		return done({kind: 'nil'});
	},
	*global(call) {
		declareGlobal(call.frame.names, variableName(call, 'name'), yield* newValue(call));
		return done({kind: 'nil'});
	},
	*set(call) {
		const {names} = call.frame;
		const target = argument(call, 'name');
		const value = (yield* newValue(call)) ?? nothing;
		if (target?.kind === 'group') {
			const [name, path] = yield* pathOf(call, target);
			assign(names, name, replaced(lookUp(names, name), path, value));
		} else {
			assign(names, variableName(call, 'name'), value);
		}

		return done({kind: 'nil'});
	},
};
