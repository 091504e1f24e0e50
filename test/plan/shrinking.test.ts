import {describe, expect, it} from 'vitest';
import {applyPlan, makePlan, shrinkingLists} from '../../source/plan/index.js';
import type {Entry} from '../../source/routeros/model/index.js';
import {fragmentOf, homeExport, readExport, row} from './fixtures.js';

const rule = row('/ip/firewall/mangle', 'use.mark', {action: 'mark-connection', chain: 'prerouting', 'dst-address-list': '!detour-list', 'new-connection-mark': 'detour-x'});

const list = (count: number): readonly Entry[] =>
	Array.from({length: count}, (_, index) => row('/ip/firewall/address-list', `list.a${index}`, {address: `203.0.113.${index}`, list: 'detour-list'}));

/** A router that holds so many entries, and what is wanted of it next. */
const shrinking = (held: number, wanted: readonly Entry[]) => {
	const before = readExport(homeExport);
	const plan = makePlan({actual: before, fragment: fragmentOf([...list(held), rule])});
	return shrinkingLists(plan.ok ? applyPlan(before, plan.value) : before, fragmentOf(wanted));
};

describe('a list that shrinks', () => {
	it.each([
		[40, 20, []],
		[40, 19, [{list: 'detour-list', from: 40, to: 19}]],
		[40, 0, [{list: 'detour-list', from: 40, to: 0}]],
		[19, 0, []],
	])('from %i to %i entries', (from, to, expected) => {
		expect(shrinking(from, [...list(to), rule])).toEqual(expected);
	});

	it('goes with the rules that ask for it', () => {
		expect(shrinking(40, [])).toEqual([]);
	});
});
