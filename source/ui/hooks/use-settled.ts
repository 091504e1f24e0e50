import {useCallback, useEffect, useRef, useState} from 'react';

/**
 * Gives back what waits until everything set before shows, and its effects have run. A count is set along with it: React
 * commits both at once, and runs effects of the children first. Nothing settles while `isHeld`.
 */
export const useSettled = (isHeld: boolean): (() => Promise<void>) => {
	const [shown, show] = useState(0);
	const asked = useRef(0);
	const waiting = useRef<readonly {readonly at: number; readonly resolve: () => void}[]>([]);
	useEffect(() => {
		if (!isHeld) {
			const settled = waiting.current.filter(({at}) => at <= shown);
			waiting.current = waiting.current.filter(({at}) => at > shown);
			for (const {resolve} of settled) {
				resolve();
			}
		}
	}, [shown, isHeld]);
	return useCallback(
		() =>
			new Promise((resolve) => {
				asked.current += 1;
				waiting.current = [...waiting.current, {at: asked.current, resolve}];
				show(asked.current);
			}),
		[],
	);
};
