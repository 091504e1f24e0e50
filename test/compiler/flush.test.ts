import {describe, expect, it} from 'vitest';
import type {Facts} from '../../source/facts/index.js';
import {example, ofExample, rowsOf} from './build.js';

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

	it('are forgotten in each family by the probe of that family', () => {
		const both = rowsOf(ofExample('wan-failover/branch', {flush: true, back: 'at-once'}), '/tool/netwatch').map(({properties}) => properties);
		expect(both.map(({host}) => host)).toEqual(['149.112.112.10', '94.140.14.140', '208.67.222.220', '2620:fe::fe:10', '2a10:50c0::1:ff']);
		for (const {host = '', 'down-script': down = '', 'up-script': up = ''} of both) {
			const [mine, other] = host.includes(':') ? ['/ipv6/', '/ip/'] : ['/ip/', '/ipv6/'];
			expect(down).toContain(`${mine}firewall/connection/remove`);
			expect(`${down}${up}`).not.toContain(`${other}firewall`);
		}
	});

	it('are forgotten by interfaces of any name: a quote in one ends no string, and a dollar sign begins no variable', () => {
		const {answers, facts} = example('wan-failover/tills');
		const renamed = <T>(value: T): T => JSON.parse(JSON.stringify(value).replaceAll('"ether2"', JSON.stringify('a"b$c'))) as T;
		const [row] = rowsOf(ofExample('wan-failover/tills', renamed(answers), renamed<Facts>(facts)), '/tool/netwatch').slice(1);
		expect(row?.properties['down-script']).toContain('interface="a\\"b\\$c"');
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
