import {display} from '../../../diagnostics/display.js';
import type {Result} from '../../../diagnostics/index.js';
import {error, fail, ok} from '../../../diagnostics/index.js';
import {isConnectable, parseDomainName, parsePort} from '../../../net/index.js';
import type {ProfileRouter} from '../../../scenario/types.js';
import {words} from '../../words.js';

const hostLabel = /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/i;

const isHost = (host: string): boolean => isConnectable(host) || parseDomainName(host) !== undefined || (hostLabel.test(host) && !/^\d+$/.test(host));

/** The parts of `user@host:port`; an IPv6 address with a port stands in brackets. */
const partsOf = (text: string): {readonly user: string; readonly host: string; readonly port: string} => {
	const at = text.lastIndexOf('@');
	const user = at === -1 ? 'admin' : text.slice(0, at);
	const rest = text.slice(at + 1);
	const bracketed = /^\[([^\]]*)\](?::(.*))?$/.exec(rest);
	if (bracketed !== null) {
		return {user, host: bracketed[1] ?? '', port: bracketed[2] ?? '22'};
	}

	if (isConnectable(rest)) {
		return {user, host: rest, port: '22'};
	}

	const [host = '', port = '22', ...more] = rest.split(':');
	return {user, host, port: [port, ...more].join(':')};
};

/** Reads `user@host:port`, of which only the host must be there. */
export const parseRouterAddress = (text: string): Result<ProfileRouter> => {
	const {user, host, port: portText} = partsOf(text.trim());
	const port = parsePort(portText);
	if (!isHost(host)) {
		return fail(
			error('router-address', host === '' ? words.router.noAddress : words.router.badAddress(display(host)), {
				hint: words.router.addressHint,
			}),
		);
	}

	if (port === undefined) {
		return fail(error('router-port', words.router.badPort(display(portText)), {hint: words.router.portHint}));
	}

	return /^[\w.@+-]{1,64}$/.test(user)
		? ok({host, port, user})
		: fail(error('router-user', user === '' ? words.router.noUser : words.router.badUser(display(user)), {hint: words.router.userHint}));
};

/** The address as `parseRouterAddress` reads it. */
export const formatRouter = ({user, host, port}: ProfileRouter): string => `${user}@${host.includes(':') ? `[${host}]` : host}${port === 22 ? '' : `:${port}`}`;
