import {AppError} from '../diagnostics/index.js';
import type {Facts} from '../facts/index.js';
import type {ApplyScript, GuardHeader, GuardSource, Triggers} from '../plan/index.js';
import {armCommand, guardFileText, guardNames, lockCommand, readGuardCommand, unlockCommand, watchCommands} from '../plan/index.js';
import {behaviours} from '../routeros/versions/index.js';
import type {Clock} from '../runtime/index.js';
import type {Transport} from '../transport/transport.js';
import {errorIn, recordsOf, routerError, run, runSilently, together} from './console.js';
import {guardHash, guardIn} from './guard-source.js';
import {parseStatus} from './guard-status.js';
import {sha256} from './settle.js';

/** Puts the lock on a router, after what takes it away when nobody goes on with it. */
export const lock = async (transport: Transport, header: GuardHeader, triggers: Triggers): Promise<void> => {
	// At once, but in this order: a connection that breaks lets the first through, or both.
	const watching = watchCommands(header.change, triggers).map(async (line) => runSilently(transport, line, 'to watch over the change'));
	if (triggers === 'all') {
		await together(...watching);
	}

	// A job alone does not wait long for the lock, so that follows at once.
	const [{output}] = await together(transport.exec(lockCommand(header, triggers)), ...watching);
	if (!/^\*[\dA-F]+\s*$/i.test(output.trim())) {
		// Said in several ways: docs/lab-notes/console.md, duplicate.
		if (/already/.test(output)) {
			throw new AppError('change-in-progress', 'Another change of this router has just begun.', {hint: 'Wait until it is over.'});
		}

		throw routerError(output, 'to lock its configuration');
	}
};

/** Takes away what was put there before arming; a guard that is armed stays. */
export const unlock = async (transport: Transport, change: string): Promise<void> => runSilently(transport, unlockCommand(change), 'to take the lock away');

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const uploadChecked = async (transport: Transport, name: string, text: string): Promise<void> => {
	const content = bytesOf(text);
	await transport.upload(name, content);
	const back = await transport.download(name, content.length);
	if (back === undefined || sha256(back) !== sha256(content)) {
		throw new AppError('upload-damaged', `The file ${name} did not arrive on the router as it was sent.`, {hint: 'Is its storage full? /file print'});
	}
};

/** Sends what is to become the guard. */
export const sendGuard = async (transport: Transport, change: string, guard: GuardSource): Promise<void> =>
	uploadChecked(transport, guardNames(change).guardFile, guardFileText(change, guard));

/** Sends the change and has the router read it without running it, as far as its release can. */
export const sendChange = async (transport: Transport, change: string, script: ApplyScript, facts: Facts): Promise<void> => {
	const {applyFile} = guardNames(change);
	await uploadChecked(transport, applyFile, script.text);
	if (!behaviours(facts.release).importDryRun) {
		return;
	}

	const {output} = await transport.exec(`/import file-name=${applyFile} verbose=yes dry-run`, {timeout: 180_000});
	// What it says of a good file is not the same in all releases; errors begin in the same way in all.
	if (errorIn(output) !== undefined) {
		throw routerError(output, 'to understand the change');
	}
};

/** Puts the real guard in the place of the stub, reads it back, and runs it once: not due, it does nothing, but what does not parse would not run at all. */
export const placeGuard = async (transport: Transport, change: string, guard: GuardSource): Promise<void> => {
	const {guardFile} = guardNames(change);
	// What the import says ends before the first record.
	const line = `/import file-name=${guardFile}; :put "\\1E"; /system/script/run detour-guard; ${readGuardCommand(change)}`;
	const printed = await run(transport, line, 'to take the guard', {timeout: 120_000});
	if (guardHash(guardIn(printed.slice(printed.indexOf('\u001E') + 1))) !== guardHash(guard)) {
		throw new AppError('guard-damaged', 'The guard on the router is not as it was sent.', {hint: 'Nothing was changed.'});
	}
};

/** Milliseconds in which the scheduler must have run the guard: it does so every second until then. */
const sightTime = 30_000;

/** Waits until the guard is seen to be run by what watches over it, and starts the time: from there on the router undoes by itself. Gives how it stands. */
export const arm = async (
	transport: Transport,
	change: string,
	seconds: number,
	triggers: Triggers,
	clock: Clock,
	checkAbort: () => void,
): Promise<{readonly deadline: number; readonly left: number}> => {
	const end = clock.monotonic() + sightTime;
	for (;;) {
		checkAbort();
		const printed = await run(transport, armCommand(change, seconds, triggers), 'to arm the guard');
		if (recordsOf(printed).find(([kind]) => kind === 'same')?.[1] !== 'true') {
			throw new AppError('guard-unequal', 'The two schedulers of the guard have not the same owner and policies.', {hint: 'Nothing was changed.'});
		}

		const {guard, uptime} = parseStatus(printed);
		if (guard?.change === change && guard.state === 'armed') {
			return {deadline: guard.deadline, left: guard.deadline - uptime};
		}

		if (clock.monotonic() > end) {
			throw new AppError('guard-not-run', 'The router does not run the guard by itself.', {
				hint: 'Nothing was changed. Does device-mode allow the scheduler? /system device-mode print',
			});
		}

		await clock.sleep(200);
	}
};
