import {describe, expect, it} from 'vitest';
import {ofExample, rowsOf} from './build.js';

const rows = ['mobile', 'tills', 'branch'].flatMap((id) => rowsOf(ofExample(`wan-failover/${id}`), '/tool/netwatch'));

const seconds = (text = ''): number => Number(/^(\d+)s$/.exec(text)?.[1]);

/** Two pings of a route, ten seconds apart, each lost after up to ten seconds. */
const untilRoutesChange = 30;

/** What the router waits for the last answer of a probe, unless it is told otherwise. */
const patience = 3;

describe('connections of a dead line', () => {
	it('are forgotten once the routes have changed over, or they would open on the dead line again', () => {
		expect(rows).not.toHaveLength(0);
		for (const {properties} of rows) {
			const span = (Number(properties['packet-count']) - 1) * seconds(properties['packet-interval']) + patience;
			expect(span).toBeGreaterThanOrEqual(untilRoutesChange);
			expect(span).toBeLessThan(seconds(properties.interval));
		}
	});

	it.each([
		['multi-wan-pcc/mixed', 3],
		['multi-wan-ecmp/modems', 2],
		['policy-balance/calls', 2],
		['gaming-cafe/cafe', 3],
	])('are forgotten wherever their traffic takes another line, or phones and games would keep sending by the wrong address: %s', (id, lines) => {
		expect(rowsOf(ofExample(id), '/tool/netwatch')).toHaveLength(lines);
	});

	it('are forgotten one by one: one that has ended meanwhile keeps no other', () => {
		for (const {properties} of rows) {
			const script = `${properties['down-script'] ?? ''}${properties['up-script'] ?? ''}`;
			expect(script).not.toMatch(/connection\/remove \[/);
		}
	});

	it('are found by a pattern that the script language leaves alone: a dollar sign in quotes begins a variable', () => {
		for (const {properties} of rows) {
			expect(properties['down-script'] ?? '').not.toMatch(/(?<!\\)\$(?![a-z"])/);
		}
	});
});
