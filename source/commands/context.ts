import type {Secret} from '../diagnostics/index.js';
import type {StoreOptions} from '../profiles/index.js';
import type {Clock, Files, Random} from '../runtime/index.js';
import type {Reader} from '../ui/services.js';
import type {Console} from './console.js';
import type {Termination} from './termination.js';

/** Where the wizard draws. */
export type Terminal = {
	readonly stdin: NodeJS.ReadStream;
	readonly stdout: NodeJS.WriteStream;
	/** It cannot move its cursor, or is read aloud. */
	readonly isDumb: boolean;
	readonly unicode: boolean;
	readonly color: boolean;
	readonly version: string;
	/** Its width now; undefined where results go into a file or a pipe. */
	readonly columns: number | undefined;
};

/** Everything of the outside world that a command may touch. Tests give another one. */
export type Context = {
	readonly console: Console;
	readonly terminal: Terminal;
	readonly clock: Clock;
	readonly random: Random;
	readonly files: Files;
	/** Aborted by Ctrl-C. */
	readonly signal: AbortSignal;
	readonly termination: Termination;
	/** Paths typed by a person start here. */
	readonly cwd: string;
	/** What `~` stands for. */
	readonly userHome: string;
	readonly store: StoreOptions;
	/** From the environment, which no longer has it. */
	readonly environmentPassword: Secret | undefined;
	/** How this person calls what shows text: commands for a shell, as git and others take them. */
	readonly programs: {readonly [by in Reader]: string | undefined};
	/** Socket of the key agent. */
	readonly agent: string | undefined;
	/** Who is doing it, for the journal: `user@machine`. */
	readonly who: string;
};
