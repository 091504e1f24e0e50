import type {Attributes, FileEntry, SFTPWrapper} from 'ssh2';
import ssh2 from 'ssh2';
import {ScriptError} from '../contract.js';
import {fileName} from '../machine/files.js';
import type {Machine} from '../machine/machine.js';
import {runUploaded} from '../machine/scripts.js';
import type {StoredFile} from '../store/store.js';

const {STATUS_CODE, OPEN_MODE} = ssh2.utils.sftp;

type Open = {readonly name: string; readonly writing: boolean; content: Buffer; size: number} | {readonly entries: FileEntry[]};

const attributes = (file: {readonly content: Uint8Array; readonly modified: number; readonly directory?: true}): Attributes => {
	const time = Math.floor(file.modified / 1000);
	return {mode: file.directory === true ? 0o040755 : 0o100644, uid: 0, gid: 0, size: file.content.length, atime: time, mtime: time};
};

const folder: StoredFile = {id: '', content: new Uint8Array(), modified: 0, directory: true};

const entry = (name: string, file: StoredFile): FileEntry => ({
	filename: name,
	longname: `${file.directory === true ? 'd' : '-'}rw-rw---- 1 root root ${file.content.length} ${new Date(file.modified).toISOString().slice(0, 10)} ${name}`,
	attrs: attributes(file),
});

type Inner = {readonly _protocol: {exitStatus(channel: number, status: number): void}; readonly outgoing: {readonly id: number}};

const hasInner = (sftp: object): sftp is Inner => '_protocol' in sftp && 'outgoing' in sftp;

/** ssh2 has no way of its own to send the exit status of an SFTP channel. */
const sayDone = (sftp: object): void => {
	if (hasInner(sftp)) {
		sftp._protocol.exitStatus(sftp.outgoing.id, 0);
	}
};

/** The router's files over SFTP: a leading slash means nothing, `..` leads nowhere. */
export const serveSftp = (machine: Machine, sftp: SFTPWrapper, user: string, from: string): void => {
	const {disk} = machine.context;
	const open = new Map<number, Open>();
	let last = 0;
	const login = machine.login({user, from, via: 'sftp', interactive: false, print: () => undefined, ended: () => sftp.end()});

	const find = (path: string): StoredFile | undefined => {
		const name = fileName(path);
		const implied = name === '' || (name === 'flash' && machine.context.faults.ramDisk) || [...disk.list().keys()].some((known) => known.startsWith(`${name}/`));
		return disk.read(name) ?? (implied ? folder : undefined);
	};

	const status = (request: number, code: number): void => {
		sftp.status(request, code);
	};

	const handle = (value: Open): Buffer => {
		last += 1;
		open.set(last, value);
		const buffer = Buffer.alloc(4);
		buffer.writeUInt32BE(last);
		return buffer;
	};

	const opened = (buffer: Buffer): Open | undefined => (buffer.length === 4 ? open.get(buffer.readUInt32BE()) : undefined);

	/** Whether it worked: what could not be written is trouble of the disk. */
	const worked = (act: () => boolean): boolean => {
		try {
			return act();
		} catch (error) {
			if (!(error instanceof ScriptError)) {
				throw error;
			}

			return false;
		}
	};

	const attempt = (request: number, act: () => boolean): void => {
		status(request, worked(act) ? STATUS_CODE.OK : STATUS_CODE.FAILURE);
	};

	const store = (file: Open): boolean => {
		if ('name' in file && file.writing) {
			disk.write(file.name, new Uint8Array(file.content.subarray(0, file.size)));
			runUploaded(machine.context, login.session, file.name);
		}

		return true;
	};

	sftp.on('OPEN', (request, path, flags) => {
		const name = fileName(path);
		const file = disk.read(name);
		const writing = (flags & OPEN_MODE.WRITE) !== 0;
		if (name === '' || file?.directory === true || (file === undefined && (flags & OPEN_MODE.CREAT) === 0)) {
			status(request, STATUS_CODE.NO_SUCH_FILE);
			return;
		}

		const fresh = file === undefined || (flags & OPEN_MODE.TRUNC) !== 0;
		const content = fresh ? Buffer.alloc(0) : Buffer.from(file.content);
		sftp.handle(request, handle({name, writing, content, size: content.length}));
	});
	sftp.on('READ', (request, buffer, offset, length) => {
		const file = opened(buffer);
		if (file === undefined || !('name' in file)) {
			status(request, STATUS_CODE.FAILURE);
		} else if (offset >= file.size) {
			status(request, STATUS_CODE.EOF);
		} else {
			sftp.data(request, Buffer.from(file.content.subarray(offset, Math.min(file.size, offset + length))));
		}
	});
	sftp.on('WRITE', (request, buffer, offset, data) => {
		const file = opened(buffer);
		const end = offset + data.length;
		if (file === undefined || !('name' in file) || !file.writing || end - file.size > disk.free()) {
			status(request, STATUS_CODE.FAILURE);
			return;
		}

		if (end > file.content.length) {
			const grown = Buffer.alloc(Math.max(end, file.content.length * 2));
			file.content.copy(grown);
			file.content = grown;
		}

		data.copy(file.content, offset);
		file.size = Math.max(file.size, end);
		status(request, STATUS_CODE.OK);
	});
	sftp.on('CLOSE', (request, buffer) => {
		const file = opened(buffer);
		if (file === undefined) {
			status(request, STATUS_CODE.FAILURE);
			return;
		}

		open.delete(buffer.readUInt32BE());
		attempt(request, () => store(file));
	});
	sftp.on('FSTAT', (request, buffer) => {
		const file = opened(buffer);
		if (file !== undefined && 'name' in file) {
			sftp.attrs(request, attributes({content: file.content.subarray(0, file.size), modified: machine.now()}));
		} else {
			status(request, STATUS_CODE.FAILURE);
		}
	});
	const stat = (request: number, path: string): void => {
		const file = find(path);
		if (file === undefined) {
			status(request, STATUS_CODE.NO_SUCH_FILE);
		} else {
			sftp.attrs(request, attributes(file));
		}
	};
	sftp.on('STAT', stat);
	sftp.on('LSTAT', stat);
	sftp.on('SETSTAT', (request) => {
		status(request, STATUS_CODE.OK);
	});
	sftp.on('FSETSTAT', (request) => {
		status(request, STATUS_CODE.OK);
	});
	sftp.on('REALPATH', (request, path) => {
		const name = `/${fileName(path)}`;
		sftp.name(request, [{filename: name, longname: name, attrs: attributes(folder)}]);
	});
	sftp.on('OPENDIR', (request, path) => {
		if (find(path)?.directory !== true) {
			status(request, STATUS_CODE.NO_SUCH_FILE);
			return;
		}

		const name = fileName(path);
		const inside = name === '' ? '' : `${name}/`;
		const entries = new Map<string, FileEntry>();
		for (const [known, file] of disk.list()) {
			if (known.startsWith(inside) && known !== name) {
				const [first = '', ...deeper] = known.slice(inside.length).split('/');
				entries.set(first, entry(first, deeper.length > 0 ? folder : file));
			}
		}

		sftp.handle(request, handle({entries: [...entries.values()]}));
	});
	sftp.on('READDIR', (request, buffer) => {
		const listing = opened(buffer);
		if (listing === undefined || !('entries' in listing)) {
			status(request, STATUS_CODE.FAILURE);
		} else if (listing.entries.length === 0) {
			status(request, STATUS_CODE.EOF);
		} else {
			sftp.name(request, listing.entries.splice(0, 100));
		}
	});
	sftp.on('REMOVE', (request, path) => {
		status(request, disk.remove(path) ? STATUS_CODE.OK : STATUS_CODE.NO_SUCH_FILE);
	});
	sftp.on('RMDIR', (request, path) => {
		status(request, disk.remove(path) ? STATUS_CODE.OK : STATUS_CODE.NO_SUCH_FILE);
	});
	sftp.on('MKDIR', (request, path) => {
		disk.makeDirectory(path);
		status(request, STATUS_CODE.OK);
	});
	sftp.on('RENAME', (request, before, after) => {
		attempt(request, () => disk.rename(before, after));
	});
	// scp waits for the channel to be closed by this side, and takes a missing exit status for a failure.
	sftp.on('end', () => {
		sayDone(sftp);
		sftp.end();
	});
	sftp.on('error', () => undefined);
	sftp.on('close', () => {
		// A transfer that broke off leaves what had come.
		for (const file of open.values()) {
			worked(() => store(file));
		}

		open.clear();
		login.close();
	});
};
