import {describe, expect, it} from 'vitest';
import type {Plan} from '../../source/plan/index.js';
import {applyPlan, keptView, makePlan, removalPlan, trialOf, undoneView} from '../../source/plan/index.js';
import type {Configuration, Entry} from '../../source/routeros/model/index.js';
import {entriesOf, normaliseEntry} from '../../source/routeros/model/index.js';
import {dnsAdjustment, fragmentOf, homeExport, profile, readExport, row, vpnEntries} from './fixtures.js';

const home = readExport(homeExport);

const planOf = (actual: Configuration, fragment: Parameters<typeof makePlan>[0]['fragment']): Plan => {
	const plan = makePlan({actual, fragment});
	if (!plan.ok) {
		throw new Error(JSON.stringify(plan.diagnostics));
	}

	return plan.value;
};

/** Rows as they count: without lines and places, empty menus left out. */
const essence = (configuration: Configuration): unknown =>
	Object.fromEntries(
		Object.entries(configuration.menus)
			.filter(([, rows]) => rows.length > 0)
			.map(([menu, rows]) => [
				menu,
				rows.map((entry: Entry) => {
					const {line: _line, place: _place, owner: _owner, ...rest} = normaliseEntry(entry);
					return rest;
				}),
			]),
	);

/** Forward, back, empty again, and JSON, for each case. */
const expectPlan = (actual: Configuration, entries: readonly Entry[], adjustments: Parameters<typeof fragmentOf>[1] = []): Plan => {
	const fragment = fragmentOf(entries, adjustments);
	const plan = planOf(actual, fragment);
	const again = JSON.parse(JSON.stringify(plan)) as Plan;
	const trial = trialOf(actual, again, 'abc');
	expect(planOf(keptView(trial, again, 'abc'), fragment).changes).toEqual([]);
	expect(essence(undoneView(trial, plan, 'abc'))).toEqual(essence(actual));
	const removal = removalPlan({actual: keptView(trial, again, 'abc'), profile});
	expect(removal.ok).toBe(true);
	if (removal.ok && !JSON.stringify(actual).includes(`detour:${profile}:`)) {
		expect(essence(applyPlan(keptView(trial, again, 'abc'), removal.value))).toEqual(essence(actual));
	}

	return plan;
};

const filterOrder = (configuration: Configuration): readonly string[] =>
	entriesOf(configuration, '/ip/firewall/filter').map(({comment}) => comment.replace(/ .*/, (text) => (comment.startsWith('defconf') ? text : '')));

describe('makePlan', () => {
	it('adds what is not there and comes back from it', () => {
		const plan = expectPlan(home, vpnEntries, [dnsAdjustment]);
		expect(plan.changes.map(({kind, menu}) => `${kind} ${menu}`)).toEqual([
			'add /interface/list',
			'add /routing/table',
			'add /ip/route',
			'add /ip/route',
			'add /ip/firewall/address-list',
			'add /ip/firewall/filter',
			'add /ip/firewall/filter',
			'add /ip/firewall/mangle',
			'add /ip/firewall/mangle',
			'add /ip/firewall/mangle',
			'add /system/script',
			'adjust /ip/dns',
			'adjust /ip/dns',
		]);
	});

	it('puts rows where their place says', () => {
		const after = applyPlan(home, planOf(home, fragmentOf(vpnEntries)));
		expect(filterOrder(after)).toEqual([
			'defconf: accept established,related,untracked',
			'defconf: drop all not coming from LAN',
			`detour:${profile}:p1.vpn.block-forward.4`,
			`detour:${profile}:p1.vpn.slow.4`,
			'defconf: fasttrack',
			'defconf: accept established,related, untracked',
			'defconf: drop invalid',
			'defconf: drop all from WAN not DSTNATed',
		]);
	});

	it('puts what keeps marks out of FastTrack before the jump that leads there', () => {
		const custom = readExport(`/ip firewall filter add action=accept chain=forward comment=before
/ip firewall filter add action=jump chain=forward comment=jump jump-target=a
/ip firewall filter add action=drop chain=forward comment=drop
/ip firewall filter add action=jump chain=a comment=further jump-target=b
/ip firewall filter add action=fasttrack-connection chain=b comment=fast connection-state=established,related
`);
		const slow = vpnEntries.filter(({comment}) => comment.includes('vpn.slow'));
		expect(filterOrder(applyPlan(custom, planOf(custom, fragmentOf(slow))))).toEqual(['before', `detour:${profile}:p1.vpn.slow.4`, 'jump', 'drop', 'further', 'fast']);
	});

	it('moves a row that somebody put behind its anchor', () => {
		const after = applyPlan(home, planOf(home, fragmentOf(vpnEntries)));
		const filter = entriesOf(after, '/ip/firewall/filter');
		const slow = filter.find(({comment}) => comment.includes('vpn.slow'));
		const moved: Configuration = {menus: {...after.menus, '/ip/firewall/filter': [...filter.filter((entry) => entry !== slow), ...(slow === undefined ? [] : [slow])]}};
		const plan = expectPlan(moved, vpnEntries);
		expect(plan.changes.map(({kind}) => kind)).toEqual(['move']);
		expect(filterOrder(applyPlan(moved, plan))).toEqual(filterOrder(after));
		expect(plan.drift).toHaveLength(1);
	});

	it('keeps the order of the fragment in an own chain', () => {
		const after = applyPlan(home, planOf(home, fragmentOf(vpnEntries)));
		const more = row('/ip/firewall/mangle', 'vpn.return', {chain: 'detour-pre', action: 'return', 'dst-address-list': 'detour-local'});
		const entries = vpnEntries.flatMap((entry) => (entry.comment.includes('vpn.mark.') ? [more, entry] : [entry]));
		const plan = expectPlan(after, entries);
		expect(plan.changes.map(({kind, menu}) => `${kind} ${menu}`)).toEqual(['add /ip/firewall/mangle']);
		const chain = entriesOf(applyPlan(after, plan), '/ip/firewall/mangle').filter(({properties}) => properties.chain === 'detour-pre');
		expect(chain.map(({properties}) => properties.action)).toEqual(['return', 'mark-connection', 'mark-routing']);
	});

	it('repairs rows changed or disabled by hand, and says so', () => {
		const after = applyPlan(home, planOf(home, fragmentOf(vpnEntries)));
		const text = (entry: Entry): Entry => (entry.comment.includes('vpn.default') ? {...entry, disabled: true, properties: {...entry.properties, gateway: 'ether1'}} : entry);
		const edited: Configuration = {menus: {...after.menus, '/ip/route': entriesOf(after, '/ip/route').map(text)}};
		const plan = expectPlan(edited, vpnEntries);
		expect(plan.changes.map(({kind}) => kind)).toEqual(['set']);
		expect(plan.drift.join()).toContain('gateway (ether1, wanted: wg-vpn)');
	});

	it('takes away what is no longer wanted, in the reverse order', () => {
		const after = applyPlan(home, planOf(home, fragmentOf(vpnEntries)));
		const plan = expectPlan(after, vpnEntries.slice(0, 4));
		expect(plan.changes.map(({kind}) => kind)).toEqual(Array.from({length: 6}, () => 'remove'));
		expect(plan.changes.map(({menu}) => menu)).toEqual([
			'/ip/firewall/mangle',
			'/ip/firewall/mangle',
			'/ip/firewall/mangle',
			'/ip/firewall/filter',
			'/ip/firewall/filter',
			'/ip/firewall/address-list',
		]);
	});

	it('hands a row over when only its key is new, where a second one would be refused', () => {
		const after = applyPlan(home, planOf(home, fragmentOf(vpnEntries)));
		const entries = vpnEntries.map((entry) =>
			entry.menu === '/ip/firewall/address-list' ? row('/ip/firewall/address-list', 'films.a', {list: 'detour-media', address: '203.0.113.0/24'}) : entry,
		);
		const plan = expectPlan(after, entries);
		expect(plan.changes.map(({kind}) => kind)).toEqual(['set']);
	});

	it('leaves settings of the user out of the plan when they are as wanted already', () => {
		const open = readExport(homeExport.replace('/ip dns set', '/ip dns set allow-remote-requests=yes'));
		const plan = expectPlan(open, vpnEntries, [{...dnsAdjustment, set: {'allow-remote-requests': 'yes'}}]);
		expect(plan.changes.filter(({menu}) => menu === '/ip/dns' || menu === '/system/script')).toEqual([]);
	});

	it('does not put back a setting that somebody changed since', () => {
		const after = applyPlan(home, planOf(home, fragmentOf(vpnEntries, [dnsAdjustment])));
		const [dns] = entriesOf(after, '/ip/dns');
		const changed: Configuration = {menus: {...after.menus, '/ip/dns': dns === undefined ? [] : [{...dns, properties: {...dns.properties, 'address-list-extra-time': '2h'}}]}};
		const removal = removalPlan({actual: changed, profile});
		expect(removal.ok && removal.value.changes.filter(({kind}) => kind === 'adjust')).toHaveLength(1);
		expect(removal.ok && removal.value.drift.join()).toContain('address-list-extra-time was changed by someone since');
	});

	it('leaves a setting that another profile needs', () => {
		const other = {...fragmentOf([], [dnsAdjustment]), profile: 'office-a2b3'};
		const both = applyPlan(
			applyPlan(home, planOf(home, fragmentOf(vpnEntries, [dnsAdjustment]))),
			planOf(applyPlan(home, planOf(home, fragmentOf(vpnEntries, [dnsAdjustment]))), other),
		);
		const first = removalPlan({actual: both, profile});
		expect(first.ok && first.value.changes.filter(({kind}) => kind === 'adjust')).toEqual([]);
		const second = first.ok ? removalPlan({actual: applyPlan(both, first.value), profile: 'office-a2b3'}) : first;
		expect(second.ok && essence(applyPlan(first.ok ? applyPlan(both, first.value) : both, second.value))).toEqual(essence(home));
	});

	it.each([
		{
			title: 'an owner key found twice',
			actual: () => {
				const after = applyPlan(home, planOf(home, fragmentOf(vpnEntries)));
				const routes = entriesOf(after, '/ip/route');
				return {menus: {...after.menus, '/ip/route': [...routes, ...routes.slice(0, 1)]}} satisfies Configuration;
			},
			code: 'owner-duplicate',
		},
		{title: 'a name that is taken', actual: () => readExport(`${homeExport}/routing table add fib name=detour-home-x7k2-vpn\n`), code: 'already-there'},
		{
			title: 'a change that is not finished',
			actual: () => trialOf(home, planOf(home, fragmentOf(vpnEntries)), 'abc'),
			code: 'change-in-progress',
		},
	])('refuses $title', ({actual, code}) => {
		const plan = makePlan({actual: actual(), fragment: fragmentOf(vpnEntries)});
		expect(plan.ok ? [] : plan.diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
	});

	it.each([
		['', true],
		['type=FWD match-subdomain=yes name=Netflix.com', false],
		['name=netflix.com address=192.0.2.7', false],
		['name=netflix.com address=192.0.2.7 disabled=yes', true],
		['name=other.com address=192.0.2.7', true],
		['name=cdn.netflix.com address=192.0.2.7', true],
		['type=NXDOMAIN match-subdomain=yes name=Com', false],
		['type=NXDOMAIN name=com', true],
		['type=NXDOMAIN match-subdomain=yes name=flix.com', true],
		['regexp="netflix" address=192.0.2.7', false],
		['regexp="hulu" address=192.0.2.7', true],
		['regexp="[[:alpha" address=192.0.2.7', true],
	])('wants to be the only one to answer for a name: beside %j', (own, isFree) => {
		const fragment = fragmentOf([row('/ip/dns/static', 'media.name', {name: 'netflix.com', type: 'FWD', 'address-list': 'detour-media'})]);
		const actual = readExport(own === '' ? homeExport : `${homeExport}/ip dns static add ${own}\n`);
		const plan = makePlan({actual, fragment});
		expect(plan.ok ? [] : plan.diagnostics.map(({code}) => code)).toEqual(isFree ? [] : ['already-there']);
		// Its own row is in nobody's way.
		expect(!plan.ok || makePlan({actual: applyPlan(actual, plan.value), fragment}).ok).toBe(true);
		// Nor is anybody in the way of one that answers nothing.
		expect(makePlan({actual, fragment: {...fragment, entries: fragment.entries.map((entry) => ({...entry, disabled: true}))}}).ok).toBe(true);
	});

	it('refuses another private key than the one on the router', () => {
		const owner = `detour:${profile}:p1.tunnel.interface.4`;
		const entries = [row('/interface/wireguard', 'tunnel.interface', {name: 'detour-wg'})];
		const actual = applyPlan(home, planOf(home, fragmentOf(entries)));
		const fragment = {...fragmentOf(entries), secrets: [{owner, property: 'private-key', ref: 'key', publicKey: 'new'}]};
		const plan = makePlan({actual, fragment, publicKeys: new Map([['detour-wg', 'old']])});
		expect(plan.ok ? [] : plan.diagnostics.map(({code}) => code)).toEqual(['wireguard-key-changed']);
		expect(makePlan({actual, fragment, publicKeys: new Map([['detour-wg', 'new']])}).ok).toBe(true);
	});
});
