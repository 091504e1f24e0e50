import type {Release} from '../facts/index.js';
import type {Schema} from '../routeros/schema/index.js';
import {groupPolicies} from './store/policies.js';
import type {LabState, Row} from './store/store.js';

type Properties = Readonly<Record<string, string>>;

const input = (action: string, comment: string, more: Properties = {}): Properties => ({chain: 'input', action, comment, ...more});
const forward = (action: string, comment: string, more: Properties = {}): Properties => ({chain: 'forward', action, comment, ...more});

const filter4: readonly Properties[] = [
	input('accept', 'defconf: accept established,related,untracked', {'connection-state': 'established,related,untracked'}),
	input('drop', 'defconf: drop invalid', {'connection-state': 'invalid'}),
	input('accept', 'defconf: accept ICMP', {protocol: 'icmp'}),
	input('accept', 'defconf: accept to local loopback (for CAPsMAN)', {'dst-address': '127.0.0.1'}),
	input('drop', 'defconf: drop all not coming from LAN', {'in-interface-list': '!LAN'}),
	forward('accept', 'defconf: accept in ipsec policy', {'ipsec-policy': 'in,ipsec'}),
	forward('accept', 'defconf: accept out ipsec policy', {'ipsec-policy': 'out,ipsec'}),
	forward('fasttrack-connection', 'defconf: fasttrack', {'connection-state': 'established,related', 'hw-offload': 'yes'}),
	forward('accept', 'defconf: accept established,related, untracked', {'connection-state': 'established,related,untracked'}),
	forward('drop', 'defconf: drop invalid', {'connection-state': 'invalid'}),
	forward('drop', 'defconf: drop all from WAN not DSTNATed', {'connection-nat-state': '!dstnat', 'connection-state': 'new', 'in-interface-list': 'WAN'}),
];

/** Without MikroTik's entry for documentation addresses: the lab's own networks are such. */
const badAddresses: readonly (readonly [string, string])[] = [
	['::/128', 'defconf: unspecified address'],
	['::1/128', 'defconf: lo'],
	['fec0::/10', 'defconf: site-local'],
	['::ffff:0:0/96', 'defconf: ipv4-mapped'],
	['::/96', 'defconf: ipv4 compat'],
	['100::/64', 'defconf: discard only '],
	['2001:10::/28', 'defconf: ORCHID'],
	['3ffe::/16', 'defconf: 6bone'],
];

const filter6 = (fasttrack: boolean): readonly Properties[] => [
	input('accept', 'defconf: accept established,related,untracked', {'connection-state': 'established,related,untracked'}),
	input('drop', 'defconf: drop invalid', {'connection-state': 'invalid'}),
	input('accept', 'defconf: accept ICMPv6', {protocol: 'icmpv6'}),
	input('accept', 'defconf: accept UDP traceroute', {'dst-port': '33434-33534', protocol: 'udp'}),
	input('accept', 'defconf: accept DHCPv6-Client prefix delegation.', {'dst-port': '546', protocol: 'udp', 'src-address': 'fe80::/10'}),
	input('drop', 'defconf: drop everything else not coming from LAN', {'in-interface-list': '!LAN'}),
	...(fasttrack ? [forward('fasttrack-connection', 'defconf: fasttrack6', {'connection-state': 'established,related'})] : []),
	forward('accept', 'defconf: accept established,related,untracked', {'connection-state': 'established,related,untracked'}),
	forward('drop', 'defconf: drop invalid', {'connection-state': 'invalid'}),
	forward('drop', 'defconf: drop packets with bad src ipv6', {'src-address-list': 'bad_ipv6'}),
	forward('drop', 'defconf: drop packets with bad dst ipv6', {'dst-address-list': 'bad_ipv6'}),
	forward('accept', 'defconf: accept ICMPv6', {protocol: 'icmpv6'}),
	forward('drop', 'defconf: drop everything else not coming from LAN', {'in-interface-list': '!LAN'}),
];

const services: readonly (readonly [string, string, 'yes' | 'no'])[] = [
	['telnet', '23', 'no'],
	['ftp', '21', 'no'],
	['www', '80', 'no'],
	['ssh', '22', 'no'],
	['www-ssl', '443', 'yes'],
	['api', '8728', 'no'],
	['winbox', '8291', 'no'],
	['api-ssl', '8729', 'no'],
];

const without = (policies: readonly string[], ...taken: readonly string[]): string => policies.filter((policy) => !taken.includes(policy)).join(',');

const ethernet = (index: number): Properties => ({
	name: `ether${index}`,
	'default-name': `ether${index}`,
	'mac-address': `48:A9:8A:0D:4E:${(0x10 + index).toString(16).toUpperCase()}`,
});

/** The WireGuard keys are made up for the lab: the private one of the tunnel, and the public one of its far end. */
const tunnel = {private: 'oK1pYh3cQj0m9Vb4uX2sTqWfE7rLzN5aGdHiJkMvB0A=', peer: 'Zm9yLXRoZS1sYWItb25seS1ub3QtYS1zZWNyZXQtMTE='} as const;

type Menus = readonly (readonly [menu: string, rows: readonly Properties[], builtin?: true])[];

/** A home router as it comes from its box (the comments are MikroTik's own), with one provider and one WireGuard tunnel that nothing uses yet. */
const menus = (release: Release): Menus => [
	['/interface/ethernet', [1, 2, 3, 4, 5].map(ethernet), true],
	['/interface/bridge', [{'admin-mac': '48:A9:8A:0D:4E:12', 'auto-mac': 'no', comment: 'defconf', name: 'bridge'}]],
	['/interface/wireguard', [{'listen-port': '13231', mtu: '1420', name: 'wg-vpn', 'private-key': tunnel.private}]],
	[
		'/interface/list',
		[
			{comment: 'defconf', name: 'WAN'},
			{comment: 'defconf', name: 'LAN'},
		],
	],
	['/ip/pool', [{name: 'default-dhcp', ranges: '192.168.88.10-192.168.88.254'}]],
	['/ip/dhcp-server', [{'address-pool': 'default-dhcp', interface: 'bridge', name: 'defconf'}]],
	['/interface/bridge/port', [2, 3, 4, 5].map((index) => ({bridge: 'bridge', comment: 'defconf', interface: `ether${index}`}))],
	[
		'/interface/list/member',
		[
			{comment: 'defconf', interface: 'bridge', list: 'LAN'},
			{comment: 'defconf', interface: 'ether1', list: 'WAN'},
		],
	],
	[
		'/interface/wireguard/peers',
		[
			{
				'allowed-address': '0.0.0.0/0,::/0',
				'endpoint-address': '203.0.113.7',
				'endpoint-port': '51820',
				interface: 'wg-vpn',
				name: 'peer1',
				'persistent-keepalive': '25s',
				'public-key': tunnel.peer,
			},
		],
	],
	[
		'/ip/address',
		[
			{address: '192.168.88.1/24', comment: 'defconf', interface: 'bridge', network: '192.168.88.0'},
			{address: '10.66.66.2/32', interface: 'wg-vpn', network: '10.66.66.2'},
		],
	],
	['/ip/dhcp-client', [{comment: 'defconf', interface: 'ether1'}]],
	['/ip/dhcp-server/network', [{address: '192.168.88.0/24', comment: 'defconf', 'dns-server': '192.168.88.1', gateway: '192.168.88.1'}]],
	['/ip/dns/static', [{address: '192.168.88.1', comment: 'defconf', name: 'router.lan', type: 'A'}]],
	['/ip/firewall/filter', filter4],
	['/ip/firewall/nat', [{chain: 'srcnat', action: 'masquerade', comment: 'defconf: masquerade', 'ipsec-policy': 'out,none', 'out-interface-list': 'WAN'}]],
	['/ip/service', services.map(([name, port, disabled]) => ({name, port, ...(disabled === 'yes' ? {disabled} : {})})), true],
	[
		'/ipv6/address',
		[
			{address: '2001:db8:88::1/64', interface: 'bridge'},
			{address: 'fd00:66::2/128', advertise: 'no', interface: 'wg-vpn'},
		],
	],
	['/ipv6/firewall/address-list', badAddresses.map(([address, comment]) => ({address, comment, list: 'bad_ipv6'}))],
	['/ipv6/firewall/filter', filter6(release.minor >= 18)],
	[
		'/user/group',
		[
			{name: 'read', policy: without(groupPolicies, 'ftp', 'write', 'policy')},
			{name: 'write', policy: without(groupPolicies, 'ftp', 'policy')},
			{name: 'full', policy: groupPolicies.join(',')},
		],
		true,
	],
	['/user', [{name: 'admin', group: 'full', comment: 'system default user'}], true],
];

const writers = ['add', 'set'] as const;

/** The built-in home router of a release, before anyone changed it. */
export const homeRouter = (release: Release, schema: Schema): LabState => {
	const known = (menu: string, properties: Properties): Properties =>
		Object.fromEntries(Object.entries(properties).filter(([name]) => writers.some((verb) => schema.argument(menu, verb, name) !== undefined)));
	const ids: Record<string, number> = {};
	const rows: Record<string, readonly Row[]> = {};
	for (const [menu, list, builtin] of menus(release)) {
		const space = /^\/interface\/(?!list$)[^/]+$/.test(menu) ? '/interface' : menu;
		rows[menu] = list.map((properties): Row => {
			ids[space] = (ids[space] ?? 0) + 1;
			return {id: `*${ids[space].toString(16).toUpperCase()}`, properties: builtin === true ? properties : known(menu, properties), ...(builtin === true ? {builtin} : {})};
		});
	}

	return {menus: rows, settings: {'/ip/dns': {'allow-remote-requests': 'yes'}}, ids, files: {}};
};
