import {afterEach, describe, expect, it} from 'vitest';
import type {Lab} from '../../source/lab/index.js';
import {menuSpecs} from '../../source/lab/store/menus.js';
import {run, testLab} from './helpers.js';

let lab: Lab;
afterEach(async () => {
	await lab.stop();
});

describe.each([9, 10, 12, 15, 16, 18, 20, 22, 23, 24])('7.%i', (minor) => {
	it('takes every line of its own export', async () => {
		lab = await testLab(minor);
		for (const form of ['', ' terse', ' verbose']) {
			expect(lab.machine.context.interpreter().check(await run(lab, `/export${form}`), '')).toBeUndefined();
		}
	});

	it('prints every menu that it has, in every form', async () => {
		lab = await testLab(minor);
		const {schema} = lab.machine;
		for (const menu of Object.keys(menuSpecs).filter((path) => schema.hasCommand(path, 'print'))) {
			for (const form of ['', ' detail', ' terse', ' as-value'].filter((word) => word === '' || schema.argument(menu, 'print', word.trim()) !== undefined)) {
				expect(await run(lab, `:do { ${menu}/print${form} } on-error={ :put FAILED }`)).not.toContain('FAILED');
			}
		}
	});

	it('has the dates, rows and menus of its time', async () => {
		lab = await testLab(minor);
		expect(await run(lab, ':put [/system/clock/get date]')).toBe(minor >= 10 ? '2026-01-05\n' : 'jan/05/2026\n');
		expect((await run(lab, '/export')).split('\n')[0]).toBe(`# ${minor >= 10 ? '2026-01-05' : 'jan/05/2026'} 10:00:00 by RouterOS 7.${minor}.1`);
		expect(await run(lab, ':put [:len [/interface/find where name=lo]]')).toBe(minor >= 14 ? '1\n' : '0\n');
		expect(await run(lab, ':put [:len [/ipv6/firewall/filter/find where dynamic]]')).toBe(minor >= 18 ? '1\n' : '0\n');
		expect(await run(lab, '/safe-mode/print')).toContain(minor >= 18 ? 'enabled: no' : 'bad command name safe-mode');
	});
});
