import type {Diagnostic} from '../diagnostics/index.js';
import {AppError, error} from '../diagnostics/index.js';
import {words} from './words.js';

/** What a service threw, as something to show. A bug is shown as one. */
export const troubleOf = (cause: unknown): readonly Diagnostic[] => {
	if (cause instanceof AppError) {
		return [error(cause.code, cause.message, cause.hint === undefined ? {} : {hint: cause.hint}), ...cause.diagnostics];
	}

	return [error('unexpected', cause instanceof Error ? cause.message : String(cause), {hint: words.frame.looksLikeBug})];
};
