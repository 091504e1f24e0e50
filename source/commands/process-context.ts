import {homedir, hostname, userInfo} from 'node:os';
import {join} from 'node:path';
import {AppError, exitCodes, Secret} from '../diagnostics/index.js';
import {makeConsole} from './console.js';
import type {Context} from './context.js';
import {nodeClock, nodeFiles, nodeRandom} from './runtime.js';

/** Where programs keep their settings: the platform's own custom. */
const storeDirectory = (environment: NodeJS.ProcessEnv, platform: string, home: string): string => {
	const {DETOUR_HOME: own, XDG_CONFIG_HOME: xdg, APPDATA: appData} = environment;
	if (own !== undefined && own !== '') {
		return own;
	}

	const defaults: Readonly<Record<string, string>> = {
		darwin: join(home, 'Library', 'Preferences', 'detour'),
		win32: join(appData ?? join(home, 'AppData', 'Roaming'), 'detour'),
	};
	return defaults[platform] ?? join(xdg === undefined || xdg === '' ? join(home, '.config') : xdg, 'detour');
};

const userName = (): string => {
	try {
		return userInfo().username;
	} catch {
		// A user id without an entry in the password file, as in many containers.
		return 'unknown';
	}
};

/** Writes until the reader goes away (`detour … | head`): then what is left is swallowed, and the work goes on. */
const makeWriter = (stream: NodeJS.WriteStream) => {
	let open = true;
	stream.on('error', (cause: NodeJS.ErrnoException) => {
		if (cause.code !== 'EPIPE') {
			throw cause;
		}

		open = false;
	});
	return (text: string): void => {
		if (open) {
			stream.write(text);
		}
	};
};

/** The real world. Takes the password out of the environment, so that no child process sees it. */
export const processContext = (): Context => {
	const controller = new AbortController();
	const interrupt = (): void => {
		controller.abort(new AppError('interrupted', 'Interrupted.', {exitCode: exitCodes.interrupted}));
	};
	process.on('SIGINT', interrupt);
	const {DETOUR_PASSWORD: password, SSH_AUTH_SOCK: agent} = process.env;
	delete process.env.DETOUR_PASSWORD;
	return {
		console: makeConsole({
			stdin: process.stdin,
			out: makeWriter(process.stdout),
			err: makeWriter(process.stderr),
			interactive: process.stdin.isTTY === true && process.stdout.isTTY === true,
			onInterrupt: interrupt,
		}),
		clock: nodeClock,
		random: nodeRandom,
		files: nodeFiles,
		signal: controller.signal,
		cwd: process.cwd(),
		userHome: homedir(),
		store: {directory: storeDirectory(process.env, process.platform, homedir()), files: nodeFiles, now: nodeClock.now, platform: process.platform},
		environmentPassword: password === undefined || password === '' ? undefined : new Secret(password),
		agent: agent === '' ? undefined : agent,
		who: `${userName()}@${hostname()}`,
	};
};
