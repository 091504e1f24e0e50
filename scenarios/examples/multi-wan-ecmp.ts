import type {Example} from '../../source/scenario/index.js';
import {exampleFacts} from './facts.js';

const home = exampleFacts(
	'home',
	[
		{name: 'ether1', type: 'ether', addresses: ['192.168.1.20/24']},
		{name: 'ether2', type: 'ether', addresses: ['192.168.2.20/24']},
		{name: 'bridge', type: 'bridge', addresses: ['192.168.88.1/24']},
	],
	{
		defaults: [
			['0.0.0.0/0', '192.168.1.1'],
			['0.0.0.0/0', '192.168.2.1', 2],
		],
		lists: {LAN: ['bridge'], WAN: ['ether1', 'ether2']},
		clients: [
			{kind: 'dhcp', name: 'ether1'},
			{kind: 'dhcp', name: 'ether2'},
		],
		ipv6Enabled: false,
	},
);

const studio = exampleFacts(
	'studio',
	[
		{name: 'pppoe-out1', type: 'pppoe-out', addresses: ['198.51.100.77/32']},
		{name: 'pppoe-out2', type: 'pppoe-out', addresses: ['198.51.100.78/32']},
		{name: 'bridge', type: 'bridge', addresses: ['192.168.88.1/24', '2001:db8:2:100::1/64']},
		{name: 'vlan-guest', type: 'vlan', addresses: ['192.168.90.1/24']},
	],
	{
		defaults: [
			['0.0.0.0/0', 'pppoe-out1'],
			['0.0.0.0/0', 'pppoe-out2', 2],
			['::/0', 'pppoe-out1'],
		],
		lists: {LAN: ['bridge', 'vlan-guest'], WAN: ['pppoe-out1', 'pppoe-out2']},
	},
);

const campus = exampleFacts(
	'campus',
	[
		{name: 'sfp1', type: 'ether', addresses: ['203.0.113.130/30', '2001:db8:5:1::2/64']},
		{name: 'sfp2', type: 'ether', addresses: ['198.51.100.130/30', '2001:db8:6:1::2/64']},
		{name: 'sfp3', type: 'ether', addresses: ['192.0.2.66/27', '2001:db8:7:1::2/64']},
		{name: 'vlan100', type: 'vlan', addresses: ['10.100.0.1/16', '2001:db8:5:100::1/64']},
		{name: 'vlan200', type: 'vlan', addresses: ['10.200.0.1/16', '2001:db8:5:200::1/64']},
	],
	{
		board: 'CCR2216-1G-12XS-2XQ',
		defaults: [],
		routes: [
			['0.0.0.0/0', '203.0.113.129'],
			['0.0.0.0/0', '198.51.100.129', 2],
			['0.0.0.0/0', '192.0.2.65', 3],
			['::/0', '2001:db8:5:1::1'],
			['::/0', '2001:db8:6:1::1', 2],
			['::/0', '2001:db8:7:1::1', 3],
		],
		lists: {LAN: ['vlan100', 'vlan200'], WAN: ['sfp1', 'sfp2', 'sfp3']},
	},
);

/** From two cable modems to three fibres. */
export const examples: readonly Example[] = [
	{
		id: 'modems',
		title: 'A home with two modems of the same speed',
		facts: home,
		answers: {lines: ['ether1', 'ether2'], networks: ['bridge'], by: 'pair', probes: ['149.112.112.10', '94.140.14.140']},
	},
	{
		id: 'studio',
		title: 'A studio with two dialled lines; IPv6 stays on the first',
		facts: studio,
		answers: {
			lines: ['pppoe-out1', 'pppoe-out2'],
			networks: ['bridge', 'vlan-guest'],
			by: 'pair',
			probes: ['149.112.112.10', '94.140.14.140'],
			ipv6: 'ordinary',
		},
	},
	{
		id: 'campus',
		title: 'A campus with three fibres, spread by connection, IPv6 rewritten',
		facts: campus,
		answers: {
			lines: ['sfp1', 'sfp2', 'sfp3'],
			networks: ['vlan100', 'vlan200'],
			by: 'connection',
			probes: ['149.112.112.10', '94.140.14.140', '208.67.222.220', '2620:fe::fe:10', '2a10:50c0::1:ff', '2620:119:35::35'],
			ipv6: 'nat66',
		},
	},
];
