import type {World} from '../../source/facts/index.js';
import type {InterfaceAddress, Ip, Packet, Protocol} from '../../source/net/index.js';
import {addressFamily, families, parseIp} from '../../source/net/index.js';
import type {Case} from './compare.js';
import {eachBucket} from './compare.js';
import {calm, factoryRules, router} from './routers.js';

const ip = (text: string): Ip => {
	const address = parseIp(text);
	if (address === undefined) {
		throw new Error(`${text} is no address`);
	}

	return address;
};

/** Two networks, two providers and a tunnel, without a single rule. */
export const plainRouter = `/interface bridge add name=bridge
/interface wireguard add name=wg-exit
/interface list add name=LAN
/interface list add name=WAN
/interface list add name=GUEST
/interface list add include=LAN,GUEST name=inside
/interface list add include=all exclude=LAN name=not-lan
/interface list member add interface=bridge list=LAN
/interface list member add interface=guest list=GUEST
/interface list member add interface=ether1 list=WAN
/interface list member add interface=ether2 list=WAN
/ip address add address=192.168.88.1/24 interface=bridge
/ip address add address=192.168.90.1/24 interface=guest
/ip address add address=192.0.2.14/24 interface=ether1
/ip address add address=203.0.113.14/24 interface=ether2
/ip address add address=10.66.66.2/32 interface=wg-exit
/ipv6 address add address=2001:db8:1:100::1/64 interface=bridge
/ipv6 address add address=2001:db8:1:200::1/64 interface=guest
/ipv6 address add address=2001:db8:1:ffff::2/64 interface=ether1
/ipv6 address add address=2001:db8:2:ffff::2/64 interface=ether2
/ipv6 address add address=fd00:66::2/128 interface=wg-exit
/ip route add dst-address=0.0.0.0/0 gateway=192.0.2.1
/ip route add dst-address=0.0.0.0/0 gateway=203.0.113.1 distance=2
/ipv6 route add dst-address=::/0 gateway=fe80::1%ether1
/ipv6 route add dst-address=::/0 gateway=2001:db8:2:ffff::1 distance=2
/routing table add fib name=vpn
/routing table add fib name=second
/ip firewall address-list add address=198.51.100.0/25 list=listed
/ip firewall address-list add address=listed.example list=listed
/ip firewall address-list add address=198.51.100.1-198.51.100.99 list=range
/ip firewall address-list add address=192.168.0.0/16 list=local
/ipv6 firewall address-list add address=2001:db8:9::/48 list=listed
/ipv6 firewall address-list add address=listed.example list=listed
/ipv6 firewall address-list add address=2001:db8:1::/48 list=local
`;

const world: World = {...calm, names: {'listed.example': [ip('8.8.8.8'), ip('2001:4860::8888')]}};

const networks: readonly (readonly [interfaceName: string | undefined, from: readonly string[]])[] = [
	['bridge', ['192.168.88.10', '192.168.88.20', '2001:db8:1:100::10']],
	['guest', ['192.168.90.10', '2001:db8:1:200::10']],
	['ether1', ['192.0.2.200', '9.9.9.9', '2620:fe::9']],
	['ether2', ['203.0.113.200', '9.9.9.9', '2620:fe::9']],
	['wg-exit', ['10.66.66.1', 'fd00:66::1', '100.64.9.9']],
	[undefined, ['192.0.2.14', '192.168.88.1', '10.66.66.2', '2001:db8:1:ffff::2', 'fd00:66::2']],
];

const targets = [
	'198.51.100.9',
	'8.8.8.8',
	'1.1.1.1',
	'192.168.88.10',
	'192.168.90.77',
	'192.168.88.1',
	'192.0.2.14',
	'203.0.113.14',
	'10.66.66.2',
	'192.0.2.1',
	'2001:db8:9::9',
	'2001:4860::8888',
	'2606:4700::1111',
	'2001:db8:1:100::10',
	'2001:db8:1:100::1',
	'2001:db8:1:ffff::2',
	'2001:db8:2:ffff::99',
];

const kinds: readonly (readonly [Protocol, number])[] = [
	['tcp', 443],
	['udp', 53],
	['icmp', 0],
	['tcp', 22],
	['udp', 4500],
];

/** From everywhere to everywhere, each with a source port of its own; the kinds of traffic take turns. */
export const grid: readonly Packet[] = networks.flatMap(([inInterface, sources], network) =>
	sources.flatMap((source, row) =>
		targets.flatMap((target, column): readonly Packet[] => {
			const [from, to] = [ip(source), ip(target)];
			const [protocol, toPort] = kinds[(network + row + column) % kinds.length] ?? ['tcp', 443];
			const fromPort = 20_000 + (network * 10 + row) * 50 + column;
			return from === to || addressFamily(from) !== addressFamily(to)
				? []
				: [{from, to, protocol, ...(protocol === 'icmp' ? {fromPort} : {fromPort, toPort}), ...(inInterface === undefined ? {} : {inInterface})}];
		}),
	),
);

/** The same line for both families, `ip` standing for either. */
const both = (text: string): string =>
	families
		.flatMap((family) =>
			text
				.split('\n')
				.filter((line) => line !== '')
				.map((line) => line.replace(/^\/ip /, family === 4 ? '/ip ' : '/ipv6 ').replaceAll('ANY', family === 4 ? '0.0.0.0/0' : '::/0')),
		)
		.join('\n');

const masquerade = both('/ip firewall nat add action=masquerade chain=srcnat out-interface-list=WAN\n/ip firewall nat add action=masquerade chain=srcnat out-interface=wg-exit');
const tunnelRoute = both('/ip route add dst-address=ANY gateway=wg-exit routing-table=vpn');
const blackhole = both('/ip route add blackhole dst-address=ANY distance=254 routing-table=vpn');
const secondRoutes = `/ip route add dst-address=0.0.0.0/0 gateway=203.0.113.1 routing-table=second check-gateway=ping
/ipv6 route add dst-address=::/0 gateway=2001:db8:2:ffff::1 routing-table=second check-gateway=ping`;

const twoStep = both(`/ip firewall mangle add action=jump chain=prerouting dst-address-type=!local in-interface-list=LAN jump-target=pre
/ip firewall mangle add action=return chain=pre dst-address-list=local
/ip firewall mangle add action=mark-connection chain=pre connection-mark=no-mark connection-state=new dst-address-list=listed new-connection-mark=vpn
/ip firewall mangle add action=mark-routing chain=pre connection-mark=vpn new-routing-mark=vpn passthrough=no`);

const answering = both(`/ip firewall mangle add action=mark-connection chain=prerouting connection-mark=no-mark connection-state=new in-interface=ether2 new-connection-mark=in2
/ip firewall mangle add action=mark-connection chain=prerouting connection-mark=no-mark connection-state=new in-interface=wg-exit new-connection-mark=vpn
/ip firewall mangle add action=mark-routing chain=prerouting connection-mark=in2 in-interface-list=LAN new-routing-mark=second passthrough=no
/ip firewall mangle add action=mark-routing chain=output connection-mark=in2 new-routing-mark=second passthrough=no
/ip firewall mangle add action=mark-routing chain=output connection-mark=vpn new-routing-mark=vpn passthrough=no`);

const fasttrack = both(`/ip firewall filter add action=fasttrack-connection chain=forward connection-state=established,related
/ip firewall filter add action=accept chain=forward connection-state=established,related`);

const keptOut = both('/ip firewall filter add action=accept chain=forward connection-mark=!no-mark connection-state=established,related');

/** Everything that comes in from the networks has a mark, what is for the router itself, too. */
const markAll = both('/ip firewall mangle add action=mark-routing chain=prerouting in-interface-list=inside new-routing-mark=vpn passthrough=no');

const order = (decisions: string): string => `/routing settings set policy-rules=${decisions}`;

type Made = readonly [title: string, lines: readonly string[], world?: Partial<World>];

const down = (...names: readonly string[]): Partial<World> => ({links: Object.fromEntries(names.map((name) => [name, 'down'] as const))});
const removed = (...names: readonly string[]): Partial<World> => ({links: Object.fromEntries(names.map((name) => [name, 'removed'] as const))});

const policy = [masquerade, tunnelRoute, blackhole, twoStep];

const bucketMarks = (denominator: number, marks: readonly string[]): string =>
	both(
		[
			...marks.map(
				(mark, bucket) =>
					`/ip firewall mangle add action=mark-connection chain=prerouting connection-mark=no-mark connection-state=new in-interface-list=LAN dst-address-type=!local per-connection-classifier=both-addresses:${denominator}/${bucket} new-connection-mark=${mark}`,
			),
			...[...new Set(marks)].map(
				(mark) => `/ip firewall mangle add action=mark-routing chain=prerouting connection-mark=${mark} in-interface-list=LAN new-routing-mark=${mark} passthrough=no`,
			),
		].join('\n'),
	);

const thirdRoutes =
	'/routing table add fib name=third\n/ip route add dst-address=0.0.0.0/0 gateway=192.0.2.1 routing-table=third\n/ipv6 route add dst-address=::/0 gateway=fe80::1%ether1 routing-table=third';

const weighted = [masquerade, tunnelRoute, blackhole, secondRoutes, thirdRoutes, bucketMarks(6, ['vpn', 'vpn', 'vpn', 'second', 'second', 'third'])];

const eight = Array.from({length: 8}, (_, index) => `up${index + 1}`);

/** Eight lines with an address, a table and a bucket each; equal routes in main. */
const eightLines = [
	...eight.map((name, index) =>
		[
			`/ip address add address=100.64.${index}.2/24 interface=${name}`,
			`/ipv6 address add address=2001:db8:ee:${index}::2/64 interface=${name}`,
			`/interface list member add interface=${name} list=WAN`,
			`/routing table add fib name=${name}`,
			`/ip route add dst-address=0.0.0.0/0 gateway=100.64.${index}.1 routing-table=${name} check-gateway=ping`,
			`/ipv6 route add dst-address=::/0 gateway=2001:db8:ee:${index}::1 routing-table=${name} check-gateway=ping`,
			`/ip route add dst-address=8.0.0.0/8 gateway=100.64.${index}.1 check-gateway=ping`,
		].join('\n'),
	),
	masquerade,
	bucketMarks(8, eight),
];

const vrf = [
	masquerade,
	fasttrack,
	`/ip vrf add interfaces=guest,ether2 name=tenant
/interface list add name=tenants
/interface list member add interface=tenant list=tenants
/interface list member add interface=tenant list=WAN
/ip route add dst-address=0.0.0.0/0 gateway=203.0.113.1@tenant routing-table=tenant
/ipv6 route add dst-address=::/0 gateway=2001:db8:2:ffff::1@tenant routing-table=tenant`,
];

const leases: Partial<World> = {
	addresses: [
		{address: '100.64.1.2/24' as InterfaceAddress, interface: 'up1'},
		{address: '100.64.2.2/24' as InterfaceAddress, interface: 'up2'},
		{address: '2001:db8:ee:1::2/64' as InterfaceAddress, interface: 'up1'},
	],
	gateways: {up1: [ip('100.64.1.1'), ip('2001:db8:ee:1::1')], up2: [ip('100.64.2.1')]},
};

const made: readonly Made[] = [
	['no rule at all', []],
	['first line down', [], down('ether1')],
	['both lines down', [], down('ether1', 'ether2')],
	['first line removed', [masquerade], removed('ether1')],
	['LAN down', [], down('bridge')],
	['factory rules', [factoryRules]],
	['factory rules, first line down', [factoryRules], down('ether1')],
	[
		'raw: drop by list',
		[both('/ip firewall raw add action=drop chain=prerouting dst-address-list=listed\n/ip firewall raw add action=drop chain=output protocol=udp dst-port=53')],
	],
	[
		'raw: notrack meets NAT',
		[masquerade, both('/ip firewall raw add action=notrack chain=prerouting protocol=udp\n/ip firewall raw add action=notrack chain=output protocol=tcp dst-port=443')],
	],
	[
		'raw: notrack meets marks and states',
		[
			...policy,
			both(
				'/ip firewall raw add action=notrack chain=prerouting dst-address-list=listed\n/ip firewall filter add action=drop chain=forward connection-state=untracked in-interface=guest',
			),
		],
	],
	[
		'raw: jump, return, accept',
		[
			both(
				'/ip firewall raw add action=jump chain=prerouting jump-target=here in-interface-list=inside\n/ip firewall raw add action=return chain=here protocol=udp\n/ip firewall raw add action=accept chain=here protocol=icmp\n/ip firewall raw add action=drop chain=here dst-address-list=listed\n/ip firewall raw add action=drop chain=prerouting in-interface=guest protocol=udp',
			),
		],
	],
	['policy', policy],
	['policy, tunnel down', policy, down('wg-exit')],
	['policy, tunnel removed', policy, removed('wg-exit')],
	['policy, tunnel dead and silent', policy, {farEnds: {'wg-exit': 'dead'}}],
	['policy without blackhole, tunnel down', [masquerade, tunnelRoute, twoStep], down('wg-exit')],
	[
		'policy without blackhole, rule instead, tunnel down',
		[masquerade, tunnelRoute, twoStep, '/routing rule add routing-mark=vpn action=lookup-only-in-table table=vpn'],
		down('wg-exit'),
	],
	['policy without IPv6', [masquerade, '/ip route add dst-address=0.0.0.0/0 gateway=wg-exit routing-table=vpn', twoStep]],
	['policy without local bypass', [masquerade, tunnelRoute, both('/ip firewall mangle add action=mark-routing chain=prerouting in-interface-list=LAN new-routing-mark=vpn')]],
	[
		'marks on replies too',
		[
			masquerade,
			tunnelRoute,
			both(
				'/ip firewall mangle add action=mark-connection chain=prerouting connection-mark=no-mark dst-address-list=listed new-connection-mark=vpn\n/ip firewall mangle add action=mark-routing chain=prerouting connection-mark=vpn new-routing-mark=vpn',
			),
		],
	],
	['policy with FastTrack before it', [...policy, fasttrack]],
	['policy kept out of FastTrack', [...policy, keptOut, fasttrack]],
	['FastTrack of marked connections only', [...policy, both('/ip firewall filter add action=fasttrack-connection chain=forward connection-mark=vpn')]],
	['FastTrack, then drop what is established', [masquerade, fasttrack, both('/ip firewall filter add action=drop chain=forward connection-state=established')]],
	[
		'FastTrack and routing rules',
		[
			masquerade,
			tunnelRoute,
			fasttrack,
			'/routing rule add src-address=192.168.88.0/24 action=lookup-only-in-table table=vpn\n/routing rule add src-address=2001:db8:1:100::/64 action=lookup-only-in-table table=vpn',
		],
	],
	['answers by the line they came in on', [masquerade, tunnelRoute, secondRoutes, answering]],
	['answers by the line, that line gone', [masquerade, tunnelRoute, secondRoutes, answering], {hosts: {'203.0.113.1': 'down', '2001:db8:2:ffff::1': 'down'}}],
	[
		'answers of forwarded ports',
		[
			masquerade,
			secondRoutes,
			answering,
			'/ip firewall nat add action=dst-nat chain=dstnat in-interface-list=WAN protocol=tcp dst-port=443,22 to-addresses=192.168.88.10\n/ip firewall nat add action=dst-nat chain=dstnat in-interface-list=WAN protocol=udp to-addresses=192.168.88.20 to-ports=5353\n/ipv6 firewall nat add action=dst-nat chain=dstnat in-interface-list=WAN protocol=tcp to-address=2001:db8:1:100::10/128 to-ports=8443',
			tunnelRoute,
		],
	],
	[
		'mangle: accept ends the chain',
		[
			masquerade,
			tunnelRoute,
			both(
				'/ip firewall mangle add action=accept chain=prerouting protocol=icmp\n/ip firewall mangle add action=mark-routing chain=prerouting dst-address-type=!local new-routing-mark=vpn in-interface=guest',
			),
		],
	],
	[
		'mangle: a later mark wins, main unmarks',
		[
			masquerade,
			tunnelRoute,
			secondRoutes,
			both(
				'/ip firewall mangle add action=mark-routing chain=prerouting in-interface-list=inside dst-address-type=!local new-routing-mark=vpn\n/ip firewall mangle add action=mark-routing chain=prerouting in-interface=guest dst-address-type=!local new-routing-mark=second passthrough=yes\n/ip firewall mangle add action=mark-routing chain=prerouting protocol=udp new-routing-mark=main',
			),
		],
	],
	[
		'mangle: marks of three kinds',
		[
			masquerade,
			tunnelRoute,
			both(
				'/ip firewall mangle add action=mark-packet chain=prerouting in-interface-list=inside new-packet-mark=some\n/ip firewall mangle add action=mark-packet chain=prerouting protocol=icmp new-packet-mark=other\n/ip firewall mangle add action=mark-routing chain=prerouting packet-mark=some dst-address-type=!local new-routing-mark=vpn\n/ip firewall filter add action=drop chain=forward packet-mark=other\n/ip firewall filter add action=drop chain=forward routing-mark=vpn protocol=tcp dst-port=22',
			),
		],
	],
	[
		'mangle: nested chains',
		[
			masquerade,
			tunnelRoute,
			both(
				'/ip firewall mangle add action=jump chain=prerouting jump-target=outer in-interface-list=inside\n/ip firewall mangle add action=mark-packet chain=prerouting new-packet-mark=after\n/ip firewall mangle add action=jump chain=outer jump-target=inner dst-address-type=!local\n/ip firewall mangle add action=mark-routing chain=outer protocol=udp dst-address-type=!local new-routing-mark=vpn\n/ip firewall mangle add action=return chain=inner dst-address-list=local\n/ip firewall mangle add action=mark-routing chain=inner protocol=tcp new-routing-mark=vpn passthrough=no\n/ip firewall filter add action=drop chain=forward packet-mark=after protocol=tcp',
			),
		],
	],
	[
		'mangle: input, forward, postrouting',
		[
			masquerade,
			both(
				'/ip firewall mangle add action=mark-packet chain=input new-packet-mark=in\n/ip firewall mangle add action=mark-packet chain=forward new-packet-mark=through\n/ip firewall mangle add action=mark-connection chain=postrouting new-connection-mark=out connection-mark=no-mark\n/ip firewall filter add action=drop chain=input packet-mark=in protocol=udp\n/ip firewall filter add action=drop chain=forward packet-mark=!through\n/ip firewall filter add action=drop chain=forward connection-mark=out in-interface-list=WAN protocol=tcp',
			),
		],
	],
	[
		'mangle: output by destination',
		[
			masquerade,
			tunnelRoute,
			secondRoutes,
			both(
				'/ip firewall mangle add action=mark-routing chain=output dst-address-list=listed new-routing-mark=vpn passthrough=no\n/ip firewall mangle add action=mark-routing chain=output protocol=udp out-interface-list=WAN new-routing-mark=second',
			),
		],
	],
	[
		'mangle: output, tunnel down',
		[masquerade, tunnelRoute, blackhole, both('/ip firewall mangle add action=mark-routing chain=output dst-address-list=listed new-routing-mark=vpn passthrough=no')],
		down('wg-exit'),
	],
	[
		'mangle: output with nothing in main',
		[masquerade, tunnelRoute, both('/ip firewall mangle add action=mark-routing chain=output new-routing-mark=vpn')],
		down('ether1', 'ether2'),
	],
	[
		'mangle: change MSS and DSCP',
		[
			masquerade,
			both(
				'/ip firewall mangle add action=change-mss chain=forward protocol=tcp tcp-flags=syn new-mss=1360\n/ip firewall mangle add action=change-dscp chain=prerouting in-interface=guest new-dscp=46\n/ip firewall filter add action=drop chain=forward dscp=46 protocol=udp\n/ip firewall filter add action=drop chain=forward protocol=tcp tcp-flags=syn,!ack tcp-mss=1400-1500',
			),
		],
	],
	[
		'DNS redirected',
		[
			masquerade,
			both(
				'/ip firewall nat add action=redirect chain=dstnat dst-address-type=!local dst-port=53 in-interface-list=LAN protocol=udp\n/ip firewall nat add action=redirect chain=dstnat dst-port=443 in-interface=guest protocol=tcp to-ports=8443',
			),
		],
	],
	['DNS redirected, marked before', [...policy, both('/ip firewall nat add action=redirect chain=dstnat dst-address-type=!local dst-port=53 in-interface-list=LAN protocol=udp')]],
	[
		'NAT: accept first, jump, lists',
		[
			both(
				'/ip firewall nat add action=accept chain=srcnat dst-address-list=listed\n/ip firewall nat add action=jump chain=srcnat jump-target=mine out-interface-list=WAN\n/ip firewall nat add action=return chain=mine protocol=icmp\n/ip firewall nat add action=masquerade chain=mine',
			),
		],
	],
	[
		'NAT: src-nat to chosen addresses',
		[
			'/ip firewall nat add action=src-nat chain=srcnat out-interface=ether1 src-address=192.168.90.0/24 to-addresses=192.0.2.77\n/ip firewall nat add action=src-nat chain=srcnat out-interface-list=WAN protocol=tcp to-addresses=192.0.2.78\n/ipv6 firewall nat add action=src-nat chain=srcnat out-interface=ether1 to-address=2001:db8:1:ffff::77/128',
		],
	],
	[
		'NAT: netmap both ways',
		[
			'/ip firewall nat add action=netmap chain=dstnat dst-address=198.51.100.0/24 to-addresses=192.168.90.0/24\n/ip firewall nat add action=netmap chain=srcnat src-address=192.168.88.0/24 out-interface=guest to-addresses=10.88.0.0/24\n/ipv6 firewall nat add action=netmap chain=dstnat dst-address=2001:db8:9::/64 to-address=2001:db8:1:200::/64',
		],
	],
	[
		'NAT: dst-nat to the router itself',
		[
			'/ip firewall nat add action=dst-nat chain=dstnat dst-address=1.1.1.1 to-addresses=192.168.88.1\n/ip firewall filter add action=accept chain=input connection-nat-state=dstnat\n/ip firewall filter add action=drop chain=input in-interface-list=inside protocol=!icmp',
		],
	],
	[
		'NAT: hairpin',
		[
			'/ip firewall nat add action=dst-nat chain=dstnat dst-address=192.0.2.14 protocol=tcp to-addresses=192.168.88.10\n/ip firewall nat add action=masquerade chain=srcnat src-address=192.168.88.0/24 dst-address=192.168.88.0/24\n/ip firewall nat add action=masquerade chain=srcnat out-interface-list=WAN',
		],
	],
	[
		'NAT by marks',
		[
			...policy,
			both('/ip firewall nat add action=masquerade chain=srcnat connection-mark=vpn'),
			'/ip firewall nat add action=dst-nat chain=dstnat routing-mark=vpn dst-address=198.51.100.9 to-addresses=1.1.1.1',
		],
	],
	[
		'rules: sources and destinations',
		[
			masquerade,
			tunnelRoute,
			secondRoutes,
			'/routing rule add src-address=192.168.90.0/24 action=lookup table=second\n/routing rule add dst-address=1.1.1.1/32 action=unreachable\n/routing rule add dst-address=8.8.8.0/24 action=drop\n/routing rule add src-address=192.168.88.20/32 action=lookup-only-in-table table=vpn\n/routing rule add dst-address=2606:4700::/32 action=unreachable\n/routing rule add src-address=2001:db8:1:200::/64 action=lookup table=vpn',
		],
	],
	[
		'rules: local first by min-prefix',
		[
			masquerade,
			tunnelRoute,
			'/routing rule add action=lookup table=main min-prefix=0\n/routing rule add interface=bridge action=lookup-only-in-table table=vpn\n/routing rule add interface=guest action=lookup table=vpn',
		],
	],
	[
		'rules: an empty table only',
		[masquerade, '/routing rule add interface=guest action=lookup-only-in-table table=vpn\n/routing rule add interface=bridge action=lookup table=vpn'],
	],
	[
		'rules: marks',
		[
			masquerade,
			tunnelRoute,
			secondRoutes,
			both('/ip firewall mangle add action=mark-routing chain=prerouting in-interface=guest dst-address-type=!local new-routing-mark=vpn'),
			'/routing rule add routing-mark=vpn action=lookup table=second\n/routing rule add routing-mark=vpn action=unreachable',
		],
		down('wg-exit'),
	],
	[
		'rules: in the way of local traffic',
		[masquerade, tunnelRoute, '/routing rule add src-address=192.168.88.0/24 action=lookup table=vpn\n/routing rule add src-address=2001:db8:1:100::/64 action=lookup table=vpn'],
	],
	[
		'routes: longest prefix and distance',
		[
			'/ip route add dst-address=1.1.1.0/24 gateway=203.0.113.1\n/ip route add dst-address=1.1.1.1/32 gateway=wg-exit distance=10\n/ip route add blackhole dst-address=8.8.8.8/32\n/ip route add dst-address=198.51.100.0/24 gateway=203.0.113.1\n/ip route add dst-address=198.51.100.0/24 gateway=wg-exit distance=1 disabled=yes\n/ipv6 route add dst-address=2606:4700::/32 gateway=2001:db8:2:ffff::1\n/ipv6 route add blackhole dst-address=2001:4860::8888/128',
		],
	],
	[
		'routes: recursive, all well',
		[
			'/ip route add dst-address=9.9.9.10/32 gateway=203.0.113.1 scope=10\n/ip route add dst-address=198.51.100.0/24 gateway=9.9.9.10 target-scope=11 check-gateway=ping\n/ip route add dst-address=8.8.8.8/32 gateway=9.9.9.10 target-scope=10\n/ip route add dst-address=1.1.1.1/32 gateway=9.9.9.11 target-scope=11',
		],
	],
	[
		'routes: recursive, the probe silent',
		[
			'/ip route add dst-address=9.9.9.10/32 gateway=203.0.113.1 scope=10\n/ip route add dst-address=198.51.100.0/24 gateway=9.9.9.10 target-scope=11 check-gateway=ping\n/ip route add dst-address=198.51.100.0/24 gateway=wg-exit distance=2',
		],
		{hosts: {'9.9.9.10': 'down'}},
	],
	[
		'routes: check-gateway notices a dead line',
		[
			'/ip route add dst-address=198.51.100.0/24 gateway=203.0.113.1 check-gateway=ping\n/ip route add dst-address=8.8.8.8/32 gateway=203.0.113.1\n/ip route add dst-address=198.51.100.0/24 gateway=wg-exit distance=5',
		],
		{farEnds: {ether2: 'dead'}},
	],
	[
		'routes: two equal ones',
		[
			masquerade,
			'/ip route add dst-address=198.51.100.0/24 gateway=203.0.113.1\n/ip route add dst-address=198.51.100.0/24 gateway=192.0.2.1\n/ip route add dst-address=8.8.8.8/32 gateway=203.0.113.1,192.0.2.1,wg-exit',
		],
	],
	[
		'routes: two equal ones, one line down',
		[masquerade, '/ip route add dst-address=198.51.100.0/24 gateway=203.0.113.1\n/ip route add dst-address=198.51.100.0/24 gateway=192.0.2.1'],
		down('ether2'),
	],
	[
		'routes: gateway with interface',
		[
			'/ip route add dst-address=198.51.100.0/24 gateway=192.0.2.1%ether2\n/ip route add dst-address=8.8.8.8/32 gateway=203.0.113.1@main\n/ipv6 route add dst-address=2001:db8:9::/48 gateway=fe80::9%ether2',
		],
	],
	[
		'routes: only specific ones in a table',
		[
			masquerade,
			'/ip route add dst-address=198.51.100.0/24 gateway=wg-exit routing-table=vpn',
			both('/ip firewall mangle add action=mark-routing chain=prerouting in-interface-list=inside dst-address-type=!local new-routing-mark=vpn'),
		],
	],
	[
		'filter: every answer',
		[
			masquerade,
			'/ip firewall filter add action=reject chain=forward dst-address=1.1.1.1 reject-with=icmp-admin-prohibited\n/ip firewall filter add action=reject chain=forward dst-address=8.8.8.8 protocol=tcp reject-with=tcp-reset\n/ip firewall filter add action=reject chain=forward dst-address-list=listed\n/ip firewall filter add action=reject chain=input in-interface=guest reject-with=icmp-port-unreachable\n/ip firewall filter add action=reject chain=output dst-address=1.1.1.1\n/ipv6 firewall filter add action=reject chain=forward dst-address-list=listed reject-with=icmp-address-unreachable\n/ipv6 firewall filter add action=reject chain=input in-interface=guest',
		],
	],
	[
		'filter: chains',
		[
			both(
				'/ip firewall filter add action=jump chain=forward jump-target=through in-interface-list=inside\n/ip firewall filter add action=jump chain=input jump-target=through\n/ip firewall filter add action=return chain=through protocol=icmp\n/ip firewall filter add action=accept chain=through connection-state=established\n/ip firewall filter add action=drop chain=through dst-address-list=listed\n/ip firewall filter add action=passthrough chain=through\n/ip firewall filter add action=drop chain=forward protocol=icmp out-interface-list=WAN\n/ip firewall filter add action=drop chain=forward out-interface=guest',
			),
		],
	],
	[
		'filter: states',
		[
			masquerade,
			both(
				'/ip firewall filter add action=accept chain=forward connection-state=established,related\n/ip firewall filter add action=drop chain=forward connection-state=!new\n/ip firewall filter add action=drop chain=forward connection-state=new in-interface-list=WAN\n/ip firewall filter add action=accept chain=input connection-state=established\n/ip firewall filter add action=drop chain=input connection-state=new in-interface-list=!inside',
			),
		],
	],
	[
		'filter: NAT states',
		[
			masquerade,
			'/ip firewall nat add action=dst-nat chain=dstnat in-interface=ether1 protocol=tcp dst-port=443 to-addresses=192.168.88.10\n/ip firewall filter add action=drop chain=forward connection-nat-state=!dstnat connection-state=new in-interface-list=WAN\n/ip firewall filter add action=drop chain=forward connection-nat-state=srcnat in-interface-list=WAN protocol=udp',
		],
	],
	[
		'filter: address types',
		[
			both(
				'/ip firewall filter add action=drop chain=forward dst-address-type=!unicast\n/ip firewall filter add action=drop chain=input dst-address-type=local in-interface=ether1\n/ip firewall filter add action=drop chain=output src-address-type=local protocol=udp',
			),
		],
	],
	[
		'filter: ports and negations',
		[
			masquerade,
			both(
				'/ip firewall filter add action=drop chain=forward protocol=tcp dst-port=!443\n/ip firewall filter add action=drop chain=forward protocol=udp port=50-60,4500 in-interface=!bridge\n/ip firewall filter add action=drop chain=forward protocol=!tcp dst-address-list=!listed in-interface-list=LAN\n/ip firewall filter add action=drop chain=input src-address-list=!local protocol=!icmp',
			),
		],
	],
	[
		'filter: sizes and flags',
		[
			both(
				'/ip firewall filter add action=drop chain=forward packet-size=0-40\n/ip firewall filter add action=drop chain=forward protocol=tcp tcp-flags=syn,ack\n/ip firewall filter add action=drop chain=forward protocol=tcp tcp-flags=!syn in-interface=guest',
			),
		],
	],
	[
		'filter: ICMP types',
		[
			'/ip firewall filter add action=drop chain=forward protocol=icmp icmp-options=8:0-255 in-interface=bridge\n/ip firewall filter add action=drop chain=input protocol=icmp icmp-options=8:0\n/ip firewall filter add action=drop chain=forward protocol=icmp icmp-options=0:0-255 in-interface=ether1\n/ipv6 firewall filter add action=drop chain=forward protocol=icmpv6 icmp-options=128:0-255',
		],
	],
	[
		'filter: built-in and nested lists',
		[
			both(
				'/ip firewall filter add action=drop chain=forward in-interface-list=not-lan out-interface-list=all protocol=udp\n/ip firewall filter add action=drop chain=forward in-interface-list=none\n/ip firewall filter add action=drop chain=forward out-interface-list=inside in-interface-list=!inside\n/ip firewall filter add action=drop chain=input in-interface-list=!all',
			),
		],
	],
	[
		'filter: ranges',
		[
			'/ip firewall filter add action=drop chain=forward src-address=192.168.88.5-192.168.88.15 protocol=tcp\n/ip firewall filter add action=drop chain=forward dst-address=!1.1.1.1-9.9.9.9 in-interface=guest\n/ip firewall filter add action=drop chain=forward dst-address-list=range protocol=udp',
		],
	],
	['filter: what connections have carried', [masquerade, both('/ip firewall filter add action=drop chain=forward connection-bytes=100-0')]],
	[
		'PCC over two lines',
		[
			masquerade,
			tunnelRoute,
			secondRoutes,
			both(
				'/ip firewall mangle add action=mark-connection chain=prerouting connection-mark=no-mark connection-state=new in-interface-list=LAN dst-address-type=!local per-connection-classifier=src-address:2/0 new-connection-mark=vpn\n/ip firewall mangle add action=mark-connection chain=prerouting connection-mark=no-mark connection-state=new in-interface-list=LAN dst-address-type=!local per-connection-classifier=src-address:2/1 new-connection-mark=second\n/ip firewall mangle add action=mark-routing chain=prerouting connection-mark=vpn in-interface-list=LAN new-routing-mark=vpn\n/ip firewall mangle add action=mark-routing chain=prerouting connection-mark=second in-interface-list=LAN new-routing-mark=second',
			),
		],
	],
	['PCC over three lines, weighted, by mark', weighted],
	['PCC over three lines, weighted, the second down', weighted, down('ether2')],
	[
		'PCC by a negated bucket',
		[
			masquerade,
			tunnelRoute,
			both(
				'/ip firewall mangle add action=mark-routing chain=prerouting in-interface-list=LAN dst-address-type=!local per-connection-classifier=!both-addresses:3/1 new-routing-mark=vpn passthrough=no',
			),
		],
	],
	['eight lines share', eightLines],
	['eight lines share, some of them down', eightLines, down('up1', 'up4', 'up8')],
	['eight lines share, one of them dead', eightLines, {farEnds: {up3: 'dead'}}],
	[
		'leases with tables of their own',
		[
			masquerade,
			`/ip dhcp-client add interface=up1 default-route-tables=main:7,second:3,vpn
/ip dhcp-client add interface=up2 default-route-distance=4 check-gateway=ping
/ip dhcp-client add interface=up3 add-default-route=no
/ipv6 dhcp-client add interface=up1 add-default-route=yes request=address
/ip route add dst-address=198.51.100.0/24 gateway=wg-exit routing-table=second
/ip firewall mangle add action=mark-routing chain=prerouting in-interface=bridge dst-address-type=!local new-routing-mark=vpn
/ip firewall mangle add action=mark-routing chain=prerouting in-interface=guest dst-address-type=!local new-routing-mark=second`,
		],
		{...down('ether1'), ...leases},
	],
	[
		'leases, one line down',
		[masquerade, '/ip dhcp-client add interface=up1\n/ip dhcp-client add interface=up2 default-route-distance=2'],
		{...down('ether1', 'ether2', 'up1'), ...leases},
	],
	[
		'IPv6 under other prefixes',
		[
			tunnelRoute,
			secondRoutes,
			both(
				'/ip firewall mangle add action=mark-routing chain=prerouting in-interface-list=LAN dst-address-list=listed new-routing-mark=vpn passthrough=no\n/ip firewall mangle add action=mark-routing chain=prerouting in-interface=guest dst-address-list=listed new-routing-mark=second passthrough=no',
			),
			'/ipv6 firewall nat add action=netmap chain=srcnat out-interface=ether2 src-address=2001:db8:1:200::/64 to-address=2001:db8:2:200::/64\n/ipv6 firewall nat add action=netmap chain=dstnat in-interface=ether2 dst-address=2001:db8:2:200::/64 to-address=2001:db8:1:200::/64\n/ipv6 firewall nat add action=masquerade chain=srcnat out-interface=wg-exit',
		],
	],
	['a VRF with a way out', vrf],
	['a VRF, its way out down', vrf, down('ether2')],
	[
		'a VRF whose addresses are local to nobody else',
		[...vrf, tunnelRoute, both('/ip firewall mangle add action=mark-routing chain=prerouting in-interface=bridge dst-address-type=!local new-routing-mark=vpn')],
	],
	[
		'a VRF whose routes lead back',
		[
			...vrf,
			'/ip route add dst-address=192.168.88.8/29 gateway=bridge@main routing-table=tenant\n/ip route add dst-address=192.168.90.0/24 gateway=guest@tenant\n/ipv6 route add dst-address=2001:db8:1:100::/64 gateway=bridge routing-table=tenant\n/ipv6 route add dst-address=2001:db8:1:200::/64 gateway=guest',
		],
	],
	[
		'a VRF and marks',
		[
			...vrf,
			tunnelRoute,
			both(
				'/ip firewall mangle add action=mark-routing chain=prerouting in-interface-list=tenants dst-address-list=listed new-routing-mark=vpn\n/ip firewall filter add action=drop chain=forward in-interface=guest',
			),
		],
	],
	[
		'lists: own members win over excluded ones',
		[
			'/interface list add include=WAN,LAN exclude=WAN name=odd\n/interface list member add interface=ether2 list=odd',
			both('/ip firewall filter add action=drop chain=forward in-interface-list=odd\n/ip firewall filter add action=drop chain=input in-interface-list=!odd protocol=udp'),
		],
	],
	[
		'a tunnel that carries some addresses only',
		[
			...policy,
			secondRoutes,
			`/interface wireguard peers add interface=wg-exit allowed-address=198.51.100.0/28,10.66.66.1/32,fd00:66::/64 public-key=a
/interface wireguard peers add interface=wg-exit allowed-address=100.64.0.0/10,8.8.8.8/32,2001:4860::/32 public-key=b
/interface wireguard peers add disabled=yes interface=wg-exit allowed-address=0.0.0.0/0,::/0 public-key=c`,
		],
	],
	[
		'packet marks by uplink and by kind',
		[
			masquerade,
			tunnelRoute,
			twoStep,
			both(`/ip firewall mangle add action=mark-packet chain=forward connection-mark=vpn in-interface-list=LAN new-packet-mark=vpn-up passthrough=no
/ip firewall mangle add action=mark-packet chain=forward out-interface-list=LAN connection-mark=vpn new-packet-mark=vpn-down passthrough=no
/ip firewall mangle add action=mark-packet chain=forward protocol=udp new-packet-mark=talk passthrough=yes
/ip firewall filter add action=drop chain=forward packet-mark=talk out-interface=ether2
/ip firewall mangle add action=mark-connection chain=postrouting packet-mark=!no-mark connection-mark=no-mark new-connection-mark=late
/ip firewall filter add action=reject chain=forward connection-mark=late`),
		],
	],
	['policy-rules: local before marks', [masquerade, tunnelRoute, markAll, order('local,mangle,vrf-lookup,vrf-unreach,user,main')]],
	['policy-rules: main before local and marks', [masquerade, tunnelRoute, markAll, order('main,local,mangle,user')]],
	[
		'policy-rules: the user before marks',
		[
			masquerade,
			tunnelRoute,
			secondRoutes,
			markAll,
			order('user,mangle,local,main'),
			'/routing rule add src-address=192.168.88.0/24 action=lookup table=second\n/routing rule add src-address=2001:db8:1:100::/64 action=lookup-only-in-table table=second',
		],
	],
	[
		'policy-rules: chains behind decisions',
		[
			masquerade,
			tunnelRoute,
			secondRoutes,
			twoStep,
			order('local,mangle,user,main'),
			`/routing rule add chain=mangle interface=bridge action=lookup table=second
/routing rule add chain=local routing-mark=vpn dst-address=198.51.100.0/24 action=unreachable
/routing rule add chain=main action=drop
/routing rule add interface=guest action=lookup-only-in-table table=vpn`,
		],
	],
	['policy-rules: without main', [masquerade, tunnelRoute, twoStep, order('local,mangle,user')]],
	['policy-rules: marks between a VRF and its end', [...vrf, tunnelRoute, markAll, order('vrf-lookup,mangle,vrf-unreach,local,user,main')]],
	[
		'endpoint-independent NAT',
		[
			both('/ip firewall nat add action=endpoint-independent-nat chain=srcnat out-interface=ether1 protocol=udp'),
			'/ip firewall nat add action=endpoint-independent-nat chain=srcnat out-interface=ether2 protocol=udp to-addresses=203.0.113.77',
			masquerade,
			tunnelRoute,
			secondRoutes,
			both('/ip firewall mangle add action=mark-routing chain=prerouting in-interface=guest dst-address-type=!local new-routing-mark=second'),
		],
	],
	[
		'every second connection',
		[
			masquerade,
			tunnelRoute,
			both(
				'/ip firewall mangle add action=mark-connection chain=prerouting connection-mark=no-mark connection-state=new in-interface-list=LAN dst-address-type=!local nth=2,1 new-connection-mark=vpn\n/ip firewall mangle add action=mark-routing chain=prerouting connection-mark=vpn in-interface-list=LAN new-routing-mark=vpn',
			),
		],
	],
];

/** For each stage of the packet flow configurations that turn on it, with the same packets through all of them. */
export const handMade: readonly Case[] = made.flatMap(([title, lines, more = {}]) =>
	eachBucket({title, configuration: router([plainRouter, ...lines].join('\n')), world: {...world, ...more}, packets: grid}),
);
