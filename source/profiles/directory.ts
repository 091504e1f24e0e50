import {AppError, display} from '../diagnostics/index.js';
import type {Files} from '../runtime/index.js';

const othersMayWrite = 0o022;

/**
 * Refuses a store that somebody else could change or redirect: a symbolic link, or a file or directory that its group
 * or the world may write. What does not exist yet is fine.
 */
export const assertPrivate = async (files: Files, path: string, kind: 'file' | 'directory', platform: string): Promise<void> => {
	const info = await files.info(path);
	if (info === undefined) {
		return;
	}

	if (info.kind !== kind) {
		throw new AppError('store-refused', `${display(path)} is not a plain ${kind}.`, {
			hint: `Detour keeps its profiles and host keys there and follows no link. Put a real ${kind} in its place, or remove it.`,
		});
	}

	// Windows has no such bits: Node makes them up.
	if (platform !== 'win32' && (info.mode & othersMayWrite) !== 0) {
		throw new AppError('store-refused', `${display(path)} can be written by other users.`, {hint: `Take that away: chmod go-w '${display(path)}'`});
	}
};
