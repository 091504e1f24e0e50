import {describe, expect, it} from 'vitest';
import type {PolicyDocument} from '../../source/policy/index.js';
import {mergeDocuments} from '../../source/policy/index.js';
import {domain, ip, part} from './documents.js';

const naming = (name: string, listed: string, change: Partial<PolicyDocument> = {}) =>
	part(name, {lists: [{id: `${name}.dst`, title: name, prefixes: [], domains: [{name: domain(listed), subdomains: true}]}], ...change});

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
