import type {Result} from '../diagnostics/index.js';
import {display, error, fail, ok} from '../diagnostics/index.js';
import {isConnectable, isHost, parsePort} from '../net/index.js';
import type {ProfileRouter} from './types.js';

/** The parts of `user@host:port`. The last @ counts: a RADIUS user may have a realm. */
const partsOf = (text: string): {readonly user: string; readonly host: string; readonly port: string} => {
	const at = text.lastIndexOf('@');
	const user = at === -1 ? 'admin' : text.slice(0, at);
	const rest = text.slice(at + 1);
	if (isConnectable(rest)) {
		return {user, host: rest, port: '22'};
	}

	const [, bracketed, bare = rest, port = '22'] = /^(?:\[([^\]]*)\]|([^:]*))(?::([^:]*))?$/.exec(rest) ?? [];
	return {user, host: bracketed ?? bare, port};
};

/** RouterOS lets a name be of letters, digits and `*_.@-`; RADIUS may know others, and `admin+80w` sets the console up. */
const isUser = (user: string): boolean => /^\S{1,64}$/.test(user) && display(user) === user;

/** Reads `user@host:port`, of which only the host must be there. An IPv6 address stands in brackets, or alone. */
export const parseRouterAddress = (text: string): Result<ProfileRouter> => {
	const {user, host, port: portText} = partsOf(text.trim());
	if (!isHost(host)) {
		return fail(
			error('router-address', host === '' ? 'The address or name of the router is missing.' : `“${display(host)}” is neither an address nor a name.`, {
				hint: 'Write user@host:port, for example admin@192.168.88.1 or admin@[fd00::1]:2222.',
			}),
		);
	}

	const port = parsePort(portText);
	if (port === undefined) {
		return fail(error('router-port', `“${display(portText)}” is no port.`, {hint: 'A number from 1 to 65535, for example admin@192.168.88.1:22.'}));
	}

	return isUser(user)
		? ok({host, port, user})
		: fail(error('router-user', user === '' ? 'The user name is missing.' : `“${display(user)}” is no user name.`, {hint: 'For example admin@192.168.88.1.'}));
};

/** Host and port as they are typed; the usual port is left out. */
export const hostText = ({host, port}: Pick<ProfileRouter, 'host' | 'port'>): string => display(`${host.includes(':') ? `[${host}]` : host}${port === 22 ? '' : `:${port}`}`);

/** The address as `parseRouterAddress` reads it. */
export const routerText = ({user, ...endpoint}: ProfileRouter): string => `${display(user)}@${hostText(endpoint)}`;
