import type {Example} from '../../source/scenario/index.js';
import {exampleFacts} from './facts.js';

const flat = exampleFacts(
	'flat',
	[
		{name: 'ether1', type: 'ether', addresses: ['198.51.100.23/24']},
		{name: 'bridge', type: 'bridge', addresses: ['192.168.88.1/24']},
	],
	{defaults: [['0.0.0.0/0', '198.51.100.1']], lists: {LAN: ['bridge'], WAN: ['ether1']}, clients: [{kind: 'dhcp', name: 'ether1'}]},
);

const house = exampleFacts(
	'house',
	[
		{name: 'ether1', type: 'ether'},
		{name: 'pppoe-out1', type: 'pppoe-out', addresses: ['198.51.100.77/32']},
		{name: 'bridge', type: 'bridge', addresses: ['192.168.88.1/24', '2001:db8:2:100::1/64']},
	],
	{
		defaults: [
			['0.0.0.0/0', 'pppoe-out1'],
			['::/0', 'pppoe-out1'],
		],
		lists: {LAN: ['bridge'], WAN: ['pppoe-out1']},
		clients: [{kind: 'pppoe', name: 'pppoe-out1'}],
	},
);

const office = exampleFacts(
	'office',
	[
		{name: 'sfp1', type: 'ether', addresses: ['203.0.113.10/29', '2001:db8:f:1::2/64']},
		{name: 'pppoe-voice', type: 'pppoe-out', addresses: ['198.51.100.77/32', '2001:db8:7:1::2/64']},
		{name: 'vlan10-staff', type: 'vlan', addresses: ['10.1.10.1/24', '2001:db8:3:10::1/64']},
		{name: 'vlan20-backup', type: 'vlan', addresses: ['10.1.20.1/24', '2001:db8:3:20::1/64']},
	],
	{
		board: 'CCR2004-1G-12S+2XS',
		defaults: [
			['0.0.0.0/0', '203.0.113.9'],
			['0.0.0.0/0', 'pppoe-voice', 2],
			['::/0', '2001:db8:f:1::1'],
		],
		lists: {LAN: ['vlan10-staff', 'vlan20-backup'], WAN: ['sfp1', 'pppoe-voice']},
		clients: [{kind: 'pppoe', name: 'pppoe-voice'}],
	},
);

const farm = exampleFacts(
	'farm',
	[
		{name: 'ether1', type: 'ether', addresses: ['198.51.100.23/24', '2001:db8:1:ffff::2/64']},
		{name: 'lte1', type: 'lte', addresses: ['100.64.10.2/30', '2001:db8:7:1::2/64']},
		{name: 'bridge', type: 'bridge', addresses: ['192.168.88.1/24', '2001:db8:1:100::1/64']},
		{name: 'l2tp-depot', type: 'l2tp-out', addresses: ['10.200.7.3/32'], comment: 'depot'},
	],
	{
		defaults: [
			['0.0.0.0/0', '198.51.100.1'],
			['0.0.0.0/0', 'lte1', 2],
			['::/0', '2001:db8:1:ffff::1'],
		],
		lists: {LAN: ['bridge'], WAN: ['ether1', 'lte1']},
	},
);

/** From calls on a slow line to a farm that leaves it to its meetings. */
export const examples: readonly Example[] = [
	{
		id: 'calls',
		title: 'A flat on a slow line: calls by their ports before everything else',
		facts: flat,
		answers: {
			line: 'ether1',
			speed: '16/1.5',
			networks: ['bridge'],
			'first-ports': ['5060-5061', '3478-3481/udp', '16384-32767/udp'],
			'first-rate': '4M/500k',
			'first-way': 'ordinary',
		},
	},
	{
		id: 'meetings',
		title: 'A house: meetings first, games stores and one computer can wait',
		facts: house,
		answers: {
			line: 'pppoe-out1',
			speed: '100/20',
			networks: ['bridge'],
			'first-services': ['zoom', 'microsoft-teams', 'google-meet'],
			'first-rate': '40M/8M',
			'first-way': 'ordinary',
			'last-services': ['steam'],
			'last-hosts': ['192.168.88.60', '2001:db8:2:100::60'],
			'last-rate': '60M/10M',
			'last-way': 'ordinary',
			names: 'forward',
			redirect: true,
		},
	},
	{
		id: 'backups',
		title: 'An office: telephony and the company’s servers by a line of their own, backups and mirrors last',
		facts: office,
		answers: {
			line: 'sfp1',
			speed: '1G/1G',
			networks: ['vlan10-staff', 'vlan20-backup'],
			'first-destinations': ['192.0.2.0/26', '2001:db8:beef::/48', '*.voice.example.com'],
			'first-ports': ['5061/tcp'],
			'first-rate': '300/300',
			'first-way': 'pppoe-voice',
			'first-down': 'fall-back',
			'first-probe': ['149.112.112.10', '2620:fe::fe:10'],
			'last-destinations': ['203.0.113.128/25'],
			'last-hosts': ['10.1.20.0/24', '2001:db8:3:20::/64'],
			'last-ports': ['873/tcp', '22'],
			'last-rate': '500/500',
			'last-way': 'ordinary',
			names: 'resolve',
		},
	},
	{
		id: 'farm',
		title: 'A farm: meetings first on a slow line, updates and cameras by the mobile one',
		facts: farm,
		answers: {
			line: 'ether1',
			speed: '16/2',
			networks: ['bridge'],
			'first-services': ['zoom'],
			'first-ports': ['3478-3481/udp'],
			'first-rate': '6M/1M',
			'first-way': 'ordinary',
			'last-services': ['steam'],
			'last-destinations': ['203.0.113.128/25', '2001:db8:beef::/48'],
			'last-hosts': ['192.168.88.60'],
			'last-ports': ['873/tcp', '6881-6999'],
			'last-rate': '12M/1500k',
			'last-way': 'lte1',
			'last-down': 'fall-back',
			'last-probe': ['149.112.112.10', '2620:fe::fe:10'],
			names: 'forward',
			redirect: true,
		},
	},
];
