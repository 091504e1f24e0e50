import {AppError, display} from '../diagnostics/index.js';
import type {Facts} from '../facts/index.js';
import type {Triggers} from '../plan/index.js';
import {ownerOf} from '../routeros/model/index.js';
import {behaviours} from '../routeros/versions/index.js';
import type {Transport} from '../transport/transport.js';
import {recordsOf, run} from './console.js';
import {changeUnderWay, lookForScripts} from './holder.js';

const needed = ['ssh', 'ftp', 'read', 'write', 'policy'] as const;

const refuse = (code: string, message: string, hint: string): AppError => new AppError(code, message, {hint});

/** Why a restart would leave a change of this router as it is, half made or not; undefined where the guard is run after one, too. */
export const uncovered = ({deviceMode}: Facts): AppError | undefined =>
	deviceMode?.scheduler === false
		? refuse(
				'scheduler-refused',
				'The device-mode of this router refuses the scheduler: if it restarted while a change is on trial, nothing would undo the change.',
				'Allow it on the router: /system/device-mode/update scheduler=yes, then press its button or cut its power within the time that it says.',
			)
		: undefined;

/** What facts alone say against a change. */
const checkFacts = (facts: Facts, staged: number, triggers: Triggers): void => {
	const {session, freeSpace} = facts;
	const missing = session === undefined || session.policies.length === 0 ? [] : needed.filter((policy) => !session.policies.includes(policy));
	if (missing.length > 0) {
		throw refuse(
			'not-permitted',
			`The user ${display(session?.user ?? '')} lacks the ${missing.length === 1 ? 'policy' : 'policies'} ${missing.join(', ')}.`,
			'Use a user of a group that has ssh, ftp, read, write and policy: /user group print',
		);
	}

	const refused = triggers === 'all' ? uncovered(facts) : undefined;
	if (refused !== undefined) {
		throw refused;
	}

	const wanted = 4 * staged + 1_048_576;
	if (freeSpace !== undefined && freeSpace < wanted) {
		throw refuse(
			'no-space',
			`The router has ${Math.floor(freeSpace / 1024)} KiB of storage left; ${Math.ceil(wanted / 1024)} KiB are needed.`,
			'Remove files that are not needed: /file print',
		);
	}
};

const look = (hasSafeMode: boolean): string =>
	[
		lookForScripts,
		':foreach i in=[/system/scheduler/find where name~"^detour-[a-z]-"] do={ :put ("scheduler\\1F" . [/system/scheduler/get $i name] . "\\1F" . [/system/scheduler/get $i comment] . "\\1E") }',
		':foreach i in=[/file/find where name~"detour-[a-z0-9]*-apply"] do={ :put ("file\\1F" . [/file/get $i name] . "\\1E") }',
		...(hasSafeMode ? [':do { :put ("safe\\1F" . [:tostr [/safe-mode/get user]] . "\\1E") } on-error={}'] : []),
	].join('; ');

/** Everything that must be so before anything is put on a router (docs/guarded-apply.md). */
export const preflight = async (transport: Transport, facts: Facts, staged: number, triggers: Triggers): Promise<void> => {
	checkFacts(facts, staged, triggers);
	const found = recordsOf(await run(transport, look(behaviours(facts.release).safeModeMenu), 'to look for unfinished changes'));
	const other = changeUnderWay(found);
	if (other !== undefined) {
		throw refuse(other.code, other.message, other.hint ?? '');
	}

	const stray = found.find(([kind, , said = '']) => kind !== 'safe' && ownerOf(said) === undefined);
	if (stray !== undefined) {
		throw refuse('leftovers', `The router has a ${stray[0]} named "${display(stray[1] ?? '')}" of an earlier change.`, 'Run: detour recover');
	}

	const [, user = ''] = found.find(([kind]) => kind === 'safe') ?? [];
	if (user !== '') {
		throw refuse('safe-mode-held', `${display(user)} holds safe mode on this router; whatever is changed now would be undone with it.`, 'Wait until it is released.');
	}
};
