import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {exampleFacts} from '../../scenarios/examples/facts.js';
import type {Entry} from '../../source/routeros/model/index.js';
import type {Whole} from './build.js';
import {ofExample, rowsOf, whole} from './build.js';

/**
 * The router's own hash has a random seed and cannot be foretold (routeros-facts §8.7); any that mixes well stands for it.
 * This one is FNV-1a over the text of the fields, mixed once more.
 */
const hash = (text: string): number => {
	let value = 0x811c9dc5;
	for (const character of text) {
		value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
	}

	value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d) >>> 0;
	return (value ^ (value >>> 13)) >>> 0;
};

type Connection = {readonly from: string; readonly to: string; readonly fromPort: number; readonly toPort: number};

const hashed: Readonly<Record<string, (connection: Connection) => string>> = {
	'src-address': ({from}) => from,
	'both-addresses': ({from, to}) => `${from} ${to}`,
	'both-addresses-and-ports': ({from, to, fromPort, toPort}) => `${from} ${to} ${fromPort} ${toPort}`,
};

const buckets = (made: Whole, menu: string): readonly Entry[] =>
	rowsOf(made, menu, {action: 'mark-connection'}).filter(({properties}) => properties.chain?.endsWith('-p1-all') === true);

type Bucket = {readonly field: string; readonly denominator: number; readonly remainder: number; readonly mark: string};

const bucketOf = ({properties}: Entry): Bucket => {
	const [field = '', denominator, remainder] = (properties['per-connection-classifier'] ?? '').split(/[:/]/);
	return {field, denominator: Number(denominator), remainder: Number(remainder), mark: properties['new-connection-mark'] ?? ''};
};

/** The marks of the rules that match a connection. */
const marksOf = (all: readonly Bucket[], connection: Connection): readonly string[] => {
	const value = hash(hashed[all[0]?.field ?? '']?.(connection) ?? '');
	return all.flatMap(({denominator, remainder, mark}) => (value % denominator === remainder ? [mark] : []));
};

/** How far each line's part of 10,000 connections is from its weight, in the order of the lines; each connection has one line. */
const distancesOf = (rows: readonly Entry[], weights: readonly number[]): readonly number[] => {
	const all = rows.map(bucketOf);
	const counts = new Map<string, number>();
	const found = crowd.map((connection) => marksOf(all, connection));
	expect(found.filter(({length}) => length !== 1)).toEqual([]);
	for (const [mark = ''] of found) {
		counts.set(mark, (counts.get(mark) ?? 0) + 1);
	}

	const total = weights.reduce((sum, weight) => sum + weight, 0);
	const marks = [...new Set(all.map(({mark}) => mark))];
	expect(marks).toHaveLength(weights.length);
	return marks.map((mark, index) => Math.abs((counts.get(mark) ?? 0) / 10_000 - (weights[index] ?? 0) / total));
};

/** A reproducible stream of numbers below `below`. */
const numbers = (seed: number): ((below: number) => number) => {
	let state = seed;
	return (below) => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
};

const connections = (count: number): readonly Connection[] => {
	const next = numbers(20_261_122);
	return Array.from({length: count}, () => ({
		from: `10.100.${next(250)}.${next(250)}`,
		to: `${next(200) + 11}.${next(256)}.${next(256)}.${next(256)}`,
		fromPort: 1024 + next(60_000),
		toPort: 443,
	}));
};

const crowd = connections(10_000);

describe.each([
	['multi-wan-pcc/twins', [2, 1]],
	['multi-wan-pcc/mixed', [9, 3, 1]],
	['multi-wan-pcc/hotel', [10, 5, 2, 2, 1]],
])('L11 the shares of %s', (id, weights) => {
	it.each(['pair', 'source', 'connection'])('of 10,000 random connections each line gets its share, within two points (%s)', (by) => {
		expect(Math.max(...distancesOf(buckets(ofExample(id, {by}), '/ip/firewall/mangle'), weights))).toBeLessThan(0.02);
	});
});

const fibres = Array.from({length: 8}, (_, index) => `sfp${index + 1}`);
const exchange = exampleFacts(
	'exchange',
	[...fibres.map((name, index) => ({name, type: 'ether', addresses: [`203.0.113.${index * 4 + 2}/30`]})), {name: 'bridge', type: 'bridge', addresses: ['192.168.88.1/24']}],
	{defaults: [], routes: fibres.map((_, index) => ['0.0.0.0/0', `203.0.113.${index * 4 + 1}`, index + 1] as const), lists: {LAN: ['bridge'], WAN: fibres}, ipv6Enabled: false},
);

describe('L11 the shares of as many lines as there may be', () => {
	it.each([2, 3, 4, 5, 6, 7, 8])('%i lines, of other speeds for each classifier: of 10,000 random connections each gets its share, within two points', (count) => {
		const next = numbers(count);
		for (const [round, by] of ['pair', 'source', 'connection'].entries()) {
			const lines = fibres.slice(0, count).map((name) => `${name} ${10 * (next(round * 20 + 1) + 1)}`);
			const made = whole({lines, networks: ['bridge'], by, 'when-down': 'keep'}, exchange, {}, 'exchange', 'multi-wan-pcc');
			const [group] = made.document.groups;
			const weights = group?.members.map(({weight}) => weight) ?? [];
			expect(weights).toHaveLength(count);
			expect(Math.max(...distancesOf(buckets(made, '/ip/firewall/mangle'), weights))).toBeLessThan(0.02);
		}
	});
});

describe('L11 buckets', () => {
	it('are complete and disjoint, whatever the speeds', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({min: 1, max: 1000}), {minLength: 2, maxLength: 5}), (speeds) => {
				const names = ['sfp1', 'sfp2', 'ether3', 'ether4', 'ether5'];
				const via = ['', '', ' via 192.0.2.65', ' via 192.0.2.129', ' via 192.0.2.161'];
				const made = ofExample('multi-wan-pcc/hotel', {lines: speeds.map((speed, index) => `${names[index] ?? ''} ${speed}/${speed}${via[index] ?? ''}`)});
				for (const menu of ['/ip/firewall/mangle', '/ipv6/firewall/mangle']) {
					const parts = buckets(made, menu).map(({properties}) => (properties['per-connection-classifier'] ?? '').split(/[:/]/).slice(1).map(Number));
					const [denominator = 0] = parts[0] ?? [];
					expect(parts).toEqual(Array.from({length: denominator}, (_, index) => [denominator, index]));
				}
			}),
			{numRuns: 20},
		);
	});
});
