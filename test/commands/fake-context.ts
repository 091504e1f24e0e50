import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {PassThrough} from 'node:stream';
import type {Context} from '../../source/commands/context.js';
import {main} from '../../source/commands/main.js';
import {nodeClock, nodeFiles} from '../../source/commands/runtime.js';
import {makeTermination} from '../../source/commands/termination.js';
import {Secret} from '../../source/diagnostics/index.js';
import type {Clock} from '../../source/runtime/index.js';

export type FakeOptions = {
	/** Lines that a person types, one an answer. Undefined: nobody is there to ask. */
	readonly answers?: readonly string[];
	readonly hidden?: readonly string[];
	/** Told of every question before its answer; what it gives is waited for. */
	readonly onAsk?: (question: string, what: {readonly context: Context; readonly interrupt: () => void}) => Promise<void> | undefined;
	/** What comes on standard input. */
	readonly stdin?: string;
	readonly environmentPassword?: string;
	readonly clock?: Clock;
};

/** What a command did: its exit code, and everything it wrote. */
export type Ran = {readonly code: number; readonly out: string; readonly err: string; readonly asked: readonly string[]};

export type Workplace = {
	/** Where files are and where the store is. */
	readonly directory: string;
	readonly run: (argv: readonly string[], options?: FakeOptions) => Promise<Ran>;
	readonly context: (options?: FakeOptions) => {readonly context: Context; readonly written: {out: string; err: string; readonly asked: string[]}};
	readonly remove: () => Promise<void>;
};

/** Counts up, so that ids and passwords are the same in every run. */
const countingRandom = () => {
	let next = 1;
	return {bytes: (count: number) => Uint8Array.from({length: count}, () => next++ % 256)};
};

/** A folder of its own, and commands that run in it with everything else faked. */
export const makeWorkplace = async (): Promise<Workplace> => {
	const directory = await mkdtemp(join(tmpdir(), 'detour-commands-'));
	const random = countingRandom();
	const context: Workplace['context'] = (options = {}) => {
		const written = {out: '', err: '', asked: [] as string[]};
		const controller = new AbortController();
		const answers = [...(options.answers ?? [])];
		const hidden = [...(options.hidden ?? [])];
		const lines = options.stdin?.match(/^.+$/gm) ?? [];
		const stream = new PassThrough();
		const interrupt = (): void => controller.abort(new Error('Ctrl-C'));
		const made: Context = {
			console: {
				out(text) {
					written.out += `${text.replace(/\n$/, '')}\n`;
				},
				note(text) {
					written.err += `${text.replace(/\n$/, '')}\n`;
				},
				interactive: options.answers !== undefined,
				async ask(question) {
					written.asked.push(question);
					await options.onAsk?.(question, {context: made, interrupt});
					made.signal.throwIfAborted();
					return answers.shift();
				},
				async askHidden(question) {
					written.asked.push(question);
					const answer = hidden.shift();
					return answer === undefined ? undefined : new Secret(answer);
				},
				readAll: async () => options.stdin ?? '',
				readLine: async () => lines.shift(),
			},
			terminal: {
				stdin: stream as unknown as NodeJS.ReadStream,
				stdout: stream as unknown as NodeJS.WriteStream,
				isDumb: true,
				unicode: false,
				color: false,
				version: '0.0.0',
				columns: undefined,
			},
			clock: options.clock ?? nodeClock,
			random,
			files: nodeFiles,
			signal: controller.signal,
			termination: makeTermination(),
			cwd: directory,
			userHome: directory,
			store: {directory: join(directory, 'store'), files: nodeFiles, now: () => 0, platform: process.platform},
			environmentPassword: options.environmentPassword === undefined ? undefined : new Secret(options.environmentPassword),
			programs: {editor: undefined, pager: 'cat'},
			agent: undefined,
			who: 'tester@here',
		};
		return {written, context: made};
	};

	return {
		directory,
		context,
		async run(argv, options) {
			const made = context(options);
			let bug: unknown;
			const code = await main(argv, made.context, (cause) => {
				bug = cause;
			});
			if (made.written.err.includes('This is a bug')) {
				throw bug;
			}

			return {code, ...made.written};
		},
		remove: async () => rm(directory, {recursive: true, force: true}),
	};
};
