import {AppError, exitCodes, Secret} from '../diagnostics/index.js';
import type {HostKeyStore} from '../profiles/index.js';
import {openHostKeys} from '../profiles/index.js';
import type {ProfileRouter} from '../scenario/index.js';
import {parseRouterAddress} from '../scenario/index.js';
import type {HostKeyDecision, HostKeyOffer} from '../transport/index.js';
import type {Input, Option} from './command.js';
import type {Credentials, RouterSession} from './connect.js';
import {connectRouter} from './connect.js';
import {consoleAsk} from './console-ask.js';
import type {Context} from './context.js';
import {usage} from './parse-input.js';
import {expectOk} from './report.js';
import {absolutePath, readUserFile} from './user-files.js';

/** Options of every command that talks to a router. */
export const connectionOptions: readonly Option[] = [
	{flags: '--router <user@host:port>', description: 'which router (otherwise the one in the profile)'},
	{flags: '-i, --identity <file>', description: 'log in with this private key, and nothing else'},
	{flags: '--password-stdin', description: 'read the password from the first line of standard input'},
	{flags: '--host-key <fingerprint>', description: 'trust this host key: SHA256:…'},
	{flags: '--accept-new-host-key', description: 'trust whatever key an unknown router shows (for scripts in a safe network)'},
];

export const connectionNotes: readonly string[] = ['DETOUR_PASSWORD may hold the password, for a router that --router names or that is known already.'];

/** A router as it was typed. What is none is wrong usage. */
export const parseRouter = (text: string): ProfileRouter => expectOk(parseRouterAddress(text));

/** The router to talk to: the command line's, or the profile's. */
export const chooseRouter = (input: Input, known: ProfileRouter | undefined): ProfileRouter => {
	const named = input.text('router');
	if (named !== undefined) {
		return parseRouter(named);
	}

	if (known === undefined) {
		throw usage('Which router?', 'Name it with --router user@host:port');
	}

	return known;
};

/** OpenSSH's own format names its cipher behind a 15-byte magic and a length; the older ones say ENCRYPTED. */
export const isLocked = (key: string): boolean => {
	const body = /-----BEGIN OPENSSH PRIVATE KEY-----([\s\S]*?)-----END/.exec(key)?.[1];
	return body === undefined ? key.includes('ENCRYPTED') : Buffer.from(body, 'base64').subarray(19, 23).toString('latin1') !== 'none';
};

const passphraseFor = async (key: string, {console, signal}: Context): Promise<Secret | undefined> =>
	isLocked(key) && console.interactive ? console.askHidden('Passphrase of the key:', signal) : undefined;

const credentialsFrom = async (input: Input, endpoint: ProfileRouter, pins: HostKeyStore, context: Context): Promise<Credentials> => {
	const identity = input.text('identity');
	if (identity !== undefined) {
		const key = expectOk(await readUserFile(absolutePath(identity, context)));
		const passphrase = await passphraseFor(key, context);
		return {privateKey: new Secret(key), ...(passphrase === undefined ? {} : {passphrase})};
	}

	if (input.flag('passwordStdin')) {
		const line = await context.console.readLine();
		if (line === undefined) {
			throw usage('There is no password on standard input.');
		}

		return {password: new Secret(line)};
	}

	const trusted = input.text('router') !== undefined || (await pins.get(endpoint.host, endpoint.port)) !== undefined;
	if (context.environmentPassword !== undefined && trusted) {
		return {password: context.environmentPassword};
	}

	return context.agent === undefined ? {} : {agent: context.agent};
};

const wantedFingerprint = (input: Input): string | undefined => {
	const text = input.text('hostKey');
	if (text !== undefined && !/^SHA256:[A-Za-z\d+/]{43}$/.test(text)) {
		throw usage('--host-key wants a fingerprint such as SHA256:2xU… (43 characters after the colon).');
	}

	return text;
};

const mismatch = (endpoint: ProfileRouter, wanted: string, found: string): AppError =>
	new AppError('host-key-changed', `The host key of ${endpoint.host} is not the one named: ${found} instead of ${wanted}.`, {
		hint: 'No password was sent.',
		exitCode: exitCodes.failed,
	});

/** A key that a person names takes the place of one that was pinned: a router that was reset, or another one with its address. */
const insteadOfOthers = (pins: HostKeyStore, wanted: string): HostKeyStore => ({
	...pins,
	async get(host, port) {
		const pinned = await pins.get(host, port);
		return pinned?.fingerprint === wanted ? pinned : undefined;
	},
});

/** Connects as the options say. Whoever calls closes the transport. */
export const connectByOptions = async (input: Input, endpoint: ProfileRouter, context: Context): Promise<RouterSession> => {
	const pins = await openHostKeys(context.store);
	const wanted = wantedFingerprint(input);
	const decide = (offer: HostKeyOffer): HostKeyDecision | undefined => {
		if (wanted !== undefined && offer.fingerprint !== wanted) {
			throw mismatch(endpoint, wanted, offer.fingerprint);
		}

		return wanted !== undefined || input.flag('acceptNewHostKey') ? 'accept' : undefined;
	};

	return connectRouter(
		{
			endpoint,
			credentials: await credentialsFrom(input, endpoint, pins, context),
			pins: wanted === undefined ? pins : insteadOfOthers(pins, wanted),
			ask: context.console.interactive ? consoleAsk(context) : undefined,
			decide,
			onProgress: (text) => context.console.note(text),
			signal: context.signal,
		},
		context,
	);
};
