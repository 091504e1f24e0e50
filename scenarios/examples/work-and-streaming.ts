import type {Example} from '../../source/scenario/index.js';
import {exampleFacts} from './facts.js';

const flat = exampleFacts(
	'flat',
	[
		{name: 'ether1', type: 'ether', addresses: ['198.51.100.23/24']},
		{name: 'bridge', type: 'bridge', addresses: ['192.168.88.1/24']},
		{name: 'wg-office', type: 'wg', addresses: ['10.200.7.3/32'], comment: 'company'},
	],
	{defaults: [['0.0.0.0/0', '198.51.100.1']], lists: {LAN: ['bridge'], WAN: ['ether1']}, clients: [{kind: 'dhcp', name: 'ether1'}]},
);

const house = exampleFacts(
	'house',
	[
		{name: 'ether1', type: 'ether', addresses: ['198.51.100.23/24', '2001:db8:1:ffff::2/64']},
		{name: 'ether2', type: 'ether'},
		{name: 'pppoe-out1', type: 'pppoe-out', addresses: ['203.0.113.77/32']},
		{name: 'bridge', type: 'bridge', addresses: ['192.168.88.1/24', '2001:db8:1:100::1/64']},
		{name: 'l2tp-office', type: 'l2tp-out', addresses: ['10.200.7.3/32'], comment: 'company'},
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

const shared = exampleFacts(
	'shared',
	[
		{name: 'sfp1', type: 'ether', addresses: ['203.0.113.10/29', '2001:db8:f:1::2/64']},
		{name: 'vlan10-desks', type: 'vlan', addresses: ['10.1.10.1/24', '2001:db8:3:10::1/64']},
		{name: 'vlan20-lounge', type: 'vlan', addresses: ['10.1.20.1/24', '2001:db8:3:20::1/64']},
		{name: 'wg-exit', type: 'wg', addresses: ['10.77.0.2/32', 'fd00:77::2/128'], comment: 'exit'},
	],
	{
		board: 'CCR2004-1G-12S+2XS',
		defaults: [
			['0.0.0.0/0', '203.0.113.9'],
			['::/0', '2001:db8:f:1::1'],
		],
		lists: {LAN: ['vlan10-desks', 'vlan20-lounge'], WAN: ['sfp1']},
	},
);

/** Keys made for this example; nothing answers to them. */
const conf = `[Interface]
PrivateKey = MPY6pz8n3ET/wbG9fUiY1a2VXJ0Dm2RiWoC6KavBP2c=
Address = 10.200.7.3/32
DNS = 10.0.0.53

[Peer]
PublicKey = ShASloD7HQTUSDzAj4ttAMqoO6l8CAoeDJO1lYax+kk=
AllowedIPs = 10.0.0.0/8, 192.0.2.0/24
Endpoint = 198.51.100.20:51820
`;

/** From one line and one tunnel to a shared office with a tunnel for each. */
export const examples: readonly Example[] = [
	{
		id: 'desk',
		title: 'A flat with one line: the company’s networks through its tunnel, films never',
		facts: flat,
		answers: {
			tunnel: 'existing',
			interface: 'wg-office',
			'work-services': [],
			'work-destinations': ['10.0.0.0/8', '*.corp.example.com'],
			'play-services': ['netflix', 'youtube'],
			'play-destinations': [],
			'play-way': 'ordinary',
			networks: ['bridge'],
			sources: [],
			'when-down': 'block',
			names: 'forward',
			redirect: true,
			resolver: '10.0.0.53',
			ipv6: 'block',
		},
	},
	{
		id: 'two-lines',
		title: 'A house with two lines: work by the company’s L2TP tunnel, streaming by the second line',
		facts: house,
		answers: {
			tunnel: 'existing',
			interface: 'l2tp-office',
			'work-services': ['slack', 'github'],
			'work-destinations': ['10.20.0.0/16', 'git.corp.example.com'],
			'play-services': ['netflix', 'twitch', 'spotify'],
			'play-destinations': [],
			'play-way': 'pppoe-out1',
			'play-down': 'fall-back',
			'play-probe': ['149.112.112.10'],
			networks: ['bridge'],
			sources: [],
			'when-down': 'fall-back',
			probe: ['9.9.9.10'],
			names: 'forward',
			redirect: true,
			ipv6: 'block',
		},
	},
	{
		id: 'lounge',
		title: 'A shared office: the company’s tunnel from its .conf, leisure through a tunnel of its own',
		facts: shared,
		attachments: {'company.conf': conf},
		answers: {
			tunnel: 'conf',
			conf: 'company.conf',
			'work-services': [],
			'work-destinations': ['10.0.0.0/9', '192.0.2.0/25'],
			'play-services': [],
			'play-destinations': ['203.0.113.128/25', '2001:db8:beef::/48'],
			'play-way': 'wg-exit',
			'play-down': 'block',
			networks: ['vlan10-desks', 'vlan20-lounge'],
			sources: [],
			'when-down': 'block',
			ipv6: 'block',
		},
	},
];
