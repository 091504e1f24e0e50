import {fasttrackDummies, listChildren} from '../../store/derived.js';
import {formatDuration} from '../../store/text.js';
import type {Context} from '../context.js';
import type {Reader} from './row.js';
import {kept, plain, stamp, withProperties} from './row.js';

/** What a row has counted, both ways of a simple queue apart. */
const countersOf = (context: Context, menu: string, id: string): {readonly up: Counted; readonly down: Counted} => {
	const {rows, down} = context.traffic.tallies();
	const key = `${menu} ${id}`;
	return {up: rows.get(key) ?? nothing, down: down.get(key) ?? nothing};
};

type Counted = {readonly packets: number; readonly bytes: number};
const nothing: Counted = {packets: 0, bytes: 0};

const firewallRows: Reader = (context, menu) =>
	[...fasttrackDummies(context.derived, menu), ...kept(context, menu)].map((view) => {
		const {up} = countersOf(context, menu, view.id);
		return withProperties(view, {bytes: String(up.bytes), packets: String(up.packets)});
	});

/** Nothing ever waits in the lab's queues, and nothing is dropped: rates are what remains when nobody sends. */
const idle = (rate: string): Readonly<Record<string, string>> => ({rate, 'packet-rate': '0', 'queued-bytes': '0', 'queued-packets': '0', dropped: '0'});

const treeRows: Reader = (context, menu) =>
	kept(context, menu).map((view) => {
		const {up} = countersOf(context, menu, view.id);
		// With its unit from 7.24 (danikf/tik4net).
		return withProperties(view, {...idle(context.release.minor >= 24 ? '0bps' : '0'), bytes: String(up.bytes), packets: String(up.packets)});
	});

const simpleRows: Reader = (context, menu) =>
	kept(context, menu).map((view) => {
		const {up, down} = countersOf(context, menu, view.id);
		const both = Object.entries(idle('0bps')).map(([name, value]) => [name, `${value}/${value}`] as const);
		return withProperties(view, {
			...Object.fromEntries([...both, ...Object.entries({...idle('0bps'), bytes: '0', packets: '0'}).map(([name, value]) => [`total-${name}`, value] as const)]),
			bytes: `${up.bytes}/${down.bytes}`,
			packets: `${up.packets}/${down.packets}`,
		});
	});

const addressListRows: Reader = (context, menu) => {
	const views = [
		...context.store.rows(menu).map((row) => ({view: plain(context, menu, row), until: row.until})),
		...listChildren(context.derived, menu).map((view) => ({view, until: undefined})),
	];
	return views.map(({view, until}) => {
		const key = `${menu} ${view.id}`;
		const since = context.runtime.since.get(key) ?? context.now();
		context.runtime.since.set(key, since);
		return withProperties(view, {
			'creation-time': stamp(context, since),
			// It is an argument as well, with a default of its own.
			dynamic: view.flags.has('dynamic') ? 'yes' : 'no',
			...(until === undefined ? {} : {timeout: formatDuration(BigInt(Math.ceil((until - context.tasks.uptime()) / 1000) * 1000))}),
		});
	});
};

const tables = ['/ip', '/ipv6'].flatMap((family) => ['filter', 'mangle', 'nat', 'raw'].map((name) => `${family}/firewall/${name}`));

export const firewallReaders: Readonly<Record<string, Reader>> = {
	...Object.fromEntries(tables.map((menu) => [menu, firewallRows])),
	'/ip/firewall/address-list': addressListRows,
	'/ipv6/firewall/address-list': addressListRows,
	'/ip/firewall/connection': (context) => context.traffic.connections(4),
	'/ipv6/firewall/connection': (context) => context.traffic.connections(6),
	'/queue/tree': treeRows,
	'/queue/simple': simpleRows,
};
