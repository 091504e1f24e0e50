import {addressFamily} from '../../net/index.js';
import type {Tenant, Uplink} from '../../policy/index.js';
import {partOf} from '../../policy/index.js';
import type {Context} from '../context.js';
import {menuOf, named} from '../context.js';
import {hopOf} from '../hops.js';
import {interfaceList, member} from '../interfaces.js';
import {keyPart} from '../names.js';
import type {Own} from '../own.js';
import {networksOf, tenantNetworks} from './networks.js';

/** The list that holds the line of a tenant. */
export const wayOf = ({id}: Tenant): string => `${id}-way`;

const lineOf = ({id, line}: Tenant): Uplink | undefined =>
	line === undefined
		? undefined
		: {id, title: `the line ${line.name}`, kind: line, nat: {4: true, 6: false}, carries: {4: line.next[4] !== undefined, 6: line.next[6] !== undefined}};

/** The line of a tenant as an uplink, for whoever follows its next hop. */
export const tenantLines = ({document}: Context): readonly Uplink[] => document.tenants.flatMap((tenant) => lineOf(tenant) ?? []);

/** What leads out of the table of the VRF, and back into it. */
const routesOf = (context: Context, tenant: Tenant): readonly Own[] => {
	const table = named(context, tenant.id);
	const uplink = lineOf(tenant);
	return context.families.flatMap((family): readonly Own[] => {
		const networks = networksOf(tenant, family);
		const base = {family, menu: menuOf(family, 'route')};
		return [
			...(uplink === undefined || !uplink.carries[family] || networks.length === 0
				? []
				: [
						{
							...base,
							id: tenant.id,
							role: 'default',
							properties: {'dst-address': family === 4 ? '0.0.0.0/0' : '::/0', gateway: hopOf(context, uplink, family).gateway, 'routing-table': table},
							volatile: hopOf(context, uplink, family).volatile,
							note: 'to the Internet, by the line of the house',
							why: 'In the table of the tenant. A next hop is looked up in the main table, so it may be on a line of the house.',
							without: 'The tenant would have no way out.',
						},
					]),
			...networks.map(
				({id, interface: name, prefix}): Own => ({
					...base,
					id,
					role: 'back',
					properties: {'dst-address': prefix, gateway: `${name}@${table}`},
					note: 'the way back to the tenant',
					why: 'In the main table: answers come in by a line of the house, and find back to the tenant. A way between tables needs both directions.',
					without: 'Answers would find no route.',
				}),
			),
			...tenant.shares
				.filter(({prefix}) => addressFamily(prefix) === family)
				.map(
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
	});
};

/** A routing table that its interfaces cannot leave (VRF), addresses, and what leads out and back. */
export const tenants = (context: Context): readonly Own[] =>
	context.document.tenants.flatMap((tenant) => [
		...(tenant.line === undefined
			? []
			: [
					interfaceList(
						context,
						wayOf(tenant),
						'the line of the tenant',
						'Rules about this line name the list, so that they hold when the interface is gone.',
						'They would be off with the interface.',
					),
					member(context, wayOf(tenant), tenant.line.name, `The tenant leaves by ${tenant.line.name}.`, 'No rule would know the line.'),
				]),
		...tenantNetworks(context, tenant),
		{
			id: tenant.id,
			role: 'vrf',
			family: 4,
			menu: '/ip/vrf',
			properties: {name: named(context, tenant.id), interfaces: [...new Set(tenant.networks.map((one) => one.interface))].join(',')},
			place: {kind: 'first'},
			note: tenant.title,
			why: 'What comes in by these interfaces is looked up in a table of its own, in both address families. Before the built-in row, which takes all interfaces.',
			without: 'The tenant would be in the table of the house.',
		},
		...routesOf(context, tenant),
	]);
