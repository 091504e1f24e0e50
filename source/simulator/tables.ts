import {display} from '../diagnostics/index.js';
import type {World} from '../facts/index.js';
import type {Family, Ip} from '../net/index.js';
import {prefixLength} from '../net/index.js';
import type {Configuration, Menu} from '../routeros/model/index.js';
import {entriesOf} from '../routeros/model/index.js';
import type {Address, Value} from './address.js';
import {addressFrom, prefixInterval} from './address.js';
import type {Gateway} from './gateway.js';
import type {Interfaces} from './interfaces.js';
import type {OwnAddresses} from './own-addresses.js';
import type {Route} from './routes.js';
import {readRoutes} from './routes.js';
import {menuOf, rowsOf} from './settings.js';
import type {Rule} from './trace.js';
import type {Unread} from './unread.js';
import {unreadReason} from './unread.js';

/** Where a packet goes on. */
export type Hop = {readonly interface: string; readonly gateway?: Ip};

/** What a table has for a destination. */
export type Match =
	| {readonly kind: 'hops'; readonly route: Route; readonly hops: readonly [Hop, ...(readonly Hop[])]; readonly length: number}
	| {readonly kind: 'blackhole' | 'unreachable'; readonly route: Route; readonly length: number}
	/** Routes of equal distance that exclude each other, a next hop that is not modelled, or what could not be read. */
	| {readonly kind: 'unclear'; readonly by: string; readonly rule?: Rule; readonly reason: string; readonly length: number};

export type Tables = {
	/** The best active route; with `longerThan`, routes whose prefix is no longer are hidden (`min-prefix`). */
	readonly find: (table: string, address: Address, longerThan?: number) => Match | undefined;
	/** Whether packets can be looked up there: main, a VRF, or a table with `fib`. */
	readonly has: (table: string) => boolean;
};

const size = {4: 32, 6: 128} as const;

/** The leading bits of an address as a key. */
const keyOf = (family: Family, value: Value, length: number): Value =>
	typeof value === 'number' ? Math.floor(value / 2 ** (size[family] - length)) : value >> BigInt(size[family] - length);

type Group = {readonly length: number; readonly routes: Route[]; match?: Match | 'none'};
type Trie = {readonly lengths: number[]; readonly groups: Map<number, Map<Value, Group>>};

const build = (routes: readonly Route[], family: Family): ReadonlyMap<string, Trie> => {
	const tables = new Map<string, Trie>();
	for (const route of routes) {
		const trie = tables.get(route.table) ?? {lengths: [], groups: new Map()};
		tables.set(route.table, trie);
		const length = prefixLength(route.prefix);
		const byKey = trie.groups.get(length) ?? new Map<Value, Group>();
		trie.groups.set(length, byKey);
		const key = keyOf(family, prefixInterval(route.prefix).first, length);
		const group = byKey.get(key) ?? {length, routes: []};
		byKey.set(key, group);
		group.routes.push(route);
	}

	for (const trie of tables.values()) {
		trie.lengths.push(...[...trie.groups.keys()].sort((a, b) => b - a));
	}

	return tables;
};

/** One hop a line; an interface alone gives way to the same interface with a known gateway. */
const distinct = (hops: readonly Hop[]): readonly Hop[] =>
	hops.filter(
		(hop, index) =>
			hops.findIndex((other) => other.interface === hop.interface && other.gateway === hop.gateway) === index &&
			(hop.gateway !== undefined || !hops.some((other) => other.interface === hop.interface && other.gateway !== undefined)),
	);

/** What gets its address from the other side. */
const leased: readonly (readonly [menu: Menu, by: string])[] = [
	['/ip/dhcp-client', 'interface'],
	['/interface/lte', 'name'],
	...(['pppoe', 'l2tp', 'sstp', 'ovpn', 'pptp', 'ppp'] as const).map((kind) => [`/interface/${kind}-client`, 'name'] as const),
];

/** Whom others dial: they are given addresses when they do. */
const servers = (['pppoe', 'l2tp', 'sstp', 'ovpn', 'pptp'] as const).map((kind) => `/interface/${kind}-server/server` as const);

/** Why a next hop that is in no known network may be in one all the same: a line that is up has a lease that nobody told, or the export has no addresses at all. */
const missingNetwork = (configuration: Configuration, interfaces: Interfaces, {all}: OwnAddresses, family: Family): string | undefined => {
	const untold = (family === 4 ? leased : [])
		.flatMap(([menu, by]) =>
			rowsOf(configuration, menu).map(({entry: {properties, selector}}) =>
				interfaces.masterOf(properties[by] ?? (selector.kind === 'builtin' ? selector.find['default-name'] : undefined) ?? ''),
			),
		)
		.find((name) => name !== '' && interfaces.isUp(name) && !all.some((own) => own.family === 4 && own.interface === name));
	if (untold !== undefined) {
		return `whether its next hop is in the network of ${display(untold)} is not known: its lease was not told`;
	}

	if (family === 4 && servers.some((menu) => rowsOf(configuration, menu).some(({entry: {properties, selector}}) => selector.kind === 'row' || properties.enabled === 'yes'))) {
		return 'whether its next hop is somebody who dials in is not known: who has dialled in was not told';
	}

	return entriesOf(configuration, menuOf(family, 'address')).length === 0 && !all.some((own) => own.family === family)
		? 'which network its next hop is in is not known: there are no addresses in the export'
		: undefined;
};

/** The routing tables of one family in a world: which routes are active, and where they lead. */
export const readTables = (configuration: Configuration, world: World, interfaces: Interfaces, addresses: OwnAddresses, family: Family, unread: Unread | undefined): Tables => {
	const fib = new Set([
		'main',
		...interfaces.vrfs,
		// RouterOS 6 has a table wherever a route names one.
		...rowsOf(configuration, '/ip/route').flatMap(({entry: {properties}}) => properties['routing-mark'] ?? []),
		...rowsOf(configuration, '/routing/table').flatMap(({entry: {properties}}) => (properties.fib === undefined || properties.fib === 'no' ? [] : [properties.name ?? ''])),
	]);
	const tries = build(readRoutes(configuration, world, interfaces, addresses, family), family);
	const busy = new Set<Route>();
	const missing = missingNetwork(configuration, interfaces, addresses, family);
	const isUnplaced = ({ip, interface: name, table}: Gateway): boolean =>
		missing !== undefined && ip !== undefined && name === undefined && table === 'main' && !addresses.isInNetwork(addressFrom(ip));
	/** Whether a next hop has been passed over that nobody can place. */
	let unplaced = false;

	/** Check-gateway asks the address of the route's next hop, by the line that it leads to. */
	const answers = (gateway: Gateway, hop: Hop): boolean => gateway.ip === undefined || (world.hosts?.[gateway.ip] !== 'down' && world.farEnds?.[hop.interface] !== 'dead');

	const hopsOf = (gateway: Gateway, route: Route): readonly Hop[] => {
		if (gateway.interface !== undefined) {
			const name = interfaces.masterOf(gateway.interface);
			return interfaces.isUp(name) ? [{interface: name, ...(gateway.ip === undefined ? {} : {gateway: gateway.ip})}] : [];
		}

		return gateway.ip === undefined ? [] : recursive(gateway.ip, gateway.table, route.targetScope);
	};

	/** The next hops of an address among routes whose scope is within the target scope (manual, IP Routing: nexthop lookup). */
	const recursive = (ip: Ip, table: string, targetScope: number): readonly Hop[] => {
		const address = addressFrom(ip);
		const trie = tries.get(table);
		for (const length of trie?.lengths ?? []) {
			const group = address.value === undefined ? undefined : trie?.groups.get(length)?.get(keyOf(family, address.value, length));
			const candidates = (group?.routes ?? []).filter(({scope}) => scope <= targetScope).sort((a, b) => a.distance - b.distance);
			for (const route of candidates) {
				if (route.kind !== 'gateway') {
					return [];
				}

				const hops = reachable(route);
				if (hops.length > 0) {
					return route.isConnected ? hops.map((hop) => ({...hop, gateway: ip})) : hops.map((hop) => (hop.gateway === undefined ? {...hop, gateway: ip} : hop));
				}
			}
		}

		return [];
	};

	const reachable = (route: Route): readonly Hop[] => {
		if (busy.has(route)) {
			return [];
		}

		busy.add(route);
		const hops = route.gateways.flatMap((gateway) => hopsOf(gateway, route).filter((hop) => !route.isChecked || answers(gateway, hop)));
		busy.delete(route);
		unplaced ||= hops.length === 0 && route.gateways.some(isUnplaced);
		return hops;
	};

	const settle = ({routes, length}: Group): Match | 'none' => {
		const all = routes.map((route) => {
			unplaced = false;
			return {route, hops: route.kind === 'gateway' ? reachable(route) : [], isDoubtful: unplaced};
		});
		const active = all.filter(({route, hops}) => route.kind !== 'gateway' || hops.length > 0).sort((a, b) => a.route.distance - b.route.distance);
		const [first] = active;
		const doubtful = all.find(({route, isDoubtful}) => isDoubtful && route.distance <= (first?.route.distance ?? Number.POSITIVE_INFINITY));
		if (doubtful !== undefined) {
			return {kind: 'unclear', by: 'route', rule: doubtful.route.rule, reason: missing ?? '', length};
		}

		if (first === undefined) {
			return 'none';
		}

		const best = active.filter(({route}) => route.distance === first.route.distance);
		const route = best.find(({route: {gateways}}) => gateways.some(({ip}) => ip !== undefined))?.route ?? first.route;
		if (best.some((one) => one.route.kind !== first.route.kind)) {
			return {kind: 'unclear', by: 'route', rule: route.rule, reason: 'a route that leads somewhere and one that leads nowhere have the same distance', length};
		}

		if (first.route.kind !== 'gateway') {
			return {kind: first.route.kind, route, length};
		}

		if (best.some((one) => one.route.gateways.some(({interface: name, ip}) => ip === undefined && name !== undefined && interfaces.vrfs.includes(name)))) {
			return {kind: 'unclear', by: 'route', rule: route.rule, reason: 'a route that leads into a VRF itself is not modelled', length};
		}

		const [hop, ...more] = distinct(best.flatMap(({hops}) => hops));
		return hop === undefined ? 'none' : {kind: 'hops', route, hops: [hop, ...more], length};
	};

	const find: Tables['find'] = (table, {value}, longerThan = -1) => {
		const trie = fib.has(table) && value !== undefined ? tries.get(table) : undefined;
		for (const length of trie?.lengths ?? []) {
			const group = value === undefined ? undefined : trie?.groups.get(length)?.get(keyOf(family, value, length));
			if (group === undefined) {
				continue;
			}

			group.match ??= settle(group);
			const {match} = group;
			if (match !== 'none' && length > longerThan) {
				return match;
			}

			// Linux does not hide them; what RouterOS does is not confirmed.
			if (match !== 'none' && match.kind !== 'hops') {
				return {
					kind: 'unclear',
					by: 'route',
					...('route' in match ? {rule: match.route.rule} : {}),
					reason: 'whether min-prefix hides a route that leads nowhere is not confirmed',
					length,
				};
			}
		}

		return undefined;
	};

	return {
		has: (table) => fib.has(table),
		// What is on a network of the router's own stays there; all else an unread route may lead elsewhere.
		find: (table, address, longerThan) => {
			const match = find(table, address, longerThan);
			return unread === undefined || (match?.kind === 'hops' && match.route.isConnected)
				? match
				: {kind: 'unclear', by: 'unread', reason: unreadReason(unread), length: match?.length ?? 0};
		},
	};
};
