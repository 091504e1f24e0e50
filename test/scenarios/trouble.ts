import {expect} from 'vitest';
import {scenarios} from '../../scenarios/index.js';
import type {Fragment} from '../../source/compiler/index.js';
import {compile, render} from '../../source/compiler/index.js';
import type {Facts} from '../../source/facts/index.js';
import {makePlan} from '../../source/plan/index.js';
import type {PolicyDocument} from '../../source/policy/index.js';
import {provePlan} from '../../source/proof/index.js';
import type {Configuration} from '../../source/routeros/model/index.js';
import type {Attachments, Profile} from '../../source/scenario/index.js';
import {buildProfile} from '../../source/scenario/index.js';
import {prepare} from '../../source/simulator/index.js';
import {notAccepted} from '../compiler/accepted.js';
import {calm, routerOf} from '../kernel/routers.js';
import {brokenLaws} from './laws.js';

/** Properties whose text the router runs later. */
const scriptProperties = ['source', 'on-event', 'up-script', 'down-script', 'script', 'lease-script'];

/** What was found wrong with what is the same on several releases: it is judged once. */
export type Judged = Map<string, readonly string[]>;

const claimTrouble = (document: PolicyDocument, fragment: Fragment, facts: Facts, actual: Configuration): readonly string[] => {
	const plan = makePlan({actual, fragment});
	return plan.ok
		? provePlan({actual, plan: plan.value, facts, document})
				.claims.filter(({status}) => status !== 'held')
				.map(({claim, status, why}) => `${claim.id} ${status}: ${claim.sentence} ${why}`)
		: plan.diagnostics.map(({message}) => message);
};

const judge = (document: PolicyDocument, fragment: Fragment, facts: Facts, judged: Judged): readonly string[] => {
	const actual = routerOf(facts);
	// By the same rows packets go the same way on releases that order their decisions alike, and see a VRF's members alike.
	const {order, settings} = prepare(actual, calm, {release: facts.release});
	const key = JSON.stringify([order, settings, document.tenants.length > 0 && facts.release.minor >= 14, document, fragment]);
	const found = judged.get(key) ?? [...brokenLaws({document, fragment, facts}), ...claimTrouble(document, fragment, facts, actual)];
	judged.set(key, found);
	return found;
};

/** Everything that is wrong with what is made of a profile; undefined where it is refused with a clear word. */
export const trouble = async (profile: Profile, facts: Facts, attachments: Attachments = {}, judged: Judged = new Map()): Promise<readonly string[] | undefined> => {
	const built = buildProfile(profile, scenarios, facts, attachments);
	const compiled = built.ok ? compile(built.value.document, {profile: profile.id, facts}) : built;
	if (!built.ok || !compiled.ok) {
		expect(compiled.ok ? [] : compiled.diagnostics.filter(({message}) => message.length <= 15)).toEqual([]);
		return undefined;
	}

	const fragment = compiled.value;
	const scripts = fragment.entries.flatMap(({properties}) => scriptProperties.flatMap((name) => properties[name] ?? []));
	const refused = await Promise.all([render(fragment, {facts}), ...scripts].map((text) => notAccepted(text, facts.release)));
	return [...refused.flat(), ...judge(built.value.document, fragment, facts, judged)];
};
