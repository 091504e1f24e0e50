import type {Fragment} from '../compiler/fragment.js';
import type {Configuration, Entry} from '../routeros/model/index.js';
import {entriesOf} from '../routeros/model/index.js';
import {ownership} from './rows.js';

/** A list in use that would lose most of its entries. */
export type Shrinking = {readonly list: string; readonly from: number; readonly to: number};

const menus = ['/ip/firewall/address-list', '/ipv6/firewall/address-list'] as const;

/** Shorter lists change by hand; what fills long ones may have failed. */
const shortList = 20;

const sizes = (rows: readonly Entry[]): ReadonlyMap<string, number> => {
	const counts = new Map<string, number>();
	for (const {properties} of rows) {
		const list = properties.list ?? '';
		counts.set(list, (counts.get(list) ?? 0) + 1);
	}

	return counts;
};

/** Lists of a profile that would be less than half of what they are, though rules still ask for them: more likely a mistake than a wish. */
export const shrinkingLists = (actual: Configuration, {profile, entries}: Pick<Fragment, 'profile' | 'entries'>): readonly Shrinking[] => {
	const asked = new Set(entries.flatMap(({properties}) => [properties['src-address-list'], properties['dst-address-list']]).map((name) => name?.replace(/^!/, '')));
	const isOwn = ownership(actual, profile);
	return menus.flatMap((menu) => {
		const wanted = sizes(entries.filter((entry) => entry.menu === menu));
		return [...sizes(entriesOf(actual, menu).filter(isOwn))].flatMap(([list, from]) => {
			const to = wanted.get(list) ?? 0;
			return from >= shortList && to * 2 < from && asked.has(list) ? [{list, from, to}] : [];
		});
	});
};
