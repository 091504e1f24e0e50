import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {formatDate, formatDuration, parseDate, parseDuration} from '../../source/lab/store/text.js';

describe('durations', () => {
	it.each([
		['5s', 5000n, '5s'],
		['90', 90_000n, '1m30s'],
		['00:05:00', 300_000n, '5m'],
		['1d00:00:01', 86_401_000n, '1d1s'],
		['1w2d3h4m5s', 788_645_000n, '1w2d3h4m5s'],
		['200ms', 200n, '200ms'],
		['0s', 0n, '0s'],
		['36h', 129_600_000n, '1d12h'],
	])('%s is %i ms, kept as %s', (text, milliseconds, kept) => {
		expect(parseDuration(text)).toBe(milliseconds);
		expect(formatDuration(milliseconds)).toBe(kept);
	});

	it.each(['', 'soon', '5x', '1:2', '-5s'])('%j is none', (text) => {
		expect(parseDuration(text)).toBeUndefined();
	});

	it('reads what it writes', () => {
		fc.assert(
			fc.property(fc.bigInt(0n, 10n ** 12n), (milliseconds) => {
				expect(parseDuration(formatDuration(milliseconds))).toBe(milliseconds);
			}),
		);
	});
});

describe('dates', () => {
	it('have the old form before 7.10', () => {
		const day = Date.UTC(2024, 9, 25);
		expect(formatDate(day, true)).toBe('2024-10-25');
		expect(formatDate(day, false)).toBe('oct/25/2024');
		expect(parseDate('2024-10-25')).toBe(day);
		expect(parseDate('oct/25/2024')).toBe(day);
		expect(parseDate('2024-13-25')).toBeUndefined();
	});
});
