import type {Example} from '../../source/scenario/index.js';
import {exampleFacts} from './facts.js';

const flat = exampleFacts(
	'flat',
	[
		{name: 'ether1', type: 'ether', addresses: ['192.0.2.14/24', '2001:db8:1:ffff::2/64']},
		{name: 'bridge', type: 'bridge', addresses: ['192.168.88.1/24', '2001:db8:1:100::1/64']},
		{name: 'vlan-guest', type: 'vlan', addresses: ['192.168.90.1/24', '2001:db8:1:190::1/64']},
	],
	{
		defaults: [
			['0.0.0.0/0', '192.0.2.1'],
			['::/0', 'fe80::1%ether1'],
		],
		lists: {LAN: ['bridge', 'vlan-guest'], WAN: ['ether1']},
	},
);

const house = exampleFacts(
	'house',
	[
		{name: 'pppoe-out1', type: 'pppoe-out', addresses: ['198.51.100.77/32']},
		{name: 'bridge', type: 'bridge', addresses: ['10.0.10.1/24', '2001:db8:2:10::1/64']},
		{name: 'vlan20-guest', type: 'vlan', addresses: ['10.0.20.1/24', '2001:db8:2:20::1/64']},
		{name: 'vlan30-tv', type: 'vlan', addresses: ['10.0.30.1/24', '2001:db8:2:30::1/64']},
		{name: 'vlan40-cams', type: 'vlan', addresses: ['10.0.40.1/24']},
		{name: 'wg-exit', type: 'wg', addresses: ['10.66.66.2/32', 'fd00:66::2/128']},
	],
	{
		defaults: [
			['0.0.0.0/0', 'pppoe-out1'],
			['::/0', 'pppoe-out1'],
		],
		lists: {LAN: ['bridge', 'vlan20-guest', 'vlan30-tv', 'vlan40-cams'], WAN: ['pppoe-out1']},
	},
);

const company = exampleFacts(
	'company',
	[
		{name: 'sfp1', type: 'ether', addresses: ['203.0.113.10/29', '2001:db8:3:ffff::2/64']},
		{name: 'ether8', type: 'ether', addresses: ['192.0.2.14/24']},
		{name: 'vlan10-staff', type: 'vlan', addresses: ['10.1.10.1/24', '2001:db8:3:10::1/64']},
		{name: 'vlan20-printers', type: 'vlan', addresses: ['10.1.20.1/24', '2001:db8:3:20::1/64']},
		{name: 'vlan30-guest', type: 'vlan', addresses: ['172.20.30.1/23']},
		{name: 'vlan31-guest', type: 'vlan', addresses: ['172.20.32.1/23']},
		{name: 'vlan50-dmz', type: 'vlan', addresses: ['10.1.50.1/24', '2001:db8:3:50::1/64']},
		{name: 'wg-branch', type: 'wg', addresses: ['10.255.0.1/30']},
	],
	{
		board: 'CCR2004-1G-12S+2XS',
		defaults: [
			['0.0.0.0/0', '203.0.113.9'],
			['::/0', 'fe80::1%sfp1'],
		],
		routes: [['10.2.0.0/16', 'wg-branch']],
		lists: {LAN: ['vlan10-staff', 'vlan20-printers', 'vlan30-guest', 'vlan31-guest', 'vlan50-dmz'], WAN: ['sfp1', 'ether8']},
	},
);

export const examples: readonly Example[] = [
	{
		id: 'guests',
		title: 'A flat: guests apart',
		facts: flat,
		answers: {guests: ['vlan-guest'], things: [], servers: [], banned: [], traps: false},
	},
	{
		id: 'house',
		title: 'A house: guests, televisions and cameras apart, some networks banned, scanners noticed',
		facts: house,
		answers: {
			guests: ['vlan20-guest'],
			things: ['vlan30-tv', 'vlan40-cams'],
			'things-internet': true,
			servers: [],
			resolvers: ['10.0.10.53', '2001:db8:2:10::53'],
			banned: ['192.88.99.0/24', '198.18.0.0-198.19.255.255', '2001:db8:bad::/48'],
			traps: true,
			'trap-ports': '23, 445, 1433, 3306, 3389, 5900',
			'trap-time': 'day',
		},
	},
	{
		id: 'company',
		title: 'A company with two lines: guests, printers without the Internet, servers in a zone of their own',
		facts: company,
		answers: {
			guests: ['vlan30-guest', 'vlan31-guest'],
			things: ['vlan20-printers'],
			'things-internet': false,
			servers: ['vlan50-dmz'],
			banned: ['100.64.0.0/10'],
			traps: true,
			'trap-ports': '23, 3389, 5900',
			'trap-time': 'week',
		},
	},
];
