import {formatRelease} from '../../../facts/index.js';
import {scriptText} from '../../script/index.js';
import {formatSize} from '../../store/text.js';
import type {View} from '../../store/view.js';
import type {Value} from '../../value.js';
import type {Context, HistoryRow} from '../context.js';
import {longestContents} from '../files.js';
import type {Reader} from './row.js';
import {plain, stamp, withProperties} from './row.js';
import {buildTime} from './settings.js';

const watchRows: Reader = (context, menu) =>
	context.store.rows(menu).map((row) => {
		const watch = context.netwatch.watchOf(row.id);
		const view = plain(context, menu, row);
		if (watch === undefined) {
			return withProperties(view, {status: 'unknown'});
		}

		const {status, since, done, failed, microseconds} = watch;
		const rtt: Readonly<Record<string, string>> =
			view.properties.type === 'icmp' && done > 0
				? {
						'loss-percent': microseconds === undefined ? '100' : '0',
						...(microseconds === undefined ? {} : {'rtt-avg': `${Math.floor(microseconds / 1000)}ms${microseconds % 1000}us`}),
					}
				: {};
		return withProperties(view, {status, since: stamp(context, since), 'done-tests': String(done), 'failed-tests': String(failed), ...rtt});
	});

const scriptRows: Reader = (context, menu) =>
	context.store.rows(menu).map((row) => {
		const runs = context.runtime.runs.get(`${menu} ${row.id}`);
		return withProperties(plain(context, menu, row), {'run-count': String(runs?.count ?? 0), ...(runs === undefined ? {} : {'last-started': stamp(context, runs.last)})});
	});

const schedulerRows: Reader = (context, menu) =>
	context.store.rows(menu).map((row) => {
		const next = context.runtime.nextRuns.get(row.id);
		const runs = context.runtime.runs.get(`${menu} ${row.id}`);
		return withProperties(plain(context, menu, row), {
			'run-count': String(runs?.count ?? 0),
			...(next === undefined ? {} : {'next-run': stamp(context, context.now() + next - context.tasks.uptime())}),
		});
	});

const jobRows: Reader = (context) =>
	context.jobs.all().map((job) => ({
		id: job.id,
		properties: {
			...(job.script === undefined ? {} : {script: job.script}),
			owner: job.owner,
			policy: [...job.policies].join(','),
			started: stamp(context, job.started),
			type: job.type,
			...(job.parent === undefined ? {} : {parent: job.parent}),
		},
		flags: new Set<string>(),
	}));

const spoken = (value: Value | undefined): string => (value === undefined ? '' : scriptText(value));

const environmentRows: Reader = (context) =>
	[...context.host.globals.keys()].map((name, index) => ({
		id: `*${(index + 1).toString(16).toUpperCase()}`,
		properties: {name, value: spoken(context.host.globals.get(name))},
		flags: new Set<string>(),
	}));

const activeRows: Reader = (context) =>
	context.jobs
		.all()
		.filter((job) => job.login !== undefined)
		.map((job) => {
			const group = context.store.rows('/user').find((row) => row.properties.name === job.owner)?.properties.group ?? '';
			return {
				id: job.id,
				properties: {when: stamp(context, job.started), name: job.owner, address: job.login?.from ?? '', via: job.login?.via ?? '', group},
				flags: new Set<string>(),
			};
		});

const fileRows: Reader = (context) => [
	// Boards with a RAM disk show what is kept as a folder of its own.
	...(context.faults.ramDisk ? [{id: context.derived.idFor('/file', 'flash'), properties: {name: 'flash', type: 'disk'}, flags: new Set<string>()}] : []),
	...[...context.disk.list()]
		.toSorted(([a], [b]) => (a < b ? -1 : 1))
		.map(([name, file]) => {
			const extension = /\.([a-z\d]+)$/i.exec(name)?.[1];
			const type =
				file.directory === true ? 'directory' : extension === 'rsc' ? 'script' : extension === 'backup' ? 'backup' : extension === undefined ? 'file' : `.${extension} file`;
			const text = file.content.length <= longestContents ? Buffer.from(file.content).toString('utf8') : undefined;
			return {
				id: file.id,
				properties: {
					name,
					type,
					...(file.directory === true ? {} : {size: String(file.content.length)}),
					[context.release.minor >= 16 ? 'last-modified' : 'creation-time']: stamp(context, file.modified),
					...(text === undefined || file.directory === true ? {} : {contents: text}),
				},
				flags: new Set<string>(),
			};
		}),
];

const logRows: Reader = (context) =>
	context.runtime.log.map((row) => ({
		id: row.id,
		properties: {time: stamp(context, row.time), topics: row.topics, message: row.message, buffer: row.buffer},
		flags: new Set<string>(),
	}));

const historyView = (context: Context, row: HistoryRow, flag: string): View => ({
	id: row.id,
	properties: {action: row.action, by: row.by, policy: 'write', time: stamp(context, row.time)},
	flags: new Set([flag]),
});

const historyRows: Reader = (context) => [
	...context.runtime.undone.toReversed().map((row) => historyView(context, row, 'redoable')),
	...context.runtime.history.map((row) => historyView(context, row, row.floating ? 'floating-undo' : 'undoable')),
];

const packageRows: Reader = (context) => [
	{id: '*1', properties: {name: 'routeros', version: formatRelease(context.release), 'build-time': buildTime, size: formatSize(12_963_840)}, flags: new Set<string>()},
];

export const systemReaders: Readonly<Record<string, Reader>> = {
	'/environment': environmentRows,
	'/file': fileRows,
	'/log': logRows,
	'/system/history': historyRows,
	'/system/package': packageRows,
	'/system/scheduler': schedulerRows,
	'/system/script': scriptRows,
	'/system/script/environment': environmentRows,
	'/system/script/job': jobRows,
	'/tool/netwatch': watchRows,
	'/user/active': activeRows,
};
