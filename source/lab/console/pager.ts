import type {Key} from './keys.js';

/** Output that is shown by the screen. */
export type Pager = {
	/** Whether it waits for a key. */
	active(): boolean;
	/** Shows text, as much of it as fits; while a page is up the rest waits. */
	show(text: string): void;
	/** Text that comes after: behind what still waits. */
	follow(text: string): void;
	press(key: Key): void;
	/** Shows a part of what goes on until somebody stops it, with how to do that below. */
	endless(text: string): void;
	/** Whether such a footer is up. */
	endlessly(): boolean;
	/** What had no end has ended. */
	over(): void;
};

export type PagerOptions = {
	readonly rows: () => number;
	readonly columns: () => number;
	readonly colours: boolean;
	readonly write: (text: string) => void;
	/** All has been shown, or the person has seen enough. */
	readonly finished: () => void;
};

const footer = '-- [Q quit|D dump|down]';
const endlessFooter = '-- [Q quit|D dump|C-z pause]';
const clear = '\r\u001B[K';

/** Pages as the console does: a footer without a line end, Space and Down go on, D shows all the rest, Q stops. */
export const createPager = ({rows, columns, colours, write, finished}: PagerOptions): Pager => {
	let waiting: readonly string[] | undefined;
	let later = '';
	let running = false;

	const shown = (text: string): string => (colours ? `\u001B[7m${text}\u001B[0m\r` : `${text}\r`);

	const finish = (): void => {
		waiting = undefined;
		write(later);
		later = '';
		finished();
	};

	/** How many lines fill so many rows of the screen; long ones take several. */
	const filling = (lines: readonly string[], height: number): number => {
		let used = 0;
		const over = lines.findIndex((line) => {
			used += Math.max(1, Math.ceil(line.length / columns()));
			return used > height;
		});
		return over < 0 ? lines.length : Math.max(1, over);
	};

	const some = (lines: readonly string[], height: number): void => {
		const count = filling(lines, height);
		write(
			lines
				.slice(0, count)
				.map((line) => `${line}\r\n`)
				.join(''),
		);
		if (lines.length <= count) {
			finish();
			return;
		}

		waiting = lines.slice(count);
		write(shown(footer));
	};

	return {
		endless: (text) => {
			write(`${running ? clear : ''}${text}${shown(endlessFooter)}`);
			running = true;
		},
		endlessly: () => running,
		over: () => {
			write(running ? clear : '');
			running = false;
		},
		active: () => waiting !== undefined,
		show: (text) => {
			const lines = text.replace(/\r\n$/, '').split('\r\n');
			if (waiting === undefined && filling(lines, rows() - 1) < lines.length) {
				some(lines, rows() - 1);
			} else if (waiting === undefined) {
				write(text);
			} else {
				later += text;
			}
		},
		follow: (text) => {
			if (waiting === undefined) {
				write(text);
			} else {
				later += text;
			}
		},
		press: (key) => {
			const lines = waiting ?? [];
			const typed = key.kind === 'text' ? key.text.slice(0, 1).toLowerCase() : '';
			if (typed === 'q' || key.kind === 'interrupt') {
				write(clear);
				finish();
			} else if (typed === 'd') {
				write(clear);
				some(lines, Number.POSITIVE_INFINITY);
			} else if (typed === ' ' || key.kind === 'down') {
				write(clear);
				some(lines, Math.max(1, rows() - 1));
			} else if (key.kind === 'enter') {
				write(clear);
				some(lines, 1);
			}
		},
	};
};
