import type {Fragment} from '../compiler/fragment.js';
import type {Configuration, Entry} from '../routeros/model/index.js';
import {entriesOf} from '../routeros/model/index.js';
import {differences, identityOf, isSameRow, ownership, volatileFields, volatileOf} from './rows.js';
import type {Edit} from './types.js';

const rowOf = (entry: Entry): string => `${entry.menu} ${identityOf(entry)}`;

/** The rows of the profile as they stand on the router, by menu and key. */
const heldRows = ({profile, entries}: Fragment, actual: Configuration): ReadonlyMap<string, Entry> => {
	const isOwn = ownership(actual, profile);
	const menus = new Set(entries.map(({menu}) => menu));
	return new Map([...menus].flatMap((menu) => entriesOf(actual, menu).filter(isOwn)).map((entry) => [rowOf(entry), entry]));
};

/** What stands on the router otherwise than it is wanted. Which of it is to stay so, `isKept` says by menu and key. */
export const editsOf = (fragment: Fragment, actual: Configuration, isKept: (row: string) => boolean): readonly Edit[] => {
	const held = heldRows(fragment, actual);
	const volatile = volatileOf(volatileFields(fragment));
	return fragment.entries.flatMap((entry): readonly Edit[] => {
		const row = rowOf(entry);
		const stands = held.get(row);
		if (stands === undefined || isSameRow(stands, entry, volatile)) {
			return [];
		}

		const title = entry.comment.slice(entry.owner?.length ?? 0).trim();
		return [{row, menu: entry.menu, title: title === '' ? (identityOf(entry) ?? '') : title, reason: differences(stands, entry, volatile), isKept: isKept(row)}];
	});
};

/** What is wanted, with the rows whose edits are kept as they stand on the router. Their place among others stays what is wanted. */
export const adoptEdits = (fragment: Fragment, actual: Configuration, edits: readonly Edit[]): Fragment => {
	const kept = new Set(edits.flatMap(({row, isKept}) => (isKept ? [row] : [])));
	const held = kept.size === 0 ? new Map<string, Entry>() : heldRows(fragment, actual);
	return {
		...fragment,
		entries: fragment.entries.map((entry) => {
			const row = kept.has(rowOf(entry)) ? held.get(rowOf(entry)) : undefined;
			return row === undefined ? entry : {...entry, properties: row.properties, disabled: row.disabled, comment: row.comment};
		}),
	};
};
