import type {Configuration} from '../routeros/model/index.js';
import {rowsOf, words} from './settings.js';
import type {Rule} from './trace.js';

/** A row of the queue tree that takes packets by their marks. */
export type QueueLeaf = {readonly name: string; readonly marks: ReadonlySet<string> /** `global` or an interface. */; readonly root: string; readonly rule: Rule};

const deepest = 16;

export const readQueues = (configuration: Configuration): readonly QueueLeaf[] => {
	const rows = rowsOf(configuration, '/queue/tree');
	const parents = new Map(rows.map(({entry: {properties}}) => [properties.name ?? '', properties.parent ?? ''] as const));
	const rootOf = (name: string): string => {
		let root = name;
		for (let depth = 0; depth < deepest && parents.has(root); depth++) {
			root = parents.get(root) ?? root;
		}

		return root;
	};

	return rows.flatMap(({entry: {properties}, rule}) => {
		const marks = words(properties['packet-mark']);
		return marks.length === 0 ? [] : [{name: properties.name ?? '', marks: new Set(marks), root: rootOf(properties.parent ?? ''), rule}];
	});
};
