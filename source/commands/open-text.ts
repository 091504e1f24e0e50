import {spawn} from 'node:child_process';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Result} from '../diagnostics/index.js';
import {display, error, fail, ok} from '../diagnostics/index.js';
import type {Reader} from '../ui/services.js';
import type {Context} from './context.js';

/** What a shell says of a program that it cannot find, or may not start. */
const notStarted: ReadonlySet<number | null> = new Set([126, 127]);

/**
 * How long a Ctrl-C that ended the program may take to reach us, in milliseconds. The kernel sends it to both at once, but
 * each thread of ours may be the one to take it, and on a busy machine it hears of the program's end first.
 */
const lateInterrupt = 2000;

/** Runs a command on a file; the terminal is the program's until it ends. Ctrl-C is for it alone, too. */
const run = (command: string, file: string): Promise<number | null> =>
	new Promise((resolve, reject) => {
		const ignore = () => undefined;
		process.on('SIGINT', ignore);
		const child =
			process.platform === 'win32' ? spawn(`${command} "${file}"`, {stdio: 'inherit', shell: true}) : spawn('sh', ['-c', `${command} "$1"`, 'sh', file], {stdio: 'inherit'});
		child.once('error', reject);
		child.once('exit', resolve);
		// After a standstill timers go first: an interrupt that came meanwhile is heard in the turn that begins with them.
		const listenNoMore = () => setImmediate(() => process.off('SIGINT', ignore));
		child.once('close', () => setTimeout(listenNoMore, lateInterrupt).unref());
	});

/** Shows a copy of a text, in a file that only its owner can read and that is gone afterwards. */
export const openText = async (text: string, name: string, by: Reader, programs: Context['programs']): Promise<Result<void>> => {
	const command = programs[by];
	if (command === undefined) {
		return fail(error('no-editor', 'No editor is named: VISUAL and EDITOR are both empty.', {hint: 'Set one of them, or read it in the pager.'}));
	}

	const folder = await mkdtemp(join(tmpdir(), 'detour-read-'));
	try {
		const file = join(folder, `${name.replace(/[^\w-]/g, '-')}.rsc`);
		await writeFile(file, text, {mode: 0o600});
		const code = await run(command, file);
		return notStarted.has(code) ? fail(error('program-not-started', `${display(command)} could not be started.`, {hint: 'Look at VISUAL, EDITOR and PAGER.'})) : ok(undefined);
	} finally {
		await rm(folder, {recursive: true, force: true});
	}
};
