import {ScriptError} from '../contract.js';
import type {Value} from '../value.js';
import {array, nothing, num, str} from '../value.js';
import type {Arguments} from './conversions.js';
import {convert} from './convert.js';
import type {DsvOptions} from './dsv.js';
import {fromDsv, toDsv} from './dsv.js';
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

const main = (given: Arguments): Value => given.get('value') ?? nothing;

const optionsOf = (given: Arguments): readonly string[] => textOf(given.get('options') ?? nothing).split(/[,;]/);

const jsonOptions = (given: Arguments): {readonly pretty: boolean; readonly keepText: boolean} => {
	const words = optionsOf(given);
	return {pretty: words.includes('json.pretty'), keepText: words.includes('json.no-string-conversion')};
};

const delimiterOf = (given: Arguments): string => textOf(given.get('delimiter') ?? str(','));

const dsvOptions = (given: Arguments): DsvOptions => {
	const words = optionsOf(given);
	const order = given.get('order');
	return {
		delimiter: delimiterOf(given),
		order: order === undefined ? undefined : order.kind === 'array' ? order.items.map((item) => textOf(item)) : textOf(order).split(','),
		remap: words.includes('dsv.remap'),
		ignoreSize: words.includes('dsv.ignore-size'),
		wrap: words.includes('dsv.wrap-strings'),
	};
};

const formatOf = (value: Value | undefined, name: string): 'json' | 'dsv' => {
	const text = value === undefined ? '' : textOf(value);
	if (text !== 'json' && text !== 'dsv') {
		throw value === undefined ? new ScriptError(`missing value(s) of argument(s) ${name}`) : new ScriptError(`input does not match any value of ${name}`);
	}

	return text;
};

/** Words that compute a value from their arguments alone. */
export const stringWords: Readonly<Record<string, (given: Arguments) => Value>> = {
	convert,
	find: (given) => find(given.get('in') ?? nothing, given.get('key') ?? nothing, index(given.get('from')) ?? -1),
	len: (given) => num(length(main(given))),
	pick: (given) => pick(given.get('counter') ?? nothing, index(given.get('begin')) ?? 0, index(given.get('end'))),
	deserialize: (given) =>
		formatOf(given.get('from'), 'from') === 'json'
			? fromJson(textOf(main(given)), jsonOptions(given))
			: fromDsv(textOf(main(given)), delimiterOf(given), !optionsOf(given).includes('dsv.plain')),
};

/** `:serialize`; it may also go into a file, which is not its own business. */
export const serialize = (given: Arguments): Value =>
	str(formatOf(given.get('to'), 'to') === 'json' ? toJson(main(given), jsonOptions(given)) : toDsv(main(given), dsvOptions(given)));
