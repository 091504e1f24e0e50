import type {Row, Store} from './store.js';

type Properties = Readonly<Record<string, string>>;

/** One write to a store, with what was there before. */
export type Write =
	| {readonly kind: 'row'; readonly menu: string; readonly before: Row | undefined; readonly after: Row | undefined}
	| {readonly kind: 'rows'; readonly menu: string; readonly before: readonly Row[]; readonly after: readonly Row[]}
	| {readonly kind: 'settings'; readonly menu: string; readonly before: Properties; readonly after: Properties};

/** A store that tells each listener what is written to it, before the next write. */
export const observed = (store: Store, listeners: readonly ((write: Write) => void)[]): Store => {
	const tell = (write: Write): void => {
		for (const listener of listeners) {
			listener(write);
		}
	};

	return {
		...store,
		append: (menu, row) => {
			store.append(menu, row);
			tell({kind: 'row', menu, before: undefined, after: row});
		},
		update: (menu, row) => {
			const before = store.row(menu, row.id);
			store.update(menu, row);
			tell({kind: 'row', menu, before, after: row});
		},
		replace: (menu, rows) => {
			const before = store.rows(menu);
			store.replace(menu, rows);
			tell({kind: 'rows', menu, before, after: rows});
		},
		configure: (menu, properties) => {
			const before = store.settings(menu);
			store.configure(menu, properties);
			tell({kind: 'settings', menu, before, after: properties});
		},
	};
};
