import type {Socket} from 'node:net';
import {connect as openSocket} from 'node:net';
import type {AuthenticationType, Client, ConnectConfig} from 'ssh2';
import ssh2 from 'ssh2';
import type {AppError, Secret} from '../diagnostics/index.js';
import {invariant} from '../diagnostics/index.js';
import type {Clock} from '../runtime/index.js';
import {connectError, hostKeyChanged, hostKeyRejected, interrupted, notRouterOs, timedOut} from './connection-errors.js';
import {hostKeyAlgorithms, readHostKey} from './host-key.js';
import {usableKey} from './private-key.js';
import {makeSession} from './session.js';
import type {Endpoint, HostKey, HostKeyDecision, HostKeyOffer, HostKeyPins, Transport} from './transport.js';

/** How to log in. With a key file only the key is tried: a failing key never falls back to sending a password. */
export type SshAuth = {
	readonly password?: Secret;
	/** Text of a private key file. */
	readonly privateKey?: Secret;
	readonly passphrase?: Secret;
	/** Path of an agent's socket (`SSH_AUTH_SOCK`). It is never forwarded. */
	readonly agent?: string;
};

export type SshOptions = {
	readonly endpoint: Endpoint;
	readonly auth: SshAuth;
	readonly pins: HostKeyPins;
	/** Asked only for a host without a pinned key; a changed key is never asked about. */
	readonly decideHostKey: (offer: HostKeyOffer) => Promise<HostKeyDecision>;
	/** Milliseconds for connecting and logging in, time to think about a host key left out. */
	readonly timeout: number;
	readonly signal?: AbortSignal;
	readonly clock: Clock;
	/** How many things may go on at once over the connection; 8 unless told otherwise. */
	readonly channels?: number;
};

/** What every RouterOS release since v6 calls itself (docs/lab-notes/console.md). */
const routerOsIdent = 'SSH-2.0-ROSSSH';

type AuthMethod =
	| {readonly type: 'publickey'; readonly username: string; readonly key: string; readonly passphrase?: string}
	| {readonly type: 'agent'; readonly username: string; readonly agent: string}
	| {readonly type: 'password'; readonly username: string; readonly password: string};

const authMethods = ({user}: Endpoint, auth: SshAuth): AuthMethod[] => {
	if (auth.privateKey !== undefined) {
		return [{type: 'publickey', username: user, ...usableKey(auth.privateKey.reveal(), auth.passphrase?.reveal())}];
	}

	const agent: AuthMethod[] = auth.agent === undefined ? [] : [{type: 'agent', username: user, agent: auth.agent}];
	const password: AuthMethod[] = auth.password === undefined ? [] : [{type: 'password', username: user, password: auth.password.reveal()}];
	return [...agent, ...password];
};

/** Settles host key questions: the identification is looked at first, then the pin, then the person. */
const makeVerifier = (options: SshOptions, pin: HostKey | undefined, ident: () => string, stop: (reason: AppError) => void) => {
	const {endpoint} = options;
	const verdict = async (offered: HostKey): Promise<AppError | undefined> => {
		if (ident() !== routerOsIdent) {
			return notRouterOs(endpoint, ident());
		}

		if (pin !== undefined) {
			return pin.key === offered.key ? undefined : hostKeyChanged(endpoint, `${pin.type} ${pin.fingerprint}`, `${offered.type} ${offered.fingerprint}`);
		}

		const decision = await options.decideHostKey({...offered, host: endpoint.host, port: endpoint.port});
		if (decision === 'reject') {
			return hostKeyRejected(endpoint);
		}

		await options.pins.set(endpoint.host, endpoint.port, offered);
		return undefined;
	};

	return async (offered: HostKey): Promise<boolean> => {
		const refusal = await verdict(offered).catch((cause: unknown) => connectError(cause, endpoint, ident()));
		if (refusal !== undefined) {
			stop(refusal);
		}

		return refusal === undefined;
	};
};

/** The first line that the server sends. Lines before it (RFC 4253 §4.2) are skipped. */
const watchIdent = (socket: Socket): (() => string) => {
	let seen = '';
	const listen = (chunk: Buffer): void => {
		seen += chunk.toString('latin1');
		if (/^SSH-.*\n/m.test(seen) || seen.length > 4096) {
			socket.off('data', listen);
		}
	};

	socket.on('data', listen);
	return () => /^(SSH-[^\r\n]*)\r?\n/m.exec(seen)?.[1] ?? '';
};

/** A wait that can be paused: the clock stops while a person compares a fingerprint. */
const makeTimer = (clock: Clock, milliseconds: number, fire: () => void) => {
	let running: AbortController | undefined;
	const stop = (): void => {
		running?.abort();
		running = undefined;
	};

	const start = (): void => {
		stop();
		const mine = new AbortController();
		running = mine;
		clock.sleep(milliseconds, mine.signal).then(fire, () => undefined);
	};

	return {start, stop};
};

/** Connects, checks who answers, and logs in. Nothing secret is sent before the host key and the identification are right. */
export const connectSsh = async (options: SshOptions): Promise<Transport> => {
	const {endpoint, signal} = options;
	const methods = authMethods(endpoint, options.auth);
	const pin = await options.pins.get(endpoint.host, endpoint.port);
	if (signal?.aborted === true) {
		throw interrupted();
	}

	const socket = openSocket({host: endpoint.host, port: endpoint.port, noDelay: true});
	const ident = watchIdent(socket);
	const client: Client = new ssh2.Client();
	let offered: HostKey | undefined;
	try {
		await new Promise<void>((resolve, reject) => {
			const timer = makeTimer(options.clock, options.timeout, () => reject(timedOut(endpoint)));
			const settle = (action: () => void) => () => {
				timer.stop();
				action();
			};
			const verify = makeVerifier(options, pin, ident, reject);
			const fail = (cause: unknown): void =>
				settle(() =>
					reject(
						pin !== undefined && isKeyTypeMismatch(cause)
							? hostKeyChanged(endpoint, `${pin.type} ${pin.fingerprint}`, 'a key of another type')
							: connectError(cause, endpoint, ident()),
					),
				)();
			signal?.addEventListener(
				'abort',
				settle(() => reject(interrupted())),
				{once: true},
			);
			client.once('ready', settle(resolve));
			client.on('error', fail);
			client.once('close', () => fail(undefined));
			const config: ConnectConfig = {
				sock: socket,
				username: endpoint.user,
				readyTimeout: 0,
				agentForward: false,
				algorithms: {serverHostKey: hostKeyAlgorithms(pin)},
				hostVerifier(blob: Buffer, answer: (isKnown: boolean) => void) {
					timer.stop();
					offered = readHostKey(blob);
					void verify(offered).then((isKnown) => {
						timer.start();
						answer(isKnown);
					});
				},
				authHandler: methods as unknown as AuthenticationType[],
			};
			timer.start();
			client.connect(config);
		});
	} catch (cause) {
		client.end();
		socket.destroy();
		throw connectError(cause, endpoint, ident());
	}

	invariant(offered !== undefined, 'ready without a host key');
	return makeSession(client, {endpoint, ident: ident(), fingerprint: offered.fingerprint, clock: options.clock, channels: options.channels ?? 8});
};

const isKeyTypeMismatch = (cause: unknown): boolean => cause instanceof Error && /no matching host key/i.test(cause.message);
