import {afterEach, describe, expect, it} from 'vitest';
import {scenarios} from '../../scenarios/index.js';
import {compile} from '../../source/compiler/index.js';
import type {ApplyEvent} from '../../source/plan/index.js';
import {makePlan, planMenus, removalMenus, removalPlan} from '../../source/plan/index.js';
import {discover, guardedApply, readMenus, readPublicKeys} from '../../source/router/index.js';
import type {Answers, Profile} from '../../source/scenario/index.js';
import {buildProfile} from '../../source/scenario/index.js';
import type {Bench} from './lab-link.js';
import {startBench} from './lab-link.js';

let bench: Bench;

afterEach(async () => bench.stop());

const exported = async (): Promise<string> => (await bench.lab.exec('/export terse')).replace(/^# .* by RouterOS.*$/m, '');

const collect = async (events: AsyncIterable<ApplyEvent>): Promise<readonly ApplyEvent[]> => {
	const seen: ApplyEvent[] = [];
	for await (const event of events) {
		seen.push(event);
	}

	return seen;
};

/** The examples are for routers of their own; this is what a person would answer on the home router of the lab. */
const onTheLab: Readonly<Record<string, Answers>> = {
	home: {interface: 'wg-vpn'},
	office: {networks: ['bridge'], sources: []},
};

const cases = scenarios.flatMap((scenario) =>
	scenario.examples.flatMap((example) => [9, 16, 24].map((minor) => ({scenario, example, minor, title: `${scenario.id} ${example.id}`}))),
);

describe('presets on the lab', () => {
	it.each(cases)(
		'$title on 7.$minor: kept, nothing to change, and taken away without a trace',
		async ({scenario, example, minor}) => {
			bench = await startBench({minor});
			const transport = await bench.connect();
			const facts = await discover(transport, {user: 'admin'});
			const profile: Profile = {version: 1, id: 'home-x7k2', name: 'home', parts: [{id: 'p1', scenario: scenario.id, answers: {...example.answers, ...onTheLab[example.id]}}]};
			const built = buildProfile(profile, scenarios, facts, example.attachments ?? {});
			if (!built.ok) {
				throw new Error(JSON.stringify(built.diagnostics));
			}

			const compiled = compile(built.value.document, {profile: profile.id, facts});
			if (!compiled.ok) {
				throw new Error(JSON.stringify(compiled.diagnostics));
			}

			const fragment = compiled.value;
			const before = await exported();
			const common = {
				transport,
				reconnect: bench.connect,
				endpoint: bench.endpoint,
				secrets: built.value.secrets,
				facts,
				journal: {write: async () => undefined},
				clock: bench.clock,
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
			expect(events.at(-1)).toMatchObject({type: 'outcome', outcome: 'kept'});
			expect(events.filter((event) => event.type === 'check' && event.status !== 'passed')).toEqual([]);
			expect((await plan()).changes).toEqual([]);
			const removal = removalPlan({actual: await readMenus(transport, removalMenus), profile: profile.id});
			if (!removal.ok) {
				throw new Error(JSON.stringify(removal.diagnostics));
			}

			expect((await collect(guardedApply({...common, plan: removal.value}))).at(-1)).toMatchObject({type: 'outcome', outcome: 'kept'});
			expect(await exported()).toBe(before);
		},
		30_000,
	);
});
