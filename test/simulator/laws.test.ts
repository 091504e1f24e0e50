import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {World} from '../../source/facts/index.js';
import type {Configuration, Entry, Menu} from '../../source/routeros/model/index.js';
import {simulate} from '../../source/simulator/index.js';
import {ip} from './trace-of.js';

const address4 = fc.constantFrom('10.0.0.1', '10.0.0.7', '10.0.1.1', '192.0.2.1', '1.1.1.1', '255.255.255.255', '224.0.0.1', '127.0.0.1', '0.0.0.0');
const address6 = fc.constantFrom('2001:db8::1', '2001:db8::7', '2606:4700::1', 'fe80::1', 'ff02::1', '::1', '::');
const word = fc.oneof(
	{weight: 6, arbitrary: fc.constantFrom('a', 'b', 'main', 'ether1', 'ether2', 'LAN', 'no-mark', 'new', 'established', 'local', 'tcp', 'udp', 'icmp', 'yes', 'no', '*1F', '')},
	{
		weight: 4,
		arbitrary: fc.constantFrom(
			'10.0.0.0/24',
			'0.0.0.0/0',
			'::/0',
			'2001:db8::/32',
			'10.0.0.1-10.0.0.9',
			'1',
			'2,1',
			'53',
			'443,80',
			'both-addresses:3/1',
			'src-address:2/0',
			'8h-17h,mon',
			'0-100',
		),
	},
	{weight: 1, arbitrary: fc.string({maxLength: 12})},
);
const value = fc.tuple(fc.constantFrom('', '', '', '!'), fc.oneof(word, address4, address6)).map((parts) => parts.join(''));
const property = fc.constantFrom(
	...[
		'chain',
		'action',
		'jump-target',
		'src-address',
		'dst-address',
		'src-address-list',
		'dst-address-list',
		'dst-address-type',
		'in-interface',
		'out-interface',
		'in-interface-list',
	],
	...[
		'out-interface-list',
		'protocol',
		'dst-port',
		'src-port',
		'connection-state',
		'connection-mark',
		'routing-mark',
		'packet-mark',
		'new-connection-mark',
		'new-routing-mark',
		'new-packet-mark',
	],
	...[
		'passthrough',
		'per-connection-classifier',
		'nth',
		'random',
		'time',
		'limit',
		'layer7-protocol',
		'tcp-flags',
		'icmp-options',
		'to-addresses',
		'to-address',
		'to-ports',
		'address-list',
		'list',
		'address',
	],
	...[
		'interface',
		'interfaces',
		'name',
		'gateway',
		'routing-table',
		'distance',
		'scope',
		'target-scope',
		'check-gateway',
		'blackhole',
		'table',
		'min-prefix',
		'fib',
		'include',
		'exclude',
		'network',
		'bridge',
		'ttl',
		'new-ttl',
	],
);
const chain = fc.constantFrom('prerouting', 'forward', 'input', 'output', 'postrouting', 'srcnat', 'dstnat', 'a', 'b');
const action = fc.constantFrom(
	'accept',
	'drop',
	'reject',
	'jump',
	'return',
	'mark-connection',
	'mark-routing',
	'mark-packet',
	'masquerade',
	'src-nat',
	'dst-nat',
	'redirect',
	'netmap',
	'notrack',
	'fasttrack-connection',
	'lookup',
	'lookup-only-in-table',
	'add-src-to-address-list',
	'odd',
);

const menus: readonly Menu[] = [
	...(['raw', 'mangle', 'nat', 'filter', 'address-list'] as const).flatMap((menu): readonly Menu[] => [`/ip/firewall/${menu}`, `/ipv6/firewall/${menu}`]),
	'/ip/route',
	'/ipv6/route',
	'/ip/address',
	'/ipv6/address',
	'/routing/rule',
	'/routing/table',
	'/routing/settings',
	'/ip/vrf',
	'/interface/list',
	'/interface/list/member',
	'/interface/bridge/port',
	'/interface/vlan',
	'/ip/dhcp-client',
	'/ip/dns/static',
	'/ip/ipsec/policy',
	'/ip/settings',
	'/queue/tree',
];

const entry = fc
	.record({menu: fc.constantFrom(...menus), chain, action, more: fc.dictionary(property, value, {maxKeys: 5}), disabled: fc.boolean(), target: fc.constantFrom('a', 'b')})
	.map(
		({menu, more, disabled, target, ...own}): Entry => ({
			menu,
			selector: {kind: 'row'},
			properties: menu.includes('firewall') && !menu.endsWith('list') ? {'jump-target': target, ...own, ...more} : more,
			disabled: disabled && own.chain === 'a',
			comment: '',
		}),
	);

const configuration = fc.array(entry, {maxLength: 40}).map((entries): Configuration => {
	const grouped: Record<Menu, Entry[]> = {};
	for (const one of entries) {
		grouped[one.menu] = [...(grouped[one.menu] ?? []), one];
	}

	return {menus: grouped};
});

const world = fc.record({
	links: fc.dictionary(fc.constantFrom('ether1', 'ether2', 'a'), fc.constantFrom('up', 'down', 'removed')),
	names: fc.constant({}),
	farEnds: fc.dictionary(fc.constantFrom('ether1', 'ether2'), fc.constantFrom('alive', 'dead')),
	hosts: fc.dictionary(address4, fc.constantFrom('up', 'down')),
}) satisfies fc.Arbitrary<World>;

const packet = fc.constantFrom(address4, address6).chain((address) =>
	fc.record(
		{
			from: address.map(ip),
			to: address.map(ip),
			protocol: fc.constantFrom('tcp', 'udp', 'icmp'),
			inInterface: fc.constantFrom('ether1', 'ether2', 'a', 'nowhere'),
			toPort: fc.constantFrom(53, 443),
		},
		{requiredKeys: ['from', 'to', 'protocol']},
	),
);

describe('any configuration', () => {
	it('gives a trace: no crash, plain data, one end a way, shares of one, and the same again', () => {
		fc.assert(
			fc.property(configuration, world, packet, (rows, state, sent) => {
				const trace = simulate(rows, state, sent);
				expect(structuredClone(trace)).toEqual(trace);
				expect(trace.ways.reduce((sum, {share}) => sum + share, 0)).toBeCloseTo(1);
				expect(simulate(rows, state, sent)).toEqual(trace);
				for (const way of trace.ways) {
					for (const pass of [way, way.reply, way.later, way.laterReply]) {
						expect(
							pass === undefined ||
								pass.disposition.kind !== 'leaves-by' ||
								state.links[pass.disposition.interface] === undefined ||
								state.links[pass.disposition.interface] === 'up',
						).toBe(true);
					}
				}
			}),
			{numRuns: 150},
		);
	});

	it('drops or loses a packet only by what it can name', () => {
		fc.assert(
			fc.property(configuration, world, packet, (rows, state, sent) => {
				for (const {disposition} of simulate(rows, state, sent).ways) {
					if (disposition.kind === 'dropped' || disposition.kind === 'rejected' || disposition.kind === 'blackholed') {
						const {menu, position} = disposition.by;
						expect(position === 0 || rows.menus[menu]?.[position - 1]?.disabled === false).toBe(true);
					}
				}
			}),
			{numRuns: 100},
		);
	});
});
