import type {ExitCode} from '../diagnostics/index.js';
import {AppError, didYouMean, display, exitCodes} from '../diagnostics/index.js';
import type {Context} from './context.js';
import {commands} from './index.js';
import {parseInput, usage} from './parse-input.js';
import {reportError} from './report.js';
import {assertTerminal} from './terminal.js';

/** `detour` alone. Its first frame should not wait for an argument parser that has nothing to do. */
const openHome = async (argv: readonly string[], context: Context): Promise<ExitCode> => {
	const isPlain = argv.includes('--plain');
	const other = argv.find((word) => word !== '--plain' && word !== '--json');
	if (other !== undefined) {
		throw usage(`There is no option "${display(other)}" here.`, 'See: detour --help');
	}

	assertTerminal(context);
	// Side by side: one after the other they would delay the first frame.
	const [{openWizard}] = await Promise.all([import('./wizard.js'), isPlain ? undefined : import('../ui/index.js')]);
	return openWizard({kind: 'home'}, {words: [], text: () => undefined, flag: (option) => option === 'plain' && isPlain, list: () => []}, context);
};

const toAppError = (cause: unknown): AppError => {
	if (cause instanceof AppError) {
		return cause;
	}

	const message = cause instanceof Error ? cause.message : String(cause);
	return new AppError('bug', `This is a bug in Detour: ${display(message)}`, {hint: 'DETOUR_DEBUG=1 shows where. Please report it with what you ran.', cause});
};

const dispatch = async (argv: readonly string[], context: Context): Promise<ExitCode> => {
	const [name] = argv;
	if (name === undefined || name.startsWith('-')) {
		return openHome(argv, context);
	}

	const row = commands.find((candidate) => candidate.name === name);
	if (row === undefined) {
		const near = didYouMean(
			name,
			commands.map((candidate) => candidate.name),
		);
		throw usage(`There is no command "${display(name)}".`, near === undefined ? 'See: detour --help' : `Did you mean "detour ${near}"?`);
	}

	const {command} = await row.load();
	const parsed = await parseInput(row.name, row.summary, command, argv.slice(1));
	if (parsed.kind === 'help') {
		context.console.out(parsed.text);
		return exitCodes.done;
	}

	return command.run(parsed.input, context);
};

/** Runs one command line and gives its exit code. Nothing escapes: every trouble ends as one message. */
export const main = async (argv: readonly string[], context: Context, debug: (cause: unknown) => void): Promise<ExitCode> => {
	try {
		return await Promise.race([dispatch(argv, context), context.termination.ended]);
	} catch (cause) {
		const error = toAppError(cause);
		reportError(context.console, error, argv.includes('--json'));
		debug(cause);
		return error.exitCode;
	}
};
