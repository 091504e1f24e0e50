import {readdirSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {families} from '../../source/net/index.js';
import {prepare, walk} from '../../source/simulator/index.js';
import {configurationOf, endsOf, firstEnds, ip, ownAddress, packetOf, plainWorld, prefix, traceOf} from './trace-of.js';

const folder = new URL('exports/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(`${name}.rsc`, folder), 'utf8');

const hosts = {
	4: [
		'10.5.50.7',
		'10.20.0.7',
		'10.10.0.7',
		'192.168.254.2',
		'172.18.10.9',
		'1.1.1.1',
		'10.80.0.1',
		'10.60.0.1',
		'10.50.0.1',
		'255.255.255.255',
		'224.0.0.5',
		'10.255.255.1',
		'192.168.70.9',
		'10.80.0.9',
		'192.168.220.9',
		'10.9.72.9',
		'192.168.0.9',
		'192.168.40.9',
		'172.16.42.9',
	],
	6: ['2001:db8::7', '2606:4700::1111', 'fe80::1', 'ff02::1'],
} as const;

const protocols = ['tcp', 'udp', 'icmp'] as const;
const interfaces = [undefined, 'bridge1', 'ether1', 'ether2', 'bridge-hotspot', 'vlan-staff', 'lan A', 'docker-br', 'wg-site', 'nowhere'];

describe('exports that were written for other purposes', () => {
	const names = readdirSync(folder).map((name) => name.replace('.rsc', ''));

	it.each(names)('%s: each packet ends in exactly one way, as plain data', (name) => {
		const router = prepare(configurationOf(read(name)), plainWorld);
		const odd: string[] = [];
		for (const family of families) {
			for (const [index, from] of hosts[family].entries()) {
				for (const [turn, to] of hosts[family].entries()) {
					const inInterface = interfaces[(index + turn) % interfaces.length];
					const protocol = protocols[turn % protocols.length] ?? 'tcp';
					const {ways} = walk(router, {from: ip(from), to: ip(to), protocol, ...(inInterface === undefined ? {} : {inInterface})});
					const share = ways.reduce((sum, way) => sum + way.share, 0);
					if (Math.abs(share - 1) > 1e-9 || ways.some(({steps}) => steps.length === 0)) {
						odd.push(`${from} > ${to} in ${inInterface}`);
					}
				}
			}
		}

		expect(odd).toEqual([]);
		const trace = walk(router, packetOf('ether1 1.1.1.1 > 10.5.50.7:80'));
		expect(structuredClone(trace)).toEqual(trace);
		expect(JSON.parse(JSON.stringify(trace))).toEqual(trace);
	});

	it('three lines by classifier: each bucket its line, spares behind it, and an emergency route that only unmarked packets meet', () => {
		const text = read('three-pppoe');
		const packet = 'bridge1 192.168.70.9 > 1.1.1.1:443';
		expect(firstEnds(traceOf(text, packet))).toEqual(['pppoe-a', 'pppoe-b', 'pppoe-c']);
		expect(firstEnds(traceOf(text, packet, {links: {'pppoe-b': 'down'}}))).toEqual(['pppoe-a', 'pppoe-a', 'pppoe-c']);
		expect(firstEnds(traceOf(text, packet, {links: {'pppoe-a': 'down', 'pppoe-b': 'down', 'pppoe-c': 'down'}}))).toEqual(['bridge-nowhere', 'bridge-nowhere', 'bridge-nowhere']);
		expect(endsOf(traceOf(text, 'pppoe-b 9.9.9.9 > 192.168.70.9:80').ways[0])).toEqual(['bridge1', 'pppoe-b', 'bridge1', 'pppoe-b']);
		expect(firstEnds(traceOf(text, 'bridge1 192.168.70.9 > 10.4.0.1:80'))).toEqual(['pppoe-a']);
	});

	it('a campus: next hops in networks of leases that nobody told are not guessed at', () => {
		const text = read('campus-vrrp');
		const packet = 'VLAN80-Guest 10.80.0.9 > 9.9.9.9:443';
		expect(firstEnds(traceOf(text, packet))).toEqual(['unknown route']);
		expect(firstEnds(traceOf(text, 'VLAN80-Guest 10.80.0.9 > 10.80.0.1:53 udp'))).toEqual(['delivered']);
		expect(firstEnds(traceOf(text, 'VLAN80-Guest 10.80.0.9 > 10.70.0.9:9100'))).toEqual(['VLAN70-Print']);
		const told = {addresses: ['192.168.44.9/24', '192.168.43.9/24'].map((own, index) => ({address: ownAddress(own), interface: `sfp28-${index + 1}`}))};
		expect(firstEnds(traceOf(text, packet, told))).toEqual(['sfp28-1 192.168.44.2']);
		expect(firstEnds(traceOf(text, packet, {...told, hosts: {'1.0.0.2': 'down'}}))).toEqual(['sfp28-2 192.168.43.1']);
	});

	it('traps and bans: what scans and limits decide is told, and bans of this connection count', () => {
		const text = read('honey');
		expect(firstEnds(traceOf(text, 'ether1 9.9.9.9 > 203.0.113.7:22'))).toEqual(['rejected filter#14 tarpit']);
		expect(endsOf(traceOf(text, 'ether1 9.9.9.9 > 203.0.113.7:3399').ways[0])).toEqual(['unknown dst-limit', 'none', 'none', 'none']);
		expect(firstEnds(traceOf(text, 'ether1 9.9.9.9 > 203.0.113.7:27050 udp'))).toEqual(['bridge']);
		expect(firstEnds(traceOf(text, 'ether1 9.9.9.9 > 203.0.113.7:27050 udp', {listed: {banned: [prefix('9.9.9.0/24')]}}))).toEqual(['dropped raw#1']);
	});

	it('classes of networks: the clock decides, and FastTrack is for some lists only', () => {
		const text = read('classes-lte');
		const at = (hour: number) => ({clock: {weekday: 'mon', seconds: hour * 3600} as const});
		const packet = 'vlan-kids 192.168.220.9 > 1.1.1.1:443';
		expect(firstEnds(traceOf(text, packet))).toEqual(['unknown time']);
		expect([firstEnds(traceOf(text, packet, at(12))), firstEnds(traceOf(text, packet, at(23)))]).toEqual([['lte1'], ['dropped filter#9']]);
		expect(firstEnds(traceOf(text, 'vlan-kids 192.168.220.9 > 192.168.210.9:445', at(12)))).toEqual(['dropped filter#8']);
		const fast = (from: string) => traceOf(text, from, at(12)).ways[0].later?.isFasttracked;
		expect([fast('vlan-home 192.168.210.9 > 1.1.1.1:443'), fast(packet)]).toEqual([true, false]);
	});

	it('a core: loopbacks without a length, nothing tracked, routes by protocols only where they are told', () => {
		const text = read('core-ospf');
		expect(firstEnds(traceOf(text, 'ether5 10.9.72.9 > 10.9.13.232:179'))).toEqual(['delivered']);
		expect(firstEnds(traceOf(text, 'ether5 10.9.72.9 > 10.9.65.1:80'))).toEqual(['blackholed route#1']);
		expect(firstEnds(traceOf(text, 'ether5 10.9.72.9 > 10.20.0.1:80'))).toEqual(['unknown route']);
		expect(traceOf(text, 'ether5 10.9.72.9 > 10.20.0.1:80').ways[0].disposition).toMatchObject({reason: 'whether OSPF or BGP has brought a route to 10.20.0.1 was not told'});
		expect(firstEnds(traceOf(text, 'ether5 10.9.72.9 > 10.20.0.1:80', {routes: []}))).toEqual(['no-route']);
		const learnt = {routes: [{destination: prefix('10.20.0.0/16'), gateway: '10.9.93.74', table: 'main', distance: 110}]};
		expect(endsOf(traceOf(text, 'ether5 10.9.72.9 > 10.20.0.1:80', learnt).ways[0])).toEqual(['sfp-sfpplus4 10.9.93.74', 'ether5', 'sfp-sfpplus4 10.9.93.74', 'ether5']);
		expect(firstEnds(traceOf(text, 'ether5 10.9.72.9 > 10.9.13.232:1900 udp', learnt))).toEqual(['dropped raw#1']);
	});

	it('towers: where a default route is, what a protocol may know better is a note; where none is, it is not known', () => {
		const text = read('towers-isis');
		const trace = traceOf(text, 'v204 198.18.4.9 > 1.1.1.1:443');
		expect(firstEnds(trace)).toEqual(['ether1 10.8.1.1']);
		expect(trace.ways[0].notes).toContain('Routes that BGP and IS-IS may have brought were not told: a longer prefix among them would be taken instead.');
		expect(firstEnds(traceOf(text, 'ether2 2001:db8:8:40::9 > [2606:4700::1111]:443'))).toEqual(['unknown route']);
		expect(firstEnds(traceOf(text, 'ether2 2001:db8:8:40::9 > [2001:db8:8:50::7]:179'))).toEqual(['delivered']);
	});

	it('two modems: what is switched off does nothing', () => {
		const text = read('modems-off');
		expect(firstEnds(traceOf(text, 'ether1 9.9.9.9 > 192.168.1.2:53 udp'))).toEqual(['delivered']);
		expect(firstEnds(traceOf(text, 'ether4 192.168.0.9 > 9.9.9.9:80'))).toEqual(['ether1 192.168.1.1']);
		expect(firstEnds(traceOf(text, 'ether4 192.168.0.9 > 9.9.9.9:80', {links: {ether1: 'down'}}))).toEqual(['no-route']);
		expect(firstEnds(traceOf(text, 'ether4 192.168.0.9 > 192.168.2.1:80'))).toEqual(['ether2']);
	});

	it('a hub of WireGuard: peers carry what they are allowed', () => {
		const text = read('hub-wireguard');
		expect(firstEnds(traceOf(text, 'ether2 192.168.40.9 > 172.16.9.1:443'))).toEqual(['wg0 10.100.0.1']);
		expect(firstEnds(traceOf(text, 'ether2 192.168.40.9 > 172.16.8.1:443'))).toEqual(['dropped peers#0']);
		expect(firstEnds(traceOf(text, 'ether2 192.168.40.9 > 10.100.0.7:443'))).toEqual(['dropped peers#0']);
		expect(endsOf(traceOf(text, 'wg0 10.100.0.1 > 192.168.40.9:80').ways[0])).toEqual(['ether2', 'wg0', 'ether2', 'wg0']);
		expect(firstEnds(traceOf(text, 'wg0 10.100.0.1 > 9.9.9.9:80'))).toEqual(['dropped filter#8']);
	});

	it('a lab: networks apart by lists', () => {
		const text = read('vlans-cluster');
		expect(firstEnds(traceOf(text, 'lab 172.16.42.9 > 9.9.9.9:80'))).toEqual(['ether1']);
		expect(firstEnds(traceOf(text, 'lab 172.16.42.9 > 192.168.20.9:80'))).toEqual(['dropped filter#12']);
		expect(firstEnds(traceOf(text, 'things 192.168.20.9 > 172.16.42.9:443'))).toEqual(['lab']);
		expect(firstEnds(traceOf(text, 'ether1 9.9.9.9 > 172.16.42.1 icmp'))).toEqual(['unknown limit']);
		expect(firstEnds(traceOf(text, 'lab 2001:db8:42::9 > 2606:4700::1111:443'))).toEqual([expect.stringMatching(/^(?:unknown|ether1)/)]);
	});

	it('a script with variables: what stands where a row could not be read is not known', () => {
		const {ways} = traceOf(read('split-script'), 'ether2 192.168.50.9 > 1.1.1.1:443');
		expect(ways.map(({disposition}) => disposition)).toEqual([
			{kind: 'unknown', matcher: 'unread', reason: 'the command in line 10 could not be read', rule: expect.objectContaining({chain: 'forward', line: 10})},
		]);
		expect(ways[0].notes).toEqual(['5 commands could not be read and did nothing here.']);
		expect(firstEnds(traceOf(read('split-script'), 'ether2 192.168.50.9 > 192.168.50.1:22'))).toEqual(['delivered']);
	});

	it('dialled lines with probes: far ends that nobody told are not looked for in other routes', () => {
		const text = read('dialled-probes');
		const packet = 'ether3 192.168.3.9 > 9.9.9.9:443';
		expect(firstEnds(traceOf(text, packet))).toEqual(['unknown route']);
		expect(traceOf(text, packet).ways[0].disposition).toMatchObject({reason: 'whether its next hop is in the network of pppoe-a is not known: its lease was not told'});
		expect(firstEnds(traceOf(text, 'ether3 192.168.3.9 > 192.168.3.1:80'))).toEqual(['delivered']);
		const told = {
			addresses: [
				{address: ownAddress('10.100.10.9/24'), interface: 'pppoe-a'},
				{address: ownAddress('172.31.255.9/24'), interface: 'pppoe-b'},
			],
		};
		expect(firstEnds(traceOf(text, packet, told))).toEqual(['pppoe-b 172.31.255.1', 'pppoe-a 10.100.10.1']);
		expect(firstEnds(traceOf(text, packet, {...told, links: {'pppoe-b': 'down'}}))).toEqual(['pppoe-a 10.100.10.1']);
	});

	it('a verbose export: what is not set matches nothing, the only modem is found, and an instance that is always there brings no routes', () => {
		const text = read('lte-verbose');
		const packet = 'ether1 192.168.88.9 > 9.9.9.9:443';
		expect(firstEnds(traceOf(text, packet))).toEqual(['lte1']);
		expect(traceOf(text, packet).ways[0].notes).toEqual([]);
		expect(firstEnds(traceOf(text, packet, {links: {lte1: 'down'}}))).toEqual(['no-route']);
		expect(firstEnds(traceOf(text, 'lte1 9.9.9.9 > 192.168.88.1:22'))).toEqual(['rejected filter#3 tcp-reset']);
		expect(firstEnds(traceOf(text, 'lte1 9.9.9.9 > 192.168.88.9:22'))).toEqual(['dropped filter#4']);
	});

	it('an excerpt: without an address nobody knows which networks next hops are in', () => {
		const text = read('virtual-hop');
		expect(traceOf(text, 'bridge 192.168.1.9 > 9.9.9.9:443').ways[0].disposition).toMatchObject({
			matcher: 'route',
			reason: 'which network its next hop is in is not known: there are no addresses in the export',
		});
		expect(firstEnds(traceOf('/ip firewall filter\nadd action=drop chain=forward in-interface=ether1', 'bridge 192.168.1.9 > 9.9.9.9:443'))).toEqual(['unknown route']);
		const told = {addresses: [{address: ownAddress('192.0.2.9/24'), interface: 'ether1-WAN1'}]};
		expect(firstEnds(traceOf(text, 'bridge 192.168.1.9 > 9.9.9.9:443', told))).toEqual(['ether1-WAN1 192.0.2.1']);
	});

	it('a script with a LAN in variables: what an unread address or rule may decide is not known, what others decide is', () => {
		const text = read('lan-script');
		expect(firstEnds(traceOf(text, 'vlan60 192.168.60.9 > 192.168.20.1:22'))).toEqual(['unknown unread']);
		expect(firstEnds(traceOf(text, 'vlan60 192.168.60.9 > 9.9.9.9:443'))).toEqual(['unknown unread']);
		expect(firstEnds(traceOf(text, 'ether1 9.9.9.9 > 192.168.60.1:22'))).toEqual(['unknown unread']);
		expect(firstEnds(traceOf(text, 'ether1 9.9.9.9 > 192.168.60.9:22'))).toEqual(['vlan60']);
	});

	it('an export in braces: nothing of it is read, and nothing is guessed', () => {
		const {ways} = traceOf(read('in-braces'), 'ether_LAN 192.168.31.9 > 9.9.9.9:443');
		expect(ways.map(({disposition}) => disposition)).toEqual([{kind: 'unknown', matcher: 'unread', reason: 'the command in line 4 could not be read'}]);
	});

	it('changes of rows, as scripts make them: whatever may be other rows then is not known', () => {
		const router =
			'/ip address\nadd address=192.168.3.1/24 interface=ether3\nadd address=10.0.0.2/24 interface=ether1\n/ip route\nadd gateway=10.0.0.1\n/ip firewall filter\nadd action=drop chain=input in-interface=ether1\n';
		const [out, into] = ['ether3 192.168.3.9 > 9.9.9.9:443', 'ether1 9.9.9.9 > 192.168.3.1:22'];
		const ends = (more: string): readonly string[] => [out, into].flatMap((packet) => firstEnds(traceOf(router + more, packet)));
		expect(ends('')).toEqual(['ether1 10.0.0.1', 'dropped filter#1']);
		expect(ends('/ip route set [find comment=LTE] distance=4')).toEqual(['unknown unread', 'dropped filter#1']);
		expect(ends('/ip firewall filter set [find comment=x] action=accept')).toEqual(['ether1 10.0.0.1', 'unknown unread']);
		expect(ends('/ip firewall filter disable [find]')).toEqual(['ether1 10.0.0.1', 'unknown unread']);
		expect(ends('/ip firewall nat remove 0')).toEqual(['ether1 10.0.0.1', 'dropped filter#1']);
	});

	it('torn rows: peers, lists and routes may hold what they would have said', () => {
		const text = read('torn-rows');
		expect(firstEnds(traceOf(text, 'ether4 10.10.0.7 > 10.20.0.9:80'))).toEqual(['unknown unread']);
		expect(firstEnds(traceOf(text, 'wireguard1 10.9.0.9 > 10.10.0.7:80'))).toEqual(['unknown src-address-list']);
		expect(firstEnds(traceOf(text, 'ether2 192.168.13.9 > 10.10.0.7:80'))).toEqual(['unknown src-address-list']);
		expect(firstEnds(traceOf(text, 'ether4 10.10.0.7 > 192.168.13.9:80'))).toEqual(['ether2']);
		expect(firstEnds(traceOf(text, 'wireguard1 9.9.9.9 > 10.10.0.1:80'))).toEqual(['unknown unread']);
	});

	it('two lines of RouterOS 6: tables by routing mark, its own order, rows that name removed things ignored', () => {
		const text = read('two-lines-v6');
		expect(firstEnds(traceOf(text, 'bridge1 10.5.50.7 > 1.1.1.1:443'))).toEqual(['ether1 172.18.10.1', 'ether2 172.18.20.1']);
		expect(firstEnds(traceOf(text, 'bridge1 10.5.50.7 > 1.1.1.1:443', {hosts: {'172.18.10.1': 'down'}}))).toEqual(['ether2 172.18.20.1', 'ether2 172.18.20.1']);
		expect(endsOf(traceOf(text, 'ether2 9.9.9.9 > 172.18.20.2:22').ways[0])).toEqual(['delivered', 'ether1 172.18.10.1', 'delivered', 'ether1 172.18.10.1']);
		expect(firstEnds(traceOf(text.replace('dst-address-type=!local ', ''), 'bridge1 10.5.50.7 > 10.5.50.1:22'))).toEqual(['delivered', 'delivered']);
	});

	it('a HotSpot: what hangs on scans, rates, names and content says so, and only where it matters', () => {
		const text = read('hotspot');
		expect(firstEnds(traceOf(text, 'bridge-hotspot 10.5.50.7 > 1.1.1.1:443'))).toEqual(['unknown dst-address-list']);
		const world = {names: {'social.example': [ip('203.0.113.80')]}};
		expect(endsOf(traceOf(text, 'bridge-hotspot 10.5.50.7 > 1.1.1.1:443', world).ways[0])).toEqual([
			'pppoe-out1',
			'bridge-hotspot',
			'unknown layer7-protocol',
			'unknown layer7-protocol',
		]);
		expect(firstEnds(traceOf(text, 'bridge-hotspot 10.5.50.7 > 203.0.113.80:443', world))).toEqual(['dropped filter#8']);
		expect(firstEnds(traceOf(text, 'vlan-staff 10.20.0.7 > 203.0.113.80:443', world))).toEqual(['pppoe-out1']);
		expect(firstEnds(traceOf(text, 'pppoe-out1 9.9.9.9 > 10.5.50.1:22', world))).toEqual(['dropped filter#6']);
		expect(firstEnds(traceOf(text, 'pppoe-out1 9.9.9.9 > 10.5.50.1 icmp', world))).toEqual(['unknown limit']);
	});

	it('an office: VRF, leaks, IPsec, containers', () => {
		const text = read('office-vrf');
		expect(firstEnds(traceOf(text, 'ether9 10.10.0.7 > 10.80.0.1:443'))).toEqual(['unknown ipsec-policy']);
		expect(firstEnds(traceOf(text, 'docker-br 192.168.254.2 > 10.10.0.7:80'))).toEqual(['lan A']);
		expect(firstEnds(traceOf(text, 'docker-br 192.168.254.2 > 10.60.0.1:80'))).toEqual(['ether1']);
		expect(firstEnds(traceOf(text, 'docker-br 192.168.254.2 > 10.50.0.1:80'))).toEqual(['unknown connection-mark']);
		expect(firstEnds(traceOf(text, 'docker-br 192.168.254.2 > 1.1.1.1:53 udp'))).toEqual(['ether1']);
	});
});
