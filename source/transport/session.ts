import type {Client, ClientChannel} from 'ssh2';
import {AppError, display} from '../diagnostics/index.js';
import type {Clock} from '../runtime/index.js';
import {connectionLost, interrupted, timedOut} from './connection-errors.js';
import {channelError, makeFiles} from './files.js';
import {makeLanes} from './lanes.js';
import type {Endpoint, ExecOptions, ExecResult, Transport} from './transport.js';

type About = {
	readonly endpoint: Endpoint;
	readonly ident: string;
	readonly fingerprint: string;
	readonly clock: Clock;
	/** How many things may go on at once. */
	readonly channels: number;
};

/** Milliseconds that one command may take when its caller does not say. */
const patience = 60_000;

/** More than any export of a router that this is for. */
const outputLimit = 64 * 1024 * 1024;

const exec = (client: Client, command: string, signal: AbortSignal | undefined): Promise<ExecResult> =>
	new Promise((resolve, reject) => {
		client.exec(command, (failure, channel: ClientChannel) => {
			if (failure !== undefined) {
				reject(channelError(failure));
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

const fileError = (path: string, cause: unknown): AppError =>
	cause instanceof AppError
		? cause
		: new AppError('file-transfer-failed', `The router did not take the file ${display(path)}: ${display(cause instanceof Error ? cause.message : String(cause))}.`, {
				hint: 'Is there space left, and has the user the policy "ftp"?',
				cause,
			});

/** A connection that is logged in, as the rest of the program sees it: several things at once, one clear error when it breaks. */
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

	const lanes = makeLanes(about.channels);
	const inTurn = <T>(work: () => Promise<T>): Promise<T> => lanes.run(async () => (isLost ? lost : Promise.race([work(), lost])));

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

	const files = makeFiles(client, lanes);
	return {
		fingerprint: about.fingerprint,
		ident: about.ident,
		exec: (command, options = {}) =>
			inTurn(() => limited(exec(client, command, options.signal), options)).catch((cause: unknown) => {
				throw cause instanceof AppError ? cause : connectionLost(endpoint, cause);
			}),
		upload: (path, content) =>
			inTurn(() => limited(files.upload(path, content), {})).catch((cause: unknown) => {
				throw fileError(path, cause);
			}),
		download: (path, size) =>
			inTurn(() => limited(files.download(path, size), {})).catch((cause: unknown) => {
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
