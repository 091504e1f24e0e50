import {addressFamily, addressFromValue, addressValue, parseIp} from '../../net/index.js';
import type {Value} from '../value.js';
import {array, bool, id, num, str} from '../value.js';
import {literalOrName, network, parseNumber} from './literal.js';
import {textOf} from './text.js';
import {parseSeconds, parseTime, second} from './time.js';

const nil: Value = {kind: 'nil'};

const orNil = <T>(found: T | undefined, make: (found: T) => Value): Value => (found === undefined ? nil : make(found));

/** The address in a value: `10.0.0.0/24` gives its address part (7.21). */
const address = (value: Value, family: 4 | 6): Value => {
	const read = value.kind === 'str' ? network(value.value) : value.kind === 'num' && family === 4 ? network(addressFromValue(4, BigInt.asUintN(32, value.value))) : value;
	const ip = parseIp(read === undefined ? '' : (textOf(read).split('/')[0] ?? ''));
	return ip === undefined || addressFamily(ip) !== family ? nil : {kind: family === 4 ? 'ip' : 'ip6', value: ip};
};

const toNumber = (value: Value): Value => {
	switch (value.kind) {
		case 'num':
			return value;
		case 'str':
			return orNil(parseNumber(value.value), num);
		case 'time':
			return num(value.value / second);
		case 'ip':
			return orNil(parseIp(value.value), (ip) => num(addressValue(ip)));
		default:
			return nil;
	}
};

const toTime = (value: Value): Value => {
	switch (value.kind) {
		case 'time':
			return value;
		case 'num':
			return {kind: 'time', value: value.value * second};
		case 'str':
			return orNil(parseTime(value.value) ?? parseSeconds(value.value), (time) => ({kind: 'time', value: time}));
		default:
			return nil;
	}
};

const toBool = (value: Value): Value => {
	const read = value.kind === 'str' ? literalOrName(value.value) : value;
	return read?.kind === 'bool' ? read : value.kind === 'num' ? bool(value.value !== 0n) : nil;
};

const toId = (value: Value): Value => {
	const read = value.kind === 'num' ? id(`*${value.value.toString(16).toUpperCase()}`) : literalOrName(textOf(value));
	return read?.kind === 'id' ? read : nil;
};

const toArray = (value: Value, delimiter: string): Value => {
	if (value.kind === 'array') {
		return value;
	}

	const text = textOf(value);
	return array(text === '' ? [] : value.kind === 'str' ? text.split(delimiter).map(str) : [value]);
};

export type Arguments = ReadonlyMap<string, Value>;

const main = (given: Arguments): Value => given.get('value') ?? given.get('input') ?? nil;

/** Conversions: what cannot be converted is nil. */
export const conversions: Readonly<Record<string, (given: Arguments) => Value>> = {
	toarray: (given) => toArray(main(given), textOf(given.get('delimiter') ?? str(','))),
	tobool: (given) => toBool(main(given)),
	tocrlf: (given) => str(textOf(main(given)).replaceAll(/\r?\n/g, '\r\n')),
	toid: (given) => toId(main(given)),
	toip: (given) => address(main(given), 4),
	toip6: (given) => address(main(given), 6),
	tolf: (given) => str(textOf(main(given)).replaceAll('\r\n', '\n')),
	tonsec: (given) => {
		const time = toTime(main(given));
		return time.kind === 'time' ? num(time.value) : nil;
	},
	tonum: (given) => toNumber(main(given)),
	tostr: (given) => str(textOf(main(given))),
	totime: (given) => toTime(main(given)),
	typeof: (given) => str(main(given).kind),
};
