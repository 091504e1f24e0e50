import type {Configuration, Entry, Menu} from '../routeros/model/index.js';
import {menuInfo, normaliseEntry} from '../routeros/model/index.js';
import {hasProperties, isSameRow, propertyOf} from './rows.js';
import type {Change, Plan} from './types.js';

/**
 * While a change is on trial, its new rows and the rows that it replaces are told apart by the heads of their comments:
 * `detour-new:<change>:` and `detour-old:<change>:`, with `-off` where the row is to be disabled once the head is gone.
 */
export type Head = 'new' | 'old';

export const headOf = (head: Head, entry: Entry, change: string): string => `detour-${head}${entry.disabled ? '-off' : ''}:${change}:`;

const withHead = (head: Head, entry: Entry, change: string): Entry => ({...entry, comment: `${headOf(head, entry, change)}${entry.comment}`, disabled: true});

type Headed = {readonly head: Head; readonly isOff: boolean; readonly comment: string};

const readHead = (comment: string, change: string): Headed | undefined => {
	const match = /^detour-(new|old)(-off)?:([a-z\d]+):(.*)$/s.exec(comment);
	return match === null || match[3] !== change ? undefined : {head: match[1] === 'new' ? 'new' : 'old', isOff: match[2] !== undefined, comment: match[4] ?? ''};
};

/** Menus whose rows are changed in place though the router may not refuse a second one: two alike would get in each other's way. */
const oneOfAKind: ReadonlySet<Menu> = new Set(['/interface/list/member', '/interface/wireguard/peers', '/ip/dns/static', '/tool/netwatch']);

const hasTwins = (menu: Menu): boolean => {
	const info = menuInfo(menu);
	return info.comments && !info.singleton && info.unique.length === 0 && !oneOfAKind.has(menu);
};

/** Whether the order of a menu's rows is part of what is wanted. */
export const isMovable = (menu: Menu): boolean => menuInfo(menu).ordered && hasTwins(menu);

/**
 * Whether a row is changed by `set` in place: settings, and menus where two rows may not have the same name or address.
 * Elsewhere a change is a new row beside the old one.
 */
export const isInPlace = (change: Extract<Change, {kind: 'set'}>): boolean => !hasTwins(change.menu) || change.from.selector.kind !== 'row';

const bare = ({place: _place, line: _line, ...entry}: Entry): Entry => entry;

const locate = (rows: readonly Entry[], entry: Entry): number => {
	const found = rows.indexOf(entry);
	return found === -1 ? rows.findIndex((row) => isSameRow(row, entry)) : found;
};

const insert = (rows: readonly Entry[], entry: Entry, before: Entry | undefined): readonly Entry[] => {
	const found = before === undefined ? -1 : locate(rows, before);
	return found === -1 ? [...rows, entry] : rows.toSpliced(found, 0, entry);
};

const replace = (rows: readonly Entry[], entry: Entry, by: Entry): readonly Entry[] => {
	const found = locate(rows, entry);
	return found === -1 ? rows : rows.with(found, by);
};

const adjust = (rows: readonly Entry[], {menu, find, from, to}: Extract<Change, {kind: 'adjust'}>, isUndo: boolean): readonly Entry[] => {
	const {singleton, defaults} = menuInfo(menu);
	const found = rows.findIndex((row) => hasProperties(row, find));
	const row: Entry | undefined = rows[found] ?? (singleton ? {menu, selector: {kind: 'singleton'}, properties: {}, disabled: false, comment: ''} : undefined);
	if (row === undefined) {
		return rows;
	}

	const [expected, wanted] = isUndo ? [to, from] : [from, to];
	const written = Object.fromEntries(Object.entries(wanted).filter(([name]) => (propertyOf(row, name) ?? defaults[name]) === expected[name]));
	const {comment = row.comment, disabled = row.disabled ? 'yes' : 'no', ...properties} = written;
	const changed = normaliseEntry({...row, properties: {...row.properties, ...properties}, comment, disabled: disabled === 'yes'});
	const isDefault = singleton && Object.keys(changed.properties).length === 0;
	return isDefault ? rows.filter((one) => one !== row) : found === -1 ? [...rows, changed] : rows.with(found, changed);
};

const tryOn = (rows: readonly Entry[], change: Change, id: string): readonly Entry[] => {
	switch (change.kind) {
		case 'add': {
			return insert(rows, withHead('new', bare(change.entry), id), change.before);
		}

		case 'set': {
			return isInPlace(change)
				? replace(rows, change.from, bare(change.to))
				: replace(insert(rows, withHead('new', bare(change.to), id), change.from), change.from, withHead('old', change.from, id));
		}

		case 'move': {
			return insert(replace(rows, change.from, withHead('old', change.from, id)), withHead('new', bare(change.entry), id), change.before);
		}

		case 'remove': {
			return replace(rows, change.entry, withHead('old', change.entry, id));
		}

		case 'adjust': {
			return adjust(rows, change, false);
		}
	}
};

const mapMenus = (configuration: Configuration, map: (rows: readonly Entry[], menu: Menu) => readonly Entry[]): Configuration => {
	const menus: Record<Menu, readonly Entry[]> = {};
	for (const [menu, rows] of Object.entries(configuration.menus) as [Menu, readonly Entry[]][]) {
		menus[menu] = map(rows, menu);
	}

	return {menus};
};

/** The rows of a trial settled one way: rows with the one head are gone, those with the other have lost it. */
const settle = (configuration: Configuration, change: string, gone: Head): Configuration =>
	mapMenus(configuration, (rows) =>
		rows.flatMap((row) => {
			const headed = readHead(row.comment, change);
			return headed === undefined ? [row] : headed.head === gone ? [] : [{...row, comment: headed.comment, disabled: headed.isOff}];
		}),
	);

/** What a plan's script makes of a configuration: new rows in their places, old ones still there as tombstones. */
export const trialOf = (configuration: Configuration, plan: Pick<Plan, 'changes'>, change: string): Configuration => {
	const menus: Record<Menu, readonly Entry[]> = {...configuration.menus};
	for (const one of plan.changes) {
		menus[one.menu] = tryOn(menus[one.menu] ?? [], one, change);
	}

	return {menus};
};

/** A configuration on trial as it will be once the change is kept. */
export const keptView = (configuration: Configuration, change: string): Configuration => settle(configuration, change, 'old');

/** What undo makes of a configuration on trial: what others changed meanwhile stays. */
export const undoneView = (configuration: Configuration, plan: Pick<Plan, 'changes'>, change: string): Configuration => {
	const reverted = [...plan.changes].reverse().reduce<Configuration>((current, one) => {
		const rows = current.menus[one.menu] ?? [];
		const next = one.kind === 'adjust' ? adjust(rows, one, true) : one.kind === 'set' && isInPlace(one) ? replace(rows, one.to, one.from) : rows;
		return {menus: {...current.menus, [one.menu]: next}};
	}, configuration);
	return settle(reverted, change, 'new');
};

/** What a plan makes of a configuration in the end. */
export const applyPlan = (configuration: Configuration, plan: Pick<Plan, 'changes'>): Configuration => keptView(trialOf(configuration, plan, 'x'), 'x');
