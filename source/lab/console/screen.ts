import type {Edit} from './line-editor.js';

export type ScreenOptions = {
	readonly write: (text: string) => void;
	readonly columns: () => number;
	readonly prompt: () => string;
	/** One line that scrolls sideways instead of going on below. */
	readonly dumb: boolean;
	/** The terminal was asked for its size: prompts go to its last line. */
	readonly full: () => boolean;
};

/** How a prompt and the line behind it are put on a terminal (7.2x captures). */
export type Screen = {
	/** A prompt of its own: shown twice, once padded, as every tested client expects. */
	showPrompt(): void;
	/** The whole line again, as on Enter. */
	wholeLine(line: Edit): string;
	/** The line after a change, the cursor in its place. */
	repaint(before: Edit, after: Edit): void;
	/** Something to read in the middle of a line, and the line again. */
	interject(text: string, line: Edit): void;
};

export const createScreen = ({write, columns, prompt, dumb, full}: ScreenOptions): Screen => {
	const down = (): string => (full() ? '\u001B[9999B' : '');

	/** What of a long line is seen in one row: `<` and `>` stand for the clipped ends. */
	const clipped = (text: string, cursor: number): {readonly seen: string; readonly at: number} => {
		const width = Math.max(4, columns() - 1);
		if (text.length <= width) {
			return {seen: text, at: cursor};
		}

		if (cursor < width) {
			return {seen: `${text.slice(0, width - 1)}>`, at: cursor};
		}

		const from = cursor - width + 2;
		const end = text.slice(from, from + width - 1);
		return {seen: `<${end}`, at: end.length + 1};
	};

	/** The way from the end of a text back to one of its columns, over the rows it fills. */
	const back = (length: number, to: number): string => {
		const rows = Math.floor(length / columns()) - Math.floor(to / columns());
		return rows > 0 ? `\u001B[${rows}A` : '';
	};

	const wholeLine = ({text, cursor}: Edit): string => {
		const head = prompt();
		return dumb ? `\r${clipped(head + text, head.length + text.length).seen}` : `${back(head.length + cursor, 0)}\r${head}${text}`;
	};

	return {
		showPrompt: () => {
			write(`\r\r\r\r${down()}${prompt().padEnd(columns() - 1)}\r${prompt()}`);
		},
		wholeLine,
		repaint: (before, after) => {
			const head = prompt();
			if (dumb) {
				const {seen, at} = clipped(head + after.text, head.length + after.cursor);
				const old = clipped(head + before.text, head.length + before.cursor).seen.length;
				write(`\r${seen}${' '.repeat(Math.max(0, old - seen.length))}`);
				write(at < Math.max(old, seen.length) ? `\r${seen.slice(0, at)}` : '');
				return;
			}

			const length = head.length + Math.max(before.text.length, after.text.length);
			write(`${back(head.length + before.cursor, 0)}\r${head}${after.text}${' '.repeat(Math.max(0, before.text.length - after.text.length))}`);
			if (after.cursor < after.text.length || after.text.length < before.text.length) {
				write(`${back(length, 0)}\r${head}${after.text.slice(0, after.cursor)}`);
			}
		},
		interject: (text, line) => {
			write(`\r${text}\u001B[K\r\n\r${down()}${prompt()}${line.text}`);
		},
	};
};
