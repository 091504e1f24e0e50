import type {Menu} from '../routeros/model/index.js';
import {quoteString} from '../routeros/syntax/index.js';
import type {Change} from './types.js';

const both = (menu: string): readonly Menu[] => [`/ip/${menu}`, `/ipv6/${menu}`];

/** Menus whose rows decide which way a new connection goes, or what it looks like out there. */
const ways: ReadonlySet<Menu> = new Set(['/interface/list/member', '/ip/vrf', '/routing/table', '/routing/rule', ...['route', 'firewall/mangle', 'firewall/nat'].flatMap(both)]);

const lists: ReadonlySet<Menu> = new Set(both('firewall/address-list'));

/** What rules of mangle do to a packet that has its way already. */
const harmless: ReadonlySet<string> = new Set(['mark-packet', 'change-mss', 'change-dscp', 'change-ttl', 'set-priority']);

const isDeciding = (change: Change): boolean => {
	const {action = ''} = change.kind === 'adjust' ? change.to : change.kind === 'set' ? change.to.properties : change.entry.properties;
	return ways.has(change.menu) && !harmless.has(action);
};

/** Seconds in which connections are forgotten; on a router that has more of them, the rest keep their way. */
const longest = 10;

/** Forgets connections through the router that bear one of some marks. Entries end by themselves meanwhile, too. */
const forget = (family: '/ip' | '/ipv6', marks: string): string => {
	const menu = `${family}/firewall/connection`;
	return [
		// Some releases print the port behind the address (docs/lab-notes/guard.md).
		`:local own "^(none"; :foreach a in=[${family}/address/find] do={ :local t [:tostr [${family}/address/get $a address]]; :set own ($own . "|" . [:pick $t 0 [:find $t "/"]]) }; :set own ($own . ")([:/]|\\$)")`,
		`:foreach c in=[${menu}/find where !dstnat and !(src-address~$own) and !(dst-address~$own) and (${marks})] do={ :if ([/system/resource/get uptime] < $end) do={ :do { ${menu}/remove $c } on-error={} } }`,
	].join('; ');
};

/**
 * What makes connections follow a change, or its undoing, which does not wait for it. Connections of this profile are
 * forgotten, and where it is decided anew who is to be of it, those without a mark: the next packet of each decides. One
 * whose way is the same goes on; others are opened anew by their programs. Never those to or from the router (somebody's
 * session is among them), those that came in by a port forward, and those that others have marked.
 */
export const flushLines = (changes: readonly Change[], profile: string): readonly string[] => {
	const isDecided = changes.some(isDeciding);
	const touched = changes.flatMap((change) => (isDeciding(change) || lists.has(change.menu) ? [change.menu] : []));
	const marks = `${isDecided ? '!connection-mark or ' : ''}connection-mark~${quoteString(`^(${isDecided ? 'no-mark$|' : ''}detour-${profile}-)`)}`;
	const isOf = (family: '/ip' | '/ipv6'): boolean => touched.some((menu) => menu.startsWith(`${family}/`) || !/^\/ip(v6)?\//.test(menu));
	const work = [
		// Lists are filled as names are asked for: an answer from the cache fills none.
		...(changes.some(({menu}) => menu === '/ip/dns/static') ? [':do { /ip/dns/cache/flush } on-error={}'] : []),
		...(['/ip', '/ipv6'] as const).flatMap((family) => (isOf(family) ? [`:do { ${forget(family, marks)} } on-error={}`] : [])),
	];
	return work.map((line) => `:do { :execute script=${quoteString(`:local end ([/system/resource/get uptime] + ${longest}s); ${line}`)} } on-error={}`);
};
