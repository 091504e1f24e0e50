import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {scenarios} from '../../../scenarios/index.js';
import {compile} from '../../../source/compiler/index.js';
import type {Facts} from '../../../source/facts/index.js';
import type {ApplyEvent} from '../../../source/plan/index.js';
import {makePlan, planMenus, removalMenus, removalPlan} from '../../../source/plan/index.js';
import {guardedApply, readMenus, readPublicKeys} from '../../../source/router/index.js';
import type {Attachments, Profile, Scenario} from '../../../source/scenario/index.js';
import {buildProfile} from '../../../source/scenario/index.js';
import {profileOf} from '../../compiler/build.js';
import {startInProcess} from '../../router/in-process.js';
import {minors, wishesOf} from '../arbitrary.js';
import {tell} from '../groups.js';

/** Random answers a preset, each on every release; `DETOUR_SEEDS=50 npx vitest run …` asks for more. */
const seeds = Number(process.env.DETOUR_SEEDS ?? 5);

const collect = async (events: AsyncIterable<ApplyEvent>): Promise<readonly ApplyEvent[]> => {
	const seen: ApplyEvent[] = [];
	for await (const event of events) {
		seen.push(event);
	}

	return seen;
};

const kept = {type: 'outcome', outcome: 'kept'};

/** Applies what some answers ask for, plans again, takes it away, and holds what the router has against what it had; false where they are refused. */
export const roundTrip = async (profile: Profile, facts: Facts, attachments: Attachments = {}): Promise<boolean> => {
	const built = buildProfile(profile, scenarios, facts, attachments);
	const compiled = built.ok ? compile(built.value.document, {profile: profile.id, facts}) : built;
	if (!built.ok || !compiled.ok) {
		return false;
	}

	const {lab, clock, connect} = await startInProcess(facts);
	try {
		const exported = async (): Promise<string> => (await lab.exec('/export terse')).replace(/^# .* by RouterOS.*$/m, '');
		const before = await exported();
		const transport = await connect();
		const fragment = compiled.value;
		const common = {
			transport,
			reconnect: connect,
			endpoint: {host: '127.0.0.1', port: 22, user: 'admin'},
			secrets: built.value.secrets,
			facts,
			journal: {write: async () => undefined},
			clock,
			random: {bytes: (count: number) => Uint8Array.from({length: count}, (_, index) => index)},
			confirmWithin: 120,
			decide: async () => 'keep' as const,
			who: 'test',
		};
		const plan = async () => {
			const made = makePlan({actual: await readMenus(transport, planMenus(fragment)), fragment, publicKeys: await readPublicKeys(transport)});
			if (!made.ok) {
				throw new Error(JSON.stringify(made.diagnostics));
			}

			return made.value;
		};
		const events = await collect(guardedApply({...common, plan: await plan(), fragment}));
		expect(events.at(-1)).toMatchObject(kept);
		// Names of examples are in no lab's DNS: what failed before the change is not the change's fault.
		expect(events.filter((event) => event.type === 'check' && event.status !== 'passed' && event.detail?.endsWith('it was so before the change') !== true)).toEqual([]);
		expect((await plan()).changes).toEqual([]);
		const removal = removalPlan({actual: await readMenus(transport, removalMenus), profile: profile.id});
		if (!removal.ok) {
			throw new Error(JSON.stringify(removal.diagnostics));
		}

		expect((await collect(guardedApply({...common, plan: removal.value}))).at(-1)).toMatchObject(kept);
		expect(await exported()).toBe(before);
		return true;
	} finally {
		await lab.stop();
	}
};

/** Every example on every release, and whatever else is answered: kept, nothing to change, and taken away without a trace. */
export const goesRoundOnTheLab = (scenario: Scenario): void => {
	const {id, examples} = scenario;
	describe(`${id} on the lab`, () => {
		it.each(examples.flatMap((example) => minors.map((minor) => [example.id, minor, example] as const)))(
			'%s on 7.%i',
			async (_id, minor, {answers, facts, attachments}) => {
				expect(await roundTrip(profileOf('lab', answers, id), {...facts, release: {major: 7, minor, patch: 1}}, attachments)).toBe(true);
			},
			60_000,
		);

		it('whatever is answered', async () => {
			let kept = 0;
			await fc.assert(
				fc.asyncProperty(wishesOf(scenario), async ({answers, facts, attachments}) => {
					for (const minor of minors) {
						kept += (await roundTrip(profileOf('lab', answers, id), {...facts, release: {major: 7, minor, patch: 1}}, attachments)) ? 1 : 0;
					}
				}),
				{numRuns: seeds, endOnFailure: true},
			);
			tell(
				`${id} on the lab: ${examples.length} examples and ${seeds} random answers on ${minors.length} releases, of these ${kept} not refused: kept, nothing left to change, taken away without a trace`,
			);
			expect(kept).toBeGreaterThan((seeds * minors.length) / 2);
		}, 1_800_000);
	});
};
