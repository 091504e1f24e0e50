import {describe, expect, it} from 'vitest';
import type {Group, Policy, PolicyDocument, Uplink} from '../../source/policy/index.js';
import {validateDocument} from '../../source/policy/index.js';
import {domain, ip, part, prefixes, uplink} from './documents.js';

const probes = ['9.9.9.10', '94.140.14.140', '149.112.112.10'];

const line = (number: number, change: Partial<Uplink> = {}): Uplink =>
	uplink(`p1.wan${number}`, {
		kind: {kind: 'line', name: `ether${number}`, next: {4: {kind: 'leased'}}},
		carries: {4: true, 6: false},
		probe: {4: ip(probes[number] ?? '')},
		...change,
	});

const group: Group = {
	id: 'p1.all',
	title: 'together',
	members: [
		{uplink: 'p1.wan0', weight: 2},
		{uplink: 'p1.wan1', weight: 1},
	],
	method: 'share',
	by: 'pair',
	whenDown: 'redistribute',
};

const [use] = part('p1').policies;

const policy = (item: string, change: Partial<Policy> = {}): Policy => {
	if (use === undefined) {
		throw new Error('the sample has a policy');
	}

	return {...use, id: `p1.${item}`, title: item, uplink: 'p1.all', whenDown: {kind: 'fall-back'}, selector: {to: [], from: [], networks: ['p1.lan']}, ...change};
};

const base = part('p1', {uplinks: [line(0), line(1), line(2)], groups: [group], policies: [policy('use')]});

const codes = (change: Partial<PolicyDocument>): readonly string[] => validateDocument({...base, ...change}).map(({code}) => code);

const selecting = (change: Partial<Policy['selector']>): Partial<Policy> => ({selector: {to: [], from: [], networks: ['p1.lan'], ...change}});

describe('ways', () => {
	it.each<[string, Partial<PolicyDocument>, readonly string[]]>([
		['lines that share are in order', {}, []],
		['a group of one is none', {groups: [{...group, members: group.members.slice(0, 1)}]}, ['group-too-small']],
		['weights are whole', {groups: [{...group, members: group.members.map((member) => ({...member, weight: 0.5}))}]}, ['bad-weights']],
		['weights are few', {groups: [{...group, members: group.members.map((member) => ({...member, weight: 40}))}]}, ['bad-weights']],
		['a group names what exists', {groups: [{...group, members: [...group.members, {uplink: 'p1.nobody', weight: 1}]}]}, ['unknown-id']],
		['lines have one order', {failover: ['p1.a', 'p1.b'].map((id) => ({id, uplinks: ['p1.wan0', 'p1.wan1'], flush: false, back: 'stay'}))}, ['failover-twice']],
		['an order has two lines', {failover: [{id: 'p1.a', uplinks: ['p1.wan0'], flush: false, back: 'stay'}]}, ['failover-too-small']],
		['L8 whoever is replaced is probed', {uplinks: [line(0), uplink('p1.wan1', {kind: line(1).kind, carries: {4: true, 6: false}}), line(2)]}, ['fall-back-needs-probe']],
		[
			'… but not where a share waits',
			{
				uplinks: [line(0), uplink('p1.wan1', {kind: line(1).kind, carries: {4: true, 6: false}}), line(2)],
				groups: [{...group, whenDown: 'keep'}],
				policies: [policy('use', {whenDown: {kind: 'block'}})],
			},
			[],
		],
		['an exception keeps to a line of the group', {policies: [policy('bank', {uplink: 'p1.wan1', ...selecting({to: ['p1.dst']})}), policy('use')]}, []],
		[
			'… and must agree about what happens when it is dead',
			{policies: [policy('bank', {uplink: 'p1.wan1', whenDown: {kind: 'block'}, ...selecting({to: ['p1.dst']})}), policy('use')]},
			['when-down-differs'],
		],
		[
			'… or about who follows',
			{policies: [policy('bank', {uplink: 'p1.wan1', whenDown: {kind: 'fall-back', to: 'p1.wan2'}, ...selecting({to: ['p1.dst']})}), policy('use')]},
			['when-down-differs'],
		],
		['two defaults for the same traffic', {policies: [policy('use'), policy('other', {uplink: 'p1.wan2'})]}, ['policies-same']],
		['an exception behind the rule', {policies: [policy('use'), policy('bank', {uplink: 'ordinary', ...selecting({to: ['p1.dst']})})]}, ['policy-shadowed']],
		[
			'an exception behind a rule for one family',
			{policies: [policy('use', {waived: [6]}), policy('bank', {uplink: 'p1.wan2', ...selecting({to: ['p1.dst']})})]},
			['policy-shadowed'],
		],
		['each family by a rule of its own', {policies: [policy('use', {waived: [6]}), policy('other', {uplink: 'p1.wan2', waived: [4]})]}, []],
		[
			'an exception in the family that the rule leaves alone',
			{
				lists: [{id: 'p1.six', title: 'six', prefixes: prefixes('2001:db8::/32'), domains: []}],
				policies: [policy('use', {waived: [6]}), policy('alone', {uplink: 'ordinary', ...selecting({to: ['p1.six']})})],
			},
			[],
		],
		['an exception before the rule', {policies: [policy('bank', {uplink: 'ordinary', ...selecting({to: ['p1.dst']})}), policy('use')]}, []],
	])('%s', (_title, change, wanted) => {
		expect(codes(change)).toEqual(wanted);
	});
});

describe('a policy is shadowed', () => {
	const lists = [
		{id: 'p1.dst', title: 'wide', prefixes: prefixes('203.0.112.0/23'), domains: []},
		{id: 'p1.in', title: 'inner', prefixes: prefixes('203.0.112.0/24', '203.0.113.128/25'), domains: []},
		{id: 'p1.out', title: 'outer', prefixes: prefixes('203.0.112.0/24', '198.51.100.0/24'), domains: []},
		{id: 'p1.names', title: 'names', prefixes: [], domains: [{name: domain('a.example'), subdomains: true}]},
	];
	const web = {
		protocol: 'tcp' as const,
		ports: [
			{first: 80, last: 80},
			{first: 443, last: 445},
		],
	};

	it.each<[string, Partial<Policy['selector']>, Partial<Policy['selector']>, boolean]>([
		['by a wider prefix', {to: ['p1.dst']}, {to: ['p1.in']}, true],
		['not by one that holds a part of it', {to: ['p1.dst']}, {to: ['p1.out']}, false],
		['not by prefixes, where it is for names', {to: ['p1.dst']}, {to: ['p1.names']}, false],
		['by a list of its own', {to: ['p1.names', 'p1.dst']}, {to: ['p1.names'], protocol: 'tcp'}, true],
		['by more senders', {from: prefixes('192.168.88.0/24')}, {from: prefixes('192.168.88.7/32')}, true],
		['not by some senders', {from: prefixes('192.168.88.7/32')}, {to: ['p1.dst']}, false],
		['by more ports', web, {protocol: 'tcp', ports: [{first: 444, last: 445}]}, true],
		['not by other ports', web, {protocol: 'tcp', ports: [{first: 440, last: 443}]}, false],
		['not by one protocol of two', web, {ports: [{first: 443, last: 443}]}, false],
		['not by one class of packets', {dscp: 46}, {protocol: 'udp'}, false],
		['by larger sizes too', {protocol: 'udp', size: {first: 0, last: 500}}, {protocol: 'udp', size: {first: 100, last: 200}}, true],
	])('%s', (_title, first, second, isShadowed) => {
		const policies = [policy('first', {uplink: 'p1.wan2', ...selecting(first)}), policy('second', {uplink: 'p1.wan2', ...selecting(second)})];
		expect(codes({lists, policies}).includes('policy-shadowed')).toBe(isShadowed);
	});
});
