import type {Facts, World} from '../facts/index.js';
import type {Packet} from '../net/index.js';
import {hostPrefix} from '../net/index.js';
import type {Claim, PolicyDocument} from '../policy/index.js';
import type {Configuration} from '../routeros/model/index.js';
import {entriesOf} from '../routeros/model/index.js';
import type {Router, Trace} from '../simulator/index.js';
import {prepare, walk} from '../simulator/index.js';
import type {Verdict} from './judge.js';
import {judge} from './judge.js';
import {uplinkInterfaces, worldOf, worldOfClaim} from './world.js';

/** What became of a claim, with the trace that shows it. */
export type Proof = Verdict & {readonly claim: Claim; readonly trace: Trace};

type Ground = {
	/** What the router holds, as far as it was read. */
	readonly actual: Configuration;
	/** The same without anything of the document. */
	readonly without: Configuration;
	readonly facts: Facts;
	readonly document: PolicyDocument;
};

export type ProofOptions = Ground & {
	/** What the router holds with the document on it. */
	readonly wanted: Configuration;
	readonly claims: readonly Claim[];
};

/** Follows packets through a configuration that is read once for all of one world, each packet once. */
const tracer = (configuration: Configuration, {release}: Facts): ((world: World, packet: Packet) => Trace) => {
	const routers = new Map<string, {readonly router: Router; readonly traces: Map<string, Trace>}>();
	return (world, packet) => {
		const [place, what] = [JSON.stringify(world), JSON.stringify(packet)];
		const {router, traces} = routers.get(place) ?? {router: prepare(configuration, world, {release}), traces: new Map<string, Trace>()};
		const trace = traces.get(what) ?? walk(router, packet);
		routers.set(place, {router, traces});
		traces.set(what, trace);
		return trace;
	};
};

/** What rules have put into address lists on the way of a first packet. */
const listedBy = (configuration: Configuration, {packet, ways: [{steps}]}: Trace): World['listed'] =>
	Object.fromEntries(
		steps.flatMap(({action, rule}) => {
			const list = rule === undefined ? undefined : entriesOf(configuration, rule.menu)[rule.position - 1]?.properties['address-list'];
			return action !== 'add-src-to-address-list' || list === undefined ? [] : [[list, [hostPrefix(packet.from)]] as const];
		}),
	);

/** What proves claims of a document, one after the other, for as many configurations as it is asked about. */
export const proverOf = ({actual, without, facts, document}: Ground): ((wanted: Configuration, claims: readonly Claim[]) => Generator<Proof>) => {
	const base = worldOf(facts, actual);
	const off = tracer(without, facts);
	return function* (wanted, claims) {
		const interfaces = uplinkInterfaces(document, wanted);
		const on = tracer(wanted, facts);
		for (const claim of claims) {
			const world = worldOfClaim(base, claim, interfaces);
			const name = claim.cameBy === undefined ? claim.packet.inInterface : interfaces.get(claim.cameBy);
			const packet = name === undefined ? claim.packet : {...claim.packet, inInterface: name};
			const trace = on(claim.after === undefined ? world : {...world, listed: listedBy(wanted, on(world, claim.after))}, packet);
			yield {
				claim,
				trace,
				...judge(
					claim.expect,
					trace,
					() => off(world, packet),
					(uplink) => interfaces.get(uplink),
				),
			};
		}
	};
};

/** Follows each claim's packet with the document on the router and without it, and says which claims hold. */
export const proveClaims = ({wanted, claims, ...ground}: ProofOptions): readonly Proof[] => [...proverOf(ground)(wanted, claims)];
