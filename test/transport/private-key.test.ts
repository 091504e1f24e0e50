import {generateKeyPairSync} from 'node:crypto';
import ssh2 from 'ssh2';
import {describe, expect, it} from 'vitest';
import {usableKey} from '../../source/transport/private-key.js';
import {ed25519Pair} from '../helpers/keys.js';

const rsa = generateKeyPairSync('rsa', {modulusLength: 2048}).privateKey;
const openssh = ed25519Pair();
const locked = ed25519Pair({cipher: 'aes256-ctr', passphrase: 'open', rounds: 1});
const pkcs8 = {type: 'pkcs8', format: 'pem'} as const;

/** A field of SSH's wire format. */
const field = (text: string): Buffer => {
	const bytes = Buffer.from(text);
	const length = Buffer.alloc(4);
	length.writeUInt32BE(bytes.length);
	return Buffer.concat([length, bytes]);
};

/** The head of what `ssh-keygen -t ed25519-sk` writes. */
const onSecurityKey = `-----BEGIN OPENSSH PRIVATE KEY-----\n${Buffer.concat([
	Buffer.from('openssh-key-v1\0'),
	field('none'),
	field('none'),
	field(''),
	Buffer.from([0, 0, 0, 1]),
	field(`\0\0\0\u001Ask-ssh-ed25519@openssh.com`),
]).toString('base64')}\n-----END OPENSSH PRIVATE KEY-----\n`;

describe('private keys', () => {
	it.each([
		['OpenSSH', openssh.private, undefined],
		['OpenSSH with a passphrase', locked.private, 'open'],
		['PKCS #1', rsa.export({type: 'pkcs1', format: 'pem'}).toString(), undefined],
		['PKCS #8', rsa.export(pkcs8).toString(), undefined],
		['PKCS #8 with a passphrase', rsa.export({...pkcs8, cipher: 'aes-256-cbc', passphrase: 'open'}).toString(), 'open'],
	])('are used: %s', (_title, text, passphrase) => {
		const {key, ...rest} = usableKey(text, passphrase);
		const parsed = ssh2.utils.parseKey(key, rest.passphrase);
		expect(parsed instanceof Error || !parsed.isPrivateKey()).toBe(false);
	});

	it.each([
		['a public one', openssh.public, undefined, 'the file without .pub'],
		['a locked one', locked.private, undefined, 'ssh-add'],
		['a wrong passphrase', locked.private, 'shut', 'its passphrase right?'],
		['one on a security key', onSecurityKey, undefined, 'security key (FIDO)'],
		['one of PuTTY', 'PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\n', undefined, 'PuTTYgen'],
		['PKCS #8 of another kind', generateKeyPairSync('ed25519').privateKey.export(pkcs8).toString(), undefined, 'ssh-keygen -t ed25519'],
		['PKCS #8 with a wrong passphrase', rsa.export({...pkcs8, cipher: 'aes-256-cbc', passphrase: 'open'}).toString(), 'shut', 'its passphrase right?'],
		['no key at all', 'hello', undefined, 'Is it a private key'],
	])('that cannot be used say why: %s', (_title, text, passphrase, hint) => {
		expect(() => usableKey(text, passphrase)).toThrow(expect.objectContaining({code: 'key-unreadable', hint: expect.stringContaining(hint)}));
	});
});
