import {inspect} from 'node:util';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {didYouMean, display, displayLines, Secret} from '../../source/diagnostics/index.js';

describe('display', () => {
	it.each([
		['plain text, Ünïcödé ✓', 'plain text, Ünïcödé ✓'],
		['\u001B[2Jgone', '\\u{1b}[2Jgone'],
		['two\r\nlines', 'two\\r\\nlines'],
		['\u009B31m', '\\u{9b}31m'],
		['a\u202Eb', 'a\\u{202e}b'],
		['\uD800', '\\u{d800}'],
	])('%j is shown as %j', (text, shown) => {
		expect(display(text)).toBe(shown);
	});

	it('never lets a control character through', () => {
		fc.assert(fc.property(fc.string({unit: 'binary'}), (text) => !/[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/.test(display(text))));
	});

	it('keeps the lines of a longer text', () => {
		expect(displayLines('a\r\n\tb\n\u0007')).toEqual(['a', '    b', '\\u{7}']);
	});
});

describe('Secret', () => {
	it('shows as *** wherever it is printed', () => {
		const secret = new Secret('hunter2');
		expect([`${secret}`, JSON.stringify({secret}), inspect(secret), inspect({a: [secret]}), String(secret)].join(' ')).not.toContain('hunter2');
		expect(secret.reveal()).toBe('hunter2');
	});
});

describe('didYouMean', () => {
	it.each([
		['netflx', 'netflix'],
		['Netflix', 'netflix'],
		['tele', 'telegram'],
		['qqqq', undefined],
	])('%s -> %s', (word, expected) => {
		expect(didYouMean(word, ['netflix', 'telegram', 'zoom'])).toBe(expected);
	});
});
