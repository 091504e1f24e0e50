import type {Facts} from '../facts/index.js';
import type {Plan} from '../plan/index.js';
import {applyPlan, removalPlan} from '../plan/index.js';
import type {Claim, PolicyDocument} from '../policy/index.js';
import {claimsOf} from '../policy/index.js';
import type {Configuration} from '../routeros/model/index.js';
import type {Proof} from './claims.js';
import {proveClaims} from './claims.js';
import type {LockOut, Session} from './lock-out.js';
import {proveLockOut} from './lock-out.js';

/** All that is known of where packets go once a plan is carried out. */
export type PlanProofs = {readonly claims: readonly Proof[]; readonly lockOut?: LockOut};

export type ProvePlanOptions = {
	/** What the router holds. */
	readonly actual: Configuration;
	readonly plan: Plan;
	readonly facts: Facts;
	/** What is wanted; left out when a profile is removed. */
	readonly document?: PolicyDocument;
	/** Who is changing the router; left out where that is not known. */
	readonly session?: Session;
};

const withoutProfile = (actual: Configuration, profile: string): Configuration => {
	const removal = removalPlan({actual, profile});
	return removal.ok ? applyPlan(actual, removal.value) : actual;
};

/** The document only supposes how somebody is connected. Where that is known, it is said once. */
const besides = (session: Session | undefined, claims: readonly Claim[]): readonly Claim[] => (session === undefined ? claims : claims.filter(({id}) => id !== 'session'));

/** Proves the claims of a document, and that nobody is locked out, for a configuration that a plan led to. */
export const proveOn = ({actual, plan, facts, document, session}: ProvePlanOptions, wanted: Configuration): PlanProofs => ({
	claims:
		document === undefined
			? []
			: proveClaims({actual, without: withoutProfile(actual, plan.profile), wanted, facts, document, claims: besides(session, claimsOf(document, facts))}),
	...(session === undefined ? {} : {lockOut: proveLockOut(actual, wanted, facts, session)}),
});

/** The same for a plan that is not carried out yet. */
export const provePlan = (options: ProvePlanOptions): PlanProofs => proveOn(options, applyPlan(options.actual, options.plan));
