import {createHash, createPrivateKey, createPublicKey} from 'node:crypto';

/** Curve25519 keys are 32 bytes; WireGuard writes them as 44 characters of base64. */
export const isWireguardKey = (text: string): boolean => /^[A-Za-z\d+/]{42}[AEIMQUYcgkosw048]=$/.test(text);

/** PKCS #8 wrapping of an X25519 private key (RFC 8410). */
const pkcs8 = Buffer.from('302e020100300506032b656e04220420', 'hex');

/** The public key that belongs to a private one: what the router will show. */
export const publicKeyOf = (privateKey: string): string => {
	const key = createPrivateKey({key: Buffer.concat([pkcs8, Buffer.from(privateKey, 'base64')]), format: 'der', type: 'pkcs8'});
	return createPublicKey(key).export({format: 'der', type: 'spki'}).subarray(-32).toString('base64');
};

/** A slug for a peer that stays the same as long as its key does. */
export const peerId = (publicKey: string): string => `peer-${createHash('sha256').update(publicKey).digest('hex').slice(0, 6)}`;
