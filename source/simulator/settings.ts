import type {Family} from '../net/index.js';
import type {Configuration, Entry, Menu} from '../routeros/model/index.js';
import {entriesOf} from '../routeros/model/index.js';
import type {Rule} from './trace.js';

export const menuOf = (family: Family, menu: string): Menu => (family === 4 ? `/ip/${menu}` : `/ipv6/${menu}`);

/** A setting of a menu that is no list; undefined where the configuration leaves it at its default. */
export const settingOf = (configuration: Configuration, menu: Menu, property: string): string | undefined =>
	entriesOf(configuration, menu).findLast(({properties}) => properties[property] !== undefined)?.properties[property];

/** What stands for the decision of a setting or of RouterOS itself. */
export const builtIn = (menu: Menu): Rule => ({menu, position: 0, comment: ''});

const added =
	/^\/(?:ip|ipv6)\/(?:address|route|firewall\/(?:raw|mangle|nat|filter|address-list))$|^\/routing\/(?:rule|table)$|^\/ip\/(?:vrf|route\/rule)$|^\/interface\/list\/member$/;

/** Whether an entry changes rows of a menu that has none but added ones: a script does so, no export. */
export const isChange = ({menu, selector}: Entry): boolean => (selector.kind === 'builtin' || selector.kind === 'numbered') && added.test(menu);

/** The rows of a menu that are switched on, each with what names it in a trace. */
export const rowsOf = (configuration: Configuration, menu: Menu): readonly {readonly entry: Entry; readonly rule: Rule}[] =>
	entriesOf(configuration, menu)
		.filter((entry) => entry.selector.kind !== 'verbatim' && !isChange(entry))
		.map((entry, index) => ({
			entry,
			rule: {
				menu,
				position: index + 1,
				comment: entry.comment,
				...(entry.properties.chain === undefined ? {} : {chain: entry.properties.chain}),
				...(entry.properties.action === undefined ? {} : {action: entry.properties.action}),
				...(entry.line === undefined ? {} : {line: entry.line}),
			},
		}))
		.filter(({entry}) => !entry.disabled);

/** How an export names something that is gone: by its bare id. Rows that do so are invalid, and the router ignores them. */
export const isGone = (name: string): boolean => /^\*[\dA-F]+$/.test(name);

/** The words of a comma list; none of an empty or missing one. */
export const words = (text: string | undefined): readonly string[] => (text === undefined || text === '' ? [] : text.split(','));
