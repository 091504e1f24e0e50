import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {Stage} from '../helpers/story.js';
import {logIn, makeTheChange, setStage} from '../helpers/story.js';
import {keys} from '../helpers/terminal.js';

let stage: Stage;
let before: string;

beforeEach(async () => {
	stage = await setStage();
	await stage.saveProfile();
	before = await stage.lab.export();
});

afterEach(async () => {
	await stage.end();
});

/** Scripts, schedulers, files, and jobs: the only one is the console that asks. */
const nothing = '0\n0\n0\n1\n';

const leftovers = async (): Promise<string> => {
	// The watching job looks every two seconds and ends when there is nothing to watch; after a minute where it came and went between two looks.
	await stage.lab.ssh('/lab/advance time=65s');
	return stage.lab.ssh(':put [:len [/system script find]]; :put [:len [/system scheduler find]]; :put [:len [/file find name~"detour"]]; :put [:len [/system script job find]]');
};

/** A job that has been woken takes a moment of real time to end. */
const expectNothingLeft = (): Promise<void> => expect.poll(leftovers, {interval: 200}).toBe(nothing);

describe('a change that is not kept', () => {
	it('is undone by Ctrl-C in the countdown, and says so only when it is', async () => {
		const wizard = stage.open(['run', 'home', '--router', stage.lab.address]);
		await logIn(wizard, stage.lab);
		await makeTheChange(wizard);
		expect(await stage.lab.export()).not.toBe(before);
		wizard.type(keys.ctrlC);
		await wizard.see('The router is as it was. Reason: undone by the user.');
		expect(await stage.lab.export()).toBe(before);
		wizard.type('q');
		expect(await wizard.ended()).toBe(4);
		expect(wizard.isCursorVisible()).toBe(true);
		await expectNothingLeft();
	});

	it('is undone by the router itself at the deadline when Detour was killed', async () => {
		const wizard = stage.open(['run', 'home', '--router', stage.lab.address]);
		await logIn(wizard, stage.lab);
		await makeTheChange(wizard);
		wizard.kill('SIGKILL');
		await wizard.ended();
		expect(await stage.lab.export()).not.toBe(before);
		await stage.lab.ssh('/lab/advance time=2m15s');
		expect(await stage.lab.export()).toBe(before);
		await expectNothingLeft();

		const recovered = await stage.run(['recover', '--password-stdin'], `${stage.lab.password}\n`);
		expect(`${recovered.stdout}${recovered.stderr}`).toMatch(/undone/i);
	});

	it('is finished by recover when Detour was killed while the guard is armed', async () => {
		const wizard = stage.open(['run', 'home', '--router', stage.lab.address]);
		await logIn(wizard, stage.lab);
		await makeTheChange(wizard);
		wizard.kill('SIGKILL');
		await wizard.ended();
		const recovered = await stage.run(['recover', '--password-stdin'], `${stage.lab.password}\n`);
		expect(recovered.stderr + recovered.stdout).toMatch(/undone/i);
		expect(await stage.lab.export()).toBe(before);
	});
});

describe('a router that shows another key', () => {
	it('stops everything before a password is asked for', async () => {
		const pinned = await stage.run(['plan', 'home', '--router', stage.lab.address, '--host-key', stage.lab.fingerprint, '--password-stdin'], `${stage.lab.password}\n`);
		expect(pinned).toMatchObject({exitCode: 0});
		await stage.lab.stop();
		const impostor = await setStage('--port', String(stage.lab.port));
		try {
			const wizard = stage.open(['run', 'home', '--router', stage.lab.address]);
			const seen = await wizard.see(/host key[^?]*changed|another host key|different key/i);
			expect(seen).not.toContain('Password');
			expect(seen).toContain(impostor.lab.fingerprint);
			wizard.type(keys.ctrlC);
			await wizard.ended();
			expect(wizard.isCursorVisible()).toBe(true);
		} finally {
			await impostor.end();
		}
	});
});
