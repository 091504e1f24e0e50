import type {Fragment} from '../compiler/fragment.js';
import type {Configuration, Entry} from '../routeros/model/index.js';
import {entriesOf} from '../routeros/model/index.js';
import {identityOf, ownership} from './rows.js';

/**
 * What is wanted, with rows as they stand on the router where they are of the same key: edits by hand are adopted, and so is
 * whatever else differs, since nobody remembers what was written there. New rows come in and old ones go all the same.
 */
export const adoptEdits = (fragment: Fragment, actual: Configuration): Fragment => {
	const isOwn = ownership(actual, fragment.profile);
	const keyOf = (entry: Entry): string => `${entry.menu} ${identityOf(entry)}`;
	const menus = new Set(fragment.entries.map(({menu}) => menu));
	const held = new Map([...menus].flatMap((menu) => entriesOf(actual, menu).filter(isOwn)).map((entry) => [keyOf(entry), entry]));
	return {
		...fragment,
		entries: fragment.entries.map((entry) => {
			const row = held.get(keyOf(entry));
			return row === undefined ? entry : {...entry, properties: row.properties, disabled: row.disabled, comment: row.comment};
		}),
	};
};
