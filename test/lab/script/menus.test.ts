import {describe, expect, it} from 'vitest';
import type {MenuCall} from '../../../source/lab/contract.js';
import {createInterpreter} from '../../../source/lab/script/index.js';
import {textOf} from '../../../source/lab/script/text.js';
import type {Value} from '../../../source/lab/value.js';
import {bool, nothing, num, str} from '../../../source/lab/value.js';
import {makeHost, runLine} from './fake-host.js';

const shape = (value: Value): string => `${value.kind}:${textOf(value)}`;

const seen = (call: MenuCall | undefined) =>
	call === undefined
		? undefined
		: {
				at: `${call.menu} ${call.verb}`,
				named: Object.fromEntries([...call.named].map(([name, value]) => [name, shape(value)])),
				flags: [...call.flags],
				positional: call.positional.map(shape),
			};

type Case = readonly [script: string, expected: Partial<ReturnType<typeof seen>> & {readonly at: string}];

const cases: readonly Case[] = [
	['/ip addr pr', {at: '/ip/address print'}],
	['/int wireg print det', {at: '/interface/wireguard print', flags: ['detail']}],
	['/ip/fire/man/add ch=forward act=accept comm="a b"', {at: '/ip/firewall/mangle add', named: {chain: 'str:forward', action: 'str:accept', comment: 'str:a b'}}],
	['/ip/address; .. route; print', {at: '/ip/route print'}],
	['/ip address\nprint count-only', {at: '/ip/address print', flags: ['count-only']}],
	['/ip/route/add dst-address=192.0.2.0/24 blackhole', {at: '/ip/route add', named: {'dst-address': 'str:192.0.2.0/24'}, flags: ['blackhole']}],
	['/routing/table/add fib name=to-vpn', {at: '/routing/table add', named: {name: 'str:to-vpn'}, flags: ['fib']}],
	['/ip/route/set *2 !gateway distance=(1 + 1)', {at: '/ip/route set', named: {gateway: 'nothing:', distance: 'num:2'}, positional: ['id:*2']}],
	['/ip/route/set numbers=*2,*3 disabled=yes', {at: '/ip/route set', named: {disabled: 'str:yes'}, positional: ['array:*2;*3']}],
	['/interface/wireguard/set wg-vpn mtu=1400', {at: '/interface/wireguard set', named: {mtu: 'str:1400'}, positional: ['str:wg-vpn']}],
	['/interface/wireguard/remove 0', {at: '/interface/wireguard remove', positional: ['num:0']}],
	['/interface/wireguard/get wg-vpn public-key', {at: '/interface/wireguard get', positional: ['str:wg-vpn', 'str:public-key']}],
	['/interface/wireguard/get value-name=name number=wg-vpn', {at: '/interface/wireguard get', positional: ['str:wg-vpn', 'str:name'], named: {}}],
	['/system/identity/get name', {at: '/system/identity get', positional: ['str:name']}],
	['/system/identity/set name=007', {at: '/system/identity set', named: {name: 'str:007'}}],
	['/ip/firewall/mangle/comment *1 "new text"', {at: '/ip/firewall/mangle comment', positional: ['id:*1'], named: {comment: 'str:new text'}}],
	['/ip/firewall/mangle/unset *1 src-address', {at: '/ip/firewall/mangle unset', positional: ['id:*1'], named: {'value-name': 'str:src-address'}}],
	['/ip/firewall/mangle/move *3 *1', {at: '/ip/firewall/mangle move', positional: ['id:*3', 'id:*1']}],
	[
		'/ip/firewall/mangle/add chain=forward src-address-list=!lan connection-mark=no-mark',
		{at: '/ip/firewall/mangle add', named: {chain: 'str:forward', 'src-address-list': 'str:!lan', 'connection-mark': 'str:no-mark'}},
	],
	['/system/script/add name=x source={:put 1; :put $y}', {at: '/system/script add', named: {name: 'str:x', source: 'str::put 1; :put $y'}}],
	['/system/script/add name=x source=":put \\"a\\"\\r\\n:put \\$b"', {at: '/system/script add', named: {name: 'str:x', source: 'str::put "a"\r\n:put $b'}}],
	['/import flash/x.rsc', {at: '/ import', positional: ['str:flash/x.rsc'], named: {'file-name': 'str:flash/x.rsc'}}],
	['/import file-name=x.rsc verbose=yes dry-run', {at: '/ import', named: {'file-name': 'str:x.rsc', verbose: 'str:yes'}, flags: ['dry-run']}],
	['/export hide-sensitive terse', {at: '/ export', flags: ['hide-sensitive', 'terse']}],
	['/ping 192.0.2.1 count=3', {at: '/ ping', named: {address: 'str:192.0.2.1', count: 'str:3'}}],
	['/system/script/run detour-guard', {at: '/system/script run', positional: ['str:detour-guard']}],
	[':local on true; /ip/route/set *2 disabled=$on comment=$on', {at: '/ip/route set', named: {disabled: 'str:yes', comment: 'bool:true'}}],
	['/ip/dns/set servers=9.9.9.10,149.112.112.10', {at: '/ip/dns set', named: {servers: 'str:9.9.9.10,149.112.112.10'}}],
];

describe('menu calls', () => {
	it.each(cases)('%s', async (script, expected) => {
		const fake = await makeHost('7.20.1');
		runLine(fake, script);
		expect(seen(fake.calls.at(-1))).toMatchObject(expected);
	});

	it('takes `/ping` for `/tool/ping` where the tree no longer has it', async () => {
		const fake = await makeHost('7.24.1');
		runLine(fake, '/ping 192.0.2.1 count=1');
		expect(seen(fake.calls[0])?.at).toBe('/tool ping');
	});

	it('starts where the terminal is', async () => {
		const fake = await makeHost('7.20.1');
		expect(runLine(fake, 'add name=one; :put [find]; put x', {menu: '/interface/wireguard'}).printed).toBe('*1\r\nx\r\n');
	});

	it.each([
		['/ip addr', '', '/ip/address'],
		['..', '/ip/address', '/ip'],
		['/', '/ip/address', ''],
		['print', '/ip/address', '/ip/address'],
		['/ip/route print', '/ip/address', '/ip/address'],
		['/nosuch', '/ip/address', '/ip/address'],
		['firewall mangle', '/ip', '/ip/firewall/mangle'],
	])('after %s in %s a terminal is in %s', async (line, menu, after) => {
		expect(createInterpreter((await makeHost('7.20.1')).host).menuAfter(line, menu)).toBe(after);
	});

	it('prints what print prints, and its value once more', async () => {
		expect(runLine(await makeHost('7.20.1'), ':put [/ip/address/print count-only]').printed).toBe('0\r\n0\r\n');
	});

	it('chains the records of `print as-value`', async () => {
		const fake = await makeHost('7.20.1');
		runLine(fake, '/interface/wireguard/add name=b mtu=1420; /interface/wireguard/add name=a mtu=1400');
		expect(runLine(fake, ':put [/interface/wireguard/print as-value]').printed).toBe('.id=*1;mtu=1420;name=b;.id=*2;mtu=1400;name=a\r\n');
		expect(runLine(fake, '/interface/wireguard/print as-value').printed).toBe('');
	});
});

const rows: readonly Readonly<Record<string, Value>>[] = [
	{
		'.id': {kind: 'id', value: '*1'},
		comment: str('detour:x:a.b.c.4 why'),
		disabled: bool(false),
		distance: num(1),
		'dst-address': str('10.1.0.0/16'),
		timeout: {kind: 'time', value: 3_600_000_000_000n},
	},
	{'.id': {kind: 'id', value: '*2'}, comment: str('user\'s "own"'), disabled: bool(true), distance: num(20), 'dst-address': str('192.168.0.0/16'), timeout: nothing},
	{'.id': {kind: 'id', value: '*3'}, comment: nothing, disabled: bool(false), distance: num(20), 'dst-address': str('10.2.0.0/16'), timeout: nothing},
];

type Selection = readonly [condition: string, ...ids: string[]];

const selections: readonly Selection[] = [
	['comment~"^detour:x:"', '*1'],
	['comment="user\'s \\"own\\""', '*2'],
	['comment', '*1', '*2'],
	['comment=""', '*3'],
	['!comment', '*3'],
	['!disabled', '*1', '*3'],
	['disabled', '*2'],
	['disabled=no', '*1', '*3'],
	['disabled=true', '*2'],
	['.id=*2', '*2'],
	['distance=20', '*2', '*3'],
	['distance!=20', '*1'],
	['distance>1', '*2', '*3'],
	['distance>1 and !disabled', '*3'],
	['distance=20 disabled=no', '*3'],
	['(distance=1 or disabled=yes)', '*1', '*2'],
	['dst-address="10.1.0.0/16"', '*1'],
	['dst-address in 10.0.0.0/8', '*1', '*3'],
	['distance=[:len "a"]', '*1'],
	['distance=(10 + 10)', '*2', '*3'],
	['distance=$wanted', '*1'],
	// A variable named like a property is the property: every row equals itself.
	['distance=$distance', '*1', '*2', '*3'],
	['comment~"a|own"', '*1', '*2'],
];

describe('conditions', () => {
	it.each(selections)('%s', async (condition, ...ids) => {
		const fake = await makeHost('7.20.1');
		runLine(fake, `:local wanted 1; :local distance 99; /ip/route/find ${condition}`);
		const where = fake.calls.at(-1)?.where;
		expect(where).toBeDefined();
		expect(rows.filter((row) => where?.((property) => row[property] ?? nothing)).map((row) => textOf(row['.id'] ?? nothing))).toEqual(ids);
	});
});
