import {homedir, hostname, userInfo} from 'node:os';
import {isAbsolute, join, resolve} from 'node:path';
import type {ExitCode} from '../diagnostics/index.js';
import {AppError, exitCodes, Secret} from '../diagnostics/index.js';
import {makeConsole} from './console.js';
import type {Context} from './context.js';
import {nodeClock, nodeFiles, nodeRandom} from './runtime.js';
import {makeTermination} from './termination.js';

/** Where programs of a platform keep their settings, below the home directory. */
const customs: Readonly<Record<string, readonly string[]>> = {darwin: ['Library', 'Preferences'], win32: ['AppData', 'Roaming']};

/**
 * Where profiles and keys are kept: nowhere, where the environment names no place. A relative one counts only where it is
 * Detour's own (XDG Base Directory Specification): what is found must not depend on where one stands.
 */
export const storeDirectory = (environment: NodeJS.ProcessEnv, platform: string, home: string): string => {
	const {DETOUR_HOME: own = '', XDG_CONFIG_HOME: xdg = '', APPDATA: appData = ''} = environment;
	if (own !== '') {
		return resolve(own);
	}

	const named = platform === 'win32' ? appData : platform === 'darwin' ? '' : xdg;
	const folder = isAbsolute(named) ? named : isAbsolute(home) ? join(home, ...(customs[platform] ?? ['.config'])) : undefined;
	return folder === undefined ? '' : join(folder, 'detour');
};

const userName = (): string => {
	try {
		return userInfo().username;
	} catch {
		// A user id without an entry in the password file, as in many containers.
		return 'unknown';
	}
};

/**
 * Writes until that is refused: then what is left is swallowed, and the work goes on, which may be a change on trial. A reader
 * that has gone away (`detour … | head`) wants no more; of other trouble (a full disk) somebody is told.
 */
const makeWriter = (stream: NodeJS.WriteStream, onTrouble: (code: string) => void) => {
	let open = true;
	stream.on('error', ({code = 'unknown trouble'}: NodeJS.ErrnoException) => {
		if (open && code !== 'EPIPE') {
			onTrouble(code);
		}

		open = false;
	});
	return (text: string): void => {
		if (open) {
			stream.write(text);
		}
	};
};

/** Whether box drawings can be shown: a UTF-8 locale (POSIX order of precedence), or a Windows terminal. */
const isUnicode = ({LC_ALL, LC_CTYPE, LANG, WT_SESSION, TERM}: NodeJS.ProcessEnv, platform: string): boolean => {
	if (platform === 'win32') {
		return WT_SESSION !== undefined;
	}

	return TERM !== 'linux' && /utf-?8/i.test([LC_ALL, LC_CTYPE, LANG].find((value) => value !== undefined && value !== '') ?? '');
};

/** Whether colours are wanted: NO_COLOR (no-color.org) and FORCE_COLOR, which wins, as other programs take them. */
export const isColored = ({NO_COLOR: no = '', FORCE_COLOR: force = '', TERM: term}: NodeJS.ProcessEnv): boolean =>
	force === '' ? no === '' && term !== 'dumb' : !/^(?:0|false)$/.test(force);

/** How wide a terminal is; undefined where there is none, or where it does not say (0: serial consoles, programs that drive others). */
export const widthOf = ({isTTY, columns}: Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>): number | undefined => (isTTY === true && columns > 0 ? columns : undefined);

/** The real world. Takes the password out of the environment, so that no child process sees it. */
export const processContext = (version: string): Context => {
	const controller = new AbortController();
	let isWatching = false;
	const interrupt = (): void => {
		controller.abort(new AppError('interrupted', 'Interrupted.', {exitCode: exitCodes.interrupted}));
	};
	const termination = makeTermination();
	// Not `once`: a library that finds itself alone with the signal would kill the program before it can speak.
	process.on('SIGTERM', termination.end);
	process.on('SIGHUP', termination.end);
	const {DETOUR_PASSWORD: password, SSH_AUTH_SOCK: agent, TERM: term} = process.env;
	delete process.env.DETOUR_PASSWORD;
	const interactive = process.stdin.isTTY === true && process.stdout.isTTY === true;
	if (interactive) {
		// Where a variable named CI… is set, Ink paints nothing but the last frame; it looks when it is loaded. Here is a person.
		process.env.CI = 'false';
	}

	const err = makeWriter(process.stderr, () => undefined);
	const out = makeWriter(process.stdout, (code) => {
		err(`error: What is told on standard output cannot be written (${code}). Is there space left?\n`);
		process.exitCode = exitCodes.failed;
	});
	return {
		console: makeConsole({
			stdin: process.stdin,
			out,
			err,
			interactive,
			columns: () => widthOf(process.stderr),
			onInterrupt: interrupt,
		}),
		terminal: {
			stdin: process.stdin,
			stdout: process.stdout,
			isDumb: term === 'dumb',
			unicode: isUnicode(process.env, process.platform),
			color: isColored(process.env),
			version,
			get columns() {
				return widthOf(process.stdout);
			},
		},
		clock: nodeClock,
		random: nodeRandom,
		files: nodeFiles,
		/** Ctrl-C is ours to handle only from when somebody wants to know: the wizard reads it as a key. */
		get signal() {
			if (!isWatching) {
				isWatching = true;
				process.on('SIGINT', interrupt);
			}

			return controller.signal;
		},
		termination,
		cwd: process.cwd(),
		userHome: homedir(),
		store: {directory: storeDirectory(process.env, process.platform, homedir()), files: nodeFiles, now: nodeClock.now, platform: process.platform},
		environmentPassword: password === undefined || password === '' ? undefined : new Secret(password),
		programs: {editor: process.env.VISUAL || process.env.EDITOR || undefined, pager: process.env.PAGER || (process.platform === 'win32' ? 'more' : 'less -R')},
		agent: agent === '' ? undefined : agent,
		who: `${userName()}@${hostname()}`,
	};
};

/** With DETOUR_DEBUG=1 the trouble's origin is shown, too. */
export const debugTo =
	(environment: NodeJS.ProcessEnv) =>
	(cause: unknown): void => {
		if (environment.DETOUR_DEBUG === '1') {
			process.stderr.write(`${cause instanceof Error ? cause.stack : String(cause)}\n`);
		}
	};

/** Commands whose exit code speaks of a router, which is as it is though nothing could be written here. */
const changing: ReadonlySet<unknown> = new Set(['apply', 'remove', 'run', 'recover']);

/**
 * The code to end with, when everything written has left: the last lines may still be on their way into a pipe. A result that
 * is lost is no success.
 */
export const flushed = async (code: ExitCode, [name]: readonly string[]): Promise<number | string | undefined> => {
	await new Promise<void>((resolve) => {
		process.stdout.write('', () => process.stderr.write('', () => setImmediate(resolve)));
	});
	return code === exitCodes.done && !changing.has(name) ? process.exitCode : code;
};
