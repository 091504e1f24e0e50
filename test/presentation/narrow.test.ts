import fc from 'fast-check';
import stringWidth from 'string-width';
import {describe, expect, it} from 'vitest';
import {isNarrow} from '../../source/presentation/narrow.js';

const narrow = Array.from({length: 0x1_00_00}, (_, code) => String.fromCharCode(code)).filter(isNarrow);

describe('what is measured without the rules of Unicode', () => {
	it('is one column wide, each of it', () => {
		expect(narrow.filter((character) => stringWidth(character) !== 1)).toEqual([]);
	});

	it('stays so side by side', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...narrow), {maxLength: 12}), (characters) => stringWidth(characters.join('')) === characters.length),
			{numRuns: 300},
		);
	});

	it.each(['家', 'e\u0301', '\u200D', '\uFE0F', '\u00AD', '☺', '\u001B[1m', '\t'])('does not hold %j', (text) => {
		expect(isNarrow(`a${text}`)).toBe(false);
	});

	it('holds the signs of pictures and lists', () => {
		expect(isNarrow('┌─┐│└┘├┤┬┴┼ ❯ [✔] … › ‹ · ↑↓ “a” – é')).toBe(true);
	});
});
