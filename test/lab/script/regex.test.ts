import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {matches} from '../../../source/lab/script/regex.js';

const cases: readonly (readonly [pattern: string, text: string, found: boolean])[] = [
	['^detour:', 'detour:x', true],
	['^detour:', 'a detour:x', false],
	['^ether[12]$', 'ether2', true],
	['^ether[12]$', 'ether21', false],
	['[^a-c]', 'abc', false],
	['[]x]', ']', true],
	['[[:digit:]]{3}', 'a12b', false],
	['[[:digit:]]{2,3}', 'a12b', true],
	['(ab|cd)+e', 'xcdabe', true],
	['a.c', 'a\nc', true],
	['a\\.c', 'abc', false],
	['', '', true],
	['a{2}', 'aa', true],
	['a{', 'a{', true],
	['x?y*z', 'z', true],
	['Ä', 'fÄn', true],
	['A', 'a', false],
	['^\\d+\\.\\d+$', '7.16', true],
	['\\D', '716', false],
	['^managed by x\\b', 'managed by x, since', true],
	['^managed by x\\b', 'managed by xy', false],
	['y\\B', 'xy', false],
	['\\w\\s\\w', 'a b', true],
	['\\W|\\S', '_', true],
];

describe('regular expressions', () => {
	it.each(cases)('%s in %s: %s', (pattern, text, found) => {
		expect(matches(pattern, text)).toBe(found);
	});

	it.each(['(', 'a)(', '[', '*a', 'a{3,1}', '[[:nosuch:]]', '[[:constructor:]]'])('refuses %s', (pattern) => {
		expect(() => matches(pattern, 'x')).toThrow('failure: invalid regexp');
	});

	it('agrees with another engine on the common subset', () => {
		const piece = fc.oneof(fc.constantFrom('a', 'b', 'c', '.', '[ab]', '[^a]', '^', '$', '(a|bc)', '(b)', '(ab|)'), fc.constantFrom('a*', 'b+', 'c?', '(ab)*', '[bc]{1,2}', 'a|b'));
		fc.assert(
			fc.property(fc.array(piece, {maxLength: 6}), fc.string({unit: fc.constantFrom('a', 'b', 'c', 'd'), maxLength: 12}), (pieces, text) => {
				expect(matches(pieces.join(''), text)).toBe(new RegExp(pieces.join(''), 's').test(text));
			}),
			{numRuns: 300},
		);
	});

	it('is not slow on patterns that make backtracking explode', () => {
		expect(matches('(a*)*(a|aa)+(a+)+b', 'a'.repeat(3000))).toBe(false);
	});
});
