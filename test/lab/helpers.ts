import type {Lab, LabOptions} from '../../source/lab/index.js';
import {generateHostKey, startLab} from '../../source/lab/index.js';
import type {Clock} from '../../source/runtime/index.js';

/** A clock that stands still: 2026-01-05 10:00:00. */
export const stillClock: Clock = {
	now: () => Date.UTC(2026, 0, 5, 10),
	monotonic: () => 0,
	sleep: (_milliseconds, signal) =>
		new Promise((_resolve, reject) => {
			signal?.addEventListener('abort', () => {
				reject(new Error('aborted'));
			});
		}),
};

let hostKey: string | undefined;

/** One host key for all tests of a file: making one takes a while. */
export const testHostKey = (): string => {
	hostKey ??= generateHostKey();
	return hostKey;
};

/** A home router whose time moves by `advance` alone. */
export const testLab = (minor = 20, more: Partial<LabOptions> = {}): Promise<Lab> =>
	startLab({
		release: {major: 7, minor, patch: 1},
		hostKey: testHostKey(),
		clock: 'manual',
		clockPort: stillClock,
		random: {bytes: (count) => Uint8Array.from({length: count}, (_, index) => index * 7 + 3)},
		password: 'lab password',
		...more,
	});

/** Output of an exec channel with plain line ends. */
export const run = async (lab: Lab, command: string): Promise<string> => (await lab.exec(command)).replaceAll('\r\n', '\n');

/** Like `run`, by several commands, the last one's output. */
export const runAll = async (lab: Lab, ...commands: readonly string[]): Promise<string> => {
	let output = '';
	for (const command of commands) {
		output = await run(lab, command);
	}

	return output;
};
