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

const endlessFooter = '-- [Q quit|D dump|C-z pause]';
const clear = '\r\u001B[K';

/** Lines above and between the rows of a table: never cut. */
const isHead = (line: string): boolean => /^(?:Flags: |Columns: |;;; )/.test(line);

/** What is on the screen, what is below it, and for a wide table how far right it begins. */
type Page = {readonly lines: readonly string[]; readonly below: readonly string[]; readonly from: number | undefined};

/** Pages as the console does: a footer without a line end, Space and Down go on, Right and Left show more of a wide table, D shows all the rest, Q stops. */
export const createPager = ({rows, columns, colours, write, finished}: PagerOptions): Pager => {
	let waiting: Page | undefined;
	let later = '';
	let running = false;

	const footer = (text: string): string => (colours ? `\u001B[7m${text}\u001B[0m\r` : `${text}\r`);

	const print = (lines: readonly string[]): void => {
		write(lines.map((line) => `${line}\r\n`).join(''));
	};

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

	const reaches = (lines: readonly string[], column: number): boolean => lines.some((line) => !isHead(line) && line.length > column);

	/** Rows of a wide table are cut where the screen ends (captures of 7.x on a narrow terminal). */
	const cut = (lines: readonly string[], from: Page['from']): readonly string[] =>
		from === undefined ? lines : lines.map((line) => (isHead(line) ? line : line.slice(from, from + columns())));

	/** Shows some lines, and waits for a key where there is more. */
	const place = (page: Page): void => {
		const {lines, below, from} = page;
		print(cut(lines, from));
		const ways = [
			...(from !== undefined && reaches(lines, from + columns()) ? ['right'] : []),
			...(from !== undefined && from > 0 ? ['left'] : []),
			...(below.length > 0 ? ['down'] : []),
		];
		if (ways.length === 0) {
			finish();
		} else {
			waiting = page;
			write(footer(`-- [Q quit|D dump|${ways.join('|')}]`));
		}
	};

	const some = (lines: readonly string[], height: number, from: Page['from']): void => {
		const count = filling(cut(lines, from), height);
		place({lines: lines.slice(0, count), below: lines.slice(count), from});
	};

	/** What a key does with the page that is up; undefined for nothing. */
	const answer = ({lines, below, from}: Page, key: Key): (() => void) | undefined => {
		const typed = key.kind === 'text' ? key.text.slice(0, 1).toLowerCase() : '';
		const on = (height: number) => (): void => {
			if (below.length > 0) {
				some(below, height, from);
			} else {
				finish();
			}
		};
		if (typed === 'q' || key.kind === 'interrupt') {
			return finish;
		}

		if (typed === 'd') {
			return () => {
				print(below);
				finish();
			};
		}

		if (typed === ' ' || key.kind === 'down') {
			return on(Math.max(1, rows() - 1));
		}

		if (key.kind === 'enter') {
			return on(1);
		}

		const moved =
			from === undefined ? undefined : key.kind === 'right' && reaches(lines, from + columns()) ? from + columns() : key.kind === 'left' && from > 0 ? from - columns() : undefined;
		return moved === undefined ? undefined : () => place({lines, below, from: Math.max(0, moved)});
	};

	return {
		endless: (text) => {
			write(`${running ? clear : ''}${text}${footer(endlessFooter)}`);
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
			const from = lines.some((line) => line.startsWith('Columns: ')) && reaches(lines, columns()) ? 0 : undefined;
			if (waiting !== undefined) {
				later += text;
			} else if (from !== undefined || filling(lines, rows() - 1) < lines.length) {
				some(lines, rows() - 1, from);
			} else {
				write(text);
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
			const act = waiting === undefined ? undefined : answer(waiting, key);
			if (act !== undefined) {
				write(clear);
				act();
			}
		},
	};
};
