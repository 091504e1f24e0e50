import {describe, expect, it} from 'vitest';
import type {Adjustment} from '../../source/compiler/fragment.js';
import {applyPlan, makePlan, removalPlan, toldPlan} from '../../source/plan/index.js';
import {outcomeOf, witnessesOf} from '../../source/router/settle.js';
import {fragmentOf, homeExport, profile, readExport, vpnEntries} from './fixtures.js';

const secret = ':local key MARKER-of-mine';
const ours = ':if ($bound=1) do={ detour:home: }';
const client = {menu: '/ip/dhcp-client', find: {interface: 'ether1'}} as const;
const follows: Adjustment = {...client, set: {script: `${secret}\n/tool/fetch $key\n${ours}`}, why: 'follows the lease'};
const base = readExport(
	`${homeExport.replace(/^\/ip dhcp-client add .*$/m, '')}/ip dhcp-client add interface=ether1 script="${secret.replace('$', '\\$')}\\r\\n/tool/fetch \\$key"\n`,
);

const planned = (actual = base) => {
	const plan = makePlan({actual, fragment: fragmentOf(vpnEntries, [follows])});
	if (!plan.ok) {
		throw new Error(JSON.stringify(plan.diagnostics));
	}

	return plan.value;
};

describe("a script of the user's own, to which a line is added", () => {
	const plan = planned();
	const removal = removalPlan({actual: applyPlan(base, plan), profile});

	it('is told by the lines that come and go', () => {
		expect(JSON.stringify(plan)).toContain('MARKER');
		expect(JSON.stringify(toldPlan(plan))).not.toContain('MARKER');
		expect(toldPlan(plan).changes.find(({menu}) => menu === client.menu)).toMatchObject({from: {script: '***\n***'}, to: {script: `***\n***\n${ours}`}});
	});

	it('is told so when they go again, too', () => {
		expect(removal.ok && JSON.stringify(removal.value)).toContain('MARKER');
		expect(removal.ok && JSON.stringify(toldPlan(removal.value))).not.toContain('MARKER');
	});

	it('is not in what a journal keeps, by which the outcome is told all the same', () => {
		const goal = {...plan, changes: witnessesOf(plan), baseHash: 'of a menu that somebody else has changed since', wantHash: ''};
		expect(JSON.stringify(goal)).not.toContain('MARKER');
		expect(outcomeOf(base, goal)).toEqual({outcome: 'undone', isExact: false});
		expect(outcomeOf(applyPlan(base, plan), goal)).toEqual({outcome: 'kept', isExact: false});
	});
});

it('is told whole where a setting just takes another value', () => {
	const [change] = toldPlan({...planned(), changes: [{kind: 'adjust', menu: '/ip/dns', find: {}, from: {servers: '1.1.1.1'}, to: {servers: '9.9.9.9'}, reason: ''}]}).changes;
	expect(change).toMatchObject({from: {servers: '1.1.1.1'}, to: {servers: '9.9.9.9'}});
});
