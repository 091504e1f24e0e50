import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Line} from '../../source/presentation/index.js';
import {clipLines, fitting, graphemes, lineWidth, padEnd, piece, plainText, textWidth, truncate, wrapLine, wrapLines} from '../../source/presentation/index.js';

const wrapped = (text: string, width: number, hang = 0) => wrapLine([piece(text)], width, hang).map(plainText);

describe('width', () => {
	it.each([
		['abc', 3],
		['', 0],
		['日本', 4],
		['e\u0301', 1],
		['👩‍👩‍👧', 2],
		['\u200B', 0],
	])('%j takes %i columns', (text, width) => {
		expect(textWidth(text)).toBe(width);
	});

	it.each([
		['hello', 5, 'hello'],
		['hello', 4, 'hel…'],
		['日本語', 5, '日本…'],
		['日本語', 4, '日…'],
		['hello', 0, ''],
	])('cuts %j to %i columns', (text, width, cut) => {
		expect(truncate(text, width)).toBe(cut);
	});

	it('never cuts a character in two', () => {
		fc.assert(
			fc.property(fc.string({unit: 'grapheme'}), fc.nat(20), (text, width) => {
				const fits = fitting(text, width);
				expect(text.startsWith(fits)).toBe(true);
				expect(textWidth(fits)).toBeLessThanOrEqual(width);
				expect(graphemes(text).slice(0, graphemes(fits).length).join('')).toBe(fits);
			}),
			{numRuns: 100},
		);
	});

	it('fills up by columns, not by characters', () => {
		expect(padEnd('日', 4)).toBe('日  ');
	});
});

describe('wrapping', () => {
	it.each([
		['one two three', 7, ['one two', 'three']],
		['one two three', 13, ['one two three']],
		['  one two three', 9, ['  one two', '  three']],
		['abcdefghij', 4, ['abcd', 'efgh', 'ij']],
		['日本語 日本', 6, ['日本語', '日本']],
	])('breaks %j at %i', (text, width, rows) => {
		expect(wrapped(text, width)).toEqual(rows);
	});

	it('indents what follows by the beginning and the hang', () => {
		expect(wrapped('  one two three', 11, 2)).toEqual(['  one two', '    three']);
	});

	it('ends what is cut with a mark on the last line with a text', () => {
		const lines = ['one', '', 'two', 'three'].map((text): Line => (text === '' ? [] : [piece(text)]));
		expect([4, 3, 2, 1].map((rows) => clipLines(lines, rows, 10, '…').map(plainText))).toEqual([['one', '', 'two', 'three'], ['one', '', 'two …'], ['one …', ''], ['one …']]);
	});

	it('keeps a name and its value together', () => {
		const line: Line = [piece('add ', 'verb'), piece('address', 'key'), piece('=', 'dim'), piece('10.0.0.0/8', 'value')];
		expect(wrapLine(line, 20).map(plainText)).toEqual(['add', 'address=10.0.0.0/8']);
		expect(wrapLine(line, 20)[1]?.map(({role}) => role)).toEqual(['key', 'dim', 'value']);
	});

	const line = fc.array(fc.record({text: fc.string({unit: fc.constantFrom('a', 'b', ' ', '日', 'é', '-')}), role: fc.constantFrom('plain' as const, 'key' as const)}));

	it('fits, and loses nothing but blanks', () => {
		fc.assert(
			fc.property(line, fc.integer({min: 2, max: 30}), (pieces, width) => {
				const rows = wrapLines([pieces], width);
				for (const row of rows) {
					expect(lineWidth(row)).toBeLessThanOrEqual(width);
				}

				const letters = (lines: readonly Line[]) => lines.map(plainText).join('').replaceAll(' ', '');
				expect(letters(rows)).toBe(letters([pieces]));
			}),
			{numRuns: 200},
		);
	});
});
