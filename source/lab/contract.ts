import type {Release} from '../facts/index.js';
import type {Schema} from '../routeros/schema/index.js';
import type {Value} from './value.js';

/** Scripts run as generators: they yield when they would wait, and the machine resumes them on its virtual clock. */
export type Wait = {readonly kind: 'sleep'; readonly milliseconds: number} | {readonly kind: 'until'; readonly condition: () => boolean};
export type Steps<T> = Generator<Wait, T, void>;

/** What a terminal asks a person. */
export type Question = {
	readonly prompt: string;
	/** One key is the answer. */
	readonly single?: true;
	/** The answer is not shown. */
	readonly hidden?: true;
	/** Ctrl-C is an empty answer and stops nothing. */
	readonly skippable?: true;
};

/** Who runs something: a login session, or a job started by one. */
export type Session = {
	readonly user: string;
	readonly policies: ReadonlySet<string>;
	/** Printed text goes here, with `\r\n` line ends. */
	readonly print: (text: string) => void;
	/** Where it came from, for `/user active`; undefined for jobs. */
	readonly from?: string;
	/** A terminal asks for missing values; exec and jobs do not. */
	readonly interactive: boolean;
	/** Asks the person at the terminal; undefined where there is none. */
	readonly ask?: (question: Question) => Steps<string>;
	/** Prints by the screen; undefined where there is none. */
	readonly page?: (text: string) => void;
	/** Prints a part of what goes on until somebody stops it; undefined where there is no screen. */
	readonly endless?: (text: string) => void;
	/** How wide the screen is; undefined where there is none, and lines are as long as they are. */
	readonly columns?: () => number;
	/** Current menu of a terminal, `''` at the root. Statements without `/` start here. */
	readonly menu: string;
	readonly aborted: () => boolean;
	/** Name of the script that it runs. */
	readonly script?: string;
	/** Id of the job that it is, in `/system/script/job`. */
	readonly job?: string;
};

/** A resolved menu command, its arguments evaluated. */
export type MenuCall = {
	readonly session: Session;
	/** `/ip/firewall/mangle`; `/` for root commands such as `export`, `import`, `ping`. */
	readonly menu: string;
	readonly verb: string;
	/** By full argument name. `!name` in `set` is a `nothing`. `name=!value` is a `str` starting with `!`. */
	readonly named: ReadonlyMap<string, Value>;
	/** Arguments without a value: `fib`, `blackhole`, `detail`, `as-value`, `count-only`, `terse`. */
	readonly flags: ReadonlySet<string>;
	/** Values without a name: item ids or numbers of `set`/`remove`/`get`, property of `get`, file of `import`. */
	readonly positional: readonly Value[];
	/** The condition of `find` or `where`: whether a row (by readable properties) is wanted. */
	readonly where?: (row: (property: string) => Value) => boolean;
	/** Line in the script, for error trailers. */
	readonly line: number;
};

/** What a script stops with at run time. `message` is what the console prints, trailer left out. */
export class ScriptError extends Error {
	readonly trail: string[] = [];
}

/** What menus do: implemented by the machine, called by the interpreter. */
export interface MenuHost {
	readonly release: Release;
	readonly schema: Schema;
	/** Returns the value that `[ … ]` around the command would have; prints through the session. Throws `ScriptError`. */
	run(call: MenuCall): Steps<Value>;
	readonly globals: Map<string, Value>;
	log(topics: string, message: string): void;
	/** Starts a script as a background job and gives its id: `:execute`. Output goes into file `NAME.txt` where one is named. */
	execute(session: Session, source: string, file: string | undefined): Value;
	/** Virtual clock: nanoseconds of uptime, and milliseconds since 1970. */
	uptime(): bigint;
	now(): number;
	/** As the router itself would, or as one server answers. */
	resolve(name: string, server?: string): readonly string[];
	/** Writes a text into a file. */
	save(name: string, text: string): void;
}

/** What runs scripts: implemented by the interpreter, called by console, jobs, scheduler, `/import` and `/system/script/run`. */
export interface Interpreter {
	/**
	 * Parses and runs a script text. A syntax error or unknown word runs nothing. Prints errors as the release does when
	 * `report` is set, else throws `ScriptError` (a syntax error too). The value is that of the last command.
	 */
	run(source: string, session: Session, options: {readonly report: boolean; readonly caller?: string}): Steps<Value>;
	/** Errors that show before anything runs, as the console prints them; undefined when there are none. */
	check(source: string, menu: string): string | undefined;
	/** The menu that a terminal in `menu` is in after this line: another one only where the line ends in nothing but menu words. */
	menuAfter(source: string, menu: string): string;
}
