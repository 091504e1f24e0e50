import type {Write} from './observed.js';
import type {Row, Store} from './store.js';

/** What was written while somebody did something. */
export type Journal = {
	note(write: Write): void;
	/** Forgets what was written so far: what the machine did by itself is nobody's action. */
	open(): void;
	/** What was written since it was opened, and stops listening. */
	take(): readonly Write[];
};

export const createJournal = (): Journal => {
	let writes: Write[] | undefined;
	return {
		note: (write) => {
			writes?.push(write);
		},
		open: () => {
			writes = [];
		},
		take: () => {
			const taken = writes ?? [];
			writes = undefined;
			return taken;
		},
	};
};

/** A write that takes another one back. */
const inverse = (write: Write): Write => {
	switch (write.kind) {
		case 'row':
			return {...write, before: write.after, after: write.before};
		case 'rows':
			return {...write, before: write.after, after: write.before};
		case 'settings':
			return {...write, before: write.after, after: write.before};
	}
};

export const inverses = (writes: readonly Write[]): readonly Write[] => writes.map(inverse).toReversed();

/** Rows in the order that others have, each in a place that one of them had. */
const reordered = (rows: readonly Row[], order: readonly Row[]): readonly Row[] => {
	const places = new Map(order.map((row, index) => [row.id, index]));
	const moving = rows.filter((row) => places.has(row.id)).toSorted((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0));
	let next = 0;
	return rows.map((row) => (places.has(row.id) ? (moving[next++] ?? row) : row));
};

/** Makes of the rows as they are now what a change from some rows to others would: rows that others added meanwhile stay. */
const patched = (current: readonly Row[], from: readonly Row[], to: readonly Row[]): readonly Row[] => {
	const before = new Map(from.map((row) => [row.id, row]));
	const after = new Map(to.map((row) => [row.id, row]));
	const rows: Row[] = current.flatMap((row) => {
		const wanted = after.get(row.id);
		return wanted === undefined ? (before.has(row.id) ? [] : [row]) : [before.get(row.id) === wanted ? row : wanted];
	});
	for (const [index, row] of to.entries()) {
		if (!before.has(row.id) && !rows.some((one) => one.id === row.id)) {
			const previous = to.slice(0, index).findLast((one) => rows.some((kept) => kept.id === one.id));
			const at = rows.findIndex((one) => one.id === previous?.id) + 1;
			rows.splice(at, 0, row);
		}
	}

	return reordered(rows, to);
};

/** Writes again what a list of writes says. */
export const rewrite = (store: Store, writes: readonly Write[]): void => {
	for (const write of writes) {
		switch (write.kind) {
			case 'row': {
				const id = write.after?.id ?? write.before?.id ?? '';
				if (write.after === undefined) {
					store.replace(
						write.menu,
						store.rows(write.menu).filter((row) => row.id !== id),
					);
				} else if (store.row(write.menu, id) === undefined) {
					store.append(write.menu, write.after);
				} else {
					store.update(write.menu, write.after);
				}

				break;
			}

			case 'rows':
				store.replace(write.menu, patched(store.rows(write.menu), write.before, write.after));
				break;
			case 'settings':
				store.configure(write.menu, write.after);
		}
	}
};
