import type {Fragment} from '../compiler/index.js';
import type {Secret} from '../diagnostics/index.js';
import type {ApplyAnswer, ApplyEvent, ApplyQuestion, Plan} from '../plan/index.js';
import type {JournalFiles} from '../profiles/index.js';
import {openJournalFiles} from '../profiles/index.js';
import type {ApplyOptions, Journal} from '../router/index.js';
import {guardedApply, isOpen, parseJournal} from '../router/index.js';
import type {RouterSession} from './connect.js';
import type {Context} from './context.js';

/** The journal that a guarded apply writes, over the files of the store. */
export const journalOver = (files: JournalFiles): Journal => ({write: async (record) => files.append(record.change, record)});

/** Forgets changes that ended well. The last ones to end stay until the next change begins. */
const prune = async (files: JournalFiles): Promise<void> => {
	for (const change of await files.list()) {
		if (!isOpen(parseJournal(await files.read(change)))) {
			await files.remove(change);
		}
	}
};

export type GuardedOptions = {
	readonly session: RouterSession;
	readonly plan: Plan;
	/** Left out when a profile is removed. */
	readonly fragment?: Fragment;
	readonly secrets: ReadonlyMap<string, Secret>;
	/** Seconds. */
	readonly confirmWithin: number;
	readonly decide: (question: ApplyQuestion) => Promise<ApplyAnswer>;
	readonly signal: AbortSignal;
	/** Left out where nothing is claimed. */
	readonly prove?: NonNullable<ApplyOptions['prove']>;
	/** Consent to no cover for a restart, where device-mode refuses the scheduler. */
	readonly isUncovered?: boolean;
};

/** A guarded apply with this computer's journal, clock and random numbers. */
export async function* applyGuarded(options: GuardedOptions, context: Context): AsyncGenerator<ApplyEvent, void> {
	const {session, fragment, ...rest} = options;
	const files = await openJournalFiles(context.store);
	await prune(files);
	const events = guardedApply({
		...rest,
		...(fragment === undefined ? {} : {fragment}),
		transport: session.transport,
		reconnect: session.reconnect,
		endpoint: session.endpoint,
		facts: session.facts,
		journal: journalOver(files),
		clock: context.clock,
		random: context.random,
		who: context.who,
	});
	try {
		for await (const event of events) {
			if (event.type === 'armed') {
				context.termination.setArmed(true);
			}

			yield event;
		}
	} finally {
		context.termination.setArmed(false);
	}
}
