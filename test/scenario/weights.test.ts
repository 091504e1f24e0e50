import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {weightsOf} from '../../source/scenario/index.js';

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

describe('shares by speed', () => {
	it.each([
		[
			[1, 1],
			[1, 1],
		],
		[
			[100, 50],
			[2, 1],
		],
		[
			[100, 50, 20],
			[6, 3, 1],
		],
		[
			[1000, 50],
			[14, 1],
		],
		[
			[1000, 1, 1],
			[23, 1, 1],
		],
	])('%j gets %j', (speeds, weights) => {
		expect(weightsOf(speeds)).toEqual(weights);
	});

	it('every line gets one, none too many, and lines that are not far apart come near', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({min: 20, max: 200}), {minLength: 2, maxLength: 8}), (speeds) => {
				const weights = weightsOf(speeds);
				expect(weights).toHaveLength(speeds.length);
				expect(weights.every((weight) => Number.isInteger(weight) && weight >= 1)).toBe(true);
				expect(sum(weights)).toBeLessThanOrEqual(24);
				const worst = Math.max(...speeds.map((speed, index) => Math.abs(speed / sum(speeds) - (weights[index] ?? 0) / sum(weights))));
				expect(worst).toBeLessThanOrEqual(1 / 24);
			}),
		);
	});
});
