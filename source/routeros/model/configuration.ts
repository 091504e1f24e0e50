/** A menu's path with slashes: `/ip/firewall/mangle`. */
export type Menu = `/${string}`;

/**
 * Property values as RouterOS prints them in an export, unquoted: `"192.168.88.0/24"`, `"yes"`, `"!established,related"`.
 * A flag without a value (`blackhole`, `fib`) is `""` under its name; a cleared property is `""` under `!name`.
 */
export type Properties = Readonly<Record<string, string>>;

/** Where an entry must stand in a menu that has order. `overlay` finds it. */
export type Place =
	/** Before every static row of the same chain. */
	| {readonly kind: 'first'}
	/** Before the first FastTrack rule of the chain, or before the first rule that accepts established connections where there is none. */
	| {readonly kind: 'before-fasttrack'}
	/** Before the first rule of the chain that drops or rejects without narrowing by state, or last. */
	| {readonly kind: 'before-drop'}
	/** After the entry of the same fragment with this owner key (or at the end when there is none). */
	| {readonly kind: 'after-own'; readonly owner: string}
	| {readonly kind: 'last'};

/**
 * One row of a menu, or its settings when the menu is no list (`selector` `{kind: 'singleton'}`).
 * `comment` is the whole comment as stored; `owner` its first word when that is a Detour key.
 */
export type Entry = {
	readonly menu: Menu;
	readonly selector: Selector;
	/** Without `comment` and `disabled` (but `set` of a built-in row may say `disabled=no` against its default). */
	readonly properties: Properties;
	readonly disabled: boolean;
	readonly comment: string;
	/** `detour:<profile>:<part>.<item>.<role>.<4|6>`. */
	readonly owner?: string;
	readonly place?: Place;
	/** Line of the export that it came from. */
	readonly line?: number;
};

export type Selector =
	/** A row that was added (`add …`). */
	| {readonly kind: 'row'}
	/** Settings of a menu that is no list: `/ip/dns set …`. */
	| {readonly kind: 'singleton'}
	/** A built-in row that can only be set: `set [ find default-name=ether1 ] …`. */
	| {readonly kind: 'builtin'; readonly find: Properties}
	/** The same by the number, id or name that the export gives: `set 0 …`, `set *0 …`, `set telnet …`. */
	| {readonly kind: 'numbered'; readonly number: string}
	/** A statement that is none of these, kept in its place as it was written; a router's own export has none. */
	| {readonly kind: 'verbatim'; readonly text: string};

/** RouterOS entries per menu, in order: what a router holds, or what is wanted. Plain JSON. */
export type Configuration = {
	readonly menus: Readonly<Record<Menu, readonly Entry[]>>;
};

export const emptyConfiguration: Configuration = {menus: {}};

export const entriesOf = (configuration: Configuration, menu: Menu): readonly Entry[] => configuration.menus[menu] ?? [];

const ownerKey = /^detour:[a-z\d-]+:[a-z\d-]+\.[a-z\d:-]+\.[a-z\d-]+\.[46]$/;

/** The Detour key at the head of a comment, or undefined for somebody else's row. */
export const ownerOf = (comment: string): string | undefined => {
	const head = comment.split(' ', 1)[0] ?? '';
	return ownerKey.test(head) ? head : undefined;
};

/** The profile that an owner key belongs to: `detour:home-x7k2:p1.vpn.table.4` -> `home-x7k2`. */
export const profileOf = (owner: string): string => owner.split(':', 2)[1] ?? '';
