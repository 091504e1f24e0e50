import type {Facts} from '../../source/facts/index.js';
import type {Example} from '../../source/scenario/index.js';
import {exampleFacts} from './facts.js';

const off = {fasttrack: {4: false, 6: false}} as const;

const flat: Facts = {
	...exampleFacts(
		'flat',
		[
			{name: 'ether1', type: 'ether', addresses: ['192.0.2.14/24', '2001:db8:1:ffff::2/64']},
			{name: 'bridge', type: 'bridge', addresses: ['192.168.88.1/24', '2001:db8:1:100::1/64']},
		],
		{
			board: 'hEX',
			defaults: [
				['0.0.0.0/0', '192.0.2.1'],
				['::/0', 'fe80::1%ether1'],
			],
			lists: {LAN: ['bridge'], WAN: ['ether1']},
		},
	),
	...off,
};

const studio: Facts = {
	...exampleFacts(
		'studio',
		[
			{name: 'pppoe-out1', type: 'pppoe-out', addresses: ['198.51.100.77/32']},
			{name: 'bridge', type: 'bridge', addresses: ['10.0.10.1/24']},
			{name: 'vlan20-storage', type: 'vlan', addresses: ['10.0.20.1/24']},
		],
		{defaults: [['0.0.0.0/0', 'pppoe-out1']], lists: {LAN: ['bridge', 'vlan20-storage'], WAN: ['pppoe-out1']}, ipv6Enabled: false},
	),
	...off,
};

const campus = exampleFacts(
	'campus',
	[
		{name: 'sfp1', type: 'ether', addresses: ['203.0.113.10/29', '2001:db8:3:ffff::2/64']},
		{name: 'vlan10-staff', type: 'vlan', addresses: ['10.1.10.1/24', '2001:db8:3:10::1/64']},
		{name: 'vlan20-backup', type: 'vlan', addresses: ['10.1.20.1/24', '2001:db8:3:20::1/64']},
		{name: 'vlan30-core', type: 'vlan', addresses: ['10.1.30.1/29']},
	],
	{
		board: 'CCR2116-12G-4S+',
		defaults: [
			['0.0.0.0/0', '203.0.113.9'],
			['::/0', 'fe80::1%sfp1'],
		],
		routes: [['10.7.0.0/16', '10.1.30.2']],
		lists: {LAN: ['vlan10-staff', 'vlan20-backup', 'vlan30-core'], WAN: ['sfp1']},
	},
);

export const examples: readonly Example[] = [
	{id: 'flat', title: 'A flat: FastTrack on', facts: flat, answers: {fasttrack: true, untracked: []}},
	{
		id: 'studio',
		title: 'A studio: FastTrack, and nothing tracked between computers and storage',
		facts: studio,
		answers: {fasttrack: true, untracked: ['10.0.10.0/24 10.0.20.0/24']},
	},
	{
		id: 'campus',
		title: 'A campus: backups of two networks and of another building, in both address families',
		facts: campus,
		answers: {fasttrack: true, untracked: ['10.1.10.0/24 10.1.20.0/24', '10.7.4.0/24 10.1.20.0/24', '2001:db8:3:10::/64 2001:db8:3:20::/64']},
	},
];
