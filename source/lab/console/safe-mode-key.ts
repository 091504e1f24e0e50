import type {Session, Steps} from '../contract.js';
import type {Context} from '../machine/context.js';
import {handoverOf, hijackQuestion, releaseSafeMode, takeSafeMode} from '../machine/safe-mode.js';
import type {Asking} from './asking.js';

/** Since 7.21 the console says that it is taking safe mode (reported for 7.21, verbatim from 7.22.3). */
const saysTaking = 21;

export type SafeModeKey = {
	readonly context: Context;
	readonly session: Session;
	readonly ask: Asking['ask'];
	readonly write: (text: string) => void;
	readonly prompt: () => string;
};

/** What Ctrl-X does: takes safe mode, asks whom to take it from, or releases it. True when a prompt has been shown already. */
export function* pressSafeMode({context, session, ask, write, prompt}: SafeModeKey): Steps<boolean> {
	const {safeMode: held} = context.runtime;
	if (held !== undefined && held.owner === session.job) {
		releaseSafeMode(context);
		write('\r\n[Safe mode released]\r\n');
		return false;
	}

	const announces = context.release.minor >= saysTaking;
	write(announces ? `\r${prompt()}\r\nTaking Safe Mode session... ` : '');
	if (held !== undefined) {
		write(announces && held.user === session.user ? '\r\nSafe Mode is taken by current user in another session.\r\n' : '\r\n');
	}

	const handover = held === undefined ? 'abort' : handoverOf(yield* ask({prompt: hijackQuestion, single: true}));
	if (!takeSafeMode(context, session, handover)) {
		return false;
	}

	write(announces ? `Success!\r\n\r\u001B[9999B\r\r\r\r\u001B[9999B${prompt()}\u001B[c` : '\r\n[Safe Mode taken]\r\n');
	return announces;
}
