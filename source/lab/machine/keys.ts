import {createPrivateKey, createPublicKey} from 'node:crypto';
import type {Random} from '../../runtime/index.js';

// The fixed head of a PKCS#8 X25519 key (RFC 8410); the 32 bytes of the key follow.
const head = Buffer.from('302e020100300506032b656e04220420', 'hex');

const derive = (privateKey: string): string => {
	const bytes = Buffer.from(privateKey, 'base64');
	if (bytes.length !== 32) {
		return '';
	}

	const key = createPublicKey(createPrivateKey({key: Buffer.concat([head, bytes]), format: 'der', type: 'pkcs8'}));
	return key.export({format: 'der', type: 'spki'}).subarray(-32).toString('base64');
};

/** Keys are looked at with every row that is read, and making a public one takes its time. */
const derived = new Map<string, string>();

/** The WireGuard public key of a private one, both base64; empty for none. */
export const publicKeyOf = (privateKey: string): string => {
	const known = derived.get(privateKey) ?? derive(privateKey);
	derived.set(privateKey, known);
	return known;
};

/** A new WireGuard private key, clamped as the protocol wants it. */
export const makePrivateKey = (random: Random): string => {
	const bytes = Buffer.from(random.bytes(32));
	bytes.writeUInt8(bytes.readUInt8(0) & 248, 0);
	bytes.writeUInt8((bytes.readUInt8(31) & 127) | 64, 31);
	return bytes.toString('base64');
};
