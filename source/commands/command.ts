import type {ExitCode} from '../diagnostics/index.js';
import type {Context} from './context.js';

/** One option of a command, as commander writes it: `--router <user@host:port>`. */
export type Option = {readonly flags: string; readonly description: string; readonly isRepeatable?: true};

/** What was typed behind the command's name. */
export type Input = {
	readonly words: readonly string[];
	/** By long name in camel case; undefined where it was not given. */
	text(name: string): string | undefined;
	flag(name: string): boolean;
	/** Of an option that may be given more than once. */
	list(name: string): readonly string[];
};

/** One verb. Its name and summary are in the table of `index.ts`, so that help costs nothing. */
export type Command = {
	/** As commander writes them: `[profile]`. */
	readonly arguments: string;
	readonly options: readonly Option[];
	/** More help, below the options. */
	readonly notes?: readonly string[];
	run(input: Input, context: Context): Promise<ExitCode>;
};

export const jsonOption: Option = {flags: '--json', description: 'one JSON document on standard output'};
