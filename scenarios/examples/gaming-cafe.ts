import type {Example} from '../../source/scenario/index.js';
import {exampleFacts} from './facts.js';

const flat = exampleFacts(
	'flat',
	[
		{name: 'ether1', type: 'ether', addresses: ['198.51.100.14/24'], comment: 'fibre'},
		{name: 'ether2', type: 'ether', addresses: ['192.168.1.33/24'], comment: 'cable modem'},
		{name: 'bridge', type: 'bridge', addresses: ['192.168.88.1/24']},
	],
	{
		defaults: [
			['0.0.0.0/0', '198.51.100.1'],
			['0.0.0.0/0', '192.168.1.1', 2],
		],
		lists: {LAN: ['bridge'], WAN: ['ether1', 'ether2']},
		clients: [
			{kind: 'dhcp', name: 'ether1'},
			{kind: 'dhcp', name: 'ether2'},
		],
		ipv6Enabled: false,
	},
);

const cafe = exampleFacts(
	'cafe',
	[
		{name: 'pppoe-out1', type: 'pppoe-out', addresses: ['198.51.100.77/32']},
		{name: 'pppoe-out2', type: 'pppoe-out', addresses: ['198.51.100.78/32']},
		{name: 'ether3', type: 'ether', addresses: ['203.0.113.10/29'], comment: 'business cable'},
		{name: 'vlan10-players', type: 'vlan', addresses: ['10.10.0.1/23', '2001:db8:2:10::1/64']},
		{name: 'vlan20-desk', type: 'vlan', addresses: ['10.20.0.1/24']},
	],
	{
		defaults: [
			['0.0.0.0/0', 'pppoe-out1'],
			['0.0.0.0/0', 'pppoe-out2', 2],
			['::/0', 'pppoe-out1'],
		],
		routes: [['0.0.0.0/0', '203.0.113.9', 3]],
		lists: {LAN: ['vlan10-players', 'vlan20-desk'], WAN: ['pppoe-out1', 'pppoe-out2', 'ether3']},
	},
);

const arena = exampleFacts(
	'arena',
	[
		{name: 'sfp1', type: 'ether', addresses: ['203.0.113.130/30', '2001:db8:5:1::2/64']},
		{name: 'sfp2', type: 'ether', addresses: ['198.51.100.130/30', '2001:db8:6:1::2/64']},
		{name: 'sfp3', type: 'ether', addresses: ['192.0.2.66/27']},
		{name: 'sfp4', type: 'ether', addresses: ['192.0.2.130/27']},
		{name: 'vlan100-stage', type: 'vlan', addresses: ['10.100.0.1/22', '2001:db8:5:100::1/64']},
		{name: 'vlan200-hall', type: 'vlan', addresses: ['10.200.0.1/22', '2001:db8:5:200::1/64']},
	],
	{
		board: 'CCR2116-12G-4S+',
		defaults: [],
		routes: [
			['0.0.0.0/0', '203.0.113.129'],
			['0.0.0.0/0', '198.51.100.129', 2],
			['::/0', '2001:db8:5:1::1'],
			['::/0', '2001:db8:6:1::1', 2],
		],
		lists: {LAN: ['vlan100-stage', 'vlan200-hall'], WAN: ['sfp1', 'sfp2', 'sfp3', 'sfp4']},
	},
);

/** From a shared flat to an arena. */
export const examples: readonly Example[] = [
	{
		id: 'flat',
		title: 'A shared flat: Steam and its matches over the fibre, everything else by cable',
		facts: flat,
		answers: {
			lines: ['ether1 100/50', 'ether2 250/25'],
			rest: 'ether2',
			networks: ['bridge'],
			'game-services': ['steam'],
			'game-destinations': [],
			'game-ports': ['udp 27000-27100'],
			probes: ['149.112.112.10', '94.140.14.140'],
			names: 'forward',
			redirect: true,
			exempt: [],
		},
	},
	{
		id: 'cafe',
		title: 'A café: two dialled lines for games, business cable for the rest',
		facts: cafe,
		answers: {
			lines: ['pppoe-out1 50/10', 'pppoe-out2 100/20', 'ether3 500/50'],
			rest: 'ether3',
			networks: ['vlan10-players'],
			'game-services': ['steam', 'xbox', 'playstation'],
			'game-destinations': ['*.games.example', '192.0.2.0/28'],
			'game-ports': ['udp 27000-27100', 'udp 3074'],
			probes: ['149.112.112.10', '94.140.14.140', '208.67.222.220'],
			names: 'forward',
			redirect: true,
			exempt: [],
			ipv6: 'ordinary',
		},
	},
	{
		id: 'arena',
		title: 'An arena: three fibres for games by ports and prefixes alone, IPv6 rewritten',
		facts: arena,
		answers: {
			lines: ['sfp1 1G/1G', 'sfp2 1G/1G', 'sfp3 1G/1G via 192.0.2.65', 'sfp4 500M/500M via 192.0.2.129'],
			rest: 'sfp4',
			networks: ['vlan100-stage', 'vlan200-hall'],
			'game-services': [],
			'game-destinations': ['192.0.2.0/28', '2001:db8:9999::/48'],
			'game-ports': ['udp 27000-27100', 'udp 7000-8000', 'tcp 27014-27050'],
			probes: ['149.112.112.10', '94.140.14.140', '208.67.222.220', '185.222.222.222', '2620:fe::fe:10', '2a10:50c0::1:ff'],
			ipv6: 'nat66',
		},
	},
];
