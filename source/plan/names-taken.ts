import type {Fragment} from '../compiler/fragment.js';
import type {Diagnostic} from '../diagnostics/index.js';
import {display, error} from '../diagnostics/index.js';
import {parseNamePattern} from '../net/index.js';
import type {Configuration, Entry} from '../routeros/model/index.js';
import {entriesOf} from '../routeros/model/index.js';
import {ownership} from './rows.js';

const menu = '/ip/dns/static';

const nameOf = ({properties}: Entry): string => (properties.name ?? '').toLowerCase();

/** A name and all that it is below: `a.b.c`, `b.c`, `c`. */
const withParents = (name: string): readonly string[] => name.split('.').map((_, index, labels) => labels.slice(index).join('.'));

/**
 * Of several rows for a name the router takes one: with another one's answer our list would stay empty, and nobody would
 * notice. Rows are asked from top to bottom, and ours stand last; patterns before all names (manual, DNS Static).
 */
export const namesTaken = (actual: Configuration, {profile, entries}: Fragment): readonly Diagnostic[] => {
	const isOwn = ownership(actual, profile);
	const others = entriesOf(actual, menu).filter((entry) => !entry.disabled && !isOwn(entry));
	const names = new Set(others.map(nameOf));
	const withBelow = new Set(others.filter(({properties}) => properties['match-subdomain'] === 'yes').map(nameOf));
	const patterns = others.flatMap(({properties: {regexp = ''}}) => (regexp === '' ? [] : (parseNamePattern(regexp) ?? [])));
	return entries
		.filter((entry) => entry.menu === menu && !entry.disabled && nameOf(entry) !== '')
		.flatMap((entry) => {
			const name = nameOf(entry);
			const taker = withParents(name).find((one) => (one === name ? names : withBelow).has(one)) ?? patterns.find((pattern) => pattern.test(name))?.source;
			return taker === undefined
				? []
				: [
						error('already-there', `${menu} on the router has a row (${display(taker)}) that answers for ${display(name)} already, and it is not of this profile.`, {
							hint: 'Only one row answers for a name. Remove or disable that row, or leave the name out of the profile.',
						}),
					];
		});
};
