import {createPrivateKey} from 'node:crypto';
import ssh2 from 'ssh2';
import {AppError, display} from '../diagnostics/index.js';

/** What stands behind an OpenSSH private key's armour: the type of a key is told in clear text, its secret is not looked at. */
const isOnSecurityKey = (text: string): boolean => {
	const body = /-----BEGIN OPENSSH PRIVATE KEY-----([\s\S]*?)-----END/.exec(text)?.[1] ?? '';
	return /sk-(?:ssh|ecdsa)-/.test(Buffer.from(body, 'base64').toString('latin1'));
};

/** What to do about a key that cannot be used; the first that fits. */
const cures: readonly (readonly [fits: (text: string, trouble: string) => boolean, cure: string])[] = [
	[(text) => isOnSecurityKey(text), 'It needs a security key (FIDO) to sign, which Detour cannot ask. Use an RSA or Ed25519 key in a file.'],
	[(_text, trouble) => trouble.includes('no passphrase'), 'It has a passphrase: put it into your SSH agent with ssh-add, or run this in a terminal to be asked.'],
	[(_text, trouble) => trouble.includes('public half'), 'Name the private one: the file without .pub.'],
	[(text) => text.startsWith('PuTTY-User-Key-File-'), 'PuTTYgen writes it in the form of OpenSSH: Conversions, Export OpenSSH key.'],
	[(text) => /-----BEGIN PRIVATE KEY-----/.test(text), 'ssh-keygen -t ed25519 makes one in the form that is read here.'],
];

/** PKCS #8, which OpenSSL writes and ssh2 does not read, as PKCS #1. Only RSA keys have that form. */
const fromPkcs8 = (text: string, passphrase: string | undefined): string | undefined => {
	try {
		return createPrivateKey({key: text, ...(passphrase === undefined ? {} : {passphrase})})
			.export({type: 'pkcs1', format: 'pem'})
			.toString();
	} catch {
		return undefined;
	}
};

/** The text of a private key file and its passphrase, checked before anybody is connected to, in a form that ssh2 reads. */
export const usableKey = (text: string, passphrase: string | undefined): {readonly key: string; readonly passphrase?: string} => {
	const parsed = ssh2.utils.parseKey(text, passphrase);
	if (!(parsed instanceof Error) && parsed.isPrivateKey()) {
		return {key: text, ...(passphrase === undefined ? {} : {passphrase})};
	}

	const converted = fromPkcs8(text, passphrase);
	if (converted !== undefined) {
		return {key: converted};
	}

	const trouble = parsed instanceof Error ? parsed.message : 'this is the public half of a key';
	const [, cure = 'Is it a private key, and its passphrase right?'] = cures.find(([fits]) => fits(text, trouble)) ?? [];
	throw new AppError('key-unreadable', `The private key cannot be used: ${display(trouble)}.`, {hint: cure});
};
