import type {MenuCall} from '../contract.js';
import {ScriptError} from '../contract.js';
import {inverses, rewrite} from '../store/journal.js';
import type {Write} from '../store/observed.js';
import type {Value} from '../value.js';
import {nothing} from '../value.js';
import type {Act, Context, HistoryRow} from './context.js';
import {planAll} from './scheduler.js';

/** The console keeps about a hundred actions (the manual); with more of them safe mode is left without a word, and nothing is undone. */
const longest = 100;

const said: Readonly<Record<string, string>> = {add: 'added', remove: 'removed', move: 'moved'};

/** Menus whose commands are no actions: `/undo` takes one back, `/lab` is the world around the router. */
const silent: ReadonlySet<string> = new Set(['/', '/lab', '/safe-mode']);

const lastPart = (menu: string): string => menu.split('/').at(-1) ?? '';

/** Puts what a command wrote into the history. */
export const remember = (context: Context, call: MenuCall, written: readonly Write[]): void => {
	const writes = written.filter((write) => write.kind !== 'row' || write.after?.dynamic !== true);
	if (writes.length === 0 || silent.has(call.menu)) {
		return;
	}

	const {runtime} = context;
	runtime.changes += 1;
	const row: HistoryRow = {
		id: context.derived.idFor('/system/history', String(runtime.changes)),
		time: context.now(),
		action: `${lastPart(call.menu)} ${said[call.verb] ?? 'changed'}`,
		by: call.session.user,
		writes,
		floating: runtime.safeMode !== undefined,
	};
	runtime.undone = [];
	const forgotten = runtime.history[longest - 1];
	runtime.history = [row, ...runtime.history.slice(0, longest - 1)];
	if (forgotten?.floating === true) {
		runtime.history = settled(runtime.history);
		runtime.safeMode = undefined;
	}
};

/** A history whose actions are no longer undone by themselves. */
export const settled = (history: readonly HistoryRow[]): readonly HistoryRow[] => history.map((row) => (row.floating ? {...row, floating: false} : row));

const write = (context: Context, writes: readonly Write[]): void => {
	rewrite(context.store, writes);
	if (writes.some(({menu}) => menu === '/system/scheduler')) {
		planAll(context, false);
	}
};

/** Takes the newest action back; false when there is none. */
export const undoLast = (context: Context): boolean => {
	const {runtime} = context;
	const [last, ...others] = runtime.history;
	if (last === undefined) {
		return false;
	}

	write(context, inverses(last.writes));
	runtime.history = others;
	runtime.undone = [last, ...runtime.undone];
	return true;
};

export const undo: Act = (context): Value => {
	if (!undoLast(context)) {
		throw new ScriptError('failure: nothing to undo');
	}

	return nothing;
};

export const redo: Act = (context): Value => {
	const {runtime} = context;
	const [next, ...others] = runtime.undone;
	if (next === undefined) {
		throw new ScriptError('failure: nothing to redo');
	}

	write(context, next.writes);
	runtime.undone = others;
	runtime.history = [{...next, floating: runtime.safeMode !== undefined}, ...runtime.history].slice(0, longest);
	return nothing;
};
