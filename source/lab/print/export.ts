import {formatRelease} from '../../facts/index.js';
import {quote, wrapLine} from '../../routeros/syntax/index.js';
import type {Context} from '../machine/context.js';
import {effective, stamp} from '../machine/views.js';
import {exportOrder, isSecret, specOf} from '../store/menus.js';
import type {Row} from '../store/store.js';

export type ExportOptions = {
	/** A menu and what is below it; `''` for all. */
	readonly menu: string;
	readonly terse: boolean;
	readonly verbose: boolean;
	readonly showSensitive: boolean;
	readonly keeps?: (menu: string, row: Row) => boolean;
};

const writers = ['add', 'set'] as const;
const switches = new Set(['fib', 'blackhole']);

const spaced = (menu: string): string => `/${menu.slice(1).replaceAll('/', ' ')}`;

/** What an export writes of a row: what was typed and differs from the default, by alphabet. */
const argumentsOf = (context: Context, menu: string, row: Row, options: ExportOptions): readonly string[] => {
	const spec = specOf(menu);
	const defaults = spec.defaults ?? {};
	const all = options.verbose ? effective(context, menu, row) : row.properties;
	const kept = (name: string): boolean => spec.kept === 'all' || spec.kept?.includes(name) === true;
	return Object.entries({...Object.fromEntries((spec.shown ?? []).flatMap((name) => (defaults[name] === undefined ? [] : [[name, defaults[name]]]))), ...all})
		.filter(
			([name, value]) =>
				options.verbose ||
				spec.shown?.includes(name) === true ||
				(kept(name) ? value !== defaults[name] || row.properties[name] !== undefined : value !== (defaults[name] ?? (name === 'comment' ? '' : undefined))),
		)
		.filter(([name]) => writers.some((verb) => context.schema.argument(menu, verb, name) !== undefined))
		.filter(([name]) => options.showSensitive || !isSecret(name))
		.toSorted(([a], [b]) => (a < b ? -1 : 1))
		.flatMap(([name, value]) => (switches.has(name) ? (value === 'yes' ? [name] : []) : [`${name}=${quote(value)}`]));
};

/** A built-in row: only what a person changed, behind the `find` that names it. */
const builtinLine = (context: Context, menu: string, row: Row, options: ExportOptions): string | undefined => {
	const {builtinBy} = specOf(menu);
	if (builtinBy === undefined) {
		return undefined;
	}

	const key = builtinBy === '' ? 'name' : builtinBy;
	const factory = row.properties[key] ?? '';
	const changes = argumentsOf(context, menu, row, options).filter(
		(text) =>
			text !== `${key}=${quote(factory)}` && !(key === 'default-name' && (text === `name=${quote(factory)}` || text.startsWith('mac-address='))) && !text.startsWith('port='),
	);
	return changes.length === 0 ? undefined : `set ${builtinBy === '' ? quote(factory) : `[ find ${key}=${quote(factory)} ]`} ${changes.join(' ')}`;
};

const rowLines = (context: Context, menu: string, options: ExportOptions): readonly string[] =>
	context.store
		.rows(menu)
		.filter((row) => row.dynamic !== true && options.keeps?.(menu, row) !== false)
		.flatMap((row) => (row.builtin === true ? (builtinLine(context, menu, row, options) ?? []) : `add ${argumentsOf(context, menu, row, options).join(' ')}`));

const settingsLine = (context: Context, menu: string, options: ExportOptions): readonly string[] => {
	const spec = specOf(menu);
	const kept = context.store.settings(menu);
	const entries = Object.entries(options.verbose ? {...spec.defaults, ...kept} : kept)
		.filter(([name, value]) => (options.verbose || value !== spec.defaults?.[name]) && context.schema.argument(menu, 'set', name) !== undefined)
		.toSorted(([a], [b]) => (a < b ? -1 : 1));
	return entries.length === 0 ? [] : [`set ${entries.map(([name, value]) => `${name}=${quote(value)}`).join(' ')}`];
};

const menusOf = (context: Context): readonly string[] => {
	const known = new Set(exportOrder);
	const others = context.store.menus().filter((menu) => !known.has(menu) && specOf(menu).state !== true && !menu.startsWith('/system/'));
	const late = exportOrder.findIndex((menu) => menu.startsWith('/system/'));
	return [...exportOrder.slice(0, late), ...others, ...exportOrder.slice(late)];
};

const header = (context: Context): readonly string[] => [
	`# ${stamp(context, context.now())} by RouterOS ${formatRelease(context.release)}`,
	`# software id = ${context.store.site.board.softwareId}`,
	'#',
	...(context.store.site.board.model === undefined ? [] : [`# model = ${context.store.site.board.model}`]),
	...(context.store.site.board.serial === undefined ? [] : [`# serial number = ${context.store.site.board.serial}`]),
];

/** The lines of `/export`. */
export const exportLines = (context: Context, options: ExportOptions): readonly string[] => {
	const body = menusOf(context)
		.filter((menu) => options.menu === '' || menu === options.menu || menu.startsWith(`${options.menu}/`))
		.filter((menu) => context.schema.hasMenu(menu))
		.flatMap((menu) => {
			const lines = specOf(menu).settings === true ? (options.keeps === undefined ? settingsLine(context, menu, options) : []) : rowLines(context, menu, options);
			if (options.terse) {
				return lines.map((line) => `${spaced(menu)} ${line}`);
			}

			return lines.length === 0 ? [] : [spaced(menu), ...lines.flatMap((line) => wrapLine(line).split('\n'))];
		});
	return [...header(context), ...body];
};
