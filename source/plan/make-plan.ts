import type {Fragment} from '../compiler/fragment.js';
import type {Diagnostic, Result} from '../diagnostics/index.js';
import {display, error, fail, ok} from '../diagnostics/index.js';
import type {Configuration, Entry, Menu} from '../routeros/model/index.js';
import {entriesOf, menuInfo, ownerOf} from '../routeros/model/index.js';
import {planAdjustments, recordEntry} from './adjustments.js';
import {byCreation} from './menus.js';
import {namesTaken} from './names-taken.js';
import type {Arranged} from './placement.js';
import {arrangeOrdered, arrangeUnordered, isUnchanged} from './placement.js';
import type {Volatile, VolatileField} from './rows.js';
import {comparable, differences, hashMenus, identityOf, ownership, volatileFields, volatileOf} from './rows.js';
import {applyPlan, isMovable, isPlaced} from './trial.js';
import type {Change, Plan} from './types.js';

type MakePlanOptions = {
	readonly actual: Configuration;
	readonly fragment: Fragment;
	/** What the router shows as `public-key` of its WireGuard interfaces, by name. */
	readonly publicKeys?: ReadonlyMap<string, string>;
};

const keyValues = (entry: Entry, names: readonly string[]): string | undefined => {
	const values = names.map((name) => entry.properties[name]);
	return values.includes(undefined) ? undefined : JSON.stringify(values);
};

type MenuPlan = {readonly changes: readonly Change[]; readonly diagnostics: readonly Diagnostic[]; readonly drift: readonly string[]};

type Context = {
	readonly isOwn: (entry: Entry) => boolean;
	readonly volatile: Volatile;
	readonly why: (entry: Entry) => string;
};

/** Own rows of the router by what tells whose they are; what is found twice is nobody's to repair. */
const ownRows = (menu: Menu, rows: readonly Entry[]): {readonly byIdentity: ReadonlyMap<string, Entry>; readonly diagnostics: readonly Diagnostic[]} => {
	const byIdentity = new Map<string, Entry>();
	const diagnostics: Diagnostic[] = [];
	for (const entry of rows) {
		const identity = identityOf(entry) ?? '';
		if (byIdentity.has(identity)) {
			diagnostics.push(
				error('owner-duplicate', `${menu} on the router has two rows with the key ${display(identity)}.`, {
					hint: 'One of them is a copy made by hand. Remove it, or change the first word of its comment.',
				}),
			);
		}

		byIdentity.set(identity, entry);
	}

	return {byIdentity, diagnostics};
};

/** What the router's own scripts wrote stays when a row is written anew. */
const withVolatile = (from: Entry, to: Entry, volatile: Volatile): Entry => {
	const fields = volatile.get(to.owner ?? '');
	if (fields === undefined) {
		return to;
	}

	const written = Object.entries(from.properties).filter(([name]) => fields.has(name));
	return {...to, properties: {...to.properties, ...Object.fromEntries(written)}, disabled: fields.has('disabled') ? from.disabled : to.disabled};
};

const changesOf = (rows: readonly Arranged[], context: Context): readonly Change[] => {
	/** The row that stays and comes next: what a row coming in is put before. */
	const nextStaying: (Entry | undefined)[] = [];
	let next: Entry | undefined;
	for (let index = rows.length - 1; index >= 0; index--) {
		nextStaying[index] = next;
		const row = rows[index];
		if (row?.kind === 'stays') {
			next = row.actual;
		}
	}

	return rows.flatMap((row, index): readonly Change[] => {
		if (row.kind === 'stays') {
			return isUnchanged(row, context.volatile)
				? []
				: [
						{
							kind: 'set',
							menu: row.to.menu,
							from: row.actual,
							to: withVolatile(row.actual, row.to, context.volatile),
							reason: differences(row.actual, row.to, context.volatile),
						},
					];
		}

		const {entry, from} = row;
		const anchor = nextStaying[index];
		const place = isPlaced(entry.menu) && anchor !== undefined ? {before: anchor} : {};
		return from === undefined
			? [{kind: 'add', menu: entry.menu, entry, ...place, reason: context.why(entry)}]
			: [{kind: 'move', menu: entry.menu, from, entry: withVolatile(from, entry, context.volatile), ...place, reason: 'stands in the wrong place'}];
	});
};

const planMenu = (menu: Menu, actual: readonly Entry[], wanted: readonly Entry[], context: Context): MenuPlan => {
	const info = menuInfo(menu);
	const own = actual.filter(context.isOwn);
	const {byIdentity, diagnostics: duplicates} = ownRows(menu, own);
	const identities = new Set(wanted.map(identityOf));
	const diagnostics: Diagnostic[] = [...duplicates];
	const taken = new Map(
		info.unique.flatMap((names) =>
			actual.flatMap((entry) => {
				const key = keyValues(comparable(entry), names);
				return key === undefined ? [] : [[`${names.join()} ${key}`, entry] as const];
			}),
		),
	);
	const adopted = new Set<Entry>();
	const pairs = wanted.map((entry) => {
		const known = byIdentity.get(identityOf(entry) ?? '');
		if (known !== undefined) {
			return {entry, actual: known};
		}

		const clash = info.unique.flatMap((names) => taken.get(`${names.join()} ${keyValues(comparable(entry), names)}`) ?? [])[0];
		const isStale = clash !== undefined && context.isOwn(clash) && !identities.has(identityOf(clash)) && !adopted.has(clash);
		if (clash === undefined || !isStale) {
			if (clash !== undefined) {
				diagnostics.push(
					error(
						'already-there',
						`${menu} on the router has ${display(info.unique[0]?.map((name) => clash.properties[name] ?? '').join(' ') ?? '')} already, and it is not of this profile.`,
						{
							hint: 'Remove or rename that row, or leave it out of the profile.',
						},
					),
				);
			}

			return {entry, actual: undefined};
		}

		adopted.add(clash);
		return {entry, actual: clash};
	});
	const used = new Set(pairs.flatMap((pair) => (pair.actual === undefined ? [] : [pair.actual])));
	const gone = own.filter((entry) => !used.has(entry));
	const goes = new Set(gone);
	const staying = actual.filter((entry) => !goes.has(entry));
	const rows = isPlaced(menu) ? arrangeOrdered(staying, pairs, isMovable(menu)) : arrangeUnordered(staying, pairs);
	const changes = changesOf(rows, context);
	const drift = changes.flatMap((change) => (change.kind === 'set' || change.kind === 'move' ? [`${menu} ${display(identityOf(change.from) ?? '')} ${change.reason}.`] : []));
	return {changes: [...changes, ...gone.map((entry): Change => ({kind: 'remove', menu, entry, reason: 'no longer wanted'}))], diagnostics, drift};
};

/** A WireGuard key cannot be compared or put back, only what the router shows of it. */
const keyProblems = ({actual, fragment, publicKeys}: MakePlanOptions): readonly Diagnostic[] =>
	fragment.secrets.flatMap(({owner, publicKey}) => {
		const row = entriesOf(actual, '/interface/wireguard').find((entry) => ownerOf(entry.comment) === owner);
		const name = row?.properties.name ?? '';
		const known = publicKeys?.get(name);
		return row === undefined || publicKey === undefined || known === undefined || known === publicKey
			? []
			: [
					error('wireguard-key-changed', `The private key of ${display(name)} on the router is another one than in the profile.`, {
						hint: 'A key cannot be put back once it is changed: remove the profile from the router, then apply it anew.',
					}),
				];
	});

const leftovers = (actual: Configuration): readonly Diagnostic[] => {
	for (const [menu, rows] of Object.entries(actual.menus)) {
		const row = rows.find(({comment}) => /^detour-(new|old)(-off)?:/.test(comment));
		if (row !== undefined) {
			return [
				error('change-in-progress', `A change of this router is not finished: ${menu} has a row with the comment "${display(row.comment)}".`, {
					hint: 'Run detour recover, or wait until the router has decided by itself.',
				}),
			];
		}
	}

	return [];
};

const order = (changes: readonly Change[]): readonly Change[] => {
	const ranked = [...changes].sort((a, b) => byCreation(a.menu, b.menu));
	const ofKind = (...kinds: readonly Change['kind'][]): readonly Change[] => ranked.filter(({kind}) => kinds.includes(kind));
	return [...ofKind('add', 'set', 'move'), ...ofKind('adjust'), ...[...ofKind('remove')].reverse()];
};

type Found = {readonly changes: readonly Change[]; readonly drift: readonly string[]};

const finish = (actual: Configuration, profile: string, menus: readonly Menu[], {changes, drift}: Found, fields: readonly VolatileField[]): Plan => {
	const volatile = volatileOf(fields);
	const touched = [...new Set([...menus, ...changes.map(({menu}) => menu)])].sort(byCreation);
	const ordered = order(changes);
	return {
		profile,
		changes: ordered,
		baseHash: hashMenus(actual, touched, volatile),
		wantHash: hashMenus(applyPlan(actual, {changes: ordered}), touched, volatile),
		menus: touched,
		volatile: fields,
		drift,
	};
};

/** Compares what a router holds with what a fragment wants. Pure: nothing is changed. */
export const makePlan = (options: MakePlanOptions): Result<Plan> => {
	const {actual, fragment} = options;
	const {profile} = fragment;
	const why = new Map(fragment.explanations.map((one) => [one.owner, one.why]));
	const fields = volatileFields(fragment);
	const context: Context = {
		isOwn: ownership(actual, profile),
		volatile: volatileOf(fields),
		why: ({owner = '', comment}) => why.get(owner) ?? comment.slice(owner.length).trim(),
	};
	const adjusted = planAdjustments(actual, profile, fragment.adjustments);
	const record = recordEntry(profile, adjusted.records);
	const wanted = byMenu([...fragment.entries, ...(record === undefined ? [] : [record])]);
	const menus = [...new Set([...Object.keys(actual.menus).filter(isMenu), ...wanted.keys()])].sort(byCreation);
	const planned = menus.map((menu) => planMenu(menu, entriesOf(actual, menu), wanted.get(menu) ?? [], context));
	const diagnostics = [...leftovers(actual), ...keyProblems(options), ...namesTaken(actual, fragment), ...adjusted.diagnostics, ...planned.flatMap((one) => one.diagnostics)];
	if (diagnostics.length > 0) {
		return fail(...diagnostics);
	}

	const drift = [...planned.flatMap((one) => one.drift), ...adjusted.drift];
	const needed = [...wanted.keys(), ...fragment.adjustments.map(({menu}) => menu)];
	return ok(finish(actual, profile, needed, {changes: [...planned.flatMap(({changes}) => changes), ...adjusted.changes], drift}, fields));
};

/** Everything of a profile taken away, and what it changed of the user's settings put back. */
export const removalPlan = ({actual, profile}: {readonly actual: Configuration; readonly profile: string}): Result<Plan> =>
	makePlan({actual, fragment: {profile, entries: [], adjustments: [], secrets: [], volatile: [], explanations: [], assumptions: [], warnings: []}});

const byMenu = (entries: readonly Entry[]): ReadonlyMap<Menu, readonly Entry[]> => {
	const menus = new Map<Menu, Entry[]>();
	for (const entry of entries) {
		const rows = menus.get(entry.menu) ?? [];
		rows.push(entry);
		menus.set(entry.menu, rows);
	}

	return menus;
};

const isMenu = (path: string): path is Menu => path.startsWith('/');
