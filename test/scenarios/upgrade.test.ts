import {describe, expect, it} from 'vitest';
import {applyPlan, makePlan} from '../../source/plan/index.js';
import {example, ofExample} from '../compiler/build.js';
import {routerOf} from '../kernel/routers.js';

/*
 * What a release can do decides some rows. A profile that was made for the one before is planned again after an upgrade,
 * and the plan says what is different now.
 */

const {facts} = example('policy-balance/apart');

const on = (minor: number) => ofExample('policy-balance/apart', {}, {release: {major: 7, minor, patch: 1}});

const warned = (minor: number): readonly string[] => on(minor).fragment.warnings.map(({code}) => code);

const planned = (from: number, to: number): readonly string[] => {
	const before = routerOf(facts);
	const first = makePlan({actual: before, fragment: on(from).fragment});
	const again = first.ok ? makePlan({actual: applyPlan(before, first.value), fragment: on(to).fragment}) : first;
	return again.ok ? again.value.changes.map((change) => [change.kind, change.menu, ...(change.kind === 'add' ? [change.entry.properties.interface] : [])].join(' ')) : ['no plan'];
};

describe('an upgrade to 7.14, from which on rules see a VRF in place of the line in it', () => {
	it('is planned: the VRF joins the lists that the line is in', () => {
		expect(planned(13, 13)).toEqual([]);
		expect(planned(13, 14)).toEqual(['add /interface/list/member landlord', 'add /interface/list/member landlord']);
		expect(planned(14, 24)).not.toContain('add /interface/list/member landlord');
	});

	it('is spoken of before, and not afterwards', () => {
		expect(warned(13)).toContain('vrf-after-upgrade');
		expect(warned(14)).not.toContain('vrf-after-upgrade');
		expect(ofExample('policy-balance/calls', {}, {release: {major: 7, minor: 13, patch: 1}}).fragment.warnings.map(({code}) => code)).not.toContain('vrf-after-upgrade');
	});
});
