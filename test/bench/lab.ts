/** What a lab costs: how soon one can type, how many at once, how long an import of ten thousand rows takes, how much memory. */
import type {ChildProcess} from 'node:child_process';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFile} from 'node:fs/promises';
import {performance} from 'node:perf_hooks';
import ssh2 from 'ssh2';

export type Running = {readonly child: ChildProcess; readonly port: number; readonly password: string};

export const startLab = async (home: string): Promise<Running> => {
	const child = spawn(process.execPath, ['dist/cli.js', 'lab', '--json'], {env: {...process.env, DETOUR_HOME: home}, stdio: ['ignore', 'pipe', 'ignore']});
	let text = '';
	for await (const chunk of child.stdout) {
		text += String(chunk);
		if (text.includes('\n')) {
			break;
		}
	}

	const {port, password} = JSON.parse(text) as {port: number; password: string};
	return {child, port, password};
};

export const stopLab = async ({child}: Running): Promise<void> => {
	const ended = once(child, 'exit');
	child.kill('SIGINT');
	await ended;
};

const connect = async ({port, password}: Running): Promise<ssh2.Client> => {
	const client = new ssh2.Client();
	const ready = once(client, 'ready');
	client.on('connect', () => client.setNoDelay(true));
	// Without the terminal's probe and colours, as scripts log in.
	client.connect({host: '127.0.0.1', port, username: 'admin+ct80w24h', password, readyTimeout: 60_000});
	await ready;
	return client;
};

const untilPrompt = async (client: ssh2.Client): Promise<void> =>
	new Promise((resolve, reject) => {
		client.shell((error, channel) => {
			if (error !== undefined) {
				reject(error);
				return;
			}

			let seen = '';
			channel.on('data', (chunk: Buffer) => {
				seen += chunk.toString();
				if (seen.endsWith('] > ')) {
					resolve();
				}
			});
		});
	});

const exec = async (client: ssh2.Client, command: string): Promise<string> =>
	new Promise((resolve, reject) => {
		client.exec(command, (error, channel) => {
			if (error !== undefined) {
				reject(error);
				return;
			}

			let output = '';
			channel.on('data', (chunk: Buffer) => {
				output += chunk.toString();
			});
			channel.on('close', () => resolve(output));
		});
	});

const upload = async (client: ssh2.Client, name: string, text: string): Promise<void> =>
	new Promise((resolve, reject) => {
		client.sftp((error, sftp) => {
			if (error !== undefined) {
				reject(error);
				return;
			}

			sftp.writeFile(name, text, (cause) => {
				sftp.end();
				if (cause === undefined || cause === null) {
					resolve();
				} else {
					reject(cause);
				}
			});
		});
	});

/** Resident megabytes of a process; undefined where there is no /proc. */
export const memory = async ({child}: {readonly child: {readonly pid?: number | undefined}}): Promise<number | undefined> => {
	const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
	const found = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
	return found === undefined ? undefined : Math.round(Number(found) / 1024);
};

const rows = 10_000;
const manyAdds = `/ip firewall address-list\n${Array.from({length: rows}, (_, index) => `add address=10.${index >> 16}.${(index >> 8) & 255}.${index & 255} list=bench\n`).join('')}`;
const sessions = 50;

export type Measured = {readonly name: string; readonly value: number; readonly budget: number; readonly unit: string};

/** One lab after another; the first start makes the host key and does not count. */
export const measureLab = async (home: string, runs: number): Promise<readonly Measured[]> => {
	await stopLab(await startLab(home));
	const prompts: number[] = [];
	for (let run = 0; run < runs; run++) {
		const started = performance.now();
		const lab = await startLab(home);
		const client = await connect(lab);
		await untilPrompt(client);
		prompts.push(performance.now() - started);
		client.end();
		await stopLab(lab);
	}

	const lab = await startLab(home);
	const atRest = await memory(lab);
	const crowdStarted = performance.now();
	const crowd = await Promise.all(Array.from({length: sessions}, () => connect(lab)));
	await Promise.all(crowd.map(untilPrompt));
	const crowdTime = performance.now() - crowdStarted;
	const [first] = crowd;
	const active = first === undefined ? '' : await exec(first, ':put [:len [/user/active/find]]');
	const crowded = await memory(lab);
	for (const client of crowd.slice(1)) {
		client.end();
	}

	if (first === undefined || Number(active) < sessions) {
		throw new Error(`only ${active.trim()} of ${sessions} sessions are there`);
	}

	await upload(first, 'many.rsc', manyAdds);
	const importStarted = performance.now();
	const said = await exec(first, '/import many.rsc');
	const importTime = performance.now() - importStarted;
	const held = await exec(first, ':put [:len [/ip/firewall/address-list/find where list=bench]]');
	if (!said.includes('successfully') || Number(held) !== rows) {
		throw new Error(`the import said "${said.trim()}", and the list has ${held.trim()} rows`);
	}

	const full = await memory(lab);
	first.end();
	await stopLab(lab);
	const megabytes = (name: string, value: number | undefined, budget: number): readonly Measured[] => (value === undefined ? [] : [{name, value, budget, unit: 'MB'}]);
	return [
		{name: 'lab: from its start to a prompt', value: prompts.toSorted((a, b) => a - b)[Math.floor(prompts.length / 2)] ?? Number.NaN, budget: 400, unit: 'ms'},
		{name: `lab: ${sessions} terminals at once, all with a prompt`, value: crowdTime, budget: 5000, unit: 'ms'},
		{name: `lab: an import of ${rows.toLocaleString('en')} adds`, value: importTime, budget: 2000, unit: 'ms'},
		...megabytes('lab: memory at rest', atRest, 150),
		...megabytes(`lab: memory with ${sessions} terminals`, crowded, 300),
		...megabytes(`lab: memory with ${rows.toLocaleString('en')} more rows`, full, 400),
	];
};
