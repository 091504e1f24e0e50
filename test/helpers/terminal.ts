import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import type {IPty} from '@lydell/node-pty';
import {spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';

const {Terminal: Screen} = xterm;

export const keys = {
	enter: '\r',
	escape: '\u001B',
	up: '\u001B[A',
	down: '\u001B[B',
	tab: '\t',
	backTab: '\u001B[Z',
	space: ' ',
	ctrlC: '\u0003',
	backspace: '\u007F',
	ctrlU: '\u0015',
} as const;

export type Terminal = {
	/** What a person sees now, trailing blanks cut. */
	readonly text: () => string;
	/** Everything that has scrolled by and the screen. */
	readonly history: () => string;
	/** Everything as it was written, escape sequences included. */
	readonly written: () => string;
	readonly type: (text: string) => void;
	/** Waits until the screen shows the text, then resolves with the frame. Fails with the last frame. */
	readonly see: (expected: string | RegExp) => Promise<string>;
	/** Waits until something holds, looking each time when something was written. */
	readonly until: (holds: () => boolean, timeout?: number) => Promise<void>;
	/** Waits until nothing has been written for a while. Only where there is nothing to wait for. */
	readonly quiet: () => Promise<void>;
	/** Pastes as a terminal does that was asked to tell pasting from typing. */
	readonly paste: (text: string) => void;
	readonly resize: (columns: number, rows: number) => void;
	/** The exit code, once the program has ended. Fails with the last frame when it does not. */
	readonly ended: () => Promise<number>;
	readonly pid: number;
	readonly kill: (signal: string) => void;
	/** Whether the cursor is shown: a program that ends must have brought it back. */
	readonly isCursorVisible: () => boolean;
	/** The screen as cells with their colours, for pictures. */
	readonly cells: () => readonly (readonly Cell[])[];
	readonly close: () => Promise<void>;
};

/** One cell of the screen; `color` is an index of the 256-colour palette, undefined for the terminal's own. */
export type Cell = {readonly text: string; readonly color: number | undefined; readonly bold: boolean; readonly dim: boolean; readonly inverse: boolean};

export type TerminalOptions = {
	readonly columns?: number;
	readonly rows?: number;
	readonly env?: Readonly<Record<string, string>>;
	/** Its own folder for everything, and the one it stands in. */
	readonly home?: string;
	/** Answers programs that ask who and where it is, as a real terminal does. */
	readonly answers?: true;
};

/** How long something is waited for that must come, in milliseconds: who waits so long has met something that hangs. */
const patience = 120_000;

/** A folder of its own for profiles, pins and journal of one story. */
export const makeHome = async (): Promise<{readonly path: string; readonly remove: () => Promise<void>}> => {
	const home = await mkdtemp(path.join(tmpdir(), 'detour-test-'));
	return {path: home, remove: () => rm(home, {recursive: true, force: true})};
};

/** Runs a program in a real pty and keeps its screen as a terminal would. */
export const openTerminal = (file: string, args: readonly string[], options: TerminalOptions = {}): Terminal => {
	const columns = options.columns ?? 80;
	const rows = options.rows ?? 24;
	const screen = new Screen({cols: columns, rows, allowProposedApi: true, scrollback: 10_000});
	const child: IPty = spawn(file, [...args], {
		name: 'xterm-256color',
		cols: columns,
		rows,
		// An empty CI variable counts as CI too, and then Ink prints only its last frame.
		env: {
			...process.env,
			CI: 'false',
			TERM: 'xterm-256color',
			LC_ALL: 'C.UTF-8',
			...(options.home === undefined ? {} : {DETOUR_HOME: options.home, HOME: options.home}),
			...options.env,
		},
		...(options.home === undefined ? {} : {cwd: options.home}),
	});
	if (options.answers === true) {
		screen.onData((answer) => {
			child.write(answer);
		});
	}

	let cursorHidden = false;
	let written = '';
	// A frame that has come in part is seen by nobody: a terminal shows it when it is whole (synchronized output).
	let isPainting = false;
	const waiting = new Set<() => void>();
	child.onData((data) => {
		written += data;
		for (const match of data.matchAll(/\u001B\[\?25([hl])/g)) {
			cursorHidden = match[1] === 'l';
		}

		const goesOn = written.lastIndexOf('\u001B[?2026h') > written.lastIndexOf('\u001B[?2026l');
		screen.write(data, () => {
			isPainting = goesOn;
			for (const check of waiting) {
				check();
			}
		});
	});
	let ending: string | undefined;
	const exited = new Promise<number>((resolve) => {
		child.onExit(({exitCode, signal}) => {
			// What was written last is still on its way to the screen.
			screen.write('', () => {
				isPainting = false;
				ending = `It has ended with ${signal ? `signal ${signal}` : exitCode}. `;
				for (const check of waiting) {
					check();
				}

				resolve(exitCode);
			});
		});
	});
	const lines = (from: number, to: number): string => {
		const buffer = screen.buffer.active;
		return Array.from({length: to - from}, (_, index) => buffer.getLine(from + index)?.translateToString(true) ?? '')
			.join('\n')
			.trimEnd();
	};

	const text = (): string => lines(screen.buffer.active.baseY, screen.buffer.active.baseY + screen.rows);
	const history = (): string => lines(0, screen.buffer.active.baseY + screen.rows);
	const until: Terminal['until'] = (holds, timeout = patience) =>
		new Promise((resolve, reject) => {
			const fail = (): void => {
				stop();
				reject(new Error(`${ending ?? `Not within ${timeout} ms. `}The screen was:\n${text()}`));
			};

			const check = (): void => {
				if (!isPainting && holds()) {
					stop();
					resolve();
				} else if (ending !== undefined) {
					fail();
				}
			};

			const timer = setTimeout(fail, timeout);
			const stop = (): void => {
				clearTimeout(timer);
				waiting.delete(check);
			};

			waiting.add(check);
			check();
		});

	return {
		text,
		history,
		written: () => written,
		type: (typed) => {
			child.write(typed);
		},
		see: async (expected) => {
			await until(() => (typeof expected === 'string' ? text().includes(expected) : expected.test(text()))).catch((cause: unknown) => {
				throw new Error(`Did not see ${String(expected)}. ${cause instanceof Error ? cause.message : ''}`, {cause});
			});
			return text();
		},
		until,
		quiet: async () => {
			for (let before = ''; before !== history(); await new Promise((resolve) => setTimeout(resolve, 200))) {
				before = history();
			}
		},
		paste: (pasted) => {
			child.write(`\u001B[200~${pasted}\u001B[201~`);
		},
		resize: (newColumns, newRows) => {
			child.resize(newColumns, newRows);
			screen.resize(newColumns, newRows);
		},
		ended: () =>
			Promise.race([
				exited,
				new Promise<never>((_resolve, reject) => {
					const timer = setTimeout(() => reject(new Error(`It did not end. The screen was:\n${text()}`)), patience);
					void exited.then(() => clearTimeout(timer));
				}),
			]),
		pid: child.pid,
		kill: (signal) => {
			child.kill(signal);
		},
		isCursorVisible: () => !cursorHidden,
		cells: () => {
			const buffer = screen.buffer.active;
			return Array.from({length: screen.rows}, (_, row) => {
				const line = buffer.getLine(buffer.baseY + row);
				return Array.from({length: screen.cols}, (_unused, column) => {
					const cell = line?.getCell(column);
					return {
						text: cell === undefined || cell.getWidth() === 0 ? '' : cell.getChars() || ' ',
						color: cell?.isFgPalette() === true ? cell.getFgColor() : undefined,
						bold: Boolean(cell?.isBold()),
						dim: Boolean(cell?.isDim()),
						inverse: Boolean(cell?.isInverse()),
					};
				});
			});
		},
		close: async () => {
			try {
				child.kill('SIGKILL');
			} catch {
				// It has ended already.
			}

			await exited;
			screen.dispose();
		},
	};
};
