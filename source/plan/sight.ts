import type {Menu} from '../routeros/model/index.js';
import {findWhere} from './script-text.js';
import {isPlaced} from './trial.js';
import type {Plan} from './types.js';

/** Of each static rule of a menu, in their order, how the router told what it is about. */
export type Sights = ReadonlyMap<Menu, readonly string[]>;

/**
 * What tells a rule apart beside plain text: sets, numbers and times, which each release may spell in its own way. So they
 * are compared with what the same expression gave under the lock, and with nothing of ours.
 */
const told = [
	'disabled',
	'connection-state',
	'connection-nat-state',
	'connection-type',
	'connection-mark',
	'routing-mark',
	'packet-mark',
	'src-address-type',
	'dst-address-type',
	'src-port',
	'dst-port',
	'port',
	'tcp-flags',
	'icmp-options',
	'ipsec-policy',
	'limit',
	'time',
	'new-connection-mark',
	'new-routing-mark',
	'to-addresses',
	'to-ports',
] as const;

/** An expression: what the row in `$v` is about, as one text. A row has only some of these: asked for one by one, others would be errors. */
export const sight = told.map((name) => `[:tostr ($v->"${name}")]`).join(' . "," . ');

/** Menus whose rules are named by their number. */
export const isRuleMenu = (menu: Menu): boolean => /^\/(ip|ipv6)\/firewall\/(filter|nat|mangle|raw)$/.test(menu);

/** Menus of rules that a plan goes by. */
export const sightedMenus = ({changes}: Pick<Plan, 'changes'>): readonly Menu[] => [
	...new Set(changes.flatMap(({kind, menu}) => (kind !== 'remove' && kind !== 'adjust' && isRuleMenu(menu) && isPlaced(menu) ? [menu] : []))),
];

/** Prints a record for each rule. */
export const sightCommand = (menu: Menu): string => `:foreach i in=${findWhere(menu, '!dynamic')} do={ :local v [${menu}/get $i]; :put (${sight} . "\\1E") }`;
