import {afterEach, describe, expect, it} from 'vitest';
import type {Lab} from '../../../source/lab/index.js';
import {models} from '../../../source/lab/models/index.js';
import {run, testLab} from '../helpers.js';

type Name = keyof typeof models;

const names = Object.keys(models) as readonly Name[];
const everyCase = names.flatMap((model) => [9, 16, 20, 24].map((minor) => [model, minor] as const));

const labs: Lab[] = [];
const start = async (minor: number, model: Name): Promise<Lab> => {
	const lab = await testLab(minor, {model});
	labs.push(lab);
	return lab;
};

afterEach(async () => {
	await Promise.all(labs.splice(0).map((lab) => lab.stop()));
});

describe.each(everyCase)('%s on 7.%i', (model, minor) => {
	it('has an export that the release takes', async () => {
		const lab = await start(minor, model);
		for (const form of ['', ' terse', ' verbose']) {
			expect(lab.machine.context.interpreter().check(await run(lab, `/export${form}`), '')).toBeUndefined();
		}
	});

	it('reaches the internet until its lines are cut', async () => {
		const lab = await start(minor, model);
		const pinged = ':put ("got " . [/ping 198.18.0.9 count=1])';
		expect(await run(lab, pinged)).toContain('got 1');
		expect(await run(lab, ':put [:typeof [:resolve media.example.org]]')).toBe('ip\n');
		for (const line of ['ether1', 'ether2']) {
			lab.faults.linksDown.add(line);
		}

		expect(await run(lab, pinged)).toContain('got 0');
		expect(await run(lab, ':do { :put [:resolve another.example.org] } on-error={ :put unresolved }')).toBe('unresolved\n');
	});

	it('is kept as the router itself would keep what was typed', async () => {
		const lab = await start(minor, model);
		const before = await run(lab, '/export show-sensitive');
		const {store, disk} = lab.machine.context;
		for (const menu of store.menus()) {
			const builtin = store.rows(menu).filter((row) => row.builtin === true);
			store.replace(menu, builtin);
		}

		disk.write('again.rsc', Buffer.from(before));
		expect(await run(lab, '/import again.rsc')).toBe('\nScript file loaded and executed successfully\n');
		expect(await run(lab, '/export show-sensitive')).toBe(before);
	});
});
