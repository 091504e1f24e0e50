import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {Fragment} from '../../source/compiler/fragment.js';
import type {ApplyEvent} from '../../source/plan/index.js';
import {makePlan, planMenus} from '../../source/plan/index.js';
import type {JournalRecord} from '../../source/router/index.js';
import {discover, guardedApply, readMenus} from '../../source/router/index.js';
import type {Finding} from '../../source/router/verify/finding.js';
import {checkOf} from '../../source/router/verify/finding.js';
import {lookBefore} from '../../source/router/verify/verify.js';
import {assumedFacts} from '../../source/routeros/model/index.js';
import type {Transport} from '../../source/transport/index.js';
import {fragmentOf, row, vpnEntries} from '../plan/fixtures.js';
import type {Bench} from './lab-link.js';
import {startBench} from './lab-link.js';

const host = '9.9.9.9';

/** A tunnel that is left when a host beyond it is silent. */
const probed = fragmentOf([
	...vpnEntries.map((entry) =>
		entry.properties.gateway === 'wg-vpn' ? {...entry, properties: {...entry.properties, gateway: host, 'target-scope': '11', 'check-gateway': 'ping'}} : entry,
	),
	row('/ip/route', 'vpn.probe', {'dst-address': `${host}/32`, gateway: 'wg-vpn', scope: '10'}),
]);

const following = (name: string, properties: Readonly<Record<string, string>> = {}): Fragment =>
	fragmentOf([...vpnEntries, row('/ip/dns/static', 'media.name', {name, type: 'FWD', 'address-list': 'detour-media', ...properties})]);

let bench: Bench;
let transport: Transport;

beforeEach(async () => {
	bench = await startBench();
	transport = await bench.connect();
});

afterEach(async () => bench.stop());

type Seen = {readonly passed: boolean | undefined; readonly checks: Readonly<Record<string, string>>; readonly notes: readonly string[]};

/** Makes a change; `world` is what happens to the router as soon as it is in effect. */
const apply = async (fragment: Fragment, world = ''): Promise<Seen> => {
	const plan = makePlan({actual: await readMenus(transport, planMenus(fragment)), fragment});
	if (!plan.ok) {
		throw new Error(JSON.stringify(plan.diagnostics));
	}

	let passed: boolean | undefined;
	const events: ApplyEvent[] = [];
	for await (const event of guardedApply({
		transport,
		reconnect: bench.connect,
		endpoint: bench.endpoint,
		plan: plan.value,
		fragment,
		secrets: new Map(),
		facts: await discover(transport, {user: 'admin'}),
		journal: {
			write: async ({state}: JournalRecord) => {
				if (state === 'applied' && world !== '') {
					await bench.lab.exec(world);
				}
			},
		},
		clock: bench.clock,
		random: {bytes: (count) => crypto.getRandomValues(new Uint8Array(count))},
		confirmWithin: 120,
		decide: async ({checksPassed}) => {
			passed = checksPassed;
			return 'keep';
		},
		who: 'test@here',
	})) {
		events.push(event);
	}

	return {
		passed,
		checks: Object.fromEntries(
			events.flatMap((event) => (event.type === 'check' ? [[event.name, `${event.status}${event.detail === undefined ? '' : `: ${event.detail}`}`]] : [])),
		),
		notes: events.flatMap((event) => (event.type === 'note' ? [event.text] : [])),
	};
};

/** The same with a row more: something is to be changed. */
const extended = (fragment: Fragment): Fragment => ({
	...fragment,
	entries: [...fragment.entries, row('/ip/firewall/address-list', 'media.b', {list: 'detour-media', address: '198.51.100.0/24'})],
});

describe('equal ways', () => {
	it('are looked at one by one', async () => {
		const dead = vpnEntries.flatMap((entry) => (entry.properties.gateway === 'wg-vpn' ? [row('/ip/route', 'vpn.equal', {...entry.properties, gateway: '203.0.113.77'})] : []));
		const {passed, checks} = await apply(fragmentOf([...vpnEntries, ...dead]));
		expect(checks).toMatchObject({'routes active': expect.stringContaining('203.0.113.77')});
		expect(passed).toBe(false);
	});
});

describe('the probe of an uplink', () => {
	it('is pinged by its own route once there is one', async () => {
		const {passed, checks} = await apply(probed);
		expect(checks).toMatchObject({'probes answer': 'passed', 'routes active': 'passed'});
		expect(passed).toBe(true);
	});

	it('that is silent from the first keeps the change from being kept, after the time in which its route is found dead', async () => {
		await bench.lab.exec(`/lab host dead=${host}`);
		const {passed, checks} = await apply(probed);
		expect(checks).toMatchObject({
			'probes answer': `failed: ${host} does not answer`,
			'routes active': expect.stringMatching(/^failed: 0\.0\.0\.0\/0 by 9\.9\.9\.9 in table \S+ is not active$/),
		});
		expect(passed).toBe(false);
	});

	it('may take as long as the router is set to take to find a gateway dead, and the change stays armed meanwhile', async () => {
		await bench.stop();
		bench = await startBench({minor: 22});
		transport = await bench.connect();
		await bench.lab.exec('/routing/settings/set check-gateway-ping-interval=1m check-gateway-ping-count=3');
		expect((await apply(probed)).passed).toBe(true);
	});

	it('that was silent before is told, and not held against a change of something else', async () => {
		await apply(probed);
		await bench.lab.exec(`/lab host dead=${host}`);
		await bench.lab.advance(30_000);
		const {passed, checks} = await apply(extended(probed));
		expect(checks).toMatchObject({
			'probes answer': `failed: ${host} does not answer; it was so before the change`,
			'routes active': expect.stringMatching(/; it was so before the change$/),
		});
		expect(passed).toBe(true);
	});

	it('that falls silent with the change is held against it', async () => {
		await apply(probed);
		const {passed, checks} = await apply(extended(probed), `/lab host dead=${host}`);
		expect(checks).toMatchObject({'probes answer': `failed: ${host} does not answer`, 'routes active': expect.stringMatching(/is not active$/)});
		expect(passed).toBe(false);
	});

	it('is not known without the policy test', async () => {
		await bench.lab.exec('/user group set full policy=ssh,ftp,read,write,policy,sensitive,local,password');
		const {passed, checks} = await apply(probed);
		expect(checks['probes answer']).toBe(`unknown: the user lacks the policy test, which it takes to ping ${host}`);
		expect(passed).toBe(false);
	});
});

describe('names that a profile follows', () => {
	it.each([
		['netflix.com', {}, 'passed', true],
		['netflix.com', {'forward-to': host}, 'passed', true],
		['nobody.invalid', {}, 'failed: nobody.invalid: dns name does not exist; it was so before the change', false],
	] as const)('%s by %j', async (name, properties, told, isPassed) => {
		const {passed, checks} = await apply(following(name, properties));
		expect(checks['names resolve']).toBe(told);
		expect(passed).toBe(isPassed);
	});

	it('are asked of the upstream that they are forwarded to', async () => {
		await bench.lab.exec(`/lab host dead=${host}`);
		const {passed, checks} = await apply(following('netflix.com', {'forward-to': host}));
		expect(checks['names resolve']).toMatch(/^failed: netflix\.com: /);
		expect(passed).toBe(false);
	});

	it('may be answered a little later', async () => {
		await bench.lab.exec('/lab tunnel dead=ether1');
		const {checks} = await apply(following('netflix.com'), '/system scheduler add name=later interval=5s on-event="/lab tunnel alive=ether1; /system scheduler remove later"');
		expect(checks['names resolve']).toBe('passed');
	});

	it('are asked for on a release that cannot say what went wrong', async () => {
		await bench.stop();
		bench = await startBench({minor: 12});
		transport = await bench.connect();
		expect((await apply(following('nobody.invalid'))).checks['names resolve']).toMatch(/^failed: nobody\.invalid: no answer/);
	});
});

describe('a change on trial', () => {
	it('that comes with the loss of the ordinary way out says so', async () => {
		const {passed, checks} = await apply(fragmentOf(vpnEntries), '/lab interface down=ether1');
		expect(checks['ordinary way out']).toBe('failed: 0.0.0.0/0 in table main was active before the change, and is not now');
		expect(passed).toBe(false);
	});

	it('tells how many of its rules have seen packets, and holds no silence against them', async () => {
		const packet = '/lab/packet src-address=192.168.88.10 dst-address=203.0.113.9 protocol=tcp dst-port=443 in-interface=bridge';
		const lan = row('/interface/list/member', 'list.bridge', {list: 'detour-lan', interface: 'bridge'});
		const {passed, notes} = await apply(fragmentOf([...vpnEntries.slice(0, 1), lan, ...vpnEntries.slice(1)]), packet);
		expect(notes).toContainEqual(expect.stringMatching(/^Packets have matched [1-5] of 5 rules so far\. /));
		expect(passed).toBe(true);
	});

	it('finds rules invalid that name what is not there any more', async () => {
		const {passed, checks} = await apply(fragmentOf(vpnEntries), '/interface list remove [find where name=WAN]');
		expect(checks['rules valid']).toBe('failed: /ip/firewall/filter');
		expect(passed).toBe(false);
	});
});

describe('a look before the change', () => {
	const facts = assumedFacts({major: 7, minor: 20, patch: 0});

	/** A router of which only pings are asked that answer so often. */
	const pinged = (...answers: readonly number[]): Transport => {
		const left = [...answers];
		return {
			...transport,
			exec: async (line) => ({output: line.includes('/tool/ping') ? `\u001Eanswers\u001F${left.shift() ?? 0}\u001E\n--detour-done--\n` : '--detour-done--\n', exitCode: 0}),
		};
	};

	it.each([
		['that misses a ping is asked again, as afterwards', [0, 3], 'passed', 2],
		['that stays silent is', [], 'failed', 12],
	] as const)('at a host %s', async (_title, answers, status, seconds) => {
		let waited = 0;
		const clock = {
			...bench.clock,
			monotonic: () => waited,
			sleep: async (milliseconds: number) => {
				waited += milliseconds;
			},
		};
		const subject = {profile: 'home', facts, ruleMenus: [], gateways: [], probes: [{host, isNew: false}], upstreams: []};
		const {findings} = await lookBefore(pinged(...answers), subject, {clock});
		expect(findings).toEqual([expect.objectContaining({about: `to ping ${host}`, status})]);
		expect(waited).toBe(seconds * 1000);
	});
});

describe('findings as one check', () => {
	const bad = (about: string, more: Partial<Finding> = {}): Finding => ({about, status: 'failed', detail: `${about} is broken`, ...more});
	const good: Finding = {about: 'a', status: 'passed'};

	it.each([
		['nothing was looked at', [], [], []],
		['all is well', [good], [bad('a', {isNew: false})], [{status: 'passed'}]],
		['the worst is told', [bad('a', {status: 'unknown'}), bad('b')], [], [{status: 'failed', detail: 'b is broken'}]],
		['it was so, and relied on', [bad('a')], [bad('a', {isNew: false})], [{status: 'failed', detail: 'a is broken; it was so before the change', before: true}]],
		['it was so, but nothing relied on it', [bad('a')], [bad('a', {isNew: true})], [{status: 'failed', detail: 'a is broken; it was so before the change'}]],
		['it was not known', [bad('a')], [bad('a', {status: 'unknown', isNew: false})], [{status: 'failed', detail: 'a is broken'}]],
		[
			'it was not known, nor is it now',
			[bad('a', {status: 'unknown'})],
			[bad('a', {status: 'unknown', isNew: false})],
			[{status: 'unknown', detail: 'a is broken; it was so before the change', before: true}],
		],
		['another one was so', [bad('a'), bad('b')], [bad('b', {isNew: false})], [{status: 'failed', detail: 'a is broken'}]],
	] as const)('%s', (_title, after, before, checks) => {
		expect(checkOf('it', after, before)).toEqual(checks.map((check) => ({type: 'check', name: 'it', ...check})));
	});
});
