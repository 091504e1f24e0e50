import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {office} from '../proof/compare-pair.js';
import type {Ran, Workplace} from './fake-context.js';
import {makeWorkplace} from './fake-context.js';

let workplace: Workplace;

const files: Readonly<Record<string, string>> = {
	'old.rsc': office,
	'new.rsc': office.replace(/add.*guests stay out.*\n/, ''),
	'telnet.rsc': office.replace('comment="no telnet" dst-port=23', 'comment="\\1B[2Jno ftp" dst-port=21'),
	'six.rsc': office.replace(/RouterOS [\d.]+/, 'RouterOS 6.49.18'),
	'empty.rsc': '# 2026-01-02 10:00:00 by RouterOS 7.20.8\n',
	'torn.rsc': `${office}# interrupted\n`,
};

beforeAll(async () => {
	workplace = await makeWorkplace();
	await Promise.all(Object.entries(files).map(async ([name, text]) => writeFile(join(workplace.directory, name), text)));
});
afterAll(async () => workplace.remove());

const compare = async (...argv: readonly string[]): Promise<Ran> => workplace.run(['compare', ...argv]);

describe('detour compare', () => {
	it('says whose packets go another way, and by which line of which file', async () => {
		const {code, out, err} = await compare('old.rsc', 'new.rsc');
		expect([code, err]).toEqual([0, '']);
		expect(out).toContain('1. Let through now, IPv4\n   from     anyone, in by guests, to 192.168.88.0/24: anything but tcp 23\n');
		expect(out).toMatch(/ before {3}is dropped\n +old\.rsc:35 \/ip\/firewall\/filter forward drop {2}# guests stay out\n {3}after {4}passes\n/);
	});

	it('as one JSON document', async () => {
		const {code, out} = await compare('old.rsc', 'new.rsc', '--json', '--routeros', '7.22');
		expect(code).toBe(0);
		expect(JSON.parse(out)).toMatchObject({
			schema: 'detour/compare@1',
			before: {file: 'old.rsc', release: '7.22'},
			after: {file: 'new.rsc'},
			rows: {before: 1, after: 0},
			changes: [{aspect: 'way', family: 4, before: [{disposition: {kind: 'dropped'}, rule: {line: 35}}], after: [{disposition: {kind: 'passes'}}]}],
			unknown: 0,
		});
	});

	it.each([
		['a difference', ['old.rsc', 'new.rsc'], 3],
		['none', ['old.rsc', 'old.rsc'], 0],
	] as const)('--detailed-exitcode: %s', async (_, argv, expected) => {
		expect((await compare(...argv, '--detailed-exitcode')).code).toBe(expected);
	});

	it('reads one of them from standard input, and shows what it says without doing it', async () => {
		const {out} = await workplace.run(['compare', 'old.rsc', '-'], {stdin: files['telnet.rsc'] ?? ''});
		expect(out).toContain('\\u{1b}[2Jno ftp');
		expect(out).not.toContain('\u001B');
	});

	it.each<[string, readonly string[], string]>([
		['one file', ['old.rsc'], 'Name two exports to compare.'],
		['standard input twice', ['-', '-'], 'Name two exports to compare.'],
		['no such file', ['old.rsc', 'lost.rsc'], 'There is no file'],
		['a release of old', ['old.rsc', 'six.rsc'], 'RouterOS 6.49.18 is not supported'],
		['an export of nothing', ['old.rsc', 'empty.rsc'], 'The export empty.rsc holds nothing.'],
		['an export cut short', ['torn.rsc', 'new.rsc'], 'The export torn.rsc is not complete.'],
	])('refuses %s', async (_, argv, message) => {
		const {code, err} = await compare(...argv);
		expect([code, err]).toEqual([2, expect.stringContaining(message)]);
	});
});
