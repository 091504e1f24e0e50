import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {scenarios} from '../../scenarios/index.js';
import {compile, render} from '../../source/compiler/index.js';
import type {Facts} from '../../source/facts/index.js';
import {makePlan} from '../../source/plan/index.js';
import {provePlan} from '../../source/proof/index.js';
import type {Answers, Attachments} from '../../source/scenario/index.js';
import {buildProfile} from '../../source/scenario/index.js';
import {notAccepted} from '../compiler/accepted.js';
import {profileOf} from '../compiler/build.js';
import {routerOf} from '../kernel/routers.js';
import {minors, wishesOf} from './arbitrary.js';
import {brokenLaws} from './laws.js';

/** `DETOUR_RUNS=200 npx vitest run …` asks for more. */
const runs = Number(process.env.DETOUR_RUNS ?? 40);

/** Properties whose text the router runs later. */
const scriptProperties = ['source', 'on-event', 'up-script', 'down-script', 'script', 'lease-script'];

const claimTrouble = (whole: {readonly document: Parameters<typeof compile>[0]; readonly fragment: Parameters<typeof render>[0]}, facts: Facts): readonly string[] => {
	const actual = routerOf(facts);
	const plan = makePlan({actual, fragment: whole.fragment});
	return plan.ok
		? provePlan({actual, plan: plan.value, facts, document: whole.document})
				.claims.filter(({status}) => status !== 'held')
				.map(({claim, status, why}) => `${claim.id} ${status}: ${claim.sentence} ${why}`)
		: plan.diagnostics.map(({message}) => message);
};

/** Everything that is wrong with what is made of some answers; undefined where they are refused with a clear word. */
const trouble = async (scenario: string, answers: Answers, facts: Facts, attachments: Attachments): Promise<readonly string[] | undefined> => {
	const profile = profileOf('test', answers, scenario);
	const built = buildProfile(profile, scenarios, facts, attachments);
	if (!built.ok) {
		expect(built.diagnostics.map(({message}) => message.length > 15)).not.toContain(false);
		return undefined;
	}

	const {document} = built.value;
	const compiled = compile(document, {profile: profile.id, facts});
	if (!compiled.ok) {
		expect(compiled.diagnostics.map(({message}) => message.length > 15)).not.toContain(false);
		return undefined;
	}

	const fragment = compiled.value;
	const scripts = fragment.entries.flatMap(({properties}) => scriptProperties.flatMap((name) => properties[name] ?? []));
	const refused = await Promise.all([render(fragment, {facts}), ...scripts].map((text) => notAccepted(text, facts.release)));
	return [...brokenLaws({document, fragment, facts}), ...refused.flat(), ...claimTrouble({document, fragment}, facts)];
};

for (const {id, examples} of scenarios) {
	describe(id, () => {
		it.each(examples.flatMap((example) => minors.map((minor) => [example.id, minor, example] as const)))(
			'the example %s keeps the laws on 7.%i',
			async (_id, minor, {answers, facts, attachments}) => {
				expect(await trouble(id, answers, {...facts, release: {major: 7, minor, patch: 1}}, attachments ?? {})).toEqual([]);
			},
		);
	});
}

describe.each(scenarios.map((scenario) => [scenario.id, scenario] as const))('%s', (id, scenario) => {
	it('keeps the laws whatever is answered', async () => {
		let refused = 0;
		await fc.assert(
			fc.asyncProperty(wishesOf(scenario), async ({answers, facts, attachments}) => {
				const found = await trouble(id, answers, facts, attachments);
				refused += found === undefined ? 1 : 0;
				expect(found ?? []).toEqual([]);
			}),
			{numRuns: runs},
		);
		// Answers that each question takes may not fit together; most do, or nothing was tried.
		expect(refused).toBeLessThan(runs / 3);
	}, 600_000);
});
