import {describe, expect, it} from 'vitest';
import {scenarios} from '../../scenarios/index.js';
import {compile} from '../../source/compiler/index.js';
import {makePlan} from '../../source/plan/index.js';
import {provePlan} from '../../source/proof/index.js';
import type {Answers} from '../../source/scenario/index.js';
import {buildProfile} from '../../source/scenario/index.js';
import {example} from '../compiler/build.js';
import {routerOf} from '../kernel/routers.js';

/*
 * Parts of one profile on one router, in either order: they hold together what each holds alone, or are refused with the
 * reason.
 */

const {facts, answers: closed} = example('privacy-vpn/flat');

const parts: Readonly<Record<string, Answers>> = {
	'privacy-vpn': closed,
	'bandwidth-tiers': example('bandwidth-tiers/calls').answers,
	'vpn-split-tunnel': {tunnel: 'existing', interface: 'wg-exit', services: ['netflix'], networks: ['bridge'], 'when-down': 'block', names: 'forward', redirect: true},
	custom: {networks: ['bridge'], rules: ['to 203.0.113.0/28 > ordinary', 'to 203.0.113.64/28 > ether1'], ipv6: 'block'},
};

/** What comes behind "everything" decides nothing, and is said to. */
const shadowed = [
	['privacy-vpn', 'vpn-split-tunnel'],
	['privacy-vpn', 'custom'],
] as const;

const pairs = Object.keys(parts).flatMap((first) => Object.keys(parts).flatMap((second) => (first === second ? [] : [[first, second] as const])));

describe.each(pairs)('%s and %s', (first, second) => {
	it('stand side by side, or say why not', () => {
		const profile = {
			version: 1 as const,
			id: 'both-x7k2',
			name: 'both',
			parts: [first, second].map((scenario, index) => ({id: `p${index + 1}`, scenario, answers: parts[scenario] ?? {}})),
		};
		const built = buildProfile(profile, scenarios, facts, {});
		if (shadowed.some(([before, after]) => before === first && after === second)) {
			expect(built.ok ? [] : [...new Set(built.diagnostics.map(({code}) => code))]).toEqual(['policy-shadowed']);
			return;
		}

		const compiled = built.ok ? compile(built.value.document, {profile: profile.id, facts}) : built;
		if (!built.ok || !compiled.ok) {
			throw new Error(JSON.stringify(compiled));
		}

		const actual = routerOf(facts);
		const plan = makePlan({actual, fragment: compiled.value});
		expect(plan.ok).toBe(true);
		const {claims} = plan.ok ? provePlan({actual, plan: plan.value, facts, document: built.value.document}) : {claims: []};
		expect(claims.length).toBeGreaterThan(10);
		expect(claims.filter(({status}) => status !== 'held').map(({claim, why}) => `${claim.sentence} ${why}`)).toEqual([]);
	});
});
