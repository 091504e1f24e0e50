import {expect} from 'vitest';
import {scenarios} from '../../scenarios/index.js';
import type {Fragment} from '../../source/compiler/index.js';
import {compile, render} from '../../source/compiler/index.js';
import type {Facts} from '../../source/facts/index.js';
import {makePlan} from '../../source/plan/index.js';
import type {PolicyDocument} from '../../source/policy/index.js';
import {provePlan} from '../../source/proof/index.js';
import type {Attachments, Profile} from '../../source/scenario/index.js';
import {buildProfile} from '../../source/scenario/index.js';
import {notAccepted} from '../compiler/accepted.js';
import {routerOf} from '../kernel/routers.js';
import {brokenLaws} from './laws.js';

/** Properties whose text the router runs later. */
const scriptProperties = ['source', 'on-event', 'up-script', 'down-script', 'script', 'lease-script'];

const claimTrouble = (document: PolicyDocument, fragment: Fragment, facts: Facts): readonly string[] => {
	const actual = routerOf(facts);
	const plan = makePlan({actual, fragment});
	return plan.ok
		? provePlan({actual, plan: plan.value, facts, document})
				.claims.filter(({status}) => status !== 'held')
				.map(({claim, status, why}) => `${claim.id} ${status}: ${claim.sentence} ${why}`)
		: plan.diagnostics.map(({message}) => message);
};

/** Everything that is wrong with what is made of a profile; undefined where it is refused with a clear word. */
export const trouble = async (profile: Profile, facts: Facts, attachments: Attachments = {}): Promise<readonly string[] | undefined> => {
	const built = buildProfile(profile, scenarios, facts, attachments);
	if (!built.ok) {
		expect(built.diagnostics.map(({message}) => message.length > 15)).not.toContain(false);
		return undefined;
	}

	const {document} = built.value;
	const compiled = compile(document, {profile: profile.id, facts});
	if (!compiled.ok) {
		expect(compiled.diagnostics.map(({message}) => message.length > 15)).not.toContain(false);
		return undefined;
	}

	const fragment = compiled.value;
	const scripts = fragment.entries.flatMap(({properties}) => scriptProperties.flatMap((name) => properties[name] ?? []));
	const refused = await Promise.all([render(fragment, {facts}), ...scripts].map((text) => notAccepted(text, facts.release)));
	return [...brokenLaws({document, fragment, facts}), ...refused.flat(), ...claimTrouble(document, fragment, facts)];
};
