import {readFile, stat, writeFile} from 'node:fs/promises';
import {createServer} from 'node:net';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {main} from '../../source/commands/main.js';
import {Secret} from '../../source/diagnostics/index.js';
import {connectSsh} from '../../source/transport/index.js';
import type {Ran, Workplace} from './fake-context.js';
import {makeWorkplace} from './fake-context.js';

let workplace: Workplace;
beforeAll(async () => {
	workplace = await makeWorkplace();
});
afterAll(async () => {
	await workplace.remove();
});

type Router = {readonly host: string; readonly port: number; readonly user: string; readonly password: string};

const pinless = {get: async () => undefined, set: async () => undefined};

/** Starts `detour lab`, runs command lines on it over SSH, presses Ctrl-C, and gives what was printed. */
const onLab = async (argv: readonly string[], commands: readonly string[], meanwhile?: (router: Router) => Promise<Ran>) => {
	const controller = new AbortController();
	const {context, written} = workplace.context();
	let out: (text: string) => void = () => undefined;
	const started = new Promise<string>((resolve) => {
		out = resolve;
	});
	const bug = (cause: unknown): void => {
		throw cause;
	};
	const code = main(['lab', '--json', ...argv], {...context, signal: controller.signal, console: {...context.console, out}}, bug);
	const first = await Promise.race([started, code.then(() => undefined)]);
	if (first === undefined) {
		throw new Error(written.err);
	}

	const router = JSON.parse(first) as Router;
	const {host, port, user, password} = router;
	const transport = await connectSsh({
		endpoint: {host, port, user},
		auth: {password: new Secret(password)},
		pins: pinless,
		decideHostKey: async () => 'accept',
		timeout: 120_000,
		clock: context.clock,
	});
	const outputs: string[] = [];
	for (const command of commands) {
		outputs.push((await transport.exec(command)).output.replaceAll('\r\n', '\n'));
	}

	await transport.close();
	const during = await meanwhile?.(router);
	controller.abort();
	return {code: await code, outputs, during, notes: written.err};
};

describe('detour lab', () => {
	it('is a twin of the router whose export it is given, goes on from its file, and lets things happen', async () => {
		const at = (name: string): string => join(workplace.directory, name);
		await writeFile(at('own.rsc'), await readFile('test/fixtures/exports/office-7.20.rsc'));
		await writeFile(at('events.txt'), '# at once\n0s /system identity set name=happened\n');

		const argv = ['--config', 'own.rsc', '--state', 'own.json'];
		const first = await onLab([...argv, '--events', 'events.txt'], [':put [/system/identity/get name]', '/ip/firewall/address-list/add list=mine address=192.0.2.1']);
		expect(first).toMatchObject({code: 0, outputs: ['happened\n', '']});
		expect(first.notes).toContain('Assumed: keys made up for wg-road: an export has none.');
		expect(first.notes).toContain('event, line 2: /system identity set name=happened');
		expect((await stat(at('own.json'))).mode & 0o777).toBe(0o600);

		const second = await onLab(argv, [':put [/system/identity/get name]', '/ip/firewall/address-list/print count-only where list=mine', ':put [/system/resource/get version]']);
		expect(second.outputs).toEqual(['happened\n', '1\n', '7.20.8 (stable)\n']);
		expect(second.notes).toContain('It goes on from own.json.');
	});

	it('is any of the built-in routers', async () => {
		const {outputs} = await onLab(['--model', 'chr', '--routeros', '7.12'], [':put [/system/resource/get board-name]', '/system routerboard print']);
		expect(outputs).toEqual(['CHR\n', '  routerboard: no\n\n']);
	});

	it('starts broken when it is told to', async () => {
		const {outputs} = await onLab(
			['--fault', 'interface down=ether1', '--fault', 'disk free=0'],
			[':put [/ip/dhcp-client/get [find where interface=ether1] status]', '/file/add name=x contents=y'],
		);
		expect(outputs[0]).toBe('searching...\n');
		expect(outputs[1]).toContain('failure: not enough space on disk');
	});

	it('says so where something else listens', async () => {
		const taken = createServer();
		await new Promise<void>((resolve) => {
			taken.listen(0, '127.0.0.1', resolve);
		});
		const address = taken.address();
		const port = typeof address === 'object' ? address?.port : undefined;
		const ran = await workplace.run(['lab', '--port', String(port)]);
		taken.close();
		expect({code: ran.code, err: ran.err}).toEqual({code: 2, err: expect.stringContaining(`Nothing can listen on port ${port} of this computer (EADDRINUSE).`)});
	});

	it('is where a change is rehearsed', async () => {
		const own = await readFile('test/fixtures/exports/home-7.18.rsc', 'utf8');
		await writeFile(join(workplace.directory, 'own-home.rsc'), own);
		const profile = {
			version: 1,
			name: 'rehearsed',
			parts: [{scenario: 'vpn-split-tunnel', answers: {tunnel: 'existing', interface: 'wg-exit', services: ['netflix'], networks: ['bridge'], 'when-down': 'block'}}],
		};
		await writeFile(join(workplace.directory, 'rehearsed.json'), JSON.stringify(profile));
		const planned = await onLab(['--config', 'own-home.rsc'], [], async ({host, port, user, password}) =>
			workplace.run(['plan', '-f', 'rehearsed.json', '--router', `${user}@${host}:${port}`, '--password-stdin', '--accept-new-host-key'], {stdin: password}),
		);
		expect(planned.during).toMatchObject({code: 0});
		expect(planned.during?.out).toContain('new-routing-mark=');
	});

	it.each([
		[['--fault', 'nonsense'], 2, '--fault "nonsense" is not understood: bad command name nonsense (line 1 column 6).'],
		[['--model', 'castle'], 2, 'There is no model "castle".'],
		[['--model', 'home', '--config', 'own.rsc'], 2, 'A lab starts from --model or from --config, not from both.'],
		[['--config', 'none.rsc'], 2, 'none.rsc.'],
		[['--config', 'old.rsc'], 2, 'RouterOS 6.49.18 is not supported.'],
		[['--config', 'torn.rsc'], 2, 'error:'],
		[['--state', 'torn.rsc'], 2, 'The file is no state of a lab.'],
		[['--events', 'torn.rsc'], 2, 'Line 1 is no event.'],
		[['--events', 'empty.txt'], 2, 'There is no event in empty.txt.'],
	])('refuses %j', async (argv, code, message) => {
		await writeFile(join(workplace.directory, 'old.rsc'), '# jan/02/2024 10:00:00 by RouterOS 6.49.18\n/ip address\nadd address=192.0.2.1/24 interface=ether1\n');
		await writeFile(join(workplace.directory, 'torn.rsc'), 'add address="');
		await writeFile(join(workplace.directory, 'empty.txt'), '# nothing\n');
		const ran = await workplace.run(['lab', ...argv]);
		expect(ran.code).toBe(code);
		expect(ran.err).toContain(message);
	});
});
