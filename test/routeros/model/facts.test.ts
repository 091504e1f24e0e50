import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import type {Facts} from '../../../source/facts/index.js';
import {assumedFacts, factsFromConfiguration, fromExport} from '../../../source/routeros/model/index.js';

const factsOf = (text: string): Facts => {
	const read = fromExport(text);
	expect(read.ok ? [] : read.diagnostics).toEqual([]);
	return factsFromConfiguration(read.ok ? read.value : {configuration: {menus: {}}, header: {}, problems: []});
};

describe('factsFromConfiguration', () => {
	const facts = factsOf(readFileSync(new URL('../../fixtures/exports/home-7.18.rsc', import.meta.url), 'utf8'));

	it('tells what the router is', () => {
		expect([facts.source, facts.release, facts.version, facts.identity, facts.board, facts.serial]).toEqual([
			'export',
			{major: 7, minor: 18, patch: 2},
			'7.18.2',
			'Home',
			'RB5009UPr+S+',
			'123456789AB',
		]);
	});

	it('finds interfaces, also those that are only mentioned', () => {
		expect(facts.interfaces.map(({name, type, disabled, slave}) => [name, type, disabled, slave])).toEqual([
			['ether1-wan', 'ether', false, false],
			['ether2', 'ether', false, true],
			['bridge', 'bridge', false, false],
			['wg-exit', 'wg', false, false],
			['pppoe-out1', 'pppoe-out', false, false],
			['pppoe-spare', 'pppoe-out', true, false],
			['sfp-sfpplus1', 'ether', false, true],
			['ether5', 'ether', false, false],
		]);
		expect(facts.interfaceLists).toEqual({WAN: ['ether1-wan'], LAN: ['bridge'], inside: ['bridge']});
	});

	it.each(['/ip vrf add interfaces=ether2 name=isp', '/interface list add name=away\n/interface list member add interface=ether2 list=away\n/ip vrf add interfaces=away name=isp'])(
		'puts the routes of an interface into the table of its VRF: %j',
		(rows) => {
			const {routes, vrfs} = factsOf(`/interface ethernet
set [ find default-name=ether2 ]
${rows}
/ip address add address=198.51.100.14/29 interface=ether2
/ip address add address=192.168.88.1/24 interface=ether3
/ip dhcp-client add interface=ether2
`);
			expect(routes.map(({destination, table}) => [destination, table])).toEqual([
				['198.51.100.8/29', 'isp'],
				['192.168.88.0/24', 'main'],
				['0.0.0.0/0', 'isp'],
			]);
			expect(vrfs).toEqual([{name: 'isp', interfaces: ['ether2']}]);
		},
	);

	it('knows which interfaces have router advertisements of their own', () => {
		const {announced} = factsOf(`/ipv6 nd
set [ find default=yes ] disabled=yes
add interface=ether2
add comment="detour:home-x7k2:p1.vrf.announced.6 ours" interface=ether3
`);
		expect(announced).toEqual(['ether2']);
	});

	it('takes members of lists in the order of the manual: included, without excluded, then own', () => {
		const {interfaceLists} = factsOf(`/interface bridge
add name=bridge
/interface list
add name=LAN
add name=WAN
add include=LAN,WAN name=both
add exclude=both include=all name=rest
add exclude=WAN include=both,outer name=outer
/interface list member
add interface=bridge list=LAN
add interface=ether1 list=WAN
add interface=ether2 list=WAN
add interface=ether1 list=outer
add interface=ether3 list=rest
/ip address
add address=192.0.2.1/24 interface=ether5`);
		expect(interfaceLists).toEqual({
			LAN: ['bridge'],
			WAN: ['ether1', 'ether2'],
			both: ['bridge', 'ether1', 'ether2'],
			rest: ['ether3', 'ether5'],
			outer: ['ether1', 'bridge'],
		});
	});

	it('finds addresses and routes', () => {
		expect(facts.addresses.map(({address, interface: name}) => [address, name])).toEqual([
			['192.168.88.1/24', 'bridge'],
			['10.66.66.2/32', 'wg-exit'],
		]);
		expect(facts.routes.map(({destination, gateway, table, distance, origin}) => [destination, gateway, table, distance, origin])).toEqual([
			['192.168.88.0/24', 'bridge', 'main', 0, 'connect'],
			['10.66.66.2/32', 'wg-exit', 'main', 0, 'connect'],
			['0.0.0.0/0', '', 'vpn', 254, 'static'],
			['0.0.0.0/0', 'ether1-wan', 'main', 1, 'dhcp'],
			['0.0.0.0/0', 'pppoe-out1', 'main', 1, 'vpn'],
		]);
	});

	it('finds sizes of packets that were set, and where IPsec encrypts to', () => {
		const read = factsOf(`/interface wireguard
add listen-port=13231 mtu=1380 name=wg1
/interface bridge
add mtu=auto name=bridge1
/ip ipsec policy
set 0 dst-address=0.0.0.0/0 src-address=0.0.0.0/0
add dst-address=10.9.0.0/16 src-address=192.168.88.0/24 tunnel=yes
add action=none dst-address=10.8.0.0/16 src-address=192.168.88.0/24
add disabled=yes dst-address=10.7.0.0/16 src-address=192.168.88.0/24 tunnel=yes
add dst-address=10.6.0.0/16 src-address=0.0.0.0/0 template=yes
`);
		expect(read.interfaces.map(({name, mtu}) => [name, mtu])).toEqual([
			['bridge1', undefined],
			['wg1', 1380],
		]);
		expect(read.ipsecDestinations).toEqual(['10.9.0.0/16']);
	});

	it('finds rules that mark connections, ours left out', () => {
		const read = factsOf(`/ip firewall mangle
add action=mark-connection chain=forward comment=calls connection-mark=no-mark in-interface-list=LAN new-connection-mark=voip
add action=mark-connection chain=prerouting disabled=yes new-connection-mark=off
add action=mark-connection chain=prerouting comment="detour:home-x7k2:p1.vpn.came-in.4 x" new-connection-mark=detour-home-x7k2-p1-vpn
add action=mark-packet chain=forward new-packet-mark=p
/ipv6 firewall mangle
add action=mark-connection chain=prerouting in-interface=bridge new-connection-mark=six
`);
		expect(read.connectionMarks).toEqual([
			{family: 4, chain: 'forward', mark: 'voip', marked: 'no-mark', inInterfaceList: 'LAN', comment: 'calls'},
			{family: 6, chain: 'prerouting', mark: 'six', inInterface: 'bridge'},
		]);
	});

	it('finds tunnels, DNS and FastTrack', () => {
		expect(facts.wireguardPeers).toEqual([
			{
				interface: 'wg-exit',
				publicKey: 'gN65BkIKy1eCE9pP1wdc8ROUtkHLF2PfAqYdyYBz6EA=',
				allowedAddresses: ['0.0.0.0/0', '::/0'],
				endpointAddress: 'vpn.example.com',
				endpointPort: 51_820,
			},
		]);
		expect([facts.dns, facts.fasttrack, facts.ipv6Enabled]).toEqual([{servers: ['1.1.1.1', '9.9.9.9'], allowRemoteRequests: true}, {4: true, 6: false}, true]);
		expect(factsOf('/ipv6 settings\nset disable-ipv6=yes\n').ipv6Enabled).toBe(false);
	});
});

describe('assumedFacts', () => {
	it.each([
		[16, false],
		[18, true],
	])('are those of a home router with 7.%i', (minor, fasttrack6) => {
		const facts = assumedFacts({major: 7, minor, patch: 2});
		expect([facts.source, facts.version, facts.interfaceLists, facts.fasttrack]).toEqual(['assumed', `7.${minor}.2`, {WAN: ['ether1'], LAN: ['bridge']}, {4: true, 6: fasttrack6}]);
		expect(facts.routes.find(({destination}) => destination === '0.0.0.0/0')?.gateway).toBe('ether1');
	});
});
