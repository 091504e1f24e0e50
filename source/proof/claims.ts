import type {Facts, World} from '../facts/index.js';
import type {Claim, PolicyDocument} from '../policy/index.js';
import type {Configuration} from '../routeros/model/index.js';
import type {Router, Trace} from '../simulator/index.js';
import {prepare, walk} from '../simulator/index.js';
import type {Verdict} from './judge.js';
import {judge} from './judge.js';
import {uplinkInterfaces, worldOf, worldOfClaim} from './world.js';

/** What became of a claim, with the trace that shows it. */
export type Proof = Verdict & {readonly claim: Claim; readonly trace: Trace};

export type ProofOptions = {
	/** What the router holds, as far as it was read. */
	readonly actual: Configuration;
	/** The same without anything of the document. */
	readonly without: Configuration;
	/** The same with the document on it. */
	readonly wanted: Configuration;
	readonly facts: Facts;
	readonly document: PolicyDocument;
	readonly claims: readonly Claim[];
};

/** Reads a configuration once for all claims of one world. */
const routers = (configuration: Configuration, {release}: Facts): ((world: World) => Router) => {
	const known = new Map<string, Router>();
	return (world) => {
		const key = JSON.stringify(world);
		const router = known.get(key) ?? prepare(configuration, world, {release});
		known.set(key, router);
		return router;
	};
};

/** Follows each claim's packet with the document on the router and without it, and says which claims hold. */
export const proveClaims = ({actual, without, wanted, facts, document, claims}: ProofOptions): readonly Proof[] => {
	const base = worldOf(facts, actual);
	const interfaces = uplinkInterfaces(document, wanted);
	const [on, off] = [routers(wanted, facts), routers(without, facts)];
	return claims.map((claim) => {
		const world = worldOfClaim(base, claim, interfaces);
		const name = claim.cameBy === undefined ? claim.packet.inInterface : interfaces.get(claim.cameBy);
		const packet = name === undefined ? claim.packet : {...claim.packet, inInterface: name};
		const trace = walk(on(world), packet);
		return {claim, trace, ...judge(claim.expect, trace, walk(off(world), packet), (uplink) => interfaces.get(uplink))};
	});
};
