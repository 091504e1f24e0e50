import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {Lab} from '../../source/lab/index.js';
import {run, testLab} from '../lab/helpers.js';
import {isMissing, runProgram} from './helpers.js';

describe.skipIf(isMissing('ssh', '-V'))('OpenSSH', () => {
	let lab: Lab;
	let folder: string;

	const common = (): readonly string[] => [
		...['StrictHostKeyChecking=no', `UserKnownHostsFile=${join(folder, 'known')}`, 'LogLevel=ERROR'].flatMap((option) => ['-o', option]),
		'-F',
		'/dev/null',
	];
	const byKey = (): readonly string[] => [...common(), '-o', 'BatchMode=yes', '-o', 'IdentitiesOnly=yes', '-i', join(folder, 'key')];

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'detour-openssh-'));
		lab = await testLab();
		for (const [name, type] of [
			['key', 'ed25519'],
			['rsa', 'rsa'],
		] as const) {
			await runProgram('ssh-keygen', ['-q', '-t', type, '-N', '', '-C', `me@${name}`, '-f', join(folder, name)]);
			const key = (await readFile(join(folder, `${name}.pub`), 'utf8')).trim();
			await run(lab, `/user/add name=${name} group=full password=${name}; /user/ssh-keys/add user=${name} key="${key}"`);
		}
	});
	afterAll(async () => {
		await lab.stop();
		await rm(folder, {recursive: true});
	});

	it('logs in by a password that it is asked for', async () => {
		await writeFile(join(folder, 'ask'), "#!/bin/sh\necho 'lab password'\n", {mode: 0o700});
		const env = {SSH_ASKPASS: join(folder, 'ask'), SSH_ASKPASS_REQUIRE: 'force', DISPLAY: ':0'};
		const {code, output} = await runProgram('ssh', [...common(), '-p', String(lab.port), 'admin@127.0.0.1', ':put hello'], env);
		expect([code, output]).toEqual([0, 'hello\r\n']);
	});

	it.each([
		['key', 'an ed25519 key'],
		['rsa', 'an RSA key'],
	])('logs in as %s by %s', async (user) => {
		const args = [...common(), '-o', 'BatchMode=yes', '-o', 'IdentitiesOnly=yes', '-i', join(folder, user), '-p', String(lab.port)];
		const {output} = await runProgram('ssh', [...args, `${user}@127.0.0.1`, `:put [/user/active/get [find name=${user}] via]`]);
		expect(output).toBe('ssh\r\n');
	});

	it('logs in by an agent', async () => {
		const agent = [
			'eval "$(ssh-agent -s)" >/dev/null',
			`ssh-add -q ${join(folder, 'key')}`,
			`ssh ${common().join(' ')} -o BatchMode=yes -p ${lab.port} key@127.0.0.1 ':put agent'`,
			'ssh-agent -k >/dev/null',
		];
		const {output} = await runProgram('sh', ['-c', agent.join('; ')]);
		expect(output).toBe('agent\r\n');
	});

	it('is refused without a key or password that fits', async () => {
		const {code, errors} = await runProgram('ssh', [...byKey(), '-p', String(lab.port), 'admin@127.0.0.1', ':put hello']);
		expect(code).toBe(255);
		expect(errors).toContain('Permission denied');
	});

	it('runs a terminal session', async () => {
		const typed = `printf '/ip address\\rprint count-only\\r/quit\\r' | ssh -tt ${byKey().join(' ')} -p ${lab.port} key+ct80w24h@127.0.0.1`;
		const {code, output} = await runProgram('sh', ['-c', typed]);
		expect(code).toBe(0);
		expect(output).toContain('\r[key@MikroTik] /ip/address> print count-only\r\n\r3\r\n');
		expect(output).toMatch(/\/quit\r\ninterrupted\r\n$/);
	});

	it('collects what an archiver of configurations asks for, one command a channel over one connection', async () => {
		const shared = [...byKey(), '-o', 'ControlMaster=auto', '-o', `ControlPath=${join(folder, 'mux')}`, '-o', 'ControlPersist=30', '-p', String(lab.port), 'key@127.0.0.1'];
		const collected: string[] = [];
		for (const command of ['/system resource print', '/system package update print', '/system history print without-paging', '/export show-sensitive', 'quit']) {
			const {code, output} = await runProgram('ssh', [...shared, command]);
			expect([code, output]).toEqual([0, expect.stringMatching(/\r\n$/)]);
			collected.push(output);
		}

		await runProgram('ssh', ['-O', 'exit', ...shared]);
		const [resources, update, history, exported, quit] = collected;
		expect(resources).toMatch(/^ +version: 7\.20\.1 \(stable\) +\r$/m);
		expect(update).toContain('  installed-version: 7.20.1\r\n');
		expect(history).toContain('Columns: ACTION, BY, POLICY, TIME\r\n');
		expect(exported).toContain('private-key=');
		expect(quit).toBe('interrupted\r\n');
	});

	it('copies a script there and back by scp, runs it, and sees it by sftp', async () => {
		await writeFile(join(folder, 'set.rsc'), '/ip firewall address-list add list=scp address=192.0.2.10\n');
		await runProgram('scp', [...byKey(), '-P', String(lab.port), join(folder, 'set.rsc'), 'key@127.0.0.1:set.rsc']);
		const imported = await runProgram('ssh', [...byKey(), '-p', String(lab.port), 'key@127.0.0.1', '/import set.rsc']);
		expect(imported.output).toBe('\r\nScript file loaded and executed successfully\r\n');
		await runProgram('ssh', [...byKey(), '-p', String(lab.port), 'key@127.0.0.1', '/export file=backup']);
		await runProgram('scp', [...byKey(), '-P', String(lab.port), 'key@127.0.0.1:backup.rsc', join(folder, 'backup.rsc')]);
		expect(await readFile(join(folder, 'backup.rsc'), 'utf8')).toContain('add address=192.0.2.10 list=scp');
		await writeFile(join(folder, 'batch'), 'ls\nrename backup.rsc old.rsc\nls\nrm old.rsc\nrm set.rsc\n');
		const {code, output} = await runProgram('sftp', [...byKey(), '-P', String(lab.port), '-b', join(folder, 'batch'), 'key@127.0.0.1']);
		expect(code).toBe(0);
		expect(output).toMatch(/backup\.rsc[\s\S]*old\.rsc/);
		expect(await run(lab, '/file/print count-only')).toBe('0\n');
	});
});
