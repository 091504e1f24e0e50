import type {AppError} from '../diagnostics/index.js';
import {display} from '../diagnostics/index.js';
import type {Input} from './command.js';
import type {Context} from './context.js';

/** What is refused goes on all the same when the router's address is given once more: by `--despite`, or typed. */
export const settleRefusal = async (refused: AppError | undefined, input: Input, address: string, {console, signal}: Context): Promise<void> => {
	if (refused === undefined || input.text('despite') === address) {
		return;
	}

	if (!console.interactive || input.flag('yes')) {
		throw refused;
	}

	console.note(refused.message);
	if ((await console.ask(`To go on all the same, type the address of the router (${display(address)}):`, signal))?.trim() !== address) {
		throw refused;
	}
};
