import type {Facts, LearntAddress, LearntRoute, RouteFacts, World} from '../facts/index.js';
import type {Ip} from '../net/index.js';
import {addressFamily, addressOf, networkOf, parseInterfaceAddress, parseIp, prefixLength} from '../net/index.js';
import type {Claim, Id, PolicyDocument} from '../policy/index.js';
import {interfaceNameOf, outInterface} from '../policy/index.js';
import type {Configuration, Entry, Menu} from '../routeros/model/index.js';
import {entriesOf, ownerOf} from '../routeros/model/index.js';

/** Clients that bring a route of their own, and their property for the interface that it leaves by. */
const clients: readonly (readonly [Menu, string])[] = [
	['/ip/dhcp-client', 'interface'],
	['/ipv6/dhcp-client', 'interface'],
	['/interface/pppoe-client', 'name'],
	['/interface/l2tp-client', 'name'],
	['/interface/sstp-client', 'name'],
	['/interface/ovpn-client', 'name'],
	['/interface/pptp-client', 'name'],
];

const rows = (configuration: Configuration, ...menus: readonly Menu[]): readonly Entry[] => menus.flatMap((menu) => entriesOf(configuration, menu));

const same = (a: string | undefined, b: string): boolean => {
	const parsed = a === undefined ? undefined : parseInterfaceAddress(a);
	return parsed !== undefined && networkOf(parsed) === b;
};

/** Next hops of learnt default routes that a client of the configuration stands for. */
const gatewayOf = (facts: Facts, configuration: Configuration, route: RouteFacts): readonly [string, Ip | undefined] | undefined => {
	const name = outInterface(facts, route);
	const menus = clients.filter(([menu]) => (addressFamily(route.destination) === 6) === menu.startsWith('/ipv6/') || menu.startsWith('/interface/'));
	const isClient = name !== undefined && menus.some(([menu, by]) => entriesOf(configuration, menu).some(({disabled, properties}) => !disabled && properties[by] === name));
	return isClient && prefixLength(route.destination) === 0 ? [name, parseIp(route.gateway.split(/[%@]/)[0] ?? '')] : undefined;
};

/** What a router has learnt and its configuration does not say: addresses, next hops and routes, with everything up. */
export const worldOf = (facts: Facts, actual: Configuration): World => {
	const gateways: Record<string, readonly Ip[]> = {};
	const routes: LearntRoute[] = [];
	for (const route of facts.routes) {
		const isRow = rows(actual, '/ip/route', '/ipv6/route').some(
			({properties}) =>
				same(properties['dst-address'] ?? (addressFamily(route.destination) === 4 ? '0.0.0.0/0' : '::/0'), route.destination) &&
				(properties['routing-table'] ?? 'main') === route.table &&
				(properties.gateway ?? '') === route.gateway,
		);
		if (route.origin === 'connect' || !route.active || (isRow && !route.dynamic) || route.gateway === '') {
			continue;
		}

		const learnt = gatewayOf(facts, actual, route);
		if (learnt === undefined) {
			routes.push({destination: route.destination, gateway: route.gateway, table: route.table, distance: route.distance});
		} else if (learnt[1] !== undefined) {
			gateways[learnt[0]] = [...(gateways[learnt[0]] ?? []), learnt[1]];
		}
	}

	const known = rows(actual, '/ip/address', '/ipv6/address');
	const addresses = facts.addresses.filter(
		({address, interface: name}) => !known.some(({properties}) => properties.interface === name && (properties.address ?? '').split('/')[0] === addressOf(address)),
	);
	return {
		links: {},
		names: {},
		addresses: addresses.map(({address, interface: name}): LearntAddress => ({address, interface: name})),
		gateways,
		...(facts.source === 'router' || routes.length > 0 ? {routes} : {}),
	};
};

/** Which interface an uplink has: the one that the document names, or the tunnel on the router that carries its key. */
export const uplinkInterfaces = (document: Pick<PolicyDocument, 'uplinks'>, configuration: Configuration): ReadonlyMap<Id, string> =>
	new Map(
		document.uplinks.flatMap((uplink) => {
			const {id} = uplink;
			const name =
				interfaceNameOf(uplink) ?? entriesOf(configuration, '/interface/wireguard').find(({comment}) => ownerOf(comment)?.endsWith(`:${id}.tunnel.4`) === true)?.properties.name;
			return name === undefined ? [] : [[id, name] as const];
		}),
	);

/** A claim's world: the router's own, with what the claim says is down or silent, and the names that it stands on. */
export const worldOfClaim = (base: World, {down, silent, removed, names}: Claim, interfaces: ReadonlyMap<Id, string>): World => ({
	...base,
	links: {
		...base.links,
		...Object.fromEntries(down.map((way) => [interfaces.get(way) ?? way, 'down'] as const)),
		...Object.fromEntries(removed.map((way) => [interfaces.get(way) ?? way, 'removed'] as const)),
	},
	farEnds: {...base.farEnds, ...Object.fromEntries(silent.map((way) => [interfaces.get(way) ?? way, 'dead'] as const))},
	names,
});
