import type {World} from '../../source/facts/index.js';
import type {Packet} from '../../source/net/index.js';
import type {Configuration} from '../../source/routeros/model/index.js';
import {entriesOf} from '../../source/routeros/model/index.js';
import type {PacketState, Pass, Trace, Way} from '../../source/simulator/index.js';
import {prepare, walk} from '../../source/simulator/index.js';
import {load} from './load.js';
import type {Observation, Outcome} from './observe.js';
import {observe} from './observe.js';
import type {Testbed} from './testbed.js';
import {onEach} from './testbed.js';
import type {Translation} from './translate/index.js';
import {translate} from './translate/index.js';

export type Case = {
	readonly title: string;
	readonly configuration: Configuration;
	readonly world: World;
	readonly packets: readonly Packet[];
	/** What every hash of a per-connection classifier is; 0 when left out. */
	readonly bucket?: number;
};

const mostBuckets = 24;

/** A case for each hash that its classifiers tell apart. */
export const eachBucket = (one: Case): readonly Case[] => {
	const count = bucketsOf(one.configuration);
	return Array.from({length: count}, (_, bucket) => (count === 1 ? one : {...one, title: `${one.title}, bucket ${bucket}`, bucket}));
};

/** How many hashes classifiers tell apart: the least common multiple of their denominators, or as many as are tried. */
export const bucketsOf = (configuration: Configuration): number => {
	const denominators = (['/ip/firewall/mangle', '/ipv6/firewall/mangle'] as const).flatMap((menu) =>
		entriesOf(configuration, menu).flatMap(({properties}) => Number(/:(\d+)\//.exec(properties['per-connection-classifier'] ?? '')?.[1] ?? 1)),
	);
	let count = 1;
	while (count < mostBuckets && denominators.some((denominator) => count % denominator !== 0)) {
		count++;
	}

	return count;
};

export type Compared = {
	readonly title: string;
	readonly packet: Packet;
	readonly trace: Trace;
	readonly seen: Observation;
	readonly verdict: 'agrees' | 'differs' | 'unknown' | 'known';
	readonly reason: string;
};

/** Counts of a whole run. */
export type Tally = {
	readonly compared: readonly Compared[];
	/** Packets of configurations that cannot be told in Linux's words, by what is missing. */
	readonly leftOut: Readonly<Record<string, number>>;
};

/** An address or a port that the simulator does not know counts as any. */
const isSame = (end: PacketState, seen: Extract<Outcome, {kind: 'leaves' | 'delivered'}>): boolean =>
	(end.from === undefined || end.from === seen.from) &&
	(end.to === undefined || end.to === seen.to) &&
	(end.protocol === 'icmp' || ((end.fromPort === undefined || end.fromPort === seen.fromPort) && (end.toPort === undefined || end.toPort === seen.toPort)));

const isRight = ({disposition, end}: Pass, seen: Outcome): boolean => {
	switch (disposition.kind) {
		case 'leaves-by':
			return seen.kind === 'leaves' && seen.interface === disposition.interface && isSame(end, seen);
		case 'delivered':
			return seen.kind === 'delivered' && isSame(end, seen);
		case 'dropped':
		case 'rejected':
			if (disposition.by.menu === '/routing/rule') {
				return seen.kind === (disposition.kind === 'dropped' ? 'silence' : 'no-route');
			}

			// Masquerading gives a connection up whose line changed: no rule drops it.
			if (disposition.by.menu.endsWith('/nat')) {
				return seen.kind === 'silence';
			}

			return disposition.by.position === 0 ? seen.kind === 'silence' : seen.kind === 'refused' && seen.by === `${disposition.by.menu}#${disposition.by.position}`;
		case 'no-route':
			return seen.kind === 'no-route';
		case 'blackholed':
			return seen.kind === 'silence';
		case 'unknown':
			return true;
	}
};

const turns = ['first', 'reply', 'later', 'laterReply'] as const;
type Turn = (typeof turns)[number];

const passOf = (way: Way, turn: Turn): Pass | undefined => (turn === 'first' ? way : way[turn]);

const isUntracked = ({steps}: Pass): boolean => steps.some(({action}) => action === 'notrack');

/**
 * Where Linux is known to do otherwise than RouterOS: docs/packet-walk.md, "Where Linux differs".
 */
const otherwise = (way: Way, turn: Turn, seen: Outcome | undefined, own: ReadonlySet<string>): string | undefined => {
	const pass = passOf(way, turn);
	const before = turn === 'later' || turn === 'laterReply' ? passOf(way, turn === 'later' ? 'first' : 'reply') : undefined;
	if (pass === undefined) {
		return undefined;
	}

	if (turn !== 'first' && pass.packet.protocol === 'tcp' && way.reply !== undefined && isUntracked(way) !== isUntracked(way.reply)) {
		return 'TCP of which connection tracking sees one direction only';
	}

	if (pass.inInterface !== undefined && pass.packet.from !== undefined && own.has(pass.packet.from)) {
		return "a packet from outside with an address of the router's own as source";
	}

	// Without a route it changes to the line of packets that find none.
	const isSilent = seen?.kind === 'silence';
	const isMasqueraded = way.end.from !== way.packet.from && before?.disposition.kind === 'leaves-by';
	const line = pass.disposition.kind === 'leaves-by' ? pass.disposition.interface : undefined;
	if (isSilent && isMasqueraded && before.disposition.interface !== line && (line !== undefined || pass.disposition.kind === 'no-route')) {
		return 'a masqueraded connection that changes its line';
	}

	if (pass.disposition.kind !== 'leaves-by') {
		return undefined;
	}

	const isPickedUp = turn !== 'first' && pass.steps.some(({stage, action}) => stage === 'connection-tracking' && action === 'new');
	if (isPickedUp && seen?.kind === 'leaves' && seen.interface === pass.disposition.interface && seen.fromPort !== pass.end.fromPort) {
		return 'a port that an earlier half of the same connection has taken';
	}

	if (pass.isFasttracked && seen?.kind === 'delivered') {
		return 'FastTrack of packets for the router itself';
	}

	if (pass.isFasttracked && seen?.kind === 'refused' && seen.by.includes('/raw#')) {
		return 'FastTrack past raw rules';
	}

	if (pass.end.to !== undefined && own.has(pass.end.to) && pass.end.to.includes(':')) {
		return 'IPv6 masquerading towards an address of the router itself';
	}

	return undefined;
};

/** How far one way of a trace is what was seen; where Linux is known to differ, nothing after it counts. */
const compareWay = (way: Way, seen: Observation, own: ReadonlySet<string>): {readonly verdict: 'agrees' | 'differs' | 'known'; readonly reason: string} => {
	for (const turn of turns) {
		const [pass, outcome] = [passOf(way, turn), seen[turn]];
		if (pass === undefined && outcome === undefined) {
			continue;
		}

		if (pass !== undefined && outcome !== undefined && isRight(pass, outcome)) {
			continue;
		}

		const known = otherwise(way, turn, seen[turn], own);
		if (known !== undefined) {
			return {verdict: 'known', reason: known};
		}

		return {verdict: 'differs', reason: ''};
	}

	return {verdict: 'agrees', reason: ''};
};

const unknownOf = ({ways}: Trace): string | undefined => {
	const passes = ways.flatMap((way) => turns.flatMap((turn) => passOf(way, turn) ?? []));
	return passes.map(({disposition}) => (disposition.kind === 'unknown' ? disposition.matcher : undefined)).find((matcher) => matcher !== undefined);
};

/** Whether a way is that of the bucket: `both-addresses:3/1 matches`, `does not match`. */
export const isOfBucket =
	(bucket: number) =>
	({choices}: Way): boolean =>
		choices.every(({kind, detail}) => {
			const [, denominator, remainder, verb] = /:(\d+)\/(\d+) (matches)?/.exec(detail) ?? [];
			return kind !== 'pcc' || (bucket % Number(denominator) === Number(remainder)) === (verb !== undefined);
		});

const compareOne = (title: string, packet: Packet, trace: Trace, bucket: number, seen: Observation, own: ReadonlySet<string>): Compared => {
	const unknown = unknownOf(trace);
	const [first, ...others] = trace.ways.filter(isOfBucket(bucket)).map((way) => compareWay(way, seen, own));
	const best = [...(first === undefined ? [] : [first]), ...others].sort((a, b) => 'akd'.indexOf(a.verdict.charAt(0)) - 'akd'.indexOf(b.verdict.charAt(0)))[0];
	return {title, packet, trace, seen, ...(unknown === undefined ? (best ?? {verdict: 'differs', reason: ''}) : {verdict: 'unknown', reason: unknown})};
};

/** Every address of the router, of links that are there. */
export const ownAddresses = (configuration: Configuration, world: World): ReadonlySet<string> =>
	new Set([
		...(['/ip/address', '/ipv6/address'] as const).flatMap((menu) =>
			entriesOf(configuration, menu).flatMap(({properties: {address = '', interface: name = ''}}) => (world.links[name] === 'removed' ? [] : [address.split('/')[0] ?? ''])),
		),
		...(world.addresses ?? []).map(({address}) => address.split('/')[0] ?? ''),
	]);

const inKernel = async (bed: Testbed, translation: Translation, world: World, packets: readonly Packet[], own: ReadonlySet<string>): Promise<readonly Observation[]> => {
	await load(bed, translation);
	return observe(bed, translation, world, packets, own);
};

const compareCase = async (bed: Testbed, {title, configuration, world, packets: wanted, bucket = 0}: Case): Promise<Tally> => {
	const translation = translate(configuration, world, bed, bucket);
	// Nothing comes in by a link that is down or not there.
	const own = ownAddresses(configuration, world);
	const packets = wanted.filter(({inInterface, from, to}) =>
		inInterface === undefined ? own.has(from) && !own.has(to) : translation.port(inInterface) !== undefined && (world.links[inInterface] ?? 'up') === 'up',
	);
	if (translation.leftOut.length > 0) {
		return {compared: [], leftOut: Object.fromEntries(translation.leftOut.map((what) => [what, packets.length] as const))};
	}

	const router = prepare(configuration, world);
	const traces = packets.map((packet) => walk(router, packet));
	for (let turn = 1; ; turn++) {
		const seen = await inKernel(bed, translation, world, packets, own);
		const compared = packets.flatMap((packet, index) =>
			seen[index] === undefined || traces[index] === undefined ? [] : [compareOne(title, packet, traces[index], bucket, seen[index], own)],
		);
		// What is right is right at once; what is wrong is asked again, since the kernel does some things in its own time.
		if (turn === 3 || compared.every(({verdict}) => verdict !== 'differs')) {
			return {compared, leftOut: {}};
		}
	}
};

/** Sends each case's packets through the kernel and asks the simulator about them. */
export const compareAll = async (beds: readonly Testbed[], cases: readonly Case[]): Promise<Tally> => {
	const tallies = await onEach(beds, cases, compareCase);
	const leftOut: Record<string, number> = {};
	for (const [what, count] of tallies.flatMap((tally) => Object.entries(tally.leftOut))) {
		leftOut[what] = (leftOut[what] ?? 0) + count;
	}

	return {compared: tallies.flatMap(({compared}) => compared), leftOut};
};

const short = (outcome: Outcome | undefined): string =>
	outcome === undefined
		? 'nothing'
		: outcome.kind === 'leaves'
			? `leaves by ${outcome.interface} (${outcome.from}:${outcome.fromPort} > ${outcome.to}:${outcome.toPort})`
			: outcome.kind === 'delivered'
				? `delivered (${outcome.from}:${outcome.fromPort} > ${outcome.to}:${outcome.toPort})`
				: outcome.kind === 'refused'
					? `refused by ${outcome.by}`
					: outcome.kind;

const shortPass = (pass: Pass | undefined): string => {
	if (pass === undefined) {
		return 'nothing';
	}

	const {disposition, end} = pass;
	const by = 'by' in disposition ? ` by ${disposition.by.menu}#${disposition.by.position}` : disposition.kind === 'leaves-by' ? ` ${disposition.interface}` : '';
	return `${disposition.kind}${by} (${end.from}:${end.fromPort} > ${end.to}:${end.toPort})`;
};

/** A difference in words: what was expected, turn by turn, and what came. */
export const describeDifference = ({title, packet, trace, seen}: Compared): string =>
	[
		`${title}: ${packet.protocol} ${packet.from}:${packet.fromPort} > ${packet.to}:${packet.toPort} in ${packet.inInterface ?? 'the router'}`,
		...(['first', ...turns] as const).map(
			(turn) => `  ${turn}: kernel ${short(seen[turn])}; simulator ${trace.ways.map((way) => shortPass(turn === 'first' ? way : way[turn])).join(' | ')}`,
		),
	].join('\n');
