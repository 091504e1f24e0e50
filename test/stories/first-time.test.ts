import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {Stage} from '../helpers/story.js';
import {logIn, makeTheChange, setStage} from '../helpers/story.js';
import type {Terminal} from '../helpers/terminal.js';
import {keys} from '../helpers/terminal.js';

let stage: Stage;

beforeEach(async () => {
	stage = await setStage();
});

afterEach(async () => {
	await stage.end();
});

const connect = async (wizard: Terminal): Promise<void> => {
	await wizard.see('Set up a router');
	wizard.type(keys.enter);
	await wizard.see('Which router is this about?');
	wizard.type(keys.enter);
	await wizard.see('The address of your router');
	wizard.type(`${stage.lab.address}${keys.enter}`);
	expect(await wizard.see('Is this your router?')).toContain(stage.lab.fingerprint);
	await logIn(wizard, stage.lab);
	await wizard.see('RouterOS    7.24');
	wizard.type(keys.enter);
};

/** Accepts what a field suggests. */
const accept = async (wizard: Terminal, title: string, key: string = keys.enter): Promise<void> => {
	await wizard.see(title);
	wizard.type(key);
};

const answer = async (wizard: Terminal): Promise<void> => {
	await accept(wizard, 'What do you want to do?');
	await accept(wizard, 'Which tunnel?');
	await accept(wizard, 'Tunnel interface');
	await accept(wizard, 'Services through the tunnel', keys.space);
	await accept(wizard, '[✔] Netflix');
	await wizard.see('Other destinations');
	wizard.type(`10.0.0.300${keys.tab}`);
	await wizard.see('10.0.0.300 is no address');
	wizard.type(keys.backspace.repeat('10.0.0.300'.length));
	wizard.type('203.0.113.0/24');
	await accept(wizard, '203.0.113.0/24', keys.tab);
	await accept(wizard, 'Whose traffic?');
	await accept(wizard, 'Only these hosts', keys.tab);
	await accept(wizard, 'When the tunnel is down');
	await accept(wizard, 'How to follow names');
	await accept(wizard, 'Answer all plain DNS here?');
	await accept(wizard, 'Resolvers of your own', keys.tab);
	await accept(wizard, 'Resolver beyond the tunnel');
	await accept(wizard, 'A name for this profile');
};

const allFiles = async (folder: string): Promise<string> => {
	const entries = await readdir(folder, {recursive: true, withFileTypes: true});
	const texts = await Promise.all(entries.filter((entry) => entry.isFile()).map((entry) => readFile(path.join(entry.parentPath, entry.name), 'utf8')));
	return texts.join('\n');
};

describe('a first-time set-up by keyboard alone', () => {
	it('ends with exactly the plan on the router and the profile saved; run again finds nothing to change; remove leads back to the start', async () => {
		const before = await stage.lab.export();
		const wizard = stage.open([], {env: {CI: 'true'}});
		await connect(wizard);
		await answer(wizard);
		const planned = Number(/Review: (\d+) to add/.exec(await wizard.see('Review:'))?.[1]);
		expect(planned).toBeGreaterThan(30);
		await makeTheChange(wizard);
		wizard.type('k');
		await wizard.see('Kept', 30_000);
		wizard.type('q');
		expect(await wizard.ended()).toBe(0);
		expect(wizard.isCursorVisible()).toBe(true);
		expect(wizard.text()).toContain('home');

		const after = await stage.lab.export();
		expect(after.match(/comment="?detour:home-/g)).toHaveLength(planned);
		expect(after).not.toMatch(/detour-(new|old|guard|d-|t-|s-)/);

		const again = stage.open(['run', 'home']);
		await logIn(again, stage.lab);
		await again.see(/nothing to change/i);
		again.type(keys.enter);
		await again.see('Saved as home');
		again.type('q');
		expect(await again.ended()).toBe(0);
		expect(await stage.lab.export()).toBe(after);

		const removed = await stage.run(['remove', 'home', '--yes', '--password-stdin'], `${stage.lab.password}\n`);
		expect(removed).toMatchObject({exitCode: 0});
		expect(await stage.lab.export()).toBe(before);
		expect(await allFiles(stage.home)).not.toContain(stage.lab.password);
	}, 120_000);
});
