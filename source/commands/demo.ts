import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {ExitCode} from '../diagnostics/index.js';
import {AppError, exitCodes} from '../diagnostics/index.js';
import type {Profile} from '../scenario/index.js';
import type {Context} from './context.js';
import {runLab} from './lab-router.js';
import {main} from './main.js';
import {defaultRelease, releaseFrom} from './release.js';
import {reportError} from './report.js';

/** Netflix, Wikipedia and one company network through the lab's own tunnel; blocked when the tunnel is down. */
const profile: Omit<Profile, 'router'> = {
	version: 1,
	id: 'demo',
	name: 'demo',
	parts: [
		{
			id: 'p1',
			scenario: 'vpn-split-tunnel',
			answers: {tunnel: 'existing', interface: 'wg-vpn', services: ['netflix', 'wikipedia'], destinations: ['203.0.113.0/24', 'intranet.example.com'], 'when-down': 'block'},
		},
	],
};

/** The lines of a router's export that say something: its header has the time in it. */
const commandsOf = (text: string): readonly string[] => text.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));

/** Lines that only one of two exports has. Every line of a terse export is a whole command. */
const difference = (before: readonly string[], after: readonly string[]): readonly string[] => [
	...before.filter((line) => !after.includes(line)).map((line) => `- ${line}`),
	...after.filter((line) => !before.includes(line)).map((line) => `+ ${line}`),
];

type Step = {readonly argv: readonly string[]; readonly because: string; readonly expected: ExitCode};

/**
 * The whole job on the built-in lab, unattended: script, plan, apply under guard, what the router says has changed,
 * nothing left to do, everything taken away again. Exit code 0 only when each step ended as it must.
 */
export const runDemo = async (context: Context, debug: (cause: unknown) => void): Promise<ExitCode> => {
	const directory = await mkdtemp(join(tmpdir(), 'detour-demo-'));
	const {console} = context;
	const own: Context = {...context, cwd: directory, store: {...context.store, directory: join(directory, 'store')}, console: {...console, interactive: false}};
	const {lab, router, password} = await runLab(own, {release: releaseFrom(defaultRelease)});
	try {
		await own.files.write(join(directory, 'demo.json'), JSON.stringify(profile));
		const reach = ['--router', `${router.user}@${router.host}:${router.port}`, '--host-key', lab.fingerprint];
		const run = async ({argv, because, expected}: Step): Promise<void> => {
			console.out(`\n${because}\n$ detour ${argv.join(' ')}\n`);
			const code = await main(argv, {...own, environmentPassword: password}, debug);
			if (code !== expected) {
				throw new AppError('demo', `That should have ended with exit code ${expected}, and ended with ${code}.`);
			}
		};

		const exported = async (): Promise<readonly string[]> => commandsOf(await lab.exec('/export terse'));
		const isAsAtTheStart = async (before: readonly string[]): Promise<void> => {
			const left = difference(before, await exported());
			if (left.length > 0) {
				throw new AppError('demo', `The router is not as it was:\n${left.join('\n')}`);
			}
		};

		console.out(`LAB: an emulated RouterOS ${lab.machine.release.major}.${lab.machine.release.minor} on this computer, reached over SSH. No real router is touched.`);
		const before = await exported();
		await run({argv: ['render', '-f', 'demo.json', '--routeros', defaultRelease], because: 'The script for it, without any router:', expected: exitCodes.done});
		await run({
			argv: ['plan', '-f', 'demo.json', ...reach, '--detailed-exitcode'],
			because: 'What would change on this router (exit code 3: something would):',
			expected: exitCodes.pending,
		});
		await isAsAtTheStart(before);
		await run({argv: ['apply', '-f', 'demo.json', ...reach, '--yes'], because: 'Change it: undo armed first, checked over a new connection, then kept:', expected: exitCodes.done});
		console.out(`\nWhat changed, as the router itself exports it:\n\n${difference(before, await exported()).join('\n')}`);
		await run({argv: ['plan', '-f', 'demo.json', ...reach, '--detailed-exitcode'], because: 'Once more: nothing left to change (exit code 0):', expected: exitCodes.done});
		await run({argv: ['remove', '-f', 'demo.json', ...reach, '--yes'], because: 'Take everything away again:', expected: exitCodes.done});
		await isAsAtTheStart(before);
		console.out('\nThe router is exactly as it was at the start. On a terminal, npm start opens the wizard.');
		return exitCodes.done;
	} catch (cause) {
		if (!(cause instanceof AppError)) {
			throw cause;
		}

		reportError(console, cause, false);
		debug(cause);
		return cause.exitCode;
	} finally {
		await lab.stop();
		await rm(directory, {recursive: true, force: true});
	}
};
