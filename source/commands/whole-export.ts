import {AppError, display, exitCodes, isError} from '../diagnostics/index.js';
import type {Export} from '../routeros/model/index.js';
import {fromExport} from '../routeros/model/index.js';
import type {Context} from './context.js';
import {expectOk, noteDiagnostics} from './report.js';
import {readInput} from './user-files.js';

/** Reads an export that a person named. One that is not complete is none: a menu that could not be read must not look empty. */
export const readWholeExport = async (path: string, context: Context): Promise<Export> => {
	const read = expectOk(fromExport(await readInput(path, context)));
	noteDiagnostics(context.console, read.problems);
	if (read.problems.some(isError)) {
		throw new AppError('export-incomplete', `The export ${display(path)} is not complete.`, {
			hint: 'Export again: a menu that could not be read must not look empty.',
			exitCode: exitCodes.usage,
		});
	}

	return read;
};
