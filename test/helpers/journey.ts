import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {expect} from 'vitest';
import type {Terminal} from './terminal.js';

const folder = new URL('../stories/frames/', import.meta.url);

/** The frames are written down anew instead of compared. */
const isWriting = process.env.DETOUR_GOLDEN === 'write';

/** What is another in every run, or follows from what others write down: ports, ids, folders, keys, times, numbers of rows. */
const changing: readonly RegExp[] = [
	/(?<=127\.0\.0\.1:)\d+/g,
	/\/\S*detour-test-\w{6}/g,
	/(?<=SHA256:)[\w+/]{43}/g,
	// Not the end of an IPv6 address.
	/(?<![\w:])\d:\d\d\b(?!:)/g,
	/(?<=\b(?:home|two-lines)-)[a-z\d]{4}\b/g,
	/\d+(?= to (?:add|change|remove|adjust|switch|move))/g,
	/\d+(?= (?:changes|of your own settings|hold))/g,
	/(?<=lines )\d+ to \d+ of \d+/g,
	/(?<=Make the change {2}|matched )\d+ of \d+/g,
	/\d+ of \d+(?= commands)/g,
];

/** The text without what is another in every run. */
export const masked = (frame: string): string => changing.reduce((text, what) => text.replaceAll(what, '#'), frame).replaceAll(/ +$/gm, '');

/** Compares a text with what is written down in the folder of frames. `DETOUR_GOLDEN=write` writes it anew. */
export const expectWritten = async (name: string, text: string): Promise<void> => {
	const file = new URL(name, folder);
	if (isWriting) {
		await mkdir(new URL('.', file), {recursive: true});
		await writeFile(file, text);
	}

	expect(text).toBe(await readFile(file, 'utf8'));
};

/** A way through the wizard whose frames are compared with those that are written down. */
export type Journey = {
	/** Waits until the terminal shows the text and looks as it is written down, and keeps the frame. */
	readonly look: (terminal: Terminal, wanted: string | RegExp) => Promise<string>;
	/** Compares all frames with what is written down. */
	readonly end: () => Promise<void>;
};

/** `name` is the file of the frames, without its width. */
export const startJourney = async (name: string, columns: number): Promise<Journey> => {
	const file = `${name}-${columns}.txt`;
	const rule = `${'='.repeat(columns)}\n`;
	const written = isWriting ? [] : (await readFile(new URL(file, folder), 'utf8')).split(rule);
	const seen: string[] = [];
	// A journey that has lost its way once is not waited for again.
	let patience = 30_000;
	return {
		async look(terminal, wanted) {
			await terminal.see(wanted);
			const expected = written[seen.length];
			// Ink's last, empty frame may leave a line behind.
			const frame = (): string => `${masked(terminal.text()).replace(/^\n+/, '')}\n`;
			// A frame comes in pieces, and some of it is read later: it is whole when it is the one that is expected.
			await (isWriting
				? terminal.quiet()
				: terminal
						.until(() => frame() === expected, patience)
						.catch(() => {
							patience = 100;
						}));
			seen.push(frame());
			return terminal.text();
		},
		end: async () => expectWritten(file, seen.join(rule)),
	};
};

/** Terminals that frames are written down for: as small as the wizard may be, the usual one, and a large one. */
export const widths = [60, 80, 120] as const;

export const sizeOf = (columns: (typeof widths)[number]): {readonly columns: number; readonly rows: number} => ({columns, rows: {60: 18, 80: 24, 120: 40}[columns]});

/** A text as a regular expression takes it word by word. */
export const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Presses keys one after the other: two in one read would be another key, so each waits for what the one before it shows. */
export const press = async (terminal: Terminal, ...presses: readonly string[]): Promise<void> => {
	for (const one of presses) {
		const before = terminal.text();
		terminal.type(one);
		await terminal.until(() => terminal.text() !== before);
	}
};
