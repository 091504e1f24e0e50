import {unfinished} from '../script/unfinished.js';
import type {Completion} from './complete.js';
import {commonStart, inColumns} from './complete.js';
import type {Key} from './keys.js';
import type {Edit} from './line-editor.js';
import {edit, emptyLine} from './line-editor.js';
import type {Screen} from './screen.js';

/** The input of a terminal: the line being typed, those above it that it completes, those typed before. */
export type CommandLine = {
	line(): Edit;
	/** What stands before a further line of an input that is not complete. */
	continuation(): string | undefined;
	/** Words are completed at blanks. */
	hotlock(): boolean;
	press(key: Key): void;
	/** Ends the line: the whole input, or undefined while it is not complete. */
	enter(): string | undefined;
	clear(): void;
};

export type CommandLineOptions = {
	readonly screen: () => Screen;
	readonly write: (text: string) => void;
	readonly columns: () => number;
	readonly prompt: () => string;
	/** What may follow a text. */
	readonly complete: (text: string) => Completion;
};

export const createCommandLine = ({screen, write, columns, prompt, complete}: CommandLineOptions): CommandLine => {
	const history: string[] = [];
	let at = 0;
	let line: Edit = emptyLine;
	let above = '';
	let hotlock = false;
	/** What is being looked for, and the line that was found last. */
	let search: {readonly wanted: string; readonly at: number} | undefined;
	/** The line whose choices Tab has looked for: a second Tab lists them. */
	let looked: string | undefined;

	const change = (after: Edit): void => {
		const before = line;
		line = after;
		screen().repaint(before, after);
	};

	const insert = (text: string): void => {
		const after = edit(line, {kind: 'text', text});
		if (line.cursor === line.text.length && prompt().length + after.text.length < columns()) {
			line = after;
			write(text);
		} else {
			change(after);
		}
	};

	const here = (): Completion => complete((above === '' ? '' : `${above}\n`) + line.text.slice(0, line.cursor));

	const list = (lines: readonly string[]): void => {
		write(`\r\n${lines.map((one) => `${one}\r\n`).join('')}`);
		screen().repaint(emptyLine, line);
	};

	const tab = (): void => {
		const {typed, choices} = here();
		const [only] = choices;
		if (choices.length === 1 && only !== undefined) {
			insert(only.text.slice(typed.length) + only.tail);
		} else if (looked === line.text) {
			list(
				inColumns(
					choices.map(({text}) => text),
					columns(),
				),
			);
		} else {
			insert(commonStart(choices).slice(typed.length));
		}

		looked = line.text;
	};

	const help = (): void => {
		const {choices} = here();
		const width = Math.max(0, ...choices.map(({text}) => text.length));
		list(choices.map(({text, note}) => (note === '' ? text : `${text.padEnd(width)} -- ${note}`)));
	};

	/** What is left of the only word that begins as the typed one. */
	const restOfWord = (): string => {
		const {typed, choices} = here();
		const [only] = choices;
		return choices.length === 1 && typed !== '' && only !== undefined ? only.text.slice(typed.length) : '';
	};

	const recall = (step: number): void => {
		at = Math.max(0, Math.min(history.length, at + step));
		const text = history[at] ?? '';
		change({text, cursor: text.length});
	};

	/** The last line that has what was typed in it; the same key again finds the one before. */
	const find = (): void => {
		const wanted = search?.wanted ?? line.text;
		const from = search?.at ?? history.length;
		const found = history.slice(0, from).findLastIndex((one) => one.includes(wanted));
		if (found >= 0) {
			const text = history[found] ?? '';
			search = {wanted, at: found};
			at = found;
			change({text, cursor: text.length});
		}
	};

	return {
		line: () => line,
		continuation: () => (above === '' ? undefined : `${unfinished(above)}... `),
		hotlock: () => hotlock,
		press: (key) => {
			if (key.kind === 'tab') {
				tab();
				return;
			}

			looked = undefined;
			if (key.kind === 'search') {
				find();
				return;
			}

			search = undefined;
			switch (key.kind) {
				case 'up':
					recall(-1);
					break;
				case 'down':
					recall(1);
					break;
				case 'help':
					help();
					break;
				case 'hotlock':
					hotlock = !hotlock;
					change(line);
					break;
				case 'text':
					insert(hotlock && key.text === ' ' ? `${restOfWord()} ` : key.text);
					break;
				default:
					change(edit(line, key));
			}
		},
		enter: () => {
			const {text} = line;
			write(`${screen().wholeLine(line)}\r\n`);
			line = emptyLine;
			looked = undefined;
			search = undefined;
			const whole = above === '' ? text : `${above}\n${text}`;
			if (unfinished(whole) !== '') {
				above = whole;
				return undefined;
			}

			above = '';
			if (whole.trim() !== '' && history.at(-1) !== whole) {
				history.push(whole);
			}

			at = history.length;
			return whole;
		},
		clear: () => {
			line = emptyLine;
			above = '';
			looked = undefined;
		},
	};
};
