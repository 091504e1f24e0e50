import {afterEach, describe, expect, it} from 'vitest';
import type {Lab} from '../../source/lab/index.js';
import {run, runAll, testLab} from './helpers.js';

let lab: Lab;
afterEach(async () => {
	await lab.stop();
});

describe('writing', () => {
	it('prints nothing when it works, and the id when asked for it', async () => {
		lab = await testLab();
		expect(await run(lab, '/ip/firewall/address-list/add list=x address=192.0.2.1')).toBe('');
		expect(await run(lab, ':put [/ip/firewall/address-list/add list=x address=192.0.2.2]')).toMatch(/^\*[\dA-F]+\n$/);
	});

	it.each([
		['/ip/firewall/address-list/add list=bad_ipv4 address=10.0.0.300', 'invalid value for argument address'],
		['/ip/firewall/address-list/add list=bad_ipv4', 'Script Error: missing value(s) of argument(s) address'],
		['/ip/address/add address=192.168.88.1/24 interface=bridge', 'failure: already have such address'],
		['/ip/address/add address=192.0.2.1/24 interface=ether9', 'input does not match any value of interface'],
		['/interface/bridge/add name=wg-vpn', 'failure: already have interface with name wg-vpn'],
		['/ip/firewall/filter/add chain=input action=drop dst-port=22', 'failure: ports can be specified if proto is tcp,udp,udp-lite,dccp,sctp'],
		['/ip/firewall/mangle/add chain=forward action=mark-routing new-routing-mark=main', 'failure: routing-mark allowed only in output and prerouting chains'],
		['/ip/firewall/filter/set *99 disabled=yes', 'no such item'],
		['/ip/route/remove 99', 'no such item'],
		['/user/group/remove full', 'failure: can not remove builtin item'],
	])('%s', async (command, message) => {
		lab = await testLab(16);
		expect(await run(lab, command)).toBe(`${message}\n`);
	});

	it('adds where the error came from since 7.17, and stops the line there', async () => {
		lab = await testLab(20);
		expect(await run(lab, '/ip/address/add address=nonsense interface=bridge; :put x')).toBe('invalid value for argument address (/ip/address/add; line 1)\n');
	});

	it('does nothing for an empty find', async () => {
		lab = await testLab();
		expect(await run(lab, '/ip/firewall/filter/set [find where comment="nobody"] disabled=yes')).toBe('');
	});

	it('keeps names and list entries unique', async () => {
		lab = await testLab();
		await run(lab, '/system/script/add name=guard source=a');
		expect(await run(lab, '/system/script/add name=guard source=b')).toContain('failure: item with such name already exists');
		expect(await run(lab, ':put [/system/script/get guard source]')).toBe('a\n');
		await run(lab, '/ip/firewall/address-list/add list=x address=1.2.3.4/32');
		expect(await run(lab, '/ip/firewall/address-list/add list=x address=1.2.3.4')).toContain('failure: already have such entry');
	});

	it('places and moves rows of ordered menus', async () => {
		lab = await testLab();
		await run(lab, '/ip/firewall/filter/add chain=forward action=accept comment=first place-before=[find where comment="defconf: fasttrack"]');
		const before = await run(lab, ':foreach i in=[/ip/firewall/filter/find where chain=forward !dynamic] do={:put [/ip/firewall/filter/get $i comment]}');
		expect(before.split('\n').slice(2, 4)).toEqual(['first', 'defconf: fasttrack']);
		await run(lab, '/ip/firewall/filter/move [find where comment="first"]');
		const after = await run(lab, ':foreach i in=[/ip/firewall/filter/find where chain=forward !dynamic] do={:put [/ip/firewall/filter/get $i comment]}');
		expect(after.trim().split('\n').at(-1)).toBe('first');
	});

	it('lets no one touch or pass the dynamic row in front', async () => {
		lab = await testLab();
		expect(await run(lab, '/ip/firewall/filter/remove [find where dynamic]')).toContain('failure: can not remove dynamic item');
		expect(await run(lab, '/ip/firewall/filter/add chain=forward action=accept place-before=[find where dynamic]')).toContain('failure:');
	});

	it('knows rows by reference: a rename reaches all, a removal leaves the id', async () => {
		lab = await testLab();
		await run(lab, '/ip/route/add dst-address=10.9.0.0/16 gateway=wg-vpn');
		await run(lab, '/interface/wireguard/set wg-vpn name=tunnel');
		expect(await run(lab, ':put [/ip/route/get [find where dst-address="10.9.0.0/16"] gateway]')).toBe('tunnel\n');
		expect(await run(lab, ':put [/ip/address/get [find where address="10.66.66.2/32"] interface]')).toBe('tunnel\n');
		await run(lab, '/interface/wireguard/remove tunnel');
		expect(await run(lab, ':put [/ip/address/get [find where address="10.66.66.2/32"] interface]')).toMatch(/^\*[\dA-F]+\n$/);
		expect(await run(lab, ':put [/ip/address/get [find where address="10.66.66.2/32"] invalid]')).toBe('true\n');
	});

	it('disables, enables, comments and unsets', async () => {
		lab = await testLab();
		await run(lab, '/ip/route/add dst-address=10.9.0.0/16 gateway=wg-vpn pref-src=10.66.66.2 comment=mine');
		expect(await runAll(lab, '/ip/route/disable [find where comment=mine]', ':put [/ip/route/get [find where comment=mine] disabled]')).toBe('true\n');
		expect(await runAll(lab, '/ip/route/enable [find where comment=mine]', ':put [/ip/route/get [find where comment=mine] disabled]')).toBe('false\n');
		expect(await runAll(lab, '/ip/route/unset [find where comment=mine] pref-src', ':put [:typeof [/ip/route/get [find where comment=mine] pref-src]]')).toBe('nothing\n');
		expect(await runAll(lab, '/ip/route/comment [find where comment=mine] comment="yours; \\$x"', ':put [:len [/ip/route/find where comment~"^yours"]]')).toBe('1\n');
	});
});

describe('what the router does by itself', () => {
	it('routes through what is up, nearest first', async () => {
		lab = await testLab();
		await run(lab, '/routing/table/add name=vpn fib');
		await run(lab, '/ip/route/add dst-address=0.0.0.0/0 gateway=wg-vpn routing-table=vpn');
		await run(lab, '/ip/route/add blackhole dst-address=0.0.0.0/0 routing-table=vpn distance=254');
		const active = ':foreach i in=[/ip/route/find where routing-table=vpn active] do={:put [/ip/route/get $i distance]}';
		expect(await run(lab, active)).toBe('1\n');
		await run(lab, '/interface/wireguard/disable wg-vpn');
		expect(await run(lab, active)).toBe('254\n');
		lab.faults.linksDown.add('ether1');
		await lab.advance(301_000);
		expect(await run(lab, ':put [:len [/ip/route/find where dst-address="0.0.0.0/0" active routing-table=main]]')).toBe('0\n');
	});

	it('fills lists from domain names while it can resolve them', async () => {
		lab = await testLab();
		await run(lab, '/ip/firewall/address-list/add list=x address=media.example.org');
		await run(lab, '/ip/firewall/address-list/add list=x address=nowhere.invalid');
		const dynamic = ':put [:len [/ip/firewall/address-list/find where list=x dynamic]]';
		expect(await run(lab, dynamic)).toBe('1\n');
		lab.faults.linksDown.add('ether1');
		await lab.advance(301_000);
		expect(await run(lab, dynamic)).toBe('0\n');
	});

	it('forgets entries with a timeout in time', async () => {
		lab = await testLab();
		await run(lab, '/ip/firewall/address-list/add list=x address=192.0.2.9 timeout=1m');
		await lab.advance(59_000);
		expect(await run(lab, ':put [:len [/ip/firewall/address-list/find where list=x]]')).toBe('1\n');
		await lab.advance(1000);
		expect(await run(lab, ':put [:len [/ip/firewall/address-list/find where list=x]]')).toBe('0\n');
	});
});

describe('rights', () => {
	it.each([
		['read', '/ip/firewall/filter/print count-only', undefined],
		['read', '/ip/firewall/address-list/add list=x address=192.0.2.1', 'not enough permissions (9)'],
		['write', '/system/script/add name=x source=y', 'not enough permissions (9)'],
		['write', '/file/add name=x contents=y', 'not enough permissions (9)'],
		['read', '/export file=x', 'not enough permissions (9)'],
		['write', '/ip/firewall/address-list/add list=x address=192.0.2.1', undefined],
	])('group %s: %s', async (group, command, refusal) => {
		lab = await testLab(16);
		await run(lab, `/user/add name=guest group=${group} password=x`);
		let output = '';
		const login = lab.machine.login({user: 'guest', from: '192.0.2.2', via: 'ssh', interactive: false, print: (text) => (output += text), ended: () => undefined});
		await new Promise<void>((resolve) => {
			login.run(command, resolve);
		});
		expect(output.includes('not enough permissions')).toBe(refusal !== undefined);
	});
});
