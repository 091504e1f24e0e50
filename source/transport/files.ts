import type {Client, SFTPWrapper} from 'ssh2';
import type {Lanes} from './lanes.js';
import {ChannelRefused} from './lanes.js';

/** SFTP's "no such file" (draft-ietf-secsh-filexfer-02 §7). */
const noSuchFile = 2;

/** Below what every server takes in one packet (§3: 34000 bytes), so that ssh2 does not split a piece and send its rest late. */
const pieceSize = 30_720;

type Failure = (Error & {readonly code?: unknown}) | null | undefined;

const asked = <T>(ask: (done: (failure: Failure, value?: T) => void) => void): Promise<T | undefined> =>
	new Promise((resolve, reject) => {
		ask((failure, value) => (failure === undefined || failure === null ? resolve(value) : reject(failure)));
	});

const openSession = (client: Client): Promise<SFTPWrapper> =>
	new Promise((resolve, reject) => {
		client.sftp((failure, sftp) => (failure === undefined ? resolve(sftp) : reject(channelError(failure))));
	});

/** ssh2 says why a server opens no channel in `reason`. */
export const channelError = (failure: Error): Error => ('reason' in failure ? new ChannelRefused(failure.message, {cause: failure}) : failure);

const piecesOf = (size: number): readonly {readonly start: number; readonly length: number}[] =>
	Array.from({length: Math.ceil(size / pieceSize)}, (_, index) => ({start: index * pieceSize, length: Math.min(pieceSize, size - index * pieceSize)}));

/** Bytes of a file from `start` on, fewer at its end. A server may give less than it was asked for. */
const readPiece = async (sftp: SFTPWrapper, handle: Buffer, start: number, length: number): Promise<Buffer> => {
	const piece = Buffer.alloc(length);
	let got = 0;
	while (got < length) {
		const count = await asked<number>((done) => {
			sftp.read(handle, piece, got, length - got, start + got, done);
		});
		if (count === undefined || count === 0) {
			break;
		}

		got += count;
	}

	return piece.subarray(0, got);
};

const write = async (sftp: SFTPWrapper, path: string, content: Uint8Array): Promise<void> => {
	const handle = await asked<Buffer>((done) => sftp.open(path, 'w', done));
	if (handle === undefined) {
		return;
	}

	const buffer = Buffer.from(content);
	// All pieces are under way at once, as OpenSSH's client does it; the server takes them in order, and the file is closed last.
	await Promise.all([
		...piecesOf(buffer.length).map(({start, length}) => asked<void>((done) => sftp.write(handle, buffer, start, length, start, done))),
		asked<void>((done) => sftp.close(handle, done)),
	]);
};

const read = async (sftp: SFTPWrapper, path: string, expected: number | undefined): Promise<Uint8Array | undefined> => {
	const handle = await asked<Buffer>((done) => sftp.open(path, 'r', done)).catch((cause: unknown) => {
		if (cause instanceof Error && 'code' in cause && cause.code === noSuchFile) {
			return undefined;
		}

		throw cause;
	});
	if (handle === undefined) {
		return undefined;
	}

	const size = expected ?? (await asked<{readonly size: number}>((done) => sftp.fstat(handle, done)))?.size ?? 0;
	// One piece more than there should be: what is longer than expected is read as longer.
	const pieces = [...piecesOf(size), {start: size, length: pieceSize}];
	try {
		return Buffer.concat(await Promise.all(pieces.map(({start, length}) => readPiece(sftp, handle, start, length))));
	} finally {
		sftp.close(handle, () => undefined);
	}
};

export interface Files {
	upload(path: string, content: Uint8Array): Promise<void>;
	/** Undefined when there is none. `size` is how long it should be, when that is known. */
	download(path: string, size?: number): Promise<Uint8Array | undefined>;
}

/** Files over one SFTP session that stays open, or one for each where the server takes but one channel at once. */
export const makeFiles = (client: Client, lanes: Lanes): Files => {
	let session: Promise<SFTPWrapper> | undefined;
	const use = async <T>(work: (sftp: SFTPWrapper) => Promise<T>): Promise<T> => {
		const opening = session ?? openSession(client);
		session = opening;
		const forget = (): void => {
			session = session === opening ? undefined : session;
		};
		const sftp = await opening.catch((cause: unknown) => {
			forget();
			throw cause;
		});
		sftp.once('close', forget);
		try {
			return await work(sftp);
		} finally {
			sftp.off('close', forget);
			if (lanes.isSingle()) {
				forget();
				sftp.end();
			}
		}
	};

	return {
		upload: async (path, content) => use(async (sftp) => write(sftp, path, content)),
		download: async (path, size) => use(async (sftp) => read(sftp, path, size)),
	};
};
