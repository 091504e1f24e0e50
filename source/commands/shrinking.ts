import {AppError, display} from '../diagnostics/index.js';
import type {Shrinking} from '../plan/index.js';
import type {Input} from './command.js';
import type {Context} from './context.js';

const refusal = ({list, from, to}: Shrinking, address: string): AppError =>
	new AppError('list-shrinks', `The list ${display(list)} would shrink from ${from} to ${to} ${to === 1 ? 'entry' : 'entries'}.`, {
		hint: `Nothing was changed. Is the source of the list whole? To go on all the same, name the router once more: --despite ${display(address)}`,
	});

/** A list that loses most of its entries at once needs consent by the router's address, typed once more. */
export const settleShrinking = async ([first]: readonly Shrinking[], input: Input, address: string, {console, signal}: Context): Promise<void> => {
	if (first === undefined || input.text('despite') === address) {
		return;
	}

	const refused = refusal(first, address);
	if (!console.interactive || input.flag('yes')) {
		throw refused;
	}

	console.note(refused.message);
	if ((await console.ask(`To go on all the same, type the address of the router (${display(address)}):`, signal))?.trim() !== address) {
		throw refused;
	}
};
