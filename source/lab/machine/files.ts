import {ScriptError} from '../contract.js';
import type {Store, StoredFile} from '../store/store.js';
import type {Faults} from './faults.js';

/** Bytes of the built-in router's disk. */
export const diskSize = 128 * 1024 * 1024;
/** Longest contents that `/file` shows and takes (60 KiB on 7.x; the manual). Longer ones go by SFTP. */
export const longestContents = 60 * 1024;

const firmware = 44 * 1024 * 1024;

export type Disk = {
	free(): number;
	list(): ReadonlyMap<string, StoredFile>;
	read(name: string): StoredFile | undefined;
	/** Throws `ScriptError` when the disk is full. */
	write(name: string, content: Uint8Array): void;
	makeDirectory(name: string): void;
	/** A directory goes with all that is in it. */
	remove(name: string): boolean;
	rename(from: string, to: string): boolean;
	/** What a power cut does to files that were written since. */
	cut(files: 'empty' | 'lost', since: number): void;
	/** What a reboot does to files on a RAM disk. */
	forget(): void;
};

/** Names have no leading slash; `..` goes nowhere. */
export const fileName = (path: string): string =>
	path
		.split('/')
		.filter((part) => part !== '' && part !== '.' && part !== '..')
		.join('/');

export const createDisk = (store: Store, faults: Faults, now: () => number, uptime: () => number): Disk => {
	/** Uptime of the last write, by path. */
	const written = new Map<string, number>();
	const {files} = store;
	const used = (): number => [...files.values()].reduce((sum, file) => sum + file.content.length, 0);
	const free = (): number => faults.diskFree ?? Math.max(0, diskSize - firmware - used());
	return {
		free,
		list: () => files,
		read: (name) => files.get(fileName(name)),
		write: (name, content) => {
			const path = fileName(name);
			const before = files.get(path);
			const growth = content.length - (before?.content.length ?? 0);
			if (growth > free()) {
				throw new ScriptError('failure: not enough space on disk');
			}

			if (faults.diskFree !== undefined) {
				faults.diskFree -= Math.max(0, growth);
			}

			files.set(path, {id: before?.id ?? store.nextId('/file'), content, modified: now()});
			written.set(path, uptime());
		},
		makeDirectory: (name) => {
			const path = fileName(name);
			if (!files.has(path)) {
				files.set(path, {id: store.nextId('/file'), content: new Uint8Array(), modified: now(), directory: true});
			}
		},
		remove: (name) => {
			const path = fileName(name);
			const file = files.get(path);
			if (file === undefined) {
				return false;
			}

			files.delete(path);
			for (const other of file.directory === true ? [...files.keys()] : []) {
				if (other.startsWith(`${path}/`)) {
					files.delete(other);
				}
			}

			return true;
		},
		rename: (from, to) => {
			const file = files.get(fileName(from));
			if (file === undefined || files.has(fileName(to))) {
				return false;
			}

			files.delete(fileName(from));
			files.set(fileName(to), {...file, modified: now()});
			return true;
		},
		cut: (mode, since) => {
			for (const [path, at] of written) {
				const file = files.get(path);
				if (file === undefined || at < since) {
					continue;
				}

				if (mode === 'lost') {
					files.delete(path);
				} else {
					files.set(path, {...file, content: new Uint8Array()});
				}
			}
		},
		forget: () => {
			written.clear();
			if (!faults.ramDisk) {
				return;
			}

			for (const name of [...files.keys()]) {
				if (name !== 'flash' && !name.startsWith('flash/')) {
					files.delete(name);
				}
			}
		},
	};
};
