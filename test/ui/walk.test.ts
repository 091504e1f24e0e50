/**
 * A whole first time, frame by frame, at three sizes of terminal: what a person sees is what a change of the wizard
 * changes, and shows in its diff. `DETOUR_GOLDEN=write npx vitest run --config .vitest.config.ts test/ui/walk.test.ts`
 * writes the frames anew.
 */
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {describe, expect, it} from 'vitest';
import {fakeServices} from '../helpers/fake-services.js';
import {keys, openWizard} from '../helpers/render.js';

const folder = new URL('./frames/', import.meta.url);

type Step = {readonly sees: string | RegExp; readonly presses: readonly string[]; readonly pastes?: string};

/** Home to kept, with a look at everything on the way. */
const steps: readonly Step[] = [
	{sees: 'Set up a router', presses: [keys.enter]},
	{sees: 'Which router', presses: [keys.down, keys.enter]},
	{sees: 'LAB  an emulated router', presses: [keys.enter]},
	{sees: 'What do you want to do?', presses: [keys.enter]},
	{sees: '1 of 5  Which tunnel?', presses: ['?']},
	{sees: 'One question at a time.', presses: [keys.escape]},
	{sees: '1 of 5  Which tunnel?', presses: [keys.enter]},
	{sees: '2 of 5  Which services?', presses: [keys.space, keys.down, keys.space, '/', 'zo']},
	{sees: '/ zo', presses: [keys.enter, keys.space, keys.escape]},
	{sees: /❯ \[✔\] Zoom[\s\S]*\[ \] Steam/, presses: [keys.enter]},
	{sees: '3 of 5  Which addresses?', presses: [], pastes: '198.51.100.0/24\n10.0.0.300\n203.0.113.0/24\n'},
	{sees: '10.0.0.300 is no prefix', presses: [keys.tab]},
	{sees: '❯ 10.0.0.300', presses: [keys.ctrlU, '192.0.2.0/24', keys.tab]},
	{sees: '4 of 5  Redirect DNS?', presses: [keys.enter]},
	{sees: '5 of 5  A name for this profile', presses: [keys.ctrlU, 'home', keys.enter]},
	{sees: '[What and why', presses: [keys.tab]},
	{sees: '[Commands', presses: [keys.tab]},
	{sees: '[Changes on this router', presses: [keys.tab]},
	{sees: '[Where packets go', presses: [keys.down, keys.enter]},
	{sees: 'The packet leaves by wg-vpn', presses: [keys.escape, keys.tab]},
	{sees: '[Warnings', presses: ['p']},
	{sees: 'The parts of this profile', presses: [keys.escape]},
	{sees: '[Warnings', presses: [keys.enter]},
	{sees: 'Make the change?', presses: [keys.right, keys.enter]},
	{sees: 'Does everything work as you want?', presses: ['k']},
	{sees: 'Saved as home', presses: ['q']},
];

const walk = async (columns: number, rows: number): Promise<string> => {
	const wizard = await openWizard({services: fakeServices({rules: 3}).services, columns, rows});
	const frames: string[] = [];
	for (const {sees, presses, pastes} of steps) {
		frames.push(`${await wizard.until(sees)}\n`.replace(/\n+$/, '\n'));
		if (pastes !== undefined) {
			wizard.paste(pastes);
		}

		wizard.press(...presses);
	}

	const {summary} = await wizard.result;
	return [...frames, `${summary.join('\n')}\n`].join(`${'='.repeat(columns)}\n`);
};

describe('a first time', () => {
	it.each([
		[60, 18],
		[80, 24],
		[120, 40],
	])('looks as written down at %i by %i', async (columns, rows) => {
		const file = new URL(`${columns}x${rows}.txt`, folder);
		const seen = await walk(columns, rows);
		if (process.env.DETOUR_GOLDEN === 'write') {
			await mkdir(folder, {recursive: true});
			await writeFile(file, seen);
		}

		expect(seen).toBe(await readFile(file, 'utf8'));
	});
});
