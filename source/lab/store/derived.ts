import {addressOf, networkOf, parseInterfaceAddress} from '../../net/index.js';
import type {Faults} from '../machine/faults.js';
import type {Line} from './site.js';
import {lineBehind} from './site.js';
import type {Row, Store} from './store.js';
import type {View} from './view.js';
import {vrfReader} from './vrf.js';

/** What dynamic rows depend on. */
export type DerivedContext = {
	readonly store: Store;
	readonly faults: Faults;
	/** Ids of rows that come and go, the same for the same key until reboot. */
	readonly idFor: (menu: string, key: string) => string;
	readonly resolve: (name: string) => readonly string[];
	readonly hasLoopback: boolean;
	readonly hasFasttrack6: boolean;
	readonly now: () => number;
	/** Whether the check of a gateway has failed often enough. */
	readonly gatewayDown: (gateway: string) => boolean;
};

export type Interface = {readonly menu: string; readonly type: string; readonly row: Row; readonly name: string; readonly running: boolean};

const types: Readonly<Record<string, string>> = {
	ethernet: 'ether',
	wireguard: 'wg',
	'pppoe-client': 'pppoe-out',
	'l2tp-client': 'l2tp-out',
	'sstp-client': 'sstp-out',
	'ovpn-client': 'ovpn-out',
	'pptp-client': 'pptp-out',
};

const isInterfaceMenu = (menu: string): boolean => menu.startsWith('/interface/') && menu.split('/').length === 3 && menu !== '/interface/list';

const isOn = (row: Row): boolean => row.properties.disabled !== 'yes';

/** What an interface rests on: it is up only while that is. */
const parents: Readonly<Record<string, string>> = {vlan: 'interface', macvlan: 'interface', vrrp: 'interface', 'pppoe-client': 'interface'};

/** Interfaces that are up only while somebody answers at the other end. */
const dialled: ReadonlySet<string> = new Set(['pppoe-client', 'l2tp-client', 'sstp-client', 'ovpn-client', 'pptp-client', 'lte']);

type InterfaceContext = Pick<DerivedContext, 'store' | 'faults'>;

/** Of each store, its interfaces as they were told last, and what they were told from: they are asked for all the time. */
const told = new WeakMap<Store, {readonly from: readonly unknown[]; readonly interfaces: readonly Interface[]}>();

export const interfacesOf = ({store, faults}: InterfaceContext): readonly Interface[] => {
	const menus = store.menus().filter(isInterfaceMenu);
	// Rows that were handed out never change; faults do.
	const from = [...menus.map((menu) => store.rows(menu)), [...faults.linksDown].join(), [...faults.farEndsDown].join()];
	const last = told.get(store);
	if (last?.from.length === from.length && last.from.every((one, index) => one === from[index])) {
		return last.interfaces;
	}

	const interfaces = interfacesIn({store, faults}, menus);
	told.set(store, {from, interfaces});
	return interfaces;
};

const interfacesIn = ({store, faults}: InterfaceContext, menus: readonly string[]): readonly Interface[] => {
	const all = menus.flatMap((menu) => store.rows(menu).map((row) => ({menu, row, word: menu.slice('/interface/'.length), name: row.properties.name ?? ''})));
	const byName = new Map(all.map((one) => [one.name, one]));
	const isUp = (name: string, depth: number): boolean => {
		const one = byName.get(name);
		if (one === undefined || depth > all.length || !isOn(one.row) || faults.linksDown.has(name) || (dialled.has(one.word) && faults.farEndsDown.has(name))) {
			return false;
		}

		const parent = one.row.properties[parents[one.word] ?? ''];
		return parent === undefined || isUp(parent, depth + 1);
	};
	return all
		.map(({menu, row, word, name}): Interface => ({menu, type: types[word] ?? word, row, name, running: isUp(name, 0)}))
		.toSorted((a, b) => Number.parseInt(a.row.id.slice(1), 16) - Number.parseInt(b.row.id.slice(1), 16));
};

/** What the router was given by whoever is at the other end of an interface: by DHCP, by dialling in, by a modem. */
type Lease = {
	readonly kind: 'dhcp' | 'vpn' | 'modem';
	readonly row: Row;
	readonly interface: string;
	readonly line: Line;
};

const clientMenus = [
	{menu: '/ip/dhcp-client', kind: 'dhcp', name: 'interface'},
	{menu: '/interface/pppoe-client', kind: 'vpn', name: 'name'},
	{menu: '/interface/lte', kind: 'modem', name: 'name'},
] as const;

/** PPPoE adds no default route and takes no DNS unless told to; the others do (defaults of 7.x). */
const isWanted = ({kind, row}: Lease, property: 'add-default-route' | 'use-peer-dns'): boolean => (row.properties[property] ?? (kind === 'vpn' ? 'no' : 'yes')) !== 'no';

export const leasesOf = (context: DerivedContext): readonly Lease[] => {
	const running = new Set(interfacesOf(context).flatMap(({name, running: up}) => (up ? [name] : [])));
	return clientMenus
		.flatMap(({menu, kind, name}) => context.store.rows(menu).map((row) => ({kind, row, interface: row.properties[name] ?? ''})))
		.flatMap((client, position) =>
			isOn(client.row) && running.has(client.interface)
				? [{...client, line: {...lineBehind(context.store.site, client.interface, position), ...context.faults.lines.get(client.interface)}}]
				: [],
		);
};

export const dynamicServers = (context: DerivedContext): readonly string[] => [
	...new Set(leasesOf(context).flatMap((lease) => (isWanted(lease, 'use-peer-dns') ? lease.line.dns : []))),
];

/** What a DHCP client was given; undefined while it has no lease. */
export const leaseOf = (context: DerivedContext, row: Row): Line | undefined => leasesOf(context).find((lease) => lease.row === row)?.line;

const dynamicView = (context: DerivedContext, menu: string, key: string, properties: Readonly<Record<string, string>>, ...flags: readonly string[]): View => ({
	id: context.idFor(menu, key),
	properties: {disabled: 'no', ...properties},
	flags: new Set(['dynamic', ...flags]),
});

const ipv6Enabled = (store: Store): boolean => store.settings('/ipv6/settings')['disable-ipv6'] !== 'yes';

const networkAddress = (address: string): string => {
	const parsed = parseInterfaceAddress(address);
	return parsed === undefined ? '' : (networkOf(parsed).split('/')[0] ?? '');
};

/** Addresses that the machine gives itself: by DHCP, by router advertisement, link-local. */
export const dynamicAddresses = (context: DerivedContext, family: 4 | 6): readonly View[] => {
	const clients = leasesOf(context);
	if (family === 4) {
		return clients.map(({kind, interface: name, line: {address, gateway}}) =>
			dynamicView(context, '/ip/address', name, {
				// A dialled line is a point-to-point one: its network is the far end.
				...(kind === 'vpn' ? {address: `${address.split('/')[0]}/32`, network: gateway} : {address, network: networkAddress(address)}),
				interface: name,
				'actual-interface': name,
			}),
		);
	}

	if (!ipv6Enabled(context.store)) {
		return [];
	}

	const global = clients.flatMap(({interface: name, line: {address6}}) =>
		address6 === undefined
			? []
			: dynamicView(
					context,
					'/ipv6/address',
					`g ${name}`,
					{address: address6, 'from-pool': '', interface: name, 'actual-interface': name, 'eui-64': 'no', advertise: 'no', 'no-dad': 'no'},
					'global',
				),
	);
	const slaves = ports(context.store);
	const local = interfacesOf(context)
		.filter(({running, name}) => running && !slaves.has(name))
		.map(({name, row}) =>
			dynamicView(
				context,
				'/ipv6/address',
				`l ${name}`,
				{
					address: `fe80::4aa9:8aff:fe0d:4e${Number.parseInt(row.id.slice(1), 16).toString(16).padStart(2, '0')}/64`,
					'from-pool': '',
					interface: name,
					'actual-interface': name,
					'eui-64': 'no',
					advertise: 'no',
					'no-dad': 'no',
				},
				'link-local',
			),
		);
	return [...global, ...local];
};

export const ports = (store: Store): ReadonlySet<string> => new Set(store.rows('/interface/bridge/port').flatMap((row) => (isOn(row) ? [row.properties.interface ?? ''] : [])));

type Connected = {readonly network: string; readonly interface: string; readonly address: string};

/** Networks that the router is directly in, through interfaces that are up. */
const connected = (context: DerivedContext, family: 4 | 6): readonly Connected[] => {
	const running = new Set(interfacesOf(context).flatMap(({name, running: up}) => (up ? [name] : [])));
	const menu = family === 4 ? '/ip/address' : '/ipv6/address';
	const kept = context.store.rows(menu).filter(isOn);
	const all = [...dynamicAddresses(context, family), ...(family === 6 && !ipv6Enabled(context.store) ? [] : kept)];
	return all.flatMap(({properties}) => {
		const address = parseInterfaceAddress(properties.address ?? '');
		const name = properties.interface ?? '';
		return address === undefined || !running.has(name) ? [] : [{network: networkOf(address), interface: name, address: addressOf(address)}];
	});
};

export const connectedAddresses = (context: DerivedContext): readonly string[] => [...connected(context, 4), ...connected(context, 6)].map(({address}) => address);

const routeMenu = {4: '/ip/route', 6: '/ipv6/route'} as const;

/** The tables that a client puts its default route into, with the distance in each (7.18+). */
const tablesOf = ({row: {properties}, interface: name}: Lease, vrfOf: (name: string) => string): readonly (readonly [table: string, distance: string])[] =>
	(properties['default-route-tables'] ?? 'default').split(',').map((part) => {
		const [table = '', distance = properties['default-route-distance'] ?? '1'] = part.split(':');
		return [table === 'default' ? vrfOf(name) : table, distance];
	});

/** Connected routes and the default routes of what the router was given. */
export const dynamicRoutes = (context: DerivedContext, family: 4 | 6): readonly View[] => {
	const menu = routeMenu[family];
	const vrfOf = vrfReader(context.store);
	const networks = connected(context, family).map(({network, interface: name, address}) => {
		// Link-local networks name their interface in the prefix (print captures of 7.x).
		const destination = network.startsWith('fe80::') ? `fe80::%${name}/64` : network;
		const vrf = vrfOf(name);
		// As captured on 7.x routers with a VRF (ipspace/netlab): its interfaces carry its name.
		const gateway = vrf === 'main' ? name : `${name}@${vrf}`;
		return {
			...dynamicView(
				context,
				menu,
				`c ${destination} ${name}`,
				{
					'routing-table': vrf,
					'target-scope': '5',
					blackhole: 'no',
					'dst-address': destination,
					gateway,
					'immediate-gw': name,
					distance: '0',
					scope: '10',
					'local-address': `${address}%${gateway}`,
				},
				'connect',
				'active',
			),
			unnumbered: true,
		} as const;
	});
	const lines = leasesOf(context).flatMap((lease): readonly View[] => {
		const {kind, interface: name, line} = lease;
		const gateway6 = ipv6Enabled(context.store) && line.gateway6 !== undefined ? `${line.gateway6}%${name}` : undefined;
		const gateway4 = isWanted(lease, 'add-default-route') ? (kind === 'dhcp' ? line.gateway : name) : undefined;
		const gateway = family === 6 ? gateway6 : gateway4;
		if (gateway === undefined) {
			return [];
		}

		return tablesOf(lease, vrfOf).map(([table, distance]) => ({
			...dynamicView(
				context,
				menu,
				`d ${name} ${table}`,
				{
					'routing-table': table,
					blackhole: 'no',
					'dst-address': family === 4 ? '0.0.0.0/0' : '::/0',
					gateway,
					'immediate-gw': gateway === name ? name : `${gateway.split('%')[0]}%${name}`,
					distance,
					scope: '30',
					'target-scope': '10',
					'vrf-interface': name,
				},
				family === 4 ? kind : 'slaac',
			),
			unnumbered: true,
		}));
	});
	return [...lines, ...networks];
};

const dummies: Readonly<Record<string, string>> = {
	'/ip/firewall/filter': 'forward',
	'/ip/firewall/mangle': 'prerouting',
	'/ip/firewall/raw': 'prerouting',
	'/ipv6/firewall/filter': 'forward',
	'/ipv6/firewall/mangle': 'prerouting',
	'/ipv6/firewall/raw': 'prerouting',
};

/** The first row of filter, mangle and raw while a FastTrack rule is on; it cannot be changed. */
export const fasttrackDummies = (context: DerivedContext, menu: string): readonly View[] => {
	const chain = dummies[menu];
	const family = menu.startsWith('/ipv6/') ? '6' : '';
	const filter = family === '6' ? '/ipv6/firewall/filter' : '/ip/firewall/filter';
	const on =
		chain !== undefined && (family === '' || context.hasFasttrack6) && context.store.rows(filter).some((row) => isOn(row) && row.properties.action === 'fasttrack-connection');
	return on ? [dynamicView(context, menu, 'fasttrack', {chain, action: 'passthrough', comment: `special dummy rule to show fasttrack${family} counters`})] : [];
};

/** The addresses behind the domain names of a list, one row each, under the name as comment. */
export const listChildren = (context: DerivedContext, menu: string): readonly View[] => {
	const six = menu.startsWith('/ipv6/');
	return context.store.rows(menu).flatMap((row) => {
		const {address = '', list = ''} = row.properties;
		return isOn(row) && /[a-z]/i.test(address) && !address.includes(':')
			? context
					.resolve(address)
					.filter((ip) => ip.includes(':') === six)
					.map((ip) => dynamicView(context, menu, `${row.id} ${ip}`, {list, address: six ? `${ip}/128` : ip, comment: address}))
			: [];
	});
};
