import {createHash, generateKeyPairSync} from 'node:crypto';
import ssh2 from 'ssh2';

/** A new RSA-2048 host key as PEM, as RouterOS makes one; callers keep it, so that a pinned lab stays the same. */
export const generateHostKey = (): string =>
	generateKeyPairSync('rsa', {modulusLength: 2048, publicKeyEncoding: {type: 'spki', format: 'pem'}, privateKeyEncoding: {type: 'pkcs1', format: 'pem'}}).privateKey;

/** `SHA256:…` of a private key's public half, as `ssh-keygen -l` prints it. */
export const fingerprintOf = (privateKey: string): string => {
	const parsed = ssh2.utils.parseKey(privateKey);
	if (parsed instanceof Error) {
		throw parsed;
	}

	const key = Array.isArray(parsed) ? parsed[0] : parsed;
	return `SHA256:${createHash('sha256').update(key.getPublicSSH()).digest('base64').replace(/=+$/, '')}`;
};
