import fc from 'fast-check';
import type {Key} from 'ink';
import {describe, expect, it} from 'vitest';
import type {Press, Slot} from '../../source/ui/keyboard.js';
import {createKeyboard, createReader} from '../../source/ui/keyboard.js';

const none: Key = {
	upArrow: false,
	downArrow: false,
	leftArrow: false,
	rightArrow: false,
	pageDown: false,
	pageUp: false,
	home: false,
	end: false,
	return: false,
	escape: false,
	ctrl: false,
	shift: false,
	tab: false,
	backspace: false,
	delete: false,
	meta: false,
	super: false,
	hyper: false,
	capsLock: false,
	numLock: false,
};

const namesOf = (presses: readonly Press[]) => presses.map(({name}) => name);

describe('reading keys', () => {
	it.each<[string, Partial<Key>, readonly string[]]>([
		['', {upArrow: true}, ['up']],
		['', {tab: true}, ['tab']],
		['', {tab: true, shift: true}, ['shift+tab']],
		['\r', {return: true}, ['enter']],
		['', {escape: true, meta: true}, ['escape']],
		['', {delete: true}, ['backspace']],
		['c', {ctrl: true}, ['ctrl+c']],
		['abc', {}, ['abc']],
		['abc\r', {}, ['abc', 'enter']],
		['a\u0003', {}, ['a', 'ctrl+c']],
		['\n', {}, ['enter']],
		['x\ty\u007F', {}, ['x', 'tab', 'y', 'backspace']],
	])('reads %j %j', (input, key, names) => {
		expect(namesOf(createReader()(input, {...none, ...key}))).toEqual(names);
	});

	it('takes what is pasted as one text, line breaks too', () => {
		const read = createReader();
		expect(read('[200~', none)).toEqual([]);
		expect(read('10.0.0.0/8\r\n', none)).toEqual([]);
		expect(read('', {...none, return: true})).toEqual([]);
		expect(read('q', none)).toEqual([]);
		expect(read('[201~', none)).toEqual([{name: 'paste', text: '10.0.0.0/8\n\nq', isPaste: true}]);
		expect(namesOf(read('q', none))).toEqual(['q']);
	});

	it('gets out of a paste that never ends by Ctrl-C', () => {
		const read = createReader();
		read('[200~', none);
		expect(namesOf(read('c', {...none, ctrl: true}))).toEqual(['ctrl+c']);
	});
});

describe('the queue', () => {
	const press = (name: string): Press => ({name, text: name.length === 1 ? name : '', isPaste: false});
	const collect = () => {
		const got: string[] = [];
		const slot = (label: string, takesText = false): Slot => ({takesText, handle: ({name}) => got.push(`${label}:${name}`)});
		return {got, slot};
	};

	const idle = () => new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)));

	it('keeps what is typed until somebody takes it', async () => {
		const keyboard = createKeyboard(() => Promise.resolve());
		const {got, slot} = collect();
		keyboard.press(press('a'));
		keyboard.press(press('b'));
		await idle();
		keyboard.attach(slot('late'));
		await idle();
		expect(got).toEqual(['late:a', 'late:b']);
	});

	it('gives to the topmost, and to the one below when that goes', async () => {
		const keyboard = createKeyboard(() => Promise.resolve());
		const {got, slot} = collect();
		keyboard.attach(slot('screen'));
		const detach = keyboard.attach(slot('help'));
		keyboard.press(press('a'));
		await idle();
		detach();
		keyboard.press(press('b'));
		await idle();
		expect(got).toEqual(['help:a', 'screen:b']);
	});

	it('waits after each press until the screen has changed', async () => {
		const {got, slot} = collect();
		const waits: (() => void)[] = [];
		const keyboard = createKeyboard(() => new Promise((resolve) => waits.push(resolve)));
		keyboard.attach(slot('x'));
		keyboard.press(press('a'));
		keyboard.press(press('b'));
		await idle();
		expect(got).toEqual(['x:a']);
		waits[0]?.();
		await idle();
		expect(got).toEqual(['x:a', 'x:b']);
	});

	it('keeps presses for the screen that comes when what was begun is done', async () => {
		const keyboard = createKeyboard(() => Promise.resolve());
		const {got, slot} = collect();
		keyboard.attach(slot('before'));
		let end = (): void => undefined;
		keyboard.hold(
			new Promise<void>((resolve) => {
				end = resolve;
			}).then(() => {
				keyboard.attach(slot('after'));
			}),
		);
		keyboard.press(press('a'));
		await idle();
		expect(got).toEqual([]);
		end();
		await idle();
		expect(got).toEqual(['after:a']);
	});

	it('lets Ctrl-C overtake what does not end, and drops what was typed before it', async () => {
		const keyboard = createKeyboard(() => Promise.resolve());
		const {got, slot} = collect();
		keyboard.attach(slot('x'));
		keyboard.hold(new Promise(() => undefined));
		for (const name of ['a', 'ctrl+c', 'b']) {
			keyboard.press(press(name));
		}

		await idle();
		expect(got).toEqual(['x:ctrl+c']);
	});

	it('takes a run of letters apart for commands, not for text', async () => {
		await fc.assert(
			fc.asyncProperty(fc.string({minLength: 2, maxLength: 5, unit: fc.constantFrom('a', 'j', 'é')}), fc.boolean(), async (text, takesText) => {
				const keyboard = createKeyboard(() => Promise.resolve());
				const {got, slot} = collect();
				keyboard.attach(slot('s', takesText));
				keyboard.press({name: text, text, isPaste: false});
				await idle();
				expect(got).toEqual(takesText ? [`s:${text}`] : [...text].map((letter) => `s:${letter}`));
			}),
			{numRuns: 20},
		);
	});
});
