import type {MenuCall, Session, Steps} from '../contract.js';
import {ScriptError} from '../contract.js';
import {renderDetail, renderSettings, renderTable, renderTerse} from '../print/render.js';
import {isSecret, specOf} from '../store/menus.js';
import {parseDuration, textOf} from '../store/text.js';
import type {View} from '../store/view.js';
import {typed} from '../store/view.js';
import type {Value} from '../value.js';
import {array, bool, id, nothing, num} from '../value.js';
import type {Act, Context, Process} from './context.js';
import {isSettings} from './edit.js';
import {keptText, number, propertyValue, targets, wanted} from './rows.js';
import {humanSettings} from './views/settings.js';

/** Properties that only users with policy `sensitive` see. */
const visible = (call: MenuCall, properties: Readonly<Record<string, string>>): Readonly<Record<string, string>> => {
	const sensitive = call.session.policies.has('sensitive') && call.menu !== '/user';
	return sensitive ? properties : Object.fromEntries(Object.entries(properties).filter(([name]) => !isSecret(name)));
};

const flagsOf = (menu: string): readonly string[] => (specOf(menu).flags ?? []).flat().map((flag) => flag.slice(2));

/** A row as a map: `.id` first, then what it has by name. */
const record = (context: Context, call: MenuCall, view: View, names: readonly string[] | undefined): Value => {
	const properties = visible(call, view.properties);
	const flags = [...flagsOf(call.menu), 'dynamic'].filter((name) => properties[name] === undefined);
	const all = [...Object.keys(properties), ...flags].toSorted();
	const keyed = new Map<string, Value>([['.id', id(view.id)]]);
	for (const name of names ?? all) {
		const value = flags.includes(name) ? bool(view.flags.has(name)) : properties[name] === undefined ? nothing : propertyValue(context, call.menu, view, name);
		if (value.kind !== 'nothing') {
			keyed.set(name, value);
		}
	}

	return array([], keyed);
};

const settingsRecord = (context: Context, call: MenuCall): Value => {
	const properties = visible(call, context.settings(call.menu));
	return array(
		[],
		new Map(
			Object.keys(properties)
				.toSorted()
				.map((name) => [name, typed(context.schema, call.menu, name, properties[name] ?? '')]),
		),
	);
};

export const find: Act = (context, call): Value => {
	return array(wanted(context, call).map((view) => id(view.id)));
};

export const get: Act = (context, call): Value => {
	const settings = isSettings(context, call.menu);
	const wantedName = call.named.get('value-name') ?? call.positional[settings ? 0 : 1];
	const name = wantedName === undefined || wantedName.kind === 'nothing' ? undefined : textOf(wantedName);
	const known = context.schema.argument(call.menu, 'get', 'value-name')?.values;
	if (name !== undefined && known !== undefined && !known.includes(name) && context.schema.argument(call.menu, 'set', name) === undefined) {
		throw new ScriptError('input does not match any value of value-name');
	}

	if (settings) {
		const text = name === undefined ? undefined : visible(call, context.settings(call.menu))[name];
		return name === undefined ? settingsRecord(context, call) : text === undefined ? nothing : typed(context.schema, call.menu, name, text);
	}

	const target = call.named.get('number') ?? call.positional[0];
	const kept = name === undefined || isSecret(name) ? undefined : keptText(context, call, target, name);
	if (name !== undefined && kept !== undefined) {
		return typed(context.schema, call.menu, name, kept);
	}

	const views = targets(context, call, target);
	const [view] = views;
	if (view === undefined) {
		throw new ScriptError('no such item');
	}

	if (views.length > 1) {
		throw new ScriptError('invalid internal item number');
	}

	if (name === undefined) {
		return record(context, call, view, undefined);
	}

	return visible(call, view.properties)[name] === undefined && view.properties[name] !== undefined ? nothing : propertyValue(context, call.menu, view, name);
};

const printLines = (context: Context, call: MenuCall, lines: readonly string[]): void => {
	const text = lines.map((line) => `${line}\r\n`).join('');
	const file = call.named.get('file');
	if (file === undefined) {
		const {page, print: write} = call.session;
		(call.flags.has('without-paging') || page === undefined ? write : page)(text);
	} else {
		const name = textOf(file);
		context.disk.write(name.endsWith('.txt') ? name : `${name}.txt`, Buffer.from(text));
	}
};

const printSettings = (context: Context, call: MenuCall): Value => {
	if (call.flags.has('as-value')) {
		return settingsRecord(context, call);
	}

	const properties = visible(call, humanSettings(call.menu, context.settings(call.menu)));
	const order = specOf(call.menu).order ?? [];
	const names = [...order.filter((name) => properties[name] !== undefined), ...Object.keys(properties).filter((name) => !order.includes(name))];
	printLines(context, call, renderSettings(names, properties));
	return nothing;
};

const chosen = (context: Context, call: MenuCall): readonly View[] => {
	const from = call.named.get('from');
	const views = from === undefined ? wanted(context, call) : targets(context, call, from);
	return call.flags.has('dynamic') ? views.filter((view) => view.flags.has('dynamic')) : call.flags.has('static') ? views.filter((view) => !view.flags.has('dynamic')) : views;
};

/** Menus that print their rows one line each. */
const logLines = (views: readonly View[]): readonly string[] => views.map(({properties}) => ` ${properties.time} ${properties.topics} ${properties.message}`);

/** Counters are for `stats`, contents for `get` and `detail`. */
const withoutExtras = (call: MenuCall, view: View): View => {
	const hidden = call.flags.has('stats') ? [] : (specOf(call.menu).stats?.counters ?? []);
	const properties = visible(call, view.properties);
	return {...view, properties: Object.fromEntries(Object.entries(properties).filter(([name]) => !hidden.includes(name) && !(name === 'contents' && !call.flags.has('detail'))))};
};

export const print: Act = (context, call): Value => (isSettings(context, call.menu) ? printSettings(context, call) : printRows(context, call, chosen(context, call)));

/** Whether a `print` goes on until somebody stops it. */
export const goesOn = ({flags, named}: MenuCall): boolean => flags.has('follow') || flags.has('follow-only') || named.has('interval');

/** `print follow` waits for rows that are new, `print interval` shows everything again and again. */
export const follow: Process = function* (context, call): Steps<Value> {
	const {session, named, flags} = call;
	const shown: Session = {...session, menu: session.menu, aborted: session.aborted, print: session.endless ?? session.print, page: session.endless ?? session.print};
	const again = named.get('interval');
	const wait = Number((again === undefined ? undefined : parseDuration(textOf(again))) ?? 1000n);
	const seen = new Set(flags.has('follow-only') ? context.views(call.menu).map(({id: one}) => one) : []);
	while (!session.aborted()) {
		if (again !== undefined) {
			print(context, {...call, session: shown});
		} else {
			const fresh = chosen(context, call).filter(({id: one}) => !seen.has(one));
			for (const {id: one} of fresh) {
				seen.add(one);
			}

			if (fresh.length > 0) {
				printRows(context, {...call, session: shown}, fresh);
			}
		}

		yield {kind: 'sleep', milliseconds: Math.max(wait, 200)};
	}

	return nothing;
};

const printRows = (context: Context, call: MenuCall, views: readonly View[]): Value => {
	const {flags} = call;
	const spec = specOf(call.menu);
	const listed = call.named.get('proplist');
	const proplist = listed === undefined ? undefined : textOf(listed).split(',');
	if (flags.has('count-only')) {
		printLines(context, call, [String(views.length)]);
		return num(views.length);
	}

	if (flags.has('as-value')) {
		const short = flags.has('detail') || spec.columns === undefined ? undefined : [...spec.columns, 'comment', ...(flags.has('stats') ? (spec.stats?.counters ?? []) : [])];
		return array(views.map((view) => record(context, call, view, proplist ?? short)));
	}

	const all = context.views(call.menu);
	number(context, call, all);
	if (call.menu === '/log') {
		printLines(context, call, logLines(views));
		return nothing;
	}

	const options = {
		menu: call.menu,
		schema: context.schema,
		spec,
		views: views.map((view) => withoutExtras(call, view)),
		numbers: new Map(all.map((view, index) => [view.id, index])),
		proplist: proplist ?? (flags.has('stats') && spec.stats !== undefined ? [...spec.stats.keys, ...spec.stats.counters] : undefined),
		showIds: flags.has('show-ids'),
		columns: call.session.columns?.() ?? Number.POSITIVE_INFINITY,
	};
	const table = flags.has('stats') ? spec.stats?.form === 'table' : (proplist !== undefined && !flags.has('detail')) || (spec.columns !== undefined && !flags.has('detail'));
	printLines(context, call, flags.has('terse') ? renderTerse(options) : table ? renderTable(options) : renderDetail(options));
	return nothing;
};
