import fc from 'fast-check';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {applyPlan, makePlan} from '../../source/plan/index.js';
import type {Entry, Menu} from '../../source/routeros/model/index.js';
import {addCommand, emptyConfiguration, entriesOf, fromExport} from '../../source/routeros/model/index.js';
import {fragmentOf, row} from '../plan/fixtures.js';
import type {Bench} from './lab-link.js';
import {startBench} from './lab-link.js';

let bench: Bench;

beforeAll(async () => {
	bench = await startBench();
	await bench.lab.exec('/routing/table/add name=detour-vpn fib; /interface/list/add name=detour-lan');
});
afterAll(async () => bench.stop());

const one = <T>(...values: readonly T[]) => fc.constantFrom(...values);

const byte = fc.integer({min: 0, max: 255});
const address = fc.tuple(byte, byte, byte, byte).map(([a, b, c, d]) => `${(a % 200) + 1}.${b}.${c}.${d}`);
const prefix = fc.oneof(
	address,
	fc.tuple(address, fc.integer({min: 8, max: 32})).map(([text, length]) => `${text}/${length}`),
);
const prefix6 = fc.tuple(fc.integer({min: 0, max: 0xffff}), fc.integer({min: 16, max: 128})).map(([group, length]) => `2001:DB8:${group.toString(16)}:0:0::1/${length}`);
const range = fc.tuple(address, fc.integer({min: 0, max: 40})).map(([text, length]) => {
	const [head, last] = [text.slice(0, text.lastIndexOf('.')), Number(text.slice(text.lastIndexOf('.') + 1))];
	return `${text}-${head}.${Math.min(255, last + length)}`;
});
/** Of two addresses or more, from an odd one on: no prefix says the same. */
const oddRange = fc.tuple(byte, fc.integer({min: 1, max: 40})).map(([last, more]) => `198.18.7.${last | 1}-198.18.${last + more > 254 ? '8' : '7'}.${(last + more) % 255}`);
const negated = (text: fc.Arbitrary<string>) => fc.tuple(fc.boolean(), text).map(([not, value]) => `${not ? '!' : ''}${value}`);
const set = (...words: readonly string[]) => fc.shuffledSubarray([...words], {minLength: 1}).map((chosen) => chosen.join(','));
const time = one('90', '1m30s', '00:01:30', '3600s', '01:00:00', '1d', '36h', '1w2d', '600', '20s', '10m');
const rate = one('0', '90M', '90000000', '1500k', '1500000', '1536000', '1G', '128000', '10M', '12345');
const yesNo = one('yes', 'no');
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, {nil: undefined});

type Made = Readonly<Record<string, fc.Arbitrary<string | undefined>>>;

const states = negated(set('established', 'related', 'new', 'invalid', 'untracked'));

const menus: Readonly<Record<Menu, Made>> = {
	'/ip/firewall/address-list': {list: one('detour-list'), address: fc.oneof(prefix, range, one('Example.COM', 'www.example.net'))},
	'/ipv6/firewall/address-list': {list: one('detour-list'), address: prefix6},
	'/ip/firewall/mangle': {
		chain: one('prerouting', 'detour-pre'),
		action: one('mark-connection'),
		'new-connection-mark': one('detour-x'),
		passthrough: optional(yesNo),
		'connection-state': optional(states),
		'src-address': optional(negated(prefix)),
		'dst-address': optional(negated(fc.oneof(prefix, oddRange))),
		log: optional(yesNo),
	},
	'/ipv6/firewall/filter': {chain: one('forward'), action: one('accept', 'drop'), 'dst-address': optional(negated(prefix6)), 'connection-state': optional(states)},
	'/ip/firewall/nat': {chain: one('srcnat'), action: one('src-nat'), 'to-addresses': address, 'src-address': optional(prefix)},
	'/ip/firewall/raw': {chain: one('prerouting'), action: one('drop', 'notrack'), 'src-address': optional(prefix)},
	'/ip/route': {'dst-address': prefix, gateway: fc.oneof(address, one('wg-vpn')), distance: optional(one('1', '2', '200')), 'routing-table': optional(one('main', 'detour-vpn'))},
	'/ipv6/route': {'dst-address': prefix6, gateway: one('wg-vpn', 'FE80::1%bridge', '2001:DB8::1'), distance: optional(one('1', '5'))},
	'/routing/rule': {action: one('lookup', 'lookup-only-in-table'), table: one('detour-vpn', 'main'), 'src-address': optional(prefix), 'dst-address': optional(prefix)},
	'/ip/address': {address: fc.tuple(address, fc.integer({min: 9, max: 30})).map(([text, length]) => `${text}/${length}`), interface: one('bridge')},
	'/ip/dns/static': {
		name: one('example.net'),
		type: one('FWD'),
		'forward-to': one('192.0.2.53'),
		'match-subdomain': optional(yesNo),
		ttl: optional(time),
		'address-list': optional(one('detour-list')),
	},
	'/ip/pool': {name: one('detour-pool'), ranges: range},
	'/ip/dhcp-server/network': {address: prefix, gateway: optional(address)},
	'/queue/tree': {
		name: one('detour-q'),
		parent: one('global'),
		'max-limit': optional(rate),
		'limit-at': optional(rate),
		priority: optional(one('1', '8')),
		'burst-time': optional(time),
	},
	'/queue/simple': {
		name: one('detour-q'),
		target: fc.oneof(prefix, one('bridge')),
		'max-limit': optional(fc.tuple(rate, rate).map(([up, down]) => `${up}/${down}`)),
		priority: optional(one('8/8', '1/2')),
	},
	'/tool/netwatch': {host: address, type: optional(one('simple', 'icmp')), interval: optional(time), 'down-script': optional(one('', ':log info "a \\$b"', 'one\ntwo'))},
	'/system/script': {name: one('detour-script'), policy: set('read', 'write', 'test', 'policy'), source: fc.string({maxLength: 20})},
	'/system/scheduler': {
		name: one('detour-time'),
		policy: set('read', 'write', 'test'),
		interval: optional(time),
		'on-event': fc.string({maxLength: 20}),
		'start-time': one('startup', '03:00:00'),
	},
};

const entryOf = (menu: Menu, made: Made): fc.Arbitrary<Entry> =>
	fc.record({properties: fc.record(made), disabled: fc.boolean(), words: fc.string({maxLength: 12})}).map(({properties, disabled, words}) => {
		const known = Object.fromEntries(Object.entries(properties).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));
		const entry = row(menu, 'a.b', known, {disabled: disabled && !['/ip/pool', '/ip/dhcp-server/network', '/system/script'].includes(menu)});
		return {...entry, comment: `${entry.owner ?? ''} ${words}`.trimEnd()};
	});

describe('what the router stores of a row is what the plan says that it will', () => {
	it.each(Object.entries(menus) as [Menu, Made][])('%s', async (menu, made) => {
		await fc.assert(
			fc.asyncProperty(entryOf(menu, made), async (entry) => {
				expect(await bench.lab.exec(addCommand(entry))).toBe('');
				const read = fromExport(await bench.lab.exec(`${menu}/export terse`));
				const held = read.ok ? entriesOf(read.value.configuration, menu).filter(({owner}) => owner === entry.owner) : [];
				await bench.lab.exec(`${menu}/remove [find where comment~"^detour:"]`);
				expect(held).toHaveLength(1);
				const again = makePlan({actual: {menus: {[menu]: held}}, fragment: fragmentOf([entry])});
				expect(again.ok ? again.value.changes.map((change) => change.reason) : again.diagnostics).toEqual([]);
				const first = makePlan({actual: emptyConfiguration, fragment: fragmentOf([entry])});
				expect(first.ok && again.ok && applyPlan(emptyConfiguration, first.value) !== undefined && first.value.wantHash === again.value.baseHash).toBe(true);
			}),
			{numRuns: 25},
		);
	});
});
