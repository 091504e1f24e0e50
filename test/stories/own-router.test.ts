import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import {describe, expect, it} from 'vitest';
import {press, sizeOf, startJourney, widths} from '../helpers/journey.js';
import {logIn, setStage} from '../helpers/story.js';
import {keys} from '../helpers/terminal.js';

const textsIn = async (folder: string): Promise<string> => {
	const entries = await readdir(folder, {recursive: true, withFileTypes: true});
	const texts = await Promise.all(entries.filter((entry) => entry.isFile()).map((entry) => readFile(path.join(entry.parentPath, entry.name), 'utf8')));
	return texts.join('\n');
};

describe.concurrent('a router of one’s own, by keyboard alone', () => {
	it.each(widths)('is set up, run again, changed and rid of it all, %i columns wide', async (columns) => {
		const stage = await setStage();
		const size = sizeOf(columns);
		const {look, end} = await startJourney('own-router', columns);
		try {
			const before = await stage.lab.export();

			const first = stage.open([], size);
			await look(first, 'Set up a router');
			first.type(keys.enter);
			await look(first, 'Which router is this about?');
			first.type(keys.enter);
			await look(first, 'The address of your router');
			await press(first, 'admin@nowhere:port', keys.enter);
			await look(first, 'Error:');
			await press(first, keys.ctrlU, stage.lab.address, keys.enter);
			expect((await look(first, 'Is this your router?')).replace(/\s/g, '')).toContain(stage.lab.fingerprint);
			first.type('y');
			await look(first, 'Password of admin');
			await press(first, 'not the password', keys.enter);
			await look(first, 'Try 2.');
			await logIn(first, stage.lab);
			await look(first, 'RouterOS    7.24');
			first.type(keys.enter);
			await first.see('What do you want to do?');
			first.type(keys.enter);
			await first.see('Which tunnel?');
			first.type(keys.enter);
			await first.see('Tunnel interface');
			first.type(keys.enter);
			await first.see('Services through the tunnel');
			await press(first, keys.space, keys.enter);
			await first.see('Other destinations');
			await press(first, '203.0.113.0/24', keys.tab);
			await first.see('Whose traffic?');
			await look(first, 'Whose traffic?');
			for (let shown = first.text(); !shown.includes('[Review]'); shown = first.text()) {
				await press(first, shown.includes('Tab next') ? keys.tab : keys.enter);
			}

			await look(first, 'Enter apply');
			const planned = Number(/Review: (\d+) to add/.exec(first.text())?.[1]);
			for (const view of ['Commands', 'Changes on this router', 'Where packets go', 'Warnings']) {
				first.type(keys.tab);
				await look(first, `[${view}`);
			}

			first.type(keys.enter);
			await look(first, 'Make the change?');
			first.type(keys.enter);
			await look(first, 'Keep the change?');
			first.type('k');
			await look(first, 'Saved as home');
			first.type('q');
			expect(await first.ended()).toBe(0);
			expect(first.isCursorVisible()).toBe(true);
			const kept = await stage.lab.export();
			expect(kept.match(/comment="?detour:home-/g)).toHaveLength(planned);
			expect(kept).not.toMatch(/detour-(new|old|guard|d-|t-|s-)/);

			const again = stage.open([], size);
			await look(again, /home {2}127/);
			await press(again, keys.down, keys.enter);
			await logIn(again, stage.lab);
			await look(again, 'Nothing to change');
			for (let shown = again.text(); !shown.includes('Other destinations'); shown = again.text()) {
				await press(again, keys.escape);
			}

			await look(again, 'Other destinations');
			await press(again, keys.enter, '198.51.100.0/24', keys.tab);
			for (let shown = again.text(); !shown.includes('[Review]'); shown = again.text()) {
				await press(again, shown.includes('Tab next') ? keys.tab : keys.enter);
			}

			await look(again, 'Enter apply');
			again.type(keys.enter);
			await again.see('Make the change?');
			again.type(keys.enter);
			await look(again, 'Keep the change?');
			again.type('k');
			await look(again, 'Saved as home');
			again.type('q');
			expect(await again.ended()).toBe(0);
			expect(await stage.lab.export()).toContain('address=198.51.100.0/24');

			const removed = stage.open(['remove', 'home'], size);
			await removed.see('Password of admin');
			removed.type(`${stage.lab.password}\r`);
			await look(removed, 'Make this change');
			removed.type('yes\r');
			await look(removed, /Keep the change\?[\s\S]*yes or\s+no:/);
			removed.type('yes\r');
			expect(await removed.ended()).toBe(0);
			await look(removed, 'rid of the profile');
			expect(removed.history()).not.toContain(stage.lab.password);
			expect(await stage.lab.export()).toBe(before);
			expect(await textsIn(stage.home)).not.toContain(stage.lab.password);
			await end();
		} finally {
			await stage.end();
		}
	});
});
