import {AppError, display} from '../diagnostics/index.js';
import type {Shrinking} from '../plan/index.js';

/** A list that loses most of its entries at once. */
export const shrinkingRefusal = ([first]: readonly Shrinking[], address: string): AppError | undefined =>
	first === undefined
		? undefined
		: new AppError('list-shrinks', `The list ${display(first.list)} would shrink from ${first.from} to ${first.to} ${first.to === 1 ? 'entry' : 'entries'}.`, {
				hint: `Nothing was changed. Is the source of the list whole? To go on all the same, name the router once more: --despite ${display(address)}`,
			});
