import type {List} from './list.js';
import {createList} from './list.js';
import type {Site} from './site.js';
import {homeSite} from './site.js';

/** A row as it is kept: what was typed or filled in, in the form RouterOS stores. Defaults are not in it. */
export type Row = {
	/** `*1A`, unique in its menu, never used again. */
	readonly id: string;
	/** With `comment` and `disabled`. A flag without a value (`blackhole`, `fib`) is `yes`. */
	readonly properties: Readonly<Record<string, string>>;
	/** Made by the machine and not removable: `ether1`, the service `telnet`. */
	readonly builtin?: true;
	/** What a built-in row held before anyone changed it: an export leaves that out. */
	readonly factory?: Readonly<Record<string, string>>;
	/** How an export names a built-in row, where its menu does not say: `[ find default=yes ]`. */
	readonly selector?: string;
	/** What an imported export said of the row: as long as it holds, it goes out again as it came. */
	readonly came?: Readonly<Record<string, string>>;
	/** Lost at reboot and never exported: an address list entry with a timeout. `until` is uptime in milliseconds. */
	readonly dynamic?: true;
	readonly until?: number;
};

export type StoredFile = {
	readonly id: string;
	readonly content: Uint8Array;
	/** Milliseconds since 1970, virtual. */
	readonly modified: number;
	readonly directory?: true;
};

/** What came in an export and is no row or setting of this lab: statements by menu, and the menus in the order they came in. */
export type Foreign = {
	readonly order: readonly string[];
	readonly lines: Readonly<Record<string, readonly string[]>>;
	readonly settings: Readonly<Record<string, Readonly<Record<string, string>>>>;
};

/** What outlives a stopped lab; plain JSON. File contents are base64. */
export type LabState = {
	readonly menus: Readonly<Record<string, readonly Row[]>>;
	readonly settings: Readonly<Record<string, Readonly<Record<string, string>>>>;
	readonly ids: Readonly<Record<string, number>>;
	readonly files: Readonly<Record<string, {readonly id: string; readonly content: string; readonly modified: number; readonly directory?: true}>>;
	/** The home router's own unless it says otherwise. */
	readonly site?: Site;
	readonly foreign?: Foreign;
};

/** The rows, settings and files of one machine. */
export type Store = {
	/** The rows of a menu in order; what was handed out never changes. */
	rows(menu: string): readonly Row[];
	row(menu: string, id: string): Row | undefined;
	/** Puts a row last: quick in menus of any length, unlike `replace`. */
	append(menu: string, row: Row): void;
	/** Puts a row in the place of the one with its id. */
	update(menu: string, row: Row): void;
	replace(menu: string, rows: readonly Row[]): void;
	/** Ids of the rows that have this key; the same `keyOf` must come with a menu each time. */
	having(menu: string, keyOf: (row: Row) => string, key: string): readonly string[];
	settings(menu: string): Readonly<Record<string, string>>;
	configure(menu: string, properties: Readonly<Record<string, string>>): void;
	/** An id that the menu has not used yet. Interface menus share theirs. */
	nextId(menu: string): string;
	menus(): readonly string[];
	/** Menus with settings that someone changed. */
	configured(): readonly string[];
	readonly files: Map<string, StoredFile>;
	readonly site: Site;
	readonly foreign: Foreign;
	state(): LabState;
};

/** The menu whose ids a menu shares. */
export const idSpace = (menu: string): string => (menu.startsWith('/interface/') && menu.split('/').length === 3 && menu !== '/interface/list' ? '/interface' : menu);

export const createStore = (state: LabState | undefined): Store => {
	const lists = new Map(Object.entries(state?.menus ?? {}).map(([menu, rows]) => [menu, createList(rows)]));
	const listOf = (menu: string): List => {
		const list = lists.get(menu) ?? createList([]);
		lists.set(menu, list);
		return list;
	};
	const {site = homeSite, foreign = {order: [], lines: {}, settings: {}}} = state ?? {};
	const settings = new Map<string, Readonly<Record<string, string>>>(Object.entries(state?.settings ?? {}));
	const ids = new Map<string, number>(Object.entries(state?.ids ?? {}));
	const files = new Map<string, StoredFile>(
		Object.entries(state?.files ?? {}).map(([name, file]) => [name, {...file, content: new Uint8Array(Buffer.from(file.content, 'base64'))}]),
	);
	return {
		rows: (menu) => lists.get(menu)?.rows() ?? [],
		row: (menu, id) => lists.get(menu)?.row(id),
		append: (menu, row) => {
			listOf(menu).append(row);
		},
		update: (menu, row) => {
			listOf(menu).update(row);
		},
		replace: (menu, rows) => {
			lists.set(menu, createList(rows));
		},
		having: (menu, keyOf, key) => listOf(menu).having(keyOf, key),
		settings: (menu) => settings.get(menu) ?? {},
		configure: (menu, properties) => {
			settings.set(menu, properties);
		},
		nextId: (menu) => {
			const space = idSpace(menu);
			const next = (ids.get(space) ?? 0) + 1;
			ids.set(space, next);
			return `*${next.toString(16).toUpperCase()}`;
		},
		menus: () => [...lists.keys()],
		configured: () => [...settings.keys()],
		files,
		site,
		foreign,
		state: () => ({
			menus: Object.fromEntries([...lists].map(([menu, list]) => [menu, list.rows().filter((row) => row.dynamic !== true)])),
			settings: Object.fromEntries(settings),
			ids: Object.fromEntries(ids),
			files: Object.fromEntries([...files].map(([name, file]) => [name, {...file, content: Buffer.from(file.content).toString('base64')}])),
			site,
			foreign,
		}),
	};
};
