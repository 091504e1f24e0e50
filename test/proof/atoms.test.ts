import fc from 'fast-check';
import {expect, it} from 'vitest';
import type {Span} from '../../source/proof/compare/atoms.js';
import {atomsOf} from '../../source/proof/compare/atoms.js';

const span = fc.tuple(fc.integer({min: 0, max: 63}), fc.integer({min: 0, max: 63})).map(([a, b]) => ({first: BigInt(Math.min(a, b)), last: BigInt(Math.max(a, b))}));

const numbers = Array.from({length: 64}, (_, index) => BigInt(index));

const isIn = (spans: readonly Span[], value: bigint): boolean => spans.some(({first, last}) => first <= value && value <= last);

it('every number is in one atom, beside all that the same sets hold', () => {
	fc.assert(
		fc.property(fc.array(fc.array(span, {maxLength: 4}), {maxLength: 5}), fc.array(fc.bigInt({min: 0n, max: 63n}), {maxLength: 3}), (sets, cuts) => {
			const atoms = atomsOf({first: 0n, last: 63n}, sets, cuts);
			const holding = numbers.map((value) => atoms.filter(({spans}) => isIn(spans, value)).map((atom) => atom.sets));
			expect(holding).toEqual(numbers.map((value) => [sets.flatMap((spans, index) => (isIn(spans, value) ? [index] : []))]));
			expect(new Set(atoms.map((atom) => atom.sets.join())).size).toBe(atoms.length);
		}),
		{numRuns: 40},
	);
});
