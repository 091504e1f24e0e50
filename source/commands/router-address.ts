import {AppError, display, exitCodes} from '../diagnostics/index.js';
import {isConnectable, parsePort} from '../net/index.js';
import type {ProfileRouter} from '../scenario/index.js';

const wrong = (text: string): AppError =>
	new AppError('router-address', `"${display(text)}" is no router address.`, {
		hint: 'Write user@host:port, for example admin@192.168.88.1 or admin@[fd00::1]:2222.',
		exitCode: exitCodes.usage,
	});

const pattern = /^(?:([^@\s]{1,64})@)?(?:\[([^[\]]+)\]|([^:[\]\s@/]+))(?::(\d+))?$/;

/** Reads `user@host:port`; user `admin` and port 22 when they are left out. IPv6 addresses stand in brackets, or alone. */
export const parseRouter = (text: string): ProfileRouter => {
	const bare = /^(?:([^@\s]{1,64})@)?([\da-f:.]*:[\da-f:.]*:[^@\s]*)$/i.exec(text);
	if (bare !== null && isConnectable(bare[2] ?? '')) {
		return {host: bare[2] ?? '', port: 22, user: bare[1] ?? 'admin'};
	}

	const match = pattern.exec(text);
	const [, user = 'admin', bracketed, name, digits = '22'] = match ?? [];
	const port = parsePort(digits);
	const host = bracketed ?? name;
	if (match === null || host === undefined || port === undefined || display(text) !== text || (bracketed !== undefined && !(bracketed.includes(':') && isConnectable(bracketed)))) {
		throw wrong(text);
	}

	return {host, port, user};
};

/** Host and port as they are typed; the usual port is left out. */
export const hostText = ({host, port}: Pick<ProfileRouter, 'host' | 'port'>): string => `${host.includes(':') ? `[${host}]` : host}${port === 22 ? '' : `:${port}`}`;

/** The way back, for people. */
export const routerText = ({user, ...endpoint}: ProfileRouter): string => display(`${user}@${hostText(endpoint)}`);
