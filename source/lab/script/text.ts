import type {Code} from '../../routeros/syntax/index.js';
import type {Value} from '../value.js';
import {sortedEntries} from './arrays.js';
import {formatTime} from './time.js';

const placeholder = (): string => '(code)';

/**
 * A value as text, as `.` and `:tostr` make it: positional elements first, then keys in order. Code is `(code)`
 * everywhere but in `:put`, which shows what it was compiled to (7.22).
 */
export const textOf = (value: Value, codeText: (code: Code) => string = placeholder): string => {
	switch (value.kind) {
		case 'nothing':
		case 'nil':
			return '';
		case 'num':
			return value.value.toString();
		case 'bool':
			return value.value ? 'true' : 'false';
		case 'time':
			return formatTime(value.value);
		case 'array':
			return [...value.items.map((item) => textOf(item, codeText)), ...sortedEntries(value.keyed).map(([key, item]) => `${key}=${textOf(item, codeText)}`)].join(';');
		case 'code':
			return codeText(value.code);
		default:
			return value.value;
	}
};
