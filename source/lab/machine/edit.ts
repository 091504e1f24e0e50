import type {MenuCall} from '../contract.js';
import {ScriptError} from '../contract.js';
import {holdsSettings, specOf} from '../store/menus.js';
import type {Row} from '../store/store.js';
import {parseDuration, textOf} from '../store/text.js';
import type {View} from '../store/view.js';
import type {Value} from '../value.js';
import {id, nothing} from '../value.js';
import {checkRow, fill} from './checks.js';
import type {Act, Context} from './context.js';
import {rename} from './references.js';
import {changing, givenProperties, homeOf, merged, numbersOf, targets} from './rows.js';
import {beforeSchedulerWrite, schedulerChanged, withSchedule} from './scheduler.js';

/** Rows are written one at a time; a fault may say that the next one fails, or all that is written of this one. */
export const mayFail = (context: Context, call: MenuCall, what?: string): void => {
	if (what !== undefined && context.faults.frozen.has(what)) {
		throw new ScriptError('failure: could not write configuration');
	}

	const key = `${call.menu}/${call.verb}`;
	const left = context.faults.failures.get(key);
	if (left === undefined) {
		return;
	}

	if (left <= 0) {
		context.faults.failures.delete(key);
		throw new ScriptError('failure: could not write configuration');
	}

	context.faults.failures.set(key, left - 1);
};

const changeable = (context: Context, menu: string, view: View, verb: string): {readonly menu: string; readonly row: Row} => {
	const home = homeOf(context, menu, view.id);
	if (home === undefined || (view.flags.has('builtin') && verb === 'remove')) {
		throw new ScriptError(view.flags.has('dynamic') ? `failure: can not ${verb} dynamic item` : `failure: can not ${verb} builtin item`);
	}

	return home;
};

/** Puts rows before another one, or last. */
const placed = (rows: readonly Row[], moving: readonly Row[], before: string | undefined): readonly Row[] => {
	const others = rows.filter((row) => !moving.includes(row));
	const at = before === undefined ? -1 : others.findIndex((row) => row.id === before);
	return at < 0 ? [...others, ...moving] : [...others.slice(0, at), ...moving, ...others.slice(at)];
};

const placeOf = (context: Context, call: MenuCall, value: Value | undefined): string | undefined => {
	const view = value === undefined ? undefined : targets(context, call, value)[0];
	if (value !== undefined && view === undefined) {
		throw new ScriptError('no such item');
	}

	if (view?.flags.has('dynamic') === true) {
		throw new ScriptError('failure: can not place before dynamic item');
	}

	return view?.id;
};

export const add: Act = (context, call): Value => {
	const {menu} = call;
	const spec = specOf(menu);
	beforeSchedulerWrite(context, menu);
	const copied = call.named.get('copy-from');
	const base = copied === undefined ? {} : (homeOf(context, menu, targets(context, call, copied)[0]?.id ?? '')?.row.properties ?? {});
	const given = givenProperties(context, call, menu);
	const properties = withSchedule(context, menu, fill(context, menu, merged(base, given), call.session.user), call.session);
	const missing = (spec.required ?? []).filter((name) => properties[name] === undefined);
	if (missing.length > 0) {
		throw new ScriptError(`Script Error: missing value(s) of argument(s) ${missing.join(' ')}`);
	}

	const before = placeOf(context, call, call.named.get('place-before'));
	checkRow(context, menu, undefined, properties);
	mayFail(context, call);
	const timeout = properties.timeout === undefined ? undefined : Number(parseDuration(properties.timeout) ?? 0n);
	const row: Row = {
		id: context.store.nextId(menu),
		properties: Object.fromEntries(Object.entries(properties).filter(([name]) => name !== 'timeout' && name !== 'dynamic')),
		...(timeout === undefined && properties.dynamic !== 'yes' ? {} : {dynamic: true as const}),
		...(timeout === undefined ? {} : {until: context.tasks.uptime() + timeout}),
	};
	if (before === undefined) {
		context.store.append(menu, row);
	} else {
		context.store.replace(menu, placed([...context.store.rows(menu), row], [row], before));
	}

	context.runtime.since.set(`${menu} ${row.id}`, context.now());
	schedulerChanged(context, menu, row.id);
	return id(row.id);
};

const change = (context: Context, call: MenuCall, view: View, given: ReadonlyMap<string, string | undefined>): void => {
	const home = changeable(context, call.menu, view, 'change');
	const properties = merged(home.row.properties, given);
	const missing = (specOf(home.menu).required ?? []).filter((name) => properties[name] === undefined);
	if (missing.length > 0) {
		throw new ScriptError(`Script Error: missing value(s) of argument(s) ${missing.join(' ')}`);
	}

	checkRow(context, home.menu, home.row.id, properties, new Set(given.keys()));
	mayFail(context, call, `${home.menu} ${home.row.id}`);
	context.store.update(home.menu, {...home.row, properties});
	const before = home.row.properties.name;
	const after = properties.name;
	if (before !== undefined && after !== undefined) {
		rename(context, home.menu, before, after);
	}

	schedulerChanged(context, home.menu, home.row.id);
};

const setSettings = (context: Context, call: MenuCall): void => {
	const given = givenProperties(context, call, call.menu);
	mayFail(context, call, call.menu);
	context.store.configure(call.menu, merged(context.store.settings(call.menu), given));
};

/** Whether a menu holds settings instead of rows: its `set` names no rows. */
export const isSettings = (context: Context, menu: string): boolean => holdsSettings(context.schema, menu);

export const set: Act = (context, call): Value => {
	beforeSchedulerWrite(context, call.menu);
	if (isSettings(context, call.menu)) {
		setSettings(context, call);
	} else {
		const views = changing(context, call, numbersOf(call));
		const given = givenProperties(context, call, call.menu === '/interface' ? '/interface/ethernet' : call.menu);
		for (const view of views) {
			change(context, call, view, given);
		}
	}

	return nothing;
};

const switching =
	(disabled: 'yes' | 'no'): Act =>
	(context, call): Value => {
		const views = changing(context, call, numbersOf(call));
		for (const view of views) {
			change(context, call, view, new Map([['disabled', disabled]]));
		}

		return nothing;
	};

export const enable = switching('no');
export const disable = switching('yes');

export const comment: Act = (context, call): Value => {
	const text = call.named.get('comment') ?? call.positional[call.named.has('numbers') ? 0 : 1];
	for (const view of changing(context, call, numbersOf(call))) {
		change(context, call, view, new Map([['comment', text === undefined ? '' : textOf(text)]]));
	}

	return nothing;
};

export const unset: Act = (context, call): Value => {
	const name = call.named.get('value-name') ?? call.positional[call.named.has('numbers') ? 0 : 1];
	if (name === undefined) {
		throw new ScriptError('missing value(s) of argument(s) value-name');
	}

	for (const view of changing(context, call, numbersOf(call))) {
		change(context, call, view, new Map([[textOf(name), undefined]]));
	}

	return nothing;
};

export const remove: Act = (context, call): Value => {
	const views = changing(context, call, numbersOf(call));
	const gone = new Map<string, Set<string>>();
	try {
		for (const view of views) {
			const {menu, row} = changeable(context, call.menu, view, 'remove');
			if (row.builtin === true) {
				throw new ScriptError('failure: can not remove builtin item');
			}

			mayFail(context, call, `${menu} ${row.id}`);
			gone.set(menu, (gone.get(menu) ?? new Set()).add(row.id));
		}
	} finally {
		for (const [menu, ids] of gone) {
			const rows = context.store.rows(menu);
			context.store.replace(
				menu,
				rows.filter((row) => !ids.has(row.id)),
			);
			for (const row of rows.filter(({id: one}) => ids.has(one))) {
				rename(context, menu, row.properties.name ?? '', row.id);
				schedulerChanged(context, menu, row.id);
			}
		}
	}

	return nothing;
};

export const move: Act = (context, call): Value => {
	const moving = changing(context, call, numbersOf(call)).map((view) => changeable(context, call.menu, view, 'move').row);
	const before = placeOf(context, call, call.named.get('destination') ?? call.positional[call.named.has('numbers') ? 0 : 1]);
	context.store.replace(call.menu, placed(context.store.rows(call.menu), moving, before));
	return nothing;
};
