import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {scenarios} from '../../scenarios/index.js';
import {profileOf} from '../compiler/build.js';
import {minors, wishesOf} from './arbitrary.js';
import {trouble} from './trouble.js';

/** `DETOUR_RUNS=200 npx vitest run …` asks for more. */
const runs = Number(process.env.DETOUR_RUNS ?? 40);

for (const {id, examples} of scenarios) {
	describe(id, () => {
		it.each(examples.flatMap((example) => minors.map((minor) => [example.id, minor, example] as const)))(
			'the example %s keeps the laws on 7.%i',
			async (_id, minor, {answers, facts, attachments}) => {
				expect(await trouble(profileOf('test', answers, id), {...facts, release: {major: 7, minor, patch: 1}}, attachments)).toEqual([]);
			},
		);
	});
}

describe.each(scenarios.map((scenario) => [scenario.id, scenario] as const))('%s', (id, scenario) => {
	it('keeps the laws whatever is answered', async () => {
		let refused = 0;
		await fc.assert(
			fc.asyncProperty(wishesOf(scenario), async ({answers, facts, attachments}) => {
				const found = await trouble(profileOf('test', answers, id), facts, attachments);
				refused += found === undefined ? 1 : 0;
				expect(found ?? []).toEqual([]);
			}),
			{numRuns: runs},
		);
		// Answers that each question takes may not fit together; most do, or nothing was tried.
		expect(refused).toBeLessThan(runs / 3);
	}, 600_000);
});
