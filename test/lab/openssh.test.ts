import {execFile} from 'node:child_process';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {Lab} from '../../source/lab/index.js';
import {ed25519Pair} from '../helpers/keys.js';
import {run, testLab} from './helpers.js';

const execute = promisify(execFile);

let lab: Lab;
let folder: string;

const options = (): readonly string[] => [
	...['StrictHostKeyChecking=no', `UserKnownHostsFile=${join(folder, 'known')}`, 'BatchMode=yes', 'IdentitiesOnly=yes', 'LogLevel=ERROR'].flatMap((option) => ['-o', option]),
	'-F',
	'/dev/null',
	'-i',
	join(folder, 'key'),
];

const ssh = async (command: string): Promise<string> => (await execute('ssh', [...options(), '-p', String(lab.port), 'admin@127.0.0.1', command])).stdout;

const sftp = async (...commands: readonly string[]): Promise<string> => {
	await writeFile(join(folder, 'batch'), `${commands.join('\n')}\n`);
	return (await execute('sftp', [...options(), '-P', String(lab.port), '-b', join(folder, 'batch'), 'admin@127.0.0.1'])).stdout;
};

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'detour-lab-'));
	const pair = ed25519Pair();
	await writeFile(join(folder, 'key'), pair.private, {mode: 0o600});
	lab = await testLab(20, {authorizedKeys: [pair.public]});
});
afterAll(async () => {
	await lab.stop();
	await rm(folder, {recursive: true});
});

describe('OpenSSH as the client', () => {
	it('prints mangle in detail', async () => {
		await run(lab, '/ip/firewall/mangle/add chain=prerouting action=mark-connection new-connection-mark=vpn comment=mine');
		expect(await ssh('/ip firewall mangle print detail')).toBe(
			[
				'Flags: X - disabled, I - invalid; D - dynamic ',
				' 0  D ;;; special dummy rule to show fasttrack counters',
				'      chain=prerouting action=passthrough ',
				'',
				' 1    ;;; mine',
				'      chain=prerouting action=mark-connection new-connection-mark=vpn passthrough=yes log=no log-prefix="" ',
				'',
				'',
			].join('\r\n'),
		);
	});

	it('exports', async () => {
		const output = await ssh('/export');
		expect(output).toMatch(/^# 2026-01-05 10:00:00 by RouterOS 7\.20\.1\r\n# software id = /);
		expect(output).toContain('/ip firewall nat\r\nadd action=masquerade chain=srcnat comment="defconf: masquerade" \\\r\n    ipsec-policy=out,none out-interface-list=WAN\r\n');
		expect(Math.max(...output.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(79);
	});

	it('puts a file, imports it, gets, lists, renames and removes it', async () => {
		const script = '/ip firewall address-list\nadd list=up address=192.0.2.0/24 comment="über"\n';
		await writeFile(join(folder, 'up.rsc'), script);
		expect(await sftp(`put ${join(folder, 'up.rsc')} up.rsc`, 'ls -l')).toContain('up.rsc');
		expect(await ssh('/import up.rsc')).toBe('\r\nScript file loaded and executed successfully\r\n');
		expect(await ssh(':put [/ip/firewall/address-list/get [find where list=up] comment]')).toBe('über\r\n');
		await sftp(`get up.rsc ${join(folder, 'back.rsc')}`, 'rename up.rsc down.rsc', 'mkdir flash', 'rename down.rsc flash/down.rsc');
		expect(await readFile(join(folder, 'back.rsc'), 'utf8')).toBe(script);
		expect(await run(lab, ':put [/file/get flash/down.rsc size]')).toBe(`${Buffer.byteLength(script)}\n`);
		await sftp('rm flash/down.rsc');
		expect(await run(lab, ':put [:len [/file/find where name="flash/down.rsc"]]')).toBe('0\n');
	});

	it('copies by scp without hanging', async () => {
		await writeFile(join(folder, 'c.txt'), 'c'.repeat(100_000));
		await execute('scp', [...options(), '-P', String(lab.port), join(folder, 'c.txt'), 'admin@127.0.0.1:c.txt']);
		expect(await run(lab, ':put [/file/get c.txt size]')).toBe('100000\n');
	});

	it('fails to put what the disk has no room for', async () => {
		lab.faults.diskFree = 1000;
		await expect(sftp(`put ${join(folder, 'c.txt')} big.txt`)).rejects.toThrow();
		lab.faults.diskFree = undefined;
	});

	it('sees errors on standard output and 0 as exit status', async () => {
		expect(await ssh('/bogus print; :put x')).toBe('bad command name bogus (line 1 column 2)\r\n');
		expect(await ssh('quit')).toBe('interrupted\r\n');
		expect(await ssh('/ip/address\nprint')).toBe('syntax error (line 1 column 12)\r\n');
	});

	it('waits while a script waits, and is let go when time passes', async () => {
		const slow = ssh(':delay 30s; :put awake');
		await expect.poll(() => run(lab, ':put [:len [/system/script/job/find where type=login]]')).toBe('2\n');
		await lab.advance(30_000);
		expect(await slow).toBe('awake\r\n');
	});
});
