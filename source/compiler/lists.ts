import type {Family, Ip, Prefix} from '../net/index.js';
import {addressFamily, addressOf, hostPrefix, mergePrefixes, prefixLength} from '../net/index.js';
import type {Id} from '../policy/index.js';
import {itemOf, partOf} from '../policy/index.js';
import type {Context, Treatment} from './context.js';
import {menuOf, named, neededLists, routedFamilies, shared, treatmentOf} from './context.js';
import {isRedirecting} from './dns.js';
import {besideOf, leaseholderOf} from './leases.js';
import {keyPart} from './names.js';
import type {Own} from './own.js';
import {localPrefixes} from './surroundings.js';

/** As the router stores it: a single IPv4 address without its length. */
const stored = (prefix: Prefix): string => (addressFamily(prefix) === 4 && prefixLength(prefix) === 32 ? addressOf(prefix) : prefix);

type Words = Pick<Own, 'note' | 'why' | 'without'>;

const row = (context: Context, list: Id, family: Family, address: string, words: Words): Own => ({
	id: `${partOf(list)}.${keyPart(address)}`,
	role: itemOf(list),
	family,
	menu: menuOf(family, 'firewall/address-list'),
	properties: {list: named(context, list), address},
	...words,
});

/** Prefixes of one family as rows of a list, merged. */
export const addressRows = (context: Context, list: Id, family: Family, prefixes: readonly Prefix[], words: Words): readonly Own[] =>
	mergePrefixes(prefixes.filter((prefix) => addressFamily(prefix) === family)).map((prefix) => row(context, list, family, stored(prefix), words));

const destinations = (context: Context, family: Family): readonly Own[] =>
	neededLists(context, family).flatMap((list) => [
		...addressRows(context, list.id, family, list.prefixes, {
			note: list.title,
			why: `A destination of “${list.title}”.`,
			without: 'Traffic to it would go as before.',
		}),
		...(context.document.dns.mode === 'resolve'
			? list.domains.map(({name, label}) =>
					row(context, list.id, family, name, {
						note: label ?? list.title,
						why: `The router looks ${name} up by itself and lists the addresses that it gets${label === undefined ? '' : ` (${label})`}.`,
						without: `Traffic to ${name} would go as before.`,
					}),
				)
			: []),
	]);

const isNeeded = (treatment: Treatment): boolean => ['routed', 'refused', 'excepted'].includes(treatment);

const sources = (context: Context, family: Family): readonly Own[] =>
	context.document.policies.flatMap((policy) =>
		isNeeded(treatmentOf(context, policy, family))
			? addressRows(context, policy.id, family, policy.selector.from, {
					note: 'sender that the policy is for',
					why: `“${policy.title}” is for these senders only.`,
					without: 'Their traffic would go as before.',
				})
			: [],
	);

/** Hosts that belong to a tier: both directions look at them. */
const tierHosts = (context: Context, family: Family): readonly Own[] =>
	context.document.shapings.flatMap(({tiers}) =>
		tiers.flatMap(({id, title, members}) =>
			addressRows(context, id, family, members.hosts, {
				note: `host of ${title}`,
				why: `What this host sends and gets belongs to “${title}”.`,
				without: 'It would be queued with the others.',
			}),
		),
	);

const bypassed = (context: Context, prefix: Prefix): Own => {
	const leaseholder = leaseholderOf(context, prefix);
	const own = row(context, shared.bypass, addressFamily(prefix), stored(prefix), {
		note: 'stays as it is',
		why: 'A network that this router reaches by itself, or an address that no tunnel carries: no policy touches it.',
		without: 'A listed destination could swallow local traffic.',
	});
	return leaseholder === undefined
		? own
		: {
				...own,
				...besideOf(context, leaseholder),
				volatile: ['address'],
				note: `beside ${leaseholder.title}`,
				why: `What is beside ${leaseholder.title}, such as a modem’s own page: no policy touches it. It moves with the lease.`,
			};
};

const bypass = (context: Context, family: Family): readonly Own[] =>
	context.document.policies.some((policy) => isNeeded(treatmentOf(context, policy, family))) ||
	context.document.uplinks.some((uplink) => routedFamilies(context, uplink).includes(family))
		? localPrefixes(context)
				.filter((prefix) => addressFamily(prefix) === family)
				.map((prefix) => bypassed(context, prefix))
		: [];

const exempt = (context: Context, family: Family): readonly Own[] =>
	isRedirecting(context)
		? addressRows(
				context,
				shared.exempt,
				family,
				context.document.dns.exempt.map((address: Ip) => hostPrefix(address)),
				{note: 'resolver of your own', why: 'Questions to and from this resolver are left alone.', without: 'Its questions would be turned back to the router, round and round.'},
			)
		: [];

/** Address lists, canonical and merged (law L14), the same names in both families. */
export const addressLists = (context: Context): readonly Own[] =>
	context.families.flatMap((family) => [
		...destinations(context, family),
		...sources(context, family),
		...tierHosts(context, family),
		...bypass(context, family),
		...exempt(context, family),
	]);
