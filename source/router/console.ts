import {AppError, display} from '../diagnostics/index.js';
import type {ExecOptions, Transport} from '../transport/transport.js';

/** Printed after a command that ran to its end: exit codes say nothing (docs/lab-notes/console.md). */
const sentinel = '--detour-done--';

/** More characters on one line would pass what a console is known to take (docs/lab-notes/console.md). */
export const longestLine = 1000;

/** Separates fields and records: characters that no name on a router has. */
const fieldMark = '\u001F';
const recordMark = '\u001E';

/** First line of an output that is an error, whatever the command (docs/lab-notes/console.md). */
const errorLine =
	/^(failure:|error:|Script Error:|syntax error|bad command name|bad parameter|expected (end of command|command name|.* value|item id)|no such (item|command)|input does not match|ambiguous value|invalid value (for argument|of)|value of .+ (must|contains|is|out of)|missing value\(s\)|not enough permissions|Cannot open |action (cancelled|timed out)|interrupted)/;

const linesOf = (output: string): readonly string[] => output.replaceAll('\r', '').split('\n');

/** The error that an output begins with, or undefined. */
export const errorIn = (output: string): string | undefined => linesOf(output).find((line) => errorLine.test(line));

/** What a router answered instead of doing what it was told. */
export const routerError = (output: string, doing: string): AppError => {
	const said = (errorIn(output) ?? linesOf(output).findLast((line) => line.trim() !== '') ?? '').trim();
	if (said.includes('not enough permissions')) {
		return new AppError('not-permitted', `The router does not permit this user ${doing}.`, {
			hint: 'The group of the user needs the policies ssh, ftp, read, write and policy: /user group print',
		});
	}

	return new AppError('router-refused', `The router failed ${doing}: ${said === '' ? 'it said nothing' : `"${display(said)}"`}.`);
};

/** Runs one line and gives what it printed, without carriage returns. A line that did not reach its end is an error. */
export const run = async (transport: Transport, line: string, doing: string, options: ExecOptions = {}): Promise<string> => {
	const {output} = await transport.exec(`${line}; :put "${sentinel}"`, options);
	const text = output.replaceAll('\r', '');
	const end = text.lastIndexOf(`${sentinel}\n`);
	if (end === -1 && !text.endsWith(sentinel)) {
		throw routerError(output, doing);
	}

	return text.slice(0, end === -1 ? -sentinel.length : end);
};

/** The same for lines that print nothing when they work: whatever they print is an error. */
export const runSilently = async (transport: Transport, line: string, doing: string, options: ExecOptions = {}): Promise<void> => {
	const printed = await run(transport, line, doing, options);
	if (printed.trim() !== '') {
		throw routerError(printed, doing);
	}
};

/** Waits for all of some things that go on at once, and only then fails with one that failed: nothing goes on behind the caller's back. */
export const together = async <T extends readonly unknown[]>(...works: T): Promise<{-readonly [K in keyof T]: Awaited<T[K]>}> => {
	await Promise.allSettled(works);
	return Promise.all(works);
};

/** Records that a line put together with the two marks, fields by position. */
export const recordsOf = (text: string): readonly (readonly string[])[] =>
	text
		.split(recordMark)
		.map((record) => record.replace(/^\s*\n/, ''))
		.filter((record) => record.trim() !== '')
		.map((record) => record.split(fieldMark));
