import type {StoreOptions} from './json-store.js';
import {privatePath} from './json-store.js';

/** The lab's host key, made once and kept: a new one at each start would look like a changed router. */
export const labHostKey = async (options: StoreOptions, generate: () => string): Promise<string> => {
	const path = await privatePath(options, 'lab-host-key.pem');
	const known = await options.files.read(path);
	if (known !== undefined) {
		return known;
	}

	const made = generate();
	await options.files.write(path, made);
	return made;
};
