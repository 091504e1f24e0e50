import {quoteString} from '../../routeros/syntax/index.js';
import type {Session} from '../contract.js';
import {ScriptError} from '../contract.js';
import {orderPolicies, scriptPolicies} from '../store/policies.js';
import type {Row} from '../store/store.js';
import {formatDate, formatTime, parseDate, parseDuration} from '../store/text.js';
import type {Context} from './context.js';
import {policiesOf} from './context.js';
import {isForbidden, refuseByDeviceMode} from './device-mode.js';

const menu = '/system/scheduler';

type Properties = Readonly<Record<string, string>>;

const isInert = (context: Context): boolean => isForbidden(context, 'scheduler');

/** Device-mode `home` refuses schedulers from 7.17 on. */
export const beforeSchedulerWrite = (context: Context, written: string): void => {
	if (written === menu) {
		refuseByDeviceMode(context, 'scheduler');
	}
};

const ownPolicies = (session: Session): string => orderPolicies(scriptPolicies.filter((word) => session.policies.has(word)).join(','), scriptPolicies) ?? '';

/** Owner and policies of a new script or scheduler are its maker's, unless it asks for less; a scheduler starts now. */
export const withSchedule = (context: Context, written: string, properties: Properties, session: Session): Properties => {
	if (written !== menu && written !== '/system/script') {
		return properties;
	}

	const policy = properties.policy ?? ownPolicies(session);
	if (policy.split(',').some((word) => word !== '' && !session.policies.has(word))) {
		throw new ScriptError('not enough permissions (9)');
	}

	const owned = {...properties, policy, owner: properties.owner ?? session.user};
	if (written === '/system/script' || properties['start-time'] === 'startup') {
		return owned;
	}

	return {...owned, 'start-date': properties['start-date'] ?? formatDate(context.now(), context.isoDates), 'start-time': properties['start-time'] ?? formatTime(context.now())};
};

const intervalOf = (properties: Properties): number => Number(parseDuration(properties.interval ?? '0s') ?? 0n);

const startOf = (properties: Properties): number => {
	const [hours = '0', minutes = '0', seconds = '0'] = (properties['start-time'] ?? '').split(':');
	return (parseDate(properties['start-date'] ?? '') ?? 0) + (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
};

/**
 * When a scheduler runs next, in milliseconds of uptime. `startup` counts from boot; any other start is a time of the
 * wall clock, and the interval counts on from it.
 */
const nextRun = (context: Context, properties: Properties, booting: boolean): number | undefined => {
	const interval = intervalOf(properties);
	const uptime = context.tasks.uptime();
	if (properties.disabled === 'yes' || isInert(context)) {
		return undefined;
	}

	if (properties['start-time'] === 'startup') {
		return interval > 0 ? uptime + interval : booting ? uptime : undefined;
	}

	const now = context.now();
	const start = startOf(properties);
	if (start > now) {
		return uptime + start - now;
	}

	return interval > 0 ? uptime + interval - ((now - start) % interval) : undefined;
};

/** Plans the next run of a row that was added, changed or removed. */
export const schedulerChanged = (context: Context, written: string, rowId: string): void => {
	if (written !== menu) {
		return;
	}

	const row = context.store.row(menu, rowId);
	if (row === undefined) {
		context.runtime.nextRuns.delete(rowId);
	} else {
		context.runtime.nextRuns.set(rowId, nextRun(context, row.properties, false));
	}
};

/** Plans all rows anew: after a boot, or when someone set the clock. */
export const planAll = (context: Context, booting: boolean): void => {
	context.runtime.nextRuns.clear();
	for (const row of context.store.rows(menu)) {
		context.runtime.nextRuns.set(row.id, nextRun(context, row.properties, booting));
	}
};

/** Earliest next run of any scheduler. */
export const nextDue = (context: Context): number | undefined => {
	const times = [...context.runtime.nextRuns.values()].filter((time) => time !== undefined);
	return times.length === 0 ? undefined : Math.min(...times);
};

/** What an owner may still do of what a row asks for. One whose owner is gone may do nothing. */
const allowed = (context: Context, owner: string, policy: string): ReadonlySet<string> => {
	const held = policiesOf(context.store, owner);
	return new Set(policy.split(',').filter((word) => held.has(word)));
};

const runEvent = (context: Context, row: Row): void => {
	const {owner = '', policy = '', name = '', 'on-event': event = ''} = row.properties;
	const runs = context.runtime.runs.get(`${menu} ${row.id}`);
	context.runtime.runs.set(`${menu} ${row.id}`, {count: (runs?.count ?? 0) + 1, last: context.now()});
	const isScript = context.store.rows('/system/script').some(({properties}) => properties.name === event);
	if (isScript && context.faults.bareNames === 'refused') {
		context.log('script,error', `executing script ${event} from scheduler ${name} failed, please check it manually: not enough permissions`);
		return;
	}

	const session: Session = {user: owner, policies: allowed(context, owner, policy), print: () => undefined, interactive: false, menu: '', aborted: () => false};
	context.host.execute(session, isScript ? `/system script run ${quoteString(event)}` : event, undefined);
};

/** Up to 7.9 schedulers could start once more during shutdown; whether any did. */
export const fireAtShutdown = (context: Context): boolean => {
	const fires = context.faults.firesAtShutdown ?? context.release.minor <= 9;
	const rows = fires && !isInert(context) ? context.store.rows(menu).filter((row) => row.properties.disabled !== 'yes') : [];
	for (const row of rows) {
		runEvent(context, row);
	}

	return rows.length > 0;
};

/** Starts what is due; each runs as a job of its own, as its owner and with its policies. */
export const fireDue = (context: Context, uptime: number): void => {
	for (const row of context.store.rows(menu)) {
		const due = context.runtime.nextRuns.get(row.id);
		if (due === undefined || due > uptime) {
			continue;
		}

		const interval = intervalOf(row.properties);
		context.runtime.nextRuns.set(row.id, interval > 0 ? due + Math.max(interval, 1) : undefined);
		runEvent(context, row);
	}
};
