import type {Release} from '../../facts/index.js';
import type {Schema} from '../../routeros/schema/index.js';
import type {Site} from '../store/site.js';
import type {LabState, Row} from '../store/store.js';
import {idSpace} from '../store/store.js';

export type Properties = Readonly<Record<string, string>>;

/** The rows of one menu; `builtin` ones came with the machine. */
export type MenuRows = readonly [menu: string, rows: readonly Properties[], builtin?: 'builtin'];

/** A router as its owner left it: rows as RouterOS keeps them, and settings that differ from the defaults. */
export type Blueprint = {
	readonly site: Site;
	readonly menus: readonly MenuRows[];
	readonly settings: Readonly<Record<string, Properties>>;
};

/** A built-in router to practise on. */
export type Model = {readonly summary: string; readonly build: (release: Release) => Blueprint};

const writers = ['add', 'set'] as const;

/** The state of a router that is as the blueprint says, in what a release knows of it. */
export const stateOf = ({site, menus, settings}: Blueprint, schema: Schema): LabState => {
	const isKnown = (menu: string, name: string): boolean => writers.some((verb) => schema.argument(menu, verb, name) !== undefined);
	const known = (menu: string, properties: Properties): Properties => Object.fromEntries(Object.entries(properties).filter(([name]) => isKnown(menu, name)));
	const ids: Record<string, number> = {};
	const rows: Record<string, readonly Row[]> = {};
	// What came with the machine was there first.
	for (const [menu, list, builtin] of menus.toSorted(([, , a = ''], [, , b = '']) => b.length - a.length)) {
		const space = idSpace(menu);
		const made = list.map((properties): Row => {
			ids[space] = (ids[space] ?? 0) + 1;
			const id = `*${ids[space].toString(16).toUpperCase()}`;
			return builtin === undefined ? {id, properties: known(menu, properties)} : {id, properties, builtin: true, factory: properties};
		});
		rows[menu] = [...(rows[menu] ?? []), ...made];
	}

	return {menus: rows, settings, ids, files: {}, site};
};
