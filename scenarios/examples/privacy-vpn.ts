import type {Example} from '../../source/scenario/index.js';
import {exampleFacts} from './facts.js';

const everything = ['0.0.0.0/0', '::/0'];

const smallHome = exampleFacts(
	'flat',
	[
		{name: 'ether1', type: 'ether', addresses: ['198.51.100.23/24']},
		{name: 'ether2', type: 'ether', slave: true},
		{name: 'bridge', type: 'bridge', addresses: ['192.168.88.1/24']},
		{name: 'wg-exit', type: 'wg', addresses: ['10.66.66.2/32'], comment: 'VPN provider'},
	],
	{
		defaults: [['0.0.0.0/0', '198.51.100.1']],
		lists: {LAN: ['bridge'], WAN: ['ether1']},
		dns: {servers: ['198.51.100.53'], allowRemoteRequests: true},
		peers: [{interface: 'wg-exit', allowed: everything.slice(0, 1), endpoint: ['203.0.113.77', 51_820]}],
		clients: [{kind: 'dhcp', name: 'ether1'}],
	},
);

const typicalHome = exampleFacts(
	'house',
	[
		{name: 'ether1', type: 'ether'},
		{name: 'pppoe-out1', type: 'pppoe-out', addresses: ['198.51.100.77/32']},
		{name: 'bridge', type: 'bridge', addresses: ['192.168.88.1/24', '2001:db8:2:100::1/64']},
		{name: 'vlan-guest', type: 'vlan', addresses: ['192.168.90.1/24', '2001:db8:2:200::1/64']},
		{name: 'vlan-things', type: 'vlan', addresses: ['192.168.91.1/24']},
	],
	{
		defaults: [
			['0.0.0.0/0', 'pppoe-out1'],
			['::/0', 'pppoe-out1'],
		],
		lists: {LAN: ['bridge', 'vlan-guest'], WAN: ['pppoe-out1']},
		dns: {servers: ['192.168.88.3'], allowRemoteRequests: false},
		clients: [{kind: 'pppoe', name: 'pppoe-out1'}],
	},
);

const practice = exampleFacts(
	'practice',
	[
		{name: 'sfp1', type: 'ether', addresses: ['203.0.113.10/29', '2001:db8:f:1::2/64']},
		{name: 'ether2', type: 'ether', addresses: ['192.168.1.2/24']},
		{name: 'vlan10-staff', type: 'vlan', addresses: ['10.1.10.1/24', '2001:db8:3:10::1/64']},
		{name: 'vlan20-lab', type: 'vlan', addresses: ['10.1.20.1/24', '2001:db8:3:20::1/64']},
		{name: 'vlan30-guest', type: 'vlan', addresses: ['172.20.30.1/24']},
		{name: 'wg-branch', type: 'wg', addresses: ['10.255.0.1/30']},
		{name: 'wg-exit', type: 'wg', addresses: ['10.77.0.2/32', 'fd00:77::2/128'], comment: 'exit'},
	],
	{
		board: 'CCR2004-1G-12S+2XS',
		defaults: [
			['0.0.0.0/0', '203.0.113.9'],
			['::/0', '2001:db8:f:1::1'],
		],
		routes: [['10.2.0.0/16', 'wg-branch']],
		lists: {LAN: ['vlan10-staff', 'vlan20-lab', 'vlan30-guest'], WAN: ['sfp1', 'ether2']},
		dns: {servers: ['203.0.113.53', '203.0.113.54'], allowRemoteRequests: true},
		peers: [
			{interface: 'wg-exit', allowed: everything, endpoint: ['exit.example.net', 51_820]},
			{interface: 'wg-branch', allowed: ['10.255.0.0/30', '10.2.0.0/16'], endpoint: ['198.51.100.200', 13_231]},
		],
	},
);

/** A key made for this example; nothing answers to it. */
const conf = `[Interface]
PrivateKey = UC+mhwVGmXXAH5EB3kjvpZ1UyNY9S5jVfybaqCxU6Hw=
Address = 10.14.0.2/16, fd7d:76ee:e68f:a993::2/64
DNS = 10.64.0.1

[Peer]
PublicKey = hszd0i8yLNchsr0Pyuk5gPhzob/t4U86+dm9z4/SPAc=
AllowedIPs = 0.0.0.0/0, ::/0
Endpoint = exit.example.net:51820
`;

/** From a flat to a practice with a branch; each complete, so that a file can be copied and changed. */
export const examples: readonly Example[] = [
	{
		id: 'flat',
		title: 'A flat: everything through the tunnel that is there, which carries no IPv6',
		facts: smallHome,
		answers: {tunnel: 'existing', interface: 'wg-exit', networks: ['bridge'], resolver: '9.9.9.9', redirect: true},
	},
	{
		id: 'house',
		title: 'A house with a Pi-hole: a new tunnel from a .conf, guests and the TV outside of it',
		facts: typicalHome,
		attachments: {'provider.conf': conf},
		answers: {
			tunnel: 'conf',
			conf: 'provider.conf',
			networks: ['bridge'],
			'free-networks': ['vlan-guest'],
			'except-hosts': ['192.168.88.50'],
			'except-services': ['bbc-iplayer'],
			'except-destinations': ['*.bank.example', '203.0.113.0/26'],
			names: 'forward',
			lookup: '1.1.1.1',
			redirect: true,
			exempt: ['192.168.88.3'],
		},
	},
	{
		id: 'practice',
		title: 'A practice with two lines and a branch: the branch and a supplier stay as they are',
		facts: practice,
		answers: {
			tunnel: 'existing',
			interface: 'wg-exit',
			networks: ['vlan10-staff', 'vlan20-lab'],
			'except-destinations': ['198.51.100.0/25', '2001:db8:beef::/48'],
			resolver: '9.9.9.9',
			lookup: '203.0.113.53',
			redirect: false,
		},
	},
];
