import {ScriptError} from '../contract.js';
import type {Value} from '../value.js';
import {array, bool, num, str} from '../value.js';
import {sortedEntries} from './arrays.js';
import {parseNumber} from './literal.js';
import {textOf} from './text.js';

export type JsonOptions = {readonly pretty: boolean /** Text that spells a number stays text. */; readonly keepText: boolean};

const deepest = 64;

/** `:serialize to=json`: arrays with keys become objects, positions their index. */
export const toJson = (value: Value, options: JsonOptions): string => {
	const write = (node: Value, depth: number): string => {
		if (depth > deepest) {
			throw new ScriptError('failure: value is nested too deep');
		}

		const space = options.pretty ? `\n${'    '.repeat(depth + 1)}` : '';
		const end = options.pretty ? `\n${'    '.repeat(depth)}` : '';
		switch (node.kind) {
			case 'nothing':
			case 'nil':
				return 'null';
			case 'num':
				return node.value.toString();
			case 'bool':
				return String(node.value);
			case 'str':
				return !options.keepText && parseNumber(node.value)?.toString() === node.value ? node.value : JSON.stringify(node.value);
			case 'array': {
				const items = node.items.map((item) => write(item, depth + 1));
				if (node.keyed.size === 0) {
					return items.length === 0 ? '[]' : `[${space}${items.join(`,${space}`)}${end}]`;
				}

				const colon = options.pretty ? ': ' : ':';
				const members = [
					...items.map((item, index) => `"${index}"${colon}${item}`),
					...sortedEntries(node.keyed).map(([key, item]) => `${JSON.stringify(key)}${colon}${write(item, depth + 1)}`),
				];
				return `{${space}${members.join(`,${space}`)}${end}}`;
			}

			default:
				return JSON.stringify(textOf(node));
		}
	};

	return write(value, 0);
};

const fromNode = (node: unknown, options: JsonOptions): Value => {
	if (Array.isArray(node)) {
		return array(node.map((item: unknown) => fromNode(item, options)));
	}

	if (typeof node === 'object' && node !== null) {
		return array([], new Map(Object.entries(node).map(([key, item]: [string, unknown]) => [key, fromNode(item, options)])));
	}

	switch (typeof node) {
		case 'boolean':
			return bool(node);
		case 'number':
			return Number.isSafeInteger(node) ? num(node) : str(String(node));
		case 'string': {
			const number = options.keepText ? undefined : parseNumber(node);
			return number === undefined ? str(node) : num(number);
		}

		default:
			return {kind: 'nil'};
	}
};

/** `:deserialize from=json`. */
export const fromJson = (text: string, options: JsonOptions): Value => {
	try {
		const node: unknown = JSON.parse(text);
		return fromNode(node, options);
	} catch (error) {
		if (error instanceof SyntaxError) {
			throw new ScriptError('failure: invalid json');
		}

		throw error;
	}
};
