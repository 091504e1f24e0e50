import {dynamicAddresses, leaseOf, ports} from '../../store/derived.js';
import {routesOf} from '../../store/routes.js';
import {formatDuration} from '../../store/text.js';
import type {Context} from '../context.js';
import {neighboursOf} from '../neighbours.js';
import type {Reader} from './row.js';
import {effective, plain, refersToNothing, withProperties} from './row.js';

const tableInUse = (context: Context, name: string): boolean =>
	['/ip/route', '/ipv6/route', '/routing/rule', '/ip/firewall/mangle', '/ipv6/firewall/mangle'].some((menu) =>
		context.store
			.rows(menu)
			.some(({properties}) => properties.disabled !== 'yes' && [properties['routing-table'], properties.table, properties['new-routing-mark']].includes(name)),
	);

const addressRows =
	(family: 4 | 6): Reader =>
	(context, menu) => [
		...context.store.rows(menu).map((row) => {
			const view = plain(context, menu, row, ...(ports(context.store).has(row.properties.interface ?? '') ? ['slave'] : []));
			return withProperties(view, {'actual-interface': row.properties.interface ?? '', ...(context.release.minor >= 23 && family === 4 ? {vrf: 'main'} : {})});
		}),
		...dynamicAddresses(context.derived, family),
	];

const routeRows =
	(family: 4 | 6): Reader =>
	(context, menu) =>
		routesOf(context.derived, family, (row) => effective(context, menu, row));

const tableRows: Reader = (context, menu) => [
	{id: context.derived.idFor(menu, 'main'), properties: {name: 'main', fib: 'yes', disabled: 'no'}, flags: new Set(['dynamic', 'used'])},
	...context.store
		.rows('/ip/vrf')
		.filter(({builtin, properties}) => builtin !== true && properties.disabled !== 'yes')
		.map(({properties: {name = ''}}) => ({id: context.derived.idFor(menu, `vrf ${name}`), properties: {name, fib: 'yes', disabled: 'no'}, flags: new Set(['dynamic'])})),
	...context.store.rows(menu).map((row) => plain(context, menu, row, ...(tableInUse(context, row.properties.name ?? '') ? ['used'] : []))),
];

const ruleRows: Reader = (context, menu) => context.store.rows(menu).map((row) => plain(context, menu, row, ...(refersToNothing(row.properties) ? ['inactive'] : [])));

const clientRows: Reader = (context, menu) =>
	context.store.rows(menu).map((row) => {
		const lease = leaseOf(context.derived, row);
		const state: Readonly<Record<string, string>> =
			lease !== undefined
				? {
						status: 'bound',
						address: lease.address,
						gateway: lease.gateway,
						'dhcp-server': lease.gateway,
						'primary-dns': lease.dns[0] ?? '',
						'expires-after': '23h12m',
					}
				: {status: row.properties.disabled === 'yes' ? 'stopped' : 'searching...'};
		return withProperties(plain(context, menu, row), state);
	});

const cacheRows: Reader = (context, menu) =>
	context.dns.cached().map(({name, type, data, until}) => ({
		id: context.derived.idFor(menu, `${name} ${data}`),
		properties: {name, type, data, ...(until === undefined ? {} : {ttl: formatDuration(BigInt(Math.ceil((until - context.tasks.uptime()) / 1000) * 1000))})},
		flags: new Set(until === undefined ? ['static'] : []),
	}));

export const ipReaders: Readonly<Record<string, Reader>> = {
	'/ip/address': addressRows(4),
	'/ipv6/address': addressRows(6),
	'/ip/dhcp-client': clientRows,
	'/ip/dns/cache': cacheRows,
	'/ip/neighbor': neighboursOf,
	'/ip/route': routeRows(4),
	'/ipv6/route': routeRows(6),
	'/routing/rule': ruleRows,
	'/routing/table': tableRows,
};
