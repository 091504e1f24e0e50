import {addressOf, networkOf, parseInterfaceAddress, parseIp, parsePrefix, prefixContains} from '../../net/index.js';
import type {Faults} from '../machine/faults.js';
import type {Line} from './site.js';
import {lineBehind} from './site.js';
import type {Row, Store} from './store.js';
import type {View} from './view.js';

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

export const interfacesOf = ({store, faults}: Pick<DerivedContext, 'store' | 'faults'>): readonly Interface[] =>
	store
		.menus()
		.filter(isInterfaceMenu)
		.flatMap((menu) =>
			store.rows(menu).map((row): Interface => {
				const name = row.properties.name ?? '';
				const word = menu.slice('/interface/'.length);
				return {menu, type: types[word] ?? word, row, name, running: isOn(row) && !faults.linksDown.has(name)};
			}),
		)
		.toSorted((a, b) => Number.parseInt(a.row.id.slice(1), 16) - Number.parseInt(b.row.id.slice(1), 16));

/** What a client got from the line behind its interface. */
type Lease = {readonly row: Row; readonly interface: string; readonly line: Line};

const leases = (context: DerivedContext): readonly Lease[] => {
	const running = new Set(interfacesOf(context).flatMap(({name, running: up}) => (up ? [name] : [])));
	return context.store.rows('/ip/dhcp-client').flatMap((row, position): readonly Lease[] => {
		const name = row.properties.interface ?? '';
		return isOn(row) && running.has(name) ? [{row, interface: name, line: lineBehind(context.store.site, name, position)}] : [];
	});
};

export const dynamicServers = (context: DerivedContext): readonly string[] => [
	...new Set(leases(context).flatMap(({row, line}) => (row.properties['use-peer-dns'] === 'no' ? [] : line.dns))),
];

/** What a DHCP client was given; undefined while it has no lease. */
export const leaseOf = (context: DerivedContext, row: Row): Line | undefined => leases(context).find((lease) => lease.row === row)?.line;

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
	const clients = leases(context);
	if (family === 4) {
		return clients.map(({interface: name, line: {address}}) =>
			dynamicView(context, '/ip/address', name, {address, network: networkAddress(address), interface: name, 'actual-interface': name}),
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

/** Connected routes and the provider's default route. */
const dynamicRoutes = (context: DerivedContext, family: 4 | 6): readonly View[] => {
	const menu = routeMenu[family];
	const shared = {'routing-table': 'main', 'target-scope': '5', blackhole: 'no'};
	const networks = connected(context, family).map(({network, interface: name, address}) => {
		// Link-local networks name their interface in the prefix (print captures of 7.x).
		const destination = network.startsWith('fe80::') ? `fe80::%${name}/64` : network;
		return {
			...dynamicView(
				context,
				menu,
				`c ${destination} ${name}`,
				{...shared, 'dst-address': destination, gateway: name, 'immediate-gw': name, distance: '0', scope: '10', 'local-address': `${address}%${name}`},
				'connect',
				'active',
			),
			unnumbered: true,
		} as const;
	});
	const lines = leases(context).flatMap(({row, interface: name, line}): readonly View[] => {
		const gateway6 = ipv6Enabled(context.store) && line.gateway6 !== undefined ? `${line.gateway6}%${name}` : undefined;
		const gateway = family === 6 ? gateway6 : row.properties['add-default-route'] === 'no' ? undefined : line.gateway;
		if (gateway === undefined) {
			return [];
		}

		const distance = row.properties['default-route-distance'] ?? '1';
		const view = dynamicView(
			context,
			menu,
			`d ${name}`,
			{
				...shared,
				'dst-address': family === 4 ? '0.0.0.0/0' : '::/0',
				gateway,
				'immediate-gw': `${gateway.split('%')[0]}%${name}`,
				distance,
				scope: '30',
				'target-scope': '10',
				'vrf-interface': name,
			},
			family === 4 ? 'dhcp' : 'slaac',
		);
		return [{...view, unnumbered: true}];
	});
	return [...lines, ...networks];
};

const reachable = (context: DerivedContext, family: 4 | 6, gateway: string): string | undefined => {
	const [target = ''] = gateway.split('@');
	const [host = '', via] = target.split('%');
	const running = new Map(interfacesOf(context).map((one) => [one.name, one.running]));
	if (running.has(host)) {
		return running.get(host) === true ? host : undefined;
	}

	if (via !== undefined) {
		return running.get(via) === true ? `${host}%${via}` : undefined;
	}

	const ip = parseIp(host);
	const found =
		ip === undefined
			? undefined
			: connected(context, family).find(({network}) => {
					const prefix = parsePrefix(network);
					return prefix !== undefined && prefixContains(prefix, ip);
				});
	return found === undefined ? undefined : `${host}%${found.interface}`;
};

/** The routes of one family, kept and dynamic, with what is active: the nearest usable one of each destination and table. */
export const routesOf = (context: DerivedContext, family: 4 | 6, effective: (row: Row) => Readonly<Record<string, string>>): readonly View[] => {
	const menu = routeMenu[family];
	const tables = new Set([
		'main',
		...context.store
			.rows('/routing/table')
			.filter(isOn)
			.map((row) => row.properties.name ?? ''),
	]);
	const kept = context.store.rows(menu).map((row): View => {
		const properties = effective(row);
		const blackhole = properties.blackhole === 'yes';
		const hops = (properties.gateway ?? '').split(',').flatMap((hop) => reachable(context, family, hop) ?? []);
		const usable = isOn(row) && tables.has(properties['routing-table'] ?? 'main') && (blackhole || hops.length > 0);
		return {id: row.id, properties: {...properties, ...(hops.length > 0 ? {'immediate-gw': hops.join(',')} : {})}, flags: new Set(['static', usable ? 'usable' : 'inactive'])};
	});
	const all = [...kept, ...dynamicRoutes(context, family).map((view) => ({...view, flags: new Set([...view.flags, 'usable'])}))];
	const best = new Map<string, number>();
	const keyOf = (view: View): string => `${view.properties['routing-table']} ${view.properties['dst-address']}`;
	for (const view of all.filter(({flags}) => flags.has('usable'))) {
		best.set(keyOf(view), Math.min(best.get(keyOf(view)) ?? 256, Number(view.properties.distance)));
	}

	const winners = all.filter((view) => view.flags.has('usable') && Number(view.properties.distance) === best.get(keyOf(view)));
	return all.map((view) => {
		const twins = winners.filter((winner) => keyOf(winner) === keyOf(view));
		const flags = new Set([...view.flags].filter((flag) => flag !== 'usable' && flag !== 'active'));
		if (winners.includes(view)) {
			flags.add('active');
			if (twins.length > 1) {
				flags.add('ecmp');
			}
		}

		return {...view, flags};
	});
};

/** Interfaces that a packet to this address leaves by, looked up in `main`; empty without a route. */
export const outInterface = (context: DerivedContext, address: string, effective: (row: Row) => Readonly<Record<string, string>>): string | undefined => {
	const ip = parseIp(address);
	if (ip === undefined) {
		return undefined;
	}

	const family = ip.includes(':') ? 6 : 4;
	const matching = routesOf(context, family, effective)
		.filter(({flags, properties}) => flags.has('active') && properties['routing-table'] === 'main')
		.flatMap(({properties}) => {
			const prefix = parsePrefix(properties['dst-address'] ?? '');
			return prefix !== undefined && prefixContains(prefix, ip) ? [{length: Number(prefix.split('/')[1]), gateway: properties['immediate-gw'] ?? ''}] : [];
		});
	const best = matching.toSorted((a, b) => b.length - a.length)[0];
	return best === undefined ? undefined : (best.gateway.split('%')[1] ?? best.gateway);
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
