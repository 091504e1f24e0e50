import {AppError, display, exitCodes} from '../diagnostics/index.js';
import type {Endpoint} from './transport.js';

const where = ({host, port}: Endpoint): string => `${display(host)} port ${port}`;

type Text = {readonly code: string; readonly message: (endpoint: Endpoint) => string; readonly hint: string};

const unreachable: Text = {
	code: 'host-unreachable',
	message: (endpoint) => `${where(endpoint)} cannot be reached.`,
	hint: 'Check the address, and that this computer has a way to the router.',
};
const unknownName: Text = {
	code: 'name-not-found',
	message: ({host}) => `There is no host named "${display(host)}".`,
	hint: "Check the spelling, or use the router's address.",
};
const timeout: Text = {
	code: 'timeout',
	message: (endpoint) => `${where(endpoint)} did not answer in time.`,
	hint: 'Check the address and port, and that a firewall lets SSH through.',
};
const lost: Text = {
	code: 'connection-lost',
	message: (endpoint) => `The connection to ${where(endpoint)} was lost.`,
	hint: 'Check the cable or Wi-Fi between here and the router.',
};

/** By Node's error code. */
const bySystemCode: Readonly<Record<string, Text>> = {
	ECONNREFUSED: {
		code: 'connection-refused',
		message: (endpoint) => `${where(endpoint)} refuses the connection.`,
		hint: 'Is SSH on there? On the router: /ip service print',
	},
	EHOSTUNREACH: unreachable,
	ENETUNREACH: unreachable,
	ENETDOWN: unreachable,
	EADDRNOTAVAIL: unreachable,
	EACCES: unreachable,
	EINVAL: unreachable,
	ENOTFOUND: unknownName,
	EAI_AGAIN: unknownName,
	ETIMEDOUT: timeout,
};

const make = (text: Text, endpoint: Endpoint, cause?: unknown): AppError => new AppError(text.code, text.message(endpoint), {hint: text.hint, cause});

export const timedOut = (endpoint: Endpoint): AppError => make(timeout, endpoint);

export const connectionLost = (endpoint: Endpoint, cause?: unknown): AppError => make(lost, endpoint, cause);

export const interrupted = (): AppError => new AppError('interrupted', 'Interrupted.', {exitCode: exitCodes.interrupted});

export const notRouterOs = (endpoint: Endpoint, ident: string): AppError =>
	new AppError('not-routeros', `${where(endpoint)} is not a RouterOS device: ${ident === '' ? 'it does not speak SSH' : `it calls itself "${display(ident)}"`}.`, {
		hint: 'No password was sent. Check the address and port.',
	});

export const hostKeyChanged = (endpoint: Endpoint, pinned: string, offered: string): AppError =>
	new AppError('host-key-changed', `The host key of ${where(endpoint)} has changed. Known: ${pinned}. Offered: ${offered}.`, {
		hint: 'Someone may be listening in, or the router was reset, or it is another one. Nothing was sent. When you know the new fingerprint to be right, name it once: detour recover --router … --host-key SHA256:…',
	});

export const hostKeyRejected = (endpoint: Endpoint): AppError =>
	new AppError('host-key-rejected', `The host key of ${where(endpoint)} was not accepted.`, {hint: 'No password was sent.'});

type Foreign = {readonly code?: unknown; readonly level?: unknown; readonly message?: unknown};

/** What ssh2 or Node says while connecting, as one clear message. */
export const connectError = (cause: unknown, endpoint: Endpoint, ident: string): AppError => {
	if (cause instanceof AppError) {
		return cause;
	}

	const foreign: Foreign = typeof cause === 'object' && cause !== null ? cause : {};
	const known = typeof foreign.code === 'string' ? bySystemCode[foreign.code] : undefined;
	if (known !== undefined) {
		return make(known, endpoint, cause);
	}

	if (foreign.level === 'client-authentication') {
		return new AppError('authentication-failed', `The router at ${where(endpoint)} does not accept this login for "${display(endpoint.user)}".`, {
			hint: 'Check user and password or key. A RouterOS user who has a key may be refused a password.',
			cause,
		});
	}

	if (ident === '' && foreign.level !== undefined) {
		return notRouterOs(endpoint, ident);
	}

	return connectionLost(endpoint, cause);
};
