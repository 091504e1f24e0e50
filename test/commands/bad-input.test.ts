import {mkdir, readFile, writeFile} from 'node:fs/promises';
import type {AddressInfo, Server as TcpServer} from 'node:net';
import {createServer} from 'node:net';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {AnswerValue} from '../../source/scenario/index.js';
import type {Ran, Workplace} from './fake-context.js';
import {makeWorkplace} from './fake-context.js';
import type {TestLab} from './fake-lab.js';
import {makeTestLab} from './fake-lab.js';

const good = {tunnel: 'existing', interface: 'wg-vpn', destinations: ['203.0.113.0/24'], 'when-down': 'block'};

const key = (text: string): string => `${text.padEnd(42, 'A')}A=`;
const conf = `[Interface]\nPrivateKey = ${key('MARKER')}\nAddress = 10.99.0.2/32\n\n[Peer]\nPublicKey = ${key('far')}\nAllowedIPs = 0.0.0.0/0\nEndpoint = 198.51.100.7:51820\n`;

let workplace: Workplace;
let router: TestLab;
let before: string;

beforeAll(async () => {
	workplace = await makeWorkplace();
	router = await makeTestLab();
	before = await router.exported();
});
afterAll(async () => {
	await router.lab.stop();
	await workplace.remove();
});

const profile = (answers: Readonly<Record<string, AnswerValue>>): string =>
	JSON.stringify({version: 1, id: 'home', name: 'home', parts: [{id: 'p1', scenario: 'vpn-split-tunnel', answers}]});

const apply = async (answers: Readonly<Record<string, AnswerValue>>, reach = router.reach, password = router.password): Promise<Ran> => {
	await writeFile(join(workplace.directory, 'profile.json'), profile(answers));
	return workplace.run(['apply', '-f', 'profile.json', ...reach, '--yes'], {environmentPassword: password, clock: router.clock});
};

const errorsIn = (err: string): readonly string[] => err.split('\n').filter((line) => line.startsWith('error: '));

describe('wrong answers: one clear message, exit code 2, nothing changed', () => {
	it.each<[string, Readonly<Record<string, AnswerValue>>, string]>([
		['an unknown service', {services: ['netflx']}, 'Did you mean netflix?'],
		['an address that is none', {destinations: ['10.0.0.300']}, '10.0.0.300'],
		['a prefix with host bits', {destinations: ['10.1.2.3/8']}, '10.0.0.0/8'],
		['an interface that the router does not have', {interface: 'wg-vnp'}, 'wg-vpn'],
		['a .conf that is not there', {tunnel: 'conf', conf: 'none.conf'}, 'There is no file'],
		['a .conf that is a folder', {tunnel: 'conf', conf: 'folder'}, 'is not a regular file'],
		['a .conf that is no text', {tunnel: 'conf', conf: 'binary.conf'}, 'is not a text file'],
		['a .conf with a bad address', {tunnel: 'conf', conf: 'bad.conf'}, 'Line 3'],
		['a .conf outside of the folder', {tunnel: 'conf', conf: '../elsewhere.conf'}, 'is outside of'],
		['a question that nobody asks', {servces: ['netflix']}, 'Did you mean services?'],
	])('%s', async (_, answers, message) => {
		await mkdir(join(workplace.directory, 'folder'), {recursive: true});
		await writeFile(join(workplace.directory, 'binary.conf'), Uint8Array.of(0xff, 0xfe, 0x00, 0xc3, 0x28));
		await writeFile(join(workplace.directory, 'bad.conf'), conf.replace('10.99.0.2/32', '10.99.0.300/32'));
		await writeFile(join(workplace.directory, '..', 'elsewhere.conf'), conf);
		const {code, out, err} = await apply({...good, ...answers});
		expect({code, out}).toEqual({code: 2, out: ''});
		expect(errorsIn(err)).toHaveLength(1);
		expect(err).toContain(message);
		expect(err).not.toContain('MARKER');
		expect(await router.exported()).toBe(before);
	});
});

const listen = async (server: TcpServer): Promise<number> =>
	new Promise((resolve) => {
		server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
	});

describe('no way to the router: one clear message, exit code 1, nothing changed', () => {
	it('a wrong password', async () => {
		const {code, err} = await apply(good, router.reach, 'MARKER-wrong');
		expect(code).toBe(1);
		expect(errorsIn(err)).toEqual([expect.stringContaining('does not accept this login')]);
		expect(err).not.toContain('MARKER');
		expect(await router.exported()).toBe(before);
	});

	it('a closed port', async () => {
		const server = createServer();
		const port = await listen(server);
		await new Promise((resolve) => {
			server.close(resolve);
		});
		const {code, err} = await apply(good, ['--router', `admin@127.0.0.1:${port}`]);
		expect(code).toBe(1);
		expect(errorsIn(err)).toEqual([expect.stringContaining('refuses the connection')]);
	});

	it('a server that is not RouterOS gets no password', async () => {
		let received = '';
		const server = createServer((socket) => {
			socket.on('error', () => undefined);
			socket.on('data', (chunk: Buffer) => {
				received += chunk.toString('latin1');
			});
			socket.write('SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n');
			socket.end();
		});
		const port = await listen(server);
		const {code, err} = await apply(good, ['--router', `admin@127.0.0.1:${port}`, '--accept-new-host-key']);
		server.close();
		expect(code).toBe(1);
		expect(errorsIn(err)).toHaveLength(1);
		expect(err).not.toContain('MARKER');
		expect(received).not.toContain('MARKER');
	});

	it('an unknown host key, without anybody to compare it', async () => {
		const stranger = await makeWorkplace();
		await writeFile(join(stranger.directory, 'profile.json'), profile(good));
		const {code, err} = await stranger.run(['apply', '-f', 'profile.json', ...router.reach.slice(0, 2), '--yes'], {environmentPassword: router.password, clock: router.clock});
		await stranger.remove();
		expect(code).toBe(1);
		expect(errorsIn(err)).toEqual([expect.stringContaining('is not known')]);
		expect(err).toContain(`--host-key ${router.lab.fingerprint}`);
	});

	it('another host key than the one named', async () => {
		const {code, err} = await apply(good, [...router.reach.slice(0, 2), '--host-key', `SHA256:${'A'.repeat(43)}`]);
		expect(code).toBe(1);
		expect(errorsIn(err)).toEqual([expect.stringContaining('is not the one named')]);
	});

	it('another host key than the one that is known, until the new one is named', async () => {
		const visitor = await makeWorkplace();
		const reach = async (...more: readonly string[]): Promise<Ran> =>
			visitor.run(['recover', ...router.reach.slice(0, 2), ...more], {environmentPassword: router.password, clock: router.clock});
		expect((await reach('--accept-new-host-key')).code).toBe(0);
		const pins = join(visitor.directory, 'store', 'host-keys.json');
		const known = await readFile(pins, 'utf8');
		const old = known.replace(router.lab.fingerprint, `SHA256:${'B'.repeat(43)}`).replace(/"key": *"AAAA/, (start) => start.replace('AAAA', 'BBBB'));
		await writeFile(pins, old);
		const refused = await reach('--accept-new-host-key');
		expect(refused.code).toBe(1);
		expect(errorsIn(refused.err)).toEqual([expect.stringContaining('has changed')]);
		expect((await reach('--host-key', `SHA256:${'A'.repeat(43)}`)).code).toBe(1);
		expect(await readFile(pins, 'utf8')).toBe(old);
		expect((await reach('--host-key', router.lab.fingerprint)).code).toBe(0);
		expect(await readFile(pins, 'utf8')).toBe(known);
		expect((await reach()).code).toBe(0);
		await visitor.remove();
	});

	it('a release older than supported', async () => {
		const old = await makeTestLab({major: 7, minor: 8, patch: 0});
		const {code, err} = await apply(good, old.reach);
		await old.lab.stop();
		expect(code).toBe(1);
		expect(errorsIn(err)).toEqual([expect.stringContaining('7.8')]);
	});
});

describe('trouble on the router: undone or never begun, and said so', () => {
	it('a full disk', async () => {
		router.lab.faults.diskFree = 1000;
		const {code, out, err} = await apply(good);
		router.lab.faults.diskFree = undefined;
		expect(code).toBe(1);
		expect(`${out}${err}`).toMatch(/0 KiB of storage left/);
		expect(await router.exported()).toBe(before);
	});

	it('an import that fails half-way is undone, and what was not applied is shown', async () => {
		router.lab.faults.failures.set('/ip/firewall/mangle/add', 2);
		const {code, out} = await apply(good);
		router.lab.faults.failures.clear();
		expect(code).toBe(4);
		expect(out).toContain('Not applied:');
		expect(out).toContain('/ip firewall mangle add');
		expect(await router.exported()).toBe(before);
	});
});
