import type {World} from '../facts/index.js';
import type {Family, Prefix} from '../net/index.js';
import {addressFamily, defaultPrefix, networkOf, parseInterfaceAddress} from '../net/index.js';
import type {Configuration, Menu, Properties} from '../routeros/model/index.js';
import type {Gateway} from './gateway.js';
import {parseGateway} from './gateway.js';
import type {Interfaces} from './interfaces.js';
import type {OwnAddresses} from './own-addresses.js';
import {builtIn, menuOf, rowsOf, words} from './settings.js';
import type {Rule} from './trace.js';

export type RouteKind = 'gateway' | 'blackhole' | 'unreachable';

/** A route as configured or learnt, before anybody asked whether its next hop can be reached. */
export type Route = {
	readonly kind: RouteKind;
	readonly prefix: Prefix;
	readonly table: string;
	readonly distance: number;
	readonly scope: number;
	readonly targetScope: number;
	readonly isChecked: boolean;
	readonly gateways: readonly Gateway[];
	/** Its next hop is an interface's own link, and its destination is on it. */
	readonly isConnected: boolean;
	readonly preferredSource?: string;
	readonly rule: Rule;
};

const usual = {scope: 30, targetScope: 10, isChecked: false, isConnected: false} as const;

const prefixOf = (text: string, family: Family): Prefix | undefined => {
	const parsed = parseInterfaceAddress(text);
	return parsed === undefined || addressFamily(parsed) !== family ? undefined : networkOf(parsed);
};

const kindOf = (properties: Properties): RouteKind => {
	if ((properties.blackhole !== undefined && properties.blackhole !== 'no') || properties.type === 'blackhole') {
		return 'blackhole';
	}

	return properties.type === 'unreachable' || properties.type === 'prohibit' ? 'unreachable' : 'gateway';
};

const checked = (value: string | undefined): boolean => value !== undefined && value !== 'none';

const staticRoutes = (configuration: Configuration, family: Family): readonly Route[] =>
	rowsOf(configuration, menuOf(family, 'route')).flatMap(({entry: {properties}, rule}) => {
		const prefix = prefixOf(properties['dst-address'] ?? defaultPrefix(family), family);
		return prefix === undefined
			? []
			: [
					{
						kind: kindOf(properties),
						prefix,
						table: properties['routing-table'] ?? properties['routing-mark'] ?? 'main',
						distance: Number(properties.distance ?? 1),
						scope: Number(properties.scope ?? usual.scope),
						targetScope: Number(properties['target-scope'] ?? usual.targetScope),
						isChecked: checked(properties['check-gateway']),
						gateways: words(properties.gateway).map(parseGateway),
						isConnected: false,
						...(properties['pref-src'] === undefined || properties['pref-src'] === '' ? {} : {preferredSource: properties['pref-src']}),
						rule,
					},
				];
	});

const connectedRoutes = (addresses: OwnAddresses, interfaces: Interfaces, family: Family): readonly Route[] =>
	addresses.all
		.filter((own) => own.family === family)
		.map((own) => ({
			...usual,
			kind: 'gateway',
			prefix: own.network,
			table: interfaces.vrfOf(own.interface) ?? 'main',
			distance: 0,
			scope: 10,
			gateways: [{interface: own.interface, table: 'main'}],
			isConnected: true,
			rule: builtIn(menuOf(family, 'address')),
		}));

type Dialled = {readonly menu: Menu; readonly family: Family; readonly by: string; readonly adds: string; readonly distance: number};

/** Clients that bring a default route: what names its interface, whether it comes by default, and with which distance. */
const dialled: readonly Dialled[] = [
	{menu: '/ip/dhcp-client', family: 4, by: 'interface', adds: 'yes', distance: 1},
	{menu: '/ipv6/dhcp-client', family: 6, by: 'interface', adds: 'no', distance: 1},
	{menu: '/interface/pppoe-client', family: 4, by: 'name', adds: 'no', distance: 1},
	{menu: '/interface/l2tp-client', family: 4, by: 'name', adds: 'no', distance: 1},
	{menu: '/interface/sstp-client', family: 4, by: 'name', adds: 'no', distance: 1},
	{menu: '/interface/ovpn-client', family: 4, by: 'name', adds: 'no', distance: 1},
	{menu: '/interface/pptp-client', family: 4, by: 'name', adds: 'no', distance: 1},
];

/** `main:1,to_WAN1:2`; `default` is main, or the table of the interface's VRF. */
const tablesOf = (text: string | undefined, standard: string, distance: number): readonly (readonly [string, number])[] =>
	(text === undefined || text === '' ? ['default'] : text.split(',')).map((part) => {
		const [name = '', own] = part.split(':');
		return [name === 'default' ? standard : name, own === undefined ? distance : Number(own)];
	});

/** The next hops that a lease brought; the bare interface where nobody told them. */
const learntGateways = (world: World, name: string, family: Family): readonly Gateway[] => {
	const known = (world.gateways?.[name] ?? []).filter((ip) => addressFamily(ip) === family);
	return known.length === 0 ? [{interface: name, table: 'main'}] : known.map((ip) => ({ip, interface: name, table: 'main'}));
};

const clientRoutes = (configuration: Configuration, world: World, interfaces: Interfaces, family: Family): readonly Route[] =>
	dialled
		.filter((one) => one.family === family)
		.flatMap(({menu, by, adds, distance: standard}) =>
			rowsOf(configuration, menu)
				.filter(({entry: {properties}}) => (properties['add-default-route'] ?? adds) !== 'no')
				.flatMap(({entry: {properties}, rule}) => {
					const name = interfaces.masterOf(properties[by] ?? '');
					const distance = Number(properties['default-route-distance'] ?? standard);
					return tablesOf(properties['default-route-tables'], interfaces.vrfOf(name) ?? 'main', distance).map(([table, own]) => ({
						...usual,
						kind: 'gateway' as const,
						prefix: defaultPrefix(family),
						table,
						distance: own,
						isChecked: checked(properties['check-gateway']),
						gateways: learntGateways(world, name, family),
						rule,
					}));
				}),
		);

/** LTE lines take their default route from the profile: added unless told otherwise, with distance 2 (manual, LTE). */
const lteRoutes = (configuration: Configuration, world: World, interfaces: Interfaces): readonly Route[] =>
	rowsOf(configuration, '/interface/lte').flatMap(({entry, rule}) => {
		const name = entry.properties.name ?? (entry.selector.kind === 'builtin' ? entry.selector.find['default-name'] : undefined);
		const [profile = 'default'] = words(entry.properties['apn-profiles']);
		const apn = rowsOf(configuration, '/interface/lte/apn').find(
			({entry: {properties, selector}}) => (properties.name ?? (selector.kind === 'builtin' ? (selector.find.name ?? 'default') : undefined)) === profile,
		)?.entry.properties;
		return name === undefined || apn?.['add-default-route'] === 'no'
			? []
			: [
					{
						...usual,
						kind: 'gateway',
						prefix: defaultPrefix(4),
						table: interfaces.vrfOf(name) ?? 'main',
						distance: Number(apn?.['default-route-distance'] ?? 2),
						gateways: learntGateways(world, name, 4),
						rule,
					},
				];
	});

const learntRoutes = (world: World, family: Family): readonly Route[] =>
	(world.routes ?? [])
		.filter(({destination}) => addressFamily(destination) === family)
		.map(({destination, gateway, table, distance}) => ({
			...usual,
			kind: gateway === '' ? 'blackhole' : 'gateway',
			prefix: destination,
			table,
			distance,
			gateways: gateway === '' ? [] : [parseGateway(gateway)],
			rule: builtIn(menuOf(family, 'route')),
		}));

/** Every route of one family, active or not. */
export const readRoutes = (configuration: Configuration, world: World, interfaces: Interfaces, addresses: OwnAddresses, family: Family): readonly Route[] => [
	...connectedRoutes(addresses, interfaces, family),
	...staticRoutes(configuration, family),
	...clientRoutes(configuration, world, interfaces, family),
	...(family === 4 ? lteRoutes(configuration, world, interfaces) : []),
	...learntRoutes(world, family),
];
