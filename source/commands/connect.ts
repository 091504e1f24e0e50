import type {Secret} from '../diagnostics/index.js';
import {AppError} from '../diagnostics/index.js';
import type {Facts} from '../facts/index.js';
import type {Piece} from '../presentation/index.js';
import {discover} from '../router/index.js';
import type {ProfileRouter} from '../scenario/index.js';
import {hostText, routerText} from '../scenario/index.js';
import type {HostKeyDecision, HostKeyOffer, HostKeyPins, SshAuth, Transport} from '../transport/index.js';
import {connectSsh} from '../transport/index.js';
import type {Ask} from '../ui/services.js';
import type {Context} from './context.js';
import {toldOfKey} from './ssh-hosts.js';

/** A router that is connected and understood. */
export type RouterSession = {
	readonly endpoint: ProfileRouter;
	readonly transport: Transport;
	readonly facts: Facts;
	/** A new connection with the same key pinned and the same login. */
	readonly reconnect: () => Promise<Transport>;
};

/** What there is to log in with, before anybody is asked. */
export type Credentials = {readonly password?: Secret; readonly privateKey?: Secret; readonly passphrase?: Secret; readonly agent?: string};

export type ConnectOptions = {
	readonly endpoint: ProfileRouter;
	readonly credentials: Credentials;
	readonly pins: HostKeyPins;
	/** Asks about unknown host keys and for passwords; without it both are refused. */
	readonly ask: Ask | undefined;
	/** Decides about an unknown host key before anybody is asked; undefined leaves it open. */
	readonly decide?: (offer: HostKeyOffer) => HostKeyDecision | undefined;
	readonly onProgress: (text: string) => void;
	readonly signal: AbortSignal;
};

const patience = 15_000;
const attempts = 3;

const unknownKey = ({fingerprint, type}: HostKeyOffer, endpoint: ProfileRouter, told: Piece | undefined): AppError =>
	new AppError('host-key-unknown', [`The host key of ${routerText(endpoint)} is not known: ${type} ${fingerprint}.`, ...(told === undefined ? [] : [told.text])].join(' '), {
		hint: `No password was sent. If that is the router's fingerprint, add: --host-key ${fingerprint}`,
	});

const isWrongLogin = (cause: unknown): boolean => cause instanceof AppError && cause.code === 'authentication-failed';

/** The ways to log in, one after the other. Only a person is ever asked for the next one. */
async function* logins({endpoint, credentials, ask}: ConnectOptions): AsyncGenerator<SshAuth, void> {
	const {password, privateKey, passphrase, agent} = credentials;
	if (privateKey !== undefined) {
		yield passphrase === undefined ? {privateKey} : {privateKey, passphrase};
		return;
	}

	if (password !== undefined) {
		yield {password};
		return;
	}

	// Without an agent this only settles who is there, before anybody types a password.
	yield agent === undefined ? {} : {agent};
	for (let attempt = 1; ask !== undefined && attempt <= attempts; attempt++) {
		const answer = await ask({type: 'password', user: endpoint.user, host: hostText(endpoint), attempt});
		if (answer.type !== 'password') {
			return;
		}

		yield {password: answer.password};
	}
}

/** Where the person is, and the clock of a connection. */
type Surroundings = Pick<Context, 'clock' | 'cwd' | 'userHome'>;

const askAboutKey = async (options: ConnectOptions, offer: HostKeyOffer, context: Surroundings): Promise<HostKeyDecision> => {
	const decided = options.decide?.(offer);
	if (decided !== undefined) {
		return decided;
	}

	const told = await toldOfKey(offer, context);
	if (options.ask === undefined) {
		throw unknownKey(offer, options.endpoint, told);
	}

	const question = {type: 'host-key', host: hostText(options.endpoint), fingerprint: offer.fingerprint, keyType: offer.type} as const;
	const answer = await options.ask(told === undefined ? question : {...question, told});
	return answer.type === 'accept' ? 'accept' : 'reject';
};

/** Things asked of a router at once, where it takes that. */
const manyChannels = 8;

const isBroken = (cause: unknown): boolean => cause instanceof AppError && ['connection-lost', 'timeout'].includes(cause.code);

/** Reads what a router is. One that breaks the connection when it is asked several things at once is asked one by one from then on. */
const understand = async (endpoint: ProfileRouter, transport: Transport, reconnect: (channels: number) => Promise<Transport>): Promise<RouterSession> => {
	// The signal of the first connection is not for later ones: whoever gave it may be gone when a change is checked.
	const session = async (given: Transport, channels: number): Promise<RouterSession> => {
		try {
			return {endpoint, transport: given, facts: await discover(given, {user: endpoint.user}), reconnect: async () => reconnect(channels)};
		} catch (cause) {
			await given.close();
			throw cause;
		}
	};

	return session(transport, manyChannels).catch(async (cause: unknown) => {
		if (!isBroken(cause)) {
			throw cause;
		}

		return session(await reconnect(1), 1);
	});
};

/** Connects over SSH, logs in and reads what the router is. */
export const connectRouter = async (options: ConnectOptions, context: Surroundings): Promise<RouterSession> => {
	const {endpoint, pins, signal} = options;
	const connect = async (
		auth: SshAuth,
		decideHostKey: (offer: HostKeyOffer) => Promise<HostKeyDecision>,
		more: {readonly signal?: AbortSignal; readonly channels?: number} = {},
	): Promise<Transport> => connectSsh({endpoint, auth, pins, decideHostKey, timeout: patience, ...more, clock: context.clock});
	let refused: unknown;
	options.onProgress(`Connecting to ${routerText(endpoint)}`);
	for await (const auth of logins(options)) {
		let transport: Transport;
		try {
			transport = await connect(auth, async (offer) => askAboutKey(options, offer, context), {signal});
		} catch (cause) {
			if (!isWrongLogin(cause)) {
				throw cause;
			}

			refused = cause;
			continue;
		}

		options.onProgress('Reading what the router is');
		return understand(endpoint, transport, async (channels) => connect(auth, async () => 'reject', {channels}));
	}

	if (options.ask === undefined && Object.keys(options.credentials).length === 0) {
		throw new AppError('authentication-failed', `There is nothing to log in to ${routerText(endpoint)} with.`, {
			hint: 'Give the password with --password-stdin, or in DETOUR_PASSWORD together with --router; or a key with --identity or in an agent.',
		});
	}

	throw refused ?? new AppError('authentication-failed', `No login for ${routerText(endpoint)} was given.`);
};

/** A host key pinned for this run only: the lab's, whose key is made here. */
export const memoryPins = (): HostKeyPins => {
	const pins = new Map<string, Awaited<ReturnType<HostKeyPins['get']>>>();
	return {
		get: async (host, port) => pins.get(`[${host}]:${port}`),
		async set(host, port, pin) {
			pins.set(`[${host}]:${port}`, pin);
		},
	};
};
