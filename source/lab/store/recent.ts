import {inverses, rewrite} from './journal.js';
import type {Write} from './observed.js';
import type {Row, Store} from './store.js';

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
export const createRecent = (store: Store): {readonly note: (write: Write) => void; readonly lose: (count: number) => void} => {
	let recent: readonly Write[] = [];
	return {
		note: (write) => {
			if (isLasting(write)) {
				recent = [...recent, ...oneByOne(write)].slice(-longest);
			}
		},
		lose: (count) => {
			rewrite(store, inverses(count > 0 ? recent.slice(-count) : []));
			recent = [];
		},
	};
};
