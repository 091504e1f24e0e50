import type {Family} from '../net/index.js';
import type {Configuration, Menu} from '../routeros/model/index.js';
import {isChange} from './settings.js';

/** A command that stood in an export and could not be read, as far as it can be told what it would change. */
export type Unread = {
	readonly menu: Menu;
	/** `add`, or what it does to rows that are there already. */
	readonly verb: string;
	/** What is behind the verb. */
	readonly text: string;
	readonly line?: number;
};

export const unreadReason = ({line}: Unread): string => `the command${line === undefined ? '' : ` in line ${line}`} could not be read`;

/** What follows a name in the text of a command; undefined where it is no plain word. */
export const wordIn = ({text}: Unread, name: string): string | undefined => new RegExp(`(?:^|\\s)${name}="?([^\\s"$(\\[]+)"?(?=\\s|$)`).exec(text)?.[1];

const command = /^\s*(\/[a-z\d/ -]+?)?\s*\b(add|set|remove|enable|disable|move|unset|reset)\b(.*)$/s;
const path = /^\s*(\/[a-z\d/ -]+?)\s*$/;

const menuFrom = (text: string): Menu => `/${text.split(/[ /]+/).filter(Boolean).join('/')}`;

/** The commands inside parts of scripts, rows with variables, torn lines: whatever no export holds. */
export const readUnread = (configuration: Configuration): readonly Unread[] =>
	Object.values(configuration.menus).flatMap((entries) =>
		entries.flatMap((entry) => {
			const {selector, line} = entry;
			let {menu} = entry;
			return selector.kind !== 'verbatim'
				? isChange(entry)
					? [{menu, verb: 'set', text: '', ...(line === undefined ? {} : {line})}]
					: []
				: selector.text.split(/[\n;{}]+/).flatMap((part): readonly Unread[] => {
						const [, only] = path.exec(part) ?? [];
						const [, named, verb, text] = command.exec(part) ?? [];
						menu = only === undefined ? menu : menuFrom(only);
						return verb === undefined || text === undefined ? [] : [{menu: named === undefined ? menu : menuFrom(named), verb, text, ...(line === undefined ? {} : {line})}];
					});
		}),
	);

/** Why it is not known whether something is in a list, whatever the rows say that could be read; undefined where it is. */
export const listDoubt = (unread: readonly Unread[], menus: readonly Menu[], list: string, isListed: boolean): string | undefined => {
	const doubt = unread.find((one) => menus.includes(one.menu) && (one.verb !== 'add' || !isListed) && (wordIn(one, 'list') ?? list) === list);
	return doubt === undefined ? undefined : unreadReason(doubt);
};

/** Menus that say where packets go besides the firewall: with rows of them unread nobody knows which routes there are. */
const routeMenus = {
	4: /^\/ip\/(?:address|route|vrf|dhcp-client)$|^\/routing\/table$|^\/interface\/(?:lte|lte\/apn|(?:pppoe|l2tp|sstp|ovpn|pptp|ppp)-client)$/,
	6: /^\/ipv6\/(?:address|route|dhcp-client)$|^\/ip\/vrf$|^\/routing\/table$/,
} as const;

/** The first unread command that may bring or take a route of a family, or an address that does. */
export const unreadRoute = (unread: readonly Unread[], family: Family): Unread | undefined => unread.find(({menu}) => routeMenus[family].test(menu));
