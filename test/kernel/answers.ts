import fc from 'fast-check';
import {scenarios} from '../../scenarios/index.js';
import {compile} from '../../source/compiler/index.js';
import type {Scenario} from '../../source/scenario/index.js';
import {buildProfile} from '../../source/scenario/index.js';
import {profileOf} from '../compiler/build.js';
import type {Wish} from '../scenarios/arbitrary.js';
import {minors, wishesOf} from '../scenarios/arbitrary.js';
import type {Case} from './compare.js';
import {bucketsOf} from './compare.js';
import type {AnsweredRouter} from './examples.js';
import {answeredRouter, packetsOf, worldsOf} from './examples.js';

/** Random answers a preset, each on every release; more on request. */
const seeds = Number(process.env.DETOUR_KERNEL_SEEDS ?? 5);

/** Packets of a state at most, evenly of all. */
const mostPackets = 60;

/** What is made of one wish on one release; undefined where it is refused. */
const routerFor = ({id}: Scenario, {answers, facts, attachments}: Wish, seed: number, minor: number): AnsweredRouter | undefined => {
	const profile = profileOf('test', answers, id);
	const released = {...facts, release: {major: 7, minor, patch: 1}};
	const built = buildProfile(profile, scenarios, released, attachments);
	const compiled = built.ok ? compile(built.value.document, {profile: profile.id, facts: released}) : built;
	return built.ok && compiled.ok ? answeredRouter(`${id}, answers ${seed} on 7.${minor}`, released, {document: built.value.document, fragment: compiled.value}) : undefined;
};

/** The routers of one wish; what is the same on several releases is asked once. */
const routersFor = (scenario: Scenario, wish: Wish, seed: number): readonly AnsweredRouter[] => [
	...new Map(
		minors.flatMap((minor) => {
			const router = routerFor(scenario, wish, seed, minor);
			return router === undefined ? [] : [[JSON.stringify(router.after), router] as const];
		}),
	).values(),
];

const thinned = <T>(items: readonly T[]): readonly T[] => items.filter((_, index) => index % Math.ceil(items.length / mostPackets) === 0);

/** When all is well, and in one state of its lines: each router in another one. */
const casesOf = (router: AnsweredRouter, index: number): readonly Case[] => {
	const [well, ...others] = worldsOf(router);
	const other = others[index % Math.max(1, others.length)];
	return [well, other].flatMap((state) =>
		state === undefined
			? []
			: [
					{
						title: `${router.id}: ${state[0]}`,
						configuration: router.after,
						world: state[1],
						packets: thinned(packetsOf(router)),
						bucket: index % bucketsOf(router.after),
					},
				],
	);
};

/** What random answers to every preset make of a router, on every release. */
export const answerCases = (): readonly Case[] =>
	scenarios.flatMap((scenario) => fc.sample(wishesOf(scenario), {numRuns: seeds, seed: 1}).flatMap((wish, index) => routersFor(scenario, wish, index + 1))).flatMap(casesOf);
