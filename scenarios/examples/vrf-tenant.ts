import type {Example} from '../../source/scenario/index.js';
import {exampleFacts} from './facts.js';

const flat = exampleFacts(
	'flat',
	[
		{name: 'pppoe-out1', type: 'pppoe-out', addresses: ['198.51.100.77/32', '2001:db8:2::77/64']},
		{name: 'bridge', type: 'bridge', addresses: ['192.168.88.1/24', '2001:db8:2:100::1/64']},
		{name: 'ether5', type: 'ether'},
	],
	{
		defaults: [
			['0.0.0.0/0', 'pppoe-out1'],
			['::/0', 'pppoe-out1'],
		],
		lists: {LAN: ['bridge'], WAN: ['pppoe-out1']},
	},
);

const house = exampleFacts(
	'house',
	[
		{name: 'ether1', type: 'ether', addresses: ['192.0.2.14/24']},
		{name: 'bridge', type: 'bridge', addresses: ['192.168.88.1/24']},
		{name: 'vlan50', type: 'vlan', addresses: ['10.99.0.1/24', '2001:db8:1:50::1/64']},
	],
	{defaults: [['0.0.0.0/0', '192.0.2.1']], lists: {LAN: ['bridge'], WAN: ['ether1']}},
);

const offices = exampleFacts(
	'offices',
	[
		{name: 'sfp1', type: 'ether', addresses: ['203.0.113.10/29', '2001:db8:3:ffff::2/64']},
		{name: 'vlan10-staff', type: 'vlan', addresses: ['10.1.10.1/24', '2001:db8:3:10::1/64']},
		{name: 'vlan20-print', type: 'vlan', addresses: ['10.1.20.1/24', '2001:db8:3:20::1/64']},
		{name: 'vlan61-law', type: 'vlan'},
		{name: 'vlan62-law', type: 'vlan'},
	],
	{
		board: 'CCR2004-1G-12S+2XS',
		defaults: [['0.0.0.0/0', '203.0.113.9']],
		routes: [
			['10.2.0.0/16', '10.1.10.2'],
			['::/0', 'fe80::1%sfp1'],
		],
		lists: {LAN: ['vlan10-staff', 'vlan20-print'], WAN: ['sfp1']},
	},
);

export const examples: readonly Example[] = [
	{
		id: 'lodger',
		title: 'A flat: a lodger on one port',
		facts: flat,
		answers: {
			name: 'Lodger',
			interfaces: ['ether5'],
			addresses: ['ether5 10.50.0.1/24'],
			addresses6: ['ether5 fd4d:27a1:50e6:1::1/64'],
			dhcp: true,
			resolvers: ['9.9.9.9', '149.112.112.112', '2620:fe::fe', '2620:fe::9'],
			internet: 'shared',
			line: 'pppoe-out1',
			shares: [],
		},
	},
	{
		id: 'studio',
		title: 'A house with a leased line: a studio whose network is there already, and one printer for both',
		facts: house,
		answers: {name: 'Studio, ground floor', interfaces: ['vlan50'], dhcp: false, internet: 'shared', line: 'ether1', shares: ['192.168.88.30']},
	},
	{
		id: 'law',
		title: 'Offices: a law firm with two networks, that shares the printers',
		facts: offices,
		answers: {
			name: 'Law firm (2nd floor)',
			interfaces: ['vlan61-law', 'vlan62-law'],
			addresses: ['vlan61-law 10.61.0.1/24', 'vlan62-law 10.62.0.1/26'],
			addresses6: ['vlan61-law 2001:db8:3:61::1/64', 'vlan62-law 2001:db8:3:62::1/64'],
			dhcp: true,
			resolvers: ['9.9.9.9', '2620:fe::fe'],
			internet: 'shared',
			line: 'sfp1',
			shares: ['10.1.20.0/28', '10.1.20.40', '2001:db8:3:20::40'],
		},
	},
];
