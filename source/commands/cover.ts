import {AppError, display} from '../diagnostics/index.js';
import type {Facts} from '../facts/index.js';
import {uncovered} from '../router/index.js';

/** A restart in the middle of a change would not undo it where device-mode refuses the scheduler. */
export const coverRefusal = (facts: Facts, address: string): AppError | undefined => {
	const refused = uncovered(facts);
	return refused === undefined
		? undefined
		: new AppError(refused.code, `${refused.message} ${refused.hint ?? ''}`, {
				hint: `Nothing was changed. To go on with no cover for a restart, name the router once more: --despite ${display(address)}`,
			});
};
