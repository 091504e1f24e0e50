import {parseIp, parsePrefix, prefixContains} from '../../../net/index.js';
import type {Pass, Step} from '../../../simulator/index.js';
import {fasttrackDummies} from '../../store/derived.js';
import type {Row} from '../../store/store.js';
import type {Context} from '../context.js';
import {lastingRows} from './picture.js';

export type Tally = {packets: number; bytes: number};

/** What has been counted since the last restart. */
export type Tallies = {
	/** By `menu id`. Queues of both directions count up and down apart. */
	readonly rows: Map<string, Tally>;
	readonly down: Map<string, Tally>;
	/** By interface. */
	readonly received: Map<string, Tally>;
	readonly sent: Map<string, Tally>;
};

export const emptyTallies = (): Tallies => ({rows: new Map(), down: new Map(), received: new Map(), sent: new Map()});

const add = (tallies: Map<string, Tally>, key: string, bytes: number): void => {
	const tally = tallies.get(key) ?? {packets: 0, bytes: 0};
	tally.packets += 1;
	tally.bytes += bytes;
	tallies.set(key, tally);
};

/** The row that decided a step; none for settings and what is built in. */
export const rowOf = (context: Context, {rule}: Step): {readonly menu: string; readonly row: Row} | undefined => {
	const row = rule === undefined || rule.position === 0 ? undefined : lastingRows(context, rule.menu)[rule.position - 1];
	return rule === undefined || row === undefined ? undefined : {menu: rule.menu, row};
};

/** Rows with these counters; what routes and routing rules decide is not counted. */
const isCounted = (menu: string): boolean => menu.includes('/firewall/') || menu === '/queue/tree';

const simple = '/queue/simple';

/** Whether one end of a packet is in a queue's target. */
const targets = (queue: Row, address: string | undefined, by: string | undefined): boolean =>
	(queue.properties.target ?? '').split(',').some((part) => {
		const ip = parseIp(address ?? '');
		const prefix = parsePrefix(part);
		return part === by || (ip !== undefined && prefix !== undefined && prefixContains(prefix, ip));
	});

/** The first simple queue that a packet falls into, and its parents. */
const countSimple = (context: Context, tallies: Tallies, pass: Pass, bytes: number): void => {
	const out = pass.disposition.kind === 'leaves-by' ? pass.disposition.interface : undefined;
	// Queues that are somebody's children are looked at inside them.
	const rows = lastingRows(context, simple).filter(({properties}) => properties.disabled !== 'yes');
	const within = (parent: string): void => {
		for (const queue of rows.filter(({properties}) => (properties.parent ?? 'none') === parent)) {
			const up = targets(queue, pass.packet.from, pass.inInterface);
			if (up || targets(queue, pass.end.to, out)) {
				add(up ? tallies.rows : tallies.down, `${simple} ${queue.id}`, bytes);
				within(queue.properties.name ?? '');
				return;
			}
		}
	};
	within('none');
};

/** A queue of the tree and those that it hangs from. */
const branchOf = (context: Context, leaf: Row): readonly Row[] => {
	const branch = [leaf];
	let parent: Row | undefined = leaf;
	while (parent !== undefined) {
		const above: string | undefined = parent.properties.parent;
		parent = lastingRows(context, '/queue/tree').find((row) => row.properties.name === above && !branch.includes(row));
		branch.push(...(parent === undefined ? [] : [parent]));
	}

	return branch;
};

/** Counts one packet on its way through the router. */
export const tally = (context: Context, tallies: Tallies, pass: Pass, bytes: number): void => {
	for (const step of pass.steps) {
		const found = rowOf(context, step);
		if (found !== undefined && isCounted(found.menu)) {
			for (const row of found.menu === '/queue/tree' ? branchOf(context, found.row) : [found.row]) {
				add(tallies.rows, `${found.menu} ${row.id}`, bytes);
			}
		}
	}

	if (pass.isFasttracked) {
		const family = pass.packet.to?.includes(':') === true ? '/ipv6' : '/ip';
		for (const menu of ['filter', 'mangle', 'raw'].map((table) => `${family}/firewall/${table}`)) {
			for (const {id} of fasttrackDummies(context.derived, menu)) {
				add(tallies.rows, `${menu} ${id}`, bytes);
			}
		}
	} else {
		countSimple(context, tallies, pass, bytes);
	}

	if (pass.inInterface !== undefined) {
		add(tallies.received, pass.inInterface, bytes);
	}

	if (pass.disposition.kind === 'leaves-by') {
		add(tallies.sent, pass.disposition.interface, bytes);
	}
};
