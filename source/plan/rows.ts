import {createHash} from 'node:crypto';
import type {Configuration, Entry, Menu, Properties} from '../routeros/model/index.js';
import {entriesOf, menuInfo, normaliseEntry, ownerOf, profileOf} from '../routeros/model/index.js';

/** The row of the record script and of the guard's own rows: what the router fills in by itself is nobody's business. */
const routersOwn: Readonly<Record<string, readonly string[]>> = {
	'/system/script': ['owner', 'policy', 'dont-require-permissions', 'last-started', 'run-count', 'invalid'],
	'/system/scheduler': ['owner', 'run-count', 'next-run', 'start-date'],
};

export type Volatile = (owner: string, property: string) => boolean;

export const neverVolatile: Volatile = () => false;

const byName = ([a]: readonly [string, string], [b]: readonly [string, string]): number => (a < b ? -1 : 1);

const compared = (entry: Entry, isVolatile: Volatile): Entry => {
	const {menu, selector, properties, disabled, comment} = normaliseEntry(entry);
	const owner = ownerOf(comment);
	const kept = Object.entries(properties).filter(([name]) => routersOwn[menu]?.includes(name) !== true && (owner === undefined || !isVolatile(owner, name)));
	const isOff = owner !== undefined && isVolatile(owner, 'disabled') ? false : disabled;
	return {menu, selector, properties: Object.fromEntries(kept.sort(byName)), disabled: isOff, comment, ...(owner === undefined ? {} : {owner})};
};

/** Rows never change, and of a long list most are looked at several times: each is normalised once. */
const remembered = new WeakMap<Entry, Entry>();

/** A row as it is compared: normalised, without place, line, and the fields that scripts or the router itself write. */
export const comparable = (entry: Entry, isVolatile: Volatile = neverVolatile): Entry => {
	if (isVolatile !== neverVolatile && ownerOf(entry.comment) !== undefined) {
		return compared(entry, isVolatile);
	}

	const known = remembered.get(entry) ?? compared(entry, neverVolatile);
	remembered.set(entry, known);
	return known;
};

const keys = new WeakMap<Entry, string>();

const keyOf = (entry: Entry): string => {
	const {selector, properties, disabled, comment} = entry;
	const key = keys.get(entry) ?? JSON.stringify([selector, Object.entries(properties), disabled, comment]);
	keys.set(entry, key);
	return key;
};

/** Whether two rows of one menu say the same. */
export const isSameRow = (a: Entry, b: Entry, isVolatile: Volatile = neverVolatile): boolean => keyOf(comparable(a, isVolatile)) === keyOf(comparable(b, isVolatile));

export const isOwnedBy = (entry: Entry, profile: string): boolean => {
	const owner = ownerOf(entry.comment);
	return owner !== undefined && profileOf(owner) === profile;
};

/** Names of the rows that only a guarded apply makes, and that are gone when it is over. */
const isGuardRow = (entry: Entry): boolean => /^detour-(guard|[dtsj]-[a-z\d]+)/.test(entry.properties.name ?? '');

/** SHA-256 over the normalised rows of some menus, in their order; rows of a guard are left out. */
export const hashMenus = (configuration: Configuration, menus: readonly Menu[], isVolatile: Volatile = neverVolatile): string => {
	const hash = createHash('sha256');
	for (const menu of [...menus].sort()) {
		hash.update(`${menu}\n`);
		const rows = entriesOf(configuration, menu).flatMap((entry) => (isGuardRow(entry) ? [] : [keyOf(comparable(entry, isVolatile))]));
		hash.update(`${(menuInfo(menu).ordered ? rows : rows.sort()).join('\n')}\n`);
	}

	return hash.digest('hex');
};

/** A property as the row has it, `comment` and `disabled` included; undefined where it is not set. */
export const propertyOf = (entry: Entry, name: string): string | undefined =>
	name === 'comment' ? entry.comment : name === 'disabled' ? (entry.disabled ? 'yes' : 'no') : entry.properties[name];

/** Whether a row has all of some properties. A built-in row is also known by what its selector says. */
export const hasProperties = (entry: Entry, wanted: Properties): boolean => {
	const selected: Properties = entry.selector.kind === 'builtin' ? entry.selector.find : {};
	return Object.entries(wanted).every(([name, value]) => (propertyOf(entry, name) ?? selected[name]) === value);
};
