import type {Diagnostic} from '../diagnostics/index.js';
import {display, error} from '../diagnostics/index.js';
import type {Prefix} from '../net/index.js';
import {addressFamily, addressFromValue, addressOf, addressValue, mergePrefixes, networkOf, prefixBounds, prefixContains, prefixLength} from '../net/index.js';
import type {Tenant, TenantNetwork, Uplink} from '../policy/index.js';
import {networksBeside, partOf, routedOver} from '../policy/index.js';
import type {Context} from './context.js';
import {named} from './context.js';
import {hopOf} from './hops.js';
import {interfaceList, member} from './interfaces.js';
import {keyPart} from './names.js';
import type {Own} from './own.js';

const ofNetwork = (tenant: Tenant, name: string): string => `${partOf(tenant.id)}.${keyPart(name)}`;
const house = (tenant: Tenant): string => `${tenant.id}-house`;
const shares = (tenant: Tenant): string => `${tenant.id}-shares`;
const way = (tenant: Tenant): string => `${tenant.id}-way`;

/** The line of a tenant as an uplink, for whoever follows its next hop. */
export const tenantLines = ({document}: Context): readonly Uplink[] =>
	document.tenants.flatMap(({id, line}) => (line === undefined ? [] : [{id, title: `the line ${line.name}`, kind: line, nat: {4: true, 6: false}, carries: {4: true, 6: false}}]));

/** Everything of a network but its first addresses, which people give to servers, and the router's own. */
const poolOf = ({address}: TenantNetwork): string => {
	const {first, last} = prefixBounds(networkOf(address));
	const size = last - first;
	const start = first + (size > 64n ? 20n : 2n);
	const own = addressValue(addressOf(address));
	const text = (value: bigint): string => addressFromValue(4, value);
	const ranges: readonly (readonly [bigint, bigint])[] =
		own < start || own >= last
			? [[start, last - 1n]]
			: [
					[start, own - 1n],
					[own + 1n, last - 1n],
				];
	return ranges
		.filter(([from, to]) => from <= to)
		.map(([from, to]) => `${text(from)}-${text(to)}`)
		.join(',');
};

const handedOut = (context: Context, tenant: Tenant, network: TenantNetwork): readonly Own[] => {
	const row = {id: ofNetwork(tenant, network.interface), family: 4} as const;
	const name = named(context, row.id);
	return network.handsOut === undefined
		? []
		: [
				{
					...row,
					role: 'pool',
					menu: '/ip/pool',
					properties: {name, ranges: poolOf(network)},
					note: 'addresses to hand out',
					why: `Hosts of ${tenant.title} get addresses from here.`,
					without: 'The DHCP server would have nothing to give.',
				},
				{
					...row,
					role: 'dhcp-options',
					menu: '/ip/dhcp-server/network',
					properties: {address: networkOf(network.address), gateway: addressOf(network.address), 'dns-server': network.handsOut.join(',')},
					note: 'router and resolvers',
					why: `Hosts of ${tenant.title} are told this router, and resolvers that they reach by their own table: the one of the house is not there for them.`,
					without: 'They would have an address and know nobody.',
				},
				{
					...row,
					role: 'dhcp',
					// Public exports of 7.x say nothing of `disabled` for servers that run: a new one is on.
					menu: '/ip/dhcp-server',
					properties: {name, interface: network.interface, 'address-pool': name},
					note: 'hands out addresses',
					why: `Hands out addresses on ${network.interface}. It works on the interface, whichever table that is in.`,
					without: 'Every host would have to be told its address by hand.',
				},
			];
};

const routesOf = (context: Context, tenant: Tenant): readonly Own[] => {
	const table = named(context, tenant.id);
	const [uplink] = tenantLines({...context, document: {...context.document, tenants: [tenant]}});
	const base = {family: 4, menu: '/ip/route'} as const;
	return [
		...(uplink === undefined
			? []
			: [
					{
						...base,
						id: tenant.id,
						role: 'default',
						properties: {'dst-address': '0.0.0.0/0', gateway: hopOf(context, uplink, 4).gateway, 'routing-table': table},
						volatile: hopOf(context, uplink, 4).volatile,
						note: 'to the Internet, by the line of the house',
						why: 'In the table of the tenant. A next hop is looked up in the main table, so it may be on a line of the house.',
						without: 'The tenant would have no way out.',
					},
				]),
		...tenant.networks.map(
			({interface: name, address}): Own => ({
				...base,
				id: ofNetwork(tenant, name),
				role: 'back',
				properties: {'dst-address': networkOf(address), gateway: `${name}@${table}`},
				note: 'the way back to the tenant',
				why: 'In the main table: answers come in by a line of the house, and find back to the tenant. A way between tables needs both directions.',
				without: 'Answers would find no route.',
			}),
		),
		...tenant.shares.map(
			({prefix, interface: by}): Own => ({
				...base,
				id: `${partOf(tenant.id)}.${keyPart(prefix)}`,
				role: 'share',
				properties: {'dst-address': prefix, gateway: `${by}@main`, 'routing-table': table},
				note: 'shared with the tenant',
				why: `The tenant reaches ${prefix} of the house.`,
				without: 'It would look for it on the Internet.',
			}),
		),
	];
};

/** A routing table that its interfaces cannot leave (VRF), addresses, and what leads out and back. */
export const tenants = (context: Context): readonly Own[] =>
	context.document.tenants.flatMap((tenant) => [
		...(tenant.line === undefined
			? []
			: [
					interfaceList(
						context,
						way(tenant),
						'the line of the tenant',
						'Rules about this line name the list, so that they hold when the interface is gone.',
						'They would be off with the interface.',
					),
					member(context, way(tenant), tenant.line.name, `The tenant leaves by ${tenant.line.name}.`, 'No rule would know the line.'),
				]),
		...tenant.networks
			.filter(({isNew}) => isNew)
			.map(
				({interface: name, address}): Own => ({
					id: ofNetwork(tenant, name),
					role: 'address',
					family: 4,
					menu: '/ip/address',
					properties: {address, interface: name},
					note: 'the router, for this network',
					why: `Hosts on ${name} know the router by this address.`,
					without: 'The network would have no router.',
				}),
			),
		...tenant.networks.flatMap((network) => handedOut(context, tenant, network)),
		{
			id: tenant.id,
			role: 'vrf',
			family: 4,
			menu: '/ip/vrf',
			properties: {name: named(context, tenant.id), interfaces: tenant.networks.map((one) => one.interface).join(',')},
			place: {kind: 'first'},
			note: tenant.title,
			why: 'What comes in by these interfaces is looked up in a table of its own, in both address families. Before the built-in row, which takes all interfaces.',
			without: 'The tenant would be in the table of the house.',
		},
		...routesOf(context, tenant),
	]);

/** Networks of the house, those of tenants left out. */
const houseOf = ({facts, document}: Context): readonly Prefix[] => {
	const own = document.tenants.flatMap(({networks}) => networks.map(({address}) => networkOf(address)));
	const outside = document.tenants.flatMap(({networks}) => networks.map((one) => one.interface));
	return mergePrefixes(networksBeside(facts, outside).filter((prefix) => addressFamily(prefix) === 4 && !own.some((network) => prefixContains(network, prefix))));
};

const listed = (context: Context, list: string, role: string, prefixes: readonly Prefix[], note: string): readonly Own[] =>
	mergePrefixes(prefixes).map((prefix): Own => {
		const address = prefixLength(prefix) === 32 ? addressOf(prefix) : prefix;
		return {
			id: `${partOf(list)}.${keyPart(address)}`,
			role,
			family: 4,
			menu: '/ip/firewall/address-list',
			properties: {list: named(context, list), address},
			note,
			why: `${address}: ${note}.`,
			without: 'The rules about it would miss it.',
		};
	});

export const tenantLists = (context: Context): readonly Own[] =>
	context.document.tenants.flatMap((tenant) => [
		...listed(context, house(tenant), 'of-house', houseOf(context), 'a network of the house'),
		...listed(
			context,
			shares(tenant),
			'of-shares',
			tenant.shares.map(({prefix}) => prefix),
			'shared with the tenant',
		),
	]);

/**
 * By addresses, not interfaces: since 7.14 rules see the interface of the VRF in place of its members, and a rule by
 * address means the same before and after an upgrade.
 */
export const tenantFilter = (context: Context): readonly Own[] =>
	context.document.tenants.flatMap((tenant) =>
		tenant.networks.flatMap(({interface: name, address}): readonly Own[] => {
			const network = networkOf(address);
			const row = {id: ofNetwork(tenant, name), family: 4, menu: '/ip/firewall/filter', place: {kind: 'first'}} as const;
			const refused = {chain: 'forward', action: 'reject', 'reject-with': 'icmp-admin-prohibited'};
			return [
				...(tenant.shares.length === 0
					? []
					: [
							{
								...row,
								role: 'shared',
								properties: {
									chain: 'forward',
									action: 'jump',
									'jump-target': named(context, tenant.id),
									'src-address': network,
									'dst-address-list': named(context, house(tenant)),
								},
								note: 'towards the house',
								why: 'What the tenant wants of the house is looked at first: some of it is shared.',
								without: 'Nothing could be shared.',
							},
						]),
				...(tenant.shares.length === 0
					? [
							{
								...row,
								role: 'kept-out',
								properties: {...refused, 'src-address': network, 'dst-address-list': named(context, house(tenant)), 'connection-state': '!established,related'},
								note: 'nothing of the house',
								why: 'In the table of the tenant there is no way to the house; without this, such packets would leave by the line.',
								without: 'Questions for your private addresses would be sent to the provider.',
							},
						]
					: []),
				{
					...row,
					role: 'left-alone',
					properties: {
						...refused,
						'dst-address': network,
						'src-address-list': named(context, house(tenant)),
						'connection-state': '!established,related',
						'connection-nat-state': '!dstnat',
					},
					note: 'the house leaves the tenant alone',
					why: 'The way back for answers is in the main table; hosts of the house open no connections by it.',
					without: 'Your hosts would reach those of the tenant.',
				},
			];
		}),
	);

/** What is shared goes back to the user's rules; all else of the house is refused. */
export const tenantChains = (context: Context): readonly Own[] =>
	context.document.tenants
		.filter((tenant) => tenant.shares.length > 0)
		.flatMap((tenant): readonly Own[] => {
			const row = {id: tenant.id, family: 4, menu: '/ip/firewall/filter', place: {kind: 'last'}} as const;
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
				{
					...row,
					role: 'refuse',
					properties: {chain, action: 'reject', 'reject-with': 'icmp-admin-prohibited'},
					note: 'nothing else of the house',
					why: 'In the table of the tenant there is no way to the house; without this, such packets would leave by the line.',
					without: 'Questions for your private addresses would be sent to the provider.',
				},
			];
		});

/** Nobody on the Internet knows the tenant's addresses; a rule of yours for the line may not cover them. */
export const tenantNat = (context: Context): readonly Own[] =>
	context.document.tenants
		.filter(({line}) => line !== undefined)
		.flatMap((tenant) =>
			tenant.networks.map(
				({interface: name, address}): Own => ({
					id: ofNetwork(tenant, name),
					role: 'nat',
					family: 4,
					menu: '/ip/firewall/nat',
					properties: {chain: 'srcnat', action: 'masquerade', 'src-address': networkOf(address), 'out-interface-list': named(context, way(tenant)), 'ipsec-policy': 'out,none'},
					place: {kind: 'first'},
					note: 'the tenant on the line',
					why: 'On the line the tenant goes under the address of the router.',
					without: 'Nobody on the Internet could answer.',
				}),
			),
		);

/** A tenant's network must be none of the house's, and who changes the router must not move into it. */
export const tenantProblems = (context: Context): readonly Diagnostic[] => {
	const {document, facts} = context;
	const from = facts.session?.from;
	return document.tenants.flatMap(({id, networks}) =>
		networks.flatMap(({interface: name, address}) => [
			...facts.addresses
				.filter((row) => row.interface !== name && addressFamily(row.address) === 4)
				.filter((row) => prefixContains(networkOf(row.address), networkOf(address)) || prefixContains(networkOf(address), networkOf(row.address)))
				.map((row) =>
					error('tenant-overlaps', `${networkOf(address)} is a network of ${display(row.interface)}, too.`, {
						hint: 'Ways between tables go by addresses: each network needs its own.',
						field: id,
					}),
				),
			...routedOver(facts, name)
				.slice(0, 1)
				.map((destination) =>
					error('tenant-carries-routes', `The way to ${destination} leads over ${display(name)}: the house would lose it.`, {
						hint: 'A tenant takes whole interfaces; take another one.',
						field: id,
					}),
				),
			...(from !== undefined && prefixContains(networkOf(address), from)
				? [
						error('tenant-of-your-own', `You are sitting in ${display(name)}: there the router could not be managed any more.`, {
							hint: 'Connect from a network of the house.',
							field: id,
						}),
					]
				: []),
		]),
	);
};
