import {expect, it} from 'vitest';
import {adoptEdits, applyPlan, makePlan} from '../../source/plan/index.js';
import type {Configuration, Entry} from '../../source/routeros/model/index.js';
import {fragmentOf, homeExport, readExport, row, vpnEntries} from './fixtures.js';

const before = readExport(homeExport);

const planned = (actual: Configuration, entries: readonly Entry[]) => {
	const fragment = fragmentOf(entries);
	const plan = makePlan({actual, fragment});
	const kept = makePlan({actual, fragment: adoptEdits(fragment, actual)});
	return plan.ok && kept.ok ? {repairs: plan.value, keeps: kept.value} : undefined;
};

const first = planned(before, vpnEntries);
const held = first === undefined ? before : applyPlan(before, first.repairs);

/** What somebody did to rows of ours by hand. */
const edited: Configuration = {
	menus: {
		...held.menus,
		'/ip/route': (held.menus['/ip/route'] ?? []).map((entry) => (entry.comment.includes('vpn.default') ? {...entry, properties: {...entry.properties, distance: '9'}} : entry)),
		'/ip/firewall/mangle': (held.menus['/ip/firewall/mangle'] ?? []).map((entry) => (entry.comment.includes('vpn.mark') ? {...entry, disabled: true} : entry)),
	},
};

it('edits by hand are repaired, or kept when that is said', () => {
	const plans = planned(edited, vpnEntries);
	expect(plans?.repairs.changes.map(({kind, menu}) => `${kind} ${menu}`)).toEqual(['set /ip/route', 'set /ip/firewall/mangle']);
	expect(plans?.repairs.drift).toHaveLength(2);
	expect(plans?.keeps.changes).toEqual([]);
});

it('what is new comes and what is no longer wanted goes, whatever is kept', () => {
	const wanted = [
		...vpnEntries.filter(({comment}) => !comment.includes('vpn.slow')),
		row('/ip/firewall/address-list', 'media.b', {address: '198.51.100.0/24', list: 'detour-media'}),
	];
	expect(planned(edited, wanted)?.keeps.changes.map(({kind, menu}) => `${kind} ${menu}`)).toEqual(['add /ip/firewall/address-list', 'remove /ip/firewall/filter']);
});
