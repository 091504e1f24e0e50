import type {Schema} from '../../routeros/schema/index.js';
import type {FlagGroup, MenuSpec} from '../store/specs/spec.js';
import {groupDigits} from '../store/text.js';
import type {View} from '../store/view.js';

export type PrintOptions = {
	readonly menu: string;
	readonly schema: Schema;
	readonly spec: MenuSpec;
	readonly views: readonly View[];
	/** Position of each row in the whole menu, by id. */
	readonly numbers: ReadonlyMap<string, number>;
	/** Properties asked for, in order; undefined for all. */
	readonly proplist: readonly string[] | undefined;
	readonly showIds: boolean;
	/** Rows in detail go on below, indented, where the screen ends. */
	readonly columns: number;
};

const split = (flag: string): {readonly letter: string; readonly name: string} => ({letter: flag.slice(0, 1), name: flag.slice(2)});

const letterOf = (group: FlagGroup, view: View): string => {
	const found = group.map(split).find(({name}) => hasFlag(view, name));
	return found === undefined ? ' ' : found.letter;
};

/** A flag the machine gives or a property that is on. */
export const hasFlag = (view: View, name: string): boolean => view.flags.has(name) || view.properties[name] === 'yes' || view.properties[name] === 'true';

const legend = (groups: readonly FlagGroup[], upper: boolean): string =>
	groups
		.map((group) =>
			group
				.map(split)
				.map(({letter, name}) => `${letter} - ${upper ? name.toUpperCase() : name}`)
				.join(', '),
		)
		.join('; ');

const indexText = (options: PrintOptions, view: View): string => {
	const number = view.unnumbered === true ? '' : String(options.numbers.get(view.id) ?? '');
	return options.showIds ? view.id : number;
};

/** Property names of a row: the menu's own order first, then by alphabet; comment and flags apart. */
const propertiesOf = (options: PrintOptions, view: View): readonly string[] => {
	if (options.proplist !== undefined) {
		return options.proplist.filter((name) => view.properties[name] !== undefined);
	}

	const flags = new Set((options.spec.flags ?? []).flat().map((flag) => split(flag).name));
	const all = Object.keys(view.properties).filter((name) => name !== 'comment' && name !== 'disabled' && !flags.has(name));
	const first = (options.spec.order ?? []).filter((name) => all.includes(name));
	return [...first, ...all.filter((name) => !first.includes(name)).toSorted()];
};

const switches = new Set(['fib', 'blackhole']);

const isString = (options: PrintOptions, name: string): boolean =>
	name === 'public-key' ||
	name === 'name' ||
	(options.schema.argument(options.menu, 'add', name) ?? options.schema.argument(options.menu, 'set', name))?.note.startsWith('string value') === true;

const detailPair = (options: PrintOptions, view: View, name: string): string => {
	const value = view.properties[name] ?? '';
	if (switches.has(name)) {
		return value === 'yes' ? name : '';
	}

	return isString(options, name) || value === '' ? `${name}="${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"` : `${name}=${value}`;
};

/** A row in detail, broken at blanks so that it fits the screen. */
const fitted = (line: string, columns: number): readonly string[] => {
	const lines: string[] = [];
	let rest = line;
	while (rest.length > columns) {
		const at = rest.lastIndexOf(' ', columns - 1);
		if (rest.slice(0, at).trim() === '') {
			break;
		}

		lines.push(rest.slice(0, at + 1));
		rest = `${' '.repeat(6)}${rest.slice(at + 1)}`;
	}

	return [...lines, rest];
};

/** `print detail`: the full legend in lower case, then ` 0 X name="x" …` with an empty line behind each row. */
export const renderDetail = (options: PrintOptions): readonly string[] => {
	const groups = options.spec.flags ?? [];
	const width = Math.max(2, ...options.views.map((view) => indexText(options, view).length));
	const lines = groups.length > 0 ? [`Flags: ${legend(groups, false)} `] : [];
	for (const view of options.views) {
		const head = `${indexText(options, view).padStart(width)} ${groups.map((group) => letterOf(group, view)).join('')} `;
		const pairs = propertiesOf(options, view)
			.map((name) => detailPair(options, view, name))
			.filter((pair) => pair !== '')
			.join(' ');
		const comment = view.properties.comment ?? '';
		lines.push(...(comment === '' ? fitted(`${head}${pairs} `, options.columns) : [`${head};;; ${comment}`, ...fitted(`${' '.repeat(6)}${pairs} `, options.columns)]), '');
	}

	return lines.length === (groups.length > 0 ? 1 : 0) ? [...lines, ''] : lines;
};

/** `print terse`: a row a line, nothing quoted, comment first. */
export const renderTerse = (options: PrintOptions): readonly string[] => {
	const groups = options.spec.flags ?? [];
	const width = Math.max(2, ...options.views.map((view) => indexText(options, view).length));
	return options.views.map((view) => {
		const comment = view.properties.comment ?? '';
		const pairs = propertiesOf(options, view).map((name) => (switches.has(name) ? (view.properties[name] === 'yes' ? name : '') : `${name}=${view.properties[name]}`));
		const head = `${indexText(options, view).padStart(width)} ${groups.map((group) => letterOf(group, view)).join('')} `;
		return `${head}${[comment === '' ? '' : `comment=${comment}`, ...pairs].filter((pair) => pair !== '').join(' ')} `;
	});
};

/** Grown numbers have their digits grouped; settings do not. */
const counters = new Set([
	...['bytes', 'packets', 'rx-byte', 'tx-byte', 'rx-packet', 'tx-packet', 'tx-queue-drop'],
	...['orig-packets', 'orig-bytes', 'repl-packets', 'repl-bytes'],
]);

const cell = (view: View, column: string): string => {
	const value = view.properties[column] ?? '';
	return counters.has(column) ? groupDigits(value) : value;
};

/** The table of 7.x: flags and columns in use only, comments on a line before their row. */
export const renderTable = (options: PrintOptions): readonly string[] => {
	const wanted = options.proplist ?? options.spec.columns ?? [];
	const columns = wanted.filter((column) => options.views.some((view) => (view.properties[column] ?? '') !== ''));
	const groups = (options.spec.flags ?? [])
		.map((group) => group.filter((flag) => options.views.some((view) => hasFlag(view, split(flag).name))))
		.filter((group) => group.length > 0);
	if (options.views.length === 0) {
		return [''];
	}

	const flagged = groups.length > 0;
	const indexWidth = Math.max(1, ...options.views.map((view) => indexText(options, view).length));
	const numeric = new Set(columns.filter((column) => options.views.every((view) => /^\d*$/.test(view.properties[column] ?? ''))));
	const widths = new Map(columns.map((column) => [column, Math.max(column.length, ...options.views.map((view) => cell(view, column).length))]));
	const fitted = (column: string, text: string): string => (numeric.has(column) ? text.padStart(widths.get(column) ?? 0) : text.padEnd(widths.get(column) ?? 0));
	const flagWidth = flagged ? groups.length + 1 : 0;
	const lines = [
		...(flagged ? [`Flags: ${legend(groups, true)}`] : []),
		`Columns: ${columns.map((column) => column.toUpperCase()).join(', ')}`,
		`${'#'.padEnd(indexWidth)} ${' '.repeat(flagWidth)}${columns.map((column) => fitted(column, column.toUpperCase())).join('  ')}`,
	];
	for (const view of options.views) {
		const comment = view.properties.comment ?? '';
		if (comment !== '' && !columns.includes('comment')) {
			lines.push(`;;; ${comment}`);
		}

		const flags = flagged ? `${groups.map((group) => letterOf(group, view)).join('')} ` : '';
		lines.push(`${indexText(options, view).padStart(indexWidth)} ${flags}${columns.map((column) => fitted(column, cell(view, column))).join('  ')}`);
	}

	return [...lines, ''];
};

/** Settings: `key: value`, keys to the right, values padded to the longest. */
export const renderSettings = (names: readonly string[], properties: Readonly<Record<string, string>>): readonly string[] => {
	const width = Math.max(0, ...names.map((name) => name.length));
	const values = Math.max(0, ...names.map((name) => (properties[name] ?? '').length));
	return [...names.map((name) => `${name.padStart(width + 2)}: ${(properties[name] ?? '').padEnd(names.length > 1 ? values : 0)}`), ''];
};
