import {readdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {Context} from '../../source/commands/context.js';
import {openJournalFiles, openProfileStore} from '../../source/profiles/index.js';
import type {FakeOptions, Ran, Workplace} from './fake-context.js';
import {makeWorkplace} from './fake-context.js';
import type {TestLab} from './fake-lab.js';
import {makeTestLab} from './fake-lab.js';

let workplace: Workplace;
let router: TestLab;
let before: string;

const privateKey = 'GKMARKERprivateKeyOfATunnelThatNobodyHasAAA=';
const presharedKey = 'MARKERpresharedKeyOfATunnelThatNobodyHas22A=';
const conf = `[Interface]\nPrivateKey = ${privateKey}\nAddress = 10.99.0.2/32\n\n[Peer]\nPublicKey = HIgo9xNzJMWLKASShiTqIybxZ0U3wGLiUeJ1PKf8ykw=\nPresharedKey = ${presharedKey}\nAllowedIPs = 0.0.0.0/0\nEndpoint = 198.51.100.7:51820\n`;

const home = {
	version: 1 as const,
	id: 'home-x7k2',
	name: 'home',
	parts: [
		{id: 'p1', scenario: 'vpn-split-tunnel', answers: {tunnel: 'existing', interface: 'wg-vpn', services: ['netflix'], destinations: ['203.0.113.0/24'], 'when-down': 'block'}},
	],
};

beforeAll(async () => {
	workplace = await makeWorkplace();
	router = await makeTestLab();
	before = await router.exported();
	(await openProfileStore(workplace.context().context.store)).save(home);
	await writeFile(join(workplace.directory, 'vpn.conf'), conf);
	await writeFile(
		join(workplace.directory, 'conf.json'),
		JSON.stringify({name: 'conf', parts: [{scenario: 'vpn-split-tunnel', answers: {tunnel: 'conf', conf: 'vpn.conf', destinations: ['198.18.0.0/15'], 'when-down': 'block'}}]}),
	);
});
afterAll(async () => {
	await router.lab.stop();
	await workplace.remove();
});

const detour = async (argv: readonly string[], answers?: readonly string[], onAsk?: FakeOptions['onAsk']): Promise<Ran> =>
	workplace.run(argv, {environmentPassword: router.password, clock: router.clock, ...(answers === undefined ? {} : {answers}), ...(onAsk === undefined ? {} : {onAsk})});

const atTheQuestion =
	(act: (what: {readonly context: Context; readonly interrupt: () => void}) => Promise<void> | undefined): FakeOptions['onAsk'] =>
	(question, what) =>
		question.startsWith('Keep') ? act(what) : undefined;

const events = (out: string): readonly {readonly schema: string; readonly type: string; readonly outcome?: string}[] =>
	out
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line));

describe('the life of a profile', () => {
	it('is planned without a change', async () => {
		const {code, out} = await detour(['plan', 'home', ...router.reach, '--detailed-exitcode']);
		expect(code).toBe(3);
		expect(out).toContain('/ip/firewall/mangle');
		expect(await router.exported()).toBe(before);
	});

	it('is rendered without the router from what is known of it: its facts, or its export', async () => {
		const planned = await detour(['plan', 'home', ...router.reach, '--json']);
		await writeFile(join(workplace.directory, 'facts.json'), JSON.stringify(JSON.parse(planned.out).facts));
		await writeFile(join(workplace.directory, 'router.rsc'), await router.lab.exec('/export'));
		for (const from of [
			['--facts', 'facts.json'],
			['--config', 'router.rsc'],
		]) {
			const {code, out} = await detour(['render', 'home', ...from]);
			expect(code).toBe(0);
			expect(out).toContain('gateway=wg-vpn');
			expect(await workplace.run(['check', '-', '--routeros', '7.20'], {stdin: out})).toMatchObject({code: 0, err: '-: 0 errors, 0 warnings (RouterOS 7.20.8)\n'});
		}
	});

	it.each([
		[{source: 'assumed', release: {major: 7, minor: 20}}, 'does not fit at release.patch'],
		[{}, 'does not fit at'],
		['x', 'does not fit at the top'],
	])('is not rendered from facts that are none: %j', async (facts, message) => {
		await writeFile(join(workplace.directory, 'bad.json'), JSON.stringify(facts));
		const {code, err} = await detour(['render', 'home', '--facts', 'bad.json']);
		expect(code).toBe(2);
		expect(err).toContain(message);
	});

	it('is undone when the person says no', async () => {
		const {code, asked} = await detour(['apply', 'home', ...router.reach], ['yes', 'no']);
		expect(code).toBe(4);
		expect(asked).toHaveLength(2);
		expect(await router.exported()).toBe(before);
	});

	it('is not begun when the person declines', async () => {
		const {code, err} = await detour(['apply', 'home', ...router.reach], ['no']);
		expect(code).toBe(130);
		expect(err).toContain('Nothing was changed.');
		expect(await router.exported()).toBe(before);
	});

	it('is undone by Ctrl-C at the question', async () => {
		const {code} = await detour(
			['apply', 'home', ...router.reach],
			['yes'],
			atTheQuestion(({interrupt}) => {
				interrupt();
				return undefined;
			}),
		);
		expect(code).toBe(4);
		expect(await router.exported()).toBe(before);
	});

	it('stays armed when the program is told to end, and is recovered', async () => {
		const {code, err} = await detour(
			['apply', 'home', ...router.reach],
			['yes'],
			atTheQuestion(async ({context}) => {
				context.termination.end();
				await new Promise(() => undefined);
			}),
		);
		expect(code).toBe(5);
		expect(err).toContain('detour recover');
		const recovered = await detour(['recover', '--json']);
		expect(recovered.code).toBe(4);
		expect(JSON.parse(recovered.out)).toMatchObject({schema: 'detour/recover@1', routers: [{router: {host: '127.0.0.1'}, outcome: 'undone'}]});
		expect(await router.exported()).toBe(before);
	});

	it('is kept with --yes, as a stream of events', async () => {
		const {code, out} = await detour(['apply', 'home', ...router.reach, '--yes', '--json']);
		const told = events(out);
		expect(code).toBe(0);
		expect(told.every(({schema}) => schema === 'detour/apply@1')).toBe(true);
		expect(told[0]?.type).toBe('plan');
		expect(told.at(-1)).toMatchObject({type: 'outcome', outcome: 'kept'});
		expect(await router.exported()).toContain('detour:home-x7k2:');
	});

	it('remembers its router and when it was applied', async () => {
		const {out} = await detour(['profiles', '--json']);
		expect(JSON.parse(out)).toMatchObject({profiles: [{profile: {router: {host: '127.0.0.1', port: router.lab.port, user: 'admin'}}, lastApplied: expect.any(Number)}]});
	});

	it('has nothing to change the second time, by run without a terminal', async () => {
		const {code, out} = await detour(['run', 'home', '--yes']);
		expect(code).toBe(0);
		expect(out).toContain('Nothing to change');
	});

	it('is repaired where somebody edited it, or leaves that alone where it is told to', async () => {
		const isKept = expect.stringContaining('kept as edited');
		await router.lab.exec('/ip/route/set [find where comment~"^detour:home-x7k2:" and gateway=wg-vpn] distance=7');
		const {code, out} = await detour(['plan', 'home', '--detailed-exitcode']);
		expect({code, out}).toEqual({code: 3, out: expect.stringContaining('differs in distance (7, wanted: not set)')});
		expect(out).not.toEqual(isKept);

		expect(await detour(['run', 'home', '--yes', '--keep-edits'])).toMatchObject({code: 0, out: isKept});
		expect(await router.exported()).toContain('distance=7');
		expect((await detour(['apply', 'home', '--yes', '--keep-edits'])).out).toMatch(/Nothing to change but one row[\s\S]*Where packets go: \d+ hold/);
		const keeps = await detour(['plan', 'home', '--keep-edits', '--detailed-exitcode', '--json']);
		expect({code: keeps.code, plan: JSON.parse(keeps.out)}).toMatchObject({
			code: 0,
			plan: {plan: {changes: []}, edits: [{row: expect.stringMatching(/^\/ip\/route detour:home-x7k2:/), menu: '/ip/route', isKept: true}]},
		});

		// The plain wizard asks; once a number that is not there.
		const kept = await detour(['--plain'], ['2', '1', '2', '1']);
		expect(kept).toMatchObject({code: 0, out: expect.stringContaining('Nothing to change but one row that is kept as edited.')});
		expect(kept.err).toContain('Type numbers from 1 to 1');
		const repaired = await detour(['--plain'], ['2', '1', '', 'yes', 'yes']);
		expect(repaired).toMatchObject({code: 0, out: expect.not.stringContaining('kept as edited')});
		expect(await router.exported()).not.toContain('distance=7');
	});

	it('is recovered although another router, left in the middle too, cannot be reached', async () => {
		const files = await openJournalFiles(workplace.context().context.store);
		const begun = (port: number) => ({
			state: 'planned',
			at: 0,
			profile: 'home-x7k2',
			router: {host: '127.0.0.1', port, user: 'admin', fingerprint: '', serial: ''},
			baseHash: 'a',
			wantHash: 'b',
		});
		await files.append('aaaa', {...begun(1), change: 'aaaa'});
		await files.append('bbbb', {...begun(router.lab.port), change: 'bbbb'});
		const {code, out, err} = await detour(['recover', '--json']);
		expect(code).toBe(5);
		expect(JSON.parse(out).routers).toMatchObject([
			{router: {port: 1}, outcome: 'unknown', message: expect.stringContaining('refuses the connection')},
			{router: {port: router.lab.port}, outcome: 'unknown', message: expect.stringContaining('Nothing on the router tells')},
		]);
		expect(err).toContain('error: 127.0.0.1 port 1 refuses the connection.');
		await files.remove('aaaa');
		await files.remove('bbbb');
	});

	it('has nothing to recover', async () => {
		const {code, err} = await detour(['recover']);
		expect({code, err}).toMatchObject({code: 0, err: expect.stringContaining('nothing to recover')});
	});

	it('is taken away to the last row, and is not called applied any more', async () => {
		const {code} = await detour(['remove', 'home', '--yes']);
		expect(code).toBe(0);
		expect(await router.exported()).toBe(before);
		expect((await detour(['profiles'])).out).toMatch(/not applied from here/);
	});
});

const everyFile = async (directory: string): Promise<string> => {
	const entries = await readdir(directory, {recursive: true, withFileTypes: true});
	const texts = await Promise.all(entries.filter((entry) => entry.isFile()).map(async (entry) => readFile(join(entry.parentPath, entry.name), 'utf8')));
	return texts.join('\n');
};

describe('secrets', () => {
	it('reach the router and nothing else', async () => {
		const written: Ran[] = [
			await detour(['render', '-f', 'conf.json']),
			await detour(['render', '-f', 'conf.json', '--json']),
			await detour(['plan', '-f', 'conf.json', ...router.reach, '--json']),
			await detour(['apply', '-f', 'conf.json', ...router.reach, '--yes', '--json']),
			await detour(['plan', '-f', 'conf.json', ...router.reach]),
		];
		expect(written.map(({code}) => code)).toEqual([0, 0, 0, 0, 0]);
		expect(written[4]?.out).toContain('Nothing to change');
		const shown = written.map(({out, err}) => `${out}${err}`).join('\n');
		const scripts = await router.lab.exec(
			':foreach s in=[/system/script/find] do={ :put [/system/script/get $s source] }; :foreach f in=[/file/find] do={ :put [/file/get $f contents] }; /log print',
		);
		for (const text of [shown, await everyFile(join(workplace.directory, 'store')), scripts]) {
			expect(text).not.toContain('MARKER');
		}

		expect(await router.lab.exec(':put [/interface/wireguard/get [find name~"detour"] private-key]')).toContain(privateKey);
		const removed = await detour(['remove', '-f', 'conf.json', ...router.reach, '--yes']);
		expect(removed.code).toBe(0);
		expect(removed.out).toMatch(/\nRemoved\. [^\n]*\n$/);
		expect(await router.exported()).toBe(before);
	});

	it('are rendered only into a file of their own', async () => {
		const {code, out} = await detour(['render', '-f', 'conf.json', '-o', 'full.rsc', '--with-secrets']);
		expect({code, out}).toEqual({code: 0, out: ''});
		expect(await readFile(join(workplace.directory, 'full.rsc'), 'utf8')).toContain(privateKey);
	});

	it('replace a file and say so, and make no folder', async () => {
		expect((await detour(['render', '-f', 'conf.json', '-o', 'twice.rsc'])).err).toContain('Written to');
		expect((await detour(['render', '-f', 'conf.json', '-o', 'twice.rsc'])).err).toContain('Replaced');
		const {code, err} = await detour(['render', '-f', 'conf.json', '-o', 'none/out.rsc']);
		expect(code).toBe(2);
		expect(err).toContain('There is no folder');
		expect(await readdir(workplace.directory)).not.toContain('none');
	});
});
