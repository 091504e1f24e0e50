import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {World} from '../../source/facts/index.js';
import type {Packet} from '../../source/net/index.js';
import {claimsOf} from '../../source/policy/claims.js';
import {proveClaims} from '../../source/proof/index.js';
import type {Configuration} from '../../source/routeros/model/index.js';
import {ownAddresses} from './compare.js';
import type {ExampleRouter} from './examples.js';
import {exampleRouters, packetsOf, worldsOf} from './examples.js';
import {mutantsOf} from './mutants.js';
import {observe} from './observe.js';
import {isBuildMachine, say, seconds} from './report.js';
import {calm} from './routers.js';
import type {Testbed} from './testbed.js';
import {openTestbed, whyNoKernel} from './testbed.js';
import {translate} from './translate/index.js';

const obstacle = whyNoKernel();
/** One mutant in so many; all of them on request. */
const oneIn = Number(process.env.DETOUR_KERNEL_MUTANTS ?? (isBuildMachine ? 8 : 40));

/** Stopped is stopped: by which rule (rows of a mutant stand elsewhere), by a blackhole or for want of a route is no difference here. */
const fate = (name: string, value: unknown): unknown =>
	name === 'by' ? undefined : name === 'kind' && (value === 'refused' || value === 'no-route' || value === 'silence') ? 'nowhere' : value;

/** What the kernel does with packets in one world after another, as text; ends early where it is not as wished. */
const behaviour = async (
	bed: Testbed,
	configuration: Configuration,
	worlds: readonly World[],
	packets: readonly Packet[],
	isEnough: (text: string, index: number) => boolean,
): Promise<readonly string[]> => {
	const texts: string[] = [];
	const own = ownAddresses(configuration, calm);
	let loaded: string | undefined;
	let unload: () => Promise<void> = async () => undefined;
	for (const [index, world] of worlds.entries()) {
		const translation = translate(configuration, world, bed);
		expect(translation.leftOut).toEqual([]);
		if (loaded !== JSON.stringify(translation.rules)) {
			await unload();
			await bed.run(translation.rules.apply);
			unload = () => bed.run(translation.rules.undo);
			loaded = JSON.stringify(translation.rules);
		}

		await bed.run(translation.network.apply);
		await bed.rest();
		const sent = packets.filter(({inInterface}) => inInterface === undefined || (translation.port(inInterface) !== undefined && (world.links[inInterface] ?? 'up') === 'up'));
		const seen = await observe(bed, translation, world, sent, own);
		await bed.run(translation.network.undo);
		await bed.forget();
		texts.push(JSON.stringify(seen, fate));
		if (isEnough(texts.at(-1) ?? '', index)) {
			break;
		}
	}

	await unload();
	return texts;
};

/** The same twice: the kernel does some things in its own time. */
const settled = async (bed: Testbed, configuration: Configuration, worlds: readonly World[], packets: readonly Packet[]): Promise<readonly string[]> => {
	let last: readonly string[] = [];
	for (let turn = 0; turn < 5; turn++) {
		const texts = await behaviour(bed, configuration, worlds, packets, () => false);
		if (texts.every((text, index) => text === last[index])) {
			return texts;
		}

		last = texts;
	}

	throw new Error('the kernel never did the same twice');
};

const differs = async (bed: Testbed, configuration: Configuration, worlds: readonly World[], packets: readonly Packet[], right: readonly string[]): Promise<boolean> => {
	const texts = await behaviour(bed, configuration, worlds, packets, (text, index) => text !== right[index]);
	return texts.some((text, index) => text !== right[index]);
};

type Score = {readonly mutants: number; readonly noticed: number; readonly survivors: readonly string[]};

const failedClaims = ({facts, document, before}: ExampleRouter, wanted: Configuration): readonly string[] =>
	proveClaims({actual: before, without: before, wanted, facts, document, claims: claimsOf(document, facts)})
		.filter(({status}) => status !== 'held')
		.map(({claim, status, why}) => `${claim.id}: ${status}, ${why}`);

/** The kernel is asked of those only that no claim notices: there it must make no difference. */
const judge = async (bed: Testbed, router: ExampleRouter): Promise<Score> => {
	const packets = packetsOf(router);
	const worlds = worldsOf(router).map(([, world]) => world);
	const mutants = mutantsOf(router.after).filter((_, index) => index % oneIn === 0);
	const quiet = mutants.filter(({configuration}) => failedClaims(router, configuration).length === 0);
	const right = quiet.length === 0 ? [] : await settled(bed, router.after, worlds, packets);
	const survivors: string[] = [];
	for (const {title, configuration} of quiet) {
		if ((await differs(bed, configuration, worlds, packets, right)) && (await differs(bed, configuration, worlds, packets, right))) {
			survivors.push(title);
		}
	}

	return {mutants: mutants.length, noticed: mutants.length - quiet.length, survivors};
};

describe.skipIf(obstacle !== undefined)('claims notice what goes wrong in the kernel', () => {
	let bed: Testbed;
	beforeAll(() => {
		bed = openTestbed();
	}, 60 * seconds);
	afterAll(() => {
		bed.close();
	});

	it.each(exampleRouters.map((router) => [router.id, router] as const))(
		'%s: the claims hold, and fail for every mutant that behaves differently',
		async (id, router) => {
			expect(failedClaims(router, router.after)).toEqual([]);
			const {mutants, noticed, survivors} = await judge(bed, router);
			const score = noticed + survivors.length === 0 ? 100 : Math.round((100 * noticed) / (noticed + survivors.length));
			say(
				`kernel, mutants of ${id}: ${mutants} tried, ${noticed} fail a claim, ${survivors.length} of the others behave differently, score ${score} %${survivors.map((one) => `\n  not noticed: ${one}`).join('')}`,
			);
			expect(survivors).toEqual([]);
		},
		600 * seconds,
	);
});
