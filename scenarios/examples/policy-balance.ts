import type {Example} from '../../source/scenario/index.js';
import {exampleFacts} from './facts.js';

const home = exampleFacts(
	'home',
	[
		{name: 'ether1', type: 'ether', addresses: ['198.51.100.14/24'], comment: 'cable, fast'},
		{name: 'pppoe-out1', type: 'pppoe-out', addresses: ['203.0.113.77/32'], comment: 'DSL, steady'},
		{name: 'bridge', type: 'bridge', addresses: ['192.168.88.1/24', '2001:db8:1:100::1/64']},
	],
	{
		defaults: [
			['0.0.0.0/0', '198.51.100.1'],
			['0.0.0.0/0', 'pppoe-out1', 2],
			['::/0', 'fe80::1%ether1'],
		],
		lists: {LAN: ['bridge'], WAN: ['ether1', 'pppoe-out1']},
		clients: [
			{kind: 'dhcp', name: 'ether1'},
			{kind: 'pppoe', name: 'pppoe-out1'},
		],
	},
);

const office = exampleFacts(
	'office',
	[
		{name: 'sfp1', type: 'ether', addresses: ['203.0.113.130/30', '2001:db8:5:1::2/64'], comment: 'leased line'},
		{name: 'ether2', type: 'ether', addresses: ['192.168.1.33/24'], comment: 'cable modem'},
		{name: 'lte1', type: 'lte', addresses: ['100.72.3.9/32']},
		{name: 'vlan10-staff', type: 'vlan', addresses: ['10.1.10.1/24', '2001:db8:5:10::1/64']},
		{name: 'vlan20-phones', type: 'vlan', addresses: ['10.1.20.1/24']},
	],
	{
		board: 'CCR2004-1G-12S+2XS',
		defaults: [
			['0.0.0.0/0', '192.168.1.1', 2],
			['0.0.0.0/0', 'lte1', 3],
		],
		routes: [
			['0.0.0.0/0', '203.0.113.129'],
			['::/0', '2001:db8:5:1::1'],
		],
		lists: {LAN: ['vlan10-staff', 'vlan20-phones'], WAN: ['sfp1', 'ether2', 'lte1']},
		clients: [{kind: 'dhcp', name: 'ether2'}],
	},
);

const school = exampleFacts(
	'school',
	[
		{name: 'sfp1', type: 'ether', addresses: ['203.0.113.130/30', '2001:db8:5:1::2/64']},
		{name: 'sfp2', type: 'ether', addresses: ['198.51.100.130/30', '2001:db8:6:1::2/64']},
		{name: 'vlan100', type: 'vlan', addresses: ['10.100.0.1/16', '2001:db8:5:100::1/64']},
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
		lists: {LAN: ['vlan100'], WAN: ['sfp1', 'sfp2']},
	},
);

const studio = exampleFacts(
	'studio',
	[
		{name: 'ether1', type: 'ether', addresses: ['203.0.113.130/30'], comment: 'fibre'},
		{name: 'ether2', type: 'ether', addresses: ['198.51.100.14/24'], comment: 'the landlord’s line, kept apart'},
		{name: 'bridge', type: 'bridge', addresses: ['192.168.88.1/24']},
	],
	{
		defaults: [['0.0.0.0/0', '198.51.100.1@landlord']],
		routes: [
			['0.0.0.0/0', '203.0.113.129'],
			['10.20.0.0/16', '192.168.88.7'],
		],
		lists: {LAN: ['bridge'], WAN: ['ether1']},
		clients: [{kind: 'dhcp', name: 'ether2'}],
		vrfs: [{name: 'landlord', interfaces: ['ether2']}],
		ipv6Enabled: false,
	},
);

/** From calls over a steady DSL line to rules by class and size. */
export const examples: readonly Example[] = [
	{
		id: 'calls',
		title: 'A home: calls over the steady line, everything else over the fast one',
		facts: home,
		answers: {
			lines: ['ether1', 'pppoe-out1'],
			networks: ['bridge'],
			rest: 'ether1',
			'line-calls': 'pppoe-out1',
			'line-web': 'rest',
			'line-mail': 'rest',
			'line-remote': 'pppoe-out1',
			'line-vpn': 'rest',
			rules: [],
			probes: ['149.112.112.10', '94.140.14.140'],
			ipv6: 'ordinary',
		},
	},
	{
		id: 'three',
		title: 'An office: phones and mail by the leased line, web and backups by cable, mobile in reserve',
		facts: office,
		answers: {
			lines: ['sfp1', 'ether2', 'lte1'],
			networks: ['vlan10-staff', 'vlan20-phones'],
			rest: 'sfp1',
			'line-calls': 'sfp1',
			'line-web': 'ether2',
			'line-mail': 'rest',
			'line-remote': 'rest',
			'line-vpn': 'rest',
			rules: ['dscp 46 > sfp1', 'tcp 873,8000-8010 > ether2', 'udp from 5060 > sfp1'],
			probes: ['149.112.112.10', '94.140.14.140', '208.67.222.220'],
			ipv6: 'ordinary',
		},
	},
	{
		id: 'school',
		title: 'A school: web by one fibre, the rest by the other, small UDP too; IPv6 rewritten',
		facts: school,
		answers: {
			lines: ['sfp1', 'sfp2'],
			networks: ['vlan100'],
			rest: 'sfp2',
			'line-calls': 'rest',
			'line-web': 'sfp1',
			'line-mail': 'rest',
			'line-remote': 'rest',
			'line-vpn': 'sfp1',
			rules: ['udp size 0-200 > sfp2', 'icmp > sfp2'],
			probes: ['149.112.112.10', '94.140.14.140', '2620:fe::fe:10', '2a10:50c0::1:ff'],
			ipv6: 'nat66',
		},
	},
	{
		id: 'apart',
		title: 'A studio: mail and copies by a line that is in a VRF',
		facts: studio,
		answers: {
			lines: ['ether1', 'ether2'],
			networks: ['bridge'],
			rest: 'ether1',
			'line-calls': 'rest',
			'line-web': 'rest',
			'line-mail': 'ether2',
			'line-remote': 'rest',
			'line-vpn': 'rest',
			rules: ['tcp 873 > ether2'],
			probes: ['149.112.112.10', '94.140.14.140'],
		},
	},
];
