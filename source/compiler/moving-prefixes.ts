import type {Diagnostic} from '../diagnostics/index.js';
import {warning} from '../diagnostics/index.js';
import type {Prefix} from '../net/index.js';
import {addressFamily, networkOf, parsePrefix, prefixContains} from '../net/index.js';
import type {Context} from './context.js';
import {treatmentOf} from './context.js';
import {waysOut} from './surroundings.js';
import {tenantLists} from './tenants/index.js';
import {waysBack} from './vrfs.js';

const global = parsePrefix('2000::/3');

const isGlobal = (prefix: Prefix): boolean => global !== undefined && addressFamily(prefix) === 6 && prefixContains(global, prefix);

/** Prefixes of the house that rows name, where they are of no use any more once the house has others. */
const held = (context: Context): readonly Prefix[] => {
	const {document, facts} = context;
	const ways = waysOut(context);
	const isEverything = document.policies.some((policy) => policy.selector.to.length === 0 && treatmentOf(context, policy, 6) === 'routed');
	return [
		...document.policies.flatMap(({selector}) => selector.from),
		...document.uplinks.flatMap(({sources = []}) => sources),
		...document.shapings.flatMap(({tiers}) => tiers.flatMap(({members}) => members.hosts)),
		...document.fastPath.untracked.flatMap(({between}) => between),
		...(isEverything ? facts.addresses.filter((row) => !ways.includes(row.interface)).map(({address}) => networkOf(address)) : []),
		...[...waysBack(context), ...tenantLists(context)].flatMap(({properties}) => parsePrefix(properties['dst-address'] ?? properties.address ?? '') ?? []),
	];
};

/** IPv6 prefixes that a provider delegated may change; rows hold them as they are now. */
export const prefixesMove = (context: Context): readonly Diagnostic[] => {
	if (!context.families.includes(6) || !(context.facts.clients ?? []).some(({kind}) => kind === 'dhcp6')) {
		return [];
	}

	const named = [...new Set(held(context).filter(isGlobal))];
	return named.length === 0
		? []
		: [
				warning('prefix-moves', `Your provider may have delegated ${named.join(', ')} (DHCPv6). When it gives you another prefix, rows that name this one are out of date.`, {
					hint: 'Ask for one that stays, or run this profile again when it has changed.',
				}),
			];
};
