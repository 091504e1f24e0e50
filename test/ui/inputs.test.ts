import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {lineWidth, plainText} from '../../source/presentation/index.js';
import {answerOf, isAtEmptyEnd, lineIndex, linesState, pressLines} from '../../source/ui/components/lines-input/index.js';
import type {Option, SelectAction, SelectState} from '../../source/ui/components/select/index.js';
import {current, selectReducer, selectState} from '../../source/ui/components/select/index.js';
import {inputLine, pressText, textOf, textState} from '../../source/ui/components/text-input/index.js';
import {scrolled, windowOf} from '../../source/ui/components/viewport/index.js';
import type {Press} from '../../source/ui/keyboard.js';

const key = (name: string): Press => ({name, text: '', isPaste: false});
const type = (text: string): Press => ({name: text, text, isPaste: false});
const paste = (text: string): Press => ({name: 'paste', text, isPaste: true});
const shown = ({before, after}: {readonly before: string; readonly after: string}) => `${before}|${after}`;

describe('a line of text', () => {
	it.each<[string, readonly Press[], string]>([
		['ab', [type('c')], 'abc|'],
		['ab', [key('left'), type('x')], 'ax|b'],
		['ab', [key('home'), key('right'), key('backspace')], '|b'],
		['ab', [key('home'), key('ctrl+d')], '|b'],
		['a e\u0301', [key('backspace')], 'a |'],
		['one two', [key('ctrl+w')], 'one |'],
		['one two', [key('left'), key('ctrl+k')], 'one tw|'],
		['one two', [key('left'), key('ctrl+u')], '|o'],
		['a', [paste(' b\nc\t\u001B[31m ')], 'ab c [31m|'],
		['a', [key('pagedown')], 'a|'],
	])('%j', (text, presses, result) => {
		expect(shown(presses.reduce(pressText, textState(text)))).toBe(result);
	});

	it('shows the cursor and what is around it, whatever the width', () => {
		fc.assert(
			fc.property(fc.string({unit: 'grapheme'}), fc.string({unit: 'grapheme'}), fc.integer({min: 4, max: 40}), (before, after, width) => {
				const line = inputLine({before, after}, width, '|');
				expect(lineWidth(line)).toBeLessThanOrEqual(width);
				expect(line[1]?.text).toBe('|');
				expect(before.endsWith(line[0]?.text ?? '?')).toBe(true);
				expect(after.startsWith(line[2]?.text ?? '?')).toBe(true);
			}),
			{numRuns: 200},
		);
	});

	it('shows all of what fits', () => {
		expect(plainText(inputLine({before: 'abc', after: 'de'}, 6, '|'))).toBe('abc|de');
	});
});

describe('several lines', () => {
	it.each<[readonly string[], readonly Press[], readonly string[]]>([
		[[], [type('a'), key('enter'), type('b')], ['a', 'b']],
		[
			['a', 'b'],
			[key('up'), key('end'), type('x')],
			['ax', 'b'],
		],
		[['a', 'b'], [key('home'), key('backspace')], ['ab']],
		[['ab'], [key('left'), key('enter')], ['a', 'b']],
		[[], [paste('10.0.0.0/8\n 10.1.0.0/16 ,\n192.0.2.0/24;198.51.100.1')], ['10.0.0.0/8', '10.1.0.0/16', '192.0.2.0/24', '198.51.100.1']],
		[
			['a', 'b'],
			[key('up'), key('up'), key('down'), type('c')],
			['a', 'bc'],
		],
	])('%j', (lines, presses, result) => {
		expect(answerOf(presses.reduce(pressLines, linesState(lines)))).toEqual(result);
	});

	it('knows when Enter would only add another empty line', () => {
		expect(isAtEmptyEnd(linesState([]))).toBe(true);
		expect(isAtEmptyEnd(linesState(['a']))).toBe(false);
		expect(isAtEmptyEnd(pressLines(linesState(['a']), key('enter')))).toBe(true);
	});
});

describe('a list', () => {
	const options: readonly Option[] = [
		{value: 'a', title: 'Alpha'},
		{value: 'b', title: 'Beta', disabled: 'not here'},
		{value: 'c', title: 'Gamma ray', note: 'third'},
	];
	const move = (by: number): SelectAction => ({type: 'move', by, options});
	const run = (state: SelectState, ...actions: readonly SelectAction[]) => actions.reduce(selectReducer, state);

	it.each<[string, SelectState, readonly SelectAction[], string]>([
		['begins at the first', selectState(), [], 'a'],
		['stands on disabled rows, too', selectState(), [move(1)], 'b'],
		['wraps around by one', selectState('a'), [move(-1)], 'c'],
		['stops at the end by many', selectState('a'), [move(8)], 'c'],
		['goes to the ends', selectState('a'), [{type: 'edge', end: 'last', options}], 'c'],
		['forgets a row that is gone', selectState('gone'), [], 'a'],
	])('%s', (_title, state, actions, value) => {
		expect(current(run(state, ...actions), options)?.value).toBe(value);
	});

	it('filters by every word, in title, value and note', () => {
		const state = run(selectState(), {type: 'open-filter'}, {type: 'type', press: type('ray third')});
		expect(current(state, options)?.value).toBe('c');
		expect(current(run(state, {type: 'type', press: type('x')}), options)).toBeUndefined();
		expect(current(run(state, {type: 'close-filter'}), options)?.value).toBe('a');
		expect(run(state, {type: 'leave-filter'})).toMatchObject({isFiltering: false, filter: {before: 'ray third'}});
	});

	it('ticks and unticks, but no disabled row', () => {
		const toggle: SelectAction = {type: 'toggle', options};
		expect(run(selectState(), toggle, move(1), toggle, move(1), toggle).checked).toEqual(['a', 'c']);
		expect(run(selectState(), toggle, toggle).checked).toEqual([]);
	});
});

describe('scrolling', () => {
	it.each([
		[0, {type: 'by', rows: -1} as const, 0],
		[0, {type: 'by', rows: 1} as const, 1],
		[0, {type: 'page', pages: 1} as const, 9],
		[85, {type: 'page', pages: 1} as const, 90],
		[5, {type: 'to', end: 'bottom'} as const, 90],
		[95, {type: 'by', rows: -1} as const, 89],
	])('from %i by %j', (offset, scroll, result) => {
		expect(scrolled(offset, scroll, 100, 10)).toBe(result);
	});

	it('shows the current row in as many rows as there are', () => {
		fc.assert(
			fc.property(fc.integer({min: 1, max: 50}), fc.integer({min: 1, max: 20}), fc.nat(49), (count, height, at) => {
				const row = at % count;
				const {start, end} = windowOf(count, height, row);
				expect(end - start).toBe(Math.min(count, height));
				expect(start <= row && row < end).toBe(true);
			}),
			{numRuns: 100},
		);
	});
});

describe('text', () => {
	it('is what was typed', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom('a', '日', '👩‍👩‍👧')), (typed) => {
				expect(textOf(typed.map(type).reduce(pressText, textState('')))).toBe(typed.join(''));
			}),
			{numRuns: 50},
		);
	});
});

describe('the line of a list that the cursor is in', () => {
	it.each<[string, readonly string[], string | undefined, number | undefined]>([
		['counts no empty ones', ['a', '', 'b'], undefined, 1],
		['is none in an empty one', ['a', ''], undefined, undefined],
		['is the one above after Up', ['a', 'b'], 'up', 0],
	])('%s', (_name, lines, press, index) => {
		const state = linesState(lines);
		expect(lineIndex(press === undefined ? state : pressLines(state, key(press)))).toBe(index);
	});
});
