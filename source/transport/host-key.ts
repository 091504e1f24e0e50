import {createHash} from 'node:crypto';
import type {HostKey} from './transport.js';

/** Reads a public key as SSH sends it: a length, the name of its type, then the numbers. */
export const readHostKey = (blob: Uint8Array): HostKey => {
	const bytes = Buffer.from(blob);
	const length = bytes.length >= 4 ? bytes.readUInt32BE(0) : 0;
	const type = bytes
		.subarray(4, 4 + Math.min(length, 64))
		.toString('latin1')
		.replace(/[^\w@.-]/g, '?');
	const digest = createHash('sha256').update(bytes).digest('base64').replace(/=+$/, '');
	return {type, key: bytes.toString('base64'), fingerprint: `SHA256:${digest}`};
};

const every = ['ssh-ed25519', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521', 'rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa'] as const;
export type HostKeyAlgorithm = (typeof every)[number];

/** Signature algorithms to offer: those of the pinned key only, so that a server cannot answer with a key of another type. */
export const hostKeyAlgorithms = (pin: HostKey | undefined): HostKeyAlgorithm[] =>
	pin === undefined ? [...every] : every.filter((name) => (pin.type === 'ssh-rsa' ? name.includes('rsa') : name === pin.type));
