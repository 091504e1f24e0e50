import type {Example} from '../../source/scenario/index.js';
import {exampleFacts} from './facts.js';

const home = exampleFacts(
	'home',
	[
		{name: 'ether1', type: 'ether', addresses: ['198.51.100.14/24'], comment: 'cable'},
		{name: 'lte1', type: 'lte', addresses: ['100.72.3.9/32'], comment: 'mobile'},
		{name: 'bridge', type: 'bridge', addresses: ['192.168.88.1/24', '2001:db8:1:100::1/64']},
	],
	{
		defaults: [
			['0.0.0.0/0', '198.51.100.1'],
			['::/0', 'fe80::1%ether1'],
			['0.0.0.0/0', 'lte1', 2],
		],
		lists: {LAN: ['bridge'], WAN: ['ether1', 'lte1']},
		clients: [{kind: 'dhcp', name: 'ether1'}],
	},
);

const shop = exampleFacts(
	'shop',
	[
		{name: 'pppoe-out1', type: 'pppoe-out', addresses: ['203.0.113.77/32']},
		{name: 'ether2', type: 'ether', addresses: ['192.168.1.33/24'], comment: 'cable modem'},
		{name: 'bridge', type: 'bridge', addresses: ['192.168.88.1/24']},
		{name: 'vlan-tills', type: 'vlan', addresses: ['192.168.50.1/24']},
	],
	{
		defaults: [
			['0.0.0.0/0', 'pppoe-out1'],
			['0.0.0.0/0', '192.168.1.1', 2],
		],
		lists: {LAN: ['bridge', 'vlan-tills'], WAN: ['pppoe-out1', 'ether2']},
		clients: [
			{kind: 'pppoe', name: 'pppoe-out1'},
			{kind: 'dhcp', name: 'ether2'},
		],
		ipv6Enabled: false,
	},
);

const office = exampleFacts(
	'office',
	[
		{name: 'sfp1', type: 'ether', addresses: ['203.0.113.130/30', '2001:db8:5:1::2/64'], comment: 'fibre'},
		{name: 'ether2', type: 'ether', addresses: ['198.51.100.130/30', '2001:db8:6:1::2/64'], comment: 'radio'},
		{name: 'ether3', type: 'ether', addresses: ['192.0.2.66/27'], comment: 'DSL'},
		{name: 'vlan10-staff', type: 'vlan', addresses: ['10.1.10.1/24', '2001:db8:5:10::1/64']},
		{name: 'vlan20-servers', type: 'vlan', addresses: ['10.1.20.1/24', '2001:db8:5:20::1/64']},
		{name: 'wg-branch', type: 'wg', addresses: ['10.255.0.1/30']},
	],
	{
		board: 'CCR2004-1G-12S+2XS',
		defaults: [],
		routes: [
			['0.0.0.0/0', '203.0.113.129'],
			['0.0.0.0/0', '198.51.100.129', 2],
			['::/0', '2001:db8:5:1::1'],
			['::/0', '2001:db8:6:1::1', 2],
			['10.2.0.0/16', 'wg-branch'],
		],
		lists: {LAN: ['vlan10-staff', 'vlan20-servers'], WAN: ['sfp1', 'ether2', 'ether3']},
	},
);

const two = exampleFacts(
	'two-providers',
	[
		{name: 'sfp1', type: 'ether', addresses: ['203.0.113.130/30', '2001:db8:5:1::2/64'], comment: 'fibre'},
		{name: 'ether2', type: 'ether', addresses: ['198.51.100.130/30', '2001:db8:6:1::2/64'], comment: 'radio'},
		{name: 'bridge', type: 'bridge', addresses: ['192.168.88.1/24', '2001:db8:5:10::1/64', '2001:db8:6:10::1/64']},
	],
	{
		defaults: [],
		routes: [
			['0.0.0.0/0', '203.0.113.129'],
			['0.0.0.0/0', '198.51.100.129', 2],
			['::/0', '2001:db8:5:1::1'],
			['::/0', '2001:db8:6:1::1', 2],
		],
		lists: {LAN: ['bridge'], WAN: ['sfp1', 'ether2']},
	},
);

/** From a mobile line in reserve to an office with three lines. */
export const examples: readonly Example[] = [
	{
		id: 'mobile',
		title: 'A home with a mobile line in reserve, which is paid by volume',
		facts: home,
		answers: {
			lines: ['ether1', 'lte1'],
			networks: ['bridge'],
			probes: ['149.112.112.10', '94.140.14.140'],
			flush: true,
			back: 'at-once',
			ipv6: 'ordinary',
		},
	},
	{
		id: 'tills',
		title: 'A shop: fibre first, a cable modem behind a router of its own in reserve',
		facts: shop,
		answers: {
			lines: ['pppoe-out1', 'ether2'],
			networks: ['bridge', 'vlan-tills'],
			probes: ['149.112.112.10', '94.140.14.140'],
			flush: true,
			back: 'stay',
		},
	},
	{
		id: 'branch',
		title: 'An office with three lines, IPv6 rewritten on two of them',
		facts: office,
		answers: {
			lines: ['sfp1', 'ether2', 'ether3 via 192.0.2.65'],
			networks: ['vlan10-staff', 'vlan20-servers'],
			probes: ['149.112.112.10', '94.140.14.140', '208.67.222.220', '2620:fe::fe:10', '2a10:50c0::1:ff'],
			flush: false,
			back: 'stay',
			ipv6: 'nat66',
		},
	},
	{
		id: 'providers',
		title: 'Two lines whose providers both give IPv6: each address goes by its own',
		facts: two,
		answers: {
			lines: ['sfp1', 'ether2'],
			networks: ['bridge'],
			probes: ['149.112.112.10', '94.140.14.140'],
			flush: true,
			back: 'stay',
			ipv6: 'by-source',
			prefixes: ['2001:db8:5:10::/64 > sfp1', '2001:db8:6:10::/64 > ether2'],
		},
	},
];
