import {describe, expect, it} from 'vitest';
import {fateOf} from '../../source/policy/claims/fates.js';
import {situationOf} from '../../source/policy/claims/places.js';
import type {Policy, PolicyDocument} from '../../source/policy/index.js';
import {example} from '../compiler/build.js';
import {ip, part, prefixes, uplink} from './documents.js';

const {facts} = example('vpn-split-tunnel/home');

const [use] = part('p1').policies;

const policy = (item: string, change: Partial<Policy>): readonly Policy[] => (use === undefined ? [] : [{...use, id: `p1.${item}`, title: item, ...change}]);

const line = (number: number) => uplink(`p1.wan${number}`, {title: `wan${number}`, carries: {4: true, 6: false}});

const everything = {to: [], from: [], networks: ['p1.lan']};

const document = (change: Partial<PolicyDocument>): PolicyDocument => part('p1', {uplinks: [1, 2, 3].map(line), ...change});

const group = (change: Partial<PolicyDocument['groups'][number]> = {}): Pick<PolicyDocument, 'groups' | 'policies'> => ({
	groups: [
		{
			id: 'p1.all',
			title: 'all',
			members: [
				{uplink: 'p1.wan1', weight: 2},
				{uplink: 'p1.wan2', weight: 1},
				{uplink: 'p1.wan3', weight: 1},
			],
			method: 'share',
			by: 'pair',
			whenDown: 'redistribute',
			...change,
		},
	],
	policies: policy('use', {uplink: 'p1.all', selector: everything, whenDown: {kind: change.whenDown === 'keep' ? 'block' : 'fall-back'}}),
});

const exception = policy('except', {uplink: 'ordinary', selector: {...everything, to: ['p1.dst']}});

const fate = (wanted: PolicyDocument, dead: readonly string[] = [], to = '93.184.215.14'): string => {
	const {expect: found} = fateOf(situationOf(wanted, facts), {from: ip('192.168.88.20'), to: ip(to), protocol: 'tcp', fromPort: 50_000, toPort: 443, inInterface: 'bridge'}, dead);
	switch (found.kind) {
		case 'leaves-by':
			return found.uplink;
		case 'leaves-by-one-of':
			return found.uplinks.map(({id, share}) => `${id} ${share}`).join(', ');
		case 'only-by-one-of':
			return `${(found.shares?.map(({id, share}) => `${id} ${share}`) ?? found.uplinks).join(', ')} or nowhere`;
		default:
			return found.kind;
	}
};

describe('where a packet is to go', () => {
	it.each<[string, PolicyDocument, readonly string[], string]>([
		['shares by weight', document(group()), [], 'p1.wan1 0.5, p1.wan2 0.25, p1.wan3 0.25'],
		['a dead line’s share is the next one’s', document(group()), ['p1.wan1'], 'p1.wan2 0.75, p1.wan3 0.25'],
		['… and cyclically', document(group()), ['p1.wan3'], 'p1.wan1 0.75, p1.wan2 0.25'],
		['one left has it all', document(group()), ['p1.wan1', 'p1.wan2'], 'p1.wan3'],
		['all dead', document(group()), ['p1.wan1', 'p1.wan2', 'p1.wan3'], 'leaves-as-before'],
		['a share that waits', document(group({whenDown: 'keep'})), ['p1.wan2'], 'p1.wan1 0.5, p1.wan3 0.25 or nowhere'],
		['all of them wait', document(group({whenDown: 'keep'})), ['p1.wan1', 'p1.wan2', 'p1.wan3'], 'blocked'],
		['equal ways, each as much', document(group({method: 'equal'})), [], `p1.wan1 ${1 / 3}, p1.wan2 ${1 / 3}, p1.wan3 ${1 / 3}`],
		['equal ways, one dead', document(group({method: 'equal'})), ['p1.wan2'], 'p1.wan1 0.5, p1.wan3 0.5'],
		['falls back to another', document({policies: policy('use', {uplink: 'p1.wan1', selector: everything, whenDown: {kind: 'fall-back', to: 'p1.wan2'}})}), ['p1.wan1'], 'p1.wan2'],
		['one that blocks', document({policies: policy('use', {uplink: 'p1.wan1', selector: everything})}), ['p1.wan1'], 'blocked'],
		['nobody’s', document({policies: policy('use', {uplink: 'p1.wan1', selector: {...everything, protocol: 'udp'}})}), [], 'leaves-as-before'],
	])('%s', (_title, wanted, dead, where) => {
		expect(fate(wanted, dead)).toBe(where);
	});

	it('the first policy that is for it has it', () => {
		const wanted = document({...group(), policies: [...exception, ...group().policies], lists: [{id: 'p1.dst', title: 'x', prefixes: prefixes('203.0.113.0/24'), domains: []}]});
		expect(fate(wanted, [], '203.0.113.7')).toBe('leaves-as-before');
		expect(fate(wanted)).toContain('p1.wan1');
	});
});
