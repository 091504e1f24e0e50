import type {Menu} from '../routeros/model/index.js';
import {quoteString} from '../routeros/syntax/index.js';
import type {Change} from './types.js';

/** Menus whose rows decide which way a connection goes, or what it looks like out there. */
const ways: ReadonlySet<Menu> = new Set([
	'/interface/list/member',
	'/ip/route',
	'/ipv6/route',
	'/ip/vrf',
	'/routing/table',
	'/routing/rule',
	...(['/ip', '/ipv6'] as const).flatMap((family): readonly Menu[] => [`${family}/firewall/address-list`, `${family}/firewall/mangle`, `${family}/firewall/nat`]),
]);

/**
 * Forgets connections through the router that bear no mark, or one of this profile: the next packet of each decides anew.
 * One whose way is the same goes on; one whose way is not is opened anew by its program. Never those to or from the router
 * (somebody's session is among them), those that came in by a port forward, and those that others have marked.
 */
const forget = (family: '/ip' | '/ipv6', profile: string): string => {
	const menu = `${family}/firewall/connection`;
	const chosen = `!dstnat and !(src-address~$own) and !(dst-address~$own) and (!connection-mark or connection-mark~${quoteString(`^(no-mark$|detour-${profile}-)`)})`;
	return [
		// Some releases print the port behind the address (docs/lab-notes/console.md).
		`:do { :local own "^(none"; :foreach a in=[${family}/address/find] do={ :local t [:tostr [${family}/address/get $a address]]; :set own ($own . "|" . [:pick $t 0 [:find $t "/"]]) }; :set own ($own . ")([:/]|\\$)")`,
		// Entries end by themselves meanwhile.
		`:foreach c in=[${menu}/find where ${chosen}] do={ :do { ${menu}/remove $c } on-error={} } } on-error={}`,
	].join('; ');
};

/** What makes connections follow a change, or its undoing: one line each, none of which can fail. */
export const flushLines = (changes: readonly Change[], profile: string): readonly string[] => {
	const menus = changes.map(({menu}) => menu).filter((menu) => ways.has(menu));
	const isOf = (family: '/ip' | '/ipv6'): boolean => menus.some((menu) => menu.startsWith(`${family}/`) || !/^\/ip(v6)?\//.test(menu));
	return [
		// Lists are filled as names are asked for: an answer from the cache fills none.
		...(changes.some(({menu}) => menu === '/ip/dns/static') ? [':do { /ip/dns/cache/flush } on-error={}'] : []),
		...(['/ip', '/ipv6'] as const).flatMap((family) => (isOf(family) ? [forget(family, profile)] : [])),
	];
};
