import type {Diagnostic} from './diagnostic.js';

/** Exit codes of the command, as scripts rely on them. */
export const exitCodes = {
	done: 0,
	/** Failed, nothing applied. */
	failed: 1,
	/** Wrong usage or answers. */
	usage: 2,
	/** `--detailed-exitcode` of `plan`: there is something to change; of `compare`: some packets go another way. */
	pending: 3,
	/** Armed and undone, whatever the reason. */
	undone: 4,
	/** The outcome on the router is not known to us. */
	unknown: 5,
	/** Interrupted before anything was armed. */
	interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What an edge (network, files, terminal) turns foreign errors into: shown to people as one clear message. */
export class AppError extends Error {
	override readonly name = 'AppError';
	readonly code: string;
	readonly hint: string | undefined;
	readonly exitCode: ExitCode;
	readonly diagnostics: readonly Diagnostic[];

	constructor(
		code: string,
		message: string,
		options: {readonly hint?: string; readonly exitCode?: ExitCode; readonly cause?: unknown; readonly diagnostics?: readonly Diagnostic[]} = {},
	) {
		super(message, {cause: options.cause});
		this.code = code;
		this.hint = options.hint;
		this.exitCode = options.exitCode ?? exitCodes.failed;
		this.diagnostics = options.diagnostics ?? [];
	}
}
