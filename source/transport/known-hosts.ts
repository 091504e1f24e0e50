import {createHmac} from 'node:crypto';
import {globOf} from './ssh-config.js';
import type {Endpoint, HostKey} from './transport.js';

/** Whether a name, as one looks for it, is the one of which a line has only the hash: `|1|salt|HMAC-SHA1`. */
const isHashOf = (field: string, name: string): boolean => {
	const [, salt = '', hash = ''] = /^\|1\|([\w+/=]+)\|([\w+/=]+)$/.exec(field) ?? [];
	return hash !== '' && createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest('base64') === hash;
};

const isFor = (field: string, name: string): boolean => {
	const patterns = field.toLowerCase().split(',');
	const fits = (pattern: string): boolean => globOf(pattern).test(name);
	return isHashOf(field, name) || (patterns.some(fits) && !patterns.some((pattern) => pattern.startsWith('!') && fits(pattern.slice(1))));
};

/**
 * What a `known_hosts` says of the key that a host shows (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT): it has the same, or another of
 * that type, or one that is revoked; nothing of certificates.
 */
export const lookUpKnownHost = (text: string, {host, port}: Pick<Endpoint, 'host' | 'port'>, {type, key}: Pick<HostKey, 'type' | 'key'>): 'same' | 'other' | undefined => {
	const name = port === 22 ? host.toLowerCase() : `[${host.toLowerCase()}]:${port}`;
	const rows = text
		.split(/\r?\n/)
		.map((line) => /^\s*(?:(@[\w-]+)\s+)?([^#\s]\S*)\s+(\S+)\s+(\S+)/.exec(line) ?? [])
		.filter(([, marker, field = '', kind]) => marker !== '@cert-authority' && kind === type && isFor(field, name));
	const isSame = rows.some(([, marker, , , known]) => marker === undefined && known === key) && !rows.some(([, marker, , , known]) => marker === '@revoked' && known === key);
	return isSame ? 'same' : rows.length === 0 ? undefined : 'other';
};
