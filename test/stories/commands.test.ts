import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {startLabProcess} from '../helpers/lab-process.js';
import type {Stage} from '../helpers/story.js';
import {setStage} from '../helpers/story.js';
import type {Terminal} from '../helpers/terminal.js';
import {keys, makeHome} from '../helpers/terminal.js';

let stage: Stage;
/** What the router held before anybody came. */
let start: string;
let terminal: Terminal | undefined;

const login = (): readonly string[] => ['--router', stage.lab.address, '--password-stdin'];

const run: Stage['run'] = async (args, input = `${stage.lab.password}\n`) => stage.run(args, input);

/** A command in a terminal, logged in; at its first question. */
const begin = async (...args: readonly string[]): Promise<Terminal> => {
	terminal = stage.open(args);
	await terminal.see('Password');
	terminal.type(`${stage.lab.password}${keys.enter}`);
	await terminal.see('Type yes or no:');
	return terminal;
};

/** From there on until it asks whether to keep. */
const tryOut = async (...args: readonly string[]): Promise<Terminal> => {
	const opened = await begin(...args);
	opened.type(`yes${keys.enter}`);
	await opened.see('Keep the change?');
	return opened;
};

type Event = {readonly type?: string; readonly router?: string; readonly outcome?: string; readonly code?: string; readonly message?: string};

const events = (text: string): readonly Event[] => text.split('\n').map((line) => JSON.parse(line));

beforeAll(async () => {
	stage = await setStage();
	await stage.saveProfile();
	start = await stage.lab.export();
	await run(['plan', 'home', ...login(), '--host-key', stage.lab.fingerprint]);
});

beforeEach(async () => {
	expect(await stage.lab.export()).toBe(start);
});

afterEach(async () => {
	await terminal?.close();
	terminal = undefined;
});

afterAll(async () => stage.end());

describe('remove', () => {
	it('is undone by Ctrl-C in the middle, and taken for done only when it is', async () => {
		expect(await run(['apply', 'home', ...login(), '--yes'])).toMatchObject({exitCode: 0});
		const kept = await stage.lab.export();

		const opened = await tryOut('remove', 'home');
		expect(await stage.lab.export()).not.toBe(kept);
		opened.type(keys.ctrlC);
		expect(await opened.ended()).toBe(4);
		expect(opened.history()).toContain('Undone.');
		expect(await stage.lab.export()).toBe(kept);

		const {exitCode, stdout} = await run(['remove', 'home', '--password-stdin', '--yes', '--json']);
		expect(exitCode).toBe(0);
		expect(events(stdout).at(-1)).toMatchObject({type: 'outcome', outcome: 'kept'});
		expect(await run(['remove', 'home', '--password-stdin', '--yes'])).toMatchObject({exitCode: 0, stdout: expect.stringMatching(/nothing to change/i)});
	});
});

describe('a router that somebody else is at', () => {
	it('is not changed by a plan that it has outgrown', async () => {
		const opened = await begin('apply', 'home', '--router', stage.lab.address);
		await stage.lab.ssh('/ip/firewall/mangle/add chain=forward action=passthrough comment="of somebody else"');
		opened.type(`yes${keys.enter}`);
		expect(await opened.ended()).toBe(1);
		expect(opened.history()).toMatch(/The router was changed by someone\s+since the plan was made/);
		await stage.lab.ssh('/ip/firewall/mangle/remove [find where comment="of somebody else"]');
	});

	it('is left to who came first, and the second is told who that is; recover on another computer ends what was left behind', async () => {
		const first = await tryOut('apply', 'home', '--router', stage.lab.address);
		const second = await run(['apply', 'home', ...login(), '--yes', '--json']);
		expect(second.exitCode).toBe(1);
		expect(events(second.stdout).at(-1)).toMatchObject({code: 'change-in-progress', message: expect.stringMatching(/not finished: \S+@\S+ began it, it is made and on trial\.$/)});

		first.kill('SIGKILL');
		await first.ended();
		const elsewhere = await makeHome();
		try {
			const rescue = stage.open(['recover', '--router', stage.lab.address, '--host-key', stage.lab.fingerprint], {home: elsewhere.path});
			terminal = rescue;
			await rescue.see('Password');
			rescue.type(`${stage.lab.password}${keys.enter}`);
			await rescue.see('Keep the change?');
			rescue.type(`no${keys.enter}`);
			expect(await rescue.ended()).toBe(4);
			expect(rescue.history()).toContain('Undone.');
		} finally {
			await elsewhere.remove();
		}
	});
});

describe('several routers', () => {
	it('end as each of them does: the canary keeps its change, the second undoes what does not work there', async () => {
		const other = await startLabProcess(path.join(stage.home, 'other'), '--fault', 'tunnel dead=wg-vpn');
		try {
			const file = path.join(stage.home, 'both.json');
			const answers = {tunnel: 'existing', interface: 'wg-vpn', destinations: ['203.0.113.0/24'], 'when-down': 'block'};
			await writeFile(file, JSON.stringify({version: 1, id: 'both', name: 'both', parts: [{id: 'p1', scenario: 'vpn-split-tunnel', answers}]}));
			const both = [stage.lab, other].flatMap(({address, fingerprint}) => ['--router', address, '--host-key', fingerprint]);
			const {exitCode, stdout} = await run(['apply', '-f', file, ...both, '--password-stdin', '--yes'], `${stage.lab.password}\n${other.password}\n`);
			expect(exitCode).toBe(4);
			expect(stdout.split('\n').slice(-2)).toEqual([
				expect.stringMatching(/ {2}done {4}what is wanted$/),
				expect.stringMatching(/ {2}undone {2}\d+ changes away from what is wanted$/),
			]);
			expect(await other.export()).not.toContain('detour:');
			expect(await run(['remove', '-f', file, ...login(), '--yes'])).toMatchObject({exitCode: 0});
		} finally {
			await other.stop();
		}
	});
});
