import {nodeClock, nodeRandom} from '../../source/commands/runtime.js';
import type {Release} from '../../source/facts/index.js';
import type {Lab} from '../../source/lab/index.js';
import {generateHostKey, startLab} from '../../source/lab/index.js';
import type {Clock} from '../../source/runtime/index.js';

export type TestLab = {
	readonly lab: Lab;
	/** A clock whose short waits move the lab's time instead of ours. Timeouts, which are long, stay real. */
	readonly clock: Clock;
	readonly password: string;
	/** Options that reach it: its address and host key. */
	readonly reach: readonly string[];
	/** Its whole configuration, without the header. */
	readonly exported: () => Promise<string>;
};

const longest = 10_000;

let hostKey: string | undefined;

/** A lab whose time goes on as it is waited for, and at a walk besides: a command may itself wait on the router. Reached over SSH. */
export const makeTestLab = async (release: Release = {major: 7, minor: 20, patch: 0}): Promise<TestLab> => {
	hostKey ??= generateHostKey();
	const password = 'MARKER-router-password';
	let passed = 0;
	let lab: Lab | undefined;
	const start = Date.UTC(2026, 0, 1);
	const clock: Clock = {
		now: () => start + passed,
		monotonic: () => passed,
		async sleep(milliseconds, signal) {
			if (milliseconds > longest || lab === undefined) {
				await nodeClock.sleep(milliseconds, signal);
				return;
			}

			signal?.throwIfAborted();
			passed += milliseconds;
			await lab.advance(milliseconds);
			await nodeClock.sleep(0, signal);
		},
	};
	const started = await startLab({release, model: 'home', port: 0, password, hostKey, clock: 'manual', clockPort: clock, random: nodeRandom});
	lab = started;
	const walk = setInterval(() => {
		passed += 100;
		void started.advance(100);
	}, 20);
	const stop = async (): Promise<void> => {
		clearInterval(walk);
		await started.stop();
	};
	return {
		lab: {...started, stop},
		clock,
		password,
		reach: ['--router', `admin@127.0.0.1:${started.port}`, '--host-key', started.fingerprint],
		exported: async () =>
			(await started.exec('/export terse'))
				.split(/\r?\n/)
				.filter((line) => !line.startsWith('#'))
				.join('\n'),
	};
};
