import ssh2 from 'ssh2';

type Lock = {readonly cipher: string; readonly passphrase: string; readonly rounds: number};

/** A pair of Ed25519 keys in OpenSSH's form. ssh2 1.17 drops a leading zero of the public half: one of some 300 pairs it cannot read itself. */
export const ed25519Pair = (lock?: Lock): {readonly private: string; readonly public: string} => {
	for (;;) {
		const pair = lock === undefined ? ssh2.utils.generateKeyPairSync('ed25519') : ssh2.utils.generateKeyPairSync('ed25519', lock);
		if (!(ssh2.utils.parseKey(pair.private, lock?.passphrase) instanceof Error)) {
			return pair;
		}
	}
};
