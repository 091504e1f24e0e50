import {Secret} from '../diagnostics/index.js';
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

/** Starts the emulated router on this computer, with the host key that it always has. */
export const runLab = async (context: Context, options: Wanted): Promise<RunningLab> => {
	const password = options.password ?? randomPassword(context);
	const lab = await startLab({
		...options,
		password,
		hostKey: await labHostKey(context.store, generateHostKey),
		clock: 'real',
		clockPort: context.clock,
		random: context.random,
	});
	return {lab, router: {host: '127.0.0.1', port: lab.port, user: 'admin'}, password: new Secret(password)};
};
