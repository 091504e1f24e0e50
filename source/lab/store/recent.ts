import {inverses, rewrite} from './journal.js';
import type {Write} from './observed.js';
import type {LabState, Row, Store} from './store.js';
import {createStore} from './store.js';

/** How many writes a power cut can take back at most. */
const longest = 256;

const kept = (rows: readonly Row[]): readonly Row[] => rows.filter((row) => row.dynamic !== true);

const isLasting = (write: Write): boolean => {
	if (write.kind !== 'rows') {
		return write.kind === 'settings' || write.after?.dynamic !== true;
	}

	const [before, after] = [kept(write.before), kept(write.after)];
	return before.length !== after.length || before.some((row, index) => row !== after[index]);
};

/** A command that removes several rows writes them one by one. */
const oneByOne = (write: Write): readonly Write[] => {
	if (write.kind !== 'rows') {
		return [write];
	}

	const left = new Set(write.after.map((row) => row.id));
	const gone = write.before.filter((row) => !left.has(row.id));
	if (write.before.length - gone.length !== write.after.length || gone.length < 2) {
		return [write];
	}

	let rows = write.before;
	return gone.map((row) => {
		const before = rows;
		rows = rows.filter((one) => one.id !== row.id);
		return {kind: 'rows', menu: write.menu, before, after: rows};
	});
};

/** The last writes to a store, so that a power cut can lose some. */
export type Recent = {
	note(write: Write): void;
	/** How many there are to lose. */
	count(): number;
	lose(count: number): void;
	/** What would be left without some of them; the store goes on as it is. */
	without(count: number): LabState;
};

export const createRecent = (store: Store): Recent => {
	let recent: readonly Write[] = [];
	const takeBack = (from: Store, count: number): void => rewrite(from, inverses(count > 0 ? recent.slice(-count) : []));
	return {
		note: (write) => {
			if (isLasting(write)) {
				recent = [...recent, ...oneByOne(write)].slice(-longest);
			}
		},
		count: () => recent.length,
		lose: (count) => {
			takeBack(store, count);
			recent = [];
		},
		without: (count) => {
			const copy = createStore(store.state());
			takeBack(copy, count);
			return copy.state();
		},
	};
};
