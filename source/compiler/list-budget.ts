import type {Diagnostic} from '../diagnostics/index.js';
import {warning} from '../diagnostics/index.js';
import type {Facts} from '../facts/index.js';
import {addCommand} from '../routeros/model/index.js';
import type {Fragment} from './fragment.js';

/** Small boards are said to stall from about so many entries on; the others take their time, too. */
const manyEntries = 35_000;

/** What lists may take of the storage that is left, before it is said: the rest is for logs, updates and the guard. */
const share = 4;

/** Whether a board can be expected to hold the lists of a fragment. */
export const listBudget = ({entries}: Pick<Fragment, 'entries'>, {freeSpace}: Pick<Facts, 'freeSpace'>): readonly Diagnostic[] => {
	const rows = entries.filter(({menu}) => menu.endsWith('/firewall/address-list'));
	const size = rows.reduce((sum, row) => sum + addCommand(row).length, 0);
	const count = rows.length.toLocaleString('en');
	return [
		...(rows.length >= manyEntries
			? [
					warning('lists-long', `The lists have ${count} entries. Small boards stall from about ${manyEntries.toLocaleString('en')} on.`, {
						hint: 'Merge addresses into wider prefixes, or list fewer.',
					}),
				]
			: []),
		...(freeSpace !== undefined && size * share > freeSpace
			? [
					warning(
						'lists-fill-storage',
						`The lists have ${count} entries, about ${Math.ceil(size / 1024).toLocaleString('en')} KiB, and the router has ${Math.floor(freeSpace / 1024).toLocaleString('en')} KiB of storage left.`,
						{
							hint: 'Remove files that are not needed, or list fewer: /file print',
						},
					),
				]
			: []),
	];
};
