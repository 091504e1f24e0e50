import type {Entry} from '../routeros/model/index.js';
import type {Volatile} from './rows.js';
import {isSameRow} from './rows.js';

/** One row of a menu as it will be: a row that stays where it is, or one that comes in (for a moved row, from elsewhere). */
export type Arranged = {readonly kind: 'stays'; readonly actual: Entry; readonly to: Entry} | {readonly kind: 'comes'; readonly entry: Entry; readonly from?: Entry};

type Wanted = {readonly entry: Entry; readonly actual: Entry | undefined};

const chainOf = (entry: Entry): string => entry.properties.chain ?? '';

/** Chains that can lead a packet to FastTrack: a rule of theirs does it, or jumps to one of them. */
const fastChains = (rows: readonly Entry[]): ReadonlySet<string> => {
	const chains = new Set<string>();
	const leadsThere = ({properties, disabled}: Entry): boolean =>
		!disabled && (properties.action === 'fasttrack-connection' || (properties.action === 'jump' && chains.has(properties['jump-target'] ?? '')));
	for (let known = -1; known < chains.size; ) {
		known = chains.size;
		for (const row of rows.filter(leadsThere)) {
			chains.add(chainOf(row));
		}
	}

	return chains;
};

/** Whether a rule is FastTrack, or a jump that can lead there: what is after it may never be seen. */
const isFasttrack = ({properties}: Entry, chains: ReadonlySet<string>): boolean =>
	properties.action === 'fasttrack-connection' || (properties.action === 'jump' && chains.has(properties['jump-target'] ?? ''));

const acceptsEstablished = ({properties}: Entry): boolean => {
	const states = properties['connection-state'] ?? '';
	return (properties.action ?? 'accept') === 'accept' && !states.startsWith('!') && states.split(',').includes('established');
};

const isDrop = ({properties}: Entry): boolean => ['drop', 'reject', 'tarpit'].includes(properties.action ?? '') && properties['connection-state'] === undefined;

type Spot = 'first' | 'before-fasttrack' | 'before-drop' | 'last';

/** The order in which groups are placed: what must be on top first. */
const spots: readonly Spot[] = ['first', 'before-fasttrack', 'before-drop', 'last'];

/** Where an entry belongs. One that follows another of its fragment belongs where that one does. */
const spotOf = (entry: Entry, owners: ReadonlyMap<string, Entry>, depth = 0): Spot => {
	const place = entry.place;
	if (place?.kind !== 'after-own') {
		return place?.kind ?? 'last';
	}

	const leader = owners.get(place.owner);
	return leader === undefined || depth > owners.size || chainOf(leader) !== chainOf(entry) ? 'last' : spotOf(leader, owners, depth + 1);
};

/** The row of the user's that a group must stand before, by chain. */
const anchorOf = (spot: Spot, chain: string, foreign: readonly Entry[]): Entry | undefined => {
	const rows = foreign.filter((entry) => chainOf(entry) === chain);
	const drop = rows.find(isDrop);
	const fast = fastChains(foreign);
	return {first: rows[0], 'before-fasttrack': rows.find((row) => isFasttrack(row, fast)) ?? rows.find(acceptsEstablished) ?? drop, 'before-drop': drop, last: undefined}[spot];
};

/** Longest run of rows that already stand in the order wanted: these need not move. */
const longestAscending = (positions: readonly number[]): ReadonlySet<number> => {
	const best: {readonly length: number; readonly previous: number}[] = [];
	let end = -1;
	for (const [index, position] of positions.entries()) {
		let length = 1;
		let previous = -1;
		for (let before = 0; before < index; before++) {
			const known = best[before];
			if (known !== undefined && (positions[before] ?? 0) < position && known.length + 1 > length) {
				length = known.length + 1;
				previous = before;
			}
		}

		best.push({length, previous});
		if (end === -1 || length > (best[end]?.length ?? 0)) {
			end = index;
		}
	}

	const kept = new Set<number>();
	for (let at = end; at !== -1; at = best[at]?.previous ?? -1) {
		kept.add(at);
	}

	return kept;
};

/**
 * Lays out a menu: rows of the user keep their order; own rows stay where they are when that satisfies their place and the
 * fragment's order (or when they cannot move), else they come in where they belong. `wanted` is in the fragment's order;
 * `actual` lacks rows that go.
 */
export const arrangeOrdered = (actual: readonly Entry[], wanted: readonly Wanted[], canMove: boolean): readonly Arranged[] => {
	const owners = new Map(wanted.flatMap(({entry}) => (entry.owner === undefined ? [] : [[entry.owner, entry] as const])));
	const own = new Set(wanted.flatMap((one) => (one.actual === undefined ? [] : [one.actual])));
	const foreign = actual.filter((entry) => !own.has(entry));
	const groups = new Map<string, {readonly spot: Spot; readonly chain: string; readonly members: Wanted[]}>();
	for (const one of wanted) {
		const spot = spotOf(one.entry, owners);
		const chain = chainOf(one.entry);
		const name = `${spot} ${chain}`;
		const group = groups.get(name) ?? {spot, chain, members: []};
		group.members.push(one);
		groups.set(name, group);
	}

	const ordered = [...groups.values()].sort((a, b) => spots.indexOf(a.spot) - spots.indexOf(b.spot));
	const position = new Map(actual.map((entry, index) => [entry, index]));
	const positionOf = (entry: Entry): number => position.get(entry) ?? actual.length;
	const staying = new Map<Entry, Entry>();
	for (const {spot, chain, members} of ordered) {
		const anchor = anchorOf(spot, chain, foreign);
		const limit = anchor === undefined ? actual.length : positionOf(anchor);
		const candidates = members.flatMap(({entry, actual: row}) => (row !== undefined && (!canMove || (chainOf(row) === chain && positionOf(row) < limit)) ? [{entry, row}] : []));
		const kept = longestAscending(candidates.map(({row}) => positionOf(row)));
		for (const [index, {entry, row}] of candidates.entries()) {
			if (!canMove || kept.has(index)) {
				staying.set(row, entry);
			}
		}
	}

	const rows: Arranged[] = actual.flatMap((entry): Arranged[] => {
		const to = staying.get(entry);
		return to !== undefined ? [{kind: 'stays', actual: entry, to}] : own.has(entry) ? [] : [{kind: 'stays', actual: entry, to: entry}];
	});
	const indexOfMember = (one: Wanted | undefined): number =>
		one === undefined ? -1 : rows.findIndex((row) => (row.kind === 'stays' ? row.actual === one.actual : row.entry === one.entry));
	/** Where the first row of a group goes when none of the group is there yet. */
	const canonical = (spot: Spot, chain: string): number => {
		const anchor = anchorOf(spot, chain, foreign);
		const found = rows.findIndex((row) => (spot === 'first' ? chainOf(row.kind === 'stays' ? row.actual : row.entry) === chain : row.kind === 'stays' && row.actual === anchor));
		return found === -1 ? rows.length : found;
	};

	for (const {spot, chain, members} of ordered) {
		for (const [index, one] of members.entries()) {
			if (one.actual !== undefined && staying.has(one.actual)) {
				continue;
			}

			const stayingMember = members.find((member) => member.actual !== undefined && staying.has(member.actual));
			const at = index > 0 ? indexOfMember(members[index - 1]) + 1 : stayingMember === undefined ? canonical(spot, chain) : indexOfMember(stayingMember);
			rows.splice(at, 0, {kind: 'comes', entry: one.entry, ...(one.actual === undefined ? {} : {from: one.actual})});
		}
	}

	return rows;
};

/** A menu without order: rows stay where they are and new ones are added at the end. */
export const arrangeUnordered = (actual: readonly Entry[], wanted: readonly Wanted[]): readonly Arranged[] => {
	const to = new Map(wanted.flatMap((one) => (one.actual === undefined ? [] : [[one.actual, one.entry] as const])));
	return [
		...actual.map((entry): Arranged => ({kind: 'stays', actual: entry, to: to.get(entry) ?? entry})),
		...wanted.flatMap((one): Arranged[] => (one.actual === undefined ? [{kind: 'comes', entry: one.entry}] : [])),
	];
};

export const isUnchanged = (row: Arranged, volatile: Volatile): boolean => row.kind === 'stays' && (row.actual === row.to || isSameRow(row.actual, row.to, volatile));
