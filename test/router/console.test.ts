import {describe, expect, it} from 'vitest';
import {errorIn, recordsOf, run, runSilently} from '../../source/router/console.js';
import {secondsOf} from '../../source/router/guard-status.js';
import {discover, readMenus} from '../../source/router/index.js';
import type {Transport} from '../../source/transport/index.js';
import {testLab} from '../lab/helpers.js';

/** A router that answers by a function, and stands for the ones that no lab is. */
const answering = (answer: (command: string) => string): Transport => ({
	exec: async (command) => ({output: answer(command), exitCode: 0}),
	upload: async () => undefined,
	download: async () => undefined,
	close: async () => undefined,
	fingerprint: 'SHA256:x',
	ident: 'SSH-2.0-ROSSSH',
});

const done = '--detour-done--\r\n';

describe('errors of the console', () => {
	// Texts of docs/lab-notes/console.md, with their sources there.
	it.each([
		'bad command name foo (line 1 column 13)',
		'expected end of command (line 1 column 61)',
		'bad parameter no-such-arg (line 1 column 65)',
		'syntax error (line 1 column 44)',
		'expected input value (line 7 column 49)',
		'input does not match any value of interface',
		'ambiguous value of server',
		'invalid value for argument address',
		'value of mtu contains invalid trailing characters',
		'Script Error: missing value(s) of argument(s) interface',
		'failure: already have such address',
		'no such item',
		'not enough permissions (9)',
		'Cannot open import file, file does not exist (:import; line 1)',
		'interrupted',
	])('knows "%s"', (text) => {
		expect(errorIn(`${text}\r\n`)).toBe(text);
	});

	it.each(['Script file loaded and executed successfully', '*3', 'name: value of the day', ''])('takes "%s" for none', (text) => {
		expect(errorIn(`${text}\r\n`)).toBeUndefined();
	});
});

describe('running a line', () => {
	it('gives what it printed', async () => {
		expect(
			await run(
				answering(() => `one\r\ntwo\r\n${done}`),
				':put 1',
				'to test',
			),
		).toBe('one\ntwo\n');
	});

	it('fails when it did not reach its end, with what the router said made safe to show', async () => {
		await expect(
			run(
				answering(() => 'failure: \u001B[2Jno\r\n'),
				'/x',
				'to test',
			),
		).rejects.toMatchObject({code: 'router-refused', message: 'The router failed to test: "failure: \\u{1b}[2Jno".'});
	});

	it('names missing rights', async () => {
		await expect(
			run(
				answering(() => 'not enough permissions (9)\r\n'),
				'/x',
				'to test',
			),
		).rejects.toMatchObject({code: 'not-permitted'});
	});

	it('takes any word of a silent command for an error', async () => {
		await expect(
			runSilently(
				answering(() => `some new wording\r\n${done}`),
				'/x',
				'to test',
			),
		).rejects.toMatchObject({code: 'router-refused'});
	});

	it('splits records at their marks only', () => {
		expect(recordsOf('a\u001Fone\ntwo\u001F\u001E\nb\u001F;=\u001E\n')).toEqual([
			['a', 'one\ntwo', ''],
			['b', ';='],
		]);
	});
});

describe('discovery', () => {
	it('refuses what is no RouterOS', async () => {
		await expect(discover(answering(() => 'sh: 1: not found\n'))).rejects.toMatchObject({code: 'not-routeros'});
	});

	it.each([
		[
			'RouterOS 6, which does not know the form',
			(command: string) => (command === '/system resource print' ? '  uptime: 1s\r\n  version: 6.49.18 (long-term)\r\n' : 'expected command name (line 1 column 11)\r\n'),
		],
		['7.8', () => 'system\u001F7.8 (stable)\u001Fboard\u001Farm\u001F1\u001Fname\u001E\r\n'],
	])('refuses %s', async (_, answer) => {
		await expect(discover(answering(answer))).rejects.toMatchObject({code: 'release-too-old'});
	});

	it.each(['fe80::99', 'fe80::99%bridge'])('knows a session from a link-local address, with its zone or without: %s', async (address) => {
		const lab = await testLab();
		const exec = async (command: string) => ({output: (await lab.exec(command)).replace('\u001F127.0.0.1\u001E', `\u001F${address}\u001E`), exitCode: 0});
		const {session} = await discover({...answering(() => ''), exec}, {user: 'admin'});
		expect(session?.from).toBe('fe80::99');
		await lab.stop();
	});

	it('finds sizes of packets, members of VRFs, who announces what, where IPsec encrypts to, and what else marks connections', async () => {
		const lab = await testLab();
		try {
			await lab.exec('/interface/wireguard/set wg-vpn mtu=1380');
			await lab.exec('/ip/ipsec/policy/add dst-address=10.9.0.0/16 src-address=192.168.88.0/24 tunnel=yes');
			await lab.exec('/ip/ipsec/policy/add dst-address=10.8.0.0/16 src-address=192.168.88.0/24 action=none');
			await lab.exec('/ip/ipsec/policy/add dst-address=10.7.0.0/16 src-address=192.168.88.0/24 tunnel=yes disabled=yes');
			await lab.exec('/ip/ipsec/policy/add dst-address=10.6.0.0/16 template=yes');
			await lab.exec('/ip/firewall/mangle/add chain=forward action=mark-connection new-connection-mark=voip connection-mark=no-mark in-interface-list=LAN comment=calls');
			await lab.exec('/ipv6/firewall/mangle/add chain=prerouting action=mark-connection new-connection-mark=six in-interface=bridge');
			await lab.exec('/ip/firewall/mangle/add chain=forward action=mark-connection new-connection-mark=off disabled=yes');
			await lab.exec('/interface/list/add name=apart; /interface/list/member/add list=apart interface=wg-vpn');
			await lab.exec('/ip/vrf/add name=away interfaces=apart place-before=[find]');
			await lab.exec('/ipv6/nd/add interface=bridge; /ipv6/nd/add interface=ether1 comment="detour:home-x7k2:p1.vrf.announced.6 ours"');
			const facts = await discover({...answering(() => ''), exec: async (command) => ({output: await lab.exec(command), exitCode: 0})});
			expect(facts.interfaces.find(({name}) => name === 'wg-vpn')?.mtu).toBe(1380);
			expect(facts.interfaces.find(({name}) => name === 'ether1')?.mtu).toBe(1500);
			expect(facts.vrfs).toEqual([{name: 'away', interfaces: ['wg-vpn']}]);
			expect(facts.announced).toEqual(['bridge']);
			expect(facts.ipsecDestinations).toEqual(['10.9.0.0/16']);
			expect(facts.connectionMarks).toEqual([
				{family: 4, chain: 'forward', mark: 'voip', marked: 'no-mark', inInterfaceList: 'LAN', comment: 'calls'},
				{family: 6, chain: 'prerouting', mark: 'six', inInterface: 'bridge'},
			]);
		} finally {
			await lab.stop();
		}
	});
});

describe('reading menus', () => {
	const menu = '/ip/firewall/mangle' as const;
	const answer = (text: string, count: string) => answering(() => `# header\r\n${text}\u001E${count}\u001E\r\n${done}`);

	it.each([
		['a router that says it could not', '#error exporting "/ip/firewall/mangle" (timeout)\r\n', '0'],
		['an export with fewer rows than there are', '/ip firewall mangle add action=accept chain=forward\r\n', '2'],
		['an export that breaks off', '/ip firewall mangle add comment="never clo\r\n', '1'],
	])('fails for %s', async (_, text, count) => {
		await expect(readMenus(answer(text, count), [menu])).rejects.toMatchObject({code: 'menu-unreadable'});
	});

	it('fails when a part is missing', async () => {
		await expect(
			readMenus(
				answering(() => done),
				[menu],
			),
		).rejects.toMatchObject({code: 'menu-unreadable'});
	});

	it('reads what is whole', async () => {
		const read = await readMenus(answer('/ip firewall mangle add action=accept chain=forward\r\n', '1'), [menu]);
		expect(read.menus[menu]).toHaveLength(1);
	});
});

it.each([
	['00:05:00', 300],
	['1d02:03:04', 93_784],
	['1w2d03:04:05', 788_645],
	['3h5m54s', 11_154],
	['24s', 24],
])('reads %s as %i seconds', (text, seconds) => {
	expect(secondsOf(text)).toBe(seconds);
});
