import type {Entry, Properties} from '../routeros/model/index.js';
import {isRecord} from './adjustments.js';
import type {Change, Plan} from './types.js';

const hidden = '***';

const linesOf = (text: string): readonly string[] => text.split(/\r?\n/);

/** Of values that change, the lines that stay are hidden. */
const withoutWhatStays = (values: Properties, others: Properties): Properties =>
	Object.fromEntries(
		Object.entries(values).map(([name, value]) => {
			const staying = new Set(value === others[name] ? [] : linesOf(others[name] ?? ''));
			return [
				name,
				linesOf(value)
					.map((line) => (line !== '' && staying.has(line) ? hidden : line))
					.join('\n'),
			];
		}),
	);

/** The record of settings as they were says nothing that the changes of those settings do not say. */
const toldEntry = (entry: Entry): Entry => (isRecord(entry) ? {...entry, properties: {...entry.properties, source: hidden}} : entry);

/**
 * A change as it may be shown and logged: of a script of the user's own (what a DHCP client runs, say) only the lines that
 * come and go. The others are none of our business, and may hold the password of some service.
 */
export const toldChange = (change: Change): Change => {
	switch (change.kind) {
		case 'adjust':
			return {...change, from: withoutWhatStays(change.from, change.to), to: withoutWhatStays(change.to, change.from)};
		case 'set':
			return {...change, from: toldEntry(change.from), to: toldEntry(change.to)};
		default:
			return {...change, entry: toldEntry(change.entry)};
	}
};

/** A plan as it may be shown and logged. */
export const toldPlan = (plan: Plan): Plan => ({...plan, changes: plan.changes.map(toldChange)});
