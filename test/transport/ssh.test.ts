import type {AddressInfo, Server} from 'node:net';
import {createServer} from 'node:net';
import ssh2 from 'ssh2';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {Secret} from '../../source/diagnostics/index.js';
import type {HostKeyDecision, SshOptions} from '../../source/transport/index.js';
import {connectSsh} from '../../source/transport/index.js';
import {ed25519Pair} from '../helpers/keys.js';
import {pinsInMemory, realClock} from '../router/lab-link.js';

const rsa = ssh2.utils.generateKeyPairSync('rsa', {bits: 2048});
const otherRsa = ssh2.utils.generateKeyPairSync('rsa', {bits: 2048});
const ed25519 = ed25519Pair();
const userKey = ed25519Pair();

type Seen = {readonly methods: string[]; readonly passwords: string[]};
type Running = {readonly port: number; readonly seen: Seen; stop(): Promise<void>};

const running: Running[] = [];

/** An SSH server that answers each command with the command, CRLF and the text of the exit code. */
const serve = async (
	options: {readonly ident?: string; readonly key?: string; readonly port?: number; readonly hangUp?: boolean; readonly channels?: number} = {},
): Promise<Running> => {
	const seen: Seen = {methods: [], passwords: []};
	const connections = new Set<{end(): unknown}>();
	const server = new ssh2.Server({hostKeys: [options.key ?? rsa.private], ident: options.ident ?? 'ROSSSH'}, (client) => {
		connections.add(client);
		client.on('error', () => undefined);
		client.on('authentication', (context) => {
			seen.methods.push(context.method);
			if (context.method === 'password') {
				seen.passwords.push(context.password);
			}

			if ((context.method === 'password' && context.password === 'right') || (context.method === 'publickey' && context.key.data.equals(parsedUserKey))) {
				context.accept();
			} else {
				context.reject(['password', 'publickey']);
			}
		});
		let open = 0;
		client.on('session', (accept, reject) => {
			if (open >= (options.channels ?? 10)) {
				reject();
				return;
			}

			open++;
			const session = accept();
			session.on('close', () => {
				open--;
			});
			session.on('exec', (acceptExec, _reject, {command}) => {
				const channel = acceptExec();
				if (options.hangUp === true) {
					client.end();
					return;
				}

				if (command !== 'wait') {
					channel.write(`${command}\r\n`);
					channel.exit(0);
					channel.end();
				}
			});
		});
	});
	await new Promise<void>((resolve) => {
		server.listen(options.port ?? 0, '127.0.0.1', resolve);
	});
	const {port} = server.address() as AddressInfo;
	const made: Running = {
		port,
		seen,
		stop: async () => {
			for (const connection of connections) {
				connection.end();
			}

			await new Promise<void>((resolve) => {
				server.close(() => resolve());
			});
		},
	};
	running.push(made);
	return made;
};

const parsedKey = ssh2.utils.parseKey(userKey.public);
const parsedUserKey = parsedKey instanceof Error ? Buffer.alloc(0) : parsedKey.getPublicSSH();

afterEach(async () => {
	await Promise.all(running.splice(0).map(({stop}) => stop()));
});

const connect = async (port: number, more: Partial<SshOptions> = {}) =>
	connectSsh({
		endpoint: {host: '127.0.0.1', port, user: 'admin'},
		auth: {password: new Secret('right')},
		pins: pinsInMemory(),
		decideHostKey: async () => 'accept',
		timeout: 120_000,
		clock: realClock,
		...more,
	});

describe('connecting', () => {
	it('asks about an unknown key once, remembers it, and runs commands one after the other', async () => {
		const {port} = await serve();
		const pins = pinsInMemory();
		const asked: string[] = [];
		const decideHostKey: SshOptions['decideHostKey'] = async ({fingerprint, type}) => {
			asked.push(`${type} ${fingerprint}`);
			return 'accept';
		};
		const first = await connect(port, {pins, decideHostKey});
		expect(first.ident).toBe('SSH-2.0-ROSSSH');
		expect(asked).toEqual([`ssh-rsa ${first.fingerprint}`]);
		expect(await Promise.all(['one', 'two', 'three'].map(async (command) => (await first.exec(command)).output))).toEqual(['one\r\n', 'two\r\n', 'three\r\n']);
		await first.close();
		const second = await connect(port, {pins, decideHostKey});
		expect(asked).toHaveLength(1);
		expect(second.fingerprint).toBe(first.fingerprint);
		await second.close();
	});

	it('goes on with one thing at a time where a router opens no second channel', async () => {
		const {port} = await serve({channels: 1});
		const transport = await connect(port);
		const words = ['one', 'two', 'three', 'four', 'five'];
		expect(await Promise.all(words.map(async (word) => (await transport.exec(word)).output.trim()))).toEqual(words);
		expect((await transport.exec('six')).output).toBe('six\r\n');
		await transport.close();
	});

	it.each([
		{title: 'another key of the same type', key: otherRsa.private},
		{title: 'a key of another type', key: ed25519.private},
	])('stops at $title before anything is sent', async ({key}) => {
		const pins = pinsInMemory();
		const {port, stop} = await serve();
		await (await connect(port, {pins})).close();
		await stop();
		const changed = await serve({key, port});
		await expect(connect(port, {pins})).rejects.toMatchObject({code: 'host-key-changed'});
		expect(changed.seen.methods).toEqual([]);
	});

	it('sends nothing to a server whose key is not accepted', async () => {
		const {port, seen} = await serve();
		const pins = pinsInMemory();
		await expect(connect(port, {pins, decideHostKey: async (): Promise<HostKeyDecision> => 'reject'})).rejects.toMatchObject({code: 'host-key-rejected'});
		expect(seen.methods).toEqual([]);
		expect(pins.known.size).toBe(0);
	});

	it('sends no password to a server that is not RouterOS, and does not pin its key', async () => {
		const {port, seen} = await serve({ident: 'OpenSSH_9.2p1'});
		const pins = pinsInMemory();
		await expect(connect(port, {pins})).rejects.toMatchObject({code: 'not-routeros'});
		expect(seen.methods).toEqual([]);
		expect(pins.known.size).toBe(0);
	});

	it('logs in with a key', async () => {
		const {port, seen} = await serve();
		await (await connect(port, {auth: {privateKey: new Secret(userKey.private)}})).close();
		expect(seen.methods.every((method) => method === 'publickey')).toBe(true);
	});

	it('never sends the password when a key was chosen and fails', async () => {
		const {port, seen} = await serve();
		await expect(connect(port, {auth: {privateKey: new Secret(ed25519.private), password: new Secret('right')}})).rejects.toMatchObject({code: 'authentication-failed'});
		expect(seen.passwords).toEqual([]);
	});

	it('says that a password is wrong without saying it', async () => {
		const {port} = await serve();
		const failure = await connect(port, {auth: {password: new Secret('wrong-marker')}}).catch((cause: unknown) => cause);
		expect(failure).toMatchObject({code: 'authentication-failed'});
		expect(JSON.stringify([String(failure), failure])).not.toContain('wrong-marker');
	});

	it('says that a key cannot be read', async () => {
		await expect(connect(1, {auth: {privateKey: new Secret('no key')}})).rejects.toMatchObject({code: 'key-unreadable'});
	});

	it('says that a port is closed', async () => {
		const {port, stop} = await serve();
		await stop();
		await expect(connect(port)).rejects.toMatchObject({code: 'connection-refused'});
	});

	it('says that there is no such host', async () => {
		await expect(connect(22, {endpoint: {host: 'router.invalid', port: 22, user: 'admin'}})).rejects.toMatchObject({code: 'name-not-found'});
	});

	it('stops when it is told to', async () => {
		const {port} = await serve();
		await expect(connect(port, {signal: AbortSignal.abort()})).rejects.toMatchObject({code: 'interrupted', exitCode: 130});
	});
});

describe('servers that do not speak SSH', () => {
	let silent: Server;
	let web: Server;
	beforeAll(async () => {
		silent = createServer();
		web = createServer((socket) => {
			socket.on('error', () => undefined);
			socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
		});
		await Promise.all([silent, web].map((server) => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))));
	});
	afterAll(() => {
		silent.close();
		web.close();
	});

	it('are given up on when they say nothing', async () => {
		await expect(connect((silent.address() as AddressInfo).port, {timeout: 100})).rejects.toMatchObject({code: 'timeout'});
	});

	it('are told apart when they say something else', async () => {
		await expect(connect((web.address() as AddressInfo).port)).rejects.toMatchObject({code: 'not-routeros'});
	});
});

describe('a connection', () => {
	it('that breaks says so, now and later', async () => {
		const {port} = await serve({hangUp: true});
		const transport = await connect(port);
		await expect(transport.exec('one')).rejects.toMatchObject({code: 'connection-lost'});
		await expect(transport.exec('two')).rejects.toMatchObject({code: 'connection-lost'});
		await transport.close();
	});

	it('does not wait for ever', async () => {
		const {port} = await serve();
		const transport = await connect(port);
		await expect(transport.exec('wait', {timeout: 50})).rejects.toMatchObject({code: 'timeout'});
	});

	it('lets a command be given up', async () => {
		const {port} = await serve();
		const transport = await connect(port);
		const stop = new AbortController();
		const waiting = transport.exec('wait', {signal: stop.signal});
		stop.abort();
		await expect(waiting).rejects.toMatchObject({code: 'interrupted'});
		await transport.close();
	});
});
