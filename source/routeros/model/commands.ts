import {quote, quoteString} from '../syntax/index.js';
import type {Entry, Menu, Properties} from './configuration.js';
import {standsAlone} from './flags.js';
import {menuInfo} from './menus.js';

/** `/ip/firewall/mangle` as exports write it: `/ip firewall mangle`. */
export const menuWords = (menu: Menu): string => `/${menu.slice(1).replaceAll('/', ' ')}`;

const byName = ([a]: readonly [string, string], [b]: readonly [string, string]): number => {
	const [left, right] = [a.replace(/^!/, ''), b.replace(/^!/, '')];
	return left < right ? -1 : left > right ? 1 : 0;
};

/** `name=value …` in the order of an export; flags and cleared properties (`!name`) stand alone. */
export const argumentText = (properties: Properties): string =>
	Object.entries(properties)
		.sort(byName)
		.map(([name, value]) => (value === '' && standsAlone(name) ? name : `${name}=${quote(value)}`))
		.join(' ');

/** The properties of an entry with its comment and its state, as far as they are not what comes by default. */
export const storedProperties = ({menu, selector, properties, disabled, comment}: Entry): Properties => {
	const isOffAnyway = selector.kind === 'row' && menuInfo(menu).disabledByDefault;
	return {
		...properties,
		...(comment === '' ? {} : {comment}),
		...(disabled === isOffAnyway ? {} : {disabled: disabled ? 'yes' : 'no'}),
	};
};

/** One terse line that adds the row: `/ip firewall mangle add action=… chain=…`; `extra` wins over its properties. */
export const addCommand = (entry: Entry, extra: Properties = {}): string => `${menuWords(entry.menu)} add ${argumentText({...storedProperties(entry), ...extra})}`.trimEnd();

const term = ([name, value]: readonly [string, string]): string =>
	value === '' && standsAlone(name) ? name : `${name}=${value === 'yes' || value === 'no' ? value : quoteString(value)}`;

/** `[find where chain="forward" and disabled=no]`. What holds `/` or `:` must be quoted there, so all text is. */
export const findExpression = (find: Properties): string => {
	const terms = Object.entries(find).sort(byName).map(term);
	return terms.length === 0 ? '[find]' : `[find where ${terms.join(' and ')}]`;
};

/** One terse line that changes what `find` singles out; with an empty `find`, the settings of a menu that is no list. */
export const setCommand = (menu: Menu, find: Properties, properties: Properties): string =>
	[`${menuWords(menu)} set`, ...(Object.keys(find).length === 0 ? [] : [findExpression(find)]), argumentText(properties)].join(' ').trimEnd();
