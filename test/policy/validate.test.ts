import {describe, expect, it} from 'vitest';
import type {PolicyDocument} from '../../source/policy/index.js';
import {validateDocument} from '../../source/policy/index.js';
import {domain, ip, part, peer, prefixes, uplink, wireguard} from './documents.js';

const base = part('p1');
const [policy] = base.policies;
const [list] = base.lists;
const codes = (document: PolicyDocument): readonly string[] => validateDocument(document).map(({code}) => code);
const fallBack = policy === undefined ? [] : [{...policy, whenDown: {kind: 'fall-back' as const}}];

describe('a document', () => {
	it('that is in order has no trouble', () => {
		expect(validateDocument(base)).toEqual([]);
	});

	it.each<[string, PolicyDocument, readonly string[]]>([
		['ids are two slugs', {...base, networks: [...base.networks, {id: 'Lan', interfaces: ['x']}]}, ['bad-id']],
		['ids are used once', {...base, networks: [...base.networks, {id: 'p1.dst', interfaces: ['x']}]}, ['id-twice']],
		['policies name what exists', {...base, uplinks: [], lists: [], networks: []}, ['unknown-id', 'unknown-id', 'unknown-id']],
		['networks have interfaces', {...base, networks: [{id: 'p1.lan', interfaces: []}]}, ['empty-network']],
		['lists hold something', part('p1', {lists: [{id: 'p1.dst', title: 'x', prefixes: [], domains: []}]}), ['empty-list']],
		['a tunnel is one uplink', {...base, uplinks: [...base.uplinks, uplink('p2.vpn', {kind: {kind: 'interface', name: 'p1-vpn'}})]}, ['uplink-twice']],
		[
			'a name is in one list',
			{...base, lists: ['p1.dst', 'p2.dst'].map((id) => ({id, title: id, prefixes: [], domains: [{name: domain('a.example'), subdomains: true}]}))},
			['name-twice'],
		],
		['L8 falling back needs a probe in each family', part('p1', {policies: fallBack}), ['fall-back-needs-probe', 'fall-back-needs-probe']],
		['L8 … that the tunnel carries', part('p1', {policies: fallBack, uplinks: [uplink('p1.vpn', {carries: {4: true, 6: false}, probe: {4: ip('9.9.9.10')}})]}), []],
		['a probe is of its family', part('p1', {uplinks: [uplink('p1.vpn', {probe: {6: ip('9.9.9.10')}})]}), ['bad-probe']],
		[
			'a probe is not the far end',
			part('p1', {uplinks: [{...wireguard('p1.vpn', peer('a', ['0.0.0.0/0', '::/0'], '9.9.9.10')), probe: {4: ip('9.9.9.10')}}]}),
			['probe-is-endpoint'],
		],
		['a probe is not the resolver', part('p1', {uplinks: [uplink('p1.vpn', {probe: {4: ip('9.9.9.10')}, resolver: ip('9.9.9.10')})]}), ['probe-is-resolver']],
		['a probe is of one uplink', {...base, uplinks: [uplink('p1.vpn', {probe: {4: ip('9.9.9.10')}}), uplink('p2.vpn', {probe: {4: ip('9.9.9.10')}})]}, ['probe-twice']],
		['no two peers allow the same prefix', part('p1', {uplinks: [wireguard('p1.vpn', peer('a', ['0.0.0.0/0', '::/0']), peer('b', ['10.0.0.0/8', '::/0']))]}), ['peers-overlap']],
		['… but one prefix may be inside another', part('p1', {uplinks: [wireguard('p1.vpn', peer('a', ['0.0.0.0/0', '::/0']), peer('b', ['10.0.0.0/8']))]}), []],
		['the resolver can be reached', part('p1', {uplinks: [uplink('p1.vpn', {carries: {4: true, 6: false}, resolver: ip('2001:db8::1')})]}), ['resolver-not-carried']],
		['the tunnel carries what is listed', part('p1', {uplinks: [wireguard('p1.vpn', peer('a', ['203.0.113.0/25', '::/0']))]}), ['not-allowed']],
		['two peers together carry it', part('p1', {uplinks: [wireguard('p1.vpn', peer('a', ['203.0.113.0/25', '::/0']), peer('b', ['203.0.113.128/25']))]}), []],
		[
			'names may lead out of what the tunnel carries',
			part('p1', {
				uplinks: [wireguard('p1.vpn', peer('a', ['203.0.113.0/24', '::/0']))],
				lists: list === undefined ? [] : [{...list, domains: [{name: domain('a.example'), subdomains: false}]}],
			}),
			['names-not-allowed'],
		],
	])('%s', (_title, document, wanted) => {
		expect(codes(document)).toEqual(wanted);
	});

	it('two policies of one tunnel agree about when it is down', () => {
		const probe = {4: ip('9.9.9.10'), 6: ip('2620:fe::10')};
		expect(
			codes({
				...base,
				uplinks: [uplink('p1.vpn', {probe})],
				policies: [...base.policies, ...fallBack.map((one) => ({...one, id: 'p1.other', selector: {...one.selector, to: []}}))],
			}),
		).toEqual(['when-down-differs']);
	});

	it('overlapping policies are told, the earlier wins', () => {
		const other = part('p2', {lists: [{id: 'p2.dst', title: 'x', prefixes: prefixes('203.0.113.128/25', '192.0.2.0/24'), domains: []}]});
		const both = {
			...base,
			networks: [...base.networks, ...other.networks],
			uplinks: [...base.uplinks, ...other.uplinks],
			lists: [...base.lists, ...other.lists],
			policies: [...base.policies, ...other.policies],
		};
		expect(validateDocument(both)).toEqual([
			expect.objectContaining({
				code: 'policies-overlap',
				severity: 'warning',
				message: '203.0.113.128/25 is wanted by two policies; where both apply, the earlier one (use p1) decides.',
			}),
		]);
	});

	it('of lists that overlap in much, some are named and the rest counted, without comparing each with each', () => {
		const many = prefixes(...Array.from({length: 20_000}, (_, index) => `10.${index >> 8}.${index & 255}.0/24`));
		const documents = ['p1', 'p2'].map((id) => part(id, {lists: [{id: `${id}.dst`, title: 'x', prefixes: many, domains: []}]}));
		const both = {
			...base,
			networks: documents.flatMap(({networks}) => networks),
			uplinks: documents.flatMap(({uplinks}) => uplinks),
			lists: documents.flatMap(({lists}) => lists),
			policies: documents.flatMap(({policies}) => policies),
		};
		const messages = validateDocument(both).flatMap(({code, message}) => (code === 'policies-overlap' ? [message] : []));
		expect(messages).toHaveLength(6);
		expect(messages.at(-1)).toBe('19995 more prefixes are wanted by two policies; where both apply, the earlier one (use p1) decides.');
	});
});
