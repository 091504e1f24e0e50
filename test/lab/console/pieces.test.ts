import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {takeKey} from '../../../source/lab/console/keys.js';
import type {Edit} from '../../../source/lab/console/line-editor.js';
import {edit} from '../../../source/lab/console/line-editor.js';
import {createPager} from '../../../source/lab/console/pager.js';
import {hear, newProbe, sizeOf} from '../../../source/lab/console/probe.js';
import {createScreen} from '../../../source/lab/console/screen.js';
import {parseSuffix, splitUser} from '../../../source/lab/console/suffix.js';
import {unfinished} from '../../../source/lab/script/unfinished.js';

describe('login suffixes', () => {
	const plain = {columns: undefined, rows: undefined, colours: true, probes: true, dumb: false};

	it.each([
		['', plain],
		['ct511w4098h', {columns: 511, rows: 4098, colours: false, probes: false, dumb: false}],
		// Netmiko up to 4.2 has its numbers behind their letters: a height of 511, and digits that belong to nothing.
		['cetw511h4098', {columns: undefined, rows: 511, colours: false, probes: false, dumb: true}],
		['cte200w', {columns: 200, rows: undefined, colours: false, probes: false, dumb: true}],
		['c', {...plain, colours: false}],
		['wh', plain],
		['0w', plain],
	])('%j', (text, expected) => {
		expect(parseSuffix(text)).toEqual(expected);
	});

	it.each([
		['admin', 'admin', ''],
		['admin+ct', 'admin', 'ct'],
		['admin+c+x', 'admin', 'c+x'],
	])('of %j', (name, user, parameters) => {
		expect(splitUser(name)).toEqual({user, parameters});
	});
});

describe('keys', () => {
	it.each([
		['\r\nnext', {kind: 'enter'}, 'next'],
		['\nnext', {kind: 'enter'}, 'next'],
		['ab\t', {kind: 'text', text: 'ab'}, '\t'],
		['\tx', {kind: 'tab'}, 'x'],
		['\u001B[A', {kind: 'up'}, ''],
		['\u001BOB', {kind: 'down'}, ''],
		['\u001BOP', {kind: 'help'}, ''],
		['\u001B[11~', {kind: 'help'}, ''],
		['\u0018', {kind: 'safe-mode'}, ''],
		['\u001BOS', {kind: 'safe-mode'}, ''],
		['\u001B[18~', {kind: 'hotlock'}, ''],
		['\u001B[24;80Rx', {kind: 'position', row: 24, column: 80}, 'x'],
		['\u001B[?1;2c', {kind: 'answer'}, ''],
		['\u001B/Z\r', {kind: 'vt52'}, '\r'],
		['\u001B[1;5C', {kind: 'other'}, ''],
		['\u000B', {kind: 'kill-end'}, ''],
	])('%j', (input, key, rest) => {
		expect(takeKey(input)).toEqual({key, rest});
	});

	it('waits for the rest of a sequence', () => {
		expect(['\u001B', '\u001B[', '\u001B[2', '\u001BO'].map(takeKey)).toEqual([undefined, undefined, undefined, undefined]);
	});

	it.each(['\r', '\u0003', '\u001B[A'])('does not lose %j behind a lone Escape', (next) => {
		expect(['\u001B', '\u001B/', '\u001BO'].map((begun) => takeKey(`${begun}${next}`)?.rest)).toEqual([next, next, next]);
	});

	it('waits for nothing but what can still become a key', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom('\u001B', '[', 'O', '/', '1', ';', ' ', '~', 'A', '\r', '\u0003', '\u00E9'), {minLength: 1, maxLength: 12}), (pieces) => {
				let input = `${pieces.join('')}~\u0003`;
				let last: string | undefined;
				for (let taken = takeKey(input); taken !== undefined; taken = takeKey(input)) {
					last = taken.key.kind;
					input = taken.rest;
					if (input === '') {
						break;
					}
				}

				expect(last).toBe('interrupt');
			}),
			{numRuns: 300},
		);
	});

	it('never loses or invents input', () => {
		fc.assert(
			fc.property(fc.string({minLength: 1}), (input) => {
				const taken = takeKey(input);
				expect(taken === undefined ? input.startsWith('\u001B') : input.endsWith(taken.rest) && taken.rest.length < input.length).toBe(true);
			}),
			{numRuns: 200},
		);
	});

	it.each([
		['ab|cd', 'kill', '|cd'],
		['ab|cd', 'kill-end', 'ab|'],
		['ab|cd', 'erase', 'a|cd'],
		['ab|cd', 'delete', 'ab|d'],
		['ab|cd', 'home', '|abcd'],
		['ab|cd', 'line-end', 'abcd|'],
		['a\u{1F600}|', 'erase', 'a|'],
	] as const)('%s and %s', (before, kind, after) => {
		const line = (text: string): Edit => ({text: text.replace('|', ''), cursor: text.indexOf('|')});
		expect(edit(line(before), {kind})).toEqual(line(after));
	});
});

describe('unfinished input', () => {
	it.each([
		['/ip address print', ''],
		['{', '{'],
		[':if (1 = 1) do={', '{'],
		['{(\\', '{(\\'],
		[':put "a', '"'],
		[':put "a{"', ''],
		[':put "a\\"', '"'],
		['{ [ ( ] )', ''],
		['}', ''],
		['# {', ''],
		[':put a; # (', ''],
		[':put a#(', '('],
		['{\n:put 1\n}', ''],
	])('%j leaves %j open', (text, open) => {
		expect(unfinished(text)).toBe(open);
	});
});

describe('the terminal probe', () => {
	const at = (row: number, column: number) => ({kind: 'position' as const, row, column});

	it('is content with one answer', () => {
		const heard = hear(newProbe, at(24, 3), false);
		expect(heard.probe.done).toBe(true);
		expect(heard.say.split('\u001B[6n')).toHaveLength(4);
	});

	it('learns the size from later answers', () => {
		let {probe} = hear(newProbe, at(50, 3), false);
		for (const answer of [at(50, 1), at(1, 132), at(1, 2)]) {
			({probe} = hear(probe, answer, false));
		}

		expect(sizeOf(probe.heard)).toEqual({rows: 50, columns: 132});
	});

	it('answers ESC/Z with ESC<, as Ansible needs', () => {
		expect(hear(newProbe, {kind: 'vt52'}, false)).toMatchObject({probe: {done: true}, say: expect.stringMatching(/^\u001B</)});
	});

	it.each([
		['a cursor that moves', [at(24, 3), at(24, 1), at(1, 80), at(1, 2)], true],
		['a cursor that stands still', [at(1, 1), at(1, 1), at(1, 1), at(1, 1)], false],
		['three answers', [at(24, 3), at(24, 1), at(1, 80)], false],
	])('when patient, with %s', (_, answers, done) => {
		let probe = newProbe;
		for (const answer of answers) {
			({probe} = hear(probe, answer, true));
		}

		expect(probe.done).toBe(done);
	});
});

describe('pages', () => {
	const text = Array.from({length: 7}, (_, index) => `line ${index}\r\n`).join('');
	const footer = '-- [Q quit|D dump|down]\r';
	const paged = (keys: readonly string[], colours = false): {readonly shown: string; readonly finished: number} => {
		let shown = '';
		let finished = 0;
		const pager = createPager({
			rows: () => 4,
			columns: () => 80,
			colours,
			write: (more) => {
				shown += more;
			},
			finished: () => {
				finished += 1;
			},
		});
		pager.show(text);
		pager.follow('after\r\n');
		for (const key of keys) {
			pager.press({kind: 'text', text: key});
		}

		return {shown, finished};
	};
	const lines = (from: number, to: number): string => text.split('\r\n').slice(from, to).join('\r\n').concat('\r\n');

	it('go on with Space', () => {
		expect(paged([' ', ' '])).toEqual({shown: `${lines(0, 3)}${footer}\r\u001B[K${lines(3, 6)}${footer}\r\u001B[K${lines(6, 7)}after\r\n`, finished: 1});
	});

	it('cut a wide table where the screen ends, and show the rest to the right', () => {
		let shown = '';
		const pager = createPager({
			rows: () => 8,
			columns: () => 20,
			colours: false,
			write: (more) => {
				shown += more;
			},
			finished: () => {
				shown += '.';
			},
		});
		const press = (key: 'left' | 'right' | 'down'): string => {
			shown = '';
			pager.press({kind: key});
			return shown;
		};
		pager.show('Columns: NAME, SOMETHING LONG\r\n# NAME  SOMETHING LONG\r\n;;; a comment that is long\r\n0 a     the last column\r\n\r\n');
		expect(shown).toBe('Columns: NAME, SOMETHING LONG\r\n# NAME  SOMETHING LO\r\n;;; a comment that is long\r\n0 a     the last col\r\n\r\n-- [Q quit|D dump|right]\r');
		expect(press('left')).toBe('');
		expect(press('right')).toBe('\r\u001B[KColumns: NAME, SOMETHING LONG\r\nNG\r\n;;; a comment that is long\r\numn\r\n\r\n-- [Q quit|D dump|left]\r');
		expect(press('right')).toBe('');
		expect(press('left')).toContain('-- [Q quit|D dump|right]\r');
		expect(press('down')).toBe('\r\u001B[K.');
	});

	it('stop with Q, show the rest with D, and know colours', () => {
		expect(paged(['q']).shown).toBe(`${lines(0, 3)}${footer}\r\u001B[Kafter\r\n`);
		expect(paged(['d']).shown).toBe(`${lines(0, 3)}${footer}\r\u001B[K${lines(3, 7)}after\r\n`);
		expect(paged([], true)).toEqual({shown: `${lines(0, 3)}\u001B[7m${footer.slice(0, -1)}\u001B[0m\r`, finished: 0});
		expect(paged(['x']).finished).toBe(0);
	});
});

describe('a long line', () => {
	const screenOf = (dumb: boolean): {readonly take: () => string; readonly screen: ReturnType<typeof createScreen>} => {
		let shown = '';
		return {
			take: () => {
				const taken = shown;
				shown = '';
				return taken;
			},
			screen: createScreen({
				write: (text) => {
					shown += text;
				},
				columns: () => 20,
				prompt: () => '[a@b] > ',
				dumb,
				full: () => false,
			}),
		};
	};
	const long = '/ip firewall filter print';

	it('is scrolled in a dumb terminal', () => {
		const {screen, take} = screenOf(true);
		expect(screen.wholeLine({text: long, cursor: long.length})).toBe('\r<wall filter print');
		screen.repaint({text: '', cursor: 0}, {text: long, cursor: 0});
		expect(take()).toBe('\r[a@b] > /ip firewa>\r[a@b] > ');
	});

	it('goes on below in others', () => {
		const {screen, take} = screenOf(false);
		expect(screen.wholeLine({text: long, cursor: long.length})).toBe(`\u001B[1A\r[a@b] > ${long}`);
		screen.repaint({text: long, cursor: long.length}, {text: 'x', cursor: 1});
		expect(take()).toBe(`\u001B[1A\r[a@b] > x${' '.repeat(long.length - 1)}\u001B[1A\r[a@b] > x`);
	});
});
