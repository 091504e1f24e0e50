import type {MenuCall} from '../contract.js';
import {ScriptError} from '../contract.js';
import {hasFlag} from '../print/render.js';
import {interfacesOf} from '../store/derived.js';
import type {ReferenceTarget} from '../store/kinds.js';
import {kindOf} from '../store/kinds.js';
import {specOf} from '../store/menus.js';
import type {NormaliseContext} from '../store/normalise.js';
import {normalise} from '../store/normalise.js';
import type {Row} from '../store/store.js';
import {textOf} from '../store/text.js';
import type {View} from '../store/view.js';
import {typed} from '../store/view.js';
import type {Value} from '../value.js';
import {bool, id, nothing} from '../value.js';
import type {Context} from './context.js';

/** Arguments that say which row or where, not what it holds. */
const steering: ReadonlySet<string> = new Set(['numbers', 'number', 'place-before', 'copy-from', 'destination', 'value-name', '.id']);

const groupsOfInterfaces = ['all-ethernet', 'all-ppp', 'all-vlan', 'all-wireless'];

const namesOf = (context: Context, menu: string) => (): readonly string[] => context.store.rows(menu).map((row) => row.properties.name ?? '');

/** Names that a reference may have right now. Only the firewall knows groups such as `all-ppp`. */
export const referenceNames = (context: Context, menu: string, to: ReferenceTarget): readonly string[] => {
	const listNames = namesOf(context, '/interface/list');
	const interfaceNames = (): readonly string[] => interfacesOf(context.derived).map(({name}) => name);
	const sources: Readonly<Record<ReferenceTarget, () => readonly string[]>> = {
		interface: () => [
			...interfaceNames(),
			...(context.derived.hasLoopback ? ['lo', ...namesOf(context, '/ip/vrf')()] : []),
			...(menu.includes('/firewall/') ? groupsOfInterfaces : []),
			...(menu === '/ip/vrf' ? listNames() : []),
		],
		'interface-list': listNames,
		'routing-table': () => ['main', ...namesOf(context, '/routing/table')(), ...namesOf(context, '/ip/vrf')()],
		bridge: namesOf(context, '/interface/bridge'),
		wireguard: namesOf(context, '/interface/wireguard'),
		pool: () => ['static-only', ...namesOf(context, '/ip/pool')()],
		group: namesOf(context, '/user/group'),
		forwarder: namesOf(context, '/ip/dns/forwarders'),
		'queue-type': namesOf(context, '/queue/type'),
		'queue-parent': () => (menu === '/queue/tree' ? ['global', ...interfaceNames()] : ['none']).concat(namesOf(context, menu)()),
		'log-action': namesOf(context, '/system/logging/action'),
	};
	return sources[to]();
};

/** What a command's arguments make of a row's properties. A cleared one is undefined. */
export const givenProperties = (context: Context, call: MenuCall, menu: string): ReadonlyMap<string, string | undefined> => {
	const given = new Map<string, string | undefined>();
	for (const flag of call.flags) {
		if (!steering.has(flag)) {
			given.set(flag, 'yes');
		}
	}

	for (const [name, value] of call.named) {
		if (steering.has(name)) {
			continue;
		}

		if (value.kind === 'nothing') {
			given.set(name, undefined);
			continue;
		}

		const declared = context.schema.argument(menu, call.verb, name);
		const text = textOf(value);
		const not = text.startsWith('!') && declared?.negatable === true;
		const detail: NormaliseContext = {menu, argument: name, names: (to) => referenceNames(context, menu, to), isoDates: context.isoDates};
		given.set(name, `${not ? '!' : ''}${normalise(detail, kindOf(menu, name, declared), not ? text.slice(1) : text)}`);
	}

	return given;
};

/** Properties with changes laid over them; a cleared one is gone, back to its default. */
export const merged = (properties: Readonly<Record<string, string>>, given: ReadonlyMap<string, string | undefined>): Readonly<Record<string, string>> =>
	Object.fromEntries([
		...Object.entries(properties).filter(([name]) => !given.has(name)),
		...[...given].flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
	]);

/** A readable property of a row, as a value. */
export const propertyValue = (context: Context, menu: string, view: View, property: string): Value => {
	if (property === '.id') {
		return id(view.id);
	}

	const text = view.properties[property];
	if (text !== undefined) {
		return typed(context.schema, menu, property, text);
	}

	const flags = (specOf(menu).flags ?? []).flat().map((flag) => flag.slice(2));
	return flags.includes(property) || property === 'default' || property === 'dynamic' || property === 'static' || property === 'invalid'
		? bool(property === 'static' && !flags.includes('static') ? !view.flags.has('dynamic') : hasFlag(view, property))
		: nothing;
};

/** The rows that a condition wants. */
export const wanted = (context: Context, call: MenuCall): readonly View[] => {
	const views = context.views(call.menu);
	const {where} = call;
	return where === undefined ? views : views.filter((view) => where((property) => propertyValue(context, call.menu, view, property)));
};

/** Remembers how `print` numbered the menu, for `remove 0` in the same login. */
export const number = (context: Context, call: MenuCall, views: readonly View[]): void => {
	context.runtime.numbering.set(
		`${call.session.job ?? ''} ${call.menu}`,
		views.map((view) => view.id),
	);
};

const byText = (context: Context, call: MenuCall, text: string): string => {
	if (/^\*[\dA-Fa-f]+$/.test(text)) {
		return `*${text.slice(1).toUpperCase()}`;
	}

	const found = context.views(call.menu).find(({properties}) => properties.name === text);
	if (found !== undefined) {
		return found.id;
	}

	// Where nothing was printed yet, rows count as `print` would: exports name rows of the factory so (`set 0`).
	const printed = context.runtime.numbering.get(`${call.session.job ?? ''} ${call.menu}`) ?? context.views(call.menu).map(({id: one}) => one);
	const numbered = /^\d+$/.test(text) ? printed[Number(text)] : undefined;
	if (numbered === undefined) {
		throw new ScriptError('no such item');
	}

	return numbered;
};

const idsIn = (context: Context, call: MenuCall, value: Value | undefined): readonly string[] => {
	if (value === undefined) {
		throw new ScriptError('missing value(s) of argument(s) numbers');
	}

	switch (value.kind) {
		case 'nothing':
		case 'nil':
			return [];
		case 'array':
			return value.items.flatMap((item) => idsIn(context, call, item));
		case 'id':
			return [value.value.toUpperCase()];
		default: {
			const text = textOf(value);
			return text === '' ? [] : text.split(',').map((part) => byText(context, call, part));
		}
	}
};

/** A kept row as it is, without what the machine would add: enough to change it, and quick in long menus. */
const keptView = (context: Context, menu: string, wantedId: string): View | undefined => {
	const row = context.store.row(menu, wantedId);
	return row === undefined ? undefined : {id: row.id, properties: row.properties, flags: new Set()};
};

const known = (views: ReadonlyMap<string, View>, wantedId: string): View => {
	const view = views.get(wantedId);
	if (view === undefined) {
		throw new ScriptError('no such item');
	}

	return view;
};

/** The rows a command is about, by id, name or number; none for an empty `[find]`. Throws when one does not exist. */
export const targets = (context: Context, call: MenuCall, value: Value | undefined): readonly View[] => {
	const ids = idsIn(context, call, value);
	const views = new Map(ids.length === 0 ? [] : context.views(call.menu).map((view) => [view.id, view]));
	return ids.map((wantedId) => known(views, wantedId));
};

/** Like `targets`, of rows to be changed: kept ones come without their status. */
export const changing = (context: Context, call: MenuCall, value: Value | undefined): readonly View[] => {
	const ids = idsIn(context, call, value);
	const kept = ids.map((wantedId) => keptView(context, call.menu, wantedId));
	return kept.every((view) => view !== undefined) ? kept : targets(context, call, value);
};

/** The kept text of one property of one row, where nothing else decides what is read. */
export const keptText = (context: Context, call: MenuCall, value: Value | undefined, name: string): string | undefined =>
	value?.kind === 'id' ? keptView(context, call.menu, value.value)?.properties[name] : undefined;

/** The argument that names rows. */
export const numbersOf = (call: MenuCall): Value | undefined => call.named.get('numbers') ?? call.named.get('number') ?? call.named.get('.id') ?? call.positional[0];

/** Where a row of a view is kept: rows of `/interface` live in the menu of their type. */
export const homeOf = (context: Context, menu: string, rowId: string): {readonly menu: string; readonly row: Row} | undefined => {
	if (menu === '/interface') {
		const found = interfacesOf(context.derived).find(({row}) => row.id === rowId);
		return found === undefined ? undefined : {menu: found.menu, row: found.row};
	}

	const row = context.store.row(menu, rowId);
	return row === undefined ? undefined : {menu, row};
};
