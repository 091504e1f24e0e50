import type {Entry} from '../routeros/model/index.js';
import {menuInfo} from '../routeros/model/index.js';
import {comparable, propertyOf} from './rows.js';

/** What a `set` writes and what was there; undefined stands for "not set". */
export type PropertyChange = {readonly name: string; readonly from: string | undefined; readonly to: string | undefined};

/** What `set` must write to make one row of another; properties that come or go fall back on the menu's default. */
export const propertyChanges = (from: Entry, to: Entry): readonly PropertyChange[] => {
	const {defaults} = menuInfo(from.menu);
	const [before, after] = [comparable(from), comparable(to)];
	const names = [...new Set([...Object.keys(before.properties), ...Object.keys(after.properties), 'disabled', 'comment'])];
	return names.flatMap((name) => {
		const [old, wanted] = [propertyOf(before, name) ?? defaults[name], propertyOf(after, name) ?? defaults[name]];
		return old === wanted ? [] : [{name, from: old, to: wanted}];
	});
};
