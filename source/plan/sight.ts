import type {Menu} from '../routeros/model/index.js';
import {findWhere} from './script-text.js';
import {isPlaced} from './trial.js';
import type {Plan} from './types.js';

/** Of each static rule of a menu, in their order, how the router told what it is about. */
export type Sights = ReadonlyMap<Menu, readonly string[]>;

/**
 * What tells a rule apart beside plain text: sets, numbers and times, which each release may spell in its own way. So they
 * are compared with what the same expression gave under the lock, and with nothing of ours. Not all that `get` tells: counters
 * are among it, and what else changes by itself is not known of each release.
 */
const told = [
	'disabled',
	'connection-state',
	'connection-nat-state',
	'connection-type',
	'connection-mark',
	'connection-bytes',
	'connection-limit',
	'connection-rate',
	'routing-mark',
	'packet-mark',
	'packet-size',
	'src-address-type',
	'dst-address-type',
	'src-mac-address',
	'src-port',
	'dst-port',
	'port',
	'tcp-flags',
	'icmp-options',
	'ipsec-policy',
	'in-bridge-port',
	'in-bridge-port-list',
	'out-bridge-port',
	'out-bridge-port-list',
	'layer7-protocol',
	'content',
	'tls-host',
	'dscp',
	'ttl',
	'hop-limit',
	'tcp-mss',
	'fragment',
	'ipv4-options',
	'headers',
	'priority',
	'ingress-priority',
	'hotspot',
	'realm',
	'psd',
	'limit',
	'dst-limit',
	'nth',
	'random',
	'per-connection-classifier',
	'time',
	'passthrough',
	'new-connection-mark',
	'new-routing-mark',
	'new-packet-mark',
	'to-addresses',
	'to-ports',
	'address-list',
	'reject-with',
] as const;

/** Names what is looked at, for `look`. */
export const lookFor = `:local p {${told.map((name) => `"${name}"`).join(';')}}`;

/** Puts into `$t` what the row in `$v` is about. A row has only some of these: asked for one by one, others would be errors. */
export const look = ':set t ""; :foreach k in=$p do={ :set t ($t . [:tostr ($v->$k)] . ",") }';

/** Menus whose rules are named by their number. */
export const isRuleMenu = (menu: Menu): boolean => /^\/(ip|ipv6)\/firewall\/(filter|nat|mangle|raw)$/.test(menu);

/** Menus of rules that a plan goes by. */
export const sightedMenus = ({changes}: Pick<Plan, 'changes'>): readonly Menu[] => [
	...new Set(changes.flatMap(({kind, menu}) => (kind !== 'remove' && kind !== 'adjust' && isRuleMenu(menu) && isPlaced(menu) ? [menu] : []))),
];

/** Prints a record for each rule. */
export const sightCommand = (menu: Menu): string =>
	`:local t ""; ${lookFor}; :foreach i in=${findWhere(menu, '!dynamic')} do={ :local v [${menu}/get $i]; ${look}; :put ($t . "\\1E") }`;
