import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {makeServices} from '../../source/commands/services.js';
import {Secret} from '../../source/diagnostics/index.js';
import {openProfileStore} from '../../source/profiles/index.js';
import type {Profile} from '../../source/scenario/index.js';
import type {Workplace} from './fake-context.js';
import {makeWorkplace} from './fake-context.js';

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
		const {router, password} = await services.startLab();
		expect(await services.startLab()).toEqual({router, password});
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

	it('ask for a password again, three times, and then give up', async () => {
		const {router} = await services.startLab();
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

	it('never write over a script that is there', async () => {
		await writeFile(join(workplace.directory, 'home.rsc'), 'mine');
		const saved = await services.saveScript('home', 'ours');
		expect(saved).toEqual({ok: true, value: join(workplace.directory, 'home-2.rsc')});
		expect(await readFile(join(workplace.directory, 'home.rsc'), 'utf8')).toBe('mine');
		expect(await services.saveScript('../up', 'x')).toEqual({ok: true, value: join(workplace.directory, '---up.rsc')});
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
