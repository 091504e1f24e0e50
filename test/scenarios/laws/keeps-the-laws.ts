import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Scenario} from '../../../source/scenario/index.js';
import {profileOf} from '../../compiler/build.js';
import {minors, wishesOf} from '../arbitrary.js';
import {tell} from '../groups.js';
import type {Judged} from '../trouble.js';
import {trouble} from '../trouble.js';

/** Random answers a preset, each on every release; `DETOUR_RUNS=1000 npm test test/scenarios/laws` asks for more. */
const runs = Number(process.env.DETOUR_RUNS ?? 200);

/** Every example on every release, and whatever else is answered: accepted by the release, within the laws, all claims true. */
export const keepsTheLaws = (scenario: Scenario): void => {
	const {id, examples} = scenario;
	describe(id, () => {
		it.each(examples.flatMap((example) => minors.map((minor) => [example.id, minor, example] as const)))(
			'the example %s keeps the laws on 7.%i',
			async (_id, minor, {answers, facts, attachments}) => {
				expect(await trouble(profileOf('test', answers, id), {...facts, release: {major: 7, minor, patch: 1}}, attachments)).toEqual([]);
			},
		);

		it('keeps the laws whatever is answered, on every release', async () => {
			const refused = new Map(minors.map((minor) => [minor, 0]));
			await fc.assert(
				fc.asyncProperty(wishesOf(scenario), async ({answers, facts, attachments}) => {
					const judged: Judged = new Map();
					for (const minor of minors) {
						const found = await trouble(profileOf('test', answers, id), {...facts, release: {major: 7, minor, patch: 1}}, attachments, judged);
						expect(found ?? [], `on 7.${minor}`).toEqual([]);
						refused.set(minor, (refused.get(minor) ?? 0) + (found === undefined ? 1 : 0));
					}
				}),
				{numRuns: runs},
			);
			const words = [...refused].map(([minor, count]) => `7.${minor} ${runs - count}`).join(', ');
			tell(`${id}: ${examples.length} examples on ${minors.length} releases; of ${runs} random answers were not refused, and kept the laws: ${words}`);
			// Answers that each question takes may not fit together; most do, or nothing was tried.
			for (const [minor, count] of refused) {
				expect(count, `refused on 7.${minor}`).toBeLessThan(runs / 3);
			}
		}, 1_800_000);
	});
};
