import type {Stats} from 'node:fs';
import {lstat, mkdir, open, readdir, readFile, rename, rm} from 'node:fs/promises';
import {dirname} from 'node:path';
import {setTimeout as delay, setImmediate as turn} from 'node:timers/promises';
import {AppError, display} from '../diagnostics/index.js';
import type {Clock, FileInfo, Files, Random} from '../runtime/index.js';

/** From the global object, which loads its cryptography at first use: an import would load it before the first frame. */
const randomBytes = (count: number): Uint8Array => crypto.getRandomValues(new Uint8Array(count));

const reasons: Readonly<Record<string, string>> = {
	EACCES: 'permission denied',
	EPERM: 'permission denied',
	ENOSPC: 'the disk is full',
	EROFS: 'the file system is read-only',
	EISDIR: 'it is a directory',
	ENOTDIR: 'a part of the path is not a directory',
	EMFILE: 'too many open files',
	ELOOP: 'too many symbolic links',
	ENAMETOOLONG: 'the name is too long',
};

const codeOf = (cause: unknown): string => (cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '');

/** What a file system refused, in one clear message. */
export const fileTrouble = (doing: string, path: string, cause: unknown): AppError => {
	const code = codeOf(cause);
	return new AppError('file-trouble', `Cannot ${doing} ${display(path)}: ${reasons[code] ?? (code === '' ? 'unexpected trouble' : code)}.`, {cause});
};

const unlessMissing = <T>(doing: string, path: string, none: T) => {
	return (cause: unknown): T => {
		if (codeOf(cause) === 'ENOENT') {
			return none;
		}

		throw fileTrouble(doing, path, cause);
	};
};

const kindOf = (found: Stats): FileInfo['kind'] => {
	if (found.isFile()) {
		return 'file';
	}

	return found.isDirectory() ? 'directory' : 'other';
};

const syncedWrite = async (path: string, flags: string, text: string, mode: number): Promise<void> => {
	const handle = await open(path, flags, mode);
	try {
		await handle.writeFile(text);
		await handle.sync();
	} finally {
		await handle.close();
	}
};

const makeParent = async (path: string): Promise<void> => {
	await mkdir(dirname(path), {recursive: true, mode: 0o700});
};

/** The real file system. Symbolic links are not followed by `info`, so that a store can refuse them. */
export const nodeFiles: Files = {
	read: async (path) => readFile(path, 'utf8').catch(unlessMissing('read', path, undefined)),
	async write(path, text, mode = 0o600) {
		const temporary = `${path}.${Buffer.from(randomBytes(6)).toString('hex')}.tmp`;
		try {
			await makeParent(path);
			await syncedWrite(temporary, 'wx', text, mode);
			await rename(temporary, path);
		} catch (cause) {
			await rm(temporary, {force: true});
			throw fileTrouble('write', path, cause);
		}
	},
	async append(path, text) {
		try {
			await makeParent(path);
			await syncedWrite(path, 'a', text, 0o600);
		} catch (cause) {
			throw fileTrouble('write', path, cause);
		}
	},
	remove: async (path) => rm(path, {force: true}).catch(unlessMissing('remove', path, undefined)),
	list: async (directory) => readdir(directory).catch(unlessMissing<readonly string[]>('list', directory, [])),
	async info(path) {
		const found = await lstat(path).catch(unlessMissing('look at', path, undefined));
		return found === undefined ? undefined : {kind: kindOf(found), size: found.size, mode: found.mode & 0o7777};
	},
};

export const nodeClock: Clock = {
	now: () => Date.now(),
	monotonic: () => performance.now(),
	sleep: async (milliseconds, signal) => {
		await delay(milliseconds, undefined, {signal});
		// After a standstill, as of a busy or suspended computer, timers go first: what has arrived meanwhile is heard before anybody takes it for late.
		await turn(undefined, {signal});
	},
};

export const nodeRandom: Random = {bytes: randomBytes};
