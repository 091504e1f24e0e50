import type {ChildProcess} from 'node:child_process';
import {spawn} from 'node:child_process';
import {chmod, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {execa} from 'execa';

/** `detour lab` in a process of its own, spoken to by OpenSSH only. */
export type LabProcess = {
	readonly port: number;
	readonly password: string;
	readonly fingerprint: string;
	/** `admin@127.0.0.1:PORT` */
	readonly address: string;
	/** Runs one command with OpenSSH's `ssh` and gives what it printed. */
	readonly ssh: (command: string) => Promise<string>;
	/** Runs a batch of `sftp` commands. */
	readonly sftp: (...commands: readonly string[]) => Promise<string>;
	/** The router's own export without its dated header, its wrapped lines joined. */
	readonly export: () => Promise<string>;
	readonly stop: () => Promise<void>;
};

const firstDocument = async (child: ChildProcess): Promise<{readonly port: number; readonly password: string; readonly fingerprint: string}> =>
	new Promise((resolve, reject) => {
		let text = '';
		child.stdout?.on('data', (data: Buffer) => {
			text += data.toString();
			if (text.trimEnd().endsWith('}')) {
				resolve(JSON.parse(text));
			}
		});
		child.on('exit', (code) => {
			reject(new Error(`The lab ended with ${code}: ${text}`));
		});
	});

/** Starts the lab with a folder of its own. `home` keeps its host key between starts. */
export const startLabProcess = async (home: string, ...options: readonly string[]): Promise<LabProcess> => {
	const folder = await mkdtemp(path.join(tmpdir(), 'detour-lab-'));
	const child = spawn(process.execPath, ['dist/cli.js', 'lab', '--json', ...options], {env: {...process.env, DETOUR_HOME: home}, stdio: ['ignore', 'pipe', 'ignore']});
	const {port, password, fingerprint} = await firstDocument(child);
	const askpass = path.join(folder, 'askpass');
	await writeFile(askpass, `#!/bin/sh\nprintf '%s\\n' '${password}'\n`);
	await chmod(askpass, 0o700);
	const env = {...process.env, SSH_ASKPASS: askpass, SSH_ASKPASS_REQUIRE: 'force', DISPLAY: ':0'};
	const trust = ['-o', 'StrictHostKeyChecking=no', '-o', 'UserKnownHostsFile=/dev/null', '-o', 'LogLevel=ERROR', '-o', 'BatchMode=no'];
	const ssh = async (command: string): Promise<string> => {
		const {stdout} = await execa('ssh', [...trust, '-p', String(port), 'admin@127.0.0.1', command], {env, stripFinalNewline: false});
		return stdout.replaceAll('\r\n', '\n');
	};

	return {
		port,
		password,
		fingerprint,
		address: `admin@127.0.0.1:${port}`,
		ssh,
		async sftp(...commands) {
			const batch = path.join(folder, 'batch');
			await writeFile(batch, `${commands.join('\n')}\n`);
			const {stdout} = await execa('sftp', [...trust, '-q', '-b', batch, '-P', String(port), 'admin@127.0.0.1'], {env});
			return stdout;
		},
		export: async () =>
			(await ssh('/export'))
				.split('\n')
				.filter((line) => !line.startsWith('#'))
				.join('\n')
				.replaceAll(/\\\n {4}/g, ''),
		async stop() {
			if (child.exitCode === null && child.signalCode === null) {
				const ended = new Promise((resolve) => {
					child.once('exit', resolve);
				});
				child.kill('SIGINT');
				await ended;
			}

			await rm(folder, {recursive: true, force: true});
		},
	};
};
