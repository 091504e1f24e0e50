import {describe, expect, it} from 'vitest';
import {createInterpreter} from '../../../source/lab/script/index.js';
import {makeHost, runLine, sessionOf} from './fake-host.js';

type Case = readonly [version: string, script: string, printed: string];

const cases: readonly Case[] = [
	// Copied from a real 7.16 by PixelatedClient/mikrotik-toolkit.
	['7.16.2', '/ip address foo', 'bad command name foo (line 1 column 13)'],
	['7.16.2', '/ip foo print', 'bad command name foo (line 1 column 5)'],
	['7.16.2', '/ip address add address=192.0.2.1/24 interface=ether1 passive=yes', 'expected end of command (line 1 column 62)'],
	['7.16.2', '/ip firewall filter add chain=input action=bogus', 'syntax error (line 1 column 44)'],
	// CHR 7.23: tikoci/centrs and danikf/tik4net.
	['7.23.3', '/interface ethernet poe monitor', 'bad command name poe (line 1 column 21)'],
	['7.23.2', ':put [/tool/traceroute address=127.0.0.1 count=1 once as-value]', 'bad parameter once (line 1 column 54)'],
	['7.23.2', '/system note set note= show-at-login=yes', 'expected end of command (line 1 column 37)'],
	['7.23.1', '/ip/address/add address=192.0.3.1/32 interface=ether1 disabled=true', 'syntax error (line 1 column 64)'],
	['7.23.1', "/put 'a'", 'syntax error (line 1 column 6)'],
	['7.23.1', '/system/identity/print terse', 'bad parameter terse (line 1 column 29)'],
	['7.23.1', ':error "x"', 'x (:error; line 1)'],
	['7.12.2', ':error "x"', 'x'],
	// A public script of 7.21 and the reference text.
	['7.21.1', ':local foo_bar 1', 'expected end of command (line 1 column 11)'],
	['7.21.1', ':return', 'missing value(s) of argument(s) value (:return; line 1)'],
	['7.21.1', ':put ("abc" < "xyz")', 'cannot apply < to string and string (:put; line 1)'],
	['7.21.1', ':put (1 / 0)', 'division by zero (:put; line 1)'],
	['7.16.2', ':if ("yes") do={:put 1}', 'conditional not boolean'],
	// By the schema of the release.
	['7.12.2', ':onerror e in={:put 1} do={}', 'bad command name onerror (line 1 column 2)'],
	['7.9.2', '/ip/dns/set address-list-extra-time=1h', 'expected end of command (line 1 column 36)'],
	['7.15.3', '/safe-mode take', 'bad command name safe-mode (line 1 column 2)'],
	['7.20.8', '/ip/address/print where foo=1', 'bad parameter foo (line 1 column 28)'],
	['7.16.2', '/ip/firewall/filter/add chain=input action=accept connection-state=established,bogus', 'syntax error (line 1 column 68)'],
	['7.16.2', ':put 1 2', 'expected end of command (line 1 column 8)'],
	['7.16.2', '/ip/address "x"', 'expected command name (line 1 column 13)'],
	['7.16.2', ':put é; /ip/nosuch', 'bad command name nosuch (line 1 column 14)'],
	['7.16.2', ':local a accept; /ip/firewall/filter/add chain=input action=($a . "x")', 'input does not match any value of action'],
	['7.20.8', '/interface/wireguard/get nope name', 'no such item (/interface/wireguard/get; line 1)'],
	['7.20.8', ':put 1;\n\n/interface/wireguard/get nope name', '1\r\nno such item (/interface/wireguard/get; line 3)'],
];

describe('error texts', () => {
	it.each(cases)('%s: %s', async (version, script, printed) => {
		expect(runLine(await makeHost(version), script).printed).toBe(`${printed}\r\n`);
	});

	it('runs nothing of a line that has a mistake in it', async () => {
		const fake = await makeHost('7.16.2');
		expect(runLine(fake, ':put first; /ip/address/add nosuch=1').printed).toBe('expected end of command (line 1 column 35)\r\n');
		expect(runLine(fake, ':put first; :if (true) do={/bogus print}').printed).toBe('bad command name bogus (line 1 column 29)\r\n');
		expect(fake.calls).toHaveLength(0);
	});

	it('meets a bad parameter only when it gets there, from 7.23 on', async () => {
		expect(runLine(await makeHost('7.23.1'), ':put first; /ip/address/add nosuch=1; :put never').printed).toBe('first\r\nbad parameter nosuch (line 1 column 35)\r\n');
		expect(runLine(await makeHost('7.22.3'), ':put first; /ip/address/add nosuch=1').printed).toBe('bad parameter nosuch (line 1 column 35)\r\n');
	});

	it('stops the rest of a line at an error', async () => {
		expect(runLine(await makeHost('7.16.2'), ':put one; :error two; :put three').printed).toBe('one\r\ntwo\r\n');
	});

	it('gives a handler what the console would print', async () => {
		const script = ':onerror e in={/interface/wireguard/get nope name} do={:put "got $e"}';
		expect(runLine(await makeHost('7.20.1'), script).printed).toBe('got no such item (/interface/wireguard/get; line 1)\r\n');
	});

	it('throws instead of printing where it is asked to', async () => {
		const fake = await makeHost('7.20.1');
		const interpreter = createInterpreter(fake.host);
		const session = sessionOf(() => undefined);
		expect(() => interpreter.run('/bogus', session, {report: false}).next()).toThrow('bad command name bogus (line 1 column 2)');
		expect(() => interpreter.run(':error late', session, {report: false}).next()).toThrow('late');
	});

	it('checks without running', async () => {
		const fake = await makeHost('7.16.2');
		const interpreter = createInterpreter(fake.host);
		expect(interpreter.check('/ip/address/add address=192.0.2.1/24 interface=x', '')).toBeUndefined();
		expect(interpreter.check('add address=192.0.2.1/24 interface=x', '/ip/address')).toBeUndefined();
		expect(interpreter.check('add address=192.0.2.1/24 nosuch=x', '/ip/address')).toBe('expected end of command (line 1 column 32)');
		expect(interpreter.check('/ip address\nadd nosuch=x', '')).toBe('expected end of command (line 2 column 11)');
		expect(fake.calls).toHaveLength(0);
	});

	it('lets nothing catch what was interrupted', async () => {
		const fake = await makeHost('7.20.1');
		expect(runLine(fake, ':do {:quit} on-error={:put no}; :put never').printed).toBe('interrupted\r\n');
		expect(runLine(fake, ':onerror e in={:put a; :put b} do={:put no}', {aborted: () => true}).printed).toBe('interrupted\r\n');
	});
});
