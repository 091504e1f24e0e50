/** The table of all releases, `source/routeros/schema/generated.json`. A row is since and until (positions in `versions`), then places in the other lists. */
type Row = readonly number[];
type Rows = Readonly<Record<string, Row>>;
export type Table = {
	readonly source: string;
	readonly versions: readonly string[];
	readonly values: readonly string[];
	readonly notes: readonly string[];
	readonly tables: readonly Rows[];
	readonly menus: Readonly<Record<string, Rows>>;
};

/** A router's tree as `/console/inspect` tells it and tikoci/restraml publishes it for each release (`inspect.json`). */
export type Tree = {readonly _type?: string; readonly desc?: string; readonly [name: string]: Tree | string | undefined};

const branches = (tree: Tree, ...types: readonly string[]): readonly (readonly [name: string, node: Tree])[] =>
	Object.entries(tree).flatMap(([name, node]) => (typeof node === 'object' && types.includes(node._type ?? '') ? [[name, node] as const] : []));

/** The commands of each menu; words of the language stand under `/`. */
const menusOf = (tree: Tree, path = ''): readonly (readonly [menu: string, commands: ReadonlyMap<string, Tree>])[] => [
	[path === '' ? '/' : path, new Map(branches(tree, 'cmd'))],
	...branches(tree, 'dir', 'path').flatMap(([name, node]) => menusOf(node, `${path}/${name}`)),
];

const mapped = <T, U>(record: Readonly<Record<string, T>>, change: (value: T, key: string) => U): Readonly<Record<string, U>> =>
	Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));

/** Without the newest release, for a newer patch of the same minor to take its place. */
const withoutNewest = (table: Table): Table => {
	const last = table.versions.length - 1;
	const cut = (rows: Rows): Rows =>
		Object.fromEntries(Object.entries(rows).flatMap(([name, [since = 0, until = 0, ...rest]]) => (since === last ? [] : [[name, [since, Math.min(until, last - 1), ...rest]]])));
	return {...table, versions: table.versions.slice(0, -1), tables: table.tables.map(cut), menus: mapped(table.menus, cut)};
};

const minorOf = (version: string | undefined): string | undefined => version?.split('.').slice(0, 2).join('.');

/** The same table with one release more: what the tree has goes on or begins, what it lacks has ended. Values of new arguments are not known from it. */
export const addRelease = (given: Table, version: string, tree: Tree): Table => {
	const table = minorOf(given.versions.at(-1)) === minorOf(version) ? withoutNewest(given) : given;
	const at = table.versions.length;
	const notes = [...table.notes];
	const tables = new Map<string, number>();
	const found = new Map(menusOf(tree));

	const noteOf = (note: string | undefined): number => (note === undefined ? -1 : notes.includes(note) ? notes.indexOf(note) : notes.push(note) - 1);
	const stored = (rows: Rows): number => {
		const key = JSON.stringify(rows);
		tables.set(key, tables.get(key) ?? tables.size);
		return tables.get(key) ?? -1;
	};
	const argumentsOf = (known: Rows, command: Tree): Rows => ({
		...known,
		...Object.fromEntries(
			branches(command, 'arg').map(([name, {desc}]) => {
				const [since = at, , ...rest] = known[name] ?? [];
				return [name, [since, at, ...(rest.length > 0 ? rest : [-1, noteOf(desc?.replace(/\s+/g, ' ')), 0])]];
			}),
		),
	});
	const commandsOf = (menu: string): Rows => {
		const known = table.menus[menu] ?? {};
		const present = found.get(menu) ?? new Map<string, Tree>();
		const names = [...new Set([...Object.keys(known), ...present.keys()])];
		return Object.fromEntries(
			names.map((name) => {
				const [since = at, until = at, index = -1] = known[name] ?? [];
				const rows = table.tables[index] ?? {};
				const command = present.get(name);
				return [name, command === undefined ? [since, until, stored(rows)] : [since, at, stored(argumentsOf(rows, command))]];
			}),
		);
	};

	const told = [...found].flatMap(([menu, commands]) => (commands.size === 0 ? [] : [menu]));
	const menus = Object.fromEntries([...new Set([...Object.keys(table.menus), ...told])].map((menu) => [menu, commandsOf(menu)]));
	return {...table, versions: [...table.versions, version], notes, tables: [...tables.keys()].map((key) => JSON.parse(key) as Rows), menus};
};
