import type {Example} from '../../source/scenario/index.js';
import {exampleFacts} from './facts.js';

/** Two modems that both call themselves 192.168.1.1, as nearly all of them do. */
const twins = exampleFacts(
	'home',
	[
		{name: 'ether1', type: 'ether', addresses: ['192.168.1.20/24'], comment: 'cable'},
		{name: 'ether2', type: 'ether', addresses: ['192.168.1.33/24'], comment: 'DSL'},
		{name: 'bridge', type: 'bridge', addresses: ['192.168.88.1/24']},
	],
	{
		defaults: [
			['0.0.0.0/0', '192.168.1.1%ether1'],
			['0.0.0.0/0', '192.168.1.1%ether2', 2],
		],
		lists: {LAN: ['bridge'], WAN: ['ether1', 'ether2']},
		clients: [
			{kind: 'dhcp', name: 'ether1'},
			{kind: 'dhcp', name: 'ether2', script: ':log info "lease changed"'},
		],
		ipv6Enabled: false,
	},
);

const smallOffice = exampleFacts(
	'office',
	[
		{name: 'ether1', type: 'ether'},
		{name: 'pppoe-out1', type: 'pppoe-out', addresses: ['198.51.100.77/32', '2001:db8:2:fffe::2/64'], comment: 'fibre'},
		{name: 'ether2', type: 'ether', addresses: ['203.0.113.10/29'], comment: 'leased line'},
		{name: 'lte1', type: 'lte', addresses: ['100.72.3.9/32'], comment: 'mobile'},
		{name: 'bridge', type: 'bridge', addresses: ['192.168.88.1/24', '2001:db8:2:100::1/64']},
		{name: 'vlan-guest', type: 'vlan', addresses: ['192.168.90.1/24']},
	],
	{
		defaults: [
			['0.0.0.0/0', 'pppoe-out1'],
			['::/0', 'pppoe-out1'],
			['0.0.0.0/0', 'lte1', 5],
		],
		routes: [['0.0.0.0/0', '203.0.113.9', 2]],
		lists: {LAN: ['bridge', 'vlan-guest'], WAN: ['pppoe-out1', 'ether2', 'lte1']},
	},
);

const hotel = exampleFacts(
	'hotel',
	[
		{name: 'sfp1', type: 'ether', addresses: ['203.0.113.130/30', '2001:db8:5:1::2/64']},
		{name: 'sfp2', type: 'ether', addresses: ['198.51.100.130/30', '2001:db8:6:1::2/64']},
		{name: 'ether3', type: 'ether', addresses: ['192.0.2.66/27']},
		{name: 'ether4', type: 'ether', addresses: ['192.0.2.130/27']},
		{name: 'ether5', type: 'ether', addresses: ['192.0.2.162/27']},
		{name: 'vlan100-rooms', type: 'vlan', addresses: ['10.100.0.1/16', '2001:db8:5:100::1/64']},
		{name: 'vlan200-staff', type: 'vlan', addresses: ['10.200.0.1/24', '2001:db8:5:200::1/64']},
	],
	{
		board: 'CCR2116-12G-4S+',
		defaults: [],
		routes: [
			['0.0.0.0/0', '203.0.113.129'],
			['0.0.0.0/0', '198.51.100.129', 2],
			['::/0', '2001:db8:5:1::1'],
			['::/0', '2001:db8:6:1::1', 2],
			['10.250.0.0/16', '10.200.0.2'],
		],
		lists: {LAN: ['vlan100-rooms', 'vlan200-staff'], WAN: ['sfp1', 'sfp2', 'ether3', 'ether4', 'ether5']},
	},
);

/** From a home behind two modems to a hotel with five lines. */
export const examples: readonly Example[] = [
	{
		id: 'twins',
		title: 'A home behind two modems with the same addresses, one twice as fast',
		facts: twins,
		answers: {
			lines: ['ether1 100/20', 'ether2 50/10'],
			networks: ['bridge'],
			by: 'pair',
			'when-down': 'redistribute',
			probes: ['149.112.112.10', '94.140.14.140'],
			'kept-services': [],
			'kept-destinations': [],
		},
	},
	{
		id: 'mixed',
		title: 'An office with fibre, a leased line and a mobile one; the bank keeps to the leased line',
		facts: smallOffice,
		answers: {
			lines: ['pppoe-out1 300/60', 'ether2 100/100', 'lte1 40/10'],
			networks: ['bridge'],
			by: 'source',
			'when-down': 'redistribute',
			probes: ['149.112.112.10', '94.140.14.140', '208.67.222.220'],
			'kept-services': [],
			'kept-destinations': ['*.bank.example', '192.0.2.0/28'],
			'kept-line': 'ether2',
			names: 'forward',
			redirect: true,
			exempt: [],
			ipv6: 'ordinary',
		},
	},
	{
		id: 'hotel',
		title: 'A hotel with five lines, IPv6 rewritten on two of them; a dead line’s share waits',
		facts: hotel,
		answers: {
			lines: ['sfp1 1G/1G', 'sfp2 500M/500M', 'ether3 200/50 via 192.0.2.65', 'ether4 200/50 via 192.0.2.129', 'ether5 100/40 via 192.0.2.161'],
			networks: ['vlan100-rooms', 'vlan200-staff'],
			by: 'source',
			'when-down': 'keep',
			'kept-services': [],
			'kept-destinations': [],
			ipv6: 'nat66',
		},
	},
];
