import type {Release} from '../../facts/index.js';
import type {Lab} from '../../lab/index.js';
import {writeLabState} from '../../lab/index.js';
import type {Context} from '../context.js';

/** Between two looks at whether there is something new to keep. */
const interval = 15_000;

/** Keeps what the lab holds in a file that only its owner reads, now and then and when it stops. */
export const keepState = (lab: Lab, release: Release, path: string, {files, clock}: Pick<Context, 'files' | 'clock'>): {stop(): Promise<void>} => {
	const stopped = new AbortController();
	let written = '';
	const write = async (): Promise<void> => {
		const text = writeLabState(release, lab.state());
		if (text !== written) {
			await files.write(path, text);
			written = text;
		}
	};
	const loop = (async (): Promise<void> => {
		while (!stopped.signal.aborted) {
			await write();
			await clock.sleep(interval, stopped.signal).catch(() => undefined);
		}
	})();
	return {
		stop: async () => {
			stopped.abort();
			await loop;
			await write();
		},
	};
};
