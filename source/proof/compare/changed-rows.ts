import type {Configuration, Entry, Menu} from '../../routeros/model/index.js';
import {menuInfo} from '../../routeros/model/index.js';
import {rowsOf} from './snapshot.js';

/** What decides over packets, directly or by what rows there refer to. */
const deciding =
	/^\/ip(?:v6)?\/(?:address|route|settings|vrf|dhcp-client|firewall\/(?:raw|mangle|nat|filter|address-list|connection\/tracking|layer7-protocol))$|^\/ip\/(?:route\/rule|dns\/static|ipsec\/(?:policy|peer))$|^\/routing\/(?:rule|table|settings)$|^\/interface(?:\/|$)|^\/queue\/tree$/;

const textOf = ({selector, properties}: Entry): string =>
	JSON.stringify([selector.kind === 'builtin' ? selector.find : selector, Object.entries(properties).sort(([a], [b]) => (a < b ? -1 : 1))]);

/** The rows of a longest part that both lists have in the same order, by their place in the first. */
const commonOrder = (places: readonly number[]): ReadonlySet<number> => {
	const ends: number[] = [];
	const before = new Map<number, number | undefined>();
	for (const place of places) {
		let low = 0;
		let high = ends.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			[low, high] = (ends[middle] ?? place) < place ? [middle + 1, high] : [low, middle];
		}

		before.set(place, ends[low - 1]);
		ends[low] = place;
	}

	const common = new Set<number>();
	for (let place = ends.at(-1); place !== undefined; place = before.get(place)) {
		common.add(place);
	}

	return common;
};

const changedIn = (menu: Menu, one: readonly Entry[], other: readonly Entry[]): readonly [readonly Entry[], readonly Entry[]] => {
	const waiting = new Map<string, number[]>();
	for (const [place, entry] of one.entries()) {
		const text = textOf(entry);
		waiting.set(text, [...(waiting.get(text) ?? []), place]);
	}

	const pairs = other.map((entry) => ({entry, place: waiting.get(textOf(entry))?.shift()}));
	const paired = pairs.flatMap(({place}) => place ?? []);
	const kept = menuInfo(menu).ordered ? commonOrder(paired) : new Set(paired);
	return [one.filter((_, place) => !kept.has(place)), pairs.filter(({place}) => place === undefined || !kept.has(place)).map(({entry}) => entry)];
};

/** Rows that decide over packets and are in one of two configurations only, or in another order. Comments do not count, nor does what is switched off. */
export const changedRows = (one: Configuration, other: Configuration): readonly [readonly Entry[], readonly Entry[]] => {
	const menus = [...new Set([...Object.keys(one.menus), ...Object.keys(other.menus)])].filter((menu): menu is Menu => deciding.test(menu));
	const changes = menus.map((menu) => changedIn(menu, rowsOf(one, menu), rowsOf(other, menu)));
	return [changes.flatMap(([rows]) => rows), changes.flatMap(([, rows]) => rows)];
};
