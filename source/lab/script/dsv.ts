import {ScriptError} from '../contract.js';
import type {Value} from '../value.js';
import {array, str} from '../value.js';
import {sortedEntries} from './arrays.js';
import {literalOrName} from './literal.js';
import {textOf} from './text.js';

export type DsvOptions = {
	readonly delimiter: string;
	/** Names of columns in order; undefined for all by alphabet. */
	readonly order: readonly string[] | undefined;
	/** `dsv.remap`: a list of rows becomes columns. */
	readonly remap: boolean;
	readonly ignoreSize: boolean;
	readonly wrap: boolean;
};

const cell = (value: Value | undefined, wrap: boolean): string => {
	const text = value === undefined ? '' : textOf(value);
	return wrap && value?.kind === 'str' ? `"${text.replaceAll('"', '""')}"` : text;
};

type Column = readonly (Value | undefined)[];

/** Rows by name become columns by name; a row that lacks one has nothing there. */
const columnsOf = (rows: readonly Value[]): ReadonlyMap<string, Column> => {
	const maps = rows.map((row) => (row.kind === 'array' ? row.keyed : new Map<string, Value>()));
	const names = [...new Set(maps.flatMap((map) => [...map.keys()]))].sort();
	return new Map(names.map((name) => [name, maps.map((map) => map.get(name))]));
};

/** `:serialize to=dsv`: a header of names and a line a row; a list without names is one line a row, or one line. */
export const toDsv = (value: Value, options: DsvOptions): string => {
	const line = (values: Column): string => values.map((item) => cell(item, options.wrap)).join(options.delimiter);
	if (value.kind !== 'array') {
		return cell(value, options.wrap);
	}

	const rows = value.keyed.size === 0 && value.items.length > 0;
	if (rows && !options.remap) {
		return value.items.every((item) => item.kind === 'array') ? value.items.map((item) => line(item.kind === 'array' ? item.items : [])).join('\n') : line(value.items);
	}

	const columns: ReadonlyMap<string, Column> =
		options.remap && rows ? columnsOf(value.items) : new Map(sortedEntries(value.keyed).map(([name, item]) => [name, item.kind === 'array' ? item.items : [item]]));
	const names = options.order ?? [...columns.keys()];
	const lengths = names.map((name) => columns.get(name)?.length ?? 0);
	const longest = Math.max(0, ...lengths);
	if (!options.ignoreSize && lengths.some((length) => length !== longest)) {
		throw new ScriptError('failure: array size mismatch');
	}

	return [names.join(options.delimiter), ...Array.from({length: longest}, (_, index) => line(names.map((name) => columns.get(name)?.[index])))].join('\n');
};

const fields = (line: string, delimiter: string): readonly string[] => {
	const found: string[] = [];
	let rest = line;
	for (;;) {
		const quoted = /^"((?:[^"]|"")*)"/.exec(rest);
		const after = quoted === null ? rest : rest.slice(quoted[0].length);
		const at = after.indexOf(delimiter);
		found.push(quoted === null ? (at < 0 ? after : after.slice(0, at)) : (quoted[1] ?? '').replaceAll('""', '"'));
		if (at < 0) {
			return found;
		}

		rest = after.slice(at + delimiter.length);
	}
};

/** `:deserialize from=dsv`: `dsv.plain` gives lists, `dsv.array` maps by the names in the first line. */
export const fromDsv = (text: string, delimiter: string, named: boolean): Value => {
	if (delimiter === '') {
		throw new ScriptError('missing value(s) of argument(s) delimiter');
	}

	const lines = text
		.split(/\r?\n/)
		.filter((line) => line !== '')
		.map((line) => fields(line, delimiter));
	const typedField = (field: string): Value => literalOrName(field) ?? str(field);
	const [header = [], ...rows] = lines;
	return named
		? array(rows.map((row) => array([], new Map(header.map((name, index) => [name, typedField(row[index] ?? '')])))))
		: array(lines.map((line) => array(line.map(typedField))));
};
