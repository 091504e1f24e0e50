import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {applyPlan, applyScript, armedGuard, isGuardSource, keptView, makePlan, trialOf, undoneView} from '../../source/plan/index.js';
import type {Configuration, Entry, Place, Properties} from '../../source/routeros/model/index.js';
import {entriesOf} from '../../source/routeros/model/index.js';
import {parse} from '../../source/routeros/syntax/index.js';
import {dnsAdjustment, fragmentOf, profile, row} from './fixtures.js';

const actions = ['accept', 'drop', 'fasttrack-connection', 'passthrough'] as const;

const foreignRule = fc.record({
	chain: fc.constantFrom('forward', 'input', 'mine'),
	action: fc.constantFrom(...actions),
	comment: fc.constantFrom('', 'one', 'two', 'say "$x" ];'),
	port: fc.option(fc.constantFrom('53', '443'), {nil: undefined}),
	disabled: fc.boolean(),
});

const place = fc.constantFrom<Place | undefined>(undefined, {kind: 'first'}, {kind: 'before-fasttrack'}, {kind: 'before-drop'}, {kind: 'last'});

const ownRule = fc.record({chain: fc.constantFrom('forward', 'input', 'detour-own'), place, mark: fc.constantFrom('a', 'b'), disabled: fc.boolean()});

const filter = '/ip/firewall/filter';

const ruleEntry = ({chain, place, mark, disabled}: {chain: string; place: Place | undefined; mark: string; disabled: boolean}, index: number): Entry =>
	row(filter, `rule.n${index}`, {chain, action: 'accept', 'connection-mark': mark}, {disabled, ...(place === undefined ? {} : {place})});

const foreignEntry = (rule: {chain: string; action: string; comment: string; port: string | undefined; disabled: boolean}): Entry => {
	const properties: Properties = {chain: rule.chain, action: rule.action, ...(rule.port === undefined ? {} : {protocol: 'tcp', 'dst-port': rule.port})};
	return {menu: filter, selector: {kind: 'row'}, properties, disabled: rule.disabled, comment: rule.comment};
};

const addresses = fc.uniqueArray(fc.integer({min: 0, max: 20}), {maxLength: 6});

const listEntry = (number: number): Entry => row('/ip/firewall/address-list', `list.a${number}`, {list: 'detour-list', address: `203.0.113.${number}`});

const routeEntry = (number: number): Entry => row('/ip/route', `route.r${number % 5}`, {'dst-address': `10.${number}.0.0/16`, gateway: 'wg', distance: String(1 + (number % 3))});

const wanted = fc
	.record({
		rules: fc.array(ownRule, {maxLength: 6}),
		lists: addresses,
		routes: fc.uniqueArray(fc.integer({min: 0, max: 20}), {maxLength: 4, selector: (number) => number % 5}),
		dns: fc.boolean(),
	})
	.map(({rules, lists, routes, dns}) => fragmentOf([...routes.map(routeEntry), ...lists.map(listEntry), ...rules.map(ruleEntry)], dns ? [dnsAdjustment] : []));

const start = fc.array(foreignRule, {maxLength: 7}).map((rules): Configuration => ({menus: {[filter]: rules.map(foreignEntry), '/ip/dns': []}}));

const planned = (actual: Configuration, fragment: Parameters<typeof makePlan>[0]['fragment']) => {
	const plan = makePlan({actual, fragment});
	if (!plan.ok) {
		throw new Error(JSON.stringify(plan.diagnostics));
	}

	return plan.value;
};

const text = (configuration: Configuration): string =>
	JSON.stringify(
		Object.entries(configuration.menus)
			.filter(([, rows]) => rows.length > 0)
			.sort()
			.map(([menu, rows]) => {
				const shown = rows.map(({properties, disabled, comment}) => JSON.stringify([Object.entries(properties).sort(), disabled, comment]));
				return [menu, menu === filter ? shown : shown.sort()];
			}),
	);

/** A router after one profile version, the next version wanted. */
const change = fc.tuple(start, wanted, wanted);

describe('laws of plans', () => {
	it('planning again is empty, undo gives the start, JSON does no harm', () => {
		fc.assert(
			fc.property(change, ([foreign, first, second]) => {
				const actual = applyPlan(foreign, planned(foreign, first));
				expect(planned(actual, first).changes).toEqual([]);
				const plan = JSON.parse(JSON.stringify(planned(actual, second))) as ReturnType<typeof planned>;
				const trial = trialOf(actual, plan, 'abc');
				expect(planned(keptView(trial, plan, 'abc'), second).changes).toEqual([]);
				expect(text(undoneView(trial, plan, 'abc'))).toBe(text(actual));
			}),
			{numRuns: 150},
		);
	});

	it('rows of others keep their order and their content', () => {
		fc.assert(
			fc.property(change, ([foreign, first, second]) => {
				const once = applyPlan(foreign, planned(foreign, first));
				const twice = applyPlan(once, planned(once, second));
				const others = entriesOf(twice, filter).filter(({comment}) => !comment.startsWith(`detour:${profile}:`));
				expect(text({menus: {[filter]: others}})).toBe(text({menus: {[filter]: entriesOf(foreign, filter)}}));
			}),
			{numRuns: 80},
		);
	});

	it('what is placed stands where it must, whatever the router holds', () => {
		fc.assert(
			fc.property(start, wanted, (foreign, fragment) => {
				const rows = entriesOf(applyPlan(foreign, planned(foreign, fragment)), filter);
				for (const entry of fragment.entries.filter(({menu, place: spot}) => menu === filter && spot !== undefined)) {
					const at = rows.findIndex(({comment}) => comment === entry.comment);
					const before = rows.slice(0, at).filter(({properties, comment}) => properties.chain === entry.properties.chain && !comment.startsWith('detour:'));
					const forbidden = {
						first: () => true,
						'before-fasttrack': (one: Entry) => one.properties.action === 'fasttrack-connection',
						'before-drop': (one: Entry) => one.properties.action === 'drop',
						'after-own': () => false,
						last: () => false,
					}[entry.place?.kind ?? 'last'];
					expect(before.filter(forbidden)).toEqual([]);
				}
			}),
			{numRuns: 80},
		);
	});

	it('every script and every guard is one that the parser takes, whatever texts are in it', () => {
		const header = {change: 'abc', profile, serial: 'x"$y', base: 'b', want: 'w', by: 'me\n/system reboot', at: 'now'};
		fc.assert(
			fc.property(change, fc.string({unit: 'grapheme', maxLength: 30}), fc.boolean(), ([foreign, first, second], hostile, hasOnerror) => {
				const tainted: Configuration = {
					menus: {
						...foreign.menus,
						[filter]: [
							...entriesOf(foreign, filter),
							{menu: filter, selector: {kind: 'row'}, properties: {chain: 'forward', action: 'drop', content: hostile}, disabled: false, comment: hostile},
						],
					},
				};
				const actual = applyPlan(tainted, planned(tainted, first));
				const plan = planned(actual, second);
				const script = applyScript({plan, actual, change: 'abc', secretOwners: new Set(), hasOnerror});
				const guard = armedGuard(plan, header);
				expect(parse(script.text).ok).toBe(true);
				expect(parse(guard.main).ok).toBe(true);
				expect(isGuardSource(guard, 'abc')).toBe(true);
				expect(guard.main.split('\n')[1]).toMatch(/^:local me/);
			}),
			{numRuns: 60},
		);
	});
});
