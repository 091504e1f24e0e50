import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {Lab} from '../../source/lab/index.js';
import type {Terminal} from '../helpers/terminal.js';
import {openTerminal} from '../helpers/terminal.js';
import {run, testLab} from '../lab/helpers.js';
import {isMissing} from './helpers.js';

const unpinned = ['StrictHostKeyChecking=no', 'UserKnownHostsFile=/dev/null', 'PubkeyAuthentication=no', 'LogLevel=ERROR'].flatMap((option) => ['-o', option]);

describe.skipIf(isMissing('ssh', '-V'))('a person at a terminal', () => {
	let lab: Lab;
	let terminal: Terminal;

	beforeAll(async () => {
		lab = await testLab();
		terminal = openTerminal('ssh', ['-F', '/dev/null', ...unpinned, '-p', String(lab.port), 'admin@127.0.0.1'], {columns: 70, rows: 20, answers: true});
		await terminal.see('password:');
		terminal.type('lab password\r');
	});
	afterAll(async () => {
		await terminal.close();
		await lab.stop();
	});

	/** The screen's last line, once it ends so. */
	const lastLine = async (expected: string): Promise<string> => {
		const pattern = new RegExp(`${expected.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
		return (await terminal.see(pattern)).split('\n').at(-1) ?? '';
	};

	it('is greeted, and prompted in the last line', async () => {
		const screen = await terminal.see(/\[admin@MikroTik\] >$/);
		expect(screen.split('\n')).toHaveLength(20);
		expect(screen).toContain('Press F1 for help');
		expect(terminal.history()).toContain('an emulated router');
	});

	it('reads rules by the page, broken where the screen ends', async () => {
		terminal.type('/ip fire\tfil\tpri\t\r');
		const page = (await terminal.see('-- [Q quit|D dump|down]')).replaceAll(/ +$/gm, '');
		expect(page.split('\n').every((line) => line.length <= 70)).toBe(true);
		expect(page).toContain('\n      chain=input action=accept\n      connection-state=established,related,untracked log=no\n      log-prefix=""\n');
		terminal.type('q');
		await terminal.see(/\[admin@MikroTik\] >$/);
	});

	it('edits a line that takes two rows', async () => {
		terminal.type('/ip firewall address-list add list=a-rather-long-name address=192.0.2.1 comment=x');
		await lastLine('comment=x');
		terminal.type('\u007Fhome\u0001\u001B[C\u007F/\u0005!');
		await lastLine('me address=192.0.2.1 comment=home!');
		terminal.type('\r');
		await lastLine('[admin@MikroTik] >');
		expect(terminal.text()).toContain('[admin@MikroTik] > /ip firewall address-list add list=a-rather-long-na\nme address=192.0.2.1 comment=home!\n');
		expect(await run(lab, ':put [/ip/firewall/address-list/get [find list=a-rather-long-name] comment]')).toBe('home!\n');
	});

	it('takes safe mode, changes something, and leaves without keeping it', async () => {
		terminal.type('\u0018');
		await lastLine('[admin@MikroTik] <SAFE>');
		terminal.type('/system identity set name=tried\r');
		await lastLine('[admin@tried] <SAFE>');
		terminal.type('\u0004');
		expect(await terminal.ended()).toBe(0);
		await lab.advance(4000);
		expect(await run(lab, ':put [/system/identity/get name]')).toBe('MikroTik\n');
	});
});
