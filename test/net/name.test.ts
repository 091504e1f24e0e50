import {describe, expect, it} from 'vitest';
import {parseNamePattern} from '../../source/net/index.js';

describe('a pattern for names', () => {
	it.each([
		['.*\\.example\\.com$', 'www.example.com', true],
		['(^|\\.)example\\.com$', 'example.com', true],
		['^(.+\\.)?example\\.com$', 'www.example.com', true],
		['^example\\.com$', 'www.example.com', false],
	])('%s, asked for %s', (text, name, wanted) => {
		expect(parseNamePattern(text)?.test(name)).toBe(wanted);
	});

	it.each(['(a+)+$', '([a-z]+)*x', '(.*a){12}', '.*.*.*.*x', '^(a)\\1*$', '(', 'a'.repeat(201)])('%s is not asked: it is no pattern, or would keep us busy', (text) => {
		expect(parseNamePattern(text)).toBeUndefined();
	});
});
