import type {Configuration, Entry, Menu} from '../../routeros/model/index.js';
import {entriesOf, menuInfo} from '../../routeros/model/index.js';

/** What decides over packets, directly or by what rows there refer to. */
const deciding =
	/^\/ip(?:v6)?\/(?:address|route|settings|vrf|dhcp-client|firewall\/(?:raw|mangle|nat|filter|address-list|connection\/tracking|layer7-protocol))$|^\/ip\/(?:route\/rule|dns\/static|ipsec\/(?:policy|peer))$|^\/routing\/(?:rule|table|settings)$|^\/interface(?!\/bridge\/(?:filter|nat)$)(?:\/|$)|^\/queue\/tree$/;

/** What rules do to a packet, or note for others, that is looked at nowhere here. */
const besides = /^(?:change-(?:mss|dscp|ttl|hop-limit)|clear-df|strip-ipv4-options|set-priority|add-(?:src|dst)-to-address-list)$/;

/** What else differs, of which nothing is said: menus that decide over no packet, and what rules do besides. */
export type Unsaid = {readonly menus: readonly string[]; readonly actions: readonly string[]};

/** A row that was added counts while it is switched on; what nobody can add is there in any case, on or off. */
const rowsIn = (configuration: Configuration, menu: Menu): readonly Entry[] =>
	entriesOf(configuration, menu).filter(({disabled, selector: {kind}}) => kind !== 'verbatim' && !(disabled && kind === 'row'));

const textOf = ({selector, properties, disabled}: Entry): string =>
	JSON.stringify([selector.kind === 'builtin' ? selector.find : selector, disabled, Object.entries(properties).sort(([a], [b]) => (a < b ? -1 : 1))]);

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

/** Rows that decide over packets and are in one of two configurations only, or in another order; and what else differs. Comments do not count. */
export const changedRows = (one: Configuration, other: Configuration): {readonly rows: readonly [readonly Entry[], readonly Entry[]]; readonly unsaid: Unsaid} => {
	const menus = [...new Set([...Object.keys(one.menus), ...Object.keys(other.menus)])].filter((menu): menu is Menu => menu.startsWith('/'));
	const changes = menus.map((menu) => ({menu, rows: changedIn(menu, rowsIn(one, menu), rowsIn(other, menu))}));
	const told = changes.filter(({menu}) => deciding.test(menu)).map(({rows}) => rows);
	const actions = told.flat(2).flatMap(({properties: {action = ''}}) => (besides.test(action) ? [action] : []));
	return {
		rows: [told.flatMap(([rows]) => rows), told.flatMap(([, rows]) => rows)],
		unsaid: {menus: changes.filter(({menu, rows}) => !deciding.test(menu) && rows.flat().length > 0).map(({menu}) => menu), actions: [...new Set(actions)]},
	};
};
