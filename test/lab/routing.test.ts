import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {Lab} from '../../source/lab/index.js';
import {run, runAll, testLab} from './helpers.js';

let lab: Lab;
beforeEach(async () => {
	lab = await testLab(22);
});
afterEach(async () => {
	await lab.stop();
});

const isActive = async (comment: string): Promise<boolean> => (await run(lab, `:put [/ip/route/get [find where comment="${comment}"] active]`)) === 'true\n';
const wayOf = (comment: string): Promise<string> => run(lab, `:put [/ip/route/get [find where comment="${comment}"] immediate-gw]`);
const add = (words: string): Promise<string> => run(lab, `/ip/route/add ${words}`);

/** Recursive fail-over as in the manual: pinned probe hosts, defaults by way of them. */
const recursive = async (): Promise<void> => {
	await add('dst-address=192.0.2.7/32 gateway=198.51.100.1 scope=10 comment=probe1');
	await add('dst-address=192.0.2.8/32 gateway=wg-vpn scope=10 comment=probe2');
	await add('dst-address=10.99.0.0/16 gateway=192.0.2.7 target-scope=11 distance=1 check-gateway=ping comment=def1');
	await add('dst-address=10.99.0.0/16 gateway=192.0.2.8 target-scope=11 distance=2 check-gateway=ping comment=def2');
};

describe('next hops', () => {
	it('are found through routes of a scope that is near enough, down to the interface', async () => {
		await recursive();
		expect([await isActive('def1'), await wayOf('def1')]).toEqual([true, '198.51.100.1%ether1\n']);
		expect([await isActive('def2'), await wayOf('def2')]).toEqual([false, 'wg-vpn\n']);
	});

	it.each([
		['scope=30 target-scope=10', false],
		['scope=10 target-scope=10', true],
		['scope=12 target-scope=11', false],
		['scope=11 target-scope=11', true],
	])('with %s: found is %s', async (words, found) => {
		const [scope, target] = words.split(' ');
		await add(`dst-address=192.0.2.7/32 gateway=198.51.100.1 ${scope} comment=probe`);
		await add(`dst-address=10.99.0.0/16 gateway=192.0.2.7 ${target} comment=def`);
		expect(await isActive('def')).toBe(found);
	});

	it('do not lead in a circle', async () => {
		await add('dst-address=192.0.2.0/24 gateway=203.0.113.9 scope=10 target-scope=10 comment=a');
		await add('dst-address=203.0.113.0/24 gateway=192.0.2.9 scope=10 target-scope=10 comment=b');
		expect([await isActive('a'), await isActive('b')]).toEqual([false, false]);
	});

	it('are looked up in main, or in the table that they name', async () => {
		await run(lab, '/routing/table/add name=t fib');
		await add('dst-address=192.0.2.7/32 gateway=198.51.100.1 scope=10 routing-table=t');
		await add('dst-address=10.98.0.0/16 gateway=192.0.2.7 target-scope=11 routing-table=t comment=main');
		await add('dst-address=10.99.0.0/16 gateway=192.0.2.7@t target-scope=11 routing-table=t comment=named');
		expect([await isActive('main'), await isActive('named')]).toEqual([false, true]);
	});

	it('are not looked up through a blackhole that lies nearer', async () => {
		await add('dst-address=192.0.2.0/24 gateway=198.51.100.1 scope=10');
		await add('dst-address=192.0.2.7/32 blackhole scope=10');
		await add('dst-address=10.99.0.0/16 gateway=192.0.2.7 target-scope=11 comment=def');
		expect(await isActive('def')).toBe(false);
	});

	it('of one route share its packets, and so do equal routes', async () => {
		await add('dst-address=10.99.0.0/16 gateway=192.168.88.2,198.51.100.1 comment=two');
		expect(await wayOf('two')).toBe('192.168.88.2%bridge,198.51.100.1%ether1\n');
		expect(await run(lab, ':put [/ip/route/get [find where comment=two] ecmp]')).toBe('true\n');
	});
});

describe('check-gateway', () => {
	it('takes a route away after two losses, and gives it back with the first answer', async () => {
		await recursive();
		await run(lab, '/lab/host dead=192.0.2.7');
		await lab.advance(10_000);
		expect([await isActive('def1'), await isActive('def2')]).toEqual([true, false]);
		await lab.advance(10_000);
		expect([await isActive('def1'), await isActive('def2')]).toEqual([false, true]);
		await run(lab, '/lab/host alive=192.0.2.7');
		await lab.advance(10_000);
		expect([await isActive('def1'), await isActive('def2')]).toEqual([true, false]);
	});

	it('sees a line that is up and leads nowhere', async () => {
		await recursive();
		await run(lab, '/lab/tunnel dead=ether1');
		await lab.advance(20_000);
		expect(await isActive('def1')).toBe(false);
		// The tunnel's own packets go over that line as well.
		expect(await isActive('def2')).toBe(false);
	});

	it('cannot ask an interface, so a dead tunnel keeps its route', async () => {
		await add('dst-address=10.99.0.0/16 gateway=wg-vpn check-gateway=ping comment=def');
		await run(lab, '/lab/tunnel dead=wg-vpn');
		await lab.advance(60_000);
		expect(await isActive('def')).toBe(true);
	});

	it('goes by the release: interval and count can be set from 7.21', async () => {
		await recursive();
		await run(lab, '/routing/settings/set check-gateway-ping-interval=1s check-gateway-ping-count=4');
		await run(lab, '/lab/host dead=192.0.2.7');
		await lab.advance(3000);
		expect(await isActive('def1')).toBe(true);
		await lab.advance(1000);
		expect(await isActive('def1')).toBe(false);
	});

	it('starts anew with a reboot', async () => {
		await recursive();
		await run(lab, '/lab/host dead=192.0.2.7');
		await lab.advance(20_000);
		lab.machine.reboot();
		expect(await isActive('def1')).toBe(true);
		await lab.advance(20_000);
		expect(await isActive('def1')).toBe(false);
	});
});

describe('interfaces', () => {
	it('take their routes, addresses and lease along', async () => {
		await add('dst-address=10.99.0.0/16 gateway=198.51.100.1 comment=def');
		await run(lab, '/lab/interface down=ether1');
		expect(await isActive('def')).toBe(false);
		expect(await run(lab, ':put [/ip/dhcp-client/get [find] status]')).toBe('searching...\n');
		expect(await run(lab, '/ping 203.0.113.9 count=1')).toContain('no route to host');
		await run(lab, '/lab/interface up=ether1');
		expect(await isActive('def')).toBe(true);
		expect(await run(lab, ':put [/ip/dhcp-client/get [find] status]')).toBe('bound\n');
	});

	it('go down with what they rest on', async () => {
		await runAll(lab, '/interface/vlan/add name=v7 vlan-id=7 interface=ether1', '/interface/vlan/add name=v8 vlan-id=8 interface=v7');
		const running = ':put [/interface/get v8 running]';
		expect(await run(lab, running)).toBe('true\n');
		await run(lab, '/interface/disable ether1');
		expect(await run(lab, running)).toBe('false\n');
	});

	it('that dial in get an address, and a default route when asked to', async () => {
		await run(lab, '/interface/pppoe-client/add name=dsl interface=ether5 user=u password=p disabled=no');
		expect(await run(lab, ':put [/ip/address/get [find where interface=dsl] network]')).toBe('203.0.113.1\n');
		expect(await run(lab, ':put [:len [/ip/route/find where gateway=dsl and dst-address="0.0.0.0/0"]]')).toBe('0\n');
		await run(lab, '/interface/pppoe-client/set dsl add-default-route=yes default-route-distance=3');
		expect(await run(lab, ':put [/ip/route/get [find where gateway=dsl and dst-address="0.0.0.0/0"] distance]')).toBe('3\n');
		expect(await run(lab, '/ip/route/print where gateway=dsl')).toMatch(/^D.v .*0\.0\.0\.0\/0|D v/m);
		await run(lab, '/lab/tunnel dead=dsl');
		expect(await run(lab, ':put [/interface/get dsl running]')).toBe('false\n');
		expect(await run(lab, ':put [:len [/ip/route/find where gateway=dsl]]')).toBe('0\n');
	});
});
