import {display} from '../diagnostics/index.js';
import type {ApplyAnswer, ApplyEvent, ApplyQuestion} from '../plan/index.js';
import {guardNames, isGuardSource, missingParts} from '../plan/index.js';
import type {Clock} from '../runtime/index.js';
import type {Transport} from '../transport/transport.js';
import {unlock} from './arm.js';
import {askToKeep} from './ask-to-keep.js';
import {runSilently} from './console.js';
import {finish} from './finish.js';
import {guardHash, readGuard} from './guard-source.js';
import type {GuardStatus} from './guard-status.js';
import {readStatus, stateText} from './guard-status.js';
import type {Journal, JournalRecord, RecordStep} from './journal.js';
import {isOpen} from './journal.js';
import type {Link} from './link.js';
import {makeLink} from './link.js';
import {readMenus} from './read-menus.js';
import {outcomeOf, outcomeText} from './settle.js';

export type RecoverOptions = {
	readonly transport: Transport;
	readonly reconnect: () => Promise<Transport>;
	/** What the journals of this computer say of this router, all changes together. */
	readonly records: readonly JournalRecord[];
	readonly journal: Journal;
	readonly clock: Clock;
	/** Asked when a change is on trial and there is time left; without it, it is undone. */
	readonly decide?: (question: ApplyQuestion) => Promise<ApplyAnswer>;
	readonly signal?: AbortSignal;
};

const recordAfter = ({records, journal, clock}: RecoverOptions, change: string): RecordStep => {
	const first = records.find((record) => record.change === change);
	return async (state, more = {}) => {
		if (first !== undefined) {
			const {changes: _changes, menus: _menus, volatile: _volatile, ...same} = first;
			await journal.write({...same, ...more, state, at: clock.now()});
		}
	};
};

const goalOf = (records: readonly JournalRecord[], change: string) => {
	const planned = records.find((record) => record.change === change && record.changes !== undefined);
	return {changes: planned?.changes ?? [], menus: planned?.menus ?? [], volatile: planned?.volatile ?? [], baseHash: planned?.baseHash ?? '', wantHash: planned?.wantHash ?? ''};
};

/** What an older change may have left behind when its guard was gone already; harmless, and taken away. */
const sweep = [
	':foreach i in=[/system/scheduler/find where name~"^detour-[ts]-[a-z0-9]*\\$"] do={ /system/scheduler/remove $i }',
	':foreach i in=[/system/script/find where name~"^detour-[du]-[-a-z0-9]*\\$"] do={ /system/script/remove $i }',
	':foreach i in=[/file/find where name~"detour-[a-z0-9]*-(apply|guard|result)"] do={ /file/remove $i }',
].join('; ');

/** Names what became of changes whose guard is gone. */
async function* nameOutcomes(link: Link, options: RecoverOptions): AsyncGenerator<ApplyEvent, void> {
	const {records} = options;
	const changes = [...new Set(records.map(({change}) => change))].filter((change) => isOpen(records.filter((record) => record.change === change)));
	await link.use(async (transport) => runSilently(transport, sweep, 'to clean up'));
	if (changes.length === 0) {
		yield {type: 'outcome', outcome: 'unchanged', message: 'There is nothing to finish on this router.'};
		return;
	}

	for (const [index, change] of changes.entries()) {
		const goal = goalOf(records, change);
		const {outcome, isExact} = outcomeOf(await link.use(async (transport) => readMenus(transport, goal.menus)), goal);
		if (outcome !== undefined) {
			await recordAfter(options, change)(outcome);
		}

		if (!isExact && outcome !== undefined) {
			yield {type: 'note', text: 'The same menus were changed by someone meanwhile; that was left alone.'};
		}

		const named = outcome ?? 'unknown';
		yield index === changes.length - 1 ? {type: 'outcome', outcome: named, message: outcomeText[named]} : {type: 'note', text: `Change ${change}: ${outcome ?? 'not known'}.`};
	}
}

/** Whether there is still something to decide: a change that is on, with nobody's decision, time left, and no restart since. */
const isOnTrial = ({guard, decision, uptime}: GuardStatus): boolean =>
	guard?.state.startsWith('applied') === true && decision?.change !== guard.change && guard.deadline > uptime && guard.armed <= uptime;

/** What is so, and what can be done, where parts of a long guard are gone: only the undo needs them. */
const incomplete = (change: string, missing: number): string => {
	const [what, they] = missing === 1 ? ['a part of its guard was', 'it'] : [`${missing} parts of its guard were`, 'they'];
	const decide = (source: string): string => `/system script add name=${guardNames(change).decision} source=${source}; /system script run detour-guard`;
	return `The router cannot undo this change as a whole: ${what} deleted, and nothing else knows the settings that ${they} would put back. What was decided stays decided. To keep the change: ${decide('keep')}. To undo the rest: ${decide('undo')}; the settings are then to be put back by hand.`;
};

/** Finishes what was interrupted, and names what the router holds: from its guard, its decision and its configuration. */
export async function* recover(options: RecoverOptions): AsyncGenerator<ApplyEvent, void> {
	const {records, clock, decide, signal} = options;
	const link = makeLink(options.transport, options.reconnect);
	try {
		const status = await link.use(readStatus);
		const {guard, decision} = status;
		if (guard === undefined) {
			yield* nameOutcomes(link, options);
			return;
		}

		const {change} = guard;
		const record = recordAfter(options, change);
		const source = await link.use(async (transport) => readGuard(transport, change));
		const isKnown = records.some((one) => one.change === change && one.guardHash === guardHash(source));
		const missing = missingParts(source, change);
		if (missing > 0) {
			yield {type: 'outcome', outcome: 'stuck', message: incomplete(change, missing)};
			return;
		}

		if (!isKnown && !isGuardSource(source, change)) {
			yield {
				type: 'outcome',
				outcome: 'refused',
				message: `The script detour-guard on the router is not one that Detour wrote, and is not run: "${display(source.main.split('\n', 1)[0] ?? '')}". Look at it: /system script print where name=detour-guard`,
			};
			return;
		}

		if (guard.state === 'locked') {
			await link.use(async (transport) => unlock(transport, change));
			await record('unlocked');
			yield {type: 'outcome', outcome: 'unchanged', message: 'A change had begun, but nothing of it was made; its lock is taken away.'};
			return;
		}

		yield {type: 'note', text: `A change of this router is not finished: ${stateText(guard.state)}.`};
		const isDecided = decision?.change === change;
		let choice: ApplyAnswer = isDecided && decision.choice === 'keep' ? 'keep' : 'undo';
		let why = isDecided ? decision.why : 'recovered';
		if (decide !== undefined && isOnTrial(status)) {
			const answer = yield* askToKeep({link, change, clock, decide, ...(signal === undefined ? {} : {signal})});
			choice = answer.choice;
			why = answer.why;
		}

		yield* finish({link, change, goal: goalOf(records, change), verdict: {choice, why}, deadline: guard.deadline, record, clock});
	} finally {
		await link.close();
	}
}
