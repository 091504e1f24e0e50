import {createHash, createPublicKey} from 'node:crypto';
import type {StoreOptions} from './json-store.js';
import {privatePath} from './json-store.js';

const name = 'lab-host-key.pem';

/** The lab's host key, made once and kept: a new one at each start would look like a changed router. */
export const labHostKey = async (options: StoreOptions, generate: () => string): Promise<string> => {
	const path = await privatePath(options, name);
	const known = await options.files.read(path);
	if (known !== undefined) {
		return known;
	}

	const made = generate();
	await options.files.write(path, made);
	return made;
};

const sshString = (bytes: Uint8Array): Uint8Array => {
	const length = Buffer.alloc(4);
	length.writeUInt32BE(bytes.length);
	return Buffer.concat([length, bytes]);
};

/** A positive number as SSH writes it: a leading zero byte keeps the sign bit clear (RFC 4251 §5). */
const sshNumber = (base64url: string | undefined): Uint8Array => {
	const bytes = Buffer.from(base64url ?? '', 'base64url');
	return sshString((bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes);
};

/** `SHA256:…` of an RSA private key's public half, as clients show it. */
const labFingerprint = (pem: string): string => {
	const {e, n} = createPublicKey(pem).export({format: 'jwk'});
	const blob = Buffer.concat([sshString(Buffer.from('ssh-rsa')), sshNumber(e), sshNumber(n)]);
	return `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`;
};

/** The fingerprint of the lab that this store has a key of: tells a lab from a real router. */
export const knownLabFingerprint = async (options: StoreOptions): Promise<string | undefined> => {
	const pem = await options.files.read(await privatePath(options, name));
	return pem === undefined ? undefined : labFingerprint(pem);
};
