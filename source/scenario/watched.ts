import type {Result} from '../diagnostics/index.js';
import {display, error, fail, ok} from '../diagnostics/index.js';
import type {Ip} from '../net/index.js';
import {parseIp} from '../net/index.js';

export type Watched = {readonly host: Ip; readonly title: string; readonly by?: string};

const written = /^(\S+)(?:\s+(?!via\s)(.+?))?(?:\s+via\s+(\S.*))?$/;

/** Names stand in messages and in the router's comments. */
const isTitle = (text: string): boolean => /^[\p{L}\d][\p{L}\d ._-]{0,29}$/u.test(text);

/** One line of hosts to watch: an address, what to call it, and perhaps by which tunnel it is reached. */
export const parseWatched = (line: string): Result<Watched> => {
	const [, address = '', title = address, by] = written.exec(line.trim()) ?? [];
	const host = parseIp(address);
	if (host === undefined) {
		return fail(error('bad-address', `${display(address)} is no address.`, {hint: 'Begin with the address: 192.168.88.20 NAS. The router watches addresses, not names.'}));
	}

	return title === address || isTitle(title)
		? ok({host, title, ...(by === undefined ? {} : {by})})
		: fail(error('bad-title', `“${display(title)}” cannot be the name of a host.`, {hint: 'Up to 30 letters, digits, spaces, dots and dashes.'}));
};
