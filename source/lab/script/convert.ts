import {createHash} from 'node:crypto';
import {ScriptError} from '../contract.js';
import type {Value} from '../value.js';
import {array, nothing, num, str} from '../value.js';
import type {Arguments} from './conversions.js';
import {parseNumber} from './literal.js';
import {textOf} from './text.js';

type Encoding = {readonly encode: (bytes: Buffer) => Value; readonly decode: (value: Value) => Buffer};

/** A router counts bytes. */
const bytesOf = (text: string): Buffer => Buffer.from(text, 'utf8');
const asText = (value: Value): Buffer => bytesOf(textOf(value));

const letters32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648, padded. */
const toBase32 = (bytes: Buffer): string => {
	const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
	const groups = bits.match(/.{1,5}/g) ?? [];
	const text = groups.map((group) => letters32[Number.parseInt(group.padEnd(5, '0'), 2)]).join('');
	return text.padEnd(Math.ceil(text.length / 8) * 8, '=');
};

const fromBase32 = (text: string): Buffer => {
	const bits = [...text.replaceAll('=', '').toUpperCase()].map((letter) => Math.max(letters32.indexOf(letter), 0).toString(2).padStart(5, '0')).join('');
	return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
};

const unreserved = /[A-Za-z\d._~-]/;

const percent = (bytes: Buffer): string =>
	[...bytes]
		.map((byte) => {
			const letter = String.fromCharCode(byte);
			return byte < 128 && unreserved.test(letter) ? letter : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
		})
		.join('');

const unpercent = (text: string): Buffer =>
	Buffer.concat((text.match(/%[\dA-Fa-f]{2}|[^%]+|%/g) ?? []).map((part) => (/^%[\dA-Fa-f]{2}$/.test(part) ? Buffer.from(part.slice(1), 'hex') : bytesOf(part))));

const numbersIn = (value: Value): readonly bigint[] => {
	const items = value.kind === 'array' ? value.items : [value];
	return items.map((item) => {
		const read = item.kind === 'num' ? item.value : parseNumber(textOf(item));
		if (read === undefined || read < 0n) {
			throw new ScriptError('invalid value for argument value');
		}

		return read;
	});
};

/** A number as the bytes that it takes, the highest first. */
const toBytes = (value: bigint): Buffer => {
	const digits = value.toString(16);
	return Buffer.from(digits.padStart(digits.length + (digits.length % 2), '0'), 'hex');
};

const bitsOf = (bytes: Buffer, order: 'lsb' | 'msb'): Value =>
	array([...bytes].flatMap((byte) => Array.from({length: 8}, (_, bit) => num((byte >> (order === 'lsb' ? bit : 7 - bit)) & 1))));

const undecodable = (): never => {
	throw new ScriptError('invalid value for argument from');
};

const raw: Encoding = {encode: (bytes) => str(bytes.toString('utf8')), decode: asText};
const hex: Encoding = {encode: (bytes) => str(bytes.toString('hex')), decode: (value) => Buffer.from(textOf(value), 'hex')};

const encodings: Readonly<Record<string, Encoding>> = {
	raw,
	hex,
	base32: {encode: (bytes) => str(toBase32(bytes)), decode: (value) => fromBase32(textOf(value))},
	base64: {encode: (bytes) => str(bytes.toString('base64')), decode: (value) => Buffer.from(textOf(value), 'base64')},
	url: {encode: (bytes) => str(percent(bytes)), decode: (value) => unpercent(textOf(value))},
	'byte-array': {encode: (bytes) => array([...bytes].map(num)), decode: (value) => Buffer.from(numbersIn(value).map((number) => Number(BigInt.asUintN(8, number))))},
	num: {
		encode: (bytes) => num(bytes.length === 0 ? 0n : BigInt.asIntN(64, BigInt(`0x${bytes.toString('hex')}`))),
		decode: (value) => Buffer.concat(numbersIn(value).map(toBytes)),
	},
	'bit-array-lsb': {encode: (bytes) => bitsOf(bytes, 'lsb'), decode: undecodable},
	'bit-array-msb': {encode: (bytes) => bitsOf(bytes, 'msb'), decode: undecodable},
};

const rot13 = (letter: string): string => String.fromCharCode(letter.charCodeAt(0) + (/[a-m]/i.test(letter) ? 13 : -13));
const onText =
	(change: (text: string) => string): ((bytes: Buffer) => Buffer) =>
	(bytes) =>
		bytesOf(change(bytes.toString('utf8')));

const transforms: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
	none: (bytes) => bytes,
	lc: onText((text) => text.toLowerCase()),
	uc: onText((text) => text.toUpperCase()),
	lcfirst: onText((text) => `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`),
	ucfirst: onText((text) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`),
	crlf: onText((text) => text.replaceAll(/\r?\n/g, '\r\n')),
	lf: onText((text) => text.replaceAll('\r\n', '\n')),
	reverse: (bytes) => Buffer.from(bytes).reverse(),
	rot13: onText((text) => text.replaceAll(/[A-Za-z]/g, rot13)),
};

const digests: ReadonlySet<string> = new Set(['md5', 'sha512']);

const listed = <T>(table: Readonly<Record<string, T>>, given: Value | undefined, fallback: T): T => {
	const found = given === undefined ? fallback : table[textOf(given)];
	if (found === undefined) {
		throw new ScriptError(`failure: ${given === undefined ? '' : textOf(given)} is not part of this lab`);
	}

	return found;
};

/** `:convert`: from one spelling of bytes to another, changed on the way. */
export const convert = (given: Arguments): Value => {
	const bytes = listed(encodings, given.get('from'), raw).decode(given.get('value') ?? nothing);
	const transform = textOf(given.get('transform') ?? nothing);
	if (digests.has(transform)) {
		// A digest is spelled in hex where nothing else is asked for: public scripts compare `transform=md5 to=hex` with md5sum's.
		return listed(encodings, given.get('to'), hex).encode(createHash(transform).update(bytes).digest());
	}

	const changed = listed(transforms, given.get('transform'), (each: Buffer) => each)(bytes);
	return listed(encodings, given.get('to'), raw).encode(changed);
};
