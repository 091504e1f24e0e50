import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {makeServices} from '../../source/commands/services.js';
import {exitCodes, invariant, Secret} from '../../source/diagnostics/index.js';
import {openProfileStore} from '../../source/profiles/index.js';
import type {Profile} from '../../source/scenario/index.js';
import type {ReviewedPlan} from '../../source/ui/services.js';
import type {Workplace} from './fake-context.js';
import {makeWorkplace} from './fake-context.js';
import {makeTestLab} from './fake-lab.js';

const profile: Profile = {
	version: 1,
	id: 'home-x7k2',
	name: 'home',
	parts: [{id: 'p1', scenario: 'vpn-split-tunnel', answers: {tunnel: 'conf', conf: 'vpn.conf', destinations: ['203.0.113.0/24']}}],
};
const refuse = async (): Promise<{readonly type: 'reject'}> => ({type: 'reject'});

let workplace: Workplace;
let services: ReturnType<typeof makeServices>;
beforeEach(async () => {
	workplace = await makeWorkplace();
	services = makeServices(workplace.context().context);
});
afterEach(async () => {
	await services.stop();
	await workplace.remove();
});

describe("the wizard's services", () => {
	it('save a profile that works from everywhere, and remember when it was applied', async () => {
		await services.profiles.save(profile, true);
		const {profiles} = await services.profiles.list();
		expect(profiles[0]?.profile.parts[0]?.answers.conf).toBe(join(workplace.directory, 'vpn.conf'));
		expect(profiles[0]?.lastApplied).toEqual(expect.any(Number));
	});

	it('start the lab, connect without a question, tell that it is one, and do not save its address', async () => {
		const {router, password} = await services.startLab('home');
		expect(await services.startLab('home')).toEqual({router, password});
		const steps: string[] = [];
		const connected = await services.connect(router, {password, ask: refuse, onProgress: (text) => steps.push(text), signal: new AbortController().signal});
		expect(connected).toMatchObject({ok: true, value: {isLab: true, facts: {source: 'router'}}});
		expect(steps).toHaveLength(2);
		await services.profiles.save({...profile, router});
		expect((await services.profiles.list()).profiles[0]?.profile.router).toBeUndefined();
		if (connected.ok) {
			await connected.value.close();
		}
	});

	it('tell when a list would suddenly shrink, and apply that only with the address of the router', async () => {
		const {router, password} = await services.startLab('home');
		const {signal} = new AbortController();
		const connected = await services.connect(router, {password, ask: refuse, onProgress() {}, signal});
		invariant(connected.ok, 'no connection to the lab');
		const connection = connected.value;
		const change = async (count: number, despite?: string) => {
			const destinations = Array.from({length: count}, (_, index) => `203.0.113.${2 * index}`);
			const answers = {tunnel: 'existing', interface: 'wg-vpn', destinations, 'when-down': 'block'};
			const agreed: Profile = {...profile, parts: [{id: 'p1', scenario: 'vpn-split-tunnel', answers}]};
			const planned = await connection.plan(agreed, {}, signal);
			invariant(planned.ok, 'no plan');
			const {plan, risks} = planned.value;
			const outcomes: string[] = [];
			for await (const event of connection.apply({reviewed: {plan, profile: agreed, attachments: {}}, confirmWithin: 60, despite, decide: async () => 'keep', signal})) {
				outcomes.push(...(event.type === 'outcome' ? [event.outcome] : []));
			}

			return {risks, outcomes};
		};
		expect(await change(30)).toEqual({risks: [], outcomes: ['kept']});
		await expect(change(3)).rejects.toMatchObject({code: 'list-shrinks'});
		await expect(change(3, '192.0.2.1')).rejects.toMatchObject({code: 'list-shrinks'});
		expect(await change(3, router.host)).toEqual({risks: [expect.stringMatching(/^The list \S+ would shrink from 30 to 3 entries\.$/)], outcomes: ['kept']});
		await connection.close();
	});

	it('apply no plan that was made from other answers than those at hand', async () => {
		const {router, password} = await services.startLab('home');
		const {signal} = new AbortController();
		const connected = await services.connect(router, {password, ask: refuse, onProgress() {}, signal});
		invariant(connected.ok, 'no connection to the lab');
		const connection = connected.value;
		const of = (...destinations: readonly string[]): Profile => ({
			...profile,
			parts: [{id: 'p1', scenario: 'vpn-split-tunnel', answers: {tunnel: 'existing', interface: 'wg-vpn', destinations, networks: ['bridge'], 'when-down': 'block'}}],
		});
		const [agreed, other] = [of('203.0.113.0/24'), of('198.18.0.0/15')];
		const planned = await connection.plan(agreed, {}, signal);
		invariant(planned.ok, 'no plan');
		const {plan} = planned.value;
		const apply = async (reviewed: ReviewedPlan) => {
			for await (const event of connection.apply({reviewed, confirmWithin: 60, decide: async () => 'undo', signal})) {
				return event.type;
			}

			return 'nothing';
		};
		const stale = {code: 'plan-of-other-answers', exitCode: exitCodes.failed};
		await expect(apply({plan, profile: other, attachments: {}})).rejects.toMatchObject(stale);
		await expect(apply({plan, profile: agreed, attachments: {'vpn.conf': ''}})).rejects.toMatchObject(stale);
		await expect(apply({plan: {...plan}, profile: agreed, attachments: {}})).rejects.toMatchObject(stale);
		expect(await apply({plan, profile: structuredClone(agreed), attachments: {}})).toBe('step');
		expect(await connection.plan(of(), {}, signal)).toMatchObject({ok: false});
		await expect(apply({plan, profile: agreed, attachments: {}})).rejects.toMatchObject(stale);
		await connection.close();
	});

	it('ask for a password again, three times, and then give up', async () => {
		const {router} = await services.startLab('home');
		const asked: number[] = [];
		const connected = await services.connect(router, {
			ask: async (question) => {
				asked.push(question.type === 'password' ? question.attempt : 0);
				return {type: 'password', password: new Secret('wrong')};
			},
			onProgress() {},
			signal: new AbortController().signal,
		});
		expect(asked).toEqual([1, 2, 3]);
		expect(connected).toMatchObject({ok: false, diagnostics: [{code: 'authentication-failed'}]});
	});

	it('go on without the key that the SSH configuration names where it cannot be used', async () => {
		const {lab, password} = await makeTestLab();
		await mkdir(join(workplace.directory, '.ssh'));
		await writeFile(join(workplace.directory, '.ssh', 'config'), `Host lab\n\tHostName 127.0.0.1\n\tPort ${lab.port}\n\tIdentityFile ~/.ssh/agent.pub\n`);
		// The public half alone: the agent has the other one.
		await writeFile(join(workplace.directory, '.ssh', 'agent.pub'), 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f me\n');
		const connected = await services.connect(
			{host: '127.0.0.1', port: lab.port, user: 'admin'},
			{
				ask: async ({type}) => (type === 'password' ? {type, password: new Secret(password)} : {type: 'accept'}),
				onProgress() {},
				signal: new AbortController().signal,
			},
		);
		expect(connected).toMatchObject({ok: true});
		if (connected.ok) {
			await connected.value.close();
		}

		await lab.stop();
	});

	it('never write over a script that is there', async () => {
		await writeFile(join(workplace.directory, 'home.rsc'), 'mine');
		expect(await services.scriptPath('home')).toBe(join(workplace.directory, 'home-2.rsc'));
		expect(await services.scriptPath('../up')).toBe(join(workplace.directory, '---up.rsc'));
		expect(await services.saveScript(join(workplace.directory, 'home.rsc'), 'ours')).toMatchObject({ok: false, diagnostics: [{code: 'file-exists'}]});
		expect(await readFile(join(workplace.directory, 'home.rsc'), 'utf8')).toBe('mine');
		expect(await services.saveScript(join(workplace.directory, 'new.rsc'), 'ours')).toMatchObject({ok: true});
		expect(await readFile(join(workplace.directory, 'new.rsc'), 'utf8')).toBe('ours');
	});

	it('tell of a store that was set aside', async () => {
		const {store} = workplace.context().context;
		await mkdir(store.directory, {mode: 0o700});
		await writeFile(join(store.directory, 'profiles.json'), 'broken', {mode: 0o600});
		expect((await services.profiles.list()).notices).toEqual([expect.stringContaining('set aside')]);
		expect((await openProfileStore(store)).list()).toEqual([]);
	});

	it('read files only when they are text, and say why not', async () => {
		expect(await services.attach('none.conf')).toMatchObject({ok: false, diagnostics: [{code: 'file-missing'}]});
		expect(await services.attach('~')).toMatchObject({ok: false, diagnostics: [{code: 'file-kind'}]});
	});
});
