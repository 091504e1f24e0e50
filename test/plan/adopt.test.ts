import {expect, it} from 'vitest';
import {adoptEdits, applyPlan, editsOf, makePlan} from '../../source/plan/index.js';
import type {Configuration, Entry} from '../../source/routeros/model/index.js';
import {fragmentOf, homeExport, readExport, row, vpnEntries} from './fixtures.js';

const before = readExport(homeExport);

const planned = (actual: Configuration, entries: readonly Entry[], isKept: (row: string) => boolean) => {
	const fragment = fragmentOf(entries);
	const edits = editsOf(fragment, actual, isKept);
	const plan = makePlan({actual, fragment: adoptEdits(fragment, actual, edits)});
	if (!plan.ok) {
		throw new Error('no plan');
	}

	return {edits, drift: plan.value.drift, changes: plan.value.changes.map(({kind, menu}) => `${kind} ${menu}`), plan: plan.value};
};

const held = applyPlan(before, planned(before, vpnEntries, () => false).plan);

/** What somebody did to rows of ours by hand. */
const edited: Configuration = {
	menus: {
		...held.menus,
		'/ip/route': (held.menus['/ip/route'] ?? []).map((entry) => (entry.comment.includes('vpn.default') ? {...entry, properties: {...entry.properties, distance: '9'}} : entry)),
		'/ip/firewall/mangle': (held.menus['/ip/firewall/mangle'] ?? []).map((entry) => (entry.comment.includes('vpn.mark') ? {...entry, disabled: true} : entry)),
	},
};

const isRoute = (text: string): boolean => text.startsWith('/ip/route ');

it('edits by hand are repaired, or kept when that is said, all or some', () => {
	const {edits, changes, drift} = planned(edited, vpnEntries, () => false);
	expect(changes).toEqual(['set /ip/route', 'set /ip/firewall/mangle']);
	expect(edits.map(({menu, reason}) => `${menu} ${reason}`)).toEqual([
		'/ip/route differs in distance (9, wanted: not set)',
		'/ip/firewall/mangle differs in disabled (yes, wanted: no)',
	]);
	expect(drift).toEqual(edits.map(({row: where, reason}) => `${where} ${reason}.`));
	expect(planned(edited, vpnEntries, () => true).changes).toEqual([]);
	expect(planned(edited, vpnEntries, isRoute)).toMatchObject({changes: ['set /ip/firewall/mangle'], edits: [{isKept: true}, {isKept: false}]});
});

it('nothing is an edit where everything stands as it is wanted', () => {
	expect(planned(held, vpnEntries, () => true)).toMatchObject({edits: [], changes: []});
});

it('a row that stands in the wrong place goes to its place, as edited', () => {
	const mangle = edited.menus['/ip/firewall/mangle'] ?? [];
	const turned: Configuration = {menus: {...edited.menus, '/ip/firewall/mangle': [...mangle].reverse()}};
	const {plan} = planned(turned, vpnEntries, () => true);
	const moved = plan.changes.filter(({kind}) => kind === 'move');
	expect(moved.length).toBeGreaterThan(0);
	const [mark] = (applyPlan(turned, plan).menus['/ip/firewall/mangle'] ?? []).filter(({comment}) => comment.includes('vpn.mark'));
	expect(mark?.disabled).toBe(true);
});

it('what is new comes and what is no longer wanted goes, whatever is kept', () => {
	const wanted = [
		...vpnEntries.filter(({comment}) => !comment.includes('vpn.slow')),
		row('/ip/firewall/address-list', 'media.b', {address: '198.51.100.0/24', list: 'detour-media'}),
	];
	expect(planned(edited, wanted, () => true).changes).toEqual(['add /ip/firewall/address-list', 'remove /ip/firewall/filter']);
});
