import {describe, expect, it} from 'vitest';
import type {PolicyDocument, Uplink} from '../../source/policy/index.js';
import {mergeDocuments} from '../../source/policy/index.js';
import {domain, ip, part, prefixes, uplink} from './documents.js';

const naming = (name: string, listed: string, change: Partial<PolicyDocument> = {}) =>
	part(name, {lists: [{id: `${name}.dst`, title: name, prefixes: [], domains: [{name: domain(listed), subdomains: true}]}], ...change});

describe('parts of one profile', () => {
	it('alone stay as they are', () => {
		expect(mergeDocuments([part('p1')])).toEqual({ok: true, value: part('p1')});
	});

	it('stand side by side, in order', () => {
		const merged = mergeDocuments([part('p1'), part('p2', {lists: [{id: 'p2.dst', title: 'x', prefixes: prefixes('198.51.100.0/24'), domains: []}]})]);
		expect(merged.ok ? merged.value.policies.map(({id}) => id) : []).toEqual(['p1.use', 'p2.use']);
	});

	const lines = (name: string, change: Partial<Uplink> = {}, item = 'cable'): PolicyDocument =>
		part(name, {
			uplinks: [uplink(`${name}.${item}`, {kind: {kind: 'line', name: 'ether1', next: {4: {kind: 'address', address: ip('192.0.2.1')}}}, ...change})],
			lists: [{id: `${name}.dst`, title: name, prefixes: prefixes(name === 'p1' ? '203.0.113.0/24' : '198.51.100.0/24'), domains: []}],
			groups: [],
			policies: part(name).policies.map((policy) => ({...policy, uplink: `${name}.${item}`})),
		});

	it('that use one line share it, and the network', () => {
		const merged = mergeDocuments([lines('p1'), lines('p2', {probe: {4: ip('9.9.9.10')}}, 'wan')]);
		expect(merged.ok ? merged.value.uplinks : merged).toEqual([expect.objectContaining({id: 'p1.cable', probe: {4: '9.9.9.10'}})]);
		expect(merged.ok ? merged.value.networks.map(({id}) => id) : []).toEqual(['p1.lan']);
		expect(merged.ok ? merged.value.policies.map(({uplink: way, selector}) => [way, ...selector.networks]) : []).toEqual([
			['p1.cable', 'p1.lan'],
			['p1.cable', 'p1.lan'],
		]);
	});

	it.each<[string, Partial<Uplink>]>([
		['gateways', {kind: {kind: 'line', name: 'ether1', next: {4: {kind: 'address', address: ip('192.0.2.254')}}}}],
		['kinds', {kind: {kind: 'interface', name: 'ether1'}}],
		['resolvers', {resolver: ip('9.9.9.9')}],
	])('cannot disagree about a line they share: %s', (_what, change) => {
		const merged = mergeDocuments([lines('p1', {resolver: ip('1.1.1.1')}), lines('p2', change)]);
		expect(merged.ok ? [] : merged.diagnostics).toEqual([expect.objectContaining({code: 'uplinks-differ', field: 'p2.cable'})]);
	});

	it('that disagree about a line are told both answers, and what to do', () => {
		const merged = mergeDocuments([
			lines('p1', {probe: {4: ip('9.9.9.10')}}),
			lines('p2', {kind: {kind: 'line', name: 'ether1', next: {4: {kind: 'leased'}}}, probe: {4: ip('9.9.9.11')}}),
		]);
		expect(merged.ok ? [] : merged.diagnostics.map(({message}) => message)).toEqual([
			'Two parts of this profile use tunnel p1.cable and disagree about who is next on it (192.0.2.1, or whoever its lease names).',
			'Two parts of this profile use tunnel p1.cable and disagree about which host tells whether it is alive (9.9.9.10, or 9.9.9.11).',
		]);
	});

	it.each([
		['mode', {mode: 'resolve'}],
		['redirect', {redirect: false}],
		['exempt', {exempt: [ip('192.168.88.3')]}],
		['extraTime', {extraTime: 60}],
	])('that follow names cannot disagree about the DNS server: %s', (field, change) => {
		const {dns} = part('p1');
		const merged = mergeDocuments([naming('p1', 'a.example'), naming('p2', 'b.example', {dns: {...dns, ...change} as typeof dns})]);
		expect(merged.ok ? [] : merged.diagnostics).toEqual([expect.objectContaining({code: 'parts-disagree', field: `dns.${field}`})]);
	});

	it('leave the DNS server to those that follow names', () => {
		const merged = mergeDocuments([part('p1', {dns: {...part('p1').dns, redirect: false}}), naming('p2', 'a.example')]);
		expect(merged.ok ? merged.value.dns.redirect : merged).toBe(true);
	});

	it('cannot both list one name', () => {
		const merged = mergeDocuments([naming('p1', 'a.example'), naming('p2', 'a.example')]);
		expect(merged.ok ? [] : merged.diagnostics.map(({code, field}) => [code, field])).toEqual([['name-twice', 'p2.dst']]);
	});
});
