import {ScriptError} from '../contract.js';
import type {Value} from '../value.js';
import {array, nothing, num, str} from '../value.js';
import type {Arguments} from './conversions.js';
import {fromJson, toJson} from './json.js';
import {parseNumber} from './literal.js';
import {equal} from './operators.js';
import {textOf} from './text.js';

/** A router counts bytes. */
const bytesOf = (text: string): Buffer => Buffer.from(text, 'utf8');

const index = (value: Value | undefined): number | undefined => {
	const number = value === undefined ? undefined : value.kind === 'num' ? value.value : parseNumber(textOf(value));
	return number === undefined ? undefined : Number(number);
};

const length = (value: Value): number => (value.kind === 'array' ? value.items.length + value.keyed.size : bytesOf(textOf(value)).length);

/** One position gives the element there, two give what is between them. */
const pick = (value: Value, from: number, to: number | undefined): Value => {
	if (from < 0) {
		return nothing;
	}

	if (value.kind === 'array') {
		return to === undefined ? (value.items[from] ?? nothing) : array(value.items.slice(from, Math.max(to, from)));
	}

	const bytes = bytesOf(textOf(value));
	return from >= bytes.length ? nothing : str(bytes.subarray(from, Math.max(to ?? from + 1, from)).toString('utf8'));
};

/** The position after `from` where something is; nil when it is not there. */
const find = (within: Value, key: Value, from: number): Value => {
	if (within.kind === 'array') {
		const at = within.items.findIndex((item, position) => position > from && equal(item, key));
		const named = [...within.keyed].find(([, item]) => equal(item, key));
		return at >= 0 ? num(at) : named === undefined ? {kind: 'nil'} : str(named[0]);
	}

	const at = bytesOf(textOf(within)).indexOf(bytesOf(textOf(key)), from + 1);
	return at < 0 || textOf(key) === '' ? {kind: 'nil'} : num(at);
};

type Encoding = {readonly encode: (bytes: Buffer) => string; readonly decode: (text: string) => Buffer};

const raw: Encoding = {encode: (bytes) => bytes.toString('utf8'), decode: bytesOf};
const encodings: Readonly<Record<string, Encoding>> = {
	raw,
	hex: {encode: (bytes) => bytes.toString('hex'), decode: (text) => Buffer.from(text, 'hex')},
	base64: {encode: (bytes) => bytes.toString('base64'), decode: (text) => Buffer.from(text, 'base64')},
};

const rot13 = (letter: string): string => String.fromCharCode(letter.charCodeAt(0) + (/[a-m]/i.test(letter) ? 13 : -13));

const transforms: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
	none: (bytes) => bytes,
	lc: (bytes) => bytesOf(bytes.toString('utf8').toLowerCase()),
	uc: (bytes) => bytesOf(bytes.toString('utf8').toUpperCase()),
	reverse: (bytes) => Buffer.from(bytes).reverse(),
	rot13: (bytes) => bytesOf(bytes.toString('utf8').replaceAll(/[A-Za-z]/g, rot13)),
};

const listed = <T>(table: Readonly<Record<string, T>>, given: Value | undefined, fallback: T): T => {
	const found = given === undefined ? fallback : table[textOf(given)];
	if (found === undefined) {
		throw new ScriptError(`failure: ${given === undefined ? '' : textOf(given)} is not part of this lab`);
	}

	return found;
};

const main = (given: Arguments): Value => given.get('value') ?? nothing;

const convert = (given: Arguments): Value => {
	const bytes = listed(encodings, given.get('from'), raw).decode(textOf(main(given)));
	const changed = listed(transforms, given.get('transform'), (each: Buffer) => each)(bytes);
	return str(listed(encodings, given.get('to'), raw).encode(changed));
};

const jsonOptions = (given: Arguments): {readonly pretty: boolean; readonly keepText: boolean} => {
	const words = textOf(given.get('options') ?? nothing).split(/[,;]/);
	return {pretty: words.includes('json.pretty'), keepText: words.includes('json.no-string-conversion')};
};

const onlyJson = (value: Value | undefined): void => {
	if (value === undefined || textOf(value) !== 'json') {
		throw new ScriptError('failure: only json is part of this lab');
	}
};

/** Words that compute a value from their arguments alone. */
export const stringWords: Readonly<Record<string, (given: Arguments) => Value>> = {
	convert,
	find: (given) => find(given.get('in') ?? nothing, given.get('key') ?? nothing, index(given.get('from')) ?? -1),
	len: (given) => num(length(main(given))),
	pick: (given) => pick(given.get('counter') ?? nothing, index(given.get('begin')) ?? 0, index(given.get('end'))),
	serialize(given) {
		onlyJson(given.get('to'));
		return str(toJson(main(given), jsonOptions(given)));
	},
	deserialize(given) {
		onlyJson(given.get('from'));
		return fromJson(textOf(main(given)), jsonOptions(given));
	},
};
