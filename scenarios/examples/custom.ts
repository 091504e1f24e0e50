import type {Example} from '../../source/scenario/index.js';
import {exampleFacts} from './facts.js';

const flat = exampleFacts(
	'flat',
	[
		{name: 'ether1', type: 'ether', addresses: ['198.51.100.23/24']},
		{name: 'bridge', type: 'bridge', addresses: ['192.168.88.1/24']},
		{name: 'wg-exit', type: 'wg', addresses: ['10.66.66.2/32']},
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
		{name: 'sfp1', type: 'ether', addresses: ['203.0.113.10/29', '2001:db8:f:1::2/64']},
		{name: 'vlan10', type: 'vlan', addresses: ['10.1.10.1/24', '2001:db8:3:10::1/64']},
		{name: 'vlan20', type: 'vlan', addresses: ['10.1.20.1/24', '2001:db8:3:20::1/64']},
		{name: 'wg-branch', type: 'wg', addresses: ['10.255.0.1/30', 'fd00:55::1/64']},
		{name: 'wg-exit', type: 'wg', addresses: ['10.77.0.2/32', 'fd00:77::2/128']},
	],
	{
		board: 'CCR2004-1G-12S+2XS',
		defaults: [
			['0.0.0.0/0', '203.0.113.9'],
			['::/0', '2001:db8:f:1::1'],
		],
		lists: {LAN: ['vlan10', 'vlan20'], WAN: ['sfp1']},
	},
);

/** The house by both lines in shares of two to one; calls by the first one. */
const policy = {
	version: 1,
	networks: [{id: 'house', interfaces: ['bridge']}],
	uplinks: [
		{
			id: 'cable',
			title: 'the cable',
			kind: {kind: 'line', name: 'ether1', next: {4: {kind: 'leased', now: '198.51.100.1'}}},
			nat: {4: true, 6: false},
			carries: {4: true, 6: false},
			probe: {4: '9.9.9.10'},
		},
		{
			id: 'dsl',
			title: 'the DSL line',
			kind: {kind: 'line', name: 'pppoe-out1', next: {4: {kind: 'interface'}}},
			nat: {4: true, 6: false},
			carries: {4: true, 6: false},
			probe: {4: '149.112.112.10'},
		},
	],
	groups: [
		{
			id: 'both',
			title: 'both lines',
			members: [
				{uplink: 'cable', weight: 2},
				{uplink: 'dsl', weight: 1},
			],
			method: 'share',
			by: 'pair',
			whenDown: 'redistribute',
		},
	],
	policies: [
		{
			id: 'calls',
			title: 'calls by the cable',
			selector: {networks: ['house'], protocol: 'udp', ports: [{first: 5060, last: 5061}]},
			uplink: 'cable',
			whenDown: {kind: 'fall-back', to: 'dsl'},
			waived: [6],
		},
		{id: 'rest', title: 'all else by both lines', selector: {networks: ['house']}, uplink: 'both', whenDown: {kind: 'fall-back'}, waived: [6]},
	],
};

/** From one rule with an exception to rules by network, port and line. */
export const examples: readonly Example[] = [
	{
		id: 'exception',
		title: 'A flat: one host through the tunnel, but not for its bank',
		facts: flat,
		answers: {
			networks: ['bridge'],
			rules: ['to *.bank.example > ordinary', 'from 192.168.88.50 > wg-exit'],
			ipv6: 'leave',
			names: 'forward',
			redirect: true,
		},
	},
	{
		id: 'calls-apart',
		title: 'A house with two lines: calls and games by the second one while it lives',
		facts: house,
		answers: {
			networks: ['bridge'],
			rules: ['udp 5060-5061,10000-20000 > pppoe-out1 else ordinary', 'to steam, xbox > pppoe-out1 else ordinary'],
			probes: ['pppoe-out1 149.112.112.10'],
			ipv6: 'block',
			names: 'forward',
			redirect: true,
		},
	},
	{
		id: 'by-network',
		title: 'An office: a network for itself, the branch’s addresses, and mail by the line alone',
		facts: office,
		answers: {
			networks: ['vlan10', 'vlan20'],
			rules: ['tcp 25,465,587 > sfp1', 'to 10.20.0.0/16, 2001:db8:55::/48 > wg-branch', 'in vlan20 everything > wg-exit'],
			ipv6: 'block',
		},
	},
	{
		id: 'document',
		title: 'A house with two lines: shares of two to one and calls by the first, as a whole document',
		facts: house,
		answers: {document: 'policy.json'},
		attachments: {'policy.json': `${JSON.stringify(policy, undefined, '\t')}\n`},
	},
];
