import {describe, expect, it} from 'vitest';
import {press, sizeOf, startJourney, widths} from '../helpers/journey.js';
import {logIn, makeTheChange, setStage} from '../helpers/story.js';
import {keys} from '../helpers/terminal.js';

describe.concurrent('a wizard that was killed while a change is on trial', () => {
	it.each(widths)('is told of at Home, and detour recover finishes it, %i columns wide', async (columns) => {
		const stage = await setStage();
		const size = sizeOf(columns);
		const {look, end} = await startJourney('interrupted', columns);
		try {
			await stage.saveProfile();
			const before = await stage.lab.export();
			const killed = stage.open(['run', 'home', '--router', stage.lab.address], size);
			await logIn(killed, stage.lab);
			await makeTheChange(killed);
			killed.kill('SIGKILL');
			await killed.ended();

			const home = stage.open([], size);
			await look(home, 'INTERRUPTED: run detour recover');
			await press(home, keys.down);
			await look(home, 'A change was begun');
			home.type('q');
			expect(await home.ended()).toBe(0);

			const recovering = stage.open(['recover'], size);
			await recovering.see('Password of admin');
			recovering.type(`${stage.lab.password}\r`);
			await look(recovering, /Keep the change\?[\s\S]*yes or\s+no:/);
			recovering.type('no\r');
			expect(await recovering.ended()).toBe(4);
			await look(recovering, /undone/i);
			expect(await stage.lab.export()).toBe(before);

			const after = stage.open([], size);
			await look(after, /home {2}no router/);
			expect(after.text()).not.toContain('INTERRUPTED');
			after.type('q');
			expect(await after.ended()).toBe(0);
			await end();
		} finally {
			await stage.end();
		}
	});
});
