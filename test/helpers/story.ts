import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import {execa} from 'execa';
import type {LabProcess} from './lab-process.js';
import {startLabProcess} from './lab-process.js';
import type {Terminal, TerminalOptions} from './terminal.js';
import {keys, makeHome, openTerminal} from './terminal.js';

/** A person with a computer, a router and a terminal. */
export type Stage = {
	readonly home: string;
	readonly lab: LabProcess;
	/** Opens Detour in a terminal. */
	readonly open: (args: readonly string[], options?: TerminalOptions) => Terminal;
	/** Runs Detour without a terminal; `input` is its standard input. */
	readonly run: (args: readonly string[], input?: string) => Promise<{readonly exitCode: number | undefined; readonly stdout: string; readonly stderr: string}>;
	/** Saves a profile named `home` for the router of this stage. */
	readonly saveProfile: () => Promise<void>;
	readonly end: () => Promise<void>;
};

/** The built command, from whatever folder it is called. */
export const program = path.resolve('dist/cli.js');

export const setStage = async (...labOptions: readonly string[]): Promise<Stage> => {
	const home = await makeHome();
	const lab = await startLabProcess(home.path, ...labOptions);
	const terminals: Terminal[] = [];
	const run: Stage['run'] = async (args, input = '') => {
		const {exitCode, stdout, stderr} = await execa(process.execPath, ['dist/cli.js', ...args], {env: {DETOUR_HOME: home.path}, input, reject: false, all: false});
		return {exitCode, stdout, stderr};
	};

	return {
		home: home.path,
		lab,
		open(args, options = {}) {
			const terminal = openTerminal(process.execPath, [program, ...args], {home: home.path, ...options});
			terminals.push(terminal);
			return terminal;
		},
		run,
		async saveProfile() {
			const file = path.join(home.path, 'home.json');
			const answers = {tunnel: 'existing', interface: 'wg-vpn', services: ['netflix'], destinations: ['203.0.113.0/24'], networks: ['bridge'], 'when-down': 'block'};
			await writeFile(file, JSON.stringify({version: 1, name: 'home', parts: [{scenario: 'vpn-split-tunnel', answers}]}));
			const {exitCode, stderr} = await run(['profiles', 'import', file]);
			if (exitCode !== 0) {
				throw new Error(`The profile was not saved: ${stderr}`);
			}
		},
		async end() {
			await Promise.all(terminals.map((terminal) => terminal.close()));
			await lab.stop();
			await home.remove();
		},
	};
};

/** Trusts the lab's key and logs in, on the screens of the wizard. */
export const logIn = async (wizard: Terminal, lab: LabProcess): Promise<void> => {
	const asked = await wizard.see(/Is this your router\?|Password of admin/);
	if (asked.includes('Is this your router?')) {
		wizard.type('y');
		await wizard.see('Password of admin');
	}

	wizard.type(lab.password);
	await wizard.see('*'.repeat(lab.password.length));
	wizard.type(keys.enter);
};

/** From the review on: makes the change and waits until the router asks whether to keep it. */
export const makeTheChange = async (wizard: Terminal): Promise<void> => {
	await wizard.see('Review:');
	wizard.type(keys.enter);
	await wizard.see('Make the change?');
	wizard.type(keys.enter);
	await wizard.see('Keep the change?');
};
