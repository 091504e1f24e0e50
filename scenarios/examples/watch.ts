import type {Example} from '../../source/scenario/index.js';
import {exampleFacts} from './facts.js';

const smallHome = exampleFacts(
	'home',
	[
		{name: 'ether1', type: 'ether', addresses: ['192.0.2.14/24']},
		{name: 'bridge', type: 'bridge', addresses: ['192.168.88.1/24', 'fd00:88::1/64']},
	],
	{defaults: [['0.0.0.0/0', '192.0.2.1']], lists: {LAN: ['bridge'], WAN: ['ether1']}},
);

const withTunnel = exampleFacts(
	'villa',
	[
		{name: 'pppoe-out1', type: 'pppoe-out', addresses: ['198.51.100.77/32']},
		{name: 'bridge', type: 'bridge', addresses: ['192.168.88.1/24', '2001:db8:2:100::1/64']},
		{name: 'wg-exit', type: 'wg', addresses: ['10.66.66.2/32', 'fd00:66::2/128'], comment: 'VPN provider'},
	],
	{
		defaults: [
			['0.0.0.0/0', 'pppoe-out1'],
			['::/0', 'pppoe-out1'],
		],
		lists: {LAN: ['bridge'], WAN: ['pppoe-out1']},
		dns: {servers: ['192.168.88.3'], allowRemoteRequests: true},
	},
);

const office = exampleFacts(
	'office',
	[
		{name: 'sfp1', type: 'ether', addresses: ['203.0.113.10/29', '2001:db8:3:ffff::2/64']},
		{name: 'vlan10-staff', type: 'vlan', addresses: ['10.1.10.1/24', '2001:db8:3:10::1/64']},
		{name: 'vlan99-mgmt', type: 'vlan', addresses: ['10.1.99.1/24']},
		{name: 'wg-branch', type: 'wg', addresses: ['10.255.0.1/30']},
		{name: 'wg-backup', type: 'wg', addresses: ['10.255.1.1/30']},
	],
	{
		board: 'CCR2004-1G-12S+2XS',
		defaults: [
			['0.0.0.0/0', '203.0.113.9'],
			['::/0', 'fe80::1%sfp1'],
		],
		routes: [['10.2.0.0/16', 'wg-branch']],
		lists: {LAN: ['vlan10-staff', 'vlan99-mgmt'], WAN: ['sfp1']},
	},
);

export const examples: readonly Example[] = [
	{
		id: 'nas',
		title: 'A small home: mail when the NAS is gone',
		facts: smallHome,
		answers: {hosts: ['192.168.88.20 NAS'], patience: 'minute', tell: ['mail'], 'mail-to': 'anna@example.com', 'mail-settings': 'router', snmp: []},
	},
	{
		id: 'tunnel',
		title: 'A tunnel that is proved from beyond it, told by ntfy and by mail',
		facts: withTunnel,
		answers: {
			hosts: ['9.9.9.11 VPN via wg-exit', '2620:fe::11 VPN v6 via wg-exit', '192.168.88.3 Pi-hole'],
			patience: 'seconds',
			tell: ['mail', 'webhook'],
			webhook: 'https://ntfy.example.com/router-4711',
			'webhook-form': 'text',
			'mail-to': 'bert@example.net',
			'mail-settings': 'set',
			'mail-server': 'smtp.example.net:587',
			'mail-encryption': 'starttls',
			'mail-from': 'router@example.net',
			'mail-user': 'router@example.net',
			snmp: [],
		},
	},
	{
		id: 'office',
		title: 'An office: branches and servers to the team’s chat, and graphs',
		facts: office,
		answers: {
			hosts: ['10.2.0.1 Branch', '10.255.1.2 Spare line via wg-backup', '10.1.10.5 File server', '10.1.10.6 Phones', '2001:db8:3:10::5 File server v6'],
			patience: 'minutes',
			tell: ['webhook'],
			webhook: 'https://chat.example.com/hooks/abc123',
			'webhook-form': 'json',
			snmp: ['10.1.99.0/28', '10.1.99.30'],
			community: 'graphs-7f3k',
			contact: 'it@example.com',
			location: 'Rack 2',
		},
	},
];
