import type {Properties} from './blueprint.js';

const rule =
	(chain: string) =>
	(action: string, comment: string, more: Properties = {}): Properties => ({chain, action, ...(comment === '' ? {} : {comment}), ...more});

export const input = rule('input');
export const forward = rule('forward');
export const prerouting = rule('prerouting');
export const dstnat = rule('dstnat');
export const srcnat = rule('srcnat');

/** The IPv4 firewall that home routers come with; the comments are MikroTik's own. */
export const homeFilter4: readonly Properties[] = [
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

/** The IPv6 firewall that home routers come with. */
export const homeFilter6 = (fasttrack: boolean): readonly Properties[] => [
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

export const badIpv6: readonly Properties[] = badAddresses.map(([address, comment]) => ({address, comment, list: 'bad_ipv6'}));

/** The firewall of a router that someone set up by hand: no interface lists, the lines are named one by one. */
export const plainFilter4 = (lan: string, lines: readonly string[]): readonly Properties[] => [
	input('accept', 'established', {'connection-state': 'established,related,untracked'}),
	input('drop', '', {'connection-state': 'invalid'}),
	input('accept', '', {protocol: 'icmp'}),
	input('accept', 'from inside', {'in-interface': lan}),
	input('drop', 'everything else'),
	forward('fasttrack-connection', '', {'connection-state': 'established,related'}),
	forward('accept', '', {'connection-state': 'established,related,untracked'}),
	forward('drop', '', {'connection-state': 'invalid'}),
	...lines.map((line) => forward('drop', `nothing new from ${line}`, {'connection-nat-state': '!dstnat', 'connection-state': 'new', 'in-interface': line})),
];
