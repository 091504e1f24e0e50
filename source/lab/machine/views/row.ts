import type {Schema} from '../../../routeros/schema/index.js';
import {defaultsOf, specOf} from '../../store/menus.js';
import type {Row} from '../../store/store.js';
import {formatDate, formatTime} from '../../store/text.js';
import type {View} from '../../store/view.js';
import type {Context} from '../context.js';

const verbs = ['add', 'set'] as const;

/** Whether the release has a property: as an argument, or to be read. */
export const hasProperty = (schema: Schema, menu: string, name: string): boolean =>
	verbs.some((verb) => schema.argument(menu, verb, name) !== undefined) || schema.argument(menu, 'get', 'value-name')?.values?.includes(name) === true;

const remembered = new WeakMap<Schema, Map<string, Readonly<Record<string, string>>>>();

/** The defaults of a row that the release knows. */
export const knownDefaults = (schema: Schema, menu: string, row: Readonly<Record<string, string>>): Readonly<Record<string, string>> => {
	const spec = specOf(menu);
	const key = spec.variants === undefined ? menu : `${menu} ${row[spec.variants.by] ?? ''}`;
	const known = remembered.get(schema) ?? new Map<string, Readonly<Record<string, string>>>();
	remembered.set(schema, known);
	const found = known.get(key) ?? Object.fromEntries(Object.entries(defaultsOf(spec, row)).filter(([name]) => hasProperty(schema, menu, name)));
	known.set(key, found);
	return found;
};

/** A row's kept properties over the defaults of its menu. */
export const effective = (context: Pick<Context, 'schema'>, menu: string, row: Row): Readonly<Record<string, string>> => {
	const passes = /\/(?:mangle)$/.test(menu) && /^(?:mark|change|set|clear|strip)-/.test(row.properties.action ?? '');
	return {...knownDefaults(context.schema, menu, row.properties), ...(passes ? {passthrough: 'yes'} : {}), ...row.properties};
};

export const refersToNothing = (properties: Readonly<Record<string, string>>): boolean =>
	Object.entries(properties).some(([name, value]) => name !== 'comment' && /^!?\*[\dA-F]+$/.test(value));

export const plain = (context: Context, menu: string, row: Row, ...flags: readonly string[]): View => ({
	id: row.id,
	properties: effective(context, menu, row),
	flags: new Set([
		...(row.dynamic === true ? ['dynamic'] : []),
		...(row.builtin === true ? ['builtin', 'default'] : []),
		...(refersToNothing(row.properties) ? ['invalid'] : []),
		...flags,
	]),
});

export const withProperties = (view: View, properties: Readonly<Record<string, string>>): View => ({...view, properties: {...view.properties, ...properties}});

/** `2024-10-25 12:09:43`, before 7.10 `oct/25/2024 12:09:43`. */
export const stamp = (context: Context, milliseconds: number): string => `${formatDate(milliseconds, context.isoDates)} ${formatTime(milliseconds)}`;

/** The rows of a menu as they are read, in order. */
export type Reader = (context: Context, menu: string) => readonly View[];

export const kept: Reader = (context, menu) => context.store.rows(menu).map((row) => plain(context, menu, row));
