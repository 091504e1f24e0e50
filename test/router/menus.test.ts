import {describe, expect, it} from 'vitest';
import type {Adjustment, Fragment} from '../../source/compiler/fragment.js';
import type {ApplyAnswer, ApplyEvent, Plan} from '../../source/plan/index.js';
import {makePlan, planMenus, removalMenus, removalPlan} from '../../source/plan/index.js';
import {discover, guardedApply, readMenus} from '../../source/router/index.js';
import type {Entry} from '../../source/routeros/model/index.js';
import {fragmentOf, profile, row} from '../plan/fixtures.js';
import type {Bench} from './lab-link.js';
import {startBench} from './lab-link.js';

/** A row of a menu where rows have no comments: it is known by its name. */
const named = (menu: Entry['menu'], name: string, properties: Entry['properties']): Entry => ({...row(menu, name, properties), comment: ''});

/** One row for each menu that a scenario may write to, as it is at first and as it is wanted then. */
const rows = (isSecond: boolean): readonly Entry[] => {
	const pick = (first: string, second: string): string => (isSecond ? second : first);
	return [
		row('/interface/list', 'list.lan', {name: 'detour-lan', include: pick('LAN', '')}),
		row('/interface/list/member', 'list.bridge', {list: 'detour-lan', interface: 'bridge'}, {disabled: isSecond}),
		row('/interface/vlan', 'vlan.guest', {interface: 'bridge', name: 'detour-guest', 'vlan-id': pick('20', '30')}),
		row('/ip/address', 'vlan.address', {address: pick('10.20.0.1/24', '10.30.0.1/24'), interface: 'detour-guest'}),
		row('/ipv6/address', 'vlan.address6', {address: pick('fd00:20::1/64', 'fd00:30::1/64'), advertise: 'no', interface: 'detour-guest'}),
		row('/ipv6/nd', 'vlan.nd', {dns: pick('2001:db8::53', '2001:db8::54'), interface: 'detour-guest'}),
		row('/ip/pool', 'vlan.pool', {name: 'detour-guest', ranges: pick('10.20.0.10-10.20.0.99', '10.30.0.10-10.30.0.99')}),
		row('/ip/dhcp-server/network', 'vlan.network', {address: pick('10.20.0.0/24', '10.30.0.0/24'), gateway: pick('10.20.0.1', '10.30.0.1')}),
		row('/ip/dhcp-server', 'vlan.server', {'address-pool': 'detour-guest', interface: 'detour-guest', 'lease-time': pick('10m', '20m'), name: 'detour-guest'}),
		row('/routing/table', 'vpn.table', {name: 'detour-vpn', fib: ''}),
		row('/ip/vrf', 'vrf.guest', {interfaces: pick('ether4', 'ether5'), name: 'detour-vrf'}, {place: {kind: 'first'}}),
		row('/ip/route', 'vpn.default', {'dst-address': '0.0.0.0/0', distance: pick('1', '2'), gateway: 'wg-vpn', 'routing-table': 'detour-vpn'}),
		row('/ipv6/route', 'vpn.default6', {'dst-address': '::/0', distance: pick('1', '2'), gateway: 'wg-vpn', 'routing-table': 'detour-vpn'}),
		row('/routing/rule', 'rule.guest', {action: 'lookup-only-in-table', 'src-address': pick('10.20.0.0/24', '10.30.0.0/24'), table: 'detour-vpn'}),
		row('/ip/firewall/raw', 'raw.bogons', {action: 'drop', chain: 'prerouting', 'src-address': pick('192.0.2.0/24', '198.51.100.0/24')}, {place: {kind: 'first'}}),
		row('/ipv6/firewall/raw', 'raw.bogons6', {action: 'drop', chain: 'prerouting', 'src-address': pick('2001:db8::/32', '2001:db8:1::/48')}),
		named('/queue/type', 'type.fair', {kind: 'pcq', name: `detour-${profile}-fair`, 'pcq-classifier': pick('dst-address', 'src-address')}),
		...(isSecond ? [] : [named('/queue/type', 'type.gone', {kind: 'fq-codel', name: `detour-${profile}-gone`})]),
		...(isSecond ? [named('/queue/type', 'type.new', {kind: 'cake', name: `detour-${profile}-new`})] : []),
		row('/queue/tree', 'tree.down', {'max-limit': pick('90M', '80M'), name: 'detour-down', parent: 'global', queue: `detour-${profile}-fair`}),
		row('/queue/tree', 'tree.leaf', {
			'limit-at': '20M',
			'max-limit': '60M',
			name: 'detour-leaf',
			'packet-mark': 'detour-bulk',
			parent: 'detour-down',
			priority: '4',
			queue: `detour-${profile}-${pick('gone', 'new')}`,
		}),
		row('/queue/simple', 'simple.tv', {'max-limit': pick('10M/50M', '1500k/50M'), name: 'detour-tv', target: '192.168.88.50/32'}, {place: {kind: 'first'}}),
		row('/snmp/community', 'snmp.mon', {addresses: pick('192.168.88.0/24', '10.0.0.0/8'), name: 'detour-mon'}),
		row('/system/logging/action', 'log.action', {'memory-lines': pick('500', '600'), name: 'detourlog', target: 'memory'}),
		named('/system/logging', 'log.rule', {action: 'detourlog', prefix: `detour-${profile}-log`, topics: pick('firewall,info', 'firewall')}),
		row('/system/script', 'script.lease', {name: `detour-${profile}-lease`, policy: 'read,write', source: pick(':log info "one"\n:put "$x"', ':log info "two"')}),
		row('/tool/netwatch', 'watch.host', {'down-script': pick(':log info "down"', ':log info "gone"'), host: '9.9.9.9', interval: '30s', type: 'icmp'}),
		row('/system/scheduler', 'schedule.daily', {interval: '1d', name: `detour-${profile}-daily`, 'on-event': pick('one', 'two'), policy: 'read,test', 'start-time': '03:00:00'}),
	];
};

const adjustments = (isSecond: boolean): readonly Adjustment[] => [
	{menu: '/ip/settings', find: {}, set: {'rp-filter': isSecond ? 'strict' : 'loose'}, why: 'several lines'},
	{
		menu: '/ip/dhcp-client',
		find: {interface: 'ether1'},
		set: {'default-route-distance': isSecond ? '5' : '10', script: ':log info "bound"\n:put "$"', 'use-peer-dns': 'no'},
		why: 'several lines',
	},
	{menu: '/snmp', find: {}, set: {contact: isSecond ? 'noc "two"' : 'noc', enabled: 'yes'}, why: 'watched'},
	{menu: '/snmp/community', find: {default: 'yes'}, set: {disabled: 'yes'}, why: 'the community that everybody knows'},
	{menu: '/tool/e-mail', find: {}, set: {from: 'router@example.com', port: isSecond ? '587' : '465'}, why: 'mail'},
];

const fragments = [false, true].map((isSecond): Fragment => fragmentOf(rows(isSecond), adjustments(isSecond)));

/** The router's own export, without the line that has the date. */
const exported = async ({lab}: Bench): Promise<string> => (await lab.exec('/export terse')).replace(/^# .* by RouterOS.*$/m, '');

describe.each([9, 16, 20, 24])('on RouterOS 7.%i', (minor) => {
	it('every menu that a scenario writes to is added to, changed, put back and cleared', async () => {
		const bench = await startBench({minor});
		const transport = await bench.connect();
		const expectOutcome = async (plan: Plan, answer: ApplyAnswer, fragment?: Fragment): Promise<void> => {
			const events: ApplyEvent[] = [];
			const options = {
				transport,
				reconnect: bench.connect,
				endpoint: bench.endpoint,
				plan,
				...(fragment === undefined ? {} : {fragment}),
				secrets: new Map(),
				facts: await discover(transport, {user: 'admin'}),
				journal: {write: async () => undefined},
				clock: bench.clock,
				// A change has an id of its own: what watched over the last one may still be there.
				random: {bytes: (count: number) => crypto.getRandomValues(new Uint8Array(count))},
				confirmWithin: 300,
				decide: async () => answer,
				who: 'test@here',
			};
			for await (const event of guardedApply(options)) {
				events.push(event);
			}

			const failed = events.filter((event) => event.type === 'check' && event.name === 'configuration as planned' && event.status !== 'passed');
			expect([events.at(-1), ...failed]).toMatchObject([{outcome: answer === 'keep' ? 'kept' : 'undone'}]);
			expect(events.filter(({type}) => type === 'note')).toEqual([]);
		};
		const planFor = async (fragment: Fragment): Promise<Plan> => {
			const plan = makePlan({actual: await readMenus(transport, planMenus(fragment)), fragment});
			expect(plan).toMatchObject({ok: true});
			return plan.ok ? plan.value : Promise.reject(new Error('no plan'));
		};

		try {
			await bench.lab.exec('/queue simple add name=mine target=192.168.88.0/24 max-limit=100M/100M');
			const start = await exported(bench);
			for (const fragment of fragments) {
				const before = await exported(bench);
				await expectOutcome(await planFor(fragment), 'undo', fragment);
				expect(await exported(bench)).toBe(before);
				await expectOutcome(await planFor(fragment), 'keep', fragment);
				expect((await planFor(fragment)).changes).toEqual([]);
				expect((await exported(bench)).match(/detour-(tv|new|old)|name=mine/g)).toEqual(['detour-tv', 'name=mine']);
			}

			const removal = removalPlan({actual: await readMenus(transport, removalMenus), profile});
			expect(removal).toMatchObject({ok: true});
			if (removal.ok) {
				await expectOutcome(removal.value, 'keep');
			}

			expect(await exported(bench)).toBe(start);
		} finally {
			await bench.stop();
		}
	});
});
