/** One place in the flags column and the flags that may stand there: `D dynamic`. */
export type FlagGroup = readonly string[];

/** What the console does not tell about a menu, by menu. Sources: /export and print captures of 7.10 to 7.22 routers, the manual's property tables. */
export type MenuSpec = {
	/** `add` refuses to work without them. */
	readonly required?: readonly string[];
	/** What a row has when nothing was said; compact exports leave it out. */
	readonly defaults?: Readonly<Record<string, string>>;
	/** Defaults that only rows of one kind have, by the value of a property of theirs. */
	readonly variants?: {readonly by: string; readonly defaults: Readonly<Record<string, Readonly<Record<string, string>>>>};
	/** Properties that are exported when they were typed, default or not: the routing menus of v7 do so with all of theirs. */
	readonly kept?: readonly string[] | 'all';
	/** Properties that are always exported. */
	readonly shown?: readonly string[];
	readonly unique?: {readonly properties: readonly string[]; readonly message: string};
	readonly ordered?: true;
	/** `print` shows a table of these, where it does not print in detail. */
	readonly columns?: readonly string[];
	readonly flags?: readonly FlagGroup[];
	/** What `print stats` shows, in this order: what a row is, and what moves, which plain `print` leaves out. */
	readonly stats?: {readonly form: 'table' | 'detail'; readonly keys: readonly string[]; readonly counters: readonly string[]};
	/** Properties in the order of `print detail`; the rest follows by alphabet. */
	readonly order?: readonly string[];
	/** How exports name built-in rows: by a property (`set [ find default-name=… ]`), by their name (`set ssh`), by their number (`set 0`), or as the only default one (`set [ find default=yes ]`). */
	readonly builtinBy?: {readonly property: string} | 'name' | 'number' | 'default';
	/** A menu of settings instead of rows. */
	readonly settings?: true;
	/** Never exported: state, not configuration. */
	readonly state?: true;
	/** A name to count up when none is given. */
	readonly autoName?: string;
	/** Policy that writing needs, beside `write`. */
	readonly policy?: string;
};

export const plainFlags: readonly FlagGroup[] = [['X disabled', 'I invalid'], ['D dynamic']];

const named = (message: string): MenuSpec['unique'] => ({properties: ['name'], message});

/** Interfaces of all kinds share their names. */
export const interfaceNamed = named('failure: already have interface with name $name');
export const itemNamed = named('failure: item with such name already exists');
