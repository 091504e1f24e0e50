import type {ExitCode} from '../diagnostics/index.js';
import {exitCodes} from '../diagnostics/index.js';
import type {ApplyAnswer, ApplyOutcome, ApplyQuestion} from '../plan/index.js';
import {clockText} from '../presentation/index.js';
import type {Context} from './context.js';

/** How a command ends whose guarded apply ended so. */
export const outcomeCodes: Readonly<Record<ApplyOutcome, ExitCode>> = {
	kept: exitCodes.done,
	unchanged: exitCodes.done,
	undone: exitCodes.undone,
	refused: exitCodes.failed,
	stuck: exitCodes.failed,
	unknown: exitCodes.unknown,
};

const no = /^no?$/i;

/** Whether a typed answer is a yes. */
export const isYes = (answer: string): boolean => /^y(?:es)?$/i.test(answer.trim());

/** Asks whether to keep. Ctrl-C, the end of the input and the deadline all mean undo. */
export const askToKeep =
	({console, clock, signal}: Context) =>
	async ({left, checksPassed}: ApplyQuestion): Promise<ApplyAnswer> => {
		const asked = clock.monotonic();
		if (checksPassed !== true) {
			console.note(checksPassed === false ? 'Not every check has passed.' : 'Nothing was checked this time: see for yourself whether everything works.');
		}

		for (;;) {
			const now = Math.max(0, Math.round(left - (clock.monotonic() - asked) / 1000));
			let answer: string | undefined;
			try {
				answer = await console.ask(`Keep the change? Without an answer the router undoes it in ${clockText(now)}. Type yes or no:`, signal);
			} catch (cause) {
				if (signal.aborted) {
					return 'undo';
				}

				throw cause;
			}

			if (answer === undefined || no.test(answer.trim())) {
				return 'undo';
			}

			if (isYes(answer)) {
				return 'keep';
			}
		}
	};
