import type {Family, Prefix} from '../../net/index.js';
import {addressFamily, addressFromValue, addressOf, addressValue, networkOf, prefixBounds} from '../../net/index.js';
import type {Id, Tenant, TenantNetwork} from '../../policy/index.js';
import {partOf} from '../../policy/index.js';
import type {Context} from '../context.js';
import {menuOf, named} from '../context.js';
import type {Adjustment} from '../fragment.js';
import {keyPart} from '../names.js';
import type {Own} from '../own.js';

type Network = TenantNetwork & {readonly id: Id; readonly family: Family; readonly prefix: Prefix};

/** A tenant's networks of one family, each with a name of its own: its interface's, where that has no other one of the family. */
export const networksOf = (tenant: Tenant, family: Family): readonly Network[] => {
	const all = tenant.networks.filter(({address}) => addressFamily(address) === family);
	return all.map((network, index) => {
		const prefix = networkOf(network.address);
		const isFirst = all.findIndex((one) => one.interface === network.interface) === index;
		return {...network, id: `${partOf(tenant.id)}.${keyPart(isFirst ? network.interface : prefix)}`, family, prefix};
	});
};

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

/** IPv4 by DHCP: a pool, what hosts are told, and the server. */
const leased = (context: Context, tenant: Tenant, network: Network): readonly Own[] => {
	const name = named(context, network.id);
	const row = {id: network.id, family: 4} as const;
	return [
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
			properties: {address: network.prefix, gateway: addressOf(network.address), 'dns-server': (network.handsOut ?? []).join(',')},
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

/** Networks that hosts are told about; an interface announces all of its IPv6 prefixes together. */
const toldOf = (tenant: Tenant, family: Family): readonly Network[] =>
	networksOf(tenant, family)
		.filter(({handsOut}) => handsOut !== undefined)
		.filter(({interface: name}, index, all) => family === 4 || all.findIndex((one) => one.interface === name) === index);

const hasRow = ({facts}: Context, {interface: name}: Network): boolean => facts.announced?.includes(name) === true;

const announcing = ({title}: Tenant): string => `Hosts of ${title} are told this router and their prefix, and resolvers that they reach by their own table.`;

/**
 * IPv6 by router advertisements: the row for all interfaces announces the prefix already, and with it the resolvers of
 * the house (manual, IPv6 Neighbor Discovery: `advertise-dns`), so this interface gets a row of its own.
 */
const announced = (tenant: Tenant, {id, interface: name, handsOut = []}: Network): Own => ({
	id,
	role: 'announced',
	family: 6,
	menu: '/ipv6/nd',
	properties: {interface: name, ...(handsOut.length === 0 ? {'advertise-dns': 'no'} : {dns: handsOut.join(',')})},
	note: 'resolvers of the tenant',
	why: announcing(tenant),
	without: 'They would be told the resolvers of the house, which they do not reach.',
});

/** An interface takes one such row: where the user has made it already, that one says what the tenant is to be told. */
export const announcements = (context: Context): readonly Adjustment[] =>
	context.families.includes(6)
		? context.document.tenants.flatMap((tenant) =>
				toldOf(tenant, 6)
					.filter((network) => hasRow(context, network))
					.map(
						({interface: name, handsOut = []}): Adjustment => ({
							menu: '/ipv6/nd',
							find: {interface: name},
							set: handsOut.length === 0 ? {'advertise-dns': 'no'} : {'advertise-dns': 'yes', dns: handsOut.join(','), disabled: 'no'},
							why: announcing(tenant),
						}),
					),
			)
		: [];

/** The router's own addresses in a tenant's networks, and what hosts there are told. */
export const tenantNetworks = (context: Context, tenant: Tenant): readonly Own[] =>
	context.families.flatMap((family) => [
		...networksOf(tenant, family)
			.filter(({isNew}) => isNew)
			.map(
				({id, interface: name, address}): Own => ({
					id,
					role: 'address',
					family,
					menu: menuOf(family, 'address'),
					properties: {address, interface: name},
					note: 'the router, for this network',
					why: `Hosts on ${name} know the router by this address.`,
					without: 'The network would have no router.',
				}),
			),
		...toldOf(tenant, family).flatMap((network) => (family === 4 ? leased(context, tenant, network) : hasRow(context, network) ? [] : [announced(tenant, network)])),
	]);
