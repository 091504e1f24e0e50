import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {Workplace} from './fake-context.js';
import {makeWorkplace} from './fake-context.js';

let place: Workplace;

beforeAll(async () => {
	place = await makeWorkplace();
	const answers = {tunnel: 'existing', interface: 'wg-vpn', services: ['netflix'], destinations: ['203.0.113.0/24'], networks: ['bridge'], 'when-down': 'block'};
	await writeFile(join(place.directory, 'home.json'), JSON.stringify({version: 1, id: 'home-x7k2', name: 'home', parts: [{scenario: 'vpn-split-tunnel', answers}]}));
});

afterAll(async () => place.remove());

describe('detour show', () => {
	it('draws which traffic goes which way, and what when a line is down', async () => {
		const {code, out} = await place.run(['show', '-f', 'home.json']);
		expect(code).toBe(0);
		expect(out.split('\n').slice(0, 4)).toEqual([
			'+--------+  +----------+  +> the tunnel wg-vpn  listed destinations (Netflix, 1',
			'| bridge |->| MikroTik |--|                     prefix)',
			'+--------+  +----------+  |                     when down: blocked',
			'                          +> ordinary way       everything else',
		]);
		const down = await place.run(['show', '-f', 'home.json', '--down', 'wg-vpn']);
		expect(down.out).toMatch(/\(down\) +blocked: listed destinations/);
	});

	it('gives document and picture as JSON, and names the uplinks there are', async () => {
		const {out} = await place.run(['show', '-f', 'home.json', '--json']);
		expect(JSON.parse(out)).toMatchObject({schema: 'detour/show@1', document: {uplinks: [{id: 'p1.vpn'}]}, picture: {sources: ['bridge'], ways: [{isDown: false}, {}]}});
		const wrong = await place.run(['show', '-f', 'home.json', '--down', 'wan9']);
		expect(wrong.code).toBe(2);
		expect(wrong.err).toContain('It has: p1.vpn (the tunnel wg-vpn).');
	});
});

describe('detour why', () => {
	it('tells of each entry its command, its reason, and what breaks without it', async () => {
		const {code, out} = await place.run(['why', '-f', 'home.json']);
		expect(code).toBe(0);
		expect(out).toMatch(/Marked traffic takes the tunnel\.\n {4}Without it: .+\n {4}\/ip route add dst-address=0\.0\.0\.0\/0 gateway=wg-vpn/);
		const {entries, parts} = JSON.parse((await place.run(['why', '-f', 'home.json', '--json'])).out);
		expect(parts).toEqual([{id: 'p1', title: 'Some traffic through a VPN', guide: 'What We’re Building'}]);
		expect(entries.length).toBeGreaterThan(20);
		for (const entry of entries) {
			expect([entry.command, entry.why, entry.without]).not.toContain('');
		}
	});
});

describe('detour services', () => {
	it.each([
		[['netflix'], 'Netflix (netflix)', '*.netflix.com'],
		[['nflxvideo'], 'Netflix (netflix)', 'read on 2026'],
		[['streaming'], 'streaming', 'spotify'],
		[[], 'streaming', 'games'],
	])('%j finds %s', async (words, ...wanted) => {
		const {code, out} = await place.run(['services', ...words]);
		expect(code).toBe(0);
		for (const text of wanted) {
			expect(out).toContain(text);
		}
	});

	it('gives names, prefixes, source and date as JSON', async () => {
		const {services} = JSON.parse((await place.run(['services', 'telegram', '--json'])).out);
		expect(services).toHaveLength(1);
		expect(services[0]).toMatchObject({id: 'telegram', source: {by: 'publisher'}});
		expect(services[0].prefixes.length).toBeGreaterThan(5);
	});

	it('says when there is none', async () => {
		const {code, err} = await place.run(['services', 'no-such-thing']);
		expect(code).toBe(2);
		expect(err).toContain('No service has "no-such-thing"');
	});
});
