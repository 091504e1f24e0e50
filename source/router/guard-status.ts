import {display} from '../diagnostics/index.js';
import {statusCommand} from '../plan/index.js';
import type {Transport} from '../transport/transport.js';
import {recordsOf, run} from './console.js';

export type GuardStatus = {
	/** Seconds since the router started. */
	readonly uptime: number;
	readonly guard?: {
		readonly change: string;
		/** `locked`, `armed`, `applying`, `applied 12`, `keeping`, `undoing`, `failed undo 2`. */
		readonly state: string;
		/** Seconds of uptime, both. */
		readonly armed: number;
		readonly deadline: number;
		/** Tries of undo since the router started. */
		readonly tries: number;
	};
	readonly decision?: {readonly change: string; readonly choice: string; readonly why: string};
	/** Whether the job that applies is still there; undefined when there is none to ask for. */
	readonly isJobRunning?: boolean;
};

/** What each state means to a person, by its first words. */
const meanings: ReadonlyMap<string, string> = new Map(
	Object.entries({
		locked: 'nothing is made of it yet',
		armed: 'its undo is armed, and nothing is made of it yet',
		applying: 'it is being made',
		applied: 'it is made and on trial',
		keeping: 'it is being kept',
		undoing: 'it is being undone',
		'failed keep': 'it is in effect, but the router could not clean up after it',
		'failed undo': 'the router could not undo all of it',
	}),
);

/** A guard's state as a person would say it. */
export const stateText = (state: string): string => meanings.get(state.replace(/ \d+$/, '')) ?? `its guard says "${display(state)}"`;

const units: Readonly<Record<string, number>> = {w: 604_800, d: 86_400, h: 3600, m: 60, s: 1, ms: 0.001};

/** Seconds of a time as RouterOS prints it: `1w2d03:04:05`, `00:05:00`, `3h5m54s`. */
export const secondsOf = (text: string): number => {
	let seconds = 0;
	for (const [, amount, unit] of text.matchAll(/(\d+)(ms|[wdhms])/g)) {
		seconds += Number(amount) * (units[unit ?? 's'] ?? 0);
	}

	const clock = /(\d+):(\d+):(\d+)(?:\.\d+)?$/.exec(text);
	return clock === null ? seconds : seconds + Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
};

/** How a guard stands, from what the router printed of it. */
export const parseStatus = (text: string): GuardStatus => {
	const records = recordsOf(text);
	const find = (kind: string): readonly string[] | undefined => records.find(([name]) => name === kind);
	const [, comment] = find('guard') ?? [];
	const [change = '', state = '', armed = '', deadline = '', , tries = ''] = (comment ?? '').split(',');
	const decision = find('decision');
	const job = find('job');
	return {
		uptime: secondsOf(find('uptime')?.[1] ?? ''),
		...(comment === undefined ? {} : {guard: {change, state, armed: secondsOf(armed), deadline: secondsOf(deadline), tries: Number(tries) || 0}}),
		...(decision === undefined ? {} : {decision: {change: (decision[1] ?? '').replace('detour-d-', ''), choice: decision[2] ?? '', why: decision[3] ?? ''}}),
		...(job === undefined ? {} : {isJobRunning: Number(job[1]) > 0}),
	};
};

/** Reads how a guard stands; nothing is changed. */
export const readStatus = async (transport: Transport): Promise<GuardStatus> => parseStatus(await run(transport, statusCommand, 'to tell how the change stands'));
