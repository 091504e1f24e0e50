import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {World} from '../../source/facts/index.js';
import type {Ip, Packet} from '../../source/net/index.js';
import {networkOf, parseInterfaceAddress, prefixContains} from '../../source/net/index.js';
import {claimsOf} from '../../source/policy/claims.js';
import {proveClaims} from '../../source/proof/index.js';
import type {Configuration} from '../../source/routeros/model/index.js';
import {entriesOf} from '../../source/routeros/model/index.js';
import {ownAddresses} from './compare.js';
import type {ExampleRouter} from './examples.js';
import {exampleRouters, packetsOf, worldsOf} from './examples.js';
import {mutantsOf} from './mutants.js';
import {observe} from './observe.js';
import {isBuildMachine, say, seconds} from './report.js';
import {calm} from './routers.js';
import type {Testbed} from './testbed.js';
import {onEach, openTestbeds, whyNoKernel} from './testbed.js';
import {translate} from './translate/index.js';

const obstacle = whyNoKernel();
/** So many mutants are tried, each example's share of them; every one in every world on request (`DETOUR_KERNEL_MUTANTS=all`, up to five minutes an example). */
const isExhaustive = process.env.DETOUR_KERNEL_MUTANTS === 'all';
const most = isExhaustive ? Number.POSITIVE_INFINITY : Number(process.env.DETOUR_KERNEL_MUTANTS ?? (isBuildMachine ? 400 : 60));

/** Stopped is stopped: by which rule (rows of a mutant stand elsewhere), by a blackhole or for want of a route is no difference here. */
const fate = (name: string, value: unknown): unknown =>
	name === 'by' ? undefined : name === 'kind' && (value === 'refused' || value === 'no-route' || value === 'silence') ? 'nowhere' : value;

/** What the router sends of its own accord from one VRF into another is lost on its way back: its address there is nobody's in the other one. */
const isLost = ({from, to, inInterface}: Packet, {facts, after}: ExampleRouter): boolean => {
	const members = entriesOf(after, '/ip/vrf').flatMap(({properties}) => (properties.interfaces ?? '').split(','));
	const addresses = [...facts.addresses, ...entriesOf(after, '/ip/address').map(({properties}) => properties)];
	const networks = addresses
		.flatMap(({interface: name = '', address = ''}) => (members.includes(name) ? [parseInterfaceAddress(address)] : []))
		.flatMap((one) => (one === undefined ? [] : [networkOf(one)]));
	const isInside = (address: Ip): boolean => networks.some((network) => prefixContains(network, address));
	return inInterface === undefined && isInside(from) !== isInside(to);
};

/** What the kernel does with packets, as text. */
const behaviour = async (bed: Testbed, configuration: Configuration, world: World, packets: readonly Packet[]): Promise<string> => {
	const translation = translate(configuration, world, bed);
	expect(translation.leftOut).toEqual([]);
	await bed.run([...translation.network.apply, ...translation.rules.apply]);
	await bed.rest();
	const own = ownAddresses(configuration, calm);
	// What the router sends to itself is not told by RouterOS's packet flow.
	const sent = packets.filter(({inInterface, to}) =>
		inInterface === undefined ? !own.has(to) : translation.port(inInterface) !== undefined && (world.links[inInterface] ?? 'up') === 'up',
	);
	const seen = await observe(bed, translation, world, sent, own);
	await bed.run([...translation.rules.undo, ...translation.network.undo]);
	await bed.forget();
	return JSON.stringify(seen, fate);
};

/** Whether a mutant does otherwise in some world; asked again, since the kernel does some things in its own time. */
const differs = async (bed: Testbed, mutant: Configuration, router: ExampleRouter, worlds: readonly World[], right: Map<World, string>): Promise<boolean> => {
	const packets = packetsOf(router).filter((packet) => !isLost(packet, router));
	for (const world of worlds) {
		const wanted = right.get(world) ?? (await behaviour(bed, router.after, world, packets));
		right.set(world, wanted);
		if ((await behaviour(bed, mutant, world, packets)) !== wanted && (await behaviour(bed, mutant, world, packets)) !== (await behaviour(bed, router.after, world, packets))) {
			return true;
		}
	}

	return false;
};

/** Presets of whose mutants every one was tried, and noticed. What the claims of others miss is said, and must be little. */
const complete = /^(vpn-split-tunnel|watch|safe-keeping)\//;
const leastScore = 95;

type Score = {readonly tried: number; noticed: number; readonly survivors: string[]};

const failedClaims = ({facts, document, before}: ExampleRouter, wanted: Configuration): readonly string[] =>
	proveClaims({actual: before, without: before, wanted, facts, document, claims: claimsOf(document, facts)})
		.filter(({status}) => status !== 'held')
		.map(({claim, status, why}) => `${claim.id}: ${status}, ${why}`);

/** All kinds of mutants early on, always in the same order. */
const mixed = <Item>(items: readonly Item[]): readonly Item[] => {
	const stride = [61, 59, 53].find((prime) => items.length % prime !== 0) ?? 1;
	return items.flatMap((_, index) => items[(index * stride) % items.length] ?? []);
};

/** The kernel is asked of those only that no claim notices: there it must make no difference. Not in every world, unless asked for. */
const judge = async (beds: readonly Testbed[], router: ExampleRouter): Promise<Score> => {
	const worlds = worldsOf(router).map(([, world]) => world);
	const right = new Map<World, string>();
	const tried = mixed(mutantsOf(router.after)).slice(0, Math.ceil(most / exampleRouters.length));
	const score: Score = {tried: tried.length, noticed: 0, survivors: []};
	await onEach(beds, [...tried.entries()], async (bed, [turn, {title, configuration}]) => {
		if (failedClaims(router, configuration).length > 0) {
			score.noticed += 1;
		} else if (await differs(bed, configuration, router, isExhaustive ? worlds : worlds.filter((_, index) => index === 0 || index === turn % worlds.length), right)) {
			score.survivors.push(title);
		}
	});
	return score;
};

const scoreOf = (noticed: number, missed: number): number => (noticed + missed === 0 ? 100 : Math.round((100 * noticed) / (noticed + missed)));

describe.skipIf(obstacle !== undefined)('claims notice what goes wrong in the kernel', () => {
	let beds: readonly Testbed[] = [];
	const total = {noticed: 0, missed: 0};
	beforeAll(() => {
		beds = openTestbeds();
	}, 60 * seconds);
	afterAll(() => {
		for (const bed of beds) {
			bed.close();
		}
	});

	it.each(exampleRouters.map((router) => [router.id, router] as const))(
		'%s: the claims hold, and fail for every mutant that behaves differently',
		async (id, router) => {
			expect(failedClaims(router, router.after)).toEqual([]);
			const {tried, noticed, survivors} = await judge(beds, router);
			const score = scoreOf(noticed, survivors.length);
			say(
				`kernel, mutants of ${id}: ${tried} of ${mutantsOf(router.after).length} tried, ${noticed} fail a claim, ${survivors.length} of the others behave differently, score ${score} %${survivors.map((one) => `\n  not noticed: ${one}`).join('')}`,
			);
			total.noticed += noticed;
			total.missed += survivors.length;
			expect(complete.test(id) ? survivors : []).toEqual([]);
		},
		1800 * seconds,
	);

	it(`claims notice at least ${leastScore} % of what behaves differently`, () => {
		const score = scoreOf(total.noticed, total.missed);
		say(`kernel, mutants of all examples: ${total.noticed} fail a claim, ${total.missed} of the others behave differently, score ${score} %`);
		expect(score).toBeGreaterThanOrEqual(leastScore);
	});
});
