import type {Row} from './store.js';

/** The rows of one menu, with what makes long ones quick: a place by id, and ids by key. */
export type List = {
	rows(): readonly Row[];
	row(id: string): Row | undefined;
	append(row: Row): void;
	update(row: Row): void;
	having(keyOf: (row: Row) => string, key: string): readonly string[];
};

export const createList = (rows: readonly Row[]): List => {
	let given: readonly Row[] = rows;
	/** A copy to change; undefined while `given` is all there is. */
	let working: Row[] | undefined;
	let places: Map<string, number> | undefined;
	let keys: {readonly keyOf: (row: Row) => string; readonly ids: Map<string, Set<string>>} | undefined;

	const placeOf = (id: string): number | undefined => {
		places ??= new Map(given.map((row, index) => [row.id, index]));
		return places.get(id);
	};

	const current = (): readonly Row[] => working ?? given;

	/** Whoever holds `given` keeps it as it is. */
	const own = (): Row[] => {
		working ??= [...given];
		return working;
	};

	const noteKey = (row: Row, held: boolean): void => {
		if (keys === undefined) {
			return;
		}

		const key = keys.keyOf(row);
		const ids = keys.ids.get(key) ?? new Set();
		keys.ids.set(key, ids);
		if (held) {
			ids.add(row.id);
		} else {
			ids.delete(row.id);
		}
	};

	const indexed = (keyOf: (row: Row) => string): ReadonlyMap<string, ReadonlySet<string>> => {
		if (keys?.keyOf !== keyOf) {
			keys = {keyOf, ids: new Map()};
			for (const row of current()) {
				noteKey(row, true);
			}
		}

		return keys.ids;
	};

	return {
		rows: () => {
			if (working !== undefined) {
				given = working;
				working = undefined;
			}

			return given;
		},
		row: (id) => {
			const place = placeOf(id);
			return place === undefined ? undefined : current()[place];
		},
		append: (row) => {
			placeOf(row.id);
			places?.set(row.id, own().push(row) - 1);
			noteKey(row, true);
		},
		update: (row) => {
			const place = placeOf(row.id);
			const before = place === undefined ? undefined : current()[place];
			if (place === undefined || before === undefined) {
				return;
			}

			own()[place] = row;
			noteKey(before, false);
			noteKey(row, true);
		},
		having: (keyOf, key) => [...(indexed(keyOf).get(key) ?? [])],
	};
};
