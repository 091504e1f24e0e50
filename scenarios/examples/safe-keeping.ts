import type {Facts} from '../../source/facts/index.js';
import type {Example} from '../../source/scenario/index.js';
import {exampleFacts} from './facts.js';

const smallHome: Facts = {
	...exampleFacts(
		'home',
		[
			{name: 'ether1', type: 'ether', addresses: ['192.0.2.14/24']},
			{name: 'bridge', type: 'bridge', addresses: ['192.168.88.1/24', 'fd00:88::1/64']},
		],
		{defaults: [['0.0.0.0/0', '192.0.2.1']], lists: {LAN: ['bridge'], WAN: ['ether1']}},
	),
	freeSpace: 1_500_000,
};

const shop: Facts = {
	...exampleFacts(
		'shop',
		[
			{name: 'pppoe-out1', type: 'pppoe-out', addresses: ['198.51.100.77/32']},
			{name: 'bridge', type: 'bridge', addresses: ['10.4.0.1/24', '2001:db8:4:100::1/64']},
			{name: 'vlan-guest', type: 'vlan', addresses: ['10.4.9.1/24']},
		],
		{
			defaults: [
				['0.0.0.0/0', 'pppoe-out1'],
				['::/0', 'pppoe-out1'],
			],
			lists: {LAN: ['bridge', 'vlan-guest'], WAN: ['pppoe-out1']},
		},
	),
	freeSpace: 90_000_000,
};

const provider: Facts = {
	...exampleFacts(
		'pop-3',
		[
			{name: 'sfp1', type: 'ether', addresses: ['203.0.113.10/29', '2001:db8:3:ffff::2/64']},
			{name: 'vlan99-mgmt', type: 'vlan', addresses: ['10.1.99.1/24', '2001:db8:3:99::1/64']},
			{name: 'vlan100-customers', type: 'vlan', addresses: ['100.64.0.1/16']},
		],
		{
			board: 'CCR2116-12G-4S+',
			defaults: [
				['0.0.0.0/0', '203.0.113.9'],
				['::/0', 'fe80::1%sfp1'],
			],
			lists: {LAN: ['vlan99-mgmt', 'vlan100-customers'], WAN: ['sfp1']},
		},
	),
	freeSpace: 900_000_000,
};

export const examples: readonly Example[] = [
	{
		id: 'home',
		title: 'A small home: a copy every night on the router',
		facts: smallHome,
		answers: {forms: ['export'], every: 'day', at: '03:15', keep: '5', mail: false, managers: []},
	},
	{
		id: 'shop',
		title: 'A shop: copies every night, the export by mail, and the owner’s computer always let in',
		facts: shop,
		answers: {
			forms: ['export', 'backup'],
			every: 'day',
			at: '4:30',
			keep: '14',
			mail: true,
			'mail-to': 'owner@example.com',
			'mail-settings': 'set',
			'mail-server': 'smtp.example.com:465',
			'mail-encryption': 'tls',
			'mail-from': 'shop-router@example.com',
			'mail-user': 'shop-router@example.com',
			managers: ['10.4.0.10', '2001:db8:4:100::10'],
			'manager-ports': '22, 8291',
		},
	},
	{
		id: 'provider',
		title: 'A small provider: weekly backups, and the management network and one office always let in',
		facts: provider,
		answers: {
			forms: ['backup'],
			every: 'week',
			at: '02:00',
			keep: '8',
			managers: ['10.1.99.0/24', '192.0.2.64/28', '2001:db8:3:99::/64'],
			'manager-ports': '2222 8291 443',
		},
	},
];
