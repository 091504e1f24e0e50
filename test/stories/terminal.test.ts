import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {masked, press, sizeOf, startJourney} from '../helpers/journey.js';
import {program} from '../helpers/story.js';
import type {Terminal} from '../helpers/terminal.js';
import {keys, makeHome, openTerminal} from '../helpers/terminal.js';

let home: Awaited<ReturnType<typeof makeHome>>;

beforeAll(async () => {
	home = await makeHome();
});

afterAll(async () => home.remove());

/** Something that must still be there when Detour has come and gone. */
const before = 'what was here before';

const openBehind = (...args: readonly string[]): Terminal =>
	openTerminal('/bin/sh', ['-c', `echo ${before}; "$@"; echo "ended with $?"`, 'sh', process.execPath, program, ...args], {home: home.path});

describe.concurrent('the terminal is given back', () => {
	it.each<[string, (wizard: Terminal) => void, number]>([
		['by q', (wizard) => wizard.type('q'), 0],
		['by Ctrl-C', (wizard) => wizard.type(keys.ctrlC), 130],
	])('%s, with what was on it before', async (_name, leave, code) => {
		const wizard = openBehind();
		try {
			await wizard.see('Set up a router');
			leave(wizard);
			await wizard.see(`ended with ${code}`);
			expect(wizard.history()).toMatch(new RegExp(`^${before}\\s+(?:[^\\n]*\\n)?ended with ${code}$`));
			expect(wizard.isCursorVisible()).toBe(true);
			expect(wizard.written()).toMatch(/\u001B\[\?2004l/);
			expect(wizard.written()).not.toMatch(/\u001B\[(?:2J|3J|\?1049h)/);
			// What is typed is shown again: the terminal is not raw any more.
			await wizard.ended();
		} finally {
			await wizard.close();
		}
	});

	it.each(['SIGTERM', 'SIGHUP'])('by %s, too', async (signal) => {
		const wizard = openTerminal(process.execPath, [program], {home: home.path});
		try {
			await wizard.see('Set up a router');
			wizard.kill(signal);
			expect(await wizard.ended()).not.toBe(0);
			expect(wizard.isCursorVisible()).toBe(true);
			expect(wizard.written()).toMatch(/\u001B\[\?2004l/);
		} finally {
			await wizard.close();
		}
	});
});

describe.concurrent('a change of size', () => {
	it('on any screen draws it anew, and leaves nothing behind', async () => {
		const wizard = openTerminal(process.execPath, [program], {home: home.path, ...sizeOf(80)});
		const journey = await startJourney('resize', 80);
		/** The screen at every width, then at one that is too small, and back as it was. */
		const look = async (wanted: string): Promise<void> => {
			await journey.look(wizard, wanted);
			const usual = masked(wizard.text());
			for (const columns of [60, 120] as const) {
				wizard.resize(sizeOf(columns).columns, sizeOf(columns).rows);
				await wizard.until(() => wizard.text().split('\n').length === sizeOf(columns).rows - 1);
				await journey.look(wizard, wanted);
			}

			wizard.resize(30, 8);
			await wizard.see('Too small here');
			wizard.resize(80, 24);
			await wizard.until(() => masked(wizard.text()) === usual);
		};

		try {
			await look('Set up a router');
			await press(wizard, keys.enter);
			await look('Which router is this about?');
			await press(wizard, keys.down, keys.enter);
			await look('LAB  an emulated router');
			await press(wizard, keys.enter);
			await look('What do you want to do?');
			await press(wizard, keys.enter);
			await look('Which tunnel?');
			await press(wizard, keys.enter);
			await wizard.see('Tunnel interface');
			await press(wizard, keys.enter);
			await look('Services through the tunnel');
			await press(wizard, keys.space, keys.enter);
			await look('Other destinations');
			while (!wizard.text().includes('[Review]')) {
				await press(wizard, wizard.text().includes('Tab next') ? keys.tab : keys.enter);
			}

			await look('Review:');
			await press(wizard, keys.ctrlC);
			await look('Leave Detour?');
			await press(wizard, keys.escape, '?');
			await look('Nothing has happened yet');
			await press(wizard, keys.escape, 'p');
			await look('The parts of this profile');
			await press(wizard, keys.escape);
			await wizard.see('Review:');
			wizard.type(keys.enter);
			await look('Make the change?');
			wizard.type(keys.enter);
			await wizard.see('Keep the change?');
			await look('Keep the change?');
			wizard.type('k');
			await look('Saved as home');
			wizard.type('q');
			expect(await wizard.ended()).toBe(0);
			expect(wizard.history().trim()).toMatch(/^Kept \d+ changes[^\n]*\nProfile home is saved[^\n]*$/);
			await journey.end();
		} finally {
			await wizard.close();
		}
	});
});
