import {AppError, display} from '../diagnostics/index.js';
import type {StoreOptions} from './json-store.js';
import {onFile, openConf, privatePath} from './json-store.js';

/** One pinned host key: the whole key as base64, its type and what people compare. */
export type PinnedKey = {readonly type: string; readonly key: string; readonly fingerprint: string};

export interface HostKeyStore {
	get(host: string, port: number): Promise<PinnedKey | undefined>;
	set(host: string, port: number, pin: PinnedKey): Promise<void>;
}

const text = {type: 'string', maxLength: 16_384} as const;
const schema = {
	version: {const: 1},
	keys: {
		type: 'object',
		additionalProperties: {type: 'object', required: ['type', 'key', 'fingerprint'], additionalProperties: false, properties: {type: text, key: text, fingerprint: text}},
	},
} as const;

const nameOf = (host: string, port: number): string => `[${host.toLowerCase()}]:${port}`;

/** Opens the pinned host keys. A file that cannot be understood is refused: without it every router would look new. */
export const openHostKeys = async (options: StoreOptions): Promise<HostKeyStore> => {
	const path = await privatePath(options, 'host-keys.json');
	const conf = await openConf<{version: 1; keys: Readonly<Record<string, PinnedKey>>}>(options, 'host-keys', schema, {version: 1, keys: {}}).catch((cause: unknown) => {
		if (cause instanceof AppError) {
			throw cause;
		}

		throw new AppError('host-keys-broken', `The pinned host keys in ${display(path)} cannot be read.`, {
			hint: 'Without them a changed key would go unnoticed. Repair the file, or remove it and compare each fingerprint anew.',
			cause,
		});
	});

	const keys = (): ReadonlyMap<string, PinnedKey> => new Map(onFile(path, () => Object.entries(conf.store.keys)));
	return {
		get: async (host, port) => keys().get(nameOf(host, port)),
		async set(host, port, pin) {
			const all = Object.fromEntries([...keys(), [nameOf(host, port), {type: pin.type, key: pin.key, fingerprint: pin.fingerprint}]]);
			onFile(path, () => conf.set('keys', all));
		},
	};
};
