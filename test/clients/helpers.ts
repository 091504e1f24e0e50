import {execFile, execFileSync} from 'node:child_process';
import {promisify} from 'node:util';

const execute = promisify(execFile);

export type Finished = {readonly code: number; readonly output: string; readonly errors: string};

/** Runs a program to its end; what it printed and how it ended are for the test to judge. */
export const runProgram = async (file: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Finished> => {
	try {
		const {stdout, stderr} = await execute(file, args, {env: {...process.env, ...env}, timeout: 240_000});
		return {code: 0, output: stdout, errors: stderr};
	} catch (error) {
		if (error instanceof Error && 'code' in error && typeof error.code === 'number' && 'stdout' in error && 'stderr' in error) {
			return {code: error.code, output: String(error.stdout), errors: String(error.stderr)};
		}

		throw error;
	}
};

/** Whether a client is missing here: then its tests are left out on a person's machine, and fail where CI should have installed it. */
export const isMissing = (file: string, ...args: readonly string[]): boolean => {
	if (process.env.CI === 'true') {
		return false;
	}

	try {
		execFileSync(file, args, {stdio: 'ignore', timeout: 20_000});
		return false;
	} catch {
		return true;
	}
};

/** Debian's own, which has the packages that apt-get installs. */
export const python = '/usr/bin/python3';
