import type {Ip} from '../../net/index.js';
import {addressFamily, addressFromValue, addressValue, networkOf, parseInterfaceAddress, parseIp, prefixContains} from '../../net/index.js';
import type {BinaryOperator} from '../../routeros/syntax/index.js';
import {ScriptError} from '../contract.js';
import type {Value} from '../value.js';
import {array, bool, num, str} from '../value.js';
import type {ArrayValue} from './arrays.js';
import {asArray} from './arrays.js';
import {network, parseNumber} from './literal.js';
import {matches} from './regex.js';
import {textOf} from './text.js';
import {parseTime, second} from './time.js';

/** How run-time messages call the kinds. */
const kindNames: Readonly<Record<Value['kind'], string>> = {
	nothing: 'nothing',
	nil: 'nil',
	num: 'integer number',
	str: 'string',
	bool: 'boolean',
	time: 'time interval',
	ip: 'ip address',
	ip6: 'ipv6 address',
	'ip-prefix': 'ip prefix',
	'ip6-prefix': 'ipv6 prefix',
	id: 'internal number',
	array: 'array',
	code: 'code',
};

const refuse = (operator: string, left: Value, right: Value): never => {
	throw new ScriptError(`cannot apply ${operator} to ${kindNames[left.kind]} and ${kindNames[right.kind]}`);
};

/** Numbers are signed 64-bit and wrap (7.21). */
const wrapped = (value: bigint): Value => num(BigInt.asIntN(64, value));

const longest = 16 * 1024 * 1024;

/** Text that a script builds, bounded so that a doubling loop ends in an error and not in a dead process. */
export const boundedText = (text: string): Value => {
	if (text.length > longest) {
		throw new ScriptError('failure: out of memory');
	}

	return str(text);
};

const asIp = (value: Value): Ip | undefined => (value.kind === 'ip' || value.kind === 'ip6' ? parseIp(value.value) : undefined);

/** What takes part in arithmetic: nothing counts as 0, text as the number or time that it spells (7.21). */
const operand = (value: Value): Value => {
	if (value.kind === 'nothing' || value.kind === 'nil') {
		return num(0);
	}

	if (value.kind !== 'str') {
		return value;
	}

	const number = parseNumber(value.value);
	if (number !== undefined) {
		return num(number);
	}

	const time = parseTime(value.value);
	return time === undefined ? value : {kind: 'time', value: time};
};

const quantity = (value: Value): bigint | undefined => (value.kind === 'num' || value.kind === 'time' ? value.value : undefined);

type Arithmetic = (left: bigint, right: bigint) => bigint;

const divided: Arithmetic = (left, right) => {
	if (right === 0n) {
		throw new ScriptError('division by zero');
	}

	return left / right;
};

const arithmetic: Readonly<Partial<Record<BinaryOperator, Arithmetic>>> = {
	'+': (left, right) => left + right,
	'-': (left, right) => left - right,
	'*': (left, right) => left * right,
	'/': divided,
	'%': (left, right) => left - divided(left, right) * right,
};

const bits: Readonly<Partial<Record<BinaryOperator, Arithmetic>>> = {
	'&': (left, right) => left & right,
	'|': (left, right) => left | right,
	'^': (left, right) => left ^ right,
	'<<': (left, right) => left << BigInt.asUintN(6, right),
	'>>': (left, right) => left >> BigInt.asUintN(6, right),
};

const onAddress = (ip: Ip, value: bigint): Value => {
	const family = addressFamily(ip);
	const text = addressFromValue(family, BigInt.asUintN(family === 4 ? 32 : 128, value));
	return {kind: family === 4 ? 'ip' : 'ip6', value: text};
};

const calculate = (operator: BinaryOperator, compute: Arithmetic, leftValue: Value, rightValue: Value): Value => {
	const left = operand(leftValue);
	const right = operand(rightValue);
	const leftIp = asIp(left);
	const rightIp = asIp(right);
	if (leftIp !== undefined) {
		if (rightIp !== undefined) {
			return operator === '-'
				? wrapped(addressValue(leftIp) - addressValue(rightIp))
				: operator in bits
					? onAddress(leftIp, compute(addressValue(leftIp), addressValue(rightIp)))
					: refuse(operator, left, right);
		}

		return right.kind === 'num' ? onAddress(leftIp, compute(addressValue(leftIp), right.value)) : refuse(operator, left, right);
	}

	const a = quantity(left);
	const b = quantity(right);
	if (a === undefined || b === undefined) {
		return refuse(operator, leftValue, rightValue);
	}

	if (left.kind === 'num' && right.kind === 'num') {
		return wrapped(compute(a, b));
	}

	// A number beside a time counts seconds, except as a factor.
	const scale = operator === '*' || operator === '/' || operator === '%' ? 1n : second;
	const result = BigInt.asIntN(64, compute(left.kind === 'time' ? a : a * scale, right.kind === 'time' ? b : b * scale));
	return operator === '/' && left.kind === 'time' && right.kind === 'time' ? num(result) : {kind: 'time', value: result};
};

const isEmpty = (value: Value): boolean => value.kind === 'nothing' || value.kind === 'nil' || (value.kind === 'str' && value.value === '');

/** Whether a text is how a value is written: `5` or `0x5` for 5, `1h` or `01:00:00` for an hour, `yes` for true. */
const spells = (text: string, value: Value): boolean => {
	const read = operand(str(text));
	return textOf(value) === text || (read.kind === value.kind && textOf(read) === textOf(value)) || (value.kind === 'bool' && text === (value.value ? 'yes' : 'no'));
};

/** `=`: values of one kind by value; text with anything by what it spells; nothing, nil and `""` are the same; a boolean never equals a number. */
export const equal = (left: Value, right: Value): boolean => {
	if (isEmpty(left) || isEmpty(right)) {
		return isEmpty(left) && isEmpty(right);
	}

	if (left.kind === right.kind) {
		return left.kind === 'code' ? left === right : textOf(left) === textOf(right);
	}

	if (left.kind === 'str') {
		return spells(left.value, right);
	}

	if (right.kind === 'str') {
		return spells(right.value, left);
	}

	const mixed = new Set<Value['kind']>([left.kind, right.kind]);
	return mixed.has('time') && mixed.has('num') ? ordered('=', left, right) === 0 : false;
};

/** Numbers, times and addresses have an order, text has none (7.21: an error). */
const ordered = (operator: string, leftValue: Value, rightValue: Value): number => {
	const left = operand(leftValue);
	const right = operand(rightValue);
	const leftIp = asIp(left);
	const rightIp = asIp(right);
	const scale = left.kind === right.kind ? 1n : second;
	const a = leftIp === undefined ? (left.kind === 'num' ? left.value * scale : quantity(left)) : addressValue(leftIp);
	const b = rightIp === undefined ? (right.kind === 'num' ? right.value * scale : quantity(right)) : addressValue(rightIp);
	if (a === undefined || b === undefined || (leftIp === undefined) !== (rightIp === undefined)) {
		return refuse(operator, leftValue, rightValue);
	}

	return a < b ? -1 : a > b ? 1 : 0;
};

const networkText = (value: Value): string => (value.kind === 'str' ? textOf(network(value.value) ?? value) : textOf(value));

const inside = (left: Value, right: Value): boolean => {
	if (right.kind === 'array') {
		return [...right.items, ...right.keyed.values()].some((item) => equal(left, item));
	}

	const held = parseInterfaceAddress(networkText(right));
	const prefix = held === undefined ? undefined : networkOf(held);
	if (prefix === undefined) {
		return equal(left, right);
	}

	// An interface's address counts as its network: `find where address in 192.168.0.0/16` of `/ip/address`.
	const text = networkText(left);
	const inner = parseInterfaceAddress(text);
	const ip = parseIp(text) ?? (inner === undefined ? undefined : networkOf(inner));
	return ip !== undefined && prefixContains(prefix, ip);
};

/** `->`: by position or by key; what is not there is nothing. */
export const element = (container: Value, key: Value): Value => {
	if (container.kind !== 'array') {
		return {kind: 'nothing'};
	}

	const found = key.kind === 'num' ? container.items[Number(key.value)] : container.keyed.get(textOf(key));
	return found ?? {kind: 'nothing'};
};

const joined = (left: Value, right: Value): Value => {
	const parts = [left, right].map(asArray);
	return array(
		parts.flatMap((part) => part.items),
		new Map(parts.flatMap((part) => [...part.keyed])),
	);
};

/** `.` maps over arrays: `((1,2) . "a")` is `1a;2a` (CHR 7.23). */
const concatenated = (left: Value, right: Value): Value => {
	const mapped = (value: ArrayValue, change: (item: Value) => Value): Value => array(value.items.map(change), new Map([...value.keyed].map(([key, item]) => [key, change(item)])));
	if (left.kind === 'array') {
		return mapped(left, (item) => concatenated(item, right));
	}

	return right.kind === 'array' ? mapped(right, (item) => concatenated(left, item)) : boundedText(textOf(left) + textOf(right));
};

/** A condition is a boolean or what `:find` gives, as public scripts use it: nil, or a place. A text is none of these. */
export const truth = (value: Value): boolean => {
	switch (value.kind) {
		case 'bool':
			return value.value;
		case 'num':
			return value.value !== 0n;
		case 'nil':
			return false;
		default:
			throw new ScriptError('conditional not boolean');
	}
};

const logical = (operator: string, left: Value, right: Value): readonly [boolean, boolean] => {
	const [a, b] = [left, right].map((value) => (value.kind === 'bool' ? value.value : isEmpty(value) ? false : undefined));
	return a === undefined || b === undefined ? refuse(operator, left, right) : [a, b];
};

type Operation = (left: Value, right: Value) => Value;

const compared =
	(operator: BinaryOperator, test: (order: number) => boolean): Operation =>
	(left, right) =>
		bool(test(ordered(operator, left, right)));

const found = (left: Value, right: Value): boolean => (left.kind === 'array' ? left.items.some((item) => found(item, right)) : matches(textOf(right), textOf(left)));

const computed = (table: Readonly<Partial<Record<BinaryOperator, Arithmetic>>>): Record<string, Operation> =>
	Object.fromEntries(Object.entries(table).map(([operator, compute]) => [operator, (left: Value, right: Value) => calculate(operator as BinaryOperator, compute, left, right)]));

const operations: Readonly<Record<string, Operation>> = {
	...computed(arithmetic),
	...computed(bits),
	',': joined,
	'.': concatenated,
	'->': element,
	'=': (left, right) => bool(equal(left, right)),
	'!=': (left, right) => bool(!equal(left, right)),
	'<': compared('<', (order) => order < 0),
	'>': compared('>', (order) => order > 0),
	'<=': compared('<=', (order) => order <= 0),
	'>=': compared('>=', (order) => order >= 0),
	'~': (left, right) => bool(found(left, right)),
	in: (left, right) => bool(inside(left, right)),
	// Both sides are always evaluated: the router does not short-circuit (7.21).
	'&&': (left, right) => bool(logical('&&', left, right).every(Boolean)),
	'||': (left, right) => bool(logical('||', left, right).some(Boolean)),
};

/** Any operator but `<%%`, which runs code. */
export const operate = (operator: BinaryOperator, left: Value, right: Value): Value => operations[operator]?.(left, right) ?? refuse(operator, left, right);

/** `!`, `-`, `~` and `any`. */
export const operateAlone = (operator: '!' | '-' | '~' | 'any', value: Value): Value => {
	switch (operator) {
		case '!':
			return bool(!logical('!', value, value)[0]);
		case '-':
			return value.kind === 'time' ? {kind: 'time', value: -value.value} : calculate('-', (left, right) => left - right, num(0), value);
		case '~': {
			const ip = asIp(value);
			return ip === undefined ? calculate('^', (left, right) => left ^ right, num(-1), value) : onAddress(ip, ~addressValue(ip));
		}

		case 'any':
			return bool(!isEmpty(value));
	}
};
