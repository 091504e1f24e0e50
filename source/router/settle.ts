import {createHash} from 'node:crypto';
import type {Fragment} from '../compiler/fragment.js';
import type {Result} from '../diagnostics/index.js';
import type {ApplyOutcome, Change, Plan} from '../plan/index.js';
import {decideCommand, hashMenus, identityOf, makePlan, planMenus, removalMenus, removalPlan, volatileOf} from '../plan/index.js';
import type {Configuration, Entry, Menu} from '../routeros/model/index.js';
import {entriesOf, menuInfo} from '../routeros/model/index.js';
import type {Clock} from '../runtime/index.js';
import type {Transport} from '../transport/transport.js';
import {run} from './console.js';
import type {GuardStatus} from './guard-status.js';
import {readStatus} from './guard-status.js';
import type {Link} from './link.js';
import {readMenus, readPublicKeys} from './read-menus.js';

export const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');

/** Asks the router to keep or to undo, and gives what it has decided: the first to ask wins. Undefined when the guard is gone. */
export const decide = async (transport: Transport, change: string, choice: 'keep' | 'undo', by: string): Promise<string | undefined> => {
	const printed = await run(transport, decideCommand(change, choice, by), `to ${choice} the change`, {timeout: 180_000});
	return /^detour-decision=(\w+)$/m.exec(printed)?.[1];
};

/** Tries of undo after which the guard waits for the next start of the router. */
const lastTry = 5;

/** Milliseconds between two looks. */
const pace = 1000;

/** Waits until the guard has taken itself away, and gives how it stood last; its state is `failed …` when it gave up. */
export const waitUntilSettled = async (link: Link, change: string, clock: Clock, patience: number): Promise<GuardStatus> => {
	const end = clock.monotonic() + patience;
	for (;;) {
		const status = await link.use(readStatus);
		const isGone = status.guard?.change !== change;
		const isStuck = (status.guard?.state.startsWith('failed') ?? false) && (status.guard?.tries ?? 0) >= lastTry;
		if (isGone || isStuck || clock.monotonic() > end) {
			return status;
		}

		if (status.decision?.change === change) {
			await link.use((transport) => run(transport, ':do { /system/script/run detour-guard } on-error={}', 'to finish the change', {timeout: 180_000}));
		}

		await clock.sleep(pace);
	}
};

const isThere = (configuration: Configuration, entry: Entry): boolean =>
	entriesOf(configuration, entry.menu).some((row) => row.comment === entry.comment && identityOf(row) === identityOf(entry));

/** What one row says of the outcome. */
const evidence = (configuration: Configuration, change: Change): 'kept' | 'undone' | undefined => {
	switch (change.kind) {
		case 'add': {
			return isThere(configuration, change.entry) ? 'kept' : 'undone';
		}

		case 'remove': {
			return isThere(configuration, change.entry) ? 'undone' : 'kept';
		}

		default: {
			return undefined;
		}
	}
};

/**
 * Rows that come and go, by their names alone: what a journal keeps of a plan, to tell by it what became of the change. The undo
 * is the router's own affair, and what rows and settings say may be somebody's secret.
 */
export const witnessesOf = ({changes}: Plan): readonly Change[] =>
	changes.flatMap((change): readonly Change[] => {
		if (change.kind !== 'add' && change.kind !== 'remove') {
			return [];
		}

		const {ownedBy} = menuInfo(change.menu);
		const name = ownedBy === 'comment' ? undefined : change.entry.properties[ownedBy];
		return [{kind: change.kind, menu: change.menu, entry: {...change.entry, properties: name === undefined ? {} : {[ownedBy]: name}}, reason: change.reason}];
	});

export type Goal = Pick<Plan, 'changes' | 'menus' | 'volatile' | 'baseHash' | 'wantHash'>;

/** What a configuration says of the outcome, once no guard stands any more; undefined when it says neither. */
export const outcomeOf = (configuration: Configuration, goal: Goal): {readonly outcome: 'kept' | 'undone' | undefined; readonly isExact: boolean} => {
	const hash = hashMenus(configuration, goal.menus, volatileOf(goal.volatile));
	if (hash === goal.wantHash || hash === goal.baseHash) {
		return {outcome: hash === goal.wantHash ? 'kept' : 'undone', isExact: true};
	}

	const said = new Set(goal.changes.flatMap((change) => evidence(configuration, change) ?? []));
	return {outcome: said.size === 1 ? [...said][0] : undefined, isExact: false};
};

export type Wanted = {readonly profile: string; readonly fragment?: Fragment};

/** Reads a router and compares it with what is wanted once more; `view` makes of what was read what it will be. */
export const replan = async (transport: Transport, {profile, fragment}: Wanted, view: (configuration: Configuration) => Configuration): Promise<Result<Plan>> => {
	const menus: readonly Menu[] = fragment === undefined ? removalMenus : planMenus(fragment);
	const actual = view(await readMenus(transport, menus));
	if (fragment === undefined) {
		return removalPlan({actual, profile});
	}

	return makePlan({actual, fragment, ...(fragment.secrets.length === 0 ? {} : {publicKeys: await readPublicKeys(transport)})});
};

/** What there is to say beside the word for an outcome. */
export const outcomeText: Readonly<Record<Extract<ApplyOutcome, 'kept' | 'undone' | 'unknown'>, string>> = {
	kept: 'The router has the change for good.',
	undone: 'The router is as it was.',
	unknown: 'Nothing on the router tells whether the change was kept or undone.',
};
