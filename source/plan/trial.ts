import type {Configuration, Entry, Menu} from '../routeros/model/index.js';
import {menuInfo, normaliseEntry} from '../routeros/model/index.js';
import {hasProperties, identityOf, isSameRow, propertyOf, unchangedRow} from './rows.js';
import type {Change, Plan} from './types.js';

/**
 * While a change is on trial, its new rows and the rows that it replaces are told apart by the heads of their comments:
 * `detour-new:<change>:` and `detour-old:<change>:`, with `-off` where the row is to be disabled once the head is gone.
 */
export type Head = 'new' | 'old';

export const headOf = (head: Head, entry: Entry, change: string): string => `detour-${head}${entry.disabled ? '-off' : ''}:${change}:`;

/** Rows without comments keep the name that others call them by; until it is kept, those that go are only switched off. */
export const hasHead = (menu: Menu): boolean => menuInfo(menu).ownedBy === 'comment';

const withHead = (head: Head, entry: Entry, change: string): Entry => (hasHead(entry.menu) ? headed(head, entry, change) : bare(entry));

const headed = (head: Head, entry: Entry, change: string): Entry => ({...entry, comment: `${headOf(head, entry, change)}${entry.comment}`, disabled: true});

type Headed = {readonly head: Head; readonly isOff: boolean; readonly comment: string};

const readHead = (comment: string, change: string): Headed | undefined => {
	const match = /^detour-(new|old)(-off)?:([a-z\d]+):(.*)$/s.exec(comment);
	return match === null || match[3] !== change ? undefined : {head: match[1] === 'new' ? 'new' : 'old', isOff: match[2] !== undefined, comment: match[4] ?? ''};
};

/** Menus whose rows are changed in place though the router may not refuse a second one: two alike would get in each other's way. */
const oneOfAKind: ReadonlySet<Menu> = new Set(['/interface/list/member', '/interface/wireguard/peers', '/ip/dns/static', '/tool/netwatch']);

const hasTwins = (menu: Menu): boolean => {
	const info = menuInfo(menu);
	return info.ownedBy === 'comment' && !info.singleton && info.unique.length === 0 && !oneOfAKind.has(menu);
};

/** Whether new rows of a menu have a place. */
export const isPlaced = (menu: Menu): boolean => menuInfo(menu).ordered && !oneOfAKind.has(menu);

/** Whether rows that stand in the wrong place are made anew in the right one; what has a name of its own stays where it is. */
export const isMovable = (menu: Menu): boolean => isPlaced(menu) && hasTwins(menu);

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

// The rows of one menu are a fresh array here: written in place, since a long list may get many rows.

const insert = (rows: Entry[], entry: Entry, before: Entry | undefined): void => {
	const found = before === undefined ? -1 : locate(rows, before);
	rows.splice(found === -1 ? rows.length : found, 0, entry);
};

const replace = (rows: Entry[], entry: Entry, by: Entry): void => {
	const found = locate(rows, entry);
	if (found !== -1) {
		rows[found] = by;
	}
};

const adjust = (rows: Entry[], {menu, find, from, to}: Extract<Change, {kind: 'adjust'}>, isUndo: boolean): void => {
	const {defaults} = menuInfo(menu);
	const found = rows.findIndex((row) => hasProperties(row, find));
	const unchanged = unchangedRow(menu, find);
	const row = rows[found] ?? unchanged;
	if (row === undefined) {
		return;
	}

	const [expected, wanted] = isUndo ? [to, from] : [from, to];
	const written = Object.fromEntries(Object.entries(wanted).filter(([name]) => (propertyOf(row, name) ?? defaults[name]) === expected[name]));
	const {comment = row.comment, disabled = row.disabled ? 'yes' : 'no', ...properties} = written;
	const changed = normaliseEntry({...row, properties: {...row.properties, ...properties}, comment, disabled: disabled === 'yes'});
	const isDefault = unchanged !== undefined && !changed.disabled && changed.comment === '' && Object.keys(changed.properties).length === 0;
	rows.splice(found === -1 ? rows.length : found, found === -1 ? 0 : 1, ...(isDefault ? [] : [changed]));
};

const tryOn = (rows: Entry[], change: Change, id: string): void => {
	switch (change.kind) {
		case 'add': {
			insert(rows, withHead('new', bare(change.entry), id), change.before);
			return;
		}

		case 'set': {
			if (isInPlace(change)) {
				replace(rows, change.from, bare(change.to));
				return;
			}

			insert(rows, withHead('new', bare(change.to), id), change.from);
			replace(rows, change.from, withHead('old', change.from, id));
			return;
		}

		case 'move': {
			replace(rows, change.from, withHead('old', change.from, id));
			insert(rows, withHead('new', bare(change.entry), id), change.before);
			return;
		}

		case 'remove': {
			replace(rows, change.entry, withHead('old', change.entry, id));
			return;
		}

		case 'adjust': {
			adjust(rows, change, false);
		}
	}
};

/** A copy of a configuration whose touched menus may be written to. */
const writable = (configuration: Configuration, changes: readonly Change[]): Record<Menu, Entry[]> => {
	const menus: Record<Menu, Entry[]> = {};
	for (const {menu} of changes) {
		menus[menu] ??= [...(configuration.menus[menu] ?? [])];
	}

	return menus;
};

const mapMenus = (configuration: Configuration, map: (rows: readonly Entry[], menu: Menu) => readonly Entry[]): Configuration => {
	const menus: Record<Menu, readonly Entry[]> = {};
	for (const [menu, rows] of Object.entries(configuration.menus) as [Menu, readonly Entry[]][]) {
		menus[menu] = map(rows, menu);
	}

	return {menus};
};

type Made = Pick<Plan, 'changes'>;

/** Rows without comments that a plan adds or removes: there is no head to tell them by. */
export const headless = ({changes}: Made, kind: 'add' | 'remove'): readonly Entry[] => changes.flatMap((one) => (one.kind === kind && !hasHead(one.menu) ? [one.entry] : []));

/** The rows of a trial settled one way: rows with the one head are gone, those with the other have lost it. */
const settle = (configuration: Configuration, plan: Made, change: string, gone: Head): Configuration => {
	const going = new Set(headless(plan, gone === 'old' ? 'remove' : 'add').map((entry) => `${entry.menu} ${identityOf(entry)}`));
	const back = new Map(headless(plan, 'remove').map((entry) => [`${entry.menu} ${identityOf(entry)}`, entry.disabled]));
	return mapMenus(configuration, (rows, menu) =>
		rows.flatMap((row) => {
			if (!hasHead(menu)) {
				const name = `${menu} ${identityOf(row)}`;
				const disabled = back.get(name);
				return going.has(name) ? [] : disabled === undefined ? [row] : [{...row, disabled}];
			}

			const found = readHead(row.comment, change);
			return found === undefined ? [row] : found.head === gone ? [] : [{...row, comment: found.comment, disabled: found.isOff}];
		}),
	);
};

/** What a plan's script makes of a configuration: new rows in their places, old ones still there as tombstones. */
export const trialOf = (configuration: Configuration, plan: Made, change: string): Configuration => {
	const menus = writable(configuration, plan.changes);
	for (const one of plan.changes) {
		tryOn(menus[one.menu] ?? [], one, change);
	}

	return {menus: {...configuration.menus, ...menus}};
};

/** A configuration on trial as it will be once the change is kept. */
export const keptView = (configuration: Configuration, plan: Made, change: string): Configuration => settle(configuration, plan, change, 'old');

/** What undo makes of a configuration on trial: what others changed meanwhile stays. */
export const undoneView = (configuration: Configuration, plan: Made, change: string): Configuration => {
	const menus = writable(configuration, plan.changes);
	for (const one of [...plan.changes].reverse()) {
		const rows = menus[one.menu] ?? [];
		if (one.kind === 'adjust') {
			adjust(rows, one, true);
		} else if (one.kind === 'set' && isInPlace(one)) {
			replace(rows, one.to, one.from);
		}
	}

	return settle({menus: {...configuration.menus, ...menus}}, plan, change, 'new');
};

/** What a plan makes of a configuration in the end. */
export const applyPlan = (configuration: Configuration, plan: Made): Configuration => keptView(trialOf(configuration, plan, 'x'), plan, 'x');
