import type {Family, Prefix} from '../../net/index.js';
import {addressFamily, networkOf, prefixContains} from '../../net/index.js';
import type {Tenant} from '../../policy/index.js';
import {isTranslated, networksBeside} from '../../policy/index.js';
import type {Properties} from '../../routeros/model/index.js';
import type {Context} from '../context.js';
import {menuOf, named} from '../context.js';
import {addressRows} from '../lists.js';
import type {Own} from '../own.js';
import {networksOf} from './networks.js';
import {wayOf} from './routes.js';

const house = ({id}: Tenant): string => `${id}-house`;
const shares = ({id}: Tenant): string => `${id}-shares`;
const own = ({id}: Tenant): string => `${id}-own`;

type Part = {readonly tenant: Tenant; readonly family: Family; readonly hasShares: boolean};

/** Tenants by family, as far as they have networks in it. */
const parts = ({document, families}: Context): readonly Part[] =>
	document.tenants.flatMap((tenant) =>
		families
			.filter((family) => networksOf(tenant, family).length > 0)
			.map((family) => ({tenant, family, hasShares: tenant.shares.some(({prefix}) => addressFamily(prefix) === family)})),
	);

/** Networks of the house, those of tenants left out. */
const houseOf = ({facts, document}: Context): readonly Prefix[] => {
	const taken = document.tenants.flatMap(({networks}) => networks.map(({address}) => networkOf(address)));
	const outside = document.tenants.flatMap(({networks}) => networks.map((one) => one.interface));
	return networksBeside(facts, outside).filter((prefix) => !prefix.startsWith('fe80:') && !taken.some((network) => prefixContains(network, prefix)));
};

/** What rules about tenants go by: their networks, those of the house, and what is shared. */
export const tenantLists = (context: Context): readonly Own[] =>
	parts(context).flatMap(({tenant, family}) => {
		const listed = (list: string, prefixes: readonly Prefix[], note: string): readonly Own[] =>
			addressRows(context, list, family, prefixes, {note, why: `This is ${note}.`, without: 'The rules about it would miss it.'});
		return [
			...listed(
				own(tenant),
				networksOf(tenant, family).map(({prefix}) => prefix),
				'a network of the tenant',
			),
			...listed(house(tenant), houseOf(context), 'a network of the house'),
			...listed(
				shares(tenant),
				tenant.shares.map(({prefix}) => prefix),
				'of the house, and shared',
			),
		];
	});

const refused = {action: 'reject', 'reject-with': 'icmp-admin-prohibited'};

const keptOut = {
	why: 'In the table of the tenant there is no way to the house; without this, such packets would leave by the line.',
	without: 'Questions for addresses of the house would be sent to the provider.',
};

/**
 * By addresses, not interfaces: since 7.14 rules see the interface of the VRF in place of its members, and a rule by
 * address means the same before and after an upgrade.
 */
export const tenantFilter = (context: Context): readonly Own[] =>
	parts(context).flatMap(({tenant, family, hasShares}): readonly Own[] => {
		const row = {id: tenant.id, family, menu: menuOf(family, 'firewall/filter'), place: {kind: 'first'}} as const;
		const toHouse = {chain: 'forward', 'src-address-list': named(context, own(tenant)), 'dst-address-list': named(context, house(tenant))};
		return [
			hasShares
				? {
						...row,
						role: 'shared',
						properties: {...toHouse, action: 'jump', 'jump-target': named(context, tenant.id)},
						note: 'towards the house',
						why: 'What the tenant wants of the house is looked at first: some of it is shared.',
						without: 'Nothing could be shared.',
					}
				: {...row, ...keptOut, role: 'kept-out', properties: {...toHouse, ...refused, 'connection-state': '!established,related'}, note: 'nothing of the house'},
			{
				...row,
				role: 'left-alone',
				properties: {
					chain: 'forward',
					...refused,
					'src-address-list': `!${named(context, own(tenant))}`,
					'dst-address-list': named(context, own(tenant)),
					'connection-state': '!established,related',
					'connection-nat-state': '!dstnat',
				},
				note: 'nobody else opens connections to the tenant',
				why: 'The way back for answers is in the main table, for everybody: neither hosts of the house nor strangers on the Internet open connections by it. Port forwards of yours stay open.',
				without: 'Your hosts would reach those of the tenant; and by IPv6, so would everybody.',
			},
		];
	});

/** Many a firewall passes on what comes from the networks of the house, and nothing else; the default one does so for IPv6. */
export const tenantDoors = (context: Context): readonly Own[] =>
	parts(context).flatMap(({tenant, family, hasShares}) => {
		const doors: readonly {readonly role: string; readonly isOpen: boolean; readonly to: Properties; readonly note: string}[] = [
			{role: 'among', isOpen: networksOf(tenant, family).length > 1, to: {'dst-address-list': named(context, own(tenant))}, note: 'the tenant among themselves'},
			{role: 'to-shares', isOpen: hasShares, to: {'dst-address-list': named(context, shares(tenant))}, note: 'what is shared with the tenant'},
			{role: 'let-out', isOpen: tenant.line?.next[family] !== undefined, to: {'out-interface-list': named(context, wayOf(tenant))}, note: 'the tenant to the Internet'},
		];
		return doors
			.filter(({isOpen}) => isOpen)
			.map(
				({role, to, note}): Own => ({
					id: tenant.id,
					role,
					family,
					menu: menuOf(family, 'firewall/filter'),
					properties: {chain: 'forward', action: 'accept', 'src-address-list': named(context, own(tenant)), ...to},
					place: {kind: 'before-drop'},
					note,
					why: 'Passed on, unless bans, or rules of yours that stand before the last ones, say otherwise.',
					without: 'A firewall that passes on nothing but what comes from your own networks would drop it.',
				}),
			);
	});

/** What is shared goes back to the user's rules; all else of the house is refused. */
export const tenantChains = (context: Context): readonly Own[] =>
	parts(context)
		.filter(({hasShares}) => hasShares)
		.flatMap(({tenant, family}): readonly Own[] => {
			const row = {id: tenant.id, family, menu: menuOf(family, 'firewall/filter'), place: {kind: 'last'}} as const;
			const chain = named(context, tenant.id);
			return [
				{
					...row,
					role: 'return',
					properties: {chain, action: 'return', 'dst-address-list': named(context, shares(tenant))},
					note: 'shared with the tenant',
					why: 'Your own rules decide on what is shared, as on everything else.',
					without: 'Nothing could be shared.',
				},
				{...row, ...keptOut, role: 'refuse', properties: {chain, ...refused}, note: 'nothing else of the house'},
			];
		});

/** Nobody on the Internet knows the tenant's addresses; a rule of yours for the line may not cover them. */
export const tenantNat = (context: Context): readonly Own[] =>
	parts(context).flatMap(({tenant, family}) =>
		tenant.line?.next[family] === undefined
			? []
			: networksOf(tenant, family)
					.filter(isTranslated)
					.map(
						({id, prefix}): Own => ({
							id,
							role: 'nat',
							family,
							menu: menuOf(family, 'firewall/nat'),
							properties: {chain: 'srcnat', action: 'masquerade', 'src-address': prefix, 'out-interface-list': named(context, wayOf(tenant)), 'ipsec-policy': 'out,none'},
							place: {kind: 'first'},
							note: 'the tenant on the line',
							why: 'On the line the tenant goes under the address of the router.',
							without: 'Nobody on the Internet could answer.',
						}),
					),
	);
