import {Secret} from '../diagnostics/index.js';
import {wrapText} from './lines.js';

/** How a command talks. Results go to standard output, everything for people that is no result to standard error. */
export interface Console {
	/** One line, or several, of result. */
	out(text: string): void;
	/** One line, or several, for people. */
	note(text: string): void;
	/** Whether somebody can be asked. */
	readonly interactive: boolean;
	/** One line of answer; undefined when the input has ended. Rejects with the signal's reason. */
	ask(question: string, signal?: AbortSignal): Promise<string | undefined>;
	/** The same without showing what is typed. */
	askHidden(question: string, signal?: AbortSignal): Promise<Secret | undefined>;
	/** Everything on standard input, up to a bound. Undefined when there is more. */
	readAll(limit: number): Promise<string | undefined>;
	/** The first line of standard input. */
	readLine(): Promise<string | undefined>;
}

type Input = NodeJS.ReadableStream & {readonly isTTY?: boolean; setRawMode?(on: boolean): unknown};

export type ConsoleOptions = {
	readonly stdin: Input;
	readonly out: (text: string) => void;
	readonly err: (text: string) => void;
	readonly interactive: boolean;
	/** How wide what people read may be; undefined where it is no terminal. */
	readonly columns: () => number | undefined;
	/** Ctrl-C while something hidden is typed: the terminal is raw then and sends no signal. */
	readonly onInterrupt: () => void;
};

/** Reads an input piece by piece, keeping what nobody has asked for yet. */
const makeReader = (stdin: Input) => {
	let buffer = '';
	let ended = false;
	let wake: (() => void) | undefined;
	let started = false;
	const start = (): void => {
		if (!started) {
			started = true;
			stdin.setEncoding('utf8');
			stdin.on('data', (chunk: string | Buffer) => {
				buffer += chunk.toString();
				wake?.();
			});
			stdin.on('end', () => {
				ended = true;
				wake?.();
			});
			stdin.on('error', () => {
				ended = true;
				wake?.();
			});
		}

		stdin.resume();
	};

	/** Waits until `take` finds something in what has come so far. */
	return async <T>(take: (text: string, ended: boolean) => {readonly value: T; readonly rest: string} | undefined, signal?: AbortSignal): Promise<T> => {
		start();
		try {
			return await new Promise<T>((resolve, reject) => {
				const abort = (): void => {
					wake = undefined;
					reject(signal?.reason);
				};

				if (signal?.aborted === true) {
					abort();
					return;
				}

				signal?.addEventListener('abort', abort, {once: true});
				wake = () => {
					const taken = take(buffer, ended);
					if (taken !== undefined) {
						wake = undefined;
						signal?.removeEventListener('abort', abort);
						buffer = taken.rest;
						resolve(taken.value);
					}
				};

				wake();
			});
		} finally {
			stdin.pause();
		}
	};
};

const takeLine = (text: string, ended: boolean): {readonly value: string | undefined; readonly rest: string} | undefined => {
	const end = /\r?\n/.exec(text);
	if (end !== null) {
		return {value: text.slice(0, end.index), rest: text.slice(end.index + end[0].length)};
	}

	return ended ? {value: text === '' ? undefined : text, rest: ''} : undefined;
};

/** What is left of typed characters when backspaces have done their work. */
const withBackspaces = (typed: string): string => {
	const kept: string[] = [];
	for (const character of typed) {
		if (character === '\u007F' || character === '\b') {
			kept.pop();
		} else {
			kept.push(character);
		}
	}

	return kept.join('');
};

/** A line typed into a raw terminal: ends with Enter, Ctrl-D ends the input, Ctrl-C interrupts. */
const takeHidden = (onInterrupt: () => void) => {
	return (text: string, ended: boolean): {readonly value: string | undefined; readonly rest: string} | undefined => {
		const end = /[\r\n\u0003\u0004]/.exec(text);
		if (end === null) {
			return ended ? {value: undefined, rest: ''} : undefined;
		}

		const rest = text.slice(end.index + 1);
		if (end[0] === '\u0003') {
			onInterrupt();
			return {value: undefined, rest};
		}

		return {value: end[0] === '\u0004' ? undefined : withBackspaces(text.slice(0, end.index)), rest};
	};
};

const line = (text: string): string => (text.endsWith('\n') ? text : `${text}\n`);

/** A console over streams. */
export const makeConsole = ({stdin, out, err, interactive, columns, onInterrupt}: ConsoleOptions): Console => {
	const read = makeReader(stdin);
	const fitted = (text: string): string => wrapText(text, columns());
	return {
		out: (text) => out(line(text)),
		note: (text) => err(line(fitted(text))),
		interactive,
		async ask(question, signal) {
			err(`${fitted(question)} `);
			let answer: string | undefined;
			try {
				answer = await read(takeLine, signal);
			} finally {
				// Nobody pressed Enter: what is said next begins a line of its own.
				if (answer === undefined) {
					err('\n');
				}
			}

			return answer;
		},
		async askHidden(question, signal) {
			// Before it asks: who is quick would else see the password on the screen.
			stdin.setRawMode?.(true);
			try {
				err(`${fitted(question)} `);
				const typed = await read(takeHidden(onInterrupt), signal);
				return typed === undefined ? undefined : new Secret(typed);
			} finally {
				stdin.setRawMode?.(false);
				err('\n');
			}
		},
		readAll: async (limit) =>
			read((text, ended) => {
				if (text.length > limit) {
					return {value: undefined, rest: ''};
				}

				return ended ? {value: text, rest: ''} : undefined;
			}),
		readLine: async () => read(takeLine),
	};
};
