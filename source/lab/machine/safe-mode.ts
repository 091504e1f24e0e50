import type {MenuCall, Session, Steps} from '../contract.js';
import {ScriptError} from '../contract.js';
import {textOf} from '../store/text.js';
import type {Value} from '../value.js';
import {nothing} from '../value.js';
import type {Act, Context, Process} from './context.js';
import {settled, undoLast} from './history.js';

/** What is to be done with the changes of whoever holds safe mode. */
export type Handover = 'unroll' | 'release' | 'abort';

/** Ends safe mode and keeps what was changed under it. */
export const releaseSafeMode = (context: Context): void => {
	context.runtime.history = settled(context.runtime.history);
	context.runtime.safeMode = undefined;
};

/** Ends safe mode and takes back everything that anyone changed under it. */
export const unrollSafeMode = (context: Context): void => {
	while (context.runtime.history[0]?.floating === true) {
		undoLast(context);
	}

	context.runtime.undone = [];
	releaseSafeMode(context);
};

/** Takes safe mode for a session; `handover` says what to do with the changes of the one that holds it. False when it stays where it is. */
export const takeSafeMode = (context: Context, session: Session, handover: Handover): boolean => {
	const {safeMode} = context.runtime;
	const owner = session.job ?? '';
	if (safeMode !== undefined && safeMode.owner !== owner) {
		if (handover === 'abort') {
			return false;
		}

		const previous = context.runtime.terminals.get(safeMode.owner);
		if (handover === 'unroll') {
			unrollSafeMode(context);
		} else {
			releaseSafeMode(context);
		}

		previous?.('[Safe mode released by another user]');
	}

	context.runtime.safeMode = {owner, user: session.user};
	return true;
};

/** A session is gone without a word: what it changed under safe mode is undone as soon as the router has noticed (1-4 s). */
export const loseSafeMode = (context: Context, job: string): void => {
	if (context.runtime.safeMode?.owner !== job) {
		return;
	}

	const steps = (function* (): Steps<void> {
		yield {kind: 'sleep', milliseconds: 1000};
		if (context.runtime.safeMode?.owner === job) {
			unrollSafeMode(context);
		}
	})();
	context.tasks.start(steps, () => undefined);
};

/** Asked of one who wants safe mode that someone else holds: `u`, `r`, anything else for no. */
export const hijackQuestion = "Hijacking Safe Mode from someone - unroll/release/don't take it [u/r/d]: ";

export const handoverOf = (key: string): Handover => (key === 'u' ? 'unroll' : key === 'r' ? 'release' : 'abort');

const handovers: Readonly<Record<string, Handover>> = {unroll: 'unroll', release: 'release', abort: 'abort'};

const chosen = function* (call: MenuCall): Steps<Handover> {
	const given = textOf(call.named.get('on-error') ?? nothing);
	const {ask} = call.session;
	return handovers[given] ?? (ask === undefined ? 'abort' : handoverOf(yield* ask({prompt: hijackQuestion, single: true})));
};

const take: Process = function* (context, call): Steps<Value> {
	const held = context.runtime.safeMode;
	const handover = held === undefined || held.owner === call.session.job ? 'abort' : yield* chosen(call);
	if (!takeSafeMode(context, call.session, handover)) {
		throw new ScriptError('failure: Safe Mode is taken in another session');
	}

	return nothing;
};

const holding =
	(end: (context: Context) => void): Act =>
	(context, call): Value => {
		if (context.runtime.safeMode?.owner !== call.session.job) {
			throw new ScriptError('failure: Safe Mode is not taken by this session');
		}

		end(context);
		return nothing;
	};

const release = holding(releaseSafeMode);

const toggle: Process = function* (context, call): Steps<Value> {
	return context.runtime.safeMode?.owner === call.session.job ? release(context, call) : yield* take(context, call);
};

export const safeModeActs: Readonly<Record<string, Act>> = {'/safe-mode release': release, '/safe-mode unroll': holding(unrollSafeMode)};
export const safeModeProcesses: Readonly<Record<string, Process>> = {'/safe-mode take': take, '/safe-mode toggle': toggle};

/** What `/safe-mode print` shows to a session. */
export const safeModeState = (context: Context): Readonly<Record<string, string>> => {
	const {safeMode} = context.runtime;
	const holder = context.jobs.all().find((job) => job.id === safeMode?.owner);
	return {
		enabled: safeMode === undefined ? 'no' : 'yes',
		current: 'no',
		owner: holder?.login === undefined ? '' : `${holder.login.via}:${holder.login.from}`,
		user: safeMode?.user ?? '',
	};
};
