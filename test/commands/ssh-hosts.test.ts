import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {sshHosts, toldOfKey} from '../../source/commands/ssh-hosts.js';

let home: string;
beforeAll(async () => {
	home = await mkdtemp(join(tmpdir(), 'detour-ssh-'));
	await mkdir(join(home, '.ssh', 'conf.d'), {recursive: true});
});
afterAll(async () => rm(home, {recursive: true, force: true}));

const write = async (name: string, text: string): Promise<void> => writeFile(join(home, '.ssh', name), text);

it('takes what several blocks include for each of them', async () => {
	await write('config', 'Host one\n\tInclude common\n\tPort 2201\nHost two\n\tInclude common\n\tPort 2202\nHost three\n');
	await write('common', 'Include deep nothing\nUser eve\n');
	await write('deep', 'HostName 10.0.0.1\n');
	expect(await sshHosts({cwd: '/', userHome: home})).toEqual([
		{alias: 'one', host: '10.0.0.1', port: 2201, user: 'eve'},
		{alias: 'two', host: '10.0.0.1', port: 2202, user: 'eve'},
		{alias: 'three', host: 'three', port: 22},
	]);
	await rm(join(home, '.ssh', 'config'));
});

it('reads the SSH configuration with all that it includes, each file once', async () => {
	expect(await sshHosts({cwd: '/', userHome: home})).toEqual([]);
	await write('config', `Include conf.d/*.conf ~/.ssh/other ${home}/.ssh/config nowhere nowhere/*\nHost attic\n\tHostName 192.168.88.1\n`);
	await write('conf.d/b.conf', 'Host b\nInclude conf.d/*');
	await write('conf.d/a.conf', 'Host a\n\tHostName 10.0.0.1');
	await write('conf.d/a.txt', 'Host late');
	await write('other', 'Include other\nHost other');
	expect((await sshHosts({cwd: '/', userHome: home})).map(({alias}) => alias)).toEqual(['a', 'b', 'late', 'other', 'attic']);
});

it('tells what ssh knows of a key', async () => {
	const offer = {host: '10.0.0.1', port: 22, type: 'ssh-rsa', key: 'AAAA', fingerprint: ''};
	const told = async () => toldOfKey(offer, {cwd: '/', userHome: home});
	expect(await told()).toBe(undefined);
	await write('known_hosts', '10.0.0.1 ssh-rsa AAAA\n');
	expect(await told()).toMatchObject({text: expect.stringContaining('has this key'), role: 'good'});
	await write('known_hosts', '10.0.0.1 ssh-rsa BBBB\n');
	expect(await told()).toMatchObject({text: expect.stringContaining('has ANOTHER key'), role: 'bad'});
});
