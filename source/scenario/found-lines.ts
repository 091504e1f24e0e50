import {display} from '../diagnostics/index.js';
import type {Facts, RouteFacts} from '../facts/index.js';
import type {Family, Ip} from '../net/index.js';
import {addressFamily, hostPrefix, networkOf, parseIp, prefixContains, prefixLength} from '../net/index.js';
import type {Line, NextHop, TunnelKind} from '../policy/index.js';
import {defaultRoutes, othersInVrf, outInterface, vrfOf} from '../policy/index.js';
import type {Choice} from './types.js';

/** Dialled and mobile lines, and tunnels that serve as one: nobody has to be asked for a link-layer address there. */
const pointToPoint = /^(?:pppoe-out|ppp-out|lte|l2tp-out|sstp-out|ovpn-out|pptp-out|gre|ipip|wg|wireguard)/;

/** Lines that come into being as such, whether they bring a default route or not. */
const dialled = /^(?:pppoe-out|ppp-out|lte)/;

const typeOf = ({interfaces}: Facts, name: string): string => interfaces.find((one) => one.name === name)?.type ?? '';

/** The address of a next hop, without `%interface` and `@table`. */
const addressIn = ({gateway}: RouteFacts): Ip | undefined => parseIp(gateway.split(/[%@]/, 1)[0] ?? '');

/**
 * Whether a default route leads by an interface. Two modems with the same network leave it open which of them is meant,
 * unless the route names the interface: then either will do, since they have the same address, too.
 */
const leadsBy = (facts: Facts, route: RouteFacts, name: string): boolean => {
	const address = addressIn(route);
	return address === undefined || route.gateway.includes('%')
		? outInterface(facts, route) === name
		: facts.addresses.some((row) => row.interface === name && prefixContains(networkOf(row.address), address));
};

const isLeased = ({clients = []}: Facts, name: string, route: RouteFacts | undefined): boolean =>
	route?.origin === 'dhcp' || clients.some((client) => client.kind === 'dhcp' && client.name === name);

const hasGlobal = (facts: Facts, name: string, family: Family): boolean =>
	facts.addresses.some((row) => row.interface === name && addressFamily(row.address) === family && !row.address.startsWith('fe80:'));

/** Who is next on a line, as far as the router's facts tell. */
export const nextHopOn = (facts: Facts, name: string, family: Family): NextHop | undefined => {
	if (pointToPoint.test(typeOf(facts, name))) {
		return family === 4 || hasGlobal(facts, name, family) ? {kind: 'interface'} : undefined;
	}

	const routes = defaultRoutes(facts, vrfOf(facts, name)).filter(
		(route) => prefixLength(route.destination) === 0 && addressFamily(route.destination) === family && leadsBy(facts, route, name),
	);
	const route = routes.find((one) => one.origin === 'dhcp') ?? routes[0];
	const address = route === undefined ? undefined : addressIn(route);
	if (family === 4 && isLeased(facts, name, route)) {
		return {kind: 'leased', ...(address === undefined ? {} : {now: address})};
	}

	// A next hop that router advertisements or DHCPv6 brought would have to be followed, and no script is told of it.
	return address === undefined || route?.dynamic === true ? undefined : {kind: 'address', address};
};

/** Interfaces of `main`, or of a VRF, that lead to the Internet, the ones with the shortest distance first; lines without a default route last. */
const linesIn = (facts: Facts, vrf: string | undefined): readonly string[] => {
	const local = new Set(facts.interfaceLists.LAN ?? []);
	const routed = defaultRoutes(facts, vrf)
		.filter(({destination}) => addressFamily(destination) === 4)
		.toSorted((a, b) => a.distance - b.distance)
		.flatMap((route) => facts.interfaces.filter(({name}) => leadsBy(facts, route, name)).map(({name}) => name));
	const others = [
		...(facts.clients ?? []).filter(({kind}) => kind === 'dhcp' || kind === 'pppoe').map(({name}) => name),
		...facts.interfaces.filter(({type}) => dialled.test(type)).map(({name}) => name),
		...(facts.interfaceLists.WAN ?? []),
	];
	const isWay = (name: string): boolean =>
		vrfOf(facts, name) === vrf && !local.has(name) && !name.startsWith('detour-') && facts.interfaces.some((one) => one.name === name && !one.slave && !one.disabled);
	// A port that a dialled line runs over is no line by itself.
	const bare = (name: string): boolean => nextHopOn(facts, name, 4) === undefined;
	return [...new Set([...routed, ...others])].filter((name) => isWay(name) && !bare(name));
};

/** The lines that everybody goes by; what is in a VRF was set apart on purpose. */
export const foundLines = (facts: Facts): readonly string[] => linesIn(facts, undefined);

/** Every line that something may be sent by, those that have a VRF to themselves, too. */
export const lineChoices = (facts: Facts): readonly Choice[] => [
	...foundLines(facts).map((name) => ({value: name, title: display(name), help: 'line'})),
	...(facts.vrfs ?? []).flatMap((vrf) =>
		linesIn(facts, vrf.name).map((name) => ({
			value: name,
			title: display(name),
			help: `line · VRF ${display(vrf.name)}`,
			...(othersInVrf(facts, name).length === 0 ? {} : {disabled: 'it shares its VRF, and rules could not tell it from the others there.'}),
		})),
	),
];

export const isLine = (facts: Facts, name: string): boolean => lineChoices(facts).some(({value}) => value === name);

/** A tunnel that is on the router. */
export const tunnelOn = (facts: Facts, name: string): TunnelKind => {
	const vrf = vrfOf(facts, name);
	return {kind: 'interface', name, ...(vrf === undefined ? {} : {vrf})};
};

/** A line of the router, or one whose next hop was told. */
export const lineOf = (facts: Facts, name: string, gateway: Ip | undefined, withIpv6: boolean): Line => {
	const four: NextHop | undefined = gateway === undefined ? nextHopOn(facts, name, 4) : {kind: 'address', address: gateway};
	const six = withIpv6 ? nextHopOn(facts, name, 6) : undefined;
	const vrf = vrfOf(facts, name);
	return {kind: 'line', name, next: {...(four === undefined ? {} : {4: four}), ...(six === undefined ? {} : {6: six})}, ...(vrf === undefined ? {} : {vrf})};
};

/** Whether a host is beside a line, as its next hop must be. */
export const isBeside = (facts: Facts, name: string, host: Ip): boolean =>
	facts.addresses.some((row) => row.interface === name && prefixContains(networkOf(row.address), host) && !prefixContains(hostPrefix(host), networkOf(row.address)));
