import type {Key} from 'ink';
import {graphemes} from '../presentation/width.js';

/** One press, or a run of typed or pasted text. `name` is what `keymap.ts` calls it. */
export type Press = {readonly name: string; readonly text: string; readonly isPaste: boolean};

const arrows = [
	['upArrow', 'up'],
	['downArrow', 'down'],
	['leftArrow', 'left'],
	['rightArrow', 'right'],
	['pageUp', 'pageup'],
	['pageDown', 'pagedown'],
	['home', 'home'],
	['end', 'end'],
	['escape', 'escape'],
	['backspace', 'backspace'],
	// Ink calls what the Backspace key of most terminals sends (0x7F) "delete".
	['delete', 'backspace'],
] as const satisfies readonly (readonly [keyof Key, string])[];

const named = (name: string): Press => ({name, text: '', isPaste: false});
const typed = (text: string): Press => ({name: text, text, isPaste: false});

const controls: Readonly<Record<string, string>> = {'\r': 'enter', '\n': 'enter', '\t': 'tab', '\u007F': 'backspace', '\b': 'backspace'};

/** Keys that were pressed faster than the terminal was read come in one piece: `abc⏎` is three letters and Enter. */
const separate = (input: string): readonly Press[] =>
	(input.match(/[\u0000-\u001F\u007F]|[^\u0000-\u001F\u007F]+/g) ?? []).map((part) => {
		if (part > '\u001F' && part !== '\u007F') {
			return typed(part);
		}

		return named(controls[part] ?? `ctrl+${String.fromCharCode(part.charCodeAt(0) + 96)}`);
	});

const pressesOf = (input: string, key: Key): readonly Press[] => {
	const special = arrows.find(([flag]) => key[flag] === true);
	if (special !== undefined) {
		return [named(key.shift && /^(?:up|down)$/.test(special[1]) ? `shift+${special[1]}` : special[1])];
	}

	if (key.tab) {
		return [named(key.shift ? 'shift+tab' : 'tab')];
	}

	if (key.return) {
		return [named('enter')];
	}

	return key.ctrl ? [named(`ctrl+${input}`)] : separate(input);
};

/**
 * Turns what Ink reads into presses. With bracketed paste on, a terminal puts pasted text between `ESC[200~` and
 * `ESC[201~`, so that a line break in it is text and not a press of Enter.
 */
export const createReader = (): ((input: string, key: Key) => readonly Press[]) => {
	let pasted: string | undefined;
	return (input, key) => {
		if (input === '[200~') {
			pasted = '';
			return [];
		}

		if (pasted === undefined) {
			return pressesOf(input, key);
		}

		if (input === '[201~' || (key.ctrl && input === 'c')) {
			const text = pasted.replaceAll(/\r\n?/g, '\n');
			pasted = undefined;
			return key.ctrl ? [named('ctrl+c')] : [{name: 'paste', text, isPaste: true}];
		}

		pasted += key.return ? '\n' : key.tab ? '\t' : key.ctrl ? '' : input;
		return [];
	};
};

/** Who gets the presses: the topmost one attached. */
export type Slot = {handle: (press: Press) => void /** Takes runs of text whole instead of letter by letter. */; takesText: boolean};

export interface Keyboard {
	press(press: Press): void;
	/** Puts a slot on top; the function given back takes it away. */
	attach(slot: Slot): () => void;
	/** Lets presses wait until what the last one began is done: it decides which screen they meet. */
	hold(work: Promise<void>): void;
}

/**
 * Presses wait in a queue until somebody is there to take them, and until the screen has changed after the one before:
 * what is typed ahead is never lost and never meets an old screen. `settled` resolves when the screen has changed.
 */
export const createKeyboard = (settled: () => Promise<void>): Keyboard => {
	const queue: Press[] = [];
	const slots: Slot[] = [];
	let held = 0;
	let isDraining = false;

	const next = (): Press | undefined => {
		if (held === 0) {
			return queue.shift();
		}

		// Nobody is trapped in work that does not end. As with any terminal, what was typed before Ctrl-C goes with it.
		const leaving = queue.findIndex(({name}) => name === 'ctrl+c');
		return leaving === -1 ? undefined : queue.splice(0, leaving + 1).at(-1);
	};

	const drain = async () => {
		if (isDraining) {
			return;
		}

		isDraining = true;
		try {
			for (let slot = slots.at(-1); slot !== undefined; slot = slots.at(-1)) {
				const press = next();
				if (press === undefined) {
					break;
				}

				if (press.text !== '' && !press.isPaste && !slot.takesText && graphemes(press.text).length > 1) {
					queue.unshift(...graphemes(press.text).map(typed));
					continue;
				}

				slot.handle(press);
				await settled();
			}
		} finally {
			isDraining = false;
		}
	};

	return {
		press(press) {
			queue.push(press);
			void drain();
		},
		attach(slot) {
			slots.push(slot);
			void drain();
			return () => {
				slots.splice(slots.indexOf(slot), 1);
			};
		},
		hold(work) {
			held += 1;
			const release = async () => {
				await settled();
				held -= 1;
				await drain();
			};
			work.then(release, release);
		},
	};
};
