import {formatRelease} from '../../facts/index.js';
import {quote, wrapLine} from '../../routeros/syntax/index.js';
import type {Context} from '../machine/context.js';
import {effective, stamp} from '../machine/views/row.js';
import {defaultsOf, exportOrder, holdsSettings, isSecret, menuSpecs, specOf} from '../store/menus.js';
import type {Row} from '../store/store.js';

export type ExportOptions = {
	/** A menu and what is below it; `''` for all. */
	readonly menu: string;
	readonly terse: boolean;
	readonly verbose: boolean;
	readonly showSensitive: boolean;
	readonly keeps?: (menu: string, row: Row) => boolean;
};

type Properties = Readonly<Record<string, string>>;

const writers = ['add', 'set'] as const;
const switches = new Set(['fib', 'blackhole']);

const spaced = (menu: string): string => `/${menu.slice(1).replaceAll('/', ' ')}`;

/** Whether the release writes a property; one that came in an export goes out again, known or not. */
const isWritten = (context: Context, menu: string, name: string, came: Properties | undefined): boolean =>
	came?.[name] !== undefined || writers.some((verb) => context.schema.argument(menu, verb, name) !== undefined);

/** What came as cleared (`!name`) and still is. */
const cleared = (came: Properties | undefined, properties: Properties): Properties =>
	Object.fromEntries(Object.entries(came ?? {}).filter(([name]) => name.startsWith('!') && properties[name.slice(1)] === undefined));

const withoutNot = (name: string): string => name.replace(/^!/, '');

const argumentTexts = (properties: Properties, options: ExportOptions): readonly string[] =>
	Object.entries(properties)
		.filter(([name]) => options.showSensitive || !isSecret(name))
		.toSorted(([a], [b]) => (withoutNot(a) < withoutNot(b) ? -1 : 1))
		.flatMap(([name, value]) => (name.startsWith('!') ? [name] : switches.has(name) ? (value === 'yes' ? [name] : []) : [`${name}=${quote(value)}`]));

/** What an export writes of a row: what was typed and differs from the default. */
const exported = (context: Context, menu: string, row: Row, options: ExportOptions): Properties => {
	const spec = specOf(menu);
	const defaults: Properties = {...defaultsOf(spec, row.properties), ...row.factory};
	const shown = row.builtin === true || row.came !== undefined ? [] : (spec.shown ?? []);
	const all = options.verbose ? effective(context, menu, row) : row.properties;
	const kept = (name: string): boolean => row.builtin !== true && (spec.kept === 'all' || spec.kept?.includes(name) === true);
	const isChanged = (name: string, value: string): boolean =>
		value === row.came?.[name] ||
		(kept(name) ? value !== defaults[name] || row.properties[name] !== undefined : value !== (defaults[name] ?? (name === 'comment' ? '' : undefined)));
	const filled = Object.fromEntries(shown.flatMap((name) => (defaults[name] === undefined ? [] : [[name, defaults[name]]])));
	return Object.fromEntries(
		Object.entries({...filled, ...all, ...cleared(row.came, row.properties)}).filter(
			([name, value]) => (options.verbose || shown.includes(name) || isChanged(name, value)) && isWritten(context, menu, name, row.came),
		),
	);
};

/** How an export names a built-in row; undefined where it never does. */
const selectorOf = (context: Context, menu: string, row: Row): string | undefined => {
	const {builtinBy} = specOf(menu);
	if (row.selector !== undefined || builtinBy === undefined) {
		return row.selector;
	}

	const factory = row.factory ?? row.properties;
	switch (builtinBy) {
		case 'name':
			return quote(factory.name ?? '');
		case 'number':
			return String(context.store.rows(menu).indexOf(row));
		case 'default':
			return '[ find default=yes ]';
		default:
			return `[ find ${builtinBy.property}=${quote(factory[builtinBy.property] ?? '')} ]`;
	}
};

/** A built-in row: only what a person changed, behind what names it. */
const builtinLine = (context: Context, menu: string, row: Row, options: ExportOptions): readonly string[] => {
	const selector = selectorOf(context, menu, row);
	const changes = argumentTexts(exported(context, menu, row, options), options);
	return selector === undefined || changes.length === 0 ? [] : [`set ${selector} ${changes.join(' ')}`];
};

const rowLines = (context: Context, menu: string, options: ExportOptions): readonly string[] =>
	context.store
		.rows(menu)
		.filter((row) => row.dynamic !== true && options.keeps?.(menu, row) !== false)
		.flatMap((row) => (row.builtin === true ? builtinLine(context, menu, row, options) : [`add ${argumentTexts(exported(context, menu, row, options), options).join(' ')}`]));

const settingsLine = (context: Context, menu: string, options: ExportOptions): readonly string[] => {
	const {defaults} = specOf(menu);
	const kept = context.store.settings(menu);
	const came = context.store.foreign.settings[menu];
	const entries = Object.entries({...(options.verbose ? defaults : {}), ...kept, ...cleared(came, kept)}).filter(
		([name, value]) => (options.verbose || value !== defaults?.[name] || value === came?.[name]) && isWritten(context, menu, name, came),
	);
	return entries.length === 0 ? [] : [`set ${argumentTexts(Object.fromEntries(entries), options).join(' ')}`];
};

/** Menus whose settings and rows stand at the end of an export, by alphabet. */
const isLate = (menu: string): boolean => /^\/(?:system|tool|user)\//.test(menu) && menu !== '/system/logging/action';

/** Puts a menu that the order does not name where RouterOS would: the late ones by alphabet, the rest before `/snmp`. */
const inserted = (order: readonly string[], menu: string): readonly string[] => {
	const found = order.findIndex((known) => (isLate(menu) ? isLate(known) && known > menu : known === '/snmp'));
	const at = found < 0 ? order.length : found;
	return [...order.slice(0, at), menu, ...order.slice(at)];
};

/** The menus of an export: those that came in one stay in that order, others stand behind what they stand behind in RouterOS. */
const menusOf = (context: Context, verbose: boolean): readonly string[] => {
	const {store} = context;
	const known = new Set(exportOrder);
	const untouched = verbose ? Object.keys(menuSpecs).filter((menu) => specOf(menu).settings === true) : [];
	const others = [...store.menus(), ...store.configured(), ...untouched].filter((menu) => !known.has(menu) && specOf(menu).state !== true);
	const standard = [...new Set(others)].reduce<readonly string[]>((sorted, menu) => inserted(sorted, menu), exportOrder);
	const order = [...store.foreign.order];
	const placed = new Set(order);
	let before = -1;
	for (const menu of standard) {
		if (placed.has(menu)) {
			before = Math.max(before, order.indexOf(menu));
		} else {
			before += 1;
			order.splice(before, 0, menu);
		}
	}

	return order;
};

const header = (context: Context): readonly string[] => {
	const {model, serial, softwareId} = context.store.site.board;
	return [
		`# ${stamp(context, context.now())} by RouterOS ${formatRelease(context.release)}`,
		`# software id = ${softwareId}`,
		'#',
		...(model === undefined ? [] : [`# model = ${model}`]),
		...(serial === undefined ? [] : [`# serial number = ${serial}`]),
	];
};

/** The lines of `/export`. */
export const exportLines = (context: Context, options: ExportOptions): readonly string[] => {
	const {foreign} = context.store;
	const body = menusOf(context, options.verbose)
		.filter((menu) => options.menu === '' || menu === options.menu || menu.startsWith(`${options.menu}/`))
		.flatMap((menu) => {
			const own = holdsSettings(context.schema, menu) ? (options.keeps === undefined ? settingsLine(context, menu, options) : []) : rowLines(context, menu, options);
			const lines = [...(options.keeps === undefined ? (foreign.lines[menu] ?? []) : []), ...own];
			if (options.terse) {
				return lines.map((line) => `${spaced(menu)} ${line}`);
			}

			return lines.length === 0 ? [] : [spaced(menu), ...lines.flatMap((line) => wrapLine(line).split('\n'))];
		});
	return [...header(context), ...body];
};
