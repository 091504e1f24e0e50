import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {scenarios} from '../../scenarios/index.js';
import {compile} from '../../source/compiler/index.js';
import type {Facts} from '../../source/facts/index.js';
import type {ApplyEvent} from '../../source/plan/index.js';
import {makePlan, planMenus, removalMenus, removalPlan} from '../../source/plan/index.js';
import {guardedApply, readMenus, readPublicKeys} from '../../source/router/index.js';
import type {Attachments, Profile} from '../../source/scenario/index.js';
import {buildProfile} from '../../source/scenario/index.js';
import {profileOf} from '../compiler/build.js';
import {startInProcess} from '../router/in-process.js';
import {minors, wishesOf} from './arbitrary.js';
import {house, facts as houseFacts, profileOf as profileOfParts} from './parts.js';

/** Random answers a preset and release; `DETOUR_SEEDS=5 npx vitest run …` asks for some, and for every example on every release. */
const seeds = Number(process.env.DETOUR_SEEDS ?? 0);

const collect = async (events: AsyncIterable<ApplyEvent>): Promise<readonly ApplyEvent[]> => {
	const seen: ApplyEvent[] = [];
	for await (const event of events) {
		seen.push(event);
	}

	return seen;
};

const kept = {type: 'outcome', outcome: 'kept'};

/** Applies what some answers ask for, plans again, takes it away, and holds what the router has against what it had. */
const roundTrip = async (profile: Profile, facts: Facts, attachments: Attachments): Promise<void> => {
	const built = buildProfile(profile, scenarios, facts, attachments);
	const compiled = built.ok ? compile(built.value.document, {profile: profile.id, facts}) : built;
	if (!built.ok || !compiled.ok) {
		return;
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
		expect(events.filter((event) => event.type === 'check' && event.status !== 'passed')).toEqual([]);
		expect((await plan()).changes).toEqual([]);
		const removal = removalPlan({actual: await readMenus(transport, removalMenus), profile: profile.id});
		if (!removal.ok) {
			throw new Error(JSON.stringify(removal.diagnostics));
		}

		expect((await collect(guardedApply({...common, plan: removal.value}))).at(-1)).toMatchObject(kept);
		expect(await exported()).toBe(before);
	} finally {
		await lab.stop();
	}
};

describe.each(scenarios.map((scenario, number) => [scenario.id, scenario, number] as const))(
	'%s on the lab: kept, nothing to change, and taken away without a trace',
	(id, scenario, number) => {
		// Each example on one release; together they see all of them.
		const wanted = scenario.examples.flatMap((example, index) => {
			const one = minors[(number + 2 * index) % minors.length];
			return (seeds > 0 || one === undefined ? minors : [one]).map((minor) => [example.id, minor, example] as const);
		});
		it.each(wanted)(
			'%s on 7.%i',
			async (_id, minor, {answers, facts, attachments}) => roundTrip(profileOf('lab', answers, id), {...facts, release: {major: 7, minor, patch: 1}}, attachments ?? {}),
			60_000,
		);

		it.runIf(seeds > 0)(
			'whatever is answered',
			async () => {
				await fc.assert(
					fc.asyncProperty(wishesOf(scenario), ({answers, facts, attachments}) => roundTrip(profileOf('lab', answers, id), facts, attachments)),
					{numRuns: seeds * minors.length, endOnFailure: true},
				);
			},
			1_200_000,
		);
	},
);

it.each(seeds > 0 ? minors : ([9, 22] as const))(
	'a house that wants all at once, on 7.%i',
	async (minor) => roundTrip(profileOfParts(house), {...houseFacts, release: {major: 7, minor, patch: 1}}, {}),
	60_000,
);
