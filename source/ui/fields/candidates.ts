import {useEffect, useState} from 'react';
import {display} from '../../diagnostics/display.js';
import type {Services} from '../services.js';

const most = 50;

export const isFolder = (path: string): boolean => path.endsWith('/');

/** Files of the wanted kind, then the folders that may hold one, then the rest. */
const likelyFirst = (paths: readonly string[], ending: string): readonly string[] => {
	const rank = (path: string): number => (isFolder(path) ? 1 : ending !== '' && path.endsWith(ending) ? 0 : 2);
	return paths.toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
};

/** Folders and files that begin with the path as it is typed so far; those that could not be typed are left out. */
export const useCandidates = (path: string | undefined, ending: string, services: Services): readonly string[] => {
	const [found, setFound] = useState<readonly string[]>([]);
	useEffect(() => {
		let isGone = false;
		const look = async () => {
			const paths = path === undefined ? [] : await services.paths(path);
			if (!isGone) {
				setFound(
					likelyFirst(
						paths.filter((one) => one !== path && display(one) === one),
						ending,
					).slice(0, most),
				);
			}
		};
		// A folder that cannot be read has just nothing to offer.
		look().catch(() => setFound([]));
		return () => {
			isGone = true;
		};
	}, [path, ending, services]);
	return found;
};
