import {describe, expect, it} from 'vitest';
import {scenarios} from '../../scenarios/index.js';
import {vpnSplitTunnel} from '../../scenarios/vpn-split-tunnel.js';
import {compile} from '../../source/compiler/index.js';
import type {Facts, MarkFacts, RouteFacts} from '../../source/facts/index.js';
import type {Entry, Menu} from '../../source/routeros/model/index.js';
import {menuInfo, ownerOf} from '../../source/routeros/model/index.js';
import type {Answers} from '../../source/scenario/index.js';
import {buildProfile} from '../../source/scenario/index.js';
import {address, network, prefixes} from '../policy/documents.js';
import type {Whole} from './build.js';
import {example, ofExample, profileOf, rowsOf, whole} from './build.js';

const ids = vpnSplitTunnel.examples.map(({id}) => id);
const mangles: readonly Menu[] = ['/ip/firewall/mangle', '/ipv6/firewall/mangle'];
const filters: readonly Menu[] = ['/ip/firewall/filter', '/ipv6/firewall/filter'];
const filterOf = (family: 4 | 6): Menu => (family === 4 ? '/ip/firewall/filter' : '/ipv6/firewall/filter');
const tunnel = (name: string): string => `detour-${name}-x7k2-p1-vpn`;
const lan = (name: string): string => `detour-${name}-x7k2-lan`;
const outside = (name: string): string => `detour-${name}-x7k2-outside`;

/** The rows of a family as the other family would have them. */
const twin = (entry: Entry): string =>
	JSON.stringify({
		menu: entry.menu.replace('/ipv6/', '/ip/'),
		owner: entry.owner?.replace(/[46]$/, ''),
		place: entry.place,
		properties: Object.fromEntries(Object.entries(entry.properties).filter(([name]) => !['new-mss', 'tcp-mss', 'reject-with'].includes(name))),
	});

describe.each(ids)('%s', (id) => {
	const made = ofExample(id);
	const {entries, explanations} = made.fragment;

	it('L1 owned: every row has a key of its own, and its comment fits', () => {
		expect(entries.map(({owner}) => owner)).toEqual([...new Set(entries.map(({owner}) => owner))]);
		for (const {owner, comment} of entries) {
			expect(ownerOf(comment)).toBe(owner);
			expect(comment).toMatch(/^[\x20-\x7e]{1,100}$/);
		}
	});

	it('L1 owned: names on the router are ours and short', () => {
		const naming = ['new-connection-mark', 'new-routing-mark', 'jump-target', 'list', 'routing-table', 'table', 'routing-mark'];
		for (const {properties} of entries) {
			for (const name of naming.flatMap((property) => properties[property] ?? [])) {
				expect(name).toMatch(/^detour-[a-z\d-]{1,24}$/);
			}
		}
	});

	it('L3 mark once: connections are classified on their first packet, where they have no mark', () => {
		const marks = mangles.flatMap((menu) => rowsOf(made, menu, {action: 'mark-connection'}));
		expect(marks.length).toBeGreaterThan(0);
		for (const {properties} of marks) {
			expect(properties).toMatchObject({'connection-state': 'new', 'connection-mark': 'no-mark'});
		}
	});

	it('L3 mark once: the chain is entered from the networks, and from elsewhere inside with a mark only, never for the router itself', () => {
		for (const menu of mangles) {
			const jumps = rowsOf(made, menu, {action: 'jump'});
			expect(jumps.map(({properties}) => properties)).toEqual(
				rowsOf(made, menu).length === 0
					? []
					: [
							expect.objectContaining({chain: 'prerouting', 'in-interface-list': lan(id), 'dst-address-type': '!local'}),
							expect.objectContaining({chain: 'prerouting', 'in-interface-list': `!${outside(id)}`, 'dst-address-type': '!local', 'connection-mark': '!no-mark'}),
						],
			);
			for (const {properties} of rowsOf(made, menu, {action: 'mark-routing'})) {
				expect(properties['connection-mark']).toBe(properties['new-routing-mark']);
				expect([jumps[0]?.properties['jump-target'], 'output']).toContain(properties.chain);
			}

			expect(rowsOf(made, menu, {action: 'accept'})).toEqual([]);
		}
	});

	it('L2 local first: what is local returns before anything is marked', () => {
		for (const menu of mangles) {
			const chain = rowsOf(made, menu).filter(({properties}) => properties.chain?.startsWith('detour-'));
			expect(chain.length === 0 ? 'return' : chain[0]?.properties.action).toBe('return');
			expect(chain.length === 0 ? undefined : chain[0]?.properties['dst-address-list']).toBe(chain.length === 0 ? undefined : `detour-${id}-x7k2-bypass`);
		}
	});

	it('L2 local first: every connected network is in the bypass list', () => {
		const {facts} = example(id);
		const bypass = rowsOf(made, '/ip/firewall/address-list', {list: `detour-${id}-x7k2-bypass`}).map(({properties}) => properties.address);
		for (const {address, interface: name} of facts.addresses.filter((row) => !row.address.includes(':') && !row.address.endsWith('/32') && row.interface !== 'wg-exit')) {
			expect(`${name} ${bypass.join(' ')}`).toContain(address.replace(/\d+\/(\d+)$/, ''));
		}
	});

	it('L4 replies: what came in by the tunnel is remembered, and answered through it', () => {
		for (const menu of mangles.filter((one) => rowsOf(made, one).length > 0)) {
			expect(rowsOf(made, menu, {chain: 'prerouting', 'in-interface-list': tunnel(id), action: 'mark-connection'})).toHaveLength(1);
			expect(rowsOf(made, menu, {chain: 'output', action: 'mark-routing'}).map(({properties}) => properties)).toEqual([
				expect.objectContaining({'out-interface-list': `!${lan(id)}`, 'dst-address-list': `!detour-${id}-x7k2-bypass`}),
			]);
		}
	});

	it('L5 FastTrack: marked connections are accepted before it, the user’s rule is not touched', () => {
		expect(rowsOf(made, '/ip/firewall/filter', {chain: 'forward', action: 'accept'})).toEqual([
			expect.objectContaining({
				place: {kind: 'before-fasttrack'},
				properties: {chain: 'forward', action: 'accept', 'connection-state': 'established,related', 'connection-mark': '!no-mark'},
			}),
		]);
	});

	it('L8 health: an unchecked default leads into the tunnel only where nothing falls back', () => {
		for (const {properties} of rowsOf(made, '/ip/route', {'routing-table': tunnel(id), 'dst-address': '0.0.0.0/0'})) {
			expect('check-gateway' in properties).toBe(example(id).answers['when-down'] === 'fall-back');
		}
	});

	it('L9 NAT once: a row a family for our mark and one for the probe, only into our interface and not for what IPsec encrypts', () => {
		const probes = example(id).answers['when-down'] === 'fall-back' ? {ip: '9.9.9.10', ipv6: '2620:fe::10/128'} : {};
		for (const [family, probe] of [['ip', probes.ip] as const, ['ipv6', probes.ipv6] as const]) {
			const rows = rowsOf(made, `/${family}/firewall/nat`, {chain: 'srcnat'}).map(({properties}) => properties);
			const toTunnel = {chain: 'srcnat', action: 'masquerade', 'ipsec-policy': 'out,none', 'out-interface-list': tunnel(id)};
			expect(rows).toEqual(rows.length === 0 ? [] : [{...toTunnel, 'connection-mark': tunnel(id)}, ...(probe === undefined ? [] : [{...toTunnel, 'dst-address': probe}])]);
		}
	});

	it('L10 ports imply protocol', () => {
		for (const {properties} of entries) {
			expect('dst-port' in properties && !('protocol' in properties)).toBe(false);
		}
	});

	it('L14 lists: one entry an address', () => {
		for (const menu of ['/ip/firewall/address-list', '/ipv6/firewall/address-list'] as const) {
			const rows = rowsOf(made, menu).map(({properties}) => `${properties.list} ${properties.address}`);
			expect(rows).toEqual([...new Set(rows)]);
		}
	});

	it('L16 explained: each row says why, and what breaks without it', () => {
		expect(explanations.map(({owner}) => owner)).toEqual(entries.map(({owner}) => owner));
		for (const {why, without} of explanations) {
			expect(why.length).toBeGreaterThan(15);
			expect(without.length).toBeGreaterThan(15);
		}
	});

	it('L17 order: rows of ordered menus say their place, others do not', () => {
		for (const {menu, place} of entries) {
			expect(`${menu} ${menuInfo(menu).ordered && menu !== '/interface/wireguard/peers'}`).toBe(`${menu} ${place !== undefined}`);
		}
	});

	it('creates what is referred to before what refers to it', () => {
		const at = (test: (entry: Entry) => boolean): number => entries.findIndex(test);
		const named = (menu: Menu, name: string) => at((entry) => entry.menu === menu && entry.properties.name === name);
		for (const [index, {properties}] of entries.entries()) {
			for (const [property, menu] of [
				['in-interface-list', '/interface/list'],
				['out-interface-list', '/interface/list'],
				['routing-table', '/routing/table'],
				['new-routing-mark', '/routing/table'],
				['gateway', '/interface/wireguard'],
			] as const) {
				const name = properties[property]?.replace(/^!/, '');
				if (name?.startsWith('detour-')) {
					expect(named(menu, name)).toBeGreaterThanOrEqual(0);
					expect(named(menu, name)).toBeLessThan(index);
				}
			}
		}
	});

	it('compiles to the same again', () => {
		expect(ofExample(id).fragment).toEqual(made.fragment);
		expect(structuredClone(made.fragment)).toEqual(made.fragment);
	});
});

describe('L6 down means what was chosen', () => {
	const home = ofExample('home');

	it('block: blackhole and lookup rule, in both families', () => {
		for (const [menu, everything] of [
			['/ip/route', '0.0.0.0/0'],
			['/ipv6/route', '::/0'],
		] as const) {
			expect(rowsOf(home, menu).map(({properties}) => properties)).toEqual([
				{'dst-address': everything, gateway: 'wg-exit', 'routing-table': tunnel('home')},
				{blackhole: '', 'dst-address': everything, distance: '254', 'routing-table': tunnel('home')},
			]);
		}

		expect(rowsOf(home, '/routing/rule').map(({properties, place}) => ({properties, place}))).toEqual([
			{properties: {'routing-mark': tunnel('home'), action: 'lookup-only-in-table', table: tunnel('home')}, place: {kind: 'first'}},
		]);
	});

	it('block: marked packets of hosts that would leave elsewhere are refused before anything accepts them', () => {
		for (const menu of filters) {
			expect(rowsOf(home, menu, {action: 'reject'}).map(({properties, place}) => ({...properties, place: place?.kind}))).toEqual([
				expect.objectContaining({
					chain: 'forward',
					'connection-mark': tunnel('home'),
					'in-interface-list': lan('home'),
					'out-interface-list': `!${tunnel('home')}`,
					place: 'first',
				}),
			]);
		}
	});

	it('block: a list stays when the interface is gone, so the rule does not fail open', () => {
		expect(home.fragment.entries.filter(({properties}) => 'in-interface' in properties || 'out-interface' in properties)).toEqual([]);
	});

	it('fall back: no blackhole for everything, no rule, nothing refused', () => {
		const provider = ofExample('provider');
		expect(rowsOf(provider, '/routing/rule')).toEqual([]);
		expect([...rowsOf(provider, '/ip/route', {blackhole: ''}), ...rowsOf(provider, '/ipv6/route', {blackhole: ''})].map(({properties}) => properties['dst-address'])).toEqual([
			'9.9.9.10/32',
			'2620:fe::10/128',
		]);
		expect(filters.flatMap((menu) => rowsOf(provider, menu, {action: 'reject'}))).toEqual([]);
	});
});

it('L8 health: falling back goes by a host beyond the tunnel, pinned to it, in both families', () => {
	const provider = ofExample('provider');
	for (const [menu, host, length, everything] of [
		['/ip/route', '9.9.9.10', 32, '0.0.0.0/0'],
		['/ipv6/route', '2620:fe::10', 128, '::/0'],
	] as const) {
		expect(rowsOf(provider, menu).map(({properties}) => properties)).toEqual([
			{'dst-address': `${host}/${length}`, gateway: tunnel('provider'), scope: '10'},
			{blackhole: '', 'dst-address': `${host}/${length}`, distance: '20'},
			{'dst-address': everything, gateway: host, 'routing-table': tunnel('provider'), 'target-scope': '11', 'check-gateway': 'ping'},
		]);
	}
});

describe('L7 twins', () => {
	const firewall = (made: Whole, family: 'ip' | 'ipv6') =>
		made.fragment.entries.filter(({menu}) => menu.startsWith(`/${family}/firewall/`) && !menu.endsWith('address-list')).map(twin);

	it('IPv6 has the rules that IPv4 has', () => {
		expect(firewall(ofExample('home'), 'ipv6')).toEqual(firewall(ofExample('home'), 'ip'));
	});

	it('before 7.18 there is no FastTrack for IPv6, and nothing else differs', () => {
		const old = ofExample('home', {}, {release: {major: 7, minor: 16, patch: 2}});
		expect(rowsOf(old, '/ipv6/firewall/filter', {chain: 'forward', action: 'accept'})).toEqual([]);
		expect(firewall(old, 'ipv6')).toEqual(firewall(old, 'ip').filter((row) => !row.includes('not-fast')));
	});

	const withoutIpv6 = {addresses: example('home').facts.addresses.filter(({address}) => address !== 'fd00:66::2/128')};

	it('a tunnel without IPv6: listed IPv6 is refused so that programs take IPv4 at once', () => {
		const made = ofExample('home', {ipv6: 'block'}, withoutIpv6);
		const rows = rowsOf(made, '/ipv6/firewall/filter').filter(({properties}) => properties.chain !== 'input');
		expect(rows.map(({properties}) => properties)).toEqual([
			{chain: 'forward', action: 'jump', 'jump-target': 'detour-home-x7k2-no', 'in-interface-list': lan('home'), 'connection-state': '!established,related'},
			{chain: 'detour-home-x7k2-no', action: 'return', 'dst-address-list': 'detour-home-x7k2-bypass'},
			{chain: 'detour-home-x7k2-no', action: 'reject', 'reject-with': 'icmp-no-route', 'dst-address-list': 'detour-home-x7k2-p1-dst'},
		]);
		expect(rowsOf(made, '/ipv6/firewall/mangle')).toEqual([]);
		expect(rowsOf(made, '/ipv6/route')).toEqual([]);
	});

	it('a tunnel without IPv6, waived in so many words: nothing is made for it', () => {
		const made = ofExample('home', {ipv6: 'leave'}, withoutIpv6);
		expect(made.fragment.entries.filter(({menu, properties}) => menu.startsWith('/ipv6/') && properties['dst-port'] === undefined)).toEqual([]);
	});

	it('hosts told by IPv4 address only: IPv6 of the network is refused', () => {
		const made = ofExample('home', {sources: ['192.168.88.50'], ipv6: 'block'});
		expect(rowsOf(made, '/ip/firewall/mangle', {'src-address-list': 'detour-home-x7k2-p1-use'})).toHaveLength(1);
		expect(rowsOf(made, '/ipv6/firewall/mangle')).toEqual([]);
		expect(rowsOf(made, '/ipv6/firewall/filter', {'reject-with': 'icmp-no-route'}).map(({properties}) => properties['src-address-list'])).toEqual([undefined]);
	});

	it('IPv6 off on the router: left out, and said', () => {
		const {fragment} = ofExample('provider', {}, {ipv6Enabled: false});
		expect(fragment.entries.filter(({menu}) => menu.startsWith('/ipv6/'))).toEqual([]);
		expect(fragment.warnings).toContainEqual(expect.objectContaining({code: 'no-ipv6', severity: 'note'}));
	});
});

describe('L2 local first', () => {
	const office = ofExample('office');
	const bypass = (made: Whole, name: string) => rowsOf(made, '/ip/firewall/address-list', {list: `detour-${name}-x7k2-bypass`}).map(({properties}) => properties.address);

	it('other routes of main stay out of a wider list', () => {
		expect(bypass(office, 'office')).toContain('10.2.0.0/16');
	});

	it('what is listed wins over a wider route that is not connected', () => {
		const made = ofExample('office', {destinations: ['10.2.128.0/17']});
		expect(bypass(made, 'office')).toContain('10.2.0.0/17');
		expect(bypass(made, 'office')).not.toContain('10.2.0.0/16');
	});

	it('what is listed does not win over a connected network', () => {
		expect(bypass(ofExample('office', {destinations: ['10.1.20.0/25', '192.0.2.0/25']}), 'office')).toContain('10.1.20.0/24');
	});

	const routed = (...rows: readonly (readonly [string, string])[]): readonly RouteFacts[] =>
		rows.map(([destination, gateway]) => ({
			destination: prefixes(destination)[0] ?? network('0.0.0.0/0'),
			gateway,
			table: 'main',
			distance: 1,
			dynamic: false,
			active: true,
			origin: 'static',
		}));

	it.each<[string, readonly (readonly [string, string])[]]>([
		[
			'in halves',
			[
				['0.0.0.0/1', '192.0.2.1'],
				['128.0.0.0/1', '192.0.2.1'],
			],
		],
		['as all of the global IPv6 addresses', [['2000::/3', 'fe80::1%ether1']]],
		[
			'in many pieces',
			['0.0.0.0/5', '8.0.0.0/7', '11.0.0.0/8', '12.0.0.0/6', '16.0.0.0/4', '32.0.0.0/3', '64.0.0.0/3', '96.0.0.0/4', '112.0.0.0/5', '128.0.0.0/2'].map((text) => [
				text,
				'192.0.2.1',
			]),
		],
	])('a default route %s is a way to the Internet, and no local network', (_how, rows) => {
		const made = ofExample('home', {}, {routes: routed(...rows), interfaceLists: {}});
		expect(
			made.fragment.entries
				.filter(({properties: {list, address = ''}}) => list === 'detour-home-x7k2-bypass' && /\/[0-7]$/.test(address))
				.map(({properties}) => properties.address),
		).toEqual(['224.0.0.0/4']);
		expect(rowsOf(made, '/interface/list/member', {list: 'detour-home-x7k2-wan'}).map(({properties}) => properties.interface)).toEqual(['ether1']);
	});

	it('other routes beside a split default stay local', () => {
		const made = ofExample('home', {}, {routes: routed(['0.0.0.0/1', '192.0.2.1'], ['128.0.0.0/1', '192.0.2.1'], ['10.77.0.0/16', '192.168.88.2'])});
		expect(bypass(made, 'home')).toContain('10.77.0.0/16');
	});

	it('another tunnel that carries everything in halves is no local network', () => {
		const {facts} = example('home');
		const peers = [{interface: 'wg-other', publicKey: 'x=', allowedAddresses: prefixes('0.0.0.0/1', '128.0.0.0/1', '10.88.0.0/16')}];
		expect(bypass(ofExample('home', {}, {...facts, wireguardPeers: peers}), 'home').filter((address) => /\/1$|10\.88/.test(address ?? ''))).toEqual(['10.88.0.0/16']);
	});

	it('what IPsec encrypts stays out of a wider list, unless it encrypts everything', () => {
		const made = ofExample('home', {destinations: ['10.0.0.0/8']}, {ipsecDestinations: prefixes('10.99.0.0/16', '0.0.0.0/0')});
		expect(bypass(made, 'home')).toContain('10.99.0.0/16');
		expect(bypass(made, 'home')).not.toContain('0.0.0.0/0');
	});

	it('a resolver inside of the tunnel’s own network is asked through the tunnel', () => {
		const {facts} = example('home');
		const addresses = [...facts.addresses.filter(({interface: name}) => name !== 'wg-exit'), {address: address('10.66.66.2/24'), interface: 'wg-exit', dynamic: false}];
		const listed = bypass(ofExample('home', {resolver: '10.66.66.1', ipv6: 'block'}, {addresses}), 'home');
		expect(listed).toContain('10.66.66.0');
		expect(listed.filter((one) => one === '10.66.66.0/24' || one === '10.66.66.1')).toEqual([]);
	});

	it('the tunnel’s own addresses, probes and peers, seen on the router after the first time, change nothing', () => {
		const {facts, answers, attachments} = example('provider');
		const name = tunnel('provider');
		const after = {
			...facts,
			interfaces: [...facts.interfaces, {name, type: 'wg', running: true, disabled: false, slave: false}],
			addresses: [...facts.addresses, {address: '10.14.0.2/32', interface: name, dynamic: false}, {address: 'fd7d:76ee:e68f:a993::2/128', interface: name, dynamic: false}],
			routes: [
				...facts.routes,
				{destination: '9.9.9.10/32', gateway: name, table: 'main', distance: 1, dynamic: false, active: true, origin: 'static'},
				{destination: '9.9.9.10/32', gateway: '', table: 'main', distance: 20, dynamic: false, active: false, origin: 'static'},
				{destination: '0.0.0.0/0', gateway: '9.9.9.10', table: name, distance: 1, dynamic: false, active: true, origin: 'static'},
				{destination: '10.14.0.2/32', gateway: name, table: 'main', distance: 0, dynamic: true, active: true, origin: 'connect'},
			],
			wireguardPeers: [{interface: name, publicKey: 'hszd0i8yLNchsr0Pyuk5gPhzob/t4U86+dm9z4/SPAc=', allowedAddresses: ['0.0.0.0/0', '::/0']}],
			dns: {...facts.dns, allowRemoteRequests: true},
		} as unknown as typeof facts;
		expect(whole(answers, after, attachments, 'provider').fragment.entries).toEqual(ofExample('provider').fragment.entries);
	});
});

describe('DNS', () => {
	it('redirects go in pairs, and DNS is left unmarked only together with a redirect', () => {
		for (const [made, count] of [
			[ofExample('home'), 2],
			[ofExample('home', {redirect: false}), 0],
		] as const) {
			for (const family of ['ip', 'ipv6'] as const) {
				expect(rowsOf(made, `/${family}/firewall/nat`, {action: 'redirect', 'dst-port': '53', 'in-interface-list': lan('home')})).toHaveLength(count);
				expect(rowsOf(made, `/${family}/firewall/mangle`, {action: 'return', 'dst-port': '53'})).toHaveLength(count);
			}
		}
	});

	it('resolvers of one’s own are exempt as senders and as receivers', () => {
		const list = '!detour-provider-x7k2-dns';
		for (const row of [
			...rowsOf(ofExample('provider'), '/ip/firewall/nat', {action: 'redirect'}),
			...rowsOf(ofExample('provider'), '/ip/firewall/mangle', {action: 'return', 'dst-port': '53'}),
		]) {
			expect(row.properties).toMatchObject({'src-address-list': list, 'dst-address-list': list});
		}
	});

	it('the tunnel’s resolver is asked through the tunnel, and only for DNS', () => {
		const made = ofExample('provider', {'when-down': 'block'});
		expect(rowsOf(made, '/ip/dns/static').every(({properties}) => properties['forward-to'] === '10.64.0.1')).toBe(true);
		expect(rowsOf(made, '/ip/firewall/mangle', {chain: 'output', action: 'mark-connection'}).map(({properties}) => properties)).toEqual(
			['udp', 'tcp'].map((protocol) => expect.objectContaining({protocol, 'dst-port': '53', 'dst-address': '10.64.0.1'})),
		);
	});

	it('a resolver inside the provider is not used while one may fall back', () => {
		expect(rowsOf(ofExample('provider'), '/ip/dns/static').filter(({properties}) => 'forward-to' in properties)).toEqual([]);
	});

	it('the router’s DNS is on, kept long enough, and closed to the Internet', () => {
		const made = ofExample('home');
		expect(made.fragment.adjustments.map(({menu, set}) => ({menu, set}))).toEqual([
			{menu: '/ip/dns', set: {'allow-remote-requests': 'yes'}},
			{menu: '/ip/dns', set: {'address-list-extra-time': '1h'}},
		]);
		for (const menu of filters) {
			expect(
				rowsOf(made, menu, {chain: 'input', action: 'drop', 'dst-port': '53', 'in-interface-list': 'detour-home-x7k2-wan'}).map(({properties}) => properties.protocol),
			).toEqual(['udp', 'tcp']);
		}
	});

	it('with no way to the Internet known, DNS is for the networks only', () => {
		expect(rowsOf(ofExample('home', {}, {routes: [], interfaceLists: {LAN: ['bridge']}}), '/ip/firewall/filter', {'in-interface-list': `!${lan('home')}`})).toHaveLength(2);
	});

	const outside = (facts: Partial<Facts>) => {
		const own = example('home').facts;
		const interfaces = [
			...own.interfaces,
			...[
				['wg-office', 'wg'],
				['pppoe-out1', 'pppoe-out'],
				['ether9', 'ether'],
				['detour-else-k2x7-p1-vpn', 'wg'],
			].map(([name = '', type = '']) => ({name, type, running: true, disabled: false, slave: false})),
		];
		const dns = {servers: [], allowRemoteRequests: false};
		const made = ofExample('home', {}, {interfaces, interfaceLists: {LAN: ['bridge'], WAN: ['ether1', 'ether9']}, dns, ...facts});
		return rowsOf(made, '/interface/list/member', {list: 'detour-home-x7k2-wan'}).map(({properties}) => properties.interface ?? '');
	};

	it('where it was off, it is closed to tunnels and dialled lines, too, and stays so', () => {
		const closed = outside({});
		expect(closed).toEqual(['ether1', 'ether9', 'wg-exit', 'wg-office', 'pppoe-out1']);
		expect(outside({dns: {servers: [], allowRemoteRequests: true}, interfaceLists: {LAN: ['bridge'], WAN: ['ether1', 'ether9'], 'detour-home-x7k2-wan': closed}})).toEqual(closed);
	});

	it('where it was on, who asks through a tunnel goes on', () => {
		expect(outside({dns: {servers: [], allowRemoteRequests: true}})).toEqual(['ether1', 'ether9']);
	});

	it.each<[string, Answers, readonly string[]]>([
		['below a listed name', {destinations: ['*.example.com']}, ['endpoint-listed']],
		['the listed name itself', {destinations: ['vpn.example.com']}, ['endpoint-listed']],
		['beside it', {destinations: ['www.example.com']}, []],
		['asked at the router’s own resolvers', {destinations: ['*.example.com'], resolver: ''}, []],
	])('a far end must not be looked up through its own tunnel: %s', (_how, answers, wanted) => {
		const wireguardPeers = [{interface: 'wg-exit', publicKey: 'x=', allowedAddresses: prefixes('0.0.0.0/0'), endpointAddress: 'VPN.example.com'}];
		const facts = {...example('home').facts, wireguardPeers};
		const profile = profileOf('home', {...example('home').answers, resolver: '10.0.0.53', ...answers});
		const built = buildProfile(profile, scenarios, facts, {});
		const compiled = built.ok ? compile(built.value.document, {profile: profile.id, facts}) : built;
		expect(compiled.ok ? [] : compiled.diagnostics.map(({code}) => code)).toEqual(wanted);
	});

	const warned = (made: Whole): readonly string[] => made.fragment.warnings.map(({code}) => code);

	it('says what a restart does to blocked names, and what comes back to a tunnel', () => {
		expect(warned(ofExample('home'))).toContain('names-after-restart');
		expect(warned(ofExample('home', {names: 'resolve'}))).not.toContain('names-after-restart');
		expect(warned(ofExample('home'))).not.toContain('fall-back-stalls');
		expect(warned(ofExample('provider'))).toContain('fall-back-stalls');
		expect(warned(ofExample('provider'))).not.toContain('names-after-restart');
	});

	it.each<[string, Partial<MarkFacts>, boolean]>([
		['whatever it matches', {}, true],
		['in a chain of its own', {chain: 'mine'}, true],
		['which have one', {marked: '!no-mark'}, true],
		['of the networks', {inInterfaceList: 'LAN'}, true],
		['which have none', {marked: 'no-mark'}, false],
		['which have another', {marked: 'other'}, false],
		['that come in by a line', {inInterface: 'ether1'}, false],
		['that come in by lines', {inInterfaceList: 'WAN'}, false],
		['of the router itself', {chain: 'output'}, false],
	])('says of another rule that marks connections %s that it may take the mark away, or not', (_which, change, wanted) => {
		const connectionMarks: readonly MarkFacts[] = [{family: 4, chain: 'prerouting', mark: 'voip', comment: 'calls', ...change}];
		expect(warned(ofExample('home', {}, {connectionMarks})).includes('marks-overwritten')).toBe(wanted);
	});

	it.each<[string, string, 'dhcp6' | 'dhcp', boolean]>([
		['for everything, which what is local is left out of', 'everything > wg-exit', 'dhcp6', true],
		['of a sender', 'from 2001:db8:3:10::/64 to 2001:db8:f::/48 > wg-exit', 'dhcp6', true],
		['of a sender, where nobody delegates', 'from 2001:db8:3:10::/64 to 2001:db8:f::/48 > wg-exit', 'dhcp', false],
		['of nobody in the house', 'to 2001:db8:f::/48 > wg-exit', 'dhcp6', false],
	])('says when rows hold a prefix that a provider may change: %s', (_which, rule, kind, wanted) => {
		const made = ofExample('custom/by-network', {networks: ['vlan10'], rules: [rule]}, {clients: [{kind, name: 'sfp1'}]});
		expect(warned(made).includes('prefix-moves')).toBe(wanted);
	});

	it.each<[string, string, Partial<Facts>, readonly string[]]>([
		['which a tenant is kept out of', 'vrf-tenant/lodger', {}, ['2001:db8:2:100::/64']],
		[
			'which a tenant has, is kept out of, and is let into',
			'vrf-tenant/law',
			{},
			['2001:db8:3:61::/64', '2001:db8:3:62::/64', '2001:db8:3:10::/64', '2001:db8:3:20::/64', '2001:db8:3:20::40/128'],
		],
		['which is not tracked', 'fast-path/campus', {}, ['2001:db8:3:10::/64', '2001:db8:3:20::/64']],
		['which only destinations are local to', 'home', {}, []],
		['which answers that come in in a VRF are led back to', 'home', {vrfs: [{name: 'exit', interfaces: ['wg-exit']}]}, ['2001:db8:1:100::/64']],
	])('names a prefix that a provider may change, %s', (_whose, id, facts, wanted) => {
		const said = (clients: Facts['clients']) => ofExample(id, {}, {...facts, clients}).fragment.warnings.filter(({code}) => code === 'prefix-moves');
		expect(said([{kind: 'dhcp', name: 'ether1'}])).toEqual([]);
		expect(said([{kind: 'dhcp6', name: 'ether1'}]).flatMap(({message}) => message.match(/[\da-f:]+\/\d+/g) ?? [])).toEqual(wanted);
	});

	it('says when a resolver of one’s own is exempt in one family only', () => {
		expect(warned(ofExample('home', {exempt: ['192.168.88.3']}))).toContain('exempt-one-family');
		expect(warned(ofExample('home', {exempt: ['192.168.88.3', '2001:db8:1:100::3']}))).not.toContain('exempt-one-family');
		expect(warned(ofExample('home', {exempt: []}))).not.toContain('exempt-one-family');
		expect(warned(ofExample('home', {exempt: ['192.168.88.3']}, {ipv6Enabled: false}))).not.toContain('exempt-one-family');
	});

	it('7.9 has no extra time, and the user is told', () => {
		const {fragment} = ofExample('home', {}, {release: {major: 7, minor: 9, patch: 2}});
		expect(fragment.adjustments.map(({set}) => set)).toEqual([{'allow-remote-requests': 'yes'}]);
		expect(fragment.warnings.map(({code}) => code)).toContain('short-names');
	});

	it('looked up by the router: names are rows of the lists in both families, and DNS is left as it is', () => {
		const made = ofExample('home', {names: 'resolve'});
		for (const menu of ['/ip/firewall/address-list', '/ipv6/firewall/address-list'] as const) {
			expect(rowsOf(made, menu, {address: 'put.io'})).toHaveLength(1);
		}

		expect(rowsOf(made, '/ip/dns/static')).toEqual([]);
		expect(made.fragment.adjustments).toEqual([]);
		expect(made.fragment.warnings.map(({code}) => code)).toContain('exact-names-only');
	});
});

describe('a tunnel that comes along', () => {
	it('L18 opens nothing: new connections from it are dropped, forwards of one’s own aside', () => {
		for (const family of [4, 6] as const) {
			expect(
				rowsOf(ofExample('provider'), filterOf(family), {'in-interface-list': tunnel('provider')}).map(({properties, place}) => ({...properties, place: place?.kind})),
			).toEqual([
				{chain: 'input', action: 'drop', 'in-interface-list': tunnel('provider'), 'connection-state': '!established,related', place: 'first'},
				{chain: 'forward', action: 'drop', 'connection-nat-state': '!dstnat', 'in-interface-list': tunnel('provider'), 'connection-state': '!established,related', place: 'first'},
			]);
		}
	});

	it('an existing tunnel is left as open as it is', () => {
		expect(filters.flatMap((menu) => rowsOf(ofExample('home'), menu, {'in-interface-list': tunnel('home')}))).toEqual([]);
	});

	it('takes only host addresses, and announces none', () => {
		const made = ofExample('provider');
		expect(rowsOf(made, '/ip/address').map(({properties}) => properties.address)).toEqual(['10.14.0.2/32']);
		expect(rowsOf(made, '/ipv6/address').map(({properties}) => properties)).toEqual([expect.objectContaining({address: 'fd7d:76ee:e68f:a993::2/128', advertise: 'no'})]);
	});

	it('clamps segments to what fits, and less over PPPoE', () => {
		expect(rowsOf(ofExample('provider'), '/ip/firewall/mangle', {action: 'change-mss'}).map(({properties}) => properties['new-mss'])).toEqual(['clamp-to-pmtu', '1372']);
		expect(rowsOf(ofExample('office'), '/ip/firewall/mangle', {action: 'change-mss'}).map(({properties}) => properties['new-mss'])).toEqual(['clamp-to-pmtu', '1360']);
	});

	it.each([
		[1300, '1260'],
		[0, '1380'],
		[undefined, '1380'],
	])('clamps segments to what an existing tunnel says that it carries: %s', (mtu, size) => {
		const interfaces = example('home').facts.interfaces.map((one) => (one.name === 'wg-exit' && mtu !== undefined ? {...one, mtu} : one));
		expect(rowsOf(ofExample('home', {}, {interfaces}), '/ip/firewall/mangle', {action: 'change-mss'}).map(({properties}) => properties['new-mss'])).toEqual([
			'clamp-to-pmtu',
			size,
		]);
	});

	it('names peers from 7.15 on', () => {
		const names = (minor: number) =>
			rowsOf(ofExample('office', {}, {release: {major: 7, minor, patch: 0}}), '/interface/wireguard/peers').map(({properties}) => 'name' in properties);
		expect(names(14)).toEqual([false, false]);
		expect(names(15)).toEqual([true, true]);
	});

	it('keeps secrets out of everything but their own map', () => {
		const {fragment, document, secrets} = ofExample('office');
		expect(fragment.secrets.map(({property, ref}) => [property, ref])).toEqual([
			['private-key', 'p1.vpn.private-key'],
			['preshared-key', expect.stringMatching(/^p1\.vpn\.peer-[\da-f]{6}\.preshared-key$/)],
		]);
		expect(fragment.secrets.map(({ref}) => secrets.get(ref)?.reveal())).toEqual(['MPY6pz8n3ET/wbG9fUiY1a2VXJ0Dm2RiWoC6KavBP2c=', 'qET5V9Zh7+iehjm1CRrPbF/fXQcJYziaQvdjpRkBk34=']);
		for (const secret of secrets.values()) {
			expect(JSON.stringify([fragment, document, [...secrets]])).not.toContain(secret.reveal());
		}
	});
});
