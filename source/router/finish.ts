import {display} from '../diagnostics/index.js';
import type {ApplyAnswer, ApplyEvent, ApplyOutcome, ApplyStep} from '../plan/index.js';
import type {Configuration} from '../routeros/model/index.js';
import type {Clock} from '../runtime/index.js';
import type {Transport} from '../transport/transport.js';
import {together} from './console.js';
import type {GuardStatus} from './guard-status.js';
import {readStatus, stateText} from './guard-status.js';
import type {RecordStep} from './journal.js';
import type {Link} from './link.js';
import {readMenus} from './read-menus.js';
import type {Goal} from './settle.js';
import {decide, outcomeOf, outcomeText, waitUntilSettled} from './settle.js';

type FinishOptions = {
	readonly link: Link;
	readonly change: string;
	readonly goal: Goal;
	readonly verdict: {readonly choice: ApplyAnswer; readonly why: string; readonly notApplied?: readonly string[]};
	/** Seconds of uptime when the router decides by itself. */
	readonly deadline: number;
	readonly record: RecordStep;
	readonly clock: Clock;
};

/** Milliseconds for the guard to finish. */
const patience = 120_000;

const two = (number: number): string => String(number).padStart(2, '0');

/** Uptime as the router shows it. */
const uptimeText = (seconds: number): string => {
	const days = Math.floor(seconds / 86_400);
	return `${days > 0 ? `${days}d` : ''}${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(Math.floor(seconds) % 60)}`;
};

/** Who holds safe mode; empty where nobody does, and where a release cannot tell (before 7.18). */
const readHolder = async (transport: Transport): Promise<string> =>
	(await transport.exec(':put ("\\1E" . [/safe-mode/get user] . "\\1E")')).output.split('\u001E')[1]?.trim() ?? '';

type Ended = {readonly outcome: ApplyOutcome; readonly message: string; readonly notes: readonly string[]};

const settle = async ({link, change, goal, verdict, clock}: FinishOptions): Promise<Ended> => {
	const decided = await link.use(async (transport) => decide(transport, change, verdict.choice, verdict.why));
	const look = async (): Promise<readonly [GuardStatus, Configuration, string]> =>
		link.use(async (transport) => together(readStatus(transport), readMenus(transport, goal.menus), readHolder(transport)));
	let [status, configuration, holder] = await look();
	if (status.guard?.change === change) {
		status = await waitUntilSettled(link, change, clock, patience);
		[, configuration, holder] = await look();
	}

	if (status.guard?.change === change) {
		const isStuck = status.guard.state.startsWith('failed');
		return {
			outcome: isStuck ? 'stuck' : 'unknown',
			message: isStuck
				? `The change is not finished: ${stateText(status.guard.state)}. It tries again after a restart; until then: /system script run detour-guard`
				: 'The router is still busy with it. Run: detour recover',
			notes: [],
		};
	}

	const {outcome, isExact} = outcomeOf(configuration, goal);
	const told = decided === 'keep' ? 'kept' : decided === 'undo' ? 'undone' : undefined;
	if ((told !== undefined && outcome !== undefined && told !== outcome) || (told === undefined && outcome === undefined)) {
		return {outcome: 'unknown', message: 'The router has decided, but its configuration fits neither way. Look at the plan again.', notes: []};
	}

	const named = outcome ?? told ?? 'unknown';
	if (named === 'kept' && holder !== '') {
		const message = `It is kept, but ${display(holder)} holds safe mode: unless it is left properly, the router takes back whatever was changed meanwhile. Once it is left, run: detour recover`;
		return {outcome: 'unknown', message, notes: []};
	}

	const isReversed = verdict.choice === 'keep' && named === 'undone';
	const why = isReversed ? ' The router had decided before it could be kept.' : named === 'undone' ? ` Reason: ${display(verdict.why).replace(/\.$/, '')}.` : '';
	return {
		outcome: named,
		message: `${outcomeText[named]}${why}`,
		notes: isExact ? [] : [`Somebody else changed ${goal.menus.length === 1 ? (goal.menus[0] ?? '') : 'the same menus'} meanwhile; that was left alone.`],
	};
};

/** Has the router keep or undo, and names what it did: only from what is read back. */
export async function* finish(options: FinishOptions): AsyncGenerator<ApplyEvent, void> {
	const {verdict, record, deadline} = options;
	const name: ApplyStep = verdict.choice;
	yield {type: 'step', step: name, status: 'started', detail: verdict.why};
	// A full disk here must not keep the router from being told.
	const note = async (state: Parameters<RecordStep>[0]): Promise<string | undefined> =>
		record(state, {deadline}).then(
			() => undefined,
			() => 'The journal of this change could not be written.',
		);
	const unwritten = await note(verdict.choice === 'keep' ? 'keeping' : 'undoing');
	let ended: Ended;
	try {
		ended = await settle(options);
	} catch (cause) {
		const said = cause instanceof Error ? ` (${cause.message})` : '';
		ended = {
			outcome: 'unknown',
			message: `The router could not be asked${said}. It decides by itself when it has been up for ${uptimeText(deadline)}. Then run: detour recover`,
			notes: [],
		};
	}

	for (const text of [...(unwritten === undefined ? [] : [unwritten]), ...ended.notes]) {
		yield {type: 'note', text};
	}

	if (ended.outcome === 'kept' || ended.outcome === 'undone') {
		await note(ended.outcome);
		yield {type: 'step', step: name, status: 'done'};
	}

	yield {type: 'outcome', outcome: ended.outcome, message: ended.message, ...(verdict.notApplied === undefined ? {} : {notApplied: verdict.notApplied})};
}
