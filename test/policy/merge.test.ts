import {describe, expect, it} from 'vitest';
import {mergeDocuments} from '../../source/policy/index.js';
import {domain, ip, part} from './documents.js';

describe('parts of one profile', () => {
	it('alone stay as they are', () => {
		expect(mergeDocuments([part('p1')])).toEqual({ok: true, value: part('p1')});
	});

	it('stand side by side, in order', () => {
		const merged = mergeDocuments([part('p1'), part('p2')]);
		expect(merged.ok ? merged.value.policies.map(({id}) => id) : []).toEqual(['p1.use', 'p2.use']);
	});

	it.each([
		['mode', {mode: 'resolve'}],
		['redirect', {redirect: false}],
		['exempt', {exempt: [ip('192.168.88.3')]}],
		['extraTime', {extraTime: 60}],
	])('cannot disagree about the DNS server: %s', (field, change) => {
		const {dns} = part('p1');
		const merged = mergeDocuments([part('p1'), part('p2', {dns: {...dns, ...change} as typeof dns})]);
		expect(merged.ok ? [] : merged.diagnostics).toEqual([expect.objectContaining({code: 'parts-disagree', field: `dns.${field}`})]);
	});

	it('cannot both list one name', () => {
		const named = (name: string) => part(name, {lists: [{id: `${name}.dst`, title: name, prefixes: [], domains: [{name: domain('a.example'), subdomains: true}]}]});
		const merged = mergeDocuments([named('p1'), named('p2')]);
		expect(merged.ok ? [] : merged.diagnostics.map(({code, field}) => [code, field])).toEqual([['name-twice', 'p2.dst']]);
	});
});
