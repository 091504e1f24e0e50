import {parseInterfaceAddress, parseIp} from '../../net/index.js';
import type {Value} from '../value.js';
import {array, bool, id, str} from '../value.js';
import {parseSeconds, parseTime} from './time.js';

const words: ReadonlyMap<string, boolean> = new Map([
	['yes', true],
	['true', true],
	['no', false],
	['false', false],
]);

const octets = (text: string): readonly number[] | undefined => {
	const parts = text.split('.');
	const numbers = parts.map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : 256));
	return parts.length >= 2 && parts.length <= 4 && numbers.every((number) => number < 256) ? numbers : undefined;
};

/** `10.1` is 10.0.0.1: the console fills the missing octets in before the last one (CHR 7.23). */
const ipv4 = (text: string): string | undefined => {
	const numbers = octets(text);
	return numbers === undefined ? undefined : [...numbers.slice(0, -1), ...Array.from({length: 4 - numbers.length}, () => 0), ...numbers.slice(-1)].join('.');
};

const largest = 2n ** 63n;

export const parseNumber = (text: string): bigint | undefined => {
	if (!/^-?(?:\d+|0x[\dA-Fa-f]+)$/.test(text)) {
		return undefined;
	}

	const value = text.startsWith('-') ? -BigInt(text.slice(1)) : BigInt(text);
	return value < largest && value >= -largest ? value : undefined;
};

/** An address or a prefix, by its own notation. */
export const network = (text: string): Value | undefined => {
	const [head = '', length] = text.split('/');
	if (head.includes(':')) {
		const ip = length === undefined ? parseIp(head) : parseInterfaceAddress(text);
		return ip === undefined ? undefined : {kind: length === undefined ? 'ip6' : 'ip6-prefix', value: ip};
	}

	const ip = ipv4(head);
	if (ip === undefined) {
		return undefined;
	}

	if (length === undefined) {
		return {kind: 'ip', value: ip};
	}

	const prefix = parseInterfaceAddress(`${ip}/${length}`);
	return prefix === undefined ? undefined : {kind: 'ip-prefix', value: prefix};
};

const scalar = (text: string): Value | undefined => {
	const number = parseNumber(text);
	if (number !== undefined) {
		return {kind: 'num', value: number};
	}

	const word = words.get(text);
	if (word !== undefined) {
		return bool(word);
	}

	if (/^\*[\dA-Fa-f]+$/.test(text)) {
		return id(text);
	}

	const found = network(text);
	if (found !== undefined) {
		return found;
	}

	const time = parseTime(text) ?? (text.includes('.') ? parseSeconds(text) : undefined);
	return time === undefined ? undefined : {kind: 'time', value: time};
};

/** The value of an unquoted word, undefined when it is no literal (then it is text, or a variable's name inside `( )`). */
export const literalOrName = (text: string): Value | undefined => scalar(text);

/** The value of an unquoted word where text is the fall-back: `42`, `yes`, `10.0.0.0/8`, `1h`, `*1A`, `ether1`, `1,2`. */
export const literal = (text: string): Value => {
	const one = scalar(text);
	if (one !== undefined) {
		return one;
	}

	return text.includes(',') ? array(text.split(',').map((part) => scalar(part) ?? str(part))) : str(text);
};
