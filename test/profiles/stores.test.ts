import {generateKeyPairSync} from 'node:crypto';
import {chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {nodeFiles} from '../../source/commands/runtime.js';
import {openHostKeys} from '../../source/profiles/host-keys.js';
import {openJournalFiles} from '../../source/profiles/journal-files.js';
import type {StoreOptions} from '../../source/profiles/json-store.js';
import {knownLabFingerprint, labHostKey} from '../../source/profiles/lab-key.js';
import {openProfileStore} from '../../source/profiles/profile-store.js';
import type {Profile} from '../../source/scenario/types.js';

const home: Profile = {
	version: 1,
	id: 'home-x7k2',
	name: 'Home',
	router: {host: '192.168.88.1', port: 22, user: 'admin'},
	parts: [{id: 'p1', scenario: 'vpn-split-tunnel', answers: {services: ['netflix'], redirect: true}}],
};
const office: Profile = {...home, id: 'office-aaaa', name: 'Office'};

let directory: string;
let options: StoreOptions;

beforeEach(async () => {
	const parent = await mkdtemp(join(tmpdir(), 'detour-store-'));
	directory = join(parent, 'store');
	options = {directory, files: nodeFiles, now: () => Date.UTC(2026, 0, 2, 3, 4, 5), platform: 'linux'};
});

afterEach(async () => {
	await rm(join(directory, '..'), {recursive: true, force: true});
});

const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;

describe('the profile store', () => {
	it('says in a sentence what the file system refuses', async () => {
		const [store, keys] = [await openProfileStore(options), await openHostKeys(options)];
		await rm(directory, {recursive: true});
		await writeFile(directory, 'a file where the folder was');
		const refused = {code: 'store-refused', message: expect.stringMatching(/^Cannot keep anything in \S+profiles\.json \(E[A-Z]+\)\.$/)};
		for (const write of [() => store.save(home), () => store.saveDraft({profile: home, scenario: 'custom', answers: {}, field: 'x', savedAt: 1})]) {
			expect(write).toThrow(expect.objectContaining(refused));
		}

		await expect(keys.set('192.0.2.1', 22, {type: 'ssh-rsa', key: 'AAAA', fingerprint: 'SHA256:x'})).rejects.toMatchObject({code: 'store-refused'});
	});

	it('is not made where the person happens to stand, when there is no home', async () => {
		const homeless = {...options, directory: ''};
		for (const open of [openProfileStore, openHostKeys, openJournalFiles, knownLabFingerprint]) {
			await expect(open(homeless)).rejects.toMatchObject({code: 'store-refused', hint: expect.stringContaining('DETOUR_HOME')});
		}
	});

	it('keeps profiles, replaces by id and remembers when they were applied', async () => {
		const store = await openProfileStore(options);
		store.save(home);
		store.save(office, 7);
		store.save({...office, name: 'Work'});
		store.remove(home.id);
		const again = await openProfileStore(options);
		expect(again.list()).toEqual([{profile: {...office, name: 'Work'}, lastApplied: 7}]);
		expect(again.notices).toEqual([]);
	});

	it('forgets when a profile was applied and compared once it was taken off', async () => {
		const store = await openProfileStore(options);
		store.save(home, 5);
		store.save(office, 7);
		store.compared(home.id, 9, 3);
		store.takenOff(home.id);
		expect((await openProfileStore(options)).list()).toEqual([{profile: home}, {profile: office, lastApplied: 7}]);
	});

	it('is for its owner alone', async () => {
		(await openProfileStore(options)).save(home);
		expect(await modeOf(directory)).toBe(0o700);
		expect(await modeOf(join(directory, 'profiles.json'))).toBe(0o600);
	});

	it.each([
		['home-x7k2', 'home-x7k2'],
		['home', 'home-x7k2'],
		['HOME', 'home-x7k2'],
		['off', 'office-aaaa'],
	])('finds %s', async (word, id) => {
		const store = await openProfileStore(options);
		store.save(home);
		store.save(office);
		const found = store.find(word);
		expect(found.ok && found.value.profile.id).toBe(id);
	});

	it.each([
		['ofice', 'profile-unknown', 'Did you mean "Office"?'],
		['o', 'profile-ambiguous', 'Say which by id: office-aaaa, other-bbbb.'],
		['', 'profile-unknown', 'See what there is with: detour profiles'],
	])('says what is wrong with "%s"', async (word, code, hint) => {
		const store = await openProfileStore(options);
		store.save(office);
		store.save({...home, id: 'other-bbbb', name: 'Other'});
		const found = store.find(word);
		expect(found.ok ? [] : found.diagnostics).toMatchObject([{code, hint}]);
	});

	it('keeps one draft until it is done with', async () => {
		const store = await openProfileStore(options);
		const draft = {profile: home, scenario: 'vpn-split-tunnel', answers: {services: ['netflix']}, field: 'networks', savedAt: 5};
		store.saveDraft(draft);
		expect((await openProfileStore(options)).draft()).toEqual(draft);
		store.clearDraft();
		expect((await openProfileStore(options)).draft()).toBeUndefined();
	});

	it.each([
		['not JSON', '{"version":1,"profiles":[{'],
		['no profile', '{"version":1,"profiles":[{"profile":{"name":"x"}}]}'],
		['a secret that has no place there', JSON.stringify({version: 1, profiles: [{profile: {...home, password: 'hunter2'}}]})],
	])('sets a broken file aside and says so: %s', async (_, text) => {
		await mkdir(directory, {mode: 0o700});
		await writeFile(join(directory, 'profiles.json'), text, {mode: 0o600});
		const store = await openProfileStore(options);
		expect(store.list()).toEqual([]);
		const aside = join(directory, 'profiles.json.broken-2026-01-02T03-04-05');
		expect(store.notices).toEqual([expect.stringContaining(aside)]);
		expect(await readFile(aside, 'utf8')).toBe(text);
		expect(await modeOf(aside)).toBe(0o600);
		store.save(home);
		expect((await openProfileStore(options)).list()).toEqual([{profile: home}]);
	});

	it('refuses the file of a newer Detour and leaves it alone', async () => {
		await mkdir(directory, {mode: 0o700});
		await writeFile(join(directory, 'profiles.json'), '{"version":2,"profiles":[]}', {mode: 0o600});
		await expect(openProfileStore(options)).rejects.toMatchObject({code: 'store-too-new'});
		expect(await readdir(directory)).toEqual(['profiles.json']);
	});

	it('refuses a store that others may write', async () => {
		(await openProfileStore(options)).save(home);
		await chmod(join(directory, 'profiles.json'), 0o620);
		await expect(openProfileStore(options)).rejects.toMatchObject({code: 'store-refused', message: expect.stringContaining('profiles.json')});
		await chmod(join(directory, 'profiles.json'), 0o600);
		await chmod(directory, 0o770);
		await expect(openProfileStore(options)).rejects.toMatchObject({code: 'store-refused'});
	});

	it('refuses a store behind a symbolic link', async () => {
		(await openProfileStore(options)).save(home);
		const link = join(directory, '..', 'link');
		await symlink(directory, link);
		await expect(openProfileStore({...options, directory: link})).rejects.toMatchObject({code: 'store-refused'});
		await rm(join(directory, 'profiles.json'));
		await writeFile(join(directory, '..', 'elsewhere.json'), '{"version":1,"profiles":[]}');
		await symlink(join(directory, '..', 'elsewhere.json'), join(directory, 'profiles.json'));
		await expect(openProfileStore(options)).rejects.toMatchObject({code: 'store-refused'});
	});
});

describe('host keys', () => {
	const pin = {type: 'ssh-rsa', key: 'AAAA', fingerprint: 'SHA256:x'};

	it('are kept by host and port', async () => {
		await (await openHostKeys(options)).set('Router.Example', 22, pin);
		const again = await openHostKeys(options);
		expect(await again.get('router.example', 22)).toEqual(pin);
		expect(await again.get('router.example', 2222)).toBeUndefined();
		expect(await again.get('__proto__', 22)).toBeUndefined();
		expect(await modeOf(join(directory, 'host-keys.json'))).toBe(0o600);
	});

	it('are never forgotten because of a broken file', async () => {
		await mkdir(directory, {mode: 0o700});
		await writeFile(join(directory, 'host-keys.json'), '{', {mode: 0o600});
		await expect(openHostKeys(options)).rejects.toMatchObject({code: 'host-keys-broken'});
		expect(await readFile(join(directory, 'host-keys.json'), 'utf8')).toBe('{');
	});
});

describe('the journal', () => {
	it('keeps one file a change and reads past a torn last line', async () => {
		const journal = await openJournalFiles(options);
		await journal.append('c1', {state: 'arm?'});
		await journal.append('c1', {state: 'armed'});
		await journal.append('c2', {state: 'lock?'});
		await nodeFiles.append(join(directory, 'journal', 'c1.ndjson'), '{"state":"app');
		expect(await journal.list()).toEqual(['c1', 'c2']);
		expect(await journal.read('c1')).toEqual([{state: 'arm?'}, {state: 'armed'}]);
		expect(await modeOf(join(directory, 'journal', 'c1.ndjson'))).toBe(0o600);
		await journal.remove('c1');
		expect(await journal.list()).toEqual(['c2']);
	});

	it.each(['../x', 'a/b', '', 'A'.repeat(80)])('takes no path for a name: %s', async (name) => {
		const journal = await openJournalFiles(options);
		await expect(journal.read(name)).rejects.toMatchObject({code: 'journal-name'});
	});
});

describe("the lab's host key", () => {
	it('is made once, and known by its fingerprint', async () => {
		let made = 0;
		const generate = (): string => {
			made++;
			return generateKeyPairSync('rsa', {modulusLength: 1024, privateKeyEncoding: {type: 'pkcs1', format: 'pem'}, publicKeyEncoding: {type: 'pkcs1', format: 'pem'}}).privateKey;
		};
		expect(await knownLabFingerprint(options)).toBeUndefined();
		const pem = await labHostKey(options, generate);
		expect(await labHostKey(options, generate)).toBe(pem);
		expect(made).toBe(1);
		const {default: ssh2} = await import('ssh2');
		const parsed = ssh2.utils.parseKey(pem);
		const {createHash} = await import('node:crypto');
		const theirs = parsed instanceof Error ? '' : createHash('sha256').update(parsed.getPublicSSH()).digest('base64').replace(/=+$/, '');
		expect(await knownLabFingerprint(options)).toBe(`SHA256:${theirs}`);
	});
});
