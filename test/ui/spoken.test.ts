/** What a screen reader is given, screen by screen: `INK_SCREEN_READER=true`. Written anew as the drawn frames are. */
import {readFile, writeFile} from 'node:fs/promises';
import {afterEach, describe, expect, it, vi} from 'vitest';
import {fakeServices} from '../helpers/fake-services.js';
import {keys, openWizard} from '../helpers/render.js';

const file = new URL('./frames/spoken.txt', import.meta.url);

const steps: readonly (readonly [sees: string | RegExp, ...presses: readonly string[]])[] = [
	['Set up a router', keys.enter],
	['Which router', keys.down, keys.enter],
	['LAB  an emulated router', keys.enter],
	['What do you want to do?', keys.enter],
	['1 of 5  Which tunnel?', keys.down, keys.down],
	[/\(selected, disabled\)/, keys.enter],
	[/^this router has no such interface$/m, keys.up, keys.up, keys.enter],
	['2 of 5  Which services?', keys.space, '/', 'zo'],
	['filter zo', keys.enter, keys.space, keys.escape, keys.enter],
	['3 of 5  Which addresses?', '10.0.0.300'],
	['10.0.0.300 is no prefix', keys.ctrlU, keys.enter],
	['4 of 5  Redirect DNS?', keys.enter],
	['5 of 5  A name for this profile', keys.enter],
	['[What and why', keys.tab],
	['[Commands', keys.enter],
	['Make the change?', keys.enter],
	['Does everything work as you want?', 'k'],
	['Saved as', 'q'],
];

describe('a screen reader', () => {
	afterEach(() => {
		vi.unstubAllEnvs();
	});

	it('is told roles and states instead of signs, ways instead of a picture, and no clock', async () => {
		vi.stubEnv('INK_SCREEN_READER', 'true');
		const wizard = await openWizard({services: fakeServices({rules: 2}).services, columns: 80, rows: 50});
		const told: string[] = [];
		for (const [sees, ...presses] of steps) {
			told.push(`${(await wizard.until(sees)).trimEnd()}\n`);
			wizard.press(...presses);
		}

		await wizard.result;
		const all = told.join(`${'='.repeat(80)}\n`);
		if (process.env.DETOUR_GOLDEN === 'write') {
			await writeFile(file, all);
		}

		expect(all).toBe(await readFile(file, 'utf8'));
		expect(all).not.toMatch(/[❯✔─│┌▏]/);
		expect(all).not.toMatch(/1:59/);
	});
});
