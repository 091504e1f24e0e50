import {readFileSync} from 'node:fs';

/** The version in package.json, which stands one folder above the program's own file. */
export const versionAbove = (file: string): string => {
	const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', file), 'utf8'));
	return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : 'unknown';
};
