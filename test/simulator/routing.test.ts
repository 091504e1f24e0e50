import {describe, expect, it} from 'vitest';
import type {World} from '../../source/facts/index.js';
import {home} from './home.js';
import {endsOf, firstEnds, ip, prefix, traceOf} from './trace-of.js';

const toWeb = 'bridge 192.168.88.10 > 1.1.1.1:443';
const toWeb6 = 'bridge 2001:db8:1::10 > 2606:4700::1111:443';

type Case = readonly [title: string, rows: string, packet: string, end: string, world?: Partial<World>];

const check = (before: string, cases: readonly Case[]): void => {
	for (const [title, rows, packet, end, world] of cases) {
		it(title, () => {
			expect(firstEnds(traceOf(`${before}${rows}`, packet, world))).toEqual([end]);
		});
	}
};

const routes: readonly Case[] = [
	['the longest prefix', '/ip route\nadd dst-address=1.1.1.0/24 gateway=198.51.100.1\nadd dst-address=1.1.1.1/32 gateway=wg distance=200\n', toWeb, 'wg'],
	['the lowest distance', '/ip route\nadd dst-address=1.1.1.0/24 gateway=198.51.100.1 distance=5\nadd dst-address=1.1.1.0/24 gateway=wg distance=4\n', toWeb, 'wg'],
	['a disabled route is none', '/ip route\nadd disabled=yes dst-address=1.1.1.0/24 gateway=wg\n', toWeb, 'ether1 192.0.2.1'],
	['a blackhole ends it', '/ip route\nadd blackhole dst-address=1.1.1.0/24\n', toWeb, 'blackholed route#2'],
	['a blackhole below a route that is up', '/ip route\nadd dst-address=1.1.1.0/24 gateway=wg\nadd blackhole dst-address=1.1.1.0/24 distance=254\n', toWeb, 'wg'],
	[
		'and below one that is down',
		'/ip route\nadd dst-address=1.1.1.0/24 gateway=wg\nadd blackhole dst-address=1.1.1.0/24 distance=254\n',
		toWeb,
		'blackholed route#3',
		{links: {wg: 'down'}},
	],
	['equal distance against a blackhole is unclear', '/ip route\nadd dst-address=1.1.1.0/24 gateway=wg\nadd blackhole dst-address=1.1.1.0/24\n', toWeb, 'unknown route'],
	['an unreachable route of version 6', '/ip route\nadd dst-address=1.1.1.0/24 type=unreachable\n', toWeb, 'rejected route#2 icmp-network-unreachable'],
	['a gateway on a named interface', '/ip route\nadd dst-address=1.1.1.0/24 gateway=192.0.2.77%ether2\n', toWeb, 'ether2 192.0.2.77'],
	['a gateway that no network holds is inactive', '/ip route\nadd dst-address=1.1.1.0/24 gateway=10.1.1.1\n', toWeb, 'ether1 192.0.2.1'],
	[
		'a recursive gateway',
		'/ip route\nadd dst-address=9.9.9.9/32 gateway=198.51.100.1 scope=10\nadd dst-address=1.1.1.0/24 gateway=9.9.9.9 target-scope=11\n',
		toWeb,
		'ether2 198.51.100.1',
	],
	[
		'one whose host route is out of scope',
		'/ip route\nadd dst-address=9.9.9.9/32 gateway=198.51.100.1\nadd dst-address=1.1.1.0/24 gateway=9.9.9.9 target-scope=11\n',
		toWeb,
		'ether1 192.0.2.1',
	],
	[
		'gateways that stand on each other lead nowhere',
		'/ip route\nadd dst-address=9.9.9.9/32 gateway=9.9.9.9 scope=10\nadd dst-address=1.1.1.0/24 gateway=9.9.9.9 target-scope=30\n',
		toWeb,
		'ether1 192.0.2.1',
	],
	[
		'check-gateway notices a silent gateway',
		'/ip route\nadd check-gateway=ping dst-address=1.1.1.0/24 gateway=198.51.100.1\n',
		toWeb,
		'ether1 192.0.2.1',
		{hosts: {'198.51.100.1': 'down'}},
	],
	['and a dead far end', '/ip route\nadd check-gateway=ping dst-address=1.1.1.0/24 gateway=198.51.100.1\n', toWeb, 'ether1 192.0.2.1', {farEnds: {ether2: 'dead'}}],
	['without it nobody notices', '/ip route\nadd dst-address=1.1.1.0/24 gateway=198.51.100.1\n', toWeb, 'ether2 198.51.100.1', {farEnds: {ether2: 'dead'}}],
	['an interface as gateway cannot be checked', '/ip route\nadd check-gateway=ping dst-address=1.1.1.0/24 gateway=wg\n', toWeb, 'wg', {farEnds: {wg: 'dead'}}],
	['a learnt route', '', toWeb, 'wg', {routes: [{destination: prefix('1.1.1.0/24'), gateway: 'wg', table: 'main', distance: 110}]}],
	['no route', '/ip route\nadd disabled=yes gateway=wg\n', 'bridge 192.168.88.10 > 1.1.1.1:443', 'no-route', {links: {ether1: 'down'}}],
	['IPv6: a blackhole', '/ipv6 route\nadd blackhole dst-address=2606:4700::/32\n', toWeb6, 'blackholed route#2'],
	['IPv6: an interface', '/ipv6 route\nadd dst-address=2606:4700::/32 gateway=wg\n', toWeb6, 'wg'],
	['IPv6: a link-local gateway without its link is inactive', '/ipv6 route\nadd dst-address=2606:4700::/32 gateway=fe80::9\n', toWeb6, 'ether1 fe80::1'],
];

describe('routes', () => {
	check(home, routes);

	it('equal routes split connections, and a connection keeps its line', () => {
		const {ways} = traceOf(`${home}/ip route\nadd gateway=198.51.100.1\n`, toWeb);
		expect(ways.map(endsOf)).toEqual([
			['ether1 192.0.2.1', 'bridge', 'ether1 192.0.2.1', 'bridge'],
			['ether2 198.51.100.1', 'bridge', 'ether2 198.51.100.1', 'bridge'],
		]);
		expect(ways.map(({share, choices}) => [share, choices.map(({kind}) => kind)])).toEqual([
			[0.5, ['ecmp']],
			[0.5, ['ecmp']],
		]);
	});

	it('a list of gateways loses those that are down', () => {
		const rows = '/ip route\nadd check-gateway=ping dst-address=1.1.1.0/24 gateway=192.0.2.1,198.51.100.1\n';
		expect(firstEnds(traceOf(`${home}${rows}`, toWeb))).toHaveLength(2);
		expect(firstEnds(traceOf(`${home}${rows}`, toWeb, {hosts: {'192.0.2.1': 'down'}}))).toEqual(['ether2 198.51.100.1']);
	});
});

const lineByDhcp = home.replace('add dst-address=0.0.0.0/0 gateway=192.0.2.1\n', '');

describe('routes that clients bring', () => {
	check(lineByDhcp, [
		['DHCP, next hop not told', '/ip dhcp-client\nadd interface=ether1\n', toWeb, 'ether1'],
		['DHCP, next hop told', '/ip dhcp-client\nadd interface=ether1\n', toWeb, 'ether1 192.0.2.9', {gateways: {ether1: [ip('192.0.2.9')]}}],
		['DHCP without a default route', '/ip dhcp-client\nadd add-default-route=no interface=ether1\n', toWeb, 'no-route'],
		['DHCP behind another line', '/ip dhcp-client\nadd default-route-distance=5 interface=ether1\n/ip route\nadd distance=2 gateway=wg\n', toWeb, 'wg'],
		['PPPoE', '/interface pppoe-client\nadd add-default-route=yes disabled=no interface=ether5 name=pppoe-out1\n', toWeb, 'pppoe-out1'],
		[
			'PPPoE over a link that is down',
			'/interface pppoe-client\nadd add-default-route=yes disabled=no interface=ether5 name=pppoe-out1\n',
			toWeb,
			'no-route',
			{links: {ether5: 'down'}},
		],
		['PPPoE without asking for it', '/interface pppoe-client\nadd disabled=no interface=ether5 name=pppoe-out1\n', toWeb, 'no-route'],
		['LTE, by its profile', '/interface lte\nset [ find default-name=lte1 ] name=lte1\n', toWeb, 'lte1'],
		['LTE, profile without', '/interface lte\nset [ find default-name=lte1 ] apn-profiles=a name=lte1\n/interface lte apn\nadd add-default-route=no name=a\n', toWeb, 'no-route'],
	]);

	it('go into tables of their own', () => {
		const rows =
			'/routing table\nadd fib name=t\n/ip dhcp-client\nadd default-route-tables=default:3,t:1 interface=ether1\n/routing rule\nadd action=lookup-only-in-table table=t\n';
		expect(firstEnds(traceOf(`${lineByDhcp}${rows}`, toWeb))).toEqual(['ether1']);
	});
});

const table =
	'/routing table\nadd fib name=vpn\nadd name=idle\n/ip route\nadd gateway=wg routing-table=vpn\nadd gateway=wg routing-table=idle\n/ipv6 route\nadd gateway=wg routing-table=vpn\n';
const marking = '/ip firewall mangle\nadd action=mark-routing chain=prerouting in-interface=bridge new-routing-mark=vpn\n';

describe('tables, marks and rules', () => {
	check(`${home}${table}`, [
		['a mark looks in its table', marking, toWeb, 'wg'],
		['a mark comes before the router itself', marking, 'bridge 192.168.88.10 > 192.168.88.1:22', 'wg'],
		['a table without a route falls to main', marking, toWeb, 'ether1 192.0.2.1', {links: {wg: 'down'}}],
		['a table without fib has nothing', marking.replace('=vpn', '=idle'), toWeb, 'ether1 192.0.2.1'],
		['the mark main is none', marking.replace('=vpn', '=main'), 'bridge 192.168.88.10 > 192.168.88.1:22', 'delivered'],
		['a rule by source', '/routing rule\nadd action=lookup src-address=192.168.88.0/28 table=vpn\n', toWeb, 'wg'],
		['a rule of the other family does not mind', '/routing rule\nadd action=lookup src-address=192.168.88.0/28 table=vpn\n', toWeb6, 'ether1 fe80::1'],
		['a rule without addresses is for both', '/routing rule\nadd action=lookup interface=bridge table=vpn\n', toWeb6, 'wg'],
		['a rule comes after the router itself', '/routing rule\nadd action=lookup table=vpn\n', 'bridge 192.168.88.10 > 192.168.88.1:22', 'delivered'],
		['lookup goes on where nothing is found', '/routing rule\nadd action=lookup table=vpn\n', toWeb, 'ether1 192.0.2.1', {links: {wg: 'down'}}],
		['lookup-only-in-table does not', '/routing rule\nadd action=lookup-only-in-table table=vpn\n', toWeb, 'no-route', {links: {wg: 'down'}}],
		['the first rule that finds something wins', '/routing rule\nadd action=lookup table=main\nadd action=lookup table=vpn\n', toWeb, 'ether1 192.0.2.1'],
		['min-prefix hides the default route', '/routing rule\nadd action=lookup min-prefix=0 table=main\nadd action=lookup table=vpn\n', toWeb, 'wg'],
		['and keeps the rest', '/routing rule\nadd action=lookup min-prefix=0 table=main\nadd action=lookup table=vpn\n', 'bridge 192.168.88.10 > 198.51.100.7:80', 'ether2'],
		[
			'min-prefix and a default that leads nowhere',
			'/routing rule\nadd action=lookup min-prefix=0 table=dead\n/routing table\nadd fib name=dead\n/ip route\nadd blackhole routing-table=dead\n',
			toWeb,
			'unknown route',
		],
		['drop', '/routing rule\nadd action=drop dst-address=1.1.1.0/24\n', toWeb, 'dropped rule#1'],
		['unreachable', '/routing rule\nadd disabled=yes\nadd action=unreachable dst-address=1.1.1.0/24\n', toWeb, 'rejected rule#2 icmp-network-unreachable'],
		['a rule for a mark keeps it from main', `${marking}/routing rule\nadd action=lookup-only-in-table routing-mark=vpn table=vpn\n`, toWeb, 'no-route', {links: {wg: 'down'}}],
		['a rule for the router’s own has no interface', '/routing rule\nadd action=lookup interface=bridge table=vpn\n', 'router 192.0.2.2 > 1.1.1.1:443', 'ether1 192.0.2.1'],
		['what rules are not modelled for is unknown', '/routing rule\nadd action=lookup realm=3 table=vpn\n', toWeb, 'unknown realm'],
		['an action that is not modelled is unknown', '/routing rule\nadd action=mangle\n', toWeb, 'unknown action'],
	]);

	it('take the order of policy-rules from 7.22 on', () => {
		const rows = `${home}${table}${marking}/routing settings\nset policy-rules=local,mangle,user,main\n`;
		const toRouter = 'bridge 192.168.88.10 > 192.168.88.1:22';
		expect(firstEnds(traceOf(rows, toRouter, {}, {release: '7.22.3'}))).toEqual(['delivered']);
		expect(firstEnds(traceOf(rows, toRouter, {}, {release: '7.20.8'}))).toEqual(['wg']);
		expect(firstEnds(traceOf(rows.replace('local,', 'mangle,'), toRouter, {}, {release: '7.22.3'}))).toEqual(['wg']);
		const chained = `${home}${table}/routing rule\nadd action=lookup-only-in-table chain=mangle dst-address=192.168.88.1/32 table=vpn\n`;
		expect(firstEnds(traceOf(chained, toRouter, {}, {release: '7.22.3'}))).toEqual(['wg']);
		expect(firstEnds(traceOf(`${home}/routing settings\nset connected-in-chain=user\n`, toRouter))).toEqual(['unknown connected-in-chain']);
	});
});

const vrf = `/ip vrf
add interfaces=guest name=tenant
/ip address
add address=10.99.0.1/24 interface=guest
/ip route
add gateway=192.0.2.1@main routing-table=tenant
`;

const markOthers = (name: string): string => `/ip firewall mangle\nadd action=mark-routing chain=prerouting dst-address-type=!local in-interface=${name} new-routing-mark=vpn\n`;

describe('a VRF', () => {
	check(home, [
		['looks in its own table', vrf, 'guest 10.99.0.7 > 10.99.0.8:80', 'guest'],
		[
			'takes the members of a list',
			`/interface list\nadd name=apart\n/interface list member\nadd interface=guest list=apart\n${vrf.replace('interfaces=guest', 'interfaces=apart')}`,
			'guest 10.99.0.7 > 10.99.0.1:53',
			'delivered',
		],
		['leaves it by a leak', vrf, 'guest 10.99.0.7 > 1.1.1.1:443', 'ether1 192.0.2.1'],
		['never falls to main', vrf.replace('add gateway=192.0.2.1@main routing-table=tenant', ''), 'guest 10.99.0.7 > 1.1.1.1:443', 'no-route'],
		['has its own addresses', vrf, 'guest 10.99.0.7 > 10.99.0.1:53', 'delivered'],
		['does not lend them to main', vrf, 'bridge 192.168.88.10 > 10.99.0.1:53', 'ether1 192.0.2.1'],
		['does not see those of main', vrf.replace('add gateway=192.0.2.1@main routing-table=tenant', ''), 'guest 10.99.0.7 > 192.168.88.1:53', 'no-route'],
		['does not see broadcasts of main', vrf.replace('add gateway=192.0.2.1@main routing-table=tenant', ''), 'guest 10.99.0.7 > 192.168.88.255:53', 'no-route'],
		['sees its own broadcasts', vrf, 'guest 10.99.0.7 > 10.99.0.255:53', 'delivered'],
		['is pulled out of it by a mark', `${vrf}${table}/ip firewall mangle\nadd action=mark-routing chain=prerouting new-routing-mark=vpn\n`, 'guest 10.99.0.7 > 1.1.1.1:443', 'wg'],
		['has addresses that are local to nobody else', `${vrf}${table}${markOthers('bridge')}`, 'bridge 192.168.88.10 > 10.99.0.1:53', 'wg'],
		['may have addresses that are local to it', `${vrf}${table}${markOthers('tenant')}`, 'guest 10.99.0.7 > 10.99.0.1:53', 'unknown dst-address-type'],
		['a route into a VRF itself is unclear', `${vrf}/ip route\nadd dst-address=10.1.0.0/16 gateway=tenant@tenant\n`, 'bridge 192.168.88.10 > 10.1.0.1:53', 'unknown route'],
	]);

	it('is seen by rules under its own name from 7.14 on', () => {
		const rows = `${home}${vrf}/ip firewall filter\nadd action=drop chain=forward in-interface=guest\nadd action=reject chain=forward in-interface=tenant\n`;
		const packet = 'guest 10.99.0.7 > 1.1.1.1:443';
		expect(firstEnds(traceOf(rows, packet, {}, {release: '7.14'}))).toEqual(['rejected filter#2 icmp-network-unreachable']);
		expect(firstEnds(traceOf(rows, packet, {}, {release: '7.13.5'}))).toEqual(['dropped filter#1']);
	});
});
