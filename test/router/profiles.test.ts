import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {Adjustment, Fragment} from '../../source/compiler/fragment.js';
import type {ApplyEvent, Plan} from '../../source/plan/index.js';
import {makePlan, planMenus, removalMenus, removalPlan} from '../../source/plan/index.js';
import {discover, guardedApply, readMenus} from '../../source/router/index.js';
import type {Entry, Menu} from '../../source/routeros/model/index.js';
import {ownerOf} from '../../source/routeros/model/index.js';
import type {Transport} from '../../source/transport/index.js';
import type {Bench} from './lab-link.js';
import {startBench} from './lab-link.js';

let bench: Bench;
let transport: Transport;

beforeEach(async () => {
	bench = await startBench();
	transport = await bench.connect();
});
afterEach(async () => bench.stop());

const exported = async (): Promise<string> => (await bench.lab.exec('/export terse')).replace(/^# .* by RouterOS.*$/m, '');

const make = async (plan: ReturnType<typeof makePlan>, fragment?: Fragment): Promise<void> => {
	if (!plan.ok) {
		throw new Error(JSON.stringify(plan.diagnostics));
	}

	const events: ApplyEvent[] = [];
	const options = {
		transport,
		reconnect: bench.connect,
		endpoint: bench.endpoint,
		plan: plan.value,
		...(fragment === undefined ? {} : {fragment}),
		secrets: new Map(),
		facts: await discover(transport, {user: 'admin'}),
		journal: {write: async () => undefined},
		clock: bench.clock,
		random: {bytes: (size: number) => crypto.getRandomValues(new Uint8Array(size))},
		confirmWithin: 300,
		decide: async () => 'keep' as const,
		who: 'test@here',
	};
	for await (const event of guardedApply(options)) {
		events.push(event);
	}

	expect(events.at(-1)).toMatchObject({outcome: 'kept'});
};

const planned = async (fragment: Fragment) => makePlan({actual: await readMenus(transport, planMenus(fragment)), fragment});

const apply = async (fragment: Fragment): Promise<void> => make(await planned(fragment), fragment);

const remove = async (profile: string): Promise<void> => make(removalPlan({actual: await readMenus(transport, removalMenus), profile}));

const changes = async (fragment: Fragment): Promise<Plan['changes']> => {
	const plan = await planned(fragment);
	return plan.ok ? plan.value.changes : Promise.reject(new Error(JSON.stringify(plan.diagnostics)));
};

const dns: Adjustment = {menu: '/ip/dns', find: {}, set: {'address-list-extra-time': '1h'}, why: 'lists'};
const lease: Adjustment = {menu: '/ip/dhcp-client', find: {interface: 'ether1'}, set: {'default-route-distance': '5'}, why: 'lines'};

const fragmentOf = (profile: string, adjustments: readonly Adjustment[], more: Partial<Fragment> = {}): Fragment => {
	const entry = (menu: Menu, item: string, properties: Entry['properties'], comment = `detour:${profile}:p1.${item}.4 for ${item}`): Entry => {
		const owner = ownerOf(`detour:${profile}:p1.${item}.4 for ${item}`);
		return {menu, selector: {kind: 'row'}, properties, disabled: false, comment, ...(owner === undefined ? {} : {owner})};
	};
	return {
		profile,
		entries: [
			entry('/interface/list', 'lan.list', {name: `detour-${profile}-lan`}),
			entry('/interface/list/member', 'lan.bridge', {interface: 'bridge', list: `detour-${profile}-lan`}),
			entry('/routing/table', 'way.table', {fib: '', name: `detour-${profile}-way`}),
			entry('/ip/route', 'way.default', {'dst-address': '0.0.0.0/0', gateway: '192.0.2.1', 'routing-table': `detour-${profile}-way`}),
			entry('/queue/type', 'fair.type', {kind: 'fq-codel', name: `detour-${profile}-fair`}, ''),
			entry('/tool/netwatch', 'watch.host', {host: '9.9.9.9', interval: '30s', type: 'icmp'}),
		],
		adjustments,
		secrets: [],
		volatile: [],
		explanations: [],
		assumptions: [],
		warnings: [],
		...more,
	};
};

describe('several profiles on one router', () => {
	// The name of one begins with that of the other: names on the router do, too.
	const home = fragmentOf('home', [dns, lease]);
	const second = fragmentOf('home-2', [dns]);

	it('share a bridge and a setting; the last to leave puts it back', async () => {
		const start = await exported();
		await apply(home);
		await apply(second);
		expect(await changes(home)).toEqual([]);
		expect(await changes(second)).toEqual([]);
		const both = await exported();
		await remove('home');
		const one = await exported();
		expect(one).not.toContain('detour:home:');
		expect(one.match(/.*home-2.*/g)).toEqual(both.match(/.*home-2.*/g));
		expect(one).toContain('address-list-extra-time=1h');
		expect(one).not.toContain('default-route-distance');
		expect(await changes(second)).toEqual([]);
		await remove('home-2');
		expect(await exported()).toBe(start);
	});

	it('do not want one setting in two ways', async () => {
		await apply(home);
		const plan = await planned(fragmentOf('other', [{...dns, set: {'address-list-extra-time': '2h'}}]));
		expect(plan.ok ? [] : plan.diagnostics.map(({code}) => code)).toEqual(['adjustment-conflict']);
	});
});

describe('fields that the router’s own scripts write', () => {
	it('are not compared, not put back, and stay when their row is changed', async () => {
		const volatile = [
			{owner: 'detour:home:p1.way.default.4', property: 'gateway'},
			{owner: 'detour:home:p1.watch.host.4', property: 'disabled'},
		];
		const first = fragmentOf('home', [], {volatile});
		await apply(first);
		await bench.lab.exec('/ip/route/set [find where comment~"way.default"] gateway=192.0.2.77; /tool/netwatch/set [find where comment~"watch.host"] disabled=yes');
		expect(await changes(first)).toEqual([]);
		const nearer: Fragment = {
			...first,
			entries: first.entries.map((entry) => (entry.menu === '/ip/route' ? {...entry, properties: {...entry.properties, distance: '3'}} : entry)),
		};
		expect(await changes(nearer)).toHaveLength(1);
		await apply(nearer);
		const after = await exported();
		expect(after).toMatch(/distance=3 .*gateway=192\.0\.2\.77/);
		expect(after).toMatch(/\/tool netwatch add .*disabled=yes/);
	});
});
