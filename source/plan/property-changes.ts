import type {Entry} from '../routeros/model/index.js';
import {derivedProperties, menuInfo} from '../routeros/model/index.js';
import {comparable, propertyOf} from './rows.js';

/** What a `set` writes and what was there; undefined stands for "not set". */
export type PropertyChange = {readonly name: string; readonly from: string | undefined; readonly to: string | undefined};

/** A row with what the router worked out of it: that is stored, and not worked out anew when only the rest is set. */
const stored = (entry: Entry): Entry => {
	const row = comparable(entry);
	return {...row, properties: {...derivedProperties(row.menu, row.properties), ...row.properties}};
};

/** What `set` must write to make one row of another; properties that come or go fall back on the menu's default. */
export const propertyChanges = (from: Entry, to: Entry): readonly PropertyChange[] => {
	const {defaults} = menuInfo(from.menu);
	const [before, after] = [stored(from), stored(to)];
	const names = [...new Set([...Object.keys(before.properties), ...Object.keys(after.properties), 'disabled', 'comment'])];
	return names.flatMap((name) => {
		const [old, wanted] = [propertyOf(before, name) ?? defaults[name], propertyOf(after, name) ?? defaults[name]];
		return old === wanted ? [] : [{name, from: old, to: wanted}];
	});
};
