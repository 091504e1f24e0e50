import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Entry} from '../../source/routeros/model/index.js';
import type {Whole} from './build.js';
import {ofExample, rowsOf} from './build.js';

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

/** The marks that the rules give a connection: the first rule that matches. */
const marksOf = (rows: readonly Entry[], connection: Connection): readonly string[] =>
	rows
		.filter(({properties}) => {
			const [field = '', denominator, remainder] = (properties['per-connection-classifier'] ?? '').split(/[:/]/);
			const text = hashed[field]?.(connection);
			return text !== undefined && hash(text) % Number(denominator) === Number(remainder);
		})
		.map(({properties}) => properties['new-connection-mark'] ?? '');

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

describe.each([
	['multi-wan-pcc/twins', [2, 1]],
	['multi-wan-pcc/mixed', [9, 3, 1]],
	['multi-wan-pcc/hotel', [10, 5, 2, 2, 1]],
])('L11 the shares of %s', (id, weights) => {
	it.each(['pair', 'source', 'connection'])('of 10,000 random connections each line gets its share, within two points (%s)', (by) => {
		const made = ofExample(id, {by});
		const rows = buckets(made, '/ip/firewall/mangle');
		const counts = new Map<string, number>();
		for (const connection of connections(10_000)) {
			const [mark = '', ...more] = marksOf(rows, connection);
			expect(more).toEqual([]);
			counts.set(mark, (counts.get(mark) ?? 0) + 1);
		}

		const total = weights.reduce((all, weight) => all + weight, 0);
		const marks = [...new Set(rows.map(({properties}) => properties['new-connection-mark'] ?? ''))];
		expect(marks).toHaveLength(weights.length);
		for (const [index, mark] of marks.entries()) {
			expect(Math.abs((counts.get(mark) ?? 0) / 10_000 - (weights[index] ?? 0) / total)).toBeLessThan(0.02);
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
