import {parseIp} from '../../net/index.js';
import type {Row} from '../store/store.js';
import {parseDuration} from '../store/text.js';
import type {Context} from './context.js';
import {netwatchPolicies, runEvent} from './event.js';
import type {Facility} from './facility.js';
import {answerOf} from './reach.js';
import {effective} from './views/row.js';

const menu = '/tool/netwatch';

export type Watch = {
	readonly status: 'unknown' | 'up' | 'down';
	/** Milliseconds since 1970, virtual; since the row is watched or the status changed. */
	readonly since: number;
	readonly done: number;
	readonly failed: number;
	readonly microseconds: number | undefined;
};

type Watched = Watch & {readonly due: number; readonly asked: string};

export type Netwatch = Facility & {watchOf(rowId: string): Watch | undefined};

const time = (properties: Readonly<Record<string, string>>, name: string): number => Number(parseDuration(properties[name] ?? '') ?? 0n);

/** What a test depends on: when it changes, the watch starts anew. */
const question = (properties: Readonly<Record<string, string>>): string => [properties.host, properties.type, properties.interval, properties['src-address']].join(' ');

/** Hosts that are tested again and again, with scripts for when they come and go. */
export const createNetwatch = (context: () => Context): Netwatch => {
	let watches = new Map<string, Watched>();

	const on = (): readonly {readonly row: Row; readonly properties: Readonly<Record<string, string>>}[] =>
		context()
			.store.rows(menu)
			.map((row) => ({row, properties: effective(context(), menu, row)}))
			.filter(({properties}) => properties.disabled !== 'yes');

	/** The first test waits for the network after a boot: five minutes, unless told otherwise. */
	const begin = (properties: Readonly<Record<string, string>>): Watched => {
		const uptime = context().tasks.uptime();
		const due = Math.max(uptime + time(properties, 'start-delay') + time(properties, 'interval'), time(properties, 'startup-delay'));
		return {status: 'unknown', since: context().now(), done: 0, failed: 0, microseconds: undefined, due, asked: question(properties)};
	};

	const look = (): void => {
		watches = new Map(
			on().map(({row, properties}) => {
				const known = watches.get(row.id);
				return [row.id, known?.asked === question(properties) ? known : begin(properties)];
			}),
		);
	};

	const test = (row: Row, properties: Readonly<Record<string, string>>, before: Watched, uptime: number): void => {
		const host = properties.host ?? '';
		const address = parseIp(host.split('@')[0] ?? '') ?? context().host.resolve(host)[0];
		const answer = address === undefined ? 'timeout' : answerOf(context(), address);
		const status = typeof answer === 'object' ? 'up' : 'down';
		const changed = status !== before.status;
		const now: Watched = {
			...before,
			status,
			since: changed ? context().now() : before.since,
			done: before.done + 1,
			failed: before.failed + (status === 'down' ? 1 : 0),
			microseconds: typeof answer === 'object' ? answer.microseconds : undefined,
			due: uptime + Math.max(time(properties, 'interval'), 1),
		};
		watches.set(row.id, now);
		const variables = {host, status, type: properties.type ?? '', interval: properties.interval ?? '', name: properties.name ?? '', comment: properties.comment ?? ''};
		if (changed) {
			context().log('netwatch,info', `event ${status} [ type: ${properties.type}, host: ${host} ]`);
			if (before.status !== 'unknown' || properties[`ignore-initial-${status}`] !== 'yes') {
				runEvent(context(), properties[`${status}-script`] ?? '', variables, netwatchPolicies);
			}
		}

		runEvent(context(), properties['test-script'] ?? '', variables, netwatchPolicies);
	};

	return {
		watchOf: (rowId) => {
			look();
			return watches.get(rowId);
		},
		next: () => {
			look();
			const times = [...watches.values()].map(({due}) => due);
			return times.length === 0 ? undefined : Math.min(...times);
		},
		fire: (uptime) => {
			for (const {row, properties} of on()) {
				const watch = watches.get(row.id);
				if (watch !== undefined && watch.due <= uptime) {
					test(row, properties, watch, uptime);
				}
			}
		},
		forget: () => {
			watches = new Map();
		},
	};
};
