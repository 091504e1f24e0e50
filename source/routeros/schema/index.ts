import type {Release} from '../../facts/index.js';

export type Argument = {
	readonly name: string;
	/** The router's own completions: closed for enumerations, examples for names of things. Undefined where it offers none. */
	readonly values: readonly string[] | undefined;
	/** The console's own description, e.g. `0..255 (integer number)`; empty where it has none. */
	readonly note: string;
	/** Accepts a leading `!`. */
	readonly negatable: boolean;
};

export type Schema = {
	/** The sampled release that answers for the one asked for. */
	readonly version: string;
	hasMenu(menu: string): boolean;
	/** Menus right below, by last word. `''` is the root. */
	submenus(menu: string): readonly string[];
	commands(menu: string): readonly string[];
	hasCommand(menu: string, command: string): boolean;
	/** Arguments of a command in this release; empty when there is no such command. */
	arguments(menu: string, command: string): ReadonlyMap<string, Argument>;
	argument(menu: string, command: string, name: string): Argument | undefined;
};

type Generated = {
	readonly source: string;
	readonly versions: readonly string[];
	readonly values: readonly string[];
	readonly notes: readonly string[];
	readonly tables: readonly Readonly<Record<string, readonly number[]>>[];
	readonly menus: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
};

/** The minors whose newest sampled patch the schema holds. */
export const supportedMinors = [9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24] as const;

export const isSupported = (release: Release): boolean => release.major === 7 && release.minor >= 9;

const minorOf = (version: string): number => Number(version.split('.')[1]);

const within = (row: readonly number[], version: number): boolean => (row[0] ?? 0) <= version && version <= (row[1] ?? 0);

const cache = new Map<string, Schema>();

/**
 * The schema of one release. A minor stands for its newest sampled patch; a release newer than the newest sampled one
 * is answered for by that one. Loads the table (about 1 MB of JSON) on the first call.
 */
export const loadSchema = async (release: Release): Promise<Schema> => {
	const {default: loaded} = await import('./generated.json', {with: {type: 'json'}});
	const data = loaded as unknown as Generated;
	const found = data.versions.findLastIndex((version) => minorOf(version) <= release.minor);
	const index = Math.max(found, 0);
	const version = data.versions[index] ?? '';
	const known = cache.get(version);
	if (known !== undefined) {
		return known;
	}

	const schema = makeSchema(data, index, version);
	cache.set(version, schema);
	return schema;
};

const makeSchema = (data: Generated, index: number, version: string): Schema => {
	const commandsOf = new Map<string, readonly string[]>();
	const children = new Map<string, Set<string>>([['', new Set()]]);
	for (const [path, commands] of Object.entries(data.menus)) {
		const present = Object.entries(commands).flatMap(([name, row]) => (within(row, index) ? [name] : []));
		if (present.length === 0) {
			continue;
		}

		commandsOf.set(path, present);
		const words = path.split('/').filter((word) => word !== '');
		for (let depth = 0; depth < words.length; depth++) {
			const parent = depth === 0 ? '' : `/${words.slice(0, depth).join('/')}`;
			const known = children.get(parent) ?? new Set();
			known.add(words[depth] ?? '');
			children.set(parent, known);
		}
	}

	const tables = new Map<string, ReadonlyMap<string, Argument>>();
	const none: ReadonlyMap<string, Argument> = new Map();
	const argumentsOf = (menu: string, command: string): ReadonlyMap<string, Argument> => {
		const key = `${menu} ${command}`;
		const known = tables.get(key);
		if (known !== undefined) {
			return known;
		}

		const row = data.menus[menu]?.[command];
		if (row === undefined || !within(row, index)) {
			return none;
		}

		const made = new Map<string, Argument>();
		for (const [name, facts] of Object.entries(data.tables[row[2] ?? -1] ?? {})) {
			if (within(facts, index)) {
				made.set(name, {name, values: data.values[facts[2] ?? -1]?.split('\u0000'), note: data.notes[facts[3] ?? -1] ?? '', negatable: facts[4] === 1});
			}
		}

		tables.set(key, made);
		return made;
	};

	return {
		version,
		hasMenu: (menu) => commandsOf.has(menu) || children.has(menu),
		submenus: (menu) => [...(children.get(menu === '/' ? '' : menu) ?? [])],
		commands: (menu) => commandsOf.get(menu === '' ? '/' : menu) ?? [],
		hasCommand: (menu, command) => commandsOf.get(menu === '' ? '/' : menu)?.includes(command) ?? false,
		arguments: argumentsOf,
		argument: (menu, command, name) => argumentsOf(menu, command).get(name),
	};
};
