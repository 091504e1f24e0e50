import {describe, expect, it} from 'vitest';
import type {Facts} from '../../source/facts/index.js';
import {prefixContains} from '../../source/net/index.js';
import type {Claim, PolicyDocument} from '../../source/policy/index.js';
import {claimsOf} from '../../source/policy/index.js';
import {address, domain, ip, network, part, prefixes, uplink} from './documents.js';

const facts: Facts = {
	source: 'router',
	release: {major: 7, minor: 20, patch: 8},
	version: '7.20.8 (stable)',
	identity: 'home',
	board: 'CHR',
	architecture: 'x86_64',
	serial: '',
	interfaces: [],
	interfaceLists: {},
	addresses: [
		{address: address('192.168.88.1/24'), interface: 'bridge', dynamic: false},
		{address: address('2001:db8:1::1/64'), interface: 'bridge', dynamic: false},
		{address: address('192.168.90.1/24'), interface: 'guest', dynamic: false},
		{address: address('fe80::1/64'), interface: 'bridge', dynamic: true},
	],
	routes: [],
	wireguardPeers: [],
	ipv6Enabled: true,
	dns: {servers: [], allowRemoteRequests: false},
	fasttrack: {4: true, 6: false},
	session: {user: 'admin', policies: [], from: ip('192.168.88.77')},
};

const document = part('p1');
const [policy] = document.policies;
const withPolicy = (change: Partial<PolicyDocument['policies'][number]>, more: Partial<PolicyDocument> = {}): PolicyDocument =>
	part('p1', {...more, policies: policy === undefined ? [] : [{...policy, ...change}]});

const short = ({packet, down, family, expect: wanted}: Claim) => `${family} ${packet.from} > ${packet.to}${down.length > 0 ? ' down' : ''}: ${wanted.kind}`;
const ofPolicy = (wanted: PolicyDocument, more: Partial<Facts> = {}): readonly string[] =>
	claimsOf(wanted, {...facts, ...more})
		.filter((claim) => claim.policy !== undefined)
		.map(short);

describe('claims of a policy', () => {
	it.each<[string, readonly string[], readonly string[]]>([
		[
			'block',
			ofPolicy(document),
			[
				'4 192.168.88.10 > 203.0.113.1: leaves-by',
				'4 192.168.88.10 > 203.0.113.1 down: blocked',
				'6 2001:db8:1::a > 2001:db8:f::1: leaves-by',
				'6 2001:db8:1::a > 2001:db8:f::1 down: blocked',
			],
		],
		[
			'fall back',
			ofPolicy(withPolicy({whenDown: {kind: 'fall-back'}})),
			[
				'4 192.168.88.10 > 203.0.113.1: leaves-by',
				'4 192.168.88.10 > 203.0.113.1 down: leaves-as-before',
				'6 2001:db8:1::a > 2001:db8:f::1: leaves-by',
				'6 2001:db8:1::a > 2001:db8:f::1 down: leaves-as-before',
			],
		],
		[
			'a tunnel without IPv6',
			ofPolicy(withPolicy({}, {uplinks: [uplink('p1.vpn', {carries: {4: true, 6: false}})]})),
			['4 192.168.88.10 > 203.0.113.1: leaves-by', '4 192.168.88.10 > 203.0.113.1 down: blocked', '6 2001:db8:1::a > 2001:db8:f::1: blocked'],
		],
		['IPv6 waived', ofPolicy(withPolicy({waived: [6]})).filter((line) => line.startsWith('6')), ['6 2001:db8:1::a > 2001:db8:f::1: leaves-as-before']],
		['IPv6 off', ofPolicy(document, {ipv6Enabled: false}).filter((line) => line.startsWith('6')), []],
		[
			'senders by IPv4 address only',
			ofPolicy(withPolicy({selector: {to: ['p1.dst'], from: prefixes('192.168.88.50/32'), networks: ['p1.lan']}})),
			['4 192.168.88.50 > 203.0.113.1: leaves-by', '4 192.168.88.50 > 203.0.113.1 down: blocked', '6 2001:db8:1::a > 2001:db8:f::1: blocked'],
		],
		['nothing known of the network', ofPolicy(document, {addresses: []}), []],
	])('%s', (_title, claims, wanted) => {
		expect(claims).toEqual(wanted);
	});

	it('a name goes by an address that it resolves to in the claim’s world', () => {
		const named = part('p1', {lists: [{id: 'p1.dst', title: 'x', prefixes: [], domains: [{name: domain('a.example'), subdomains: true}]}]});
		const [claim] = claimsOf(named, facts);
		expect(claim).toMatchObject({sentence: 'a.example goes through tunnel p1.vpn (IPv4).', names: {'a.example': [claim?.packet.to]}, packet: {inInterface: 'bridge'}});
	});
});

describe('claims of every document', () => {
	const claims = claimsOf(document, facts);
	const find = (id: string): Claim | undefined => claims.find((claim) => claim.id === id);

	it('networks reach each other', () => {
		expect(find('local.192.168.90.0/24.4')).toMatchObject({packet: {from: '192.168.88.10', to: '192.168.90.99'}, expect: {kind: 'stays-local', interface: 'guest'}});
	});

	it('what is not listed goes as before', () => {
		const to = find('unlisted.4')?.packet.to;
		expect(find('unlisted.4')?.expect).toEqual({kind: 'leaves-as-before'});
		expect(to !== undefined && prefixContains(network('203.0.113.0/24'), to)).toBe(false);
	});

	it('hosts and the person who asks reach the router', () => {
		expect(find('router.4')).toMatchObject({packet: {to: '192.168.88.1'}, expect: {kind: 'reaches-router'}});
		expect(find('session')).toMatchObject({packet: {from: '192.168.88.77', to: '192.168.88.1', toPort: 22, inInterface: 'bridge'}, expect: {kind: 'reaches-router'}});
	});

	it('have ids of their own and survive JSON', () => {
		expect(new Set(claims.map(({id}) => id)).size).toBe(claims.length);
		expect(JSON.parse(JSON.stringify(claims))).toEqual(claims);
	});
});
