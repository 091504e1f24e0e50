import type {Family, Ip, Prefix} from '../../../source/net/index.js';
import {
	addressFamily,
	addressFromValue,
	addressOf,
	defaultPrefix,
	networkOf,
	parseInterfaceAddress,
	parseIp,
	prefixBounds,
	prefixContains,
	prefixLength,
} from '../../../source/net/index.js';
import type {Properties} from '../../../source/routeros/model/index.js';
import type {Context} from './context.js';
import {device, menuOf, rowsOn, sinkTable, tableNumber, vrfOf, vrfsOf} from './context.js';

type Hop = {readonly via?: Ip; readonly interface: string};

type Route = {
	readonly destination: Prefix;
	readonly table: string;
	readonly distance: number;
	readonly scope: number;
	readonly targetScope: number;
	readonly blackhole: boolean;
	readonly gateways: readonly string[];
	readonly isChecked: boolean;
	readonly source: string;
};

const plain = {scope: 30, targetScope: 10, blackhole: false, isChecked: false, source: ''} as const;

type Address = {readonly text: string; readonly network: Prefix; readonly peer: string | undefined; readonly interface: string};

const addresses = (context: Context, family: Family): readonly Address[] => [
	...rowsOn(context, menuOf(family, 'address')).flatMap(([{properties}]) => {
		const address = parseInterfaceAddress(properties.address ?? '');
		if (address === undefined) {
			return [];
		}

		const peer = prefixLength(address) === 32 && properties.network !== undefined && properties.network !== addressOf(address) ? properties.network : undefined;
		const network = peer === undefined ? networkOf(address) : networkOf(`${peer}/32` as Prefix);
		return [{text: address, network, peer, interface: properties.interface ?? ''}];
	}),
	...(context.world.addresses ?? [])
		.filter(({address}) => addressFamily(address) === family)
		.map(({address, interface: name}) => ({text: address, network: networkOf(address), peer: undefined, interface: name})),
];

const isFlag = (properties: Properties, name: string): boolean => properties[name] !== undefined && properties[name] !== 'no';

const routesOf = (context: Context, family: Family): readonly Route[] =>
	rowsOn(context, menuOf(family, 'route')).flatMap(([{properties}]) => {
		const destination = parseInterfaceAddress(properties['dst-address'] ?? defaultPrefix(family));
		return destination === undefined
			? []
			: [
					{
						destination: networkOf(destination),
						table: properties['routing-table'] ?? 'main',
						distance: Number(properties.distance ?? 1),
						scope: Number(properties.scope ?? 30),
						targetScope: Number(properties['target-scope'] ?? 10),
						blackhole: isFlag(properties, 'blackhole'),
						gateways: (properties.gateway ?? '').split(',').filter((gateway) => gateway !== ''),
						isChecked: (properties['check-gateway'] ?? 'none') !== 'none',
						source: properties['pref-src'] ?? '',
					},
				];
	});

/** Clients that bring a default route: of which family, by which property they name its interface, and whether they do so unasked. */
const clients = [
	['/ip/dhcp-client', 4, 'interface', 'yes'],
	['/ipv6/dhcp-client', 6, 'interface', 'no'],
	['/interface/pppoe-client', 4, 'name', 'no'],
] as const;

const clientRoutes = (context: Context, family: Family): readonly Route[] =>
	clients
		.filter(([, own]) => own === family)
		.flatMap(([menu, , by, adds]) =>
			rowsOn(context, menu)
				.filter(([{properties}]) => (properties['add-default-route'] ?? adds) !== 'no')
				.flatMap(([{properties}]) => {
					const name = properties[by] ?? '';
					const learnt = (context.world.gateways?.[name] ?? []).filter((gateway) => addressFamily(gateway) === family).map((gateway) => `${gateway}%${name}`);
					return (properties['default-route-tables'] ?? 'default').split(',').map((text): Route => {
						const [table = '', distance = properties['default-route-distance'] ?? '1'] = text.split(':');
						return {
							...plain,
							destination: defaultPrefix(family),
							table: table === 'default' ? (vrfOf(context, name) ?? 'main') : table,
							distance: Number(distance),
							gateways: learnt.length === 0 ? [name] : learnt,
							isChecked: (properties['check-gateway'] ?? 'none') !== 'none',
						};
					});
				}),
		);

const learntRoutes = ({world}: Context, family: Family): readonly Route[] =>
	(world.routes ?? [])
		.filter(({destination}) => addressFamily(destination) === family)
		.map(({destination, gateway, table, distance}) => ({
			...plain,
			destination,
			table,
			distance,
			blackhole: gateway === '',
			gateways: gateway === '' ? [] : [gateway],
		}));

type Network = {readonly context: Context; readonly addresses: readonly Address[]; readonly routes: readonly Route[]};

const isUp = ({world}: Context, name: string): boolean => (world.links[name] ?? 'up') === 'up';

/** Whether a probe of a next hop goes unanswered: the host is down, or nothing answers on its link. */
const isSilent = (context: Context, gateway: Ip, hops: readonly Hop[]): boolean =>
	context.world.hosts?.[gateway] === 'down' || hops.every((hop) => !isUp(context, hop.interface) || context.world.farEnds?.[hop.interface] === 'dead');

/**
 * Where RouterOS finds a next hop: on a connected network, or behind a route whose scope is not above the asking route's
 * target scope. Linux wants the answer, not the question, in its routes.
 */
const resolve = (network: Network, gateway: Ip, table: string, targetScope: number, depth: number): readonly Hop[] => {
	const {context} = network;
	const onLink = network.addresses
		.filter((address) => table === (vrfOf(context, address.interface) ?? 'main') && prefixContains(address.network, gateway) && isUp(context, address.interface))
		.map((address) => ({length: prefixLength(address.network), distance: 0, hops: [{via: gateway, interface: address.interface}] as readonly Hop[], blackhole: false}));
	const behind =
		depth > 4
			? []
			: network.routes
					.filter((route) => route.table === table && route.scope <= targetScope && prefixContains(route.destination, gateway))
					.map((route) => ({
						length: prefixLength(route.destination),
						distance: route.distance,
						hops: hopsOf(network, route, depth + 1).filter((hop) => isUp(context, hop.interface)),
						blackhole: route.blackhole,
					}));
	const [best] = [...onLink, ...behind].filter(({hops, blackhole}) => blackhole || hops.length > 0).sort((a, b) => b.length - a.length || a.distance - b.distance);
	return best?.hops ?? [];
};

const hopsOf = (network: Network, route: Route, depth = 0): readonly Hop[] =>
	route.gateways.flatMap((text): readonly Hop[] => {
		const {context} = network;
		const [beforeTable = '', table = 'main'] = text.split('@');
		const [head = '', interfaceName] = beforeTable.split('%');
		const gateway = parseIp(head);
		if (gateway === undefined) {
			return [{interface: head}];
		}

		const hops = interfaceName === undefined ? resolve(network, gateway, table, route.targetScope, depth) : [{via: gateway, interface: interfaceName}];
		return route.isChecked && isSilent(context, gateway, hops) ? [] : hops;
	});

const writeHop = (context: Context, {via, interface: name}: Hop): string =>
	`${via === undefined ? '' : `via ${via} `}dev ${device(context, name)}${via === undefined ? '' : ' onlink'}`;

/** Distances of one, two … with 0 for connected networks; IPv6 in Linux has no metric 0. */
const metric = (family: Family, distance: number): number => (family === 4 ? distance : distance + 1);

const writeRoutes = (network: Network, family: Family): readonly string[] => {
	const {context} = network;
	const groups = new Map<string, {readonly hops: Hop[]; blackhole: boolean; source: string}>();
	for (const route of network.routes) {
		const head = `route add %${route.destination} table ${tableNumber(context, route.table)} metric ${metric(family, route.distance)}`;
		const group = groups.get(head) ?? {hops: [], blackhole: false, source: ''};
		group.hops.push(...hopsOf(network, route));
		group.blackhole ||= route.blackhole;
		group.source ||= route.source;
		groups.set(head, group);
	}

	return [...groups].flatMap(([head, {hops, blackhole, source}]) => {
		const from = source === '' ? '' : ` src ${source}`;
		const [first, ...others] = new Set(hops.map((hop) => writeHop(context, hop)));
		if (first === undefined) {
			return blackhole ? [head.replace('%', 'blackhole ')] : [];
		}

		return [`${head.replace('%', '')}${from} ${others.length === 0 ? first : [first, ...others].map((hop) => `nexthop ${hop}`).join(' ')}`];
	});
};

const writeAddresses = (network: Network, family: Family): readonly string[] =>
	network.addresses.flatMap(({text, peer, network: prefix, interface: name}) => {
		const {context} = network;
		const link = device(context, name);
		const vrf = vrfOf(context, name);
		const own = text.split('/')[0] ?? '';
		const written = peer === undefined ? text : `${own} peer ${peer}`;
		if (vrf !== undefined) {
			const local = localTable(context, vrf);
			const broadcast = family === 4 && prefixLength(prefix) < 31 ? [addressFromValue(4, prefixBounds(prefix).last)] : [];
			return [
				`addr add ${written} dev ${link} ${family === 6 ? 'nodad ' : ''}noprefixroute`,
				...(family === 4 ? [`route del local ${own} dev ${link} table local`] : []),
				`route add local ${own} dev ${link} table ${local}`,
				...broadcast.flatMap((last) => [`route del broadcast ${last} dev ${link} table local`, `route add broadcast ${last} dev ${link} table ${local}`]),
				`route add ${prefix} dev ${link} table ${tableNumber(context, vrf)} metric 1`,
			];
		}

		// A single address is a connected network, too; Linux has none for it.
		const alone = peer === undefined && prefixLength(prefix) === 32 ? [`route add ${prefix} dev ${link}`] : [];
		return family === 4 ? [`addr add ${written} dev ${link}`, ...alone] : [`addr add ${text} dev ${link} nodad noprefixroute`, `route add ${prefix} dev ${link} metric 1`];
	});

/** A VRF's own addresses have a table of their own. */
const localTable = ({tables}: Context, vrf: string): string => String(2000 + tables.of(vrf));

/** What comes in by a member of a VRF is looked up there, a rule each at this and the next place. */
const vrfRules = (context: Context, priority: number): readonly string[] =>
	[...vrfsOf(context)].flatMap(([vrf, members]) =>
		members.flatMap((name) => [
			`rule add pref ${priority} iif ${device(context, name)} lookup ${localTable(context, vrf)}`,
			`rule add pref ${priority + 1} iif ${device(context, name)} lookup ${tableNumber(context, vrf)}`,
		]),
	);

const familyOf = (properties: Properties): Family | undefined => {
	const text = properties['src-address'] ?? properties['dst-address'];
	return text === undefined ? undefined : text.includes(':') ? 6 : 4;
};

/**
 * Where a lookup ends without a route: at a link of its own, and what arrives there found none. (Linux says so with an ICMP
 * error too, but no more than five times a source, and not to a source that it has no route to.) Packets of the router's
 * own are refused when they are made.
 */
const endOfLookup = (selector: string): readonly string[] => [
	...(selector.includes(' iif ') ? [] : [`rule add ${selector} iif lo unreachable`]),
	`rule add ${selector} lookup ${sinkTable}`,
];

const userRule = (context: Context, properties: Properties, priority: number): readonly string[] => {
	const {'src-address': from, 'dst-address': to, interface: name, 'routing-mark': mark, 'min-prefix': length, table = 'main', action = 'lookup'} = properties;
	const selector = [
		`pref ${priority}`,
		...(from === undefined ? [] : [`from ${from}`]),
		...(to === undefined ? [] : [`to ${to}`]),
		...(name === undefined ? [] : [`iif ${device(context, name)}`]),
		...(mark === undefined ? [] : [`fwmark ${context.tables.of(mark)}/0xfff`]),
	].join(' ');
	const lookup = `rule add ${selector} lookup ${tableNumber(context, table)}${length === undefined ? '' : ` suppress_prefixlength ${length}`}`;
	switch (action) {
		case 'lookup': {
			return [lookup];
		}

		case 'lookup-only-in-table': {
			return [lookup, ...endOfLookup(selector.replace(/^pref \d+/, `pref ${priority + 1}`))];
		}

		case 'drop': {
			return [`rule add ${selector} blackhole`];
		}

		case 'unreachable': {
			return endOfLookup(selector);
		}

		default: {
			context.leftOut.add(`the action ${action} of /routing/rule`);
			return [];
		}
	}
};

const knownOfRules = new Set(['src-address', 'dst-address', 'interface', 'routing-mark', 'min-prefix', 'table', 'action', 'chain', 'disabled']);

/** What a lookup asks one after the other, as rules from some place on; the user's have their own. */
const decisions: Readonly<Record<string, (context: Context, priority: number) => readonly string[]>> = {
	mangle: (context, priority) =>
		context.tables.names().map((name) => `rule add pref ${priority + context.tables.of(name)} fwmark ${context.tables.of(name)}/0xfff lookup ${tableNumber(context, name)}`),
	'vrf-lookup': vrfRules,
	'vrf-unreach': (context, priority) => [...vrfsOf(context).values()].flat().flatMap((name) => endOfLookup(`pref ${priority} iif ${device(context, name)}`)),
	local: (_context, priority) => [`rule add pref ${priority} lookup local`],
	user: () => [],
	main: (_context, priority) => [`rule add pref ${priority} lookup main`],
};

/** The order in which a router asks unless it was told otherwise (docs/packet-walk.md, The lookup). */
const usual = 'mangle,vrf-lookup,vrf-unreach,local,user,main';

/** Between one decision and the next there is room for as many tables, and for as many rules of its chain. */
const [room, rules] = [4000, 1000] as const;

/** FastTracked packets first, then the decisions in the router's order, each with the user's rules of its chain behind it. */
const writeRules = (context: Context, family: Family): readonly string[] => {
	const told = rowsOn(context, '/routing/settings').flatMap(([{properties}]) => properties['policy-rules'] ?? [])[0];
	const order = (told ?? usual).split(',');
	const user = rowsOn(context, '/routing/rule').flatMap(([{properties}, position]) => {
		for (const name of Object.keys(properties).filter((one) => !knownOfRules.has(one))) {
			context.leftOut.add(`${name} of /routing/rule`);
		}

		const own = familyOf(properties);
		const place = order.indexOf(properties.chain ?? 'user');
		return place === -1 || (own !== undefined && own !== family) ? [] : userRule(context, properties, (place + 1) * room + rules + position * 2);
	});
	return [
		'rule flush',
		'rule add pref 100 fwmark 0x80000000/0x80000000 lookup local',
		'rule add pref 101 fwmark 0x80000000/0x80000000 lookup main',
		...endOfLookup('pref 102 fwmark 0x80000000/0x80000000'),
		...order.flatMap((name, place) => decisions[name]?.(context, (place + 1) * room) ?? []),
		...user,
		...endOfLookup('pref 32767'),
		`route replace default dev sink table ${sinkTable}`,
	];
};

/** Linux hides no route that refuses: whether RouterOS does is not known. */
const hidesBlackhole = (context: Context, family: Family): boolean => {
	const routes = routesOf(context, family);
	return rowsOn(context, '/routing/rule').some(
		([
			{
				properties: {table = 'main', 'min-prefix': length},
			},
		]) => length !== undefined && routes.some((route) => route.blackhole && route.table === table && prefixLength(route.destination) <= Number(length)),
	);
};

/** Addresses, routes and routing rules of a family as `ip -batch` reads them. To be called once all rules are translated. */
export const routing = (context: Context, family: Family): string => {
	if (rowsOn(context, '/ip/ipsec/policy').length > 0) {
		context.leftOut.add('/ip/ipsec/policy');
	}

	for (const name of rowsOn(context, '/routing/settings').flatMap(([{properties}]) => Object.keys(properties).filter((one) => one !== 'policy-rules'))) {
		context.leftOut.add(`${name} of /routing/settings`);
	}

	if (hidesBlackhole(context, family)) {
		context.leftOut.add('min-prefix that hides a blackhole');
	}

	const network: Network = {
		context,
		addresses: addresses(context, family),
		routes: [...routesOf(context, family), ...clientRoutes(context, family), ...learntRoutes(context, family)],
	};
	return `${[...writeAddresses(network, family), ...writeRoutes(network, family), ...writeRules(context, family)].join('\n')}\n`;
};

/** Linux has put the IPv6 addresses of members of VRFs among everybody's: taken out again, once they are there. */
export const privateAddresses6 = (context: Context): string =>
	addresses(context, 6)
		.filter((row) => vrfOf(context, row.interface) !== undefined)
		.map((row) => `route del local ${row.text.split('/')[0]} dev ${device(context, row.interface)} table local\n`)
		.join('');

/** Whether an address is that of everybody in a network on an interface: no host there answers. */
export const isBroadcast = (context: Context, name: string, address: string): boolean =>
	addresses(context, 4).some(({network, interface: own}) => own === name && prefixLength(network) < 31 && addressFromValue(4, prefixBounds(network).last) === address);

/** A family's routes without any. */
export const noRouting = (context: Context): string =>
	[...['main', ...context.tables.names()].map((name) => tableNumber(context, name)), ...[...vrfsOf(context).keys()].map((vrf) => localTable(context, vrf))]
		.map((table) => `route flush table ${table}\n`)
		.join('') +
	context.interfaces
		.names()
		.map((name) => `addr flush dev ${device(context, name)}\n`)
		.join('');
