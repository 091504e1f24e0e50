import {AppError, exitCodes} from '../diagnostics/index.js';
import type {Option} from './command.js';
import type {Context} from './context.js';

export const plainOption: Option = {flags: '--plain', description: 'numbered questions instead of a drawn screen, for screen readers'};

/** The wizard asks people: without a terminal it says what to run instead. */
export const assertTerminal = ({console}: Pick<Context, 'console'>): void => {
	if (!console.interactive) {
		throw new AppError('no-terminal', 'The wizard needs a terminal, and there is none here.', {
			hint: 'Run instead: detour run PROFILE --yes (or see: detour --help)',
			exitCode: exitCodes.usage,
		});
	}
};
