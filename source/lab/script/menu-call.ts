import type {Expression} from '../../routeros/syntax/index.js';
import type {MenuCall, Steps} from '../contract.js';
import {ScriptError} from '../contract.js';
import type {Value} from '../value.js';
import {array, nothing, str} from '../value.js';
import {readable} from './check.js';
import {accepts} from './closed.js';
import {compileCondition} from './condition.js';
import type {Engine, Frame} from './engine.js';
import {literalOrName} from './literal.js';
import type {Meaning} from './resolve.js';
import {textOf} from './text.js';

const rows: ReadonlySet<string> = new Set(['numbers', 'number', 'destination', 'place-before', 'copy-from']);

/** Rows by id, number of the last `print`, or name: `*1`, `0,1`, `ether1,ether2`. */
const rowsOf = (text: string): Value => {
	const parts = text.split(',').map((part) => {
		const value = literalOrName(part);
		return value?.kind === 'id' || value?.kind === 'num' ? value : str(part);
	});
	return parts.length === 1 ? (parts[0] ?? nothing) : array(parts);
};

/** Evaluates the arguments of a menu's command. Unquoted words stay as written: their type is the menu's to find. */
export function* makeCall(engine: Engine, frame: Frame, meaning: Extract<Meaning, {kind: 'command'}>, line: number): Steps<MenuCall> {
	const {menu, verb, positions} = meaning;
	const schema = engine.host.schema;
	const named = new Map<string, Value>();
	const flags = new Set<string>();
	const placed = new Map<string, Value>();
	let where: MenuCall['where'];

	function* argumentValue(name: string, expression: Expression | undefined): Steps<Value> {
		if (expression === undefined) {
			return str('');
		}

		switch (expression.kind) {
			case 'bare':
				return rows.has(name) ? rowsOf(expression.text) : str(expression.text);
			case 'code':
				return str(expression.source);
			case 'text':
				return yield* engine.evaluate(expression, frame);
			default: {
				const value = yield* engine.evaluate(expression, frame);
				const argument = schema.argument(menu, verb, name);
				const fitting = value.kind === 'bool' && argument?.values?.includes('yes') === true ? str(value.value ? 'yes' : 'no') : value;
				if (argument !== undefined && !accepts(menu, argument, textOf(fitting))) {
					throw new ScriptError(`input does not match any value of ${name}`);
				}

				return fitting;
			}
		}
	}

	const place = (name: string, value: Value): void => {
		placed.set(name, value);
		if (!rows.has(positions[0] ?? '') && verb !== 'get') {
			named.set(name, value);
		}
	};

	for (const argument of meaning.arguments) {
		switch (argument.kind) {
			case 'flag':
				flags.add(argument.name);
				break;
			case 'unset':
				named.set(argument.name, nothing);
				break;
			case 'where': {
				const properties = readable(schema, menu) ?? new Set<string>();
				where = argument.test === undefined ? undefined : yield* compileCondition(engine, frame, argument.test, properties);
				break;
			}

			case 'positional':
				place(argument.name, yield* argumentValue(argument.name, argument.value));
				break;
			case 'value': {
				const value = yield* argumentValue(argument.name, argument.value);
				const signed = argument.not ? str(`!${textOf(value)}`) : value;
				if (positions.includes(argument.name)) {
					place(argument.name, signed);
				} else {
					named.set(argument.name, signed);
				}
			}
		}
	}

	// `comment` and `unset` name their second value: what is left by position is the rows alone.
	for (const name of ['comment', 'value-name']) {
		const value = placed.get(name);
		if (value !== undefined && verb !== 'get') {
			named.set(name, value);
			placed.delete(name);
		}
	}

	const last = positions.findLastIndex((name) => placed.has(name));
	const positional = positions.slice(0, last + 1).map((name) => placed.get(name) ?? nothing);
	return {session: frame.session, menu, verb, named, flags, positional, ...(where === undefined ? {} : {where}), line};
}
