import {expect, it} from 'vitest';
import {press, sizeOf} from '../helpers/journey.js';
import {logIn, makeTheChange, setStage} from '../helpers/story.js';
import {keys} from '../helpers/terminal.js';

it('rows that somebody edited on the router are repaired, but for those that stay as the person says', async () => {
	const stage = await setStage();
	try {
		await stage.saveProfile();
		const login = ['--router', stage.lab.address, '--host-key', stage.lab.fingerprint, '--password-stdin'];
		expect(await stage.run(['apply', 'home', ...login, '--yes'], `${stage.lab.password}\n`)).toMatchObject({exitCode: 0});
		const kept = await stage.lab.export();
		await stage.lab.ssh('/ip/route/set [find where comment~"^detour:home" and gateway=wg-vpn] distance=7');
		await stage.lab.ssh('/ip/firewall/mangle/set [find where comment~"^detour:home" and action=mark-routing] log=yes');
		const edited = await stage.lab.export();

		const wizard = stage.open(['run', 'home'], sizeOf(80));
		await logIn(wizard, stage.lab);
		await wizard.see('d keep edits');
		await press(wizard, 'd');
		await wizard.see(/\[ \] .* \/ip\/route/);
		await wizard.see(/\[ \] .* \/ip\/firewall\/mangle/);
		for (let tries = 0; tries < 5 && !wizard.text().includes('distance (7, wanted: not set)'); tries += 1) {
			await press(wizard, keys.down);
		}

		await press(wizard, keys.space);
		await wizard.see(/\[.\] .* \/ip\/route/);
		wizard.type(keys.enter);
		await wizard.see('d keep edits');
		await press(wizard, keys.tab, keys.tab);
		await wizard.see('= kept as edited: /ip/route');
		await makeTheChange(wizard);
		wizard.type('k');
		await wizard.see('Saved as home');
		wizard.type('q');
		expect(await wizard.ended()).toBe(0);

		expect(edited.split('\n').filter((line) => line.includes(' log=yes '))).not.toEqual([]);
		const repaired = await stage.lab.export();
		expect(repaired).not.toContain(' log=yes ');
		expect(repaired.replace('distance=7 ', '')).toBe(kept);
	} finally {
		await stage.end();
	}
});
