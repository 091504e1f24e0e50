import {afterAll, describe, expect, it} from 'vitest';
import {render} from '../../source/compiler/index.js';
import type {Facts} from '../../source/facts/index.js';
import type {Lab} from '../../source/lab/index.js';
import {makePlan} from '../../source/plan/index.js';
import {fromExport} from '../../source/routeros/model/index.js';
import type {Answers} from '../../source/scenario/index.js';
import type {Whole} from '../compiler/build.js';
import {example, whole} from '../compiler/build.js';
import {run} from '../lab/helpers.js';
import {startInProcess} from '../router/in-process.js';

const labs: Lab[] = [];

afterAll(async () => {
	await Promise.all(labs.map((lab) => lab.stop()));
});

const labWith = async (scenario: string, id: string, minor: number, change: Answers = {}): Promise<{readonly lab: Lab; readonly made: Whole}> => {
	const {answers, facts: own} = example(`${scenario}/${id}`);
	const facts: Facts = {...own, release: {major: 7, minor, patch: 1}};
	const {lab} = await startInProcess(facts);
	labs.push(lab);
	const made = whole({...answers, ...change}, facts, {}, id, scenario);
	lab.machine.context.disk.write('detour.rsc', Buffer.from(render(made.fragment, {facts})));
	expect(await run(lab, '/import file-name=detour.rsc')).toContain('executed successfully');
	return {lab, made};
};

const get = async (lab: Lab, role: string, property: string): Promise<string> => (await run(lab, `:put [/ip/route/get [find where comment~"p1.${role}.4 "] ${property}]`)).trim();

const pending = async (lab: Lab, {fragment}: Whole): Promise<unknown> => {
	const parsed = fromExport(await run(lab, '/export'));
	const plan = parsed.ok ? makePlan({actual: parsed.value.configuration, fragment}) : parsed;
	return plan.ok ? plan.value.changes : plan.diagnostics;
};

/** Long enough for every check to fail or succeed again. */
const pass = async (lab: Lab, seconds = 40): Promise<void> => {
	for (let left = seconds; left > 0; left -= 1) {
		await lab.advance(1000);
	}
};

describe.each([9, 18, 24])('leases on 7.%i', (minor) => {
	it('another next hop is followed, the user’s own script runs, and there is nothing to plan', async () => {
		const {lab, made} = await labWith('multi-wan-pcc', 'twins', minor);
		expect(await get(lab, 'ether2.probe', 'gateway')).toBe('192.168.1.1%ether2');
		await run(lab, '/lab/line interface=ether2 address=192.168.7.9/24 gateway=192.168.7.1');
		await pass(lab, 5);
		expect(await get(lab, 'ether2.probe', 'gateway')).toBe('192.168.7.1%ether2');
		expect(await get(lab, 'ether1.probe', 'gateway')).toBe('192.168.1.1%ether1');
		expect(await run(lab, '/log/print where message~"lease changed"')).toContain('lease changed');
		expect(await get(lab, 'ether2.default', 'active')).toBe('true');
		expect(await pending(lab, made)).toEqual([]);
	});

	it('what is beside a modem is left alone wherever its lease is, and there is nothing to plan', async () => {
		const {lab, made} = await labWith('wan-failover', 'tills', minor);
		const page = async (to: string): Promise<string> =>
			await run(lab, `/lab/packet in-interface=bridge src-address=192.168.88.10 dst-address=${to} protocol=tcp src-port=40001 dst-port=80`);
		const beside = async (): Promise<string> => (await run(lab, ':put [/ip/firewall/address-list/get [find where comment~"all.ether2.beside"] address]')).trim();
		expect(await beside()).toBe('192.168.1.0/24');
		await run(lab, '/lab/line interface=ether2 address=192.168.7.9/22 gateway=192.168.7.1');
		await pass(lab, 5);
		expect(await beside()).toBe('192.168.4.0/22');
		expect(await page('192.168.7.1')).toContain('by ether2');
		expect(await pending(lab, made)).toEqual([]);
	});
});

describe.each([9, 18, 24])('a line in a VRF on 7.%i', (minor) => {
	const send = async (lab: Lab, port: number): Promise<string> =>
		await run(lab, `/lab/packet in-interface=bridge src-address=192.168.88.10 dst-address=93.184.215.14 protocol=tcp src-port=${port} dst-port=873`);

	it('is asked whether it lives, followed when its lease moves, and there is nothing to plan', async () => {
		const {lab, made} = await labWith('policy-balance', 'apart', minor);
		expect(await send(lab, 40_001)).toContain('by ether2');
		await run(lab, '/lab/line interface=ether2 address=198.51.100.77/25 gateway=198.51.100.126');
		await pass(lab, 5);
		expect(await get(lab, 'ether2.probe', 'gateway')).toBe('198.51.100.126@landlord');
		expect(await send(lab, 40_002)).toContain('by ether2');
		await run(lab, '/lab/host dead=94.140.14.140');
		await pass(lab);
		expect(await send(lab, 40_003)).toContain('by ether1');
		await run(lab, '/lab/host alive=94.140.14.140');
		await pass(lab);
		expect(await send(lab, 40_004)).toContain('by ether2');
		expect(await pending(lab, made)).toEqual([]);
	});
});

const hosts = ['149.112.112.10', '94.140.14.140', '208.67.222.220'];
const lines = ['pppoe-out1', 'ether2', 'lte1'];

it('whichever lines are dead, each table takes the next one that is alive, and main the first', async () => {
	const {lab} = await labWith('multi-wan-pcc', 'mixed', 20);
	for (let dead = 0; dead < 8; dead += 1) {
		for (const [index, host] of hosts.entries()) {
			await run(lab, `/lab/host ${(dead >> index) % 2 === 1 ? 'dead' : 'alive'}=${host}`);
		}

		await pass(lab);
		const isAlive = (index: number): boolean => (dead >> index) % 2 === 0;
		const active = (await run(lab, ':foreach r in=[/ip/route/find where active and comment~"detour"] do={:put ([/ip/route/get $r comment] . "!")}')).split('\n').join(' ');
		for (const [index, line] of lines.entries()) {
			const order = [0, 1, 2].map((step) => (index + step) % 3);
			const next = order.find(isAlive);
			const roles = order.map((one) => (one === index ? 'default' : `then-p1-${lines[one] ?? ''}`));
			const found = roles.filter((role) => active.includes(`:p1.${line}.${role}.4 `));
			expect(`${dead} ${line}: ${found.join()}`).toBe(`${dead} ${line}: ${next === undefined ? '' : (roles[order.indexOf(next)] ?? '')}`);
		}

		const first = [0, 1, 2].find(isAlive);
		expect(lines.filter((line) => active.includes(`:p1.${line}.main-low.4 `))).toEqual(first === undefined ? [] : [lines[first]]);
	}
});

it('connections of a line that died are forgotten, and those of the line in reserve when it is back', async () => {
	const {lab} = await labWith('wan-failover', 'mobile', 20);
	await pass(lab, 90);
	const open = async (port: number): Promise<void> => {
		await run(lab, `/lab/packet in-interface=bridge src-address=192.168.88.10 dst-address=93.184.215.14 protocol=tcp src-port=${port} dst-port=443`);
	};
	const known = async (): Promise<readonly string[]> =>
		(await run(lab, ':foreach c in=[/ip/firewall/connection/find] do={:put [/ip/firewall/connection/get $c src-address]}'))
			.trim()
			.split('\n')
			.filter((line) => line !== '');
	await open(40_001);
	expect(await known()).toHaveLength(1);
	await run(lab, '/lab/host dead=149.112.112.10');
	await pass(lab, 60);
	expect(await known()).toEqual([]);
	await open(40_002);
	expect(await run(lab, ':put [/ip/firewall/connection/get [find] connection-mark]')).toContain('lte1');
	await run(lab, '/lab/host alive=149.112.112.10');
	await pass(lab, 60);
	expect(await known()).toEqual([]);
});

it('what was opened while its line was dead stays where it went when the line is back', async () => {
	const {lab} = await labWith('multi-wan-pcc', 'twins', 20);
	await run(lab, '/lab/host dead=149.112.112.10');
	await pass(lab);
	for (let port = 40_000; port < 40_012; port += 1) {
		await run(lab, `/lab/packet in-interface=bridge src-address=192.168.88.${(port % 100) + 10} dst-address=93.184.215.14 protocol=tcp src-port=${port} dst-port=443`);
	}

	const marks = async (): Promise<ReadonlySet<string>> =>
		new Set((await run(lab, ':foreach c in=[/ip/firewall/connection/find] do={:put [/ip/firewall/connection/get $c connection-mark]}')).trim().split('\n'));
	expect([...(await marks())]).toEqual(['detour-twins-x7k2-p1-ether2']);
	await run(lab, '/lab/host alive=149.112.112.10');
	await pass(lab);
	expect(await get(lab, 'ether1.default', 'active')).toBe('true');
	expect([...(await marks())]).toEqual(['detour-twins-x7k2-p1-ether2']);
});

it('what a network that no policy is for opened on the line in reserve stays there, too', async () => {
	const {lab} = await labWith('wan-failover', 'tills', 20, {networks: ['bridge']});
	await run(lab, '/lab/host dead=149.112.112.10');
	await pass(lab);
	await run(lab, '/lab/packet in-interface=vlan-tills src-address=192.168.50.10 dst-address=93.184.215.14 protocol=tcp src-port=40001 dst-port=443');
	expect(await run(lab, ':put [/ip/firewall/connection/get [find] connection-mark]')).toContain('p1-ether2');
});

it('connections over IPv6 are forgotten when their line is dead, whether they have its mark or its address', async () => {
	const {lab} = await labWith('wan-failover', 'branch', 20, {flush: true, back: 'at-once'});
	await pass(lab, 90);
	const open = async (port: number): Promise<void> => {
		await run(lab, `/lab/packet in-interface=vlan10-staff src-address=2001:db8:5:10::7 dst-address=2606:2800:21f::9 protocol=tcp src-port=${port} dst-port=443`);
	};
	const known = async (): Promise<string> =>
		(await run(lab, ':foreach c in=[/ipv6/firewall/connection/find] do={:put ("by " . [/ipv6/firewall/connection/get $c reply-dst-address])}')).trim();
	await open(40_001);
	expect(await known()).toContain('by 2001:db8:5:1::2');
	await run(lab, '/lab/host dead=2620:fe::fe:10');
	await pass(lab, 60);
	expect(await known()).toBe('');
	await open(40_002);
	expect(await known()).toContain('by 2001:db8:6:1::2');
	await run(lab, '/lab/host alive=2620:fe::fe:10');
	await pass(lab, 60);
	expect(await known()).toBe('');
});
