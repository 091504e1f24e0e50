import type {Entry, Menu, Properties} from '../routeros/model/index.js';
import {menuInfo} from '../routeros/model/index.js';
import {quote, quoteString} from '../routeros/syntax/index.js';

/** Name of the one row that undoes or keeps, and of what belongs to a change. All are reserved for Detour. */
export const guardName = 'detour-guard';

export type GuardNames = {
	readonly decision: string;
	readonly ticker: string;
	readonly startup: string;
	/** Where the guard is too long for one row: what it runs, counted from 1. */
	readonly part: (number: number) => string;
	/** A condition: the decision and the parts. */
	readonly rest: string;
	/** Head of the names of all files of a change. */
	readonly files: string;
	readonly applyFile: string;
	readonly guardFile: string;
	/** `.txt` is added by the router. */
	readonly resultFile: string;
};

/** A change id stands in names, comments and regular expressions: letters and digits only. */
export const guardNames = (change: string): GuardNames => ({
	decision: `detour-d-${change}`,
	ticker: `detour-t-${change}`,
	startup: `detour-s-${change}`,
	part: (number) => `detour-u-${change}-${number}`,
	rest: `name~${quoteString(`^detour-[du]-${change}`)}`,
	files: `detour-${change}-`,
	applyFile: `detour-${change}-apply.rsc`,
	guardFile: `detour-${change}-guard.rsc`,
	resultFile: `detour-${change}-result`,
});

/** Rows of a change on trial, by the head of their comment. `[-of]*` covers heads with and without `-off`. */
export const headPattern = (head: 'new' | 'old' | 'any', change: string): string => (head === 'any' ? `^detour-[-a-z]*:${change}:` : `^detour-${head}[-of]*:${change}:`);

export const findWhere = (menu: Menu, condition: string): string => `[${menu}/find where ${condition}]`;

export const count = (menu: Menu, condition: string): string => `[:len ${findWhere(menu, condition)}]`;

export const removeAll = (menu: Menu, condition: string): string => `:foreach i in=${findWhere(menu, condition)} do={ ${menu}/remove $i }`;

const term = (name: string, value: string): string =>
	value === 'yes' || value === 'no' ? `${name}=${value}` : value === '' && isFlag(name) ? name : `${name}=${quoteString(value)}`;

/** A condition that a row with these properties fulfils. */
export const conditionOf = (properties: Properties): string =>
	Object.entries(properties)
		.map(([name, value]) => term(name, value))
		.join(' and ');

const ofEntry = (entry: Entry): Properties => ({
	...entry.properties,
	...(entry.comment === '' ? {} : {comment: entry.comment}),
	...(menuInfo(entry.menu).disabling ? {disabled: entry.disabled ? 'yes' : 'no'} : {}),
});

/** What finds an own row, which need not look as it was made. */
export const ownCondition = (entry: Entry): string => {
	const {ownedBy} = menuInfo(entry.menu);
	return `${ownedBy}=${quoteString(ownedBy === 'comment' ? entry.comment : (entry.properties[ownedBy] ?? ''))}`;
};

export type RowFinder = {readonly condition: string /** How many rows fulfil it, and which of them it is, from 0. */; readonly count: number; readonly index: number};

/**
 * Finds somebody else's row by all of its properties. Rows that have those and more are told apart by what they have
 * more; rows that are wholly alike by their order.
 */
export const findRow = (entry: Entry, rows: readonly Entry[]): RowFinder => {
	const wanted = ofEntry(entry);
	const alike = rows.filter((row) => {
		const properties = ofEntry(row);
		return Object.entries(wanted).every(([name, value]) => properties[name] === value) && (entry.comment !== '' || row.comment === '');
	});
	const extra = new Set<string>();
	const isSame = (row: Entry): boolean => Object.keys(ofEntry(row)).length === Object.keys(wanted).length;
	for (const row of alike) {
		const names = Object.keys(ofEntry(row)).filter((name) => wanted[name] === undefined && name !== 'comment');
		if (!isSame(row) && !names.some((name) => extra.has(name))) {
			extra.add(names[0] ?? '');
		}
	}

	const same = alike.filter(isSame);
	const condition = [
		// Rows that have come up by themselves are in no export.
		...(entry.menu === '/ip/dns/static' ? ['!dynamic'] : []),
		conditionOf(wanted),
		...(entry.comment === '' ? ['!comment'] : []),
		...[...extra].map((name) => `!${name}`),
	].join(' and ');
	return {
		condition,
		count: same.length,
		index: Math.max(same.indexOf(entry), 0),
	};
};

/** One argument of `set`: `name=value`, a flag alone, `!name` for what is not to be set. */
export const assignment = (name: string, value: string | undefined): string => (value === undefined ? `!${name}` : value === '' && isFlag(name) ? name : `${name}=${quote(value)}`);

/** Arguments that stand without a value (docs/lab-notes/routing.md, §2.2). */
const isFlag = (name: string): boolean => name === 'blackhole' || name === 'fib';

const units: Readonly<Record<string, number>> = {w: 604_800, d: 86_400, h: 3600, m: 60, s: 1};

const clockForm = (value: string): readonly string[] => {
	if (!/^(\d+[wdhms])+$/.test(value)) {
		return [];
	}

	let seconds = 0;
	for (const [, amount, unit] of value.matchAll(/(\d+)([wdhms])/g)) {
		seconds += Number(amount) * (units[unit ?? 's'] ?? 1);
	}

	const two = (number: number): string => String(number).padStart(2, '0');
	const weeks = Math.floor(seconds / 604_800);
	const days = Math.floor(seconds / 86_400) % 7;
	const rest = `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
	return [`${weeks > 0 ? `${weeks}w` : ''}${days > 0 ? `${days}d` : ''}${rest}`];
};

const booleans: Readonly<Record<string, string>> = {yes: 'true', no: 'false'};

/** How `:tostr` may spell what an export prints: `yes` is `true`, `1h` is `01:00:00`, a list has semicolons. */
const spellings = (value: string): readonly string[] => {
	const boolean = booleans[value];
	return [...new Set([value, ...(boolean === undefined ? [] : [boolean]), ...clockForm(value), value.replaceAll(',', ';')])];
};

/** An expression: whether a value read from the router is what an export would print as `value`. */
export const isStill = (read: string, value: string): string =>
	`(${spellings(value)
		.map((text) => `([:tostr ${read}] = ${quoteString(text)})`)
		.join(' or ')})`;
