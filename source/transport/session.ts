import type {Client, ClientChannel, SFTPWrapper} from 'ssh2';
import {AppError, display} from '../diagnostics/index.js';
import type {Clock} from '../runtime/index.js';
import {connectionLost, interrupted, timedOut} from './connection-errors.js';
import type {Endpoint, ExecOptions, ExecResult, Transport} from './transport.js';

type About = {readonly endpoint: Endpoint; readonly ident: string; readonly fingerprint: string; readonly clock: Clock};

/** Milliseconds that one command may take when its caller does not say. */
const patience = 60_000;

/** More than any export of a router that this is for. */
const outputLimit = 64 * 1024 * 1024;

const exec = (client: Client, command: string, signal: AbortSignal | undefined): Promise<ExecResult> =>
	new Promise((resolve, reject) => {
		client.exec(command, (failure, channel: ClientChannel) => {
			if (failure !== undefined) {
				reject(failure);
				return;
			}

			const chunks: Buffer[] = [];
			let size = 0;
			let exitCode: number | undefined;
			channel.on('data', (chunk: Buffer) => {
				size += chunk.length;
				if (size <= outputLimit) {
					chunks.push(chunk);
				} else {
					channel.close();
				}
			});
			signal?.addEventListener('abort', () => channel.close(), {once: true});
			channel.stderr.resume();
			channel.on('exit', (code: number | null) => {
				exitCode = code ?? undefined;
			});
			channel.on('error', reject);
			channel.on('close', () => resolve({output: Buffer.concat(chunks).toString('utf8'), exitCode}));
		});
	});

const openSftp = (client: Client): Promise<SFTPWrapper> =>
	new Promise((resolve, reject) => {
		client.sftp((failure, sftp) => (failure === undefined ? resolve(sftp) : reject(failure)));
	});

const withSftp = async <T>(client: Client, use: (sftp: SFTPWrapper) => Promise<T>): Promise<T> => {
	const sftp = await openSftp(client);
	try {
		return await use(sftp);
	} finally {
		sftp.end();
	}
};

/** SFTP's "no such file" (draft-ietf-secsh-filexfer-02 §7). */
const noSuchFile = 2;

const fileError = (path: string, cause: unknown): AppError =>
	cause instanceof AppError
		? cause
		: new AppError('file-transfer-failed', `The router did not take the file ${display(path)}: ${display(cause instanceof Error ? cause.message : String(cause))}.`, {
				hint: 'Is there space left, and has the user the policy "ftp"?',
				cause,
			});

/** A connection that is logged in, as the rest of the program sees it: one channel at a time, one clear error when it breaks. */
export const makeSession = (client: Client, about: About): Transport => {
	const {endpoint, clock} = about;
	let isLost = false;
	let lose: (cause?: unknown) => void = () => undefined;
	const lost = new Promise<never>((_, reject) => {
		lose = (cause) => {
			isLost = true;
			reject(connectionLost(endpoint, cause));
		};
	});
	lost.catch(() => undefined);
	client.removeAllListeners('error');
	client.on('error', lose);
	client.once('close', () => lose());

	let last: Promise<unknown> = Promise.resolve();
	/** RouterOS is not known to take several channels at once (docs/lab-notes/console.md). */
	const oneAtATime = <T>(work: () => Promise<T>): Promise<T> => {
		const next = last.then(() => (isLost ? lost : Promise.race([work(), lost])));
		last = next.catch(() => undefined);
		return next;
	};

	const limited = async <T>(work: Promise<T>, {signal, timeout = patience}: ExecOptions): Promise<T> => {
		const waiting = new AbortController();
		const stops: Promise<never>[] = [
			clock.sleep(timeout, waiting.signal).then(() => {
				throw timedOut(endpoint);
			}),
		];
		if (signal !== undefined) {
			stops.push(
				new Promise((_, reject) => {
					if (signal.aborted) {
						reject(interrupted());
					}

					signal.addEventListener('abort', () => reject(interrupted()), {once: true, signal: waiting.signal});
				}),
			);
		}

		for (const stop of stops) {
			stop.catch(() => undefined);
		}

		try {
			return await Promise.race([work, ...stops]);
		} catch (cause) {
			// Whatever the command was doing, its answer can no longer be told from the next one's.
			if (cause instanceof AppError && cause.code === 'timeout') {
				client.destroy();
			}

			throw cause;
		} finally {
			waiting.abort();
		}
	};

	return {
		fingerprint: about.fingerprint,
		ident: about.ident,
		exec: (command, options = {}) =>
			oneAtATime(() => limited(exec(client, command, options.signal), options)).catch((cause: unknown) => {
				throw cause instanceof AppError ? cause : connectionLost(endpoint, cause);
			}),
		upload: (path, content) =>
			oneAtATime(() =>
				limited(
					withSftp(client, (sftp) => new Promise<void>((resolve, reject) => sftp.writeFile(path, Buffer.from(content), (failure) => (failure ? reject(failure) : resolve())))),
					{},
				),
			).catch((cause: unknown) => {
				throw fileError(path, cause);
			}),
		download: (path) =>
			oneAtATime(() =>
				limited(
					withSftp(
						client,
						(sftp) =>
							new Promise<Uint8Array | undefined>((resolve, reject) =>
								sftp.readFile(path, (failure: (Error & {readonly code?: unknown}) | undefined, content) =>
									failure === undefined || failure === null ? resolve(content) : failure.code === noSuchFile ? resolve(undefined) : reject(failure),
								),
							),
					),
					{},
				),
			).catch((cause: unknown) => {
				throw fileError(path, cause);
			}),
		async close() {
			if (!isLost) {
				const closed = new Promise<void>((resolve) => {
					client.once('close', () => resolve());
				});
				client.end();
				// A router that is gone does not say good-bye.
				await Promise.race([closed, clock.sleep(1000)]);
				client.destroy();
			}
		},
	};
};
