import {makeRepainter} from './repaint.js';

/** The terminal as Ink sees it: it can be shut, so that nothing of ours gets onto it while another program has it. */
export type Gate = {
	readonly stdout: NodeJS.WriteStream;
	readonly set: (isOpen: boolean) => void;
	/** Resolves when what Ink painted last is nothing. */
	readonly emptied: () => Promise<void>;
};

/** Ink's frame of nothing: rows are erased, and one is left; none where the terminal has become narrower. */
const nothing = /^(?:\u001B\[[\d;?]*[A-Za-z])*\n?$/;

export const gateOf = (terminal: NodeJS.WriteStream): Gate => {
	let isOpen = true;
	let isEmpty = true;
	const repainter = makeRepainter();
	let tell = (): void => undefined;
	const seen = (text: string): void => {
		// Every frame ends with a line break, and rows are erased for the sake of frames only.
		if (text.endsWith('\n') || text.includes('\u001B[2K')) {
			isEmpty = nothing.test(text);
			tell();
		}
	};

	return {
		stdout: new Proxy(terminal, {
			get(target, name) {
				const value: unknown = Reflect.get(target, name, target);
				if (typeof value !== 'function') {
					return value;
				}

				return (...values: unknown[]): unknown => {
					const [text, ...rest] = values;
					if (name !== 'write' || typeof text !== 'string') {
						return Reflect.apply(value, target, values);
					}

					seen(text);
					return Reflect.apply(value, target, [isOpen ? repainter.write(text, terminal) : '', ...rest]);
				};
			},
		}),
		set(open) {
			isOpen = open;
			repainter.forget();
		},
		emptied: () =>
			new Promise((resolve) => {
				tell = () => {
					if (isEmpty) {
						resolve();
					}
				};
				tell();
			}),
	};
};

const turn = (): Promise<void> =>
	new Promise((resolve) => {
		setImmediate(resolve);
	});

/**
 * A terminal goes on being read when its last listener is gone, and would take keys from the program: only a stream that
 * flows can be stopped, and it knows in the next turn that its listener is gone.
 */
const letGo = async (stdin: NodeJS.ReadStream): Promise<void> => {
	await turn();
	stdin.resume();
	await turn();
	stdin.pause();
};

const cursor = {show: '\u001B[?25h', hide: '\u001B[?25l'} as const;

export type Lender = {readonly gate: Gate; readonly stdin: NodeJS.ReadStream; readonly clear: () => void};

/**
 * Lends the terminal to another program while it runs. Ink paints nothing and does not listen to the keyboard meanwhile;
 * the wizard itself goes on, its connection too.
 */
export const lend = async <T>({gate, stdin, clear}: Lender, work: () => Promise<T>): Promise<T> => {
	await gate.emptied();
	clear();
	gate.stdout.write(cursor.show);
	gate.set(false);
	await letGo(stdin);
	try {
		return await work();
	} finally {
		stdin.setRawMode(true);
		gate.set(true);
		// Ink counts its frame of nothing as a row above the cursor.
		gate.stdout.write('\n');
		gate.stdout.write(cursor.hide);
	}
};
