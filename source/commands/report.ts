import type {Diagnostic, ExitCode, Result} from '../diagnostics/index.js';
import {AppError, display, exitCodes, isError} from '../diagnostics/index.js';
import type {Console} from './console.js';

/** JSON of printable ASCII alone: what came from a router cannot steer the terminal, and nothing of it is lost. */
const asciiJson = (value: object): string => JSON.stringify(value).replace(/[^\u0020-\u007E]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** One JSON document on one line of standard output. */
export const printJson = (console: Console, name: string, document: object): void => {
	console.out(asciiJson({schema: `detour/${name}@1`, ...document}));
};

const labels = {error: 'error', warning: 'warning', note: 'note'} as const;

/** A diagnostic as people read it: one line, and the cure below it. */
export const diagnosticText = ({severity, message, hint, field}: Diagnostic): string => {
	const where = field === undefined ? '' : `${field}: `;
	return [`${labels[severity]}: ${display(`${where}${message}`)}`, ...(hint === undefined ? [] : [`  ${display(hint)}`])].join('\n');
};

/** Warnings and notes, for people; with the place in the file where there is one. */
export const noteDiagnostics = (console: Console, diagnostics: readonly Diagnostic[]): void => {
	for (const {span, ...diagnostic} of diagnostics) {
		const isPlaced = span === undefined || diagnostic.message.startsWith(`Line ${span.start.line}:`);
		console.note(diagnosticText(isPlaced ? diagnostic : {...diagnostic, message: `${diagnostic.message} (line ${span.start.line} column ${span.start.column})`}));
	}
};

/** The value, or an `AppError` that carries what was wrong: with the answers (exit code 2) unless told otherwise. */
export const expectOk = <T>(result: Result<T>, exitCode: ExitCode = exitCodes.usage): T => {
	if (result.ok) {
		return result.value;
	}

	const [first] = result.diagnostics.filter(isError);
	throw new AppError(first?.code ?? 'failed', first?.message ?? 'It did not work.', {
		exitCode,
		diagnostics: result.diagnostics,
		...(first?.hint === undefined ? {} : {hint: first.hint}),
	});
};

const errorDocument = (error: AppError): object => ({
	code: error.code,
	message: display(error.message),
	...(error.hint === undefined ? {} : {hint: display(error.hint)}),
	exitCode: error.exitCode,
	diagnostics: error.diagnostics,
});

/** Says what went wrong: in one message on standard error, or as the JSON document that the caller asked for. */
export const reportError = (console: Console, error: AppError, asJson: boolean, about: object = {}): void => {
	if (asJson) {
		printJson(console, 'error', {...about, ...errorDocument(error)});
	}

	if (error.diagnostics.length > 0) {
		noteDiagnostics(console, error.diagnostics);
		return;
	}

	console.note([`error: ${display(error.message)}`, ...(error.hint === undefined ? [] : [`  ${display(error.hint)}`])].join('\n'));
};
