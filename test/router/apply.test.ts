import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {Fragment} from '../../source/compiler/fragment.js';
import {AppError, Secret} from '../../source/diagnostics/index.js';
import type {ApplyAnswer, ApplyEvent, Plan} from '../../source/plan/index.js';
import {makePlan, planMenus, removalMenus, removalPlan} from '../../source/plan/index.js';
import type {ApplyOptions, JournalRecord} from '../../source/router/index.js';
import {discover, guardedApply, isOpen, parseJournal, readMenus, readPublicKeys, recover} from '../../source/router/index.js';
import type {Transport} from '../../source/transport/index.js';
import {dnsAdjustment, fragmentOf, profile, row, vpnEntries} from '../plan/fixtures.js';
import type {Bench} from './lab-link.js';
import {startBench} from './lab-link.js';

const member = row('/interface/list/member', 'list.bridge', {list: 'detour-lan', interface: 'bridge'});
const fragment = fragmentOf([...vpnEntries.slice(0, 1), member, ...vpnEntries.slice(1)], [{...dnsAdjustment, set: {'address-list-extra-time': '1h'}}]);

let bench: Bench;
let transport: Transport;
let records: JournalRecord[];
/** So far: each has an id of its own, as with a real source of randomness. */
let changes: number;

beforeEach(async () => {
	bench = await startBench();
	transport = await bench.connect();
	records = [];
	changes = 0;
});

afterEach(async () => bench.stop());

/** The router's own export, without the line that has the date. */
const exported = async (): Promise<string> => (await bench.lab.exec('/export terse')).replace(/^# .* by RouterOS.*$/m, '');

const leftovers = async (): Promise<string> =>
	[
		await bench.lab.exec('/system script print terse where name~"detour-(guard|d-)"'),
		await bench.lab.exec('/system scheduler print terse'),
		await bench.lab.exec('/file print terse where name~"detour"'),
	]
		.join('')
		.replaceAll(/\s/g, '');

const planFor = async (wanted: Fragment): Promise<Plan> => {
	const plan = makePlan({actual: await readMenus(transport, planMenus(wanted)), fragment: wanted, publicKeys: await readPublicKeys(transport)});
	if (!plan.ok) {
		throw new Error(JSON.stringify(plan.diagnostics));
	}

	return plan.value;
};

const optionsFor = async (plan: Plan, answer: ApplyAnswer | (() => Promise<ApplyAnswer>), more: Partial<ApplyOptions> = {}): Promise<ApplyOptions> => ({
	transport,
	reconnect: bench.connect,
	endpoint: bench.endpoint,
	plan,
	fragment,
	secrets: new Map(),
	facts: await discover(transport, {user: 'admin'}),
	journal: {
		write: async (record) => {
			records.push(record);
		},
	},
	clock: bench.clock,
	random: {
		bytes: (count) => {
			changes += 1;
			return Uint8Array.from({length: count}, (_, index) => index * 7 + changes);
		},
	},
	confirmWithin: 60,
	decide: typeof answer === 'string' ? async () => answer : answer,
	who: 'test@here',
	...more,
});

const collect = async (events: AsyncIterable<ApplyEvent>): Promise<readonly ApplyEvent[]> => {
	const seen: ApplyEvent[] = [];
	for await (const event of events) {
		seen.push(event);
	}

	return seen;
};

const outcome = (events: readonly ApplyEvent[]) => events.find((event) => event.type === 'outcome');

/** Goes on until an event of a type, then the program dies: nobody asks for more. */
const dieAt = async (events: AsyncGenerator<ApplyEvent, void>, isLast: (event: ApplyEvent) => boolean): Promise<void> => {
	for await (const event of events) {
		if (isLast(event)) {
			break;
		}
	}
};

const never = async (): Promise<ApplyAnswer> => new Promise(() => undefined);

describe('guarded apply', () => {
	it('keeps a change, plans it again as empty, and takes it away without a trace', async () => {
		const before = await exported();
		const events = await collect(guardedApply(await optionsFor(await planFor(fragment), 'keep')));
		expect(events.filter((event) => event.type === 'check').map(({name, status}) => `${name}: ${status}`)).toEqual([
			'new connection: passed',
			'configuration as planned: passed',
			'rules valid: passed',
			'routes active: passed',
			'ordinary way out: passed',
			'tunnel answers: passed',
		]);
		expect(outcome(events)).toMatchObject({outcome: 'kept'});
		expect(records.map(({state}) => state)).toEqual(['planned', 'locked', 'arming', 'armed', 'applying', 'applied', 'keeping', 'kept']);
		expect(await leftovers()).toBe('');
		expect((await planFor(fragment)).changes).toEqual([]);
		const removal = removalPlan({actual: await readMenus(transport, removalMenus), profile});
		expect(removal.ok).toBe(true);
		if (removal.ok) {
			const {fragment: _fragment, ...options} = await optionsFor(removal.value, 'keep');
			expect(outcome(await collect(guardedApply(options)))).toMatchObject({outcome: 'kept'});
		}

		expect(await exported()).toBe(before);
		expect(await leftovers()).toBe('');
	});

	it('does not call a tunnel working when nobody is at the other end', async () => {
		bench.lab.faults.farEndsDown.add('wg-vpn');
		let passed: boolean | undefined = true;
		const options = await optionsFor(await planFor(fragment), never, {
			decide: async ({checksPassed}) => {
				passed = checksPassed;
				return 'undo';
			},
		});
		const events = await collect(guardedApply(options));
		expect(events).toContainEqual({type: 'check', name: 'tunnel answers', status: 'unknown', detail: 'no handshake over wg-vpn yet; it was so before the change'});
		expect(passed).toBe(false);
	});

	it('undoes when the user says so', async () => {
		const before = await exported();
		const events = await collect(guardedApply(await optionsFor(await planFor(fragment), 'undo')));
		expect(outcome(events)).toMatchObject({outcome: 'undone'});
		expect(await exported()).toBe(before);
		expect(await leftovers()).toBe('');
	});

	it('undoes by an abort in the countdown', async () => {
		const before = await exported();
		const stop = new AbortController();
		const options = await optionsFor(await planFor(fragment), never, {signal: stop.signal});
		const seen: ApplyEvent[] = [];
		for await (const event of guardedApply(options)) {
			seen.push(event);
			if (event.type === 'countdown') {
				stop.abort();
			}
		}

		expect(outcome(seen)).toMatchObject({outcome: 'undone'});
		expect(await exported()).toBe(before);
	});

	it('stops before arming with nothing changed and nothing left', async () => {
		const before = await exported();
		const stop = new AbortController();
		const options = await optionsFor(await planFor(fragment), 'keep', {signal: stop.signal});
		const run = async (): Promise<void> => {
			for await (const event of guardedApply(options)) {
				if (event.type === 'step' && event.step === 'upload' && event.status === 'done') {
					stop.abort();
				}
			}
		};
		await expect(run()).rejects.toMatchObject({code: 'interrupted', exitCode: 130} satisfies Partial<AppError>);
		expect(await exported()).toBe(before);
		await bench.lab.advance(10_000);
		expect(await leftovers()).toBe('');
	});

	it('undoes at the deadline when nobody answers', async () => {
		const before = await exported();
		const events = await collect(guardedApply(await optionsFor(await planFor(fragment), never)));
		expect(outcome(events)).toMatchObject({outcome: 'undone'});
		expect(events.filter((event) => event.type === 'countdown').length).toBeGreaterThan(30);
		expect(await exported()).toBe(before);
		expect(await leftovers()).toBe('');
	});

	it.each(['armed', 'countdown'] as const)('is undone by the router when the program dies at "%s"', async (type) => {
		const before = await exported();
		await dieAt(guardedApply(await optionsFor(await planFor(fragment), never)), (event) => event.type === type);
		expect(await leftovers()).toContain('detour-guard');
		await bench.lab.advance(120_000);
		expect(await exported()).toBe(before);
		expect(await leftovers()).toBe('');
		expect(
			outcome(await collect(recover({transport, reconnect: bench.connect, records, journal: {write: async (record) => void records.push(record)}, clock: bench.clock}))),
		).toMatchObject({
			outcome: 'undone',
		});
		expect(isOpen(parseJournal(JSON.parse(JSON.stringify(records))))).toBe(false);
	});

	it('is undone by a restart of the router', async () => {
		const before = await exported();
		await dieAt(guardedApply(await optionsFor(await planFor(fragment), never)), (event) => event.type === 'countdown');
		expect(await exported()).not.toBe(before);
		await bench.lab.exec('/lab reboot');
		await bench.lab.advance(30_000);
		expect(await bench.lab.exec(':put ([/system/resource/get uptime] < 35s)')).toContain('true');
		expect(await exported()).toBe(before);
		expect(await leftovers()).toBe('');
	});

	it('goes on after a restart when the first try fails and the ticker does not run', async () => {
		const before = await exported();
		await dieAt(guardedApply(await optionsFor(await planFor(fragment), never)), (event) => event.type === 'countdown');
		await bench.lab.exec('/system scheduler remove [find where name~"^detour-t-"]');
		bench.lab.faults.failures.set('/ip/route/remove', 0);
		await bench.lab.exec('/lab reboot');
		await bench.lab.advance(60_000);
		expect(await exported()).toBe(before);
		expect(await leftovers()).toBe('');
	});

	it('undoes a change that fails half-way, and says what was not made', async () => {
		const before = await exported();
		const missing = {
			...fragment,
			entries: fragment.entries.map((entry) => (entry === member ? row('/interface/list/member', 'list.bridge', {list: 'detour-lan', interface: 'bridge9'}) : entry)),
		};
		const events = await collect(guardedApply(await optionsFor(await planFor(missing), 'keep', {fragment: missing})));
		const end = outcome(events);
		expect(end).toMatchObject({outcome: 'undone'});
		expect(end?.type === 'outcome' ? end.message : '').toContain('input does not match any value of interface');
		expect(end?.type === 'outcome' ? end.notApplied?.[0] : '').toContain('bridge9');
		expect(await exported()).toBe(before);
		expect(await leftovers()).toBe('');
	});

	it('says where a change stopped on a release that cannot say why', async () => {
		await bench.stop();
		bench = await startBench({minor: 9});
		transport = await bench.connect();
		const before = await exported();
		const missing = {
			...fragment,
			entries: fragment.entries.map((entry) => (entry === member ? row('/interface/list/member', 'list.bridge', {list: 'detour-lan', interface: 'bridge9'}) : entry)),
			adjustments: [],
		};
		const end = outcome(await collect(guardedApply(await optionsFor(await planFor(missing), 'keep', {fragment: missing}))));
		expect(end).toMatchObject({outcome: 'undone'});
		expect(end?.type === 'outcome' ? end.message : '').toContain('statement 2 of');
		expect(end?.type === 'outcome' ? end.notApplied?.[0] : '').toContain('bridge9');
		expect(await exported()).toBe(before);
	});

	it('makes nothing when a rule has come in after the lock', async () => {
		const options = await optionsFor(await planFor(fragment), 'keep');
		const journal = {
			write: async ({state}: JournalRecord): Promise<void> => {
				if (state === 'applying') {
					await bench.lab.exec('/ip firewall filter add chain=forward action=accept comment="of somebody else" place-before=[find where comment="defconf: fasttrack"]');
				}
			},
		};
		const end = outcome(await collect(guardedApply({...options, journal})));
		expect(end).toMatchObject({outcome: 'undone'});
		expect(end?.type === 'outcome' ? end.message : '').toContain('rows of /ip/firewall/filter have come or gone');
		expect(await bench.lab.exec('/ip firewall export terse')).toContain('of somebody else');
		expect(await leftovers()).toBe('');
	});

	it('finds no rule by a property that reads back as a set', async () => {
		let sent = '';
		const options = await optionsFor(await planFor(fragment), 'undo');
		const transport = {
			...options.transport,
			upload: async (name: string, content: Uint8Array): Promise<void> => {
				sent += name.endsWith('-apply.rsc') ? new TextDecoder().decode(content) : '';
				await options.transport.upload(name, content);
			},
		};
		await collect(guardedApply({...options, transport}));
		expect(sent).toContain('place-before=($');
		expect(sent).not.toMatch(/find where[^\]]*(connection-state|ipsec-policy|hw-offload|connection-nat-state)=/);
	});

	it.each([
		['a list', 'in-interface-list=LAN'],
		['a set', 'connection-state=established'],
		['whether it is on', 'disabled=yes'],
	])('makes nothing when a row that it goes by has changed after the lock: %s', async (_, settings) => {
		const options = await optionsFor(await planFor(fragment), 'keep');
		const journal = {
			write: async ({state}: JournalRecord): Promise<void> => {
				if (state === 'applying') {
					await bench.lab.exec(`/ip firewall filter set [find where action=fasttrack-connection and !dynamic] ${settings}`);
				}
			},
		};
		const end = outcome(await collect(guardedApply({...options, journal})));
		expect(end).toMatchObject({outcome: 'undone'});
		expect(end?.type === 'outcome' ? end.message : '').toContain('a row of /ip/firewall/filter is not as it was');
		expect(await bench.lab.exec('/ip firewall export terse')).not.toContain('detour');
		expect(await leftovers()).toBe('');
	});

	it('undoes when its journal cannot be written any more', async () => {
		const before = await exported();
		const journal = {
			write: async ({state}: JournalRecord): Promise<void> => {
				if (state === 'applied' || state === 'undoing') {
					throw new AppError('disk-full', 'There is no space left on this computer.');
				}
			},
		};
		const end = outcome(await collect(guardedApply({...(await optionsFor(await planFor(fragment), 'keep')), journal})));
		expect(end).toMatchObject({outcome: 'undone'});
		expect(await exported()).toBe(before);
	});

	it('undoes at once when no new connection can be made, over the one that is left', async () => {
		const before = await exported();
		const reconnect = async (): Promise<Transport> => {
			throw new Error('no way in');
		};
		const events = await collect(guardedApply(await optionsFor(await planFor(fragment), 'keep', {reconnect})));
		expect(events).toContainEqual({type: 'check', name: 'new connection', status: 'failed', detail: 'no way in'});
		expect(outcome(events)).toMatchObject({outcome: 'undone'});
		expect(await exported()).toBe(before);
	});

	it('does not know the outcome when the router cannot be asked, and the router decides', async () => {
		const before = await exported();
		let isCut = false;
		const cut: Transport = {
			...transport,
			exec: async (command, options) => {
				if (isCut) {
					throw new AppError('connection-lost', 'The connection is lost.');
				}

				return transport.exec(command, options);
			},
		};
		const reconnect = async (): Promise<Transport> => {
			if (isCut) {
				throw new AppError('host-unreachable', 'No way to the router.');
			}

			return cut;
		};
		const options = await optionsFor(await planFor(fragment), 'keep', {
			transport: cut,
			reconnect,
			decide: async () => {
				isCut = true;
				return 'keep';
			},
		});
		const end = outcome(await collect(guardedApply(options)));
		expect(end).toMatchObject({outcome: 'unknown'});
		expect(end?.type === 'outcome' ? end.message : '').toMatch(/decides by itself when it has been up for \d\d:\d\d:\d\d/);
		await bench.lab.advance(120_000);
		expect(await exported()).toBe(before);
	});

	it('stops the job that applies before it undoes', async () => {
		await dieAt(guardedApply(await optionsFor(await planFor(fragment), never)), (event) => event.type === 'countdown');
		await bench.lab.exec(
			':local g [/system/script/find where name="detour-guard"]; :local f [:toarray [/system/script/get $g comment]]; :local j [:execute script=":delay 1h"]; /system/script/set $g comment=(($f->0) . ",applying," . ($f->2) . "," . ($f->3) . "," . $j . ",0,0")',
		);
		const jobs = async (): Promise<number> => Number((await bench.lab.exec(':put [:len [/system/script/job/find]]')).trim());
		const before = await jobs();
		await bench.lab.advance(120_000);
		expect(await jobs()).toBeLessThanOrEqual(before - 2);
		expect(await leftovers()).toBe('');
	});

	it('leaves nothing behind on a router whose storage is full', async () => {
		const options = await optionsFor(await planFor(fragment), 'keep');
		await bench.lab.exec('/lab disk free=0');
		const before = await exported();
		await expect(collect(guardedApply(options))).rejects.toMatchObject({code: 'file-transfer-failed', exitCode: 1});
		const facts = await discover(transport, {user: 'admin'});
		await expect(collect(guardedApply({...options, facts}))).rejects.toMatchObject({code: 'no-space'});
		expect(await exported()).toBe(before);
		expect(await leftovers()).toBe('');
	});

	it('refuses a plan that the router has outgrown', async () => {
		const plan = await planFor(fragment);
		await bench.lab.exec('/ip firewall mangle add chain=forward action=passthrough comment=mine');
		const before = await exported();
		await expect(collect(guardedApply(await optionsFor(plan, 'keep')))).rejects.toMatchObject({code: 'plan-stale'});
		expect(await exported()).toBe(before);
		expect(await leftovers()).toBe('');
	});

	it('refuses while another change is on trial', async () => {
		const plan = await planFor(fragment);
		await dieAt(guardedApply(await optionsFor(plan, never)), (event) => event.type === 'countdown');
		await expect(collect(guardedApply(await optionsFor(plan, 'keep')))).rejects.toMatchObject({code: 'change-in-progress'});
	});

	it('leaves what others changed meanwhile, and says so', async () => {
		const events = await collect(
			guardedApply(
				await optionsFor(await planFor(fragment), async () => {
					await bench.lab.exec('/ip firewall mangle add chain=forward action=passthrough comment=mine');
					return 'undo';
				}),
			),
		);
		expect(outcome(events)).toMatchObject({outcome: 'undone'});
		expect(events.some((event) => event.type === 'note' && event.text.includes('left alone'))).toBe(true);
		expect(await bench.lab.exec('/ip firewall mangle export terse')).toContain('comment=mine');
	});

	it('changes a profile in place and comes back from that', async () => {
		await collect(guardedApply(await optionsFor(await planFor(fragment), 'keep')));
		const before = await exported();
		const entries = fragment.entries.map((entry) =>
			entry.menu === '/ip/route' && entry.properties.distance === '254' ? {...entry, properties: {...entry.properties, distance: '253'}} : entry,
		);
		const changed = {
			...fragment,
			entries: entries.filter(({menu}) => menu !== '/ip/firewall/address-list'),
			adjustments: [{...dnsAdjustment, set: {'address-list-extra-time': '2h'}}],
		};
		const plan = await planFor(changed);
		expect(plan.changes.map(({kind, menu}) => `${kind} ${menu}`)).toEqual(['set /ip/route', 'set /system/script', 'adjust /ip/dns', 'remove /ip/firewall/address-list']);
		expect(outcome(await collect(guardedApply(await optionsFor(plan, 'undo', {fragment: changed}))))).toMatchObject({outcome: 'undone'});
		expect(await exported()).toBe(before);
		expect(outcome(await collect(guardedApply(await optionsFor(plan, 'keep', {fragment: changed}))))).toMatchObject({outcome: 'kept'});
		expect((await planFor(changed)).changes).toEqual([]);
	});

	it('sends a key in one line only, and leaves it nowhere', async () => {
		const marker = 'QEtFWS1NQVJLRVItMDEyMzQ1Njc4OWFiY2RlZmdoaWo=';
		const owner = `detour:${profile}:p1.tunnel.interface.4`;
		const tunnel = [
			row('/interface/wireguard', 'tunnel.interface', {name: 'detour-wg', 'listen-port': '51999', mtu: '1420'}),
			row('/ip/address', 'tunnel.address', {address: '10.77.0.2/32', interface: 'detour-wg', network: '10.77.0.2'}),
		];
		const secret: Fragment = {...fragmentOf(tunnel), secrets: [{owner, property: 'private-key', ref: 'key'}]};
		const sent: string[] = [];
		const spied: Transport = {
			...transport,
			exec: async (command, options) => {
				sent.push(command);
				return transport.exec(command, options);
			},
			upload: async (path, content) => {
				expect(new TextDecoder().decode(content)).not.toContain(marker);
				return transport.upload(path, content);
			},
		};
		const options = await optionsFor(await planFor(secret), 'keep', {transport: spied, fragment: secret, secrets: new Map([['key', new Secret(marker)]])});
		const events = await collect(guardedApply(options));
		expect(outcome(events)).toMatchObject({outcome: 'kept'});
		expect(sent.filter((line) => line.includes(marker))).toHaveLength(1);
		expect(JSON.stringify([events, records])).not.toContain(marker);
		expect(await bench.lab.exec('/interface wireguard export terse show-sensitive')).toContain(marker);
	});
});

describe('recover', () => {
	const recovered = async (more: Partial<Parameters<typeof recover>[0]> = {}) =>
		outcome(await collect(recover({transport, reconnect: bench.connect, records, journal: {write: async (record) => void records.push(record)}, clock: bench.clock, ...more})));

	it('has nothing to do on a router without a change', async () => {
		expect(await recovered()).toMatchObject({outcome: 'unchanged'});
	});

	it.each([
		{title: 'with the journal of this computer', own: true},
		{title: 'from another computer', own: false},
	])('undoes an armed change $title', async ({own}) => {
		const before = await exported();
		await dieAt(guardedApply(await optionsFor(await planFor(fragment), never)), (event) => event.type === 'countdown');
		expect(await recovered(own ? {} : {records: []})).toMatchObject({outcome: 'undone'});
		expect(await exported()).toBe(before);
		expect(await leftovers()).toBe('');
	});

	it('keeps a change that is on trial when told to', async () => {
		await dieAt(guardedApply(await optionsFor(await planFor(fragment), never)), (event) => event.type === 'countdown');
		expect(await recovered({decide: async () => 'keep'})).toMatchObject({outcome: 'kept'});
		expect((await planFor(fragment)).changes).toEqual([]);
		expect(await leftovers()).toBe('');
	});

	it('names a change that was kept while this computer was off', async () => {
		await dieAt(guardedApply(await optionsFor(await planFor(fragment), never)), (event) => event.type === 'countdown');
		await recovered({decide: async () => 'keep', records: []});
		records = records.filter(({state}) => state !== 'kept');
		expect(await recovered()).toMatchObject({outcome: 'kept'});
	});

	it('does not run a guard that Detour did not write', async () => {
		await bench.lab.exec('/system script add name=detour-guard comment="abc,applied 3,00:00:00,00:00:01,none,0,0" source="/system identity set name=owned"');
		expect(await recovered()).toMatchObject({outcome: 'refused'});
		expect(await bench.lab.exec(':put [/system/identity/get name]')).not.toContain('owned');
	});
});
