import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {execa} from 'execa';
import {describe, expect, it} from 'vitest';
import {press, sizeOf, startJourney, widths} from '../helpers/journey.js';
import {program} from '../helpers/story.js';
import type {Terminal} from '../helpers/terminal.js';
import {keys, makeHome, openTerminal} from '../helpers/terminal.js';

/** To the destinations of a script for no router in particular: the tunnel named, no service marked. */
const toDestinations = async (wizard: Terminal): Promise<void> => {
	await wizard.see('Which router is this about?');
	await press(wizard, keys.up, keys.enter);
	await wizard.see('RouterOS 7.24');
	wizard.type(keys.enter);
	await wizard.see('Which tunnel?');
	await press(wizard, keys.up, keys.enter);
	await wizard.see('Tunnel interface');
	await press(wizard, 'wg-vpn', keys.enter);
	await wizard.see('Services through the tunnel');
};

describe.concurrent('without a router', () => {
	it.each(widths)('ends with a script that is right for its release, %i columns wide', async (columns) => {
		const home = await makeHome();
		const wizard = openTerminal(process.execPath, [program, 'new', 'vpn-split-tunnel'], {home: home.path, ...sizeOf(columns)});
		const {look, end} = await startJourney('offline', columns);
		try {
			await toDestinations(wizard);
			for (let shown = await look(wizard, 'Services through the tunnel'); !shown.includes('[Review]'); shown = wizard.text()) {
				await press(wizard, ...(shown.includes('Other destinations') ? ['203.0.113.0/24'] : []), shown.includes('Tab next') ? keys.tab : keys.enter);
			}

			await look(wizard, 's save script');
			await press(wizard, keys.enter);
			await look(wizard, 'no router is connected');
			await press(wizard, 's');
			await look(wizard, 'Write it?');
			await press(wizard, 'y');
			await look(wizard, 'Written to');
			await press(wizard, keys.enter);
			await look(wizard, 'The commands are in a file.');
			wizard.type('q');
			expect(await wizard.ended()).toBe(0);
			await look(wizard, 'is saved');
			const script = path.join(home.path, 'home.rsc');
			expect(await readFile(script, 'utf8')).toContain('address=203.0.113.0/24');
			expect(await execa(process.execPath, [program, 'check', script, '--routeros', '7.24'], {env: {DETOUR_HOME: home.path}})).toMatchObject({exitCode: 0});
			await end();
		} finally {
			await wizard.close();
			await home.remove();
		}
	});
});

describe.concurrent('five hundred pasted lines', () => {
	it.each(widths)('are one answer, and going on leads to the one that is wrong, %i columns wide', async (columns) => {
		const home = await makeHome();
		const wizard = openTerminal(process.execPath, [program, 'new', 'vpn-split-tunnel'], {home: home.path, ...sizeOf(columns)});
		const {look, end} = await startJourney('paste', columns);
		try {
			await toDestinations(wizard);
			await press(wizard, keys.enter);
			await wizard.see('Other destinations');
			wizard.paste(Array.from({length: 500}, (_, index) => (index === 321 ? '203.0.113.0/33' : `198.51.${100 + Math.floor(index / 250)}.${index % 250}`)).join('\r\n'));
			await look(wizard, '500 lines, 1 of them wrong');
			await press(wizard, keys.tab);
			await look(wizard, '❯ 203.0.113.0/33▏');
			await press(wizard, keys.ctrlU, '198.51.102.7', keys.tab);
			await look(wizard, 'Whose traffic?');
			await press(wizard, keys.escape);
			await look(wizard, '500 lines');
			await end();
		} finally {
			await wizard.close();
			await home.remove();
		}
	});
});

it('says that its results are lost where they cannot be written, and is no success then', async () => {
	const home = await makeHome();
	const lost = async (words: string) => execa('sh', ['-c', `"$0" "$1" ${words} > /dev/full`, process.execPath, program], {env: {DETOUR_HOME: home.path}, reject: false});
	expect(await lost('scenarios')).toMatchObject({
		exitCode: 1,
		stderr: expect.stringMatching(/^error: What is told on standard output cannot be written \(ENOSPC\)\. Is there space left\?$/),
	});
	expect(await lost('--help')).toMatchObject({exitCode: 1, stderr: ''});
	await home.remove();
});
