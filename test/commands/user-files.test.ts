import {once} from 'node:events';
import {lstat, mkdtemp, readFile, rm, symlink, writeFile} from 'node:fs/promises';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {writeUserFile} from '../../source/commands/user-files.js';
import type {Workplace} from './fake-context.js';
import {makeWorkplace} from './fake-context.js';

let workplace: Workplace;
let folder: string;
beforeAll(async () => {
	workplace = await makeWorkplace();
	folder = await mkdtemp(join(tmpdir(), 'detour-written-'));
});
afterAll(async () => {
	await workplace.remove();
	await rm(folder, {recursive: true, force: true});
});

const write = async (path: string) => writeUserFile(path, 'new', workplace.context().context);

describe('a file that a person names to be written', () => {
	// Its place would be taken by a file; whoever may write to /dev would have no /dev/null any more.
	it('is no socket, device or folder', async () => {
		const socket = join(folder, 'socket');
		const server = createServer().listen(socket);
		await once(server, 'listening');
		for (const path of [socket, folder]) {
			await expect(write(path)).rejects.toMatchObject({code: 'file-kind', exitCode: 2});
		}

		expect((await lstat(socket)).isSocket()).toBe(true);
		server.close();
	});

	it('is the one that a link leads to, and the link stays', async () => {
		const [file, link] = [join(folder, 'file'), join(folder, 'link')];
		await writeFile(file, 'old');
		await symlink(file, link);
		expect(await write(link)).toMatchObject({word: 'Replaced'});
		expect({text: await readFile(file, 'utf8'), isLink: (await lstat(link)).isSymbolicLink()}).toEqual({text: 'new', isLink: true});
	});
});
