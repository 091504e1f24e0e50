import type {Fragment} from '../compiler/fragment.js';
import type {Menu} from '../routeros/model/index.js';

/**
 * Order of creation: what is referred to comes before what refers to it (docs/lab-notes/routing.md). Removing goes the other
 * way round.
 */
const creation: readonly Menu[] = [
	'/interface/bridge',
	'/interface/vlan',
	'/interface/wireguard',
	'/interface/list',
	'/interface/list/member',
	'/interface/wireguard/peers',
	'/ip/address',
	'/ipv6/address',
	'/ipv6/nd',
	'/ip/pool',
	'/ipv6/pool',
	'/ip/dhcp-server/network',
	'/ip/dhcp-server',
	'/ipv6/dhcp-client',
	'/ip/vrf',
	'/routing/table',
	'/ip/route',
	'/ipv6/route',
	'/routing/rule',
	'/ip/firewall/address-list',
	'/ipv6/firewall/address-list',
	'/ip/firewall/filter',
	'/ipv6/firewall/filter',
	'/ip/firewall/raw',
	'/ipv6/firewall/raw',
	'/ip/firewall/nat',
	'/ipv6/firewall/nat',
	'/ip/firewall/mangle',
	'/ipv6/firewall/mangle',
	'/queue/type',
	'/queue/tree',
	'/queue/simple',
	'/ip/dns/static',
	'/snmp/community',
	'/system/logging/action',
	'/system/logging',
	'/system/script',
	'/tool/netwatch',
	'/system/scheduler',
];

/** Menus whose settings the user may have agreed to change; a removal puts them back. */
export const adjustable: readonly Menu[] = ['/ip/dns', '/ip/settings', '/ipv6/settings', '/ip/dhcp-client', '/interface/pppoe-client', '/snmp', '/tool/e-mail'];

const rankOf = new Map(creation.map((menu, index) => [menu, index]));

/** Where a menu stands in the order of creation. Menus without a known place come last. */
export const creationRank = (menu: Menu): number => rankOf.get(menu) ?? creation.length;

export const byCreation = (a: Menu, b: Menu): number => creationRank(a) - creationRank(b) || (a < b ? -1 : a > b ? 1 : 0);

/** Menus that may hold rows of a profile, and those whose settings it may have changed: what a removal must read. */
export const removalMenus: readonly Menu[] = [...creation, ...adjustable];

/** What must be read before planning: every menu where rows of an earlier version of the profile may be, and those of the fragment. */
export const planMenus = (fragment: Fragment): readonly Menu[] => [
	...new Set([...removalMenus, ...fragment.entries.map(({menu}) => menu), ...fragment.adjustments.map(({menu}) => menu)]),
];
