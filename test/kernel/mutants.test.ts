import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {World} from '../../source/facts/index.js';
import type {Family, Ip, Packet} from '../../source/net/index.js';
import {addressFamily, families, networkOf, parseInterfaceAddress, prefixContains} from '../../source/net/index.js';
import {claimsOf} from '../../source/policy/claims.js';
import {interfaceNameOf, isApart} from '../../source/policy/index.js';
import {proverOf} from '../../source/proof/index.js';
import type {Configuration} from '../../source/routeros/model/index.js';
import {entriesOf} from '../../source/routeros/model/index.js';
import {ownAddresses} from './compare.js';
import type {AnsweredRouter} from './examples.js';
import {exampleRouters, packetsOf, worldsOf} from './examples.js';
import {load} from './load.js';
import type {Mutant} from './mutants.js';
import {mutantsOf} from './mutants.js';
import type {Observation, Outcome} from './observe.js';
import {observe} from './observe.js';
import {isBuildMachine, say, seconds} from './report.js';
import {calm} from './routers.js';
import type {Testbed} from './testbed.js';
import {onEach, openTestbeds, whyNoKernel} from './testbed.js';
import type {Translation} from './translate/index.js';
import {translate} from './translate/index.js';

const obstacle = whyNoKernel();
/** So many mutants are tried, of every kind; every one in every world on request (`DETOUR_KERNEL_MUTANTS=all`, up to five minutes an example). */
const isExhaustive = process.env.DETOUR_KERNEL_MUTANTS === 'all';
const most = isExhaustive ? Number.POSITIVE_INFINITY : Number(process.env.DETOUR_KERNEL_MUTANTS ?? (isBuildMachine ? 600 : 60));

/** Stopped is stopped: by which rule (rows of a mutant stand elsewhere), by a blackhole or for want of a route is no difference here. */
const fate = (name: string, value: unknown): unknown =>
	name === 'by' ? undefined : name === 'kind' && (value === 'refused' || value === 'no-route' || value === 'silence') ? 'nowhere' : value;

/**
 * What the router sends of its own accord from one VRF into another is lost on its way back: its address there is nobody's in
 * the other one. What hosts of a network of a VRF have for each other never comes to the router.
 */
const isLost = ({from, to, inInterface}: Packet, {facts, after}: AnsweredRouter): boolean => {
	const members = entriesOf(after, '/ip/vrf').flatMap(({properties}) => (properties.interfaces ?? '').split(','));
	const addresses = [...facts.addresses, ...(['/ip/address', '/ipv6/address'] as const).flatMap((menu) => entriesOf(after, menu).map(({properties}) => properties))];
	const networks = addresses
		.flatMap(({interface: name = '', address = ''}) => (members.includes(name) ? [parseInterfaceAddress(address)] : []))
		.flatMap((one) => (one === undefined ? [] : [networkOf(one)]));
	const isInside = (address: Ip): boolean => networks.some((network) => prefixContains(network, address));
	const isNear = networks.some((network) => prefixContains(network, from) && prefixContains(network, to));
	return inInterface === undefined ? isInside(from) !== isInside(to) : isNear;
};

/** By a line without IPv6 none comes in: what would become of it nobody can notice. */
const isImpossible = ({from, inInterface}: Packet, {document}: AnsweredRouter): boolean =>
	document.uplinks.some(({kind, carries}) => kind.kind === 'line' && kind.name === inInterface && !carries[addressFamily(from)]);

/** A line that takes senders with addresses of its own only loses what leaves by it under another one: nothing comes of that. */
const isRefused = (outcome: Outcome, {document}: AnsweredRouter): boolean =>
	outcome.kind === 'leaves' &&
	document.uplinks.some(
		(uplink) =>
			interfaceNameOf(uplink) === outcome.interface &&
			isApart(uplink, addressFamily(outcome.from)) &&
			uplink.sources?.some((prefix) => prefixContains(prefix, outcome.from)) !== true,
	);

/** A conversation as far as it goes. */
const asTaken = (seen: Observation, router: AnsweredRouter): readonly Outcome[] => {
	const outcomes = [seen.first, seen.reply, seen.later, seen.laterReply].filter((outcome) => outcome !== undefined);
	const end = outcomes.findIndex((outcome) => isRefused(outcome, router));
	return end < 0 ? outcomes : [...outcomes.slice(0, end), {kind: 'silence'}];
};

/** What the kernel does with the packets of a family, as text. */
const behaviour = async (bed: Testbed, translation: Translation, router: AnsweredRouter, world: World, packets: readonly Packet[], family: Family): Promise<string> => {
	expect(translation.leftOut).toEqual([]);
	await load(bed, translation);
	const own = ownAddresses(router.after, calm);
	const isUp = (name: string): boolean => (world.links[name] ?? 'up') === 'up';
	const living = ownAddresses(router.after, {
		...world,
		links: Object.fromEntries(Object.keys(world.links).map((name) => [name, 'removed'] as const)),
		addresses: (world.addresses ?? []).filter((row) => isUp(row.interface)),
	});
	// What the router sends to itself is not told by RouterOS's packet flow, and under an address of a line that is down it
	// sends nothing; where nobody answers, nobody begins either.
	const sent = packets
		.filter(({from}) => addressFamily(from) === family)
		.filter(({inInterface, from, to}) =>
			inInterface === undefined ? living.has(from) && !own.has(to) : translation.port(inInterface) !== undefined && isUp(inInterface) && world.farEnds?.[inInterface] !== 'dead',
		);
	const seen = await observe(bed, translation, world, sent, own);
	return JSON.stringify(
		seen.map((one) => asTaken(one, router)),
		fate,
	);
};

/** The families in which two configurations say different things: in the others they behave alike. */
const differing = (one: Translation, other: Translation): readonly Family[] =>
	families.filter((family) => JSON.stringify([one.rules[family], one.routes[family]]) !== JSON.stringify([other.rules[family], other.routes[family]]));

/** Which claims fail for a configuration, the first of them only: those that noticed something lately are asked first. */
const critic = ({facts, document, before}: AnsweredRouter): ((wanted: Configuration) => string | undefined) => {
	const prove = proverOf({actual: before, without: before, facts, document});
	const claims = [...claimsOf(document, facts)];
	return (wanted) => {
		for (const {claim, status, why} of prove(wanted, claims)) {
			if (status !== 'held') {
				claims.splice(claims.indexOf(claim), 1);
				claims.unshift(claim);
				return `${claim.id}: ${status}, ${why}`;
			}
		}

		return undefined;
	};
};

/** A mutant and the example that it is one of. */
type Trial = {readonly router: AnsweredRouter; readonly mutant: Mutant};

const kindsOf = (trials: readonly Trial[]): readonly string[] => [...new Set(trials.map(({mutant}) => mutant.kind))];

/** Of every kind of mutants one, then of every kind another, from all over the examples; always the same. */
const sample = (trials: readonly Trial[]): readonly Trial[] => {
	const kinds = kindsOf(trials).map((kind, number) => {
		const all = trials.filter(({mutant}) => mutant.kind === kind);
		const stride = [61, 59, 53].find((prime) => all.length % prime !== 0) ?? 1;
		return all.flatMap((_, index) => all[((number + index) * stride) % all.length] ?? []);
	});
	const rounds = Math.max(...kinds.map((all) => all.length));
	return Array.from({length: rounds}, (_, round) => kinds.flatMap((all) => all[round] ?? [])).flat();
};

type Score = {noticed: number; readonly survivors: string[]};

/**
 * The kernel is asked of those only that no claim notices: there it must make no difference. Not in every world, unless
 * asked for. What differs is asked again, since the kernel does some things in its own time.
 */
const judge = async (beds: readonly Testbed[], router: AnsweredRouter, tried: readonly Mutant[]): Promise<Score> => {
	const complaintOf = critic(router);
	const packets = packetsOf(router).filter((packet) => !isLost(packet, router) && !isImpossible(packet, router));
	const score: Score = {noticed: 0, survivors: []};
	const unnoticed = new Set(tried);
	const worlds = worldsOf(router);
	for (const [number, [what, world]] of worlds.entries()) {
		const due = isExhaustive || number === 0 ? tried : tried.filter((_, turn) => turn % worlds.length === number);
		const ask = (bed: Testbed, translation: Translation, family: Family): Promise<string> => behaviour(bed, translation, router, world, packets, family);
		const wanted = await onEach(beds.slice(0, due.length), families, (bed, family) => ask(bed, translate(router.after, world, bed), family));
		const differs = async (bed: Testbed, mutant: Configuration): Promise<boolean> => {
			const [right, wrong] = [translate(router.after, world, bed), translate(mutant, world, bed)];
			for (const family of differing(right, wrong)) {
				if ((await ask(bed, wrong, family)) !== wanted[families.indexOf(family)] && (await ask(bed, wrong, family)) !== (await ask(bed, right, family))) {
					return true;
				}
			}

			return false;
		};
		await onEach(beds, due, async (bed, mutant) => {
			if (number === 0 && complaintOf(mutant.configuration) !== undefined) {
				score.noticed += 1;
				unnoticed.delete(mutant);
			}

			if (unnoticed.has(mutant) && (await differs(bed, mutant.configuration))) {
				score.survivors.push(`${mutant.title}, when ${what}`);
				unnoticed.delete(mutant);
			}
		});
	}

	return score;
};

const report = (what: string, tried: number, of: number, {noticed, survivors}: Score): string => {
	const score = noticed + survivors.length === 0 ? 100 : Math.floor((1000 * noticed) / (noticed + survivors.length)) / 10;
	return [
		`kernel, mutants of ${what}: ${tried} of ${of} tried, ${noticed} fail a claim, ${tried - noticed - survivors.length} behave alike in the kernel, ${survivors.length} behave differently and fail none, score ${score} %`,
		...survivors.map((one) => `  not noticed: ${one}`),
	].join('\n');
};

describe.skipIf(obstacle !== undefined)('claims notice what goes wrong in the kernel', () => {
	let beds: readonly Testbed[] = [];
	const everyone = exampleRouters.flatMap((router) => mutantsOf(router.after).map((mutant): Trial => ({router, mutant})));
	const chosen = sample(everyone).slice(0, most);
	const total: Score = {noticed: 0, survivors: []};
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
			expect(critic(router)(router.after)).toBeUndefined();
			const tried = chosen.filter((one) => one.router === router).map(({mutant}) => mutant);
			const score = await judge(beds, router, tried);
			say(report(id, tried.length, everyone.filter((one) => one.router === router).length, score));
			total.noticed += score.noticed;
			total.survivors.push(...score.survivors.map((one) => `${id}: ${one}`));
			expect(score.survivors).toEqual([]);
		},
		3600 * seconds,
	);

	it('tries every kind of mutants, as far as it tries that many', () => {
		say(report(`all examples, ${kindsOf(chosen).length} of ${kindsOf(everyone).length} kinds`, chosen.length, everyone.length, total));
		expect(kindsOf(chosen)).toHaveLength(Math.min(most, kindsOf(everyone).length));
	});
});
