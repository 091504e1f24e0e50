import ssh2 from 'ssh2';
import {afterEach, describe, expect, it} from 'vitest';
import type {Lab} from '../../source/lab/index.js';
import {ed25519Pair} from '../helpers/keys.js';
import type {Shell} from './client.js';
import {connect as connectTo, shell as openShell} from './client.js';
import {run, testLab} from './helpers.js';

let lab: Lab;
const clients: ssh2.Client[] = [];
afterEach(async () => {
	for (const client of clients.splice(0)) {
		client.end();
	}

	await lab.stop();
});

const connect = async (username: string, more?: ssh2.ConnectConfig): Promise<ssh2.Client> => {
	const client = await connectTo(lab, username, more);
	clients.push(client);
	return client;
};

const shell = async (username: string): Promise<Shell> => {
	const opened = await openShell(lab, username);
	clients.push(opened.client);
	return opened;
};

describe('logging in', () => {
	it('names itself ROSSSH', async () => {
		lab = await testLab();
		const ident = new Promise<string>((resolve) => {
			const client = new ssh2.Client();
			clients.push(client);
			client.on('greeting', () => undefined);
			client.on('error', () => undefined);
			client.connect({
				host: '127.0.0.1',
				port: lab.port,
				username: 'admin',
				debug: (message) => {
					const found = /Remote ident: '([^']+)'/.exec(message)?.[1];
					if (found !== undefined) {
						resolve(found);
					}
				},
			});
		});
		expect(await ident).toBe('SSH-2.0-ROSSSH');
	});

	it.each([
		['admin', 'lab password', true],
		['admin+ct200w', 'lab password', true],
		['admin+cetw511h4098', 'lab password', true],
		['admin', 'wrong', false],
		['nobody', 'lab password', false],
	])('%s with %s', async (user, password, welcome) => {
		lab = await testLab();
		const attempt = connect(user, {password});
		if (welcome) {
			await attempt;
		} else {
			await expect(attempt).rejects.toThrow('authentication');
			expect(await run(lab, ':put [:len [/log/find where message~"login failure for user"]]')).toBe('1\n');
		}
	});

	it('takes a key, ed25519 ones since 7.12', async () => {
		const pair = ed25519Pair();
		lab = await testLab(11, {authorizedKeys: [pair.public]});
		await expect(connect('admin', {privateKey: pair.private})).rejects.toThrow('authentication');
		await lab.stop();
		lab = await testLab(12, {authorizedKeys: [pair.public]});
		await connect('admin', {privateKey: pair.private});
	});

	it('wants no password any more from a user who has a key', async () => {
		lab = await testLab();
		const pair = ed25519Pair();
		await run(lab, `/user/ssh-keys/add user=admin key="${pair.public}"`);
		await expect(connect('admin')).rejects.toThrow('authentication');
		await connect('admin', {privateKey: pair.private});
	});

	it('drops everyone at reboot', async () => {
		lab = await testLab();
		const client = await connect('admin');
		const gone = new Promise<void>((resolve) => {
			client.once('close', () => {
				resolve();
			});
		});
		await run(lab, '/system/reboot');
		await gone;
		expect(lab.machine.uptime()).toBe(0n);
	});
});

describe('the terminal', () => {
	const prompt = '[admin@MikroTik] > ';
	const pair = `\r\r\r\r${prompt.padEnd(79)}\r${prompt}`;

	it('echoes, repaints, answers and prompts twice', async () => {
		lab = await testLab();
		const terminal = await shell('admin+ct');
		await terminal.until(pair);
		terminal.write(':put hello\r\n');
		expect(await terminal.until(`hello\r\n${pair}`)).toBe(`:put hello\r${prompt}:put hello\r\n\rhello\r\n${pair}`);
		terminal.write('/ip/route/remove 99\r');
		expect(await terminal.until('no such item')).toContain('\r\n\rno such item');
	});

	it('walks menus and comes back', async () => {
		lab = await testLab();
		const terminal = await shell('admin+ct');
		await terminal.until(pair);
		terminal.write('/ip addr\r');
		await terminal.until('\r[admin@MikroTik] /ip/address> ');
		terminal.write('print count-only\r');
		expect(await terminal.until('\r\r\r\r')).toContain('\r\n\r3\r\n');
		terminal.write('..\r');
		await terminal.until('\r[admin@MikroTik] /ip> ');
		terminal.write('/\r');
		await terminal.until(`\r${prompt}`);
	});

	it('edits lines, recalls them, and interrupts what runs', async () => {
		lab = await testLab();
		const terminal = await shell('admin+ct');
		await terminal.until(pair);
		terminal.write(':put wronk\u007fg\r');
		await terminal.until('\r\n\rwrong\r\n');
		await terminal.until(pair);
		terminal.write('\u001b[A\r');
		await terminal.until('\r\n\rwrong\r\n');
		await terminal.until(pair);
		terminal.write(':delay 1h\r');
		await terminal.until('\r\n');
		terminal.write('\u0003');
		await terminal.until('interrupted\r\n');
		terminal.write(':put still\r');
		await terminal.until('\rstill\r\n');
	});

	it('asks who the terminal is and goes on when it answers', async () => {
		lab = await testLab();
		const terminal = await shell('admin');
		expect(await terminal.until('\u001b[6n')).toContain('\u001bZ  \u001b[6n');
		expect(terminal.seen()).not.toContain(prompt);
		terminal.write('\u001b[24;80R');
		expect(await terminal.until(`\r\r\r\r\u001b[9999B${prompt.padEnd(79)}\r${prompt}`)).toContain('\u001b<\u001b[c');
	});

	it.each(['\u0004', '/quit\r', 'quit\r'])('ends on %j', async (keys) => {
		lab = await testLab();
		const terminal = await shell('admin+ct');
		await terminal.until(pair);
		terminal.write(keys);
		await expect.poll(terminal.closed).toBe(true);
		expect(await run(lab, ':put [:len [/user/active/find]]')).toBe('1\n');
	});
});
