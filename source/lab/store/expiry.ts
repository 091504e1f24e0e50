import type {Store} from './store.js';

/** Knows when the next row of a store expires; asked far more often than anything is written. */
export const createExpiry = (store: Store): {readonly stale: () => void; readonly next: () => number | undefined} => {
	let known: {readonly next: number | undefined} | undefined;
	const look = (): number | undefined => {
		const times = store.menus().flatMap((menu) => store.rows(menu).flatMap((row) => row.until ?? []));
		return times.length === 0 ? undefined : Math.min(...times);
	};

	return {
		stale: () => {
			known = undefined;
		},
		next: () => {
			known ??= {next: look()};
			return known.next;
		},
	};
};

/** Takes the rows away whose time is over. */
export const dropExpired = (store: Store, uptime: number): void => {
	for (const menu of store.menus()) {
		const rows = store.rows(menu);
		if (rows.some((row) => row.until !== undefined && row.until <= uptime)) {
			store.replace(
				menu,
				rows.filter((row) => row.until === undefined || row.until > uptime),
			);
		}
	}
};
