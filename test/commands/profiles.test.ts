import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {openProfileStore} from '../../source/profiles/index.js';
import type {Profile} from '../../source/scenario/index.js';
import type {Ran, Workplace} from './fake-context.js';
import {makeWorkplace} from './fake-context.js';

const home: Profile = {
	version: 1,
	id: 'home-x7k2',
	name: 'Home',
	router: {host: '192.168.88.1', port: 22, user: 'admin'},
	parts: [{id: 'p1', scenario: 'vpn-split-tunnel', answers: {services: ['netflix']}}],
};

let workplace: Workplace;
beforeEach(async () => {
	workplace = await makeWorkplace();
	(await openProfileStore(workplace.context().context.store)).save(home);
});
afterEach(async () => workplace.remove());

const profiles = async (...words: readonly string[]): Promise<Ran> => workplace.run(['profiles', ...words]);
const list = async (): Promise<readonly Profile[]> => {
	const document: {readonly profiles: readonly {readonly profile: Profile}[]} = JSON.parse((await profiles('--json')).out);
	return document.profiles.map(({profile}) => profile);
};

describe('profiles', () => {
	it('lists and shows', async () => {
		expect((await profiles()).out).toBe('Home  home-x7k2  vpn-split-tunnel  admin@192.168.88.1  not applied from here\n');
		expect((await profiles('show', 'home')).out).toContain('services: netflix');
		expect(JSON.parse((await profiles('show', 'home', '--json')).out)).toEqual({schema: 'detour/profile@1', profile: home});
	});

	it('renames without touching the id, and copies with a new one', async () => {
		await profiles('rename', 'home', 'Flat');
		await profiles('copy', 'flat', 'Cabin');
		const [renamed, copy] = await list();
		expect(renamed).toEqual({...home, name: 'Flat'});
		expect(copy).toMatchObject({name: 'Cabin', parts: home.parts});
		expect(copy?.id).toMatch(/^cabin-[a-z2-7]{4}$/);
	});

	it.each([
		[['rename', 'home', ' '], 'is no name for a profile'],
		[['copy', 'home', 'HOME'], 'There is a profile "HOME" already'],
		[['copy', 'home', 'x\u001B[2J'], 'is no name for a profile'],
	])('%j is refused', async (words, message) => {
		const {code, err} = await profiles(...words);
		expect(code).toBe(2);
		expect(err).toContain(message);
		expect(await list()).toEqual([home]);
	});

	it('exports what it imports again, without the router and under an id of its own', async () => {
		await profiles('export', 'home', '-o', 'home.json');
		expect(await readFile(join(workplace.directory, 'home.json'), 'utf8')).not.toContain('192.168.88.1');
		expect((await profiles('import', 'home.json')).err).toContain('There is a profile "Home" already');
		await profiles('rename', 'home', 'Old');
		await profiles('import', 'home.json');
		const [, imported] = await list();
		expect(imported).toMatchObject({name: 'Home', parts: home.parts});
		expect(imported?.id).not.toBe(home.id);
		expect(imported?.router).toBeUndefined();
	});

	it('drops the router of an imported profile', async () => {
		await writeFile(join(workplace.directory, 'evil.json'), JSON.stringify({...home, name: 'Evil', id: 'evil-aaaa', router: {host: 'evil.example', port: 22, user: 'admin'}}));
		await profiles('import', 'evil.json');
		expect((await list()).at(-1)).toEqual({version: 1, id: 'evil-aaaa', name: 'Evil', parts: home.parts});
	});

	it.each([
		['what is on a router', 5, 'was applied to a router'],
		['what never was on a router', undefined, 'is on no router that is known here'],
	])('asks before it forgets %s', async (_what, applied, told) => {
		(await openProfileStore(workplace.context().context.store)).save(home, applied);
		expect(await profiles('delete', 'home')).toMatchObject({code: 2, err: expect.stringContaining(told)});
		expect(await workplace.run(['profiles', 'delete', 'home'], {answers: ['no']})).toMatchObject({code: 130});
		expect(await list()).toEqual([home]);
		expect(await workplace.run(['profiles', 'delete', 'home'], {answers: ['yes']})).toMatchObject({code: 0});
		expect(await list()).toEqual([]);
	});
});
