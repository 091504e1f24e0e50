import {AppError, display, exitCodes, Secret} from '../diagnostics/index.js';
import type {Lab, LabOptions} from '../lab/index.js';
import {generateHostKey, startLab} from '../lab/index.js';
import {labHostKey} from '../profiles/index.js';
import type {ProfileRouter} from '../scenario/index.js';
import type {Context} from './context.js';

export type RunningLab = {readonly lab: Lab; readonly router: ProfileRouter; readonly password: Secret};

/** Letters and digits that are not mistaken for each other. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

const randomPassword = ({random}: Pick<Context, 'random'>): string => [...random.bytes(12)].map((byte) => alphabet[byte % alphabet.length]).join('');

type Wanted = Pick<LabOptions, 'release' | 'model' | 'port' | 'password' | 'state' | 'events' | 'onEvent'>;

/** A port that was asked for and is not to be had: that of another lab, or one below 1024. */
const cannotListen = (cause: unknown, port: number | undefined): unknown => {
	const code = cause instanceof Error && 'syscall' in cause && cause.syscall === 'listen' && 'code' in cause ? cause.code : undefined;
	return port === undefined || code === undefined
		? cause
		: new AppError('lab-port', `Nothing can listen on port ${port} of this computer (${display(String(code))}).`, {
				hint: 'Leave out --port for one that is free.',
				exitCode: exitCodes.usage,
				cause,
			});
};

/** Starts the emulated router on this computer, with the host key that it always has. */
export const runLab = async (context: Context, options: Wanted): Promise<RunningLab> => {
	const password = options.password ?? randomPassword(context);
	const started = startLab({
		...options,
		password,
		hostKey: await labHostKey(context.store, generateHostKey),
		clock: 'real',
		clockPort: context.clock,
		random: context.random,
	});
	const lab = await started.catch((cause: unknown) => {
		throw cannotListen(cause, options.port);
	});
	return {lab, router: {host: '127.0.0.1', port: lab.port, user: 'admin'}, password: new Secret(password)};
};
