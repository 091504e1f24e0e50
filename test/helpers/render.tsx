import {PassThrough, Writable} from 'node:stream';
import xterm from '@xterm/headless';
import type {Start, WizardResult} from '../../source/ui/options.js';
import type {Services} from '../../source/ui/services.js';

/** What keys send. */
export const keys = {
	enter: '\r',
	escape: '\u001B',
	tab: '\t',
	shiftTab: '\u001B[Z',
	up: '\u001B[A',
	down: '\u001B[B',
	right: '\u001B[C',
	left: '\u001B[D',
	pageDown: '\u001B[6~',
	pageUp: '\u001B[5~',
	home: '\u001B[H',
	end: '\u001B[F',
	space: ' ',
	backspace: '\u007F',
	ctrlC: '\u0003',
	ctrlU: '\u0015',
} as const;

type Size = {readonly columns: number; readonly rows: number};

/** A terminal to write to that keeps what a person would see. */
export class Screen extends Writable {
	readonly isTTY = true;
	columns: number;
	rows: number;
	raw = '';
	readonly #terminal: xterm.Terminal;
	#waiting: (() => void)[] = [];

	constructor({columns, rows}: Size) {
		super({decodeStrings: false});
		this.columns = columns;
		this.rows = rows;
		this.#terminal = new xterm.Terminal({cols: columns, rows, allowProposedApi: true, convertEol: true});
	}

	override _write(chunk: string | Buffer, _encoding: string, done: () => void): void {
		this.raw += String(chunk);
		this.#terminal.write(chunk, () => {
			const waiting = this.#waiting;
			this.#waiting = [];
			for (const look of waiting) {
				look();
			}

			done();
		});
	}

	/** What shows now, without blanks at the ends of lines. */
	text(): string {
		const buffer = this.#terminal.buffer.active;
		return Array.from({length: this.#terminal.rows}, (_, row) => buffer.getLine(buffer.viewportY + row)?.translateToString(true) ?? '').join('\n');
	}

	/** Everything, what scrolled away too. */
	scrollback(): string {
		const buffer = this.#terminal.buffer.active;
		return Array.from({length: buffer.length}, (_, row) => buffer.getLine(row)?.translateToString(true) ?? '').join('\n');
	}

	resize({columns, rows}: Size): void {
		this.columns = columns;
		this.rows = rows;
		this.#terminal.resize(columns, rows);
		this.emit('resize');
	}

	/** Resolves with what shows as soon as it holds the text; never waits for time, only gives up by it. */
	until(wanted: string | RegExp, patience = 120_000): Promise<string> {
		return new Promise((resolve, reject) => {
			const timer = setTimeout(() => reject(new Error(`Never saw ${String(wanted)}. The screen shows:\n${this.text()}`)), patience);
			const look = () => {
				const shown = this.text();
				if (typeof wanted === 'string' ? shown.includes(wanted) : wanted.test(shown)) {
					clearTimeout(timer);
					resolve(shown);
				} else {
					this.#waiting.push(look);
				}
			};
			look();
		});
	}
}

/** A keyboard: what Ink wants of a terminal's standard input. */
const createStdin = () => {
	const stream = new PassThrough();
	return Object.assign(stream, {isTTY: true, setRawMode: () => stream, ref: () => stream, unref: () => stream});
};

const turn = (): Promise<void> =>
	new Promise((resolve) => {
		setImmediate(resolve);
	});

export type WizardUnderTest = {
	readonly screen: Screen;
	/** Sends keys or text, each as one piece, as a terminal does; does not wait for what they do. */
	press(...pieces: readonly string[]): void;
	paste(text: string): void;
	until(wanted: string | RegExp): Promise<string>;
	readonly result: Promise<WizardResult>;
};

export type OpenOptions = Partial<Size> & {readonly services: Services; readonly start?: Start; readonly unicode?: boolean; readonly color?: boolean; readonly now?: () => number};

/** Runs the whole wizard on a terminal of the given size. */
export const openWizard = async ({
	columns = 80,
	rows = 24,
	services,
	start = {kind: 'home'},
	unicode = true,
	color = true,
	now = () => 0,
}: OpenOptions): Promise<WizardUnderTest> => {
	// Ink looks at both when it is loaded: under CI it prints its last frame alone, and colours follow the real terminal.
	process.env.CI = 'false';
	process.env.FORCE_COLOR = '3';
	const {runWizard} = await import('../../source/ui/index.js');
	const screen = new Screen({columns, rows});
	const stdin = createStdin();
	const result = runWizard({
		services,
		start,
		version: '1.2.3',
		unicode,
		color,
		now,
		// Only what Ink uses of a terminal is there.
		stdout: screen as unknown as NodeJS.WriteStream,
		stdin: stdin as unknown as NodeJS.ReadStream,
	});
	let sent: Promise<void> = Promise.resolve();
	return {
		screen,
		press: (...pieces) => {
			for (const piece of pieces) {
				// Two keys in one read would be another key: Esc and then Up is Alt-Up.
				sent = sent.then(() => {
					stdin.write(piece);
					return turn().then(turn);
				});
			}
		},
		paste: (text) => {
			stdin.write(`\u001B[200~${text}\u001B[201~`);
		},
		until: (wanted) => screen.until(wanted),
		result,
	};
};
