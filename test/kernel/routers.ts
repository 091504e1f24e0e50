import type {Facts, RouteFacts, World} from '../../source/facts/index.js';
import {outInterface} from '../../source/policy/index.js';
import type {Configuration} from '../../source/routeros/model/index.js';
import {fromExport} from '../../source/routeros/model/index.js';

/** A configuration written as an export. */
export const router = (text: string): Configuration => {
	const read = fromExport(text);
	if (!read.ok) {
		throw new Error(read.diagnostics.map(({message}) => message).join('\n'));
	}

	return read.value.configuration;
};

export const calm: World = {links: {}, names: {}};

/** The rules that a router leaves the factory with, IPv4 and IPv6 alike where it matters (defconf of 7.18). */
export const factoryRules = `/ip firewall filter
add action=accept chain=input comment="defconf: accept established,related,untracked" connection-state=established,related,untracked
add action=drop chain=input comment="defconf: drop invalid" connection-state=invalid
add action=accept chain=input comment="defconf: accept ICMP" protocol=icmp
add action=drop chain=input comment="defconf: drop all not coming from LAN" in-interface-list=!LAN
add action=accept chain=forward comment="defconf: accept in ipsec policy" ipsec-policy=in,ipsec
add action=accept chain=forward comment="defconf: accept out ipsec policy" ipsec-policy=out,ipsec
add action=fasttrack-connection chain=forward comment="defconf: fasttrack" connection-state=established,related hw-offload=yes
add action=accept chain=forward comment="defconf: accept established,related, untracked" connection-state=established,related,untracked
add action=drop chain=forward comment="defconf: drop invalid" connection-state=invalid
add action=drop chain=forward comment="defconf: drop all from WAN not DSTNATed" connection-nat-state=!dstnat connection-state=new in-interface-list=WAN
/ip firewall nat
add action=masquerade chain=srcnat comment="defconf: masquerade" ipsec-policy=out,none out-interface-list=WAN
/ipv6 firewall filter
add action=accept chain=input comment="defconf: accept established,related,untracked" connection-state=established,related,untracked
add action=drop chain=input comment="defconf: drop invalid" connection-state=invalid
add action=accept chain=input comment="defconf: accept ICMPv6" protocol=icmpv6
add action=drop chain=input comment="defconf: drop everything else not coming from LAN" in-interface-list=!LAN
add action=fasttrack-connection chain=forward comment="defconf: fasttrack6" connection-state=established,related
add action=accept chain=forward comment="defconf: accept established,related,untracked" connection-state=established,related,untracked
add action=drop chain=forward comment="defconf: drop invalid" connection-state=invalid
add action=accept chain=forward comment="defconf: accept ICMPv6" protocol=icmpv6
add action=drop chain=forward comment="defconf: drop everything else not coming from LAN" in-interface-list=!LAN
`;

/** Interfaces that are rows of their own menu: what makes them, by their kind. */
const makers: Readonly<Record<string, string>> = {
	wg: 'wireguard',
	bridge: 'bridge',
	vlan: 'vlan',
	'pppoe-out': 'pppoe-client',
	'l2tp-out': 'l2tp-client',
	'sstp-out': 'sstp-client',
	'ovpn-out': 'ovpn-client',
};

const dials = new Set(['pppoe-out', 'l2tp-out', 'sstp-out', 'ovpn-out']);

const menuOf = (text: string, menu: string): string => `/${text.includes(':') ? 'ipv6' : 'ip'} ${menu}`;

/**
 * A router as an example's facts describe it: rows for what is configured, clients for what is learnt, and the rules that
 * it left the factory with.
 */
export const routerOf = (facts: Facts): Configuration => {
	const lists = Object.entries(facts.interfaceLists).flatMap(([list, members]) => [
		`/interface list add name=${list}`,
		...members.map((member) => `/interface list member add interface=${member} list=${list}`),
	]);
	// The tables that clients bring their routes to: that of `main`, or of their VRF.
	const isOwn = ({table}: RouteFacts): boolean => table === 'main' || facts.vrfs?.some(({name}) => name === table) === true;
	const isDialled = (name: string | undefined): boolean => facts.interfaces.some((one) => one.name === name && dials.has(one.type));
	// A dialled line brings its own IPv4 default route, where the facts have one.
	const dialledBy = (name: string): RouteFacts | undefined => facts.routes.find((route) => route.destination === '0.0.0.0/0' && route.gateway === name && isOwn(route));
	const dial = (name: string): string => {
		const route = dialledBy(name);
		return route === undefined ? 'disabled=no ' : `add-default-route=yes default-route-distance=${route.distance} disabled=no `;
	};
	const leased = facts.routes.filter((route) => route.origin === 'dhcp' && isOwn(route) && !(route.destination === '0.0.0.0/0' && isDialled(route.gateway)));
	const fixed = facts.routes.filter((route) => !['connect', 'dhcp', 'slaac'].includes(route.origin) && !isDialled(outInterface(facts, route)));
	return router(
		[
			...facts.interfaces.flatMap(({name, type}) => (makers[type] === undefined ? [] : [`/interface ${makers[type]} add ${dials.has(type) ? dial(name) : ''}name=${name}`])),
			...lists,
			...(facts.vrfs ?? []).map(({name, interfaces}) => `/ip vrf add interfaces=${interfaces.join(',')} name=${name}`),
			...[...new Set(fixed.map(({table}) => table))]
				.filter((table) => table !== 'main' && !facts.vrfs?.some(({name}) => name === table))
				.map((table) => `/routing table add fib name=${table}`),
			...facts.addresses.filter(({dynamic}) => !dynamic).map(({address, interface: name}) => `${menuOf(address, 'address')} add address=${address} interface=${name}`),
			...(facts.announced ?? []).map((name) => `/ipv6 nd add advertise-dns=no comment=mine disabled=yes interface=${name}`),
			...leased.map(
				(route) =>
					`${menuOf(route.destination, 'dhcp-client')} add add-default-route=yes disabled=no default-route-distance=${route.distance} interface=${outInterface(facts, route) ?? ''}`,
			),
			...fixed.map(
				({destination, gateway, distance, table}) =>
					`${menuOf(destination, 'route')} add dst-address=${destination} ${gateway === '' ? 'blackhole' : `gateway=${gateway}`} distance=${distance} routing-table=${table}`,
			),
			facts.fasttrack[4] ? factoryRules : factoryRules.replace(/^.*fasttrack-connection.*\n/gm, ''),
		].join('\n'),
	);
};
