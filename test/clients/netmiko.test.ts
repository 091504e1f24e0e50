import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {Lab} from '../../source/lab/index.js';
import {run, testLab} from '../lab/helpers.js';
import {isMissing, python, runProgram} from './helpers.js';

const script = fileURLToPath(new URL('netmiko-session.py', import.meta.url));

describe.skipIf(isMissing(python, '-c', 'import netmiko'))('Netmiko (mikrotik_routeros)', () => {
	let lab: Lab;
	let seen: Readonly<Record<string, string>>;

	beforeAll(async () => {
		lab = await testLab();
		const {code, output, errors} = await runProgram(python, [script, String(lab.port), 'lab password']);
		expect(errors.split('\n').at(-2) ?? '').toBe('');
		expect(code).toBe(0);
		seen = JSON.parse(output);
	});
	afterAll(async () => {
		await lab.stop();
	});

	it('finds the prompt', () => {
		expect(seen.prompt).toBe('[admin@MikroTik] >');
	});

	it('reads a table as it is, without echo and prompt', () => {
		expect(seen.addresses?.trim().split('\n')).toEqual([
			'Flags: D - DYNAMIC',
			'Columns: ADDRESS, NETWORK, INTERFACE',
			'#   ADDRESS           NETWORK       INTERFACE',
			';;; defconf',
			'0   192.168.88.1/24   192.168.88.0  bridge   ',
			'1   10.66.66.2/32     10.66.66.2    wg-vpn   ',
			'2 D 198.51.100.23/24  198.51.100.0  ether1',
		]);
	});

	it('configures over menus', async () => {
		expect(seen.configured).toContain('[admin@MikroTik] /ip/firewall/address-list> add list=nm');
		expect(seen.read?.trim()).toBe('192.0.2.7');
		expect(await run(lab, ':put [/ip/firewall/address-list/get [find list=nm] address]')).toBe('192.0.2.7\n');
	});

	it('reads an error, and a list longer than the screen', () => {
		expect(seen.refused?.trim()).toBe('input does not match any value of interface (/ip/address/add; line 1)');
		expect(seen.long?.match(/chain=/g)).toHaveLength(12);
		expect(seen.long).not.toContain('Q quit');
	});
});
