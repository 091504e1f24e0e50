import {describe, expect, it} from 'vitest';
import type {Profile} from '../../source/scenario/types.js';
import {fakeServices, homeFacts} from '../helpers/fake-services.js';
import {keys, openWizard} from '../helpers/render.js';

const profile: Profile = {
	version: 1,
	id: 'home-x7k2',
	name: 'home',
	router: {host: '127.0.0.1', port: 22, user: 'admin'},
	parts: [{id: 'p1', scenario: 'sample', answers: {tunnel: 'wg-vpn', services: ['netflix', 'zoom'], redirect: true}}],
};

const run = (columns: number, rows: number, more: {readonly unicode?: boolean; readonly color?: boolean; readonly rules?: number; readonly identity?: string} = {}) =>
	openWizard({
		columns,
		rows,
		unicode: more.unicode ?? true,
		color: more.color ?? true,
		services: fakeServices({rules: more.rules ?? 300, facts: {...homeFacts, identity: more.identity ?? homeFacts.identity}}).services,
		start: {kind: 'run', profile},
	});

/** SGR codes that were written: colours, bold and so on. */
const styles = (raw: string) => [...new Set([...raw.matchAll(/\u001B\[([\d;]*)m/g)].flatMap((match) => (match[1] ?? '').split(';')))].map(Number);

describe.each([
	[60, 18],
	[80, 24],
	[120, 40],
	[200, 70],
])('at %i by %i', (columns, rows) => {
	it('every screen stays below the height of the terminal, within its width, its hints at the bottom', async () => {
		const wizard = await run(columns, rows);
		const seen: string[] = [];
		const look = async (wanted: string | RegExp, ...next: readonly string[]) => {
			seen.push(await wizard.until(wanted));
			wizard.press(...next);
		};
		await look('302 to add', keys.tab);
		await look('[Commands]', keys.tab);
		await look('[Changes', keys.end);
		await look('(end)', keys.tab);
		await look('[Where packets go]', keys.down, keys.enter);
		await look('The packet leaves by wg-vpn', keys.escape);
		await look('[Where packets go]', keys.tab);
		await look('[Warnings', '?');
		await look('Nothing has happened yet', keys.escape);
		await look('[Warnings', keys.escape);
		await look('A name for this', keys.escape);
		await look('Redirect DNS?', keys.escape);
		await look('Which addresses?', keys.escape);
		await look('Which services?', keys.space, keys.enter);
		await look('Which addresses?', keys.ctrlC);
		await look('Leave Detour?', 'y');
		await wizard.result;
		for (const frame of seen) {
			const lines = frame.trimEnd().split('\n');
			expect(lines.length).toBeLessThan(rows);
			expect(lines[0]).toContain('LAB');
			expect(lines.at(-1)).toMatch(/Esc|Ctrl-C/);
			expect(lines.every((line) => line.length <= columns)).toBe(true);
		}
		// Ink would clear the whole terminal for a frame as tall as the screen.
		expect(wizard.screen.raw).not.toContain('\u001B[3J');
	});
});

describe('looks', () => {
	it('never paints a background', async () => {
		const wizard = await run(80, 24);
		await wizard.until('302 to add');
		wizard.press(keys.tab, keys.tab);
		await wizard.until('[Changes');
		wizard.press(keys.ctrlC, 'y');
		await wizard.result;
		const used = styles(wizard.screen.raw);
		expect(used).toContain(36);
		expect(used.filter((code) => code === 7 || (code >= 40 && code <= 49) || code >= 100)).toEqual([]);
	});

	it('uses no colour without colour, and says everything by words and signs', async () => {
		const wizard = await run(80, 24, {color: false});
		await wizard.until('302 to add');
		wizard.press(keys.tab, keys.tab);
		expect(await wizard.until('[Changes')).toContain('+ add');
		wizard.press(keys.ctrlC, 'y');
		await wizard.result;
		expect(styles(wizard.screen.raw).filter((code) => code >= 30)).toEqual([]);
	});

	it('uses plain characters where only those may be used', async () => {
		const wizard = await run(80, 24, {unicode: false});
		await wizard.until('302 to add');
		expect(await wizard.until('+--------+')).toContain('* Through wg-vpn: Netflix');
		wizard.press(keys.escape);
		await wizard.until('A name for this');
		wizard.press(keys.escape, keys.escape, keys.escape);
		expect(await wizard.until('Which services?')).toContain('> [x] Netflix');
		wizard.press(keys.ctrlC, 'y');
		await wizard.result;
		expect(wizard.screen.raw.replaceAll('\u001B', '')).toMatch(/^[\n\r\u0020-\u007E]*$/);
	});

	it('lets no name of a router reach the terminal', async () => {
		const wizard = await run(80, 24, {identity: 'x\u001B]0;owned\u0007\u202E'});
		expect(await wizard.until('302 to add')).toContain('x\\u{1b}]0;owned');
		wizard.press(keys.ctrlC, 'y');
		await wizard.result;
		expect(wizard.screen.raw).not.toContain('\u001B]0;');
		expect(wizard.screen.raw).not.toContain('\u202E');
	});
});

describe('a terminal that is resized', () => {
	it('lays out anew, and keeps what is typed', async () => {
		const wizard = await openWizard({columns: 120, rows: 40, services: fakeServices().services});
		await wizard.until('Set up a router');
		wizard.press(keys.enter);
		await wizard.until('Which router');
		wizard.press(keys.enter);
		await wizard.until('user@host');
		wizard.press('router.lan');
		await wizard.until('router.lan');
		wizard.screen.resize({columns: 60, rows: 18});
		const frame = await wizard.until(/^(?:(?!Questions).)*Detour \[Router\]/);
		expect(frame).toContain('router.lan');
		expect(frame.trimEnd().split('\n').length).toBeLessThan(18);
		wizard.screen.resize({columns: 120, rows: 40});
		await wizard.until('Questions');
		wizard.press(keys.ctrlC);
		await wizard.result;
	});
});

/** The processor's time that we have had, in milliseconds: how long we waited for it is the machine's affair. */
const spent = (): number => {
	const {user, system} = process.cpuUsage();
	return (user + system) / 1000;
};

describe('a key', () => {
	it('takes less than 50 ms of the processor in a plan of 300 rules', async () => {
		const wizard = await run(100, 30);
		await wizard.until('302 to add');
		wizard.press(keys.tab, keys.tab);
		await wizard.until('[Changes');
		const times: number[] = [];
		for (let count = 1; count <= 15; count++) {
			const start = spent();
			wizard.press(keys.down);
			await wizard.until(`lines ${count + 1} to`);
			times.push(spent() - start);
		}

		wizard.press(keys.ctrlC, 'y');
		await wizard.result;
		const median = times.toSorted((a, b) => a - b)[7] ?? 0;
		// Three times the budget: where others take turns, no cache is warm.
		expect(median).toBeLessThan(150);
	});
});
