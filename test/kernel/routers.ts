import type {Facts, World} from '../../source/facts/index.js';
import {addressFamily} from '../../source/net/index.js';
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

const interfaceMenus: Readonly<Record<string, string>> = {wg: 'wireguard', bridge: 'bridge'};

/** A router as an example's facts describe it, with everything that it learnt written down, and factory rules. */
export const routerOf = (facts: Facts): Configuration => {
	const lists = Object.entries(facts.interfaceLists).flatMap(([list, members]) => [
		`/interface list add name=${list}`,
		...members.map((member) => `/interface list member add interface=${member} list=${list}`),
	]);
	return router(
		[
			...facts.interfaces.flatMap(({name, type}) => (interfaceMenus[type] === undefined ? [] : [`/interface ${interfaceMenus[type]} add name=${name}`])),
			...lists,
			...facts.addresses.map(({address, interface: name}) => `/${addressFamily(address) === 4 ? 'ip' : 'ipv6'} address add address=${address} interface=${name}`),
			...facts.routes
				.filter(({origin}) => origin !== 'connect')
				.map(({destination, gateway}) => `/${addressFamily(destination) === 4 ? 'ip' : 'ipv6'} route add dst-address=${destination} gateway=${gateway}`),
			factoryRules,
		].join('\n'),
	);
};
