import type {Facts} from '../facts/index.js';
import type {Entry, Menu, Place} from '../routeros/model/index.js';
import {quote} from '../routeros/syntax/index.js';
import {behaviours} from '../routeros/versions/index.js';

/** Stands in for the row to be placed before while a chain is empty: the router refuses `place-before` of nothing. */
const anchor = 'detour-anchor';

const isChained = (menu: Menu): boolean => menu.includes('/firewall/');

/** Static rows only: the router's own FastTrack row stands first and nothing can be placed before it. */
const rowsOf = (menu: Menu, chain: string | undefined, facts: Facts): string => {
	if (isChained(menu)) {
		return `chain=${quote(chain ?? '')} and !dynamic`;
	}

	return menu === '/routing/rule' && behaviours(facts.release).policyRules ? '!default' : '';
};

/** Menus with a built-in row that is never removed, so that there is always one to be placed before. */
const neverEmpty = new Set<Menu>(['/ip/vrf']);

const isFasttrack = '(action=fasttrack-connection or (action=jump and jump-target~($fast . ")\\$")))';

const conditions: Readonly<Record<Place['kind'], readonly string[] | undefined>> = {
	first: [''],
	'before-fasttrack': [isFasttrack, 'action=accept and connection-state~"established"'],
	'before-drop': ['action=drop and !connection-state', 'action=reject and !connection-state'],
	'after-own': undefined,
	last: undefined,
};

const find = (menu: Menu, ...parts: readonly string[]): string => {
	const where = parts.filter((part) => part !== '').join(' and ');
	return where === '' ? `[${menu}/find]` : `[${menu}/find where ${where}]`;
};

/** How deep a jump may lead to FastTrack and still be found. */
const jumps = 3;

/**
 * A pattern of the chains that lead to FastTrack: where a rule does it, or jumps to one of them. A jump to such a chain is
 * what a rule of ours must stand before, as much as the FastTrack rule itself.
 */
const fastChains = (menu: Menu): readonly string[] => {
	const add = (condition: string): string => `:foreach i in=${find(menu, '!dynamic and !disabled', condition)} do={ :set fast ($fast . "|" . [${menu}/get $i chain]) }`;
	return [':local fast "^(none"', add('action=fasttrack-connection'), `:for n from=1 to=${jumps} do={ ${add('action=jump and jump-target~($fast . ")\\$")')} }`];
};

/** Entries that share a menu, a chain and a place stand in one block. */
export const placeKey = ({menu, properties, place}: Entry): string =>
	place === undefined || conditions[place.kind] === undefined ? '' : `${menu} ${isChained(menu) ? properties.chain : ''} ${place.kind}`;

/** A block that looks up where the rows belong, adds them there in order, and works on an empty chain too. */
export const placedBlock = (entries: readonly Entry[], commandsOf: (entry: Entry, placeBefore: string) => readonly string[], facts: Facts): readonly string[] => {
	const [entry] = entries;
	const [first = '', ...others] = entry?.place === undefined ? [] : (conditions[entry.place.kind] ?? []);
	if (entry === undefined) {
		return [];
	}

	const {menu} = entry;
	const chain = entry.properties.chain;
	const rows = rowsOf(menu, chain, facts);
	const whenEmpty = (statements: string): string => `:if ([:len $at] = 0) do={ ${statements} }`;
	const stand = isChained(menu) ? `chain=${quote(chain ?? '')} action=passthrough` : 'action=lookup table=main';
	const anchored = find(menu, `comment=${anchor}`);
	return [
		'{',
		...(entry.place?.kind === 'before-fasttrack' ? fastChains(menu) : []),
		`:local at ${find(menu, rows, first)}`,
		...others.map((condition) => whenEmpty(`:set at ${find(menu, rows, condition)}`)),
		...(neverEmpty.has(menu) ? [] : [whenEmpty(`${menu}/add ${stand} disabled=yes comment=${anchor}; :set at ${anchored}`)]),
		...entries.flatMap((one) => commandsOf(one, 'place-before=($at->0)')),
		...(neverEmpty.has(menu) ? [] : [`${menu}/remove ${anchored}`]),
		'}',
	];
};
