import {describe, expect, it} from 'vitest';
import type {World} from '../../source/facts/index.js';
import type {Packet} from '../../source/net/index.js';
import {home} from './home.js';
import {endOf, ip, prefix, traceOf} from './trace-of.js';

const tcp = 'bridge 192.168.88.10:50000 > 1.1.1.1:443';
const udp = `${tcp} udp`;
const ping = 'bridge 192.168.88.10 > 1.1.1.1 icmp';
const six = 'bridge 2001:db8:1::10 > [2606:4700::1]:443';

type Answer = 'yes' | 'no' | 'unknown';
type Case = readonly [matchers: string, packet: string, answer: Answer, more: {readonly world?: Partial<World>; readonly packet?: Partial<Packet>; readonly rows?: string}];

const yes = (matchers: string, packet = tcp, more: Case[3] = {}): Case => [matchers, packet, 'yes', more];
const no = (matchers: string, packet = tcp, more: Case[3] = {}): Case => [matchers, packet, 'no', more];
const unknown = (matchers: string, packet = tcp, more: Case[3] = {}): Case => [matchers, packet, 'unknown', more];

const lists =
	'/ip firewall address-list\nadd address=1.1.1.0/24 list=far\nadd address=9.9.9.1-9.9.9.9 list=far\nadd address=dns.example list=named\nadd address=8.8.8.8 list=named\n';
const interfaceLists = `/interface list
add include=LAN,WAN exclude=WAN name=inside
add exclude=LAN include=all name=not-lan
add include=not-lan name=nested
add include=LAN name=own
/interface list member
add interface=ether1 list=own
`;
const dns = '/ip dns static\nadd address-list=dns forward-to=9.9.9.9 match-subdomain=yes name=example.com type=FWD\n';
const clock = {weekday: 'mon', seconds: 10 * 3600} as const;

const cases: readonly Case[] = [
	yes('src-address=192.168.88.0/24'),
	no('src-address=!192.168.88.0/24'),
	yes('dst-address=1.1.1.1'),
	yes('dst-address=1.1.0.0-1.1.2.0'),
	no('dst-address=1.1.2.0-1.1.3.0'),
	yes('src-address-list=far', 'bridge 9.9.9.5 > 1.1.1.1:443', {rows: lists}),
	no('src-address-list=far', tcp, {rows: lists}),
	yes('dst-address-list=far', tcp, {rows: lists}),
	no('dst-address-list=!far', tcp, {rows: lists}),
	no('dst-address-list=nowhere', tcp, {rows: lists}),
	yes('dst-address-list=given', tcp, {world: {listed: {given: [prefix('1.1.1.0/28')]}}}),
	unknown('dst-address-list=named', tcp, {rows: lists}),
	yes('dst-address-list=named', tcp, {rows: lists, world: {names: {'dns.example': [ip('1.1.1.1')]}}}),
	no('dst-address-list=named', tcp, {rows: lists, world: {names: {'dns.example': []}}}),
	yes('dst-address-list=named', 'bridge 192.168.88.10 > 8.8.8.8:443', {rows: lists}),
	yes('dst-address-list=dns', tcp, {rows: dns, world: {names: {'www.example.com': [ip('1.1.1.1')]}}}),
	unknown('dst-address-list=dns', tcp, {rows: dns}),
	yes('dst-address-list=dns', tcp, {rows: dns.replace('match-subdomain=yes name=example.com', 'regexp="^cdn[0-9]"'), world: {names: {'cdn7.example': [ip('1.1.1.1')]}}}),
	unknown('dst-address-list=dns', tcp, {rows: dns.replace('match-subdomain=yes name=example.com', 'regexp="[["')}),
	yes('dst-address-type=unicast'),
	no('dst-address-type=local,broadcast,multicast'),
	yes('dst-address-type=!local'),
	yes('src-address-type=unicast'),
	yes('dst-address-type=blackhole', tcp, {
		rows: '/routing table\nadd fib name=t\n/ip route\nadd gateway=wg routing-table=t\nadd blackhole dst-address=1.1.1.0/24\n/routing rule\nadd table=t\n',
	}),
	yes('protocol=tcp'),
	yes('protocol=6'),
	no('protocol=udp'),
	yes('protocol=!udp'),
	yes('protocol=icmp', ping),
	yes('dst-port=80,400-450 protocol=tcp'),
	no('dst-port=80 protocol=tcp'),
	yes('port=443 protocol=tcp'),
	yes('src-port=50000 protocol=tcp'),
	no('src-port=1-1024 protocol=tcp', 'bridge 192.168.88.10 > 1.1.1.1:443'),
	yes('src-port=1024-65535 protocol=tcp', 'bridge 192.168.88.10 > 1.1.1.1:443'),
	unknown('src-port=50000 protocol=tcp', 'bridge 192.168.88.10 > 1.1.1.1:443'),
	unknown('dst-port=443 protocol=tcp', 'bridge 192.168.88.10 > 1.1.1.1'),
	yes('protocol=tcp tcp-flags=syn,!ack'),
	no('protocol=tcp tcp-flags=ack'),
	yes('icmp-options=8:0', ping),
	yes('icmp-options=8:0-255', ping),
	no('icmp-options=3', ping),
	yes('icmp-options=3:4', ping, {packet: {icmp: '3:4'}}),
	yes('in-interface=bridge'),
	no('in-interface=!bridge'),
	yes('out-interface=ether1'),
	no('in-interface=all-ethernet'),
	yes('out-interface=all-ethernet', tcp, {rows: '/interface ethernet\nset [ find default-name=ether1 ] comment=line\n'}),
	no('in-interface=all-ppp'),
	yes('in-interface-list=LAN out-interface-list=WAN'),
	yes('in-interface-list=inside', tcp, {rows: interfaceLists}),
	no('out-interface-list=inside', tcp, {rows: interfaceLists}),
	no('in-interface-list=not-lan', tcp, {rows: interfaceLists}),
	yes('out-interface-list=nested', tcp, {rows: interfaceLists}),
	yes('in-interface-list=own out-interface-list=own', tcp, {rows: interfaceLists}),
	yes('in-interface-list=all'),
	no('in-interface-list=none'),
	yes('in-interface-list=static'),
	no('in-interface-list=dynamic'),
	unknown('in-bridge-port=ether3'),
	no('out-bridge-port=ether3'),
	yes('connection-state=new'),
	no('connection-state=!established,new'),
	yes('connection-mark=no-mark packet-mark=no-mark routing-mark=no-mark'),
	no('connection-mark=!no-mark'),
	no('routing-mark=other'),
	unknown('routing-mark=main'),
	no('connection-nat-state=dstnat'),
	yes('connection-nat-state=!srcnat,dstnat'),
	no('connection-type=ftp'),
	unknown('connection-type=ftp', 'bridge 192.168.88.10 > 1.1.1.1:21'),
	no('connection-bytes=100000000-0'),
	yes('connection-bytes=0-5000000'),
	unknown('connection-bytes=100-0'),
	yes('connection-rate=0-100k'),
	no('connection-rate=1M-100M'),
	yes('dscp=0'),
	yes('dscp=46', tcp, {packet: {dscp: 46}}),
	yes('tos=184', tcp, {packet: {dscp: 46}}),
	unknown('packet-size=0-128'),
	yes('packet-size=0-128', tcp, {packet: {size: 60}}),
	unknown('ttl=equal:64'),
	yes('ttl=less-than:65', tcp, {packet: {ttl: 65}}),
	no('fragment=yes'),
	no('ipv4-options=any'),
	no('hotspot=auth'),
	yes('hotspot=!auth'),
	unknown('hotspot=auth', tcp, {rows: '/ip hotspot\nadd interface=bridge name=hs\n'}),
	yes('ipsec-policy=out,none'),
	no('ipsec-policy=in,ipsec'),
	yes('ipsec-policy=in,ipsec', tcp, {rows: '/ip ipsec policy\nadd dst-address=192.168.88.0/24 src-address=1.1.1.0/24 tunnel=yes\n'}),
	no('layer7-protocol=x'),
	unknown('layer7-protocol=x', udp),
	no('tls-host=*.example.com'),
	no('content=x'),
	unknown('limit=10,5:packet'),
	unknown('connection-limit=100,32'),
	unknown('psd=21,3s,3,1'),
	unknown('src-mac-address=AA:BB:CC:00:00:01'),
	unknown('realm=1'),
	unknown('some-new-matcher=1'),
	unknown('dst-address=host.example'),
	unknown('time=8h-17h,mon'),
	yes('time=8h-17h,mon', tcp, {world: {clock}}),
	no('time=8h-17h,tue', tcp, {world: {clock}}),
	no('time=11h-12h30m,mon', tcp, {world: {clock}}),
	yes('time=22h-11h,mon,tue', tcp, {world: {clock}}),
	yes('time=08:00:00-17:00:00', tcp, {world: {clock}}),
	unknown('tcp-mss=1300-65535 protocol=tcp'),
	no('tcp-mss=1300-65535', udp),
];

/** Rejected where the matchers fit, dropped by the next rule where not. */
const asked = (matchers: string, packet: string, more: Case[3] = {}, menu = '/ip'): string => {
	const text = `${home}${more.rows ?? ''}${menu} firewall filter\nadd action=reject chain=forward ${matchers}\nadd action=drop chain=forward\n`;
	return endOf(traceOf(text, packet, more.world, {more: more.packet ?? {}}).ways[0]).replace(/ .*/, '');
};

const meaning: Readonly<Record<Answer, string>> = {yes: 'rejected', no: 'dropped', unknown: 'unknown'};

describe('a matcher', () => {
	for (const [matchers, packet, answer, more] of cases) {
		it(`${matchers}: ${packet}${Object.keys(more)
			.map((what) => `, given ${what}`)
			.join('')}: ${answer}`, () => {
			expect(asked(matchers, packet, more)).toBe(meaning[answer]);
		});
	}

	it.each<readonly [string, Answer]>([
		['protocol=icmpv6', 'no'],
		['protocol=tcp dst-port=443', 'yes'],
		['dst-address=2606:4700::/32', 'yes'],
		['dst-address-type=!local', 'yes'],
		['dst-address-type=anycast', 'unknown'],
		['hop-limit=equal:64', 'unknown'],
		['headers=hop', 'unknown'],
		['routing-mark=main', 'unknown'],
	])('IPv6: %s: %s', (matchers, answer) => {
		expect(asked(matchers, six, {}, '/ipv6')).toBe(meaning[answer]);
	});

	it('that is not modelled and changes nothing is a note', () => {
		const [way] = traceOf(`${home}/ip firewall filter\nadd action=drop chain=forward layer7-protocol=x\nadd action=drop chain=forward\n`, udp).ways;
		expect(endOf(way)).toBe('dropped filter#2');
		expect(way.notes).toEqual(['layer7-protocol of rule 1 in /ip/firewall/filter is passed over: what the packet carries is not known, and it changes nothing here.']);
	});

	it('that is not modelled is not asked where another one does not fit', () => {
		const [way] = traceOf(`${home}/ip firewall filter\nadd action=drop chain=forward layer7-protocol=x out-interface=ether2\n`, udp).ways;
		expect([endOf(way), way.notes]).toEqual(['ether1 192.0.2.1', []]);
	});

	it('names itself and its rule when the answer hangs on it', () => {
		const [way] = traceOf(`${home}/ip firewall filter\nadd action=drop chain=forward comment=here psd=21,3s,3,1\n`, tcp).ways;
		expect(way.disposition).toMatchObject({kind: 'unknown', matcher: 'psd', rule: {position: 1, comment: 'here'}});
		expect(way.reply).toBeUndefined();
	});

	it('may leave the first packet clear and the next one not', () => {
		const [way] = traceOf(`${home}/ip firewall filter\nadd action=drop chain=forward tls-host=*.example.com\n`, tcp).ways;
		expect([way, way.reply, way.later, way.laterReply].map(endOf)).toEqual(['ether1 192.0.2.1', 'bridge', 'unknown tls-host', 'unknown tls-host']);
	});
});
