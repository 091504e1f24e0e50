import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {proofCheck, settleDoubts} from '../../source/commands/proofs.js';
import type {PlanProofs} from '../../source/proof/index.js';
import {ip} from '../policy/documents.js';
import type {Ran, Workplace} from './fake-context.js';
import {makeWorkplace} from './fake-context.js';
import type {TestLab} from './fake-lab.js';
import {makeTestLab} from './fake-lab.js';

const home = {
	version: 1,
	id: 'home-x7k2',
	name: 'home',
	parts: [{id: 'p1', scenario: 'vpn-split-tunnel', answers: {tunnel: 'existing', interface: 'wg-vpn', services: [], destinations: ['203.0.113.0/24'], 'when-down': 'block'}}],
};

let workplace: Workplace;
let router: TestLab;
let before: string;

beforeAll(async () => {
	workplace = await makeWorkplace();
	router = await makeTestLab();
	await writeFile(join(workplace.directory, 'home.json'), JSON.stringify(home));
	// Above everything, so that what Detour puts on the router cannot go through the tunnel.
	await router.lab.exec(
		'/ip/firewall/filter/add chain=forward action=drop out-interface=wg-vpn comment="nothing into the tunnel" place-before=[find where comment="defconf: accept in ipsec policy"]',
	);
	before = await router.exported();
});
afterAll(async () => {
	await router.lab.stop();
	await workplace.remove();
});

const detour = async (argv: readonly string[], answers?: readonly string[]): Promise<Ran> =>
	workplace.run([...argv, '-f', 'home.json', ...router.reach], {environmentPassword: router.password, clock: router.clock, ...(answers === undefined ? {} : {answers})});

describe('a change whose claims fail on this router', () => {
	it('is shown by plan, with the rule', async () => {
		const {code, out} = await detour(['plan']);
		expect(code).toBe(0);
		expect(out).toContain('✘ FAILS   203.0.113.0/24 goes through the tunnel wg-vpn (IPv4).');
		expect(out).toContain('The first packet is dropped.');
		expect(out).toContain('# nothing into the tunnel');
		const told = await detour(['plan', '--json']);
		const {proofs} = JSON.parse(told.out);
		expect(proofs.claims.find(({status}: {readonly status: string}) => status === 'failed')).toMatchObject({
			sentence: '203.0.113.0/24 goes through the tunnel wg-vpn (IPv4).',
			rule: {menu: '/ip/firewall/filter', comment: 'nothing into the tunnel'},
			trace: {ways: [{disposition: {kind: 'dropped'}}]},
		});
	});

	it('is refused by apply, with the sentence and the rule', async () => {
		const {code, err} = await detour(['apply', '--yes']);
		expect(code).toBe(1);
		expect(err).toContain('203.0.113.0/24 goes through the tunnel wg-vpn (IPv4). But: The first packet is dropped (/ip/firewall/filter rule 7: nothing into the tunnel).');
		expect(await router.exported()).toBe(before);
	});

	it('is refused to a person who does not type the address', async () => {
		const {code, asked} = await detour(['apply'], ['yes', 'yes', 'yes']);
		expect(code).toBe(1);
		expect(asked).toEqual(['To go on all the same, type the address of the router (127.0.0.1):']);
		expect(await router.exported()).toBe(before);
	});

	it('is made for one who does', async () => {
		const {code, asked} = await detour(['apply'], ['127.0.0.1', 'yes', 'no']);
		expect(asked).toHaveLength(3);
		expect(code).toBe(4);
		expect(await router.exported()).toBe(before);
	});

	it('is kept with --yes and the address, and with no other', async () => {
		expect(await detour(['apply', '--yes', '--despite', 'attic'])).toMatchObject({code: 2, err: expect.stringContaining('--despite wants the address of this router: 127.0.0.1')});
		const {code, out} = await detour(['apply', '--yes', '--despite', '127.0.0.1']);
		expect(code).toBe(0);
		expect(out).toMatch(/passed\s+packets go where they should/);
	});

	it('is no success the second time, though there is nothing to change, unless the address says that this is known', async () => {
		const again = await detour(['apply', '--yes']);
		expect(again).toMatchObject({code: 1, out: expect.stringContaining('✘ FAILS'), err: expect.stringContaining('does not do what the profile is for')});
		expect(again.err).toContain('But: The first packet is dropped (/ip/firewall/filter rule 7: nothing into the tunnel).');
		const told = await detour(['run', '--yes', '--json']);
		expect({code: told.code, last: JSON.parse(told.out.trim().split('\n').at(-1) ?? '')}).toMatchObject({
			code: 1,
			last: {schema: 'detour/error@1', code: 'claim-failed', exitCode: 1},
		});
		expect(await detour(['apply', '--yes', '--despite', '127.0.0.1'])).toMatchObject({code: 0, out: expect.stringContaining('✘ FAILS')});
		expect(await detour(['remove', '--yes'])).toMatchObject({code: 0});
		expect(await router.exported()).toBe(before);
	});
});

describe('a packet through the router as it is', () => {
	it('is followed by detour trace, with a profile on it or without', async () => {
		const reach = {environmentPassword: router.password, clock: router.clock};
		const plain = await workplace.run(['trace', ...router.reach, '--from', '192.168.88.10', '--to', '203.0.113.9:443'], reach);
		expect(plain).toMatchObject({code: 0, out: expect.stringContaining('The packet leaves by ether1 to 198.51.100.1')});
		const {code, out} = await detour(['trace', '--from', '192.168.88.10', '--to', '203.0.113.9:443']);
		expect(code).toBe(0);
		expect(out).toContain('The packet is dropped');
		expect(out).toContain('# nothing into the tunnel');
		expect(await router.exported()).toBe(before);
	});

	it('finds a line down that is down', async () => {
		await router.lab.exec('/lab/interface down=ether1');
		const {out} = await workplace.run(['trace', ...router.reach, '--from', '192.168.88.10', '--to', '1.1.1.1:443'], {environmentPassword: router.password, clock: router.clock});
		expect(out).toContain('The packet finds no route');
		await router.lab.exec('/lab/interface up=ether1');
	});
});

const packet = {from: ip('192.168.88.10'), to: ip('192.168.88.1'), protocol: 'tcp', fromPort: 50_001, toPort: 22, inInterface: 'bridge'} as const;
const rule = {menu: '/ip/firewall/filter', position: 2, comment: 'detour:x:p1.a.b.4 new'} as const;
const of = (status: 'held' | 'failed' | 'unknown'): PlanProofs => ({
	claims: [],
	lockOut: {
		sentence: 'Your own session from 192.168.88.10 still reaches the router.',
		status,
		why: status === 'held' ? '' : 'The first packet is dropped',
		rule,
		trace: {
			packet,
			ways: [{packet, steps: [], disposition: {kind: 'delivered'}, end: packet, isFasttracked: false, choices: [], share: 1, notes: []}],
		},
	},
});

const input = (options: Readonly<Record<string, string>>, ...flags: readonly string[]) => ({
	words: [],
	text: (name: string) => options[name],
	flag: (name: string) => flags.includes(name),
	list: () => [],
});

describe('a change that would cut the own session off', () => {
	it.each<[string, 'held' | 'failed' | 'unknown', readonly string[] | undefined, Readonly<Record<string, string>>, string | undefined]>([
		['goes on when it would not', 'held', undefined, {}, undefined],
		['is refused, naming the rule', 'failed', undefined, {}, 'session-cut'],
		['is refused to who types something else', 'failed', ['router'], {}, 'session-cut'],
		['goes on for who types the address', 'failed', ['192.168.88.1'], {}, undefined],
		['goes on for who has named it', 'failed', undefined, {despite: '192.168.88.1'}, undefined],
		['is refused unattended when it is not known', 'unknown', undefined, {}, 'claim-unknown'],
		['is shown and asked about when it is not known', 'unknown', [], {}, undefined],
	])('%s', async (_title, status, answers, options, code) => {
		const {context} = workplace.context(answers === undefined ? {} : {answers});
		const settled = settleDoubts(of(status), input(options), '192.168.88.1', context);
		await (code === undefined
			? expect(settled).resolves.toBeUndefined()
			: expect(settled).rejects.toMatchObject({code, exitCode: 1, message: expect.stringContaining('/ip/firewall/filter rule 2: detour:x:p1.a.b.4 new')}));
	});

	it('asks nobody with --yes', async () => {
		const {context, written} = workplace.context({answers: ['192.168.88.1']});
		await expect(settleDoubts(of('failed'), input({}, 'yes'), '192.168.88.1', context)).rejects.toMatchObject({code: 'session-cut'});
		expect(written.asked).toEqual([]);
	});
});

describe('the check of what is on the router', () => {
	it('counts what was accepted before no more', async () => {
		const facts = JSON.parse((await detour(['plan', '--json'])).out).facts;
		const plan = {profile: 'x', changes: [], baseHash: '', wantHash: '', menus: [], volatile: [], drift: []};
		const about = {actual: {menus: {}}, plan, facts, session: {from: ip('10.9.9.9'), port: 22}};
		const drop = {menu: '/ip/firewall/filter', selector: {kind: 'row'}, properties: {chain: 'input', action: 'drop'}, disabled: false, comment: 'nobody'} as const;
		const closed = {menus: {'/ip/firewall/filter': [drop]}};
		expect(proofCheck(about, {claims: []})(about.actual)).toEqual({status: 'passed'});
		expect(proofCheck(about, {claims: []})(closed)).toMatchObject({status: 'failed', detail: expect.stringContaining('rule 1: nobody')});
		expect(proofCheck(about, of('failed'))(closed)).toEqual({status: 'passed'});
	});
});
