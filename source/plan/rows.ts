import {createHash} from 'node:crypto';
import type {Fragment} from '../compiler/fragment.js';
import {display} from '../diagnostics/index.js';
import type {Configuration, Entry, Menu, Properties, Selector} from '../routeros/model/index.js';
import {entriesOf, menuInfo, normaliseEntry, ownerOf, profileOf} from '../routeros/model/index.js';

/** The row of the record script and of the guard's own rows: what the router fills in by itself is nobody's business. */
const routersOwn: Readonly<Record<string, readonly string[]>> = {
	'/system/script': ['owner', 'policy', 'dont-require-permissions', 'last-started', 'run-count', 'invalid'],
	'/system/scheduler': ['owner', 'run-count', 'next-run', 'start-date'],
};

/** A field of an own row that the router or its scripts write: not compared, not put back. */
export type VolatileField = {readonly owner: string; readonly property: string};

/** Such fields by owner key. */
export type Volatile = ReadonlyMap<string, ReadonlySet<string>>;

export const nothingVolatile: Volatile = new Map();

export const volatileOf = (fields: readonly VolatileField[]): Volatile => {
	const byOwner = new Map<string, Set<string>>();
	for (const {owner, property} of fields) {
		byOwner.set(owner, (byOwner.get(owner) ?? new Set()).add(property));
	}

	return byOwner;
};

/** Fields that nobody compares: those that the fragment names, and those that the router fills in where nothing is said. */
export const volatileFields = ({entries, volatile}: Fragment): readonly VolatileField[] => [
	...volatile,
	...entries.flatMap(({menu, owner, properties}) =>
		owner === undefined ? [] : menuInfo(menu).filledIn.flatMap((property) => (properties[property] === undefined ? [{owner, property}] : [])),
	),
];

const byName = ([a]: readonly [string, string], [b]: readonly [string, string]): number => (a < b ? -1 : 1);

const none: ReadonlySet<string> = new Set();

const compared = (entry: Entry, volatile: ReadonlySet<string>): Entry => {
	const {menu, selector, properties, disabled, comment} = normaliseEntry(entry);
	const owner = ownerOf(comment);
	const kept = Object.entries(properties).filter(([name]) => routersOwn[menu]?.includes(name) !== true && !volatile.has(name));
	return {
		menu,
		selector,
		properties: Object.fromEntries(kept.sort(byName)),
		disabled: volatile.has('disabled') ? false : disabled,
		comment,
		...(owner === undefined ? {} : {owner}),
	};
};

/** Rows never change, and of a long list most are looked at several times: each is normalised once. */
const remembered = new WeakMap<Entry, Entry>();

/** A row as it is compared: normalised, without place, line, and the fields that scripts or the router itself write. */
export const comparable = (entry: Entry, volatile: Volatile = nothingVolatile): Entry => {
	const fields = volatile.size === 0 ? undefined : volatile.get(ownerOf(entry.comment) ?? '');
	if (fields !== undefined) {
		return compared(entry, fields);
	}

	const known = remembered.get(entry) ?? compared(entry, none);
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
export const isSameRow = (a: Entry, b: Entry, volatile: Volatile = nothingVolatile): boolean => keyOf(comparable(a, volatile)) === keyOf(comparable(b, volatile));

/** What tells whose a row is, the same before and after its settings change: its owner key, or in menus without comments its name. */
export const identityOf = ({menu, comment, properties}: Entry): string | undefined => {
	const {ownedBy} = menuInfo(menu);
	return ownedBy === 'comment' ? ownerOf(comment) : properties[ownedBy];
};

/** Whether rows are of a profile. A name is of the longest profile id that it begins with: `detour-home-2-…` may be of `home-2`, not of `home`. */
export const ownership = (configuration: Configuration, profile: string): ((entry: Entry) => boolean) => {
	let profiles: ReadonlySet<string> | undefined;
	const findProfiles = (): ReadonlySet<string> =>
		new Set([
			profile,
			...Object.values(configuration.menus)
				.flatMap((rows) => rows.flatMap(({comment}) => ownerOf(comment) ?? []))
				.map(profileOf),
		]);
	return (entry) => {
		const identity = identityOf(entry);
		if (identity === undefined || menuInfo(entry.menu).ownedBy === 'comment') {
			return identity !== undefined && profileOf(identity) === profile;
		}

		if (!identity.startsWith(`detour-${profile}-`)) {
			return false;
		}

		profiles ??= findProfiles();
		return ![...profiles].some((other) => other.length > profile.length && identity.startsWith(`detour-${other}-`));
	};
};

/** Names of the rows that only a guarded apply makes, and that are gone when it is over. */
const isGuardRow = (entry: Entry): boolean => /^detour-(guard|[dts]-[a-z\d]{10}|u-[a-z\d]{10}-\d+)$/.test(entry.properties.name ?? '');

/** SHA-256 over the normalised rows of some menus, in their order; rows of a guard are left out. */
export const hashMenus = (configuration: Configuration, menus: readonly Menu[], volatile: Volatile = nothingVolatile): string => {
	const hash = createHash('sha256');
	for (const menu of [...menus].sort()) {
		hash.update(`${menu}\n`);
		const rows = entriesOf(configuration, menu).flatMap((entry) => (isGuardRow(entry) ? [] : [keyOf(comparable(entry, volatile))]));
		hash.update(`${(menuInfo(menu).ordered ? rows : rows.sort()).join('\n')}\n`);
	}

	return hash.digest('hex');
};

/** A property as the row has it, `comment` and `disabled` included; undefined where it is not set. */
export const propertyOf = (entry: Entry, name: string): string | undefined =>
	name === 'comment' ? entry.comment : name === 'disabled' ? (entry.disabled ? 'yes' : 'no') : entry.properties[name];

const show = (value: string | undefined): string => (value === undefined ? 'not set' : value === '' ? 'set' : display(value));

/** In which properties a row differs from the one that is wanted, in a few words. */
export const differences = (from: Entry, to: Entry, volatile: Volatile): string => {
	const a = comparable(from, volatile);
	const b = comparable(to, volatile);
	const names = [...new Set([...Object.keys(a.properties), ...Object.keys(b.properties), 'disabled', 'comment'])];
	const parts = names.flatMap((name) => {
		const [before, after] = [propertyOf(a, name), propertyOf(b, name)];
		return before === after ? [] : [name === 'comment' ? 'its explanation' : `${name} (${show(before)}, wanted: ${show(after)})`];
	});
	return `differs in ${parts.join(', ')}`;
};

/** What an export leaves out while it is as it was made: settings, and the built-in row of a menu. */
export const unchangedRow = (menu: Menu, find: Properties): Entry | undefined => {
	const {singleton, builtin} = menuInfo(menu);
	const isBuiltin = builtin !== undefined && JSON.stringify(Object.entries(builtin)) === JSON.stringify(Object.entries(find));
	const selector: Selector | undefined = singleton ? {kind: 'singleton'} : isBuiltin ? {kind: 'builtin', find} : undefined;
	return selector === undefined ? undefined : {menu, selector, properties: {}, disabled: false, comment: ''};
};

/** Whether a row has all of some properties. A built-in row is also known by what its selector says. */
export const hasProperties = (entry: Entry, wanted: Properties): boolean => {
	const selected: Properties = entry.selector.kind === 'builtin' ? entry.selector.find : {};
	return Object.entries(wanted).every(([name, value]) => (propertyOf(entry, name) ?? selected[name]) === value);
};
