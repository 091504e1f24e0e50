import type {Example} from '../../source/scenario/index.js';
import {exampleFacts} from './facts.js';

const smallHome = exampleFacts(
	'home',
	[
		{name: 'ether1', type: 'ether', addresses: ['192.0.2.14/24', '2001:db8:1:ffff::2/64']},
		{name: 'ether2', type: 'ether', slave: true},
		{name: 'bridge', type: 'bridge', addresses: ['192.168.88.1/24', '2001:db8:1:100::1/64']},
		{name: 'wg-exit', type: 'wg', addresses: ['10.66.66.2/32', 'fd00:66::2/128'], comment: 'VPN provider'},
	],
	{
		defaults: [
			['0.0.0.0/0', '192.0.2.1'],
			['::/0', 'fe80::1%ether1'],
		],
		lists: {LAN: ['bridge'], WAN: ['ether1']},
	},
);

const typicalHome = exampleFacts(
	'flat',
	[
		{name: 'ether1', type: 'ether'},
		{name: 'pppoe-out1', type: 'pppoe-out', addresses: ['198.51.100.77/32']},
		{name: 'bridge', type: 'bridge', addresses: ['192.168.88.1/24', '2001:db8:2:100::1/64']},
		{name: 'vlan-guest', type: 'vlan', addresses: ['192.168.90.1/24']},
	],
	{
		defaults: [
			['0.0.0.0/0', 'pppoe-out1'],
			['::/0', 'pppoe-out1'],
		],
		lists: {LAN: ['bridge'], WAN: ['pppoe-out1']},
		dns: {servers: ['192.168.88.3'], allowRemoteRequests: false},
	},
);

const office = exampleFacts(
	'office',
	[
		{name: 'sfp1', type: 'ether', addresses: ['203.0.113.10/29']},
		{name: 'vlan10-staff', type: 'vlan', addresses: ['10.1.10.1/24', '2001:db8:3:10::1/64']},
		{name: 'vlan20-lab', type: 'vlan', addresses: ['10.1.20.1/24', '2001:db8:3:20::1/64']},
		{name: 'vlan30-guest', type: 'vlan', addresses: ['172.20.30.1/24']},
		{name: 'wg-branch', type: 'wg', addresses: ['10.255.0.1/30']},
	],
	{
		board: 'CCR2004-1G-12S+2XS',
		defaults: [['0.0.0.0/0', '203.0.113.9']],
		routes: [
			['10.2.0.0/16', 'wg-branch'],
			['2001:db8:3:f000::/52', 'fe80::5%vlan10-staff'],
		],
		lists: {LAN: ['vlan10-staff', 'vlan20-lab', 'vlan30-guest'], WAN: ['sfp1']},
	},
);

/** Keys made for this example; nothing answers to them. */
const providerConf = `# Exit "example", for the computer of a customer
[Interface]
PrivateKey = UC+mhwVGmXXAH5EB3kjvpZ1UyNY9S5jVfybaqCxU6Hw=
Address = 10.14.0.2/16, fd7d:76ee:e68f:a993::2/64
DNS = 10.64.0.1

[Peer]
PublicKey = hszd0i8yLNchsr0Pyuk5gPhzob/t4U86+dm9z4/SPAc=
AllowedIPs = 0.0.0.0/0, ::/0
Endpoint = exit.example.net:51820
`;

const companyConf = `[Interface]
PrivateKey = MPY6pz8n3ET/wbG9fUiY1a2VXJ0Dm2RiWoC6KavBP2c=
Address = 10.200.7.3/32
ListenPort = 51999
MTU = 1400

[Peer]
# head office
PublicKey = ShASloD7HQTUSDzAj4ttAMqoO6l8CAoeDJO1lYax+kk=
PresharedKey = qET5V9Zh7+iehjm1CRrPbF/fXQcJYziaQvdjpRkBk34=
AllowedIPs = 10.0.0.0/9
Endpoint = 198.51.100.20:51820
PersistentKeepalive = 25

[Peer]
# data centre
PublicKey = ZlLKKvBgx1Uib9811FyXQ1Q6bxb8sAv2F/k8isqgxyY=
AllowedIPs = 10.128.0.0/9, 192.0.2.0/24
Endpoint = [2001:db8:ffff::20]:51820
`;

/** From a living room to an office; each complete, so that a file can be copied and changed. */
export const examples: readonly Example[] = [
	{
		id: 'home',
		title: 'A small home: two services through the tunnel that is there',
		facts: smallHome,
		answers: {
			tunnel: 'existing',
			interface: 'wg-exit',
			services: ['bbc-iplayer', 'put.io'],
			destinations: [],
			networks: ['bridge'],
			sources: [],
			'when-down': 'block',
			names: 'forward',
			redirect: true,
		},
	},
	{
		id: 'provider',
		title: 'A new tunnel from a provider’s .conf, falling back to the ordinary line when it is down',
		facts: typicalHome,
		attachments: {'provider.conf': providerConf},
		answers: {
			tunnel: 'conf',
			conf: 'provider.conf',
			services: ['netflix', 'spotify', 'telegram', 'github'],
			destinations: ['*.example.org', 'www.example.com', '203.0.113.64/27', '2001:db8:beef::/48'],
			networks: ['bridge'],
			sources: [],
			'when-down': 'fall-back',
			probe: ['9.9.9.10', '2620:fe::10'],
			names: 'forward',
			redirect: true,
			exempt: ['192.168.88.3'],
		},
	},
	{
		id: 'office',
		title: 'An office: the company’s networks through a tunnel without IPv6, for some hosts of two networks',
		facts: office,
		attachments: {'company.conf': companyConf},
		answers: {
			tunnel: 'conf',
			conf: 'company.conf',
			services: [],
			destinations: ['10.0.0.0/8', '192.0.2.10-192.0.2.20', '192.0.2.128/25', '192.0.2.192/26', '*.corp.example.com', 'git.example.com'],
			networks: ['vlan10-staff', 'vlan20-lab'],
			sources: ['10.1.10.0/25', '10.1.20.50', '10.1.20.60-10.1.20.63'],
			'when-down': 'block',
			names: 'resolve',
			ipv6: 'block',
		},
	},
];
