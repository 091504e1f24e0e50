import {describe, expect, it} from 'vitest';
import type {Facts} from '../../source/facts/index.js';
import {prefixContains} from '../../source/net/index.js';
import type {Claim, PolicyDocument} from '../../source/policy/index.js';
import {claimsOf} from '../../source/policy/index.js';
import {address, domain, ip, network, part, prefixes, uplink, wireguard} from './documents.js';

const facts: Facts = {
	source: 'router',
	release: {major: 7, minor: 20, patch: 8},
	version: '7.20.8 (stable)',
	identity: 'home',
	board: 'CHR',
	architecture: 'x86_64',
	serial: '',
	interfaces: [],
	interfaceLists: {},
	addresses: [
		{address: address('192.168.88.1/24'), interface: 'bridge', dynamic: false},
		{address: address('2001:db8:1::1/64'), interface: 'bridge', dynamic: false},
		{address: address('192.168.90.1/24'), interface: 'guest', dynamic: false},
		{address: address('198.51.100.14/24'), interface: 'ether1', dynamic: true},
		{address: address('10.66.66.2/32'), interface: 'p1-vpn', dynamic: false},
		{address: address('fe80::1/64'), interface: 'bridge', dynamic: true},
	],
	routes: [
		{destination: network('0.0.0.0/0'), gateway: '198.51.100.1', table: 'main', distance: 1, dynamic: true, active: true, origin: 'dhcp'},
		{destination: network('10.20.0.0/16'), gateway: '192.168.88.2', table: 'main', distance: 1, dynamic: false, active: true, origin: 'static'},
	],
	wireguardPeers: [],
	ipv6Enabled: true,
	dns: {servers: [], allowRemoteRequests: false},
	fasttrack: {4: true, 6: false},
	session: {user: 'admin', policies: [], from: ip('192.168.88.77')},
};

const document = part('p1');
const [policy] = document.policies;
const withPolicy = (change: Partial<PolicyDocument['policies'][number]>, more: Partial<PolicyDocument> = {}): PolicyDocument =>
	part('p1', {...more, policies: policy === undefined ? [] : [{...policy, ...change}]});

const named = part('p1', {
	lists: [
		{
			id: 'p1.dst',
			title: 'x',
			prefixes: [],
			domains: [
				{name: domain('a.example'), subdomains: true},
				{name: domain('b.example'), subdomains: false},
			],
		},
	],
});

const short = ({packet, down, silent, removed, family, expect: wanted}: Claim) =>
	`${family} ${packet.from} > ${packet.to} ${packet.protocol}${[...down.map((way) => ` ${way} down`), ...removed.map((way) => ` ${way} removed`), ...silent.map((way) => ` ${way} silent`)].join('')}: ${wanted.kind}`;
const of = (wanted: PolicyDocument, id: string, more: Partial<Facts> = {}): readonly string[] =>
	claimsOf(wanted, {...facts, ...more})
		.filter((claim) => claim.id.startsWith(id))
		.map(short);
const ofPolicy = (wanted: PolicyDocument, more: Partial<Facts> = {}): readonly string[] => of(wanted, 'p1.use', more).filter((line) => !line.includes(' udp'));

const down = (from: string, to: string, wanted: readonly (readonly [string, string])[]): readonly string[] =>
	wanted.map(([world, kind]) => `${from} > ${to} tcp ${world}: ${kind}`);

describe('claims of a policy', () => {
	it.each<[string, readonly string[], readonly string[]]>([
		[
			'block',
			ofPolicy(document),
			[
				'4 192.168.88.10 > 203.0.113.10 tcp: leaves-by',
				...down('4 192.168.88.10', '203.0.113.10', [
					['p1.vpn down', 'blocked'],
					['ether1 down', 'only-by'],
					['p1.vpn down ether1 down', 'blocked'],
					['p1.vpn removed', 'only-by'],
					['p1.vpn silent', 'only-by'],
				]),
				'6 2001:db8:1::a > 2001:db8:f::a tcp: leaves-by',
				...down('6 2001:db8:1::a', '2001:db8:f::a', [
					['p1.vpn down', 'blocked'],
					['ether1 down', 'only-by'],
					['p1.vpn down ether1 down', 'blocked'],
					['p1.vpn removed', 'only-by'],
					['p1.vpn silent', 'only-by'],
				]),
			],
		],
		[
			'fall back with a probe',
			ofPolicy(withPolicy({whenDown: {kind: 'fall-back'}}, {uplinks: [uplink('p1.vpn', {probe: {4: ip('192.0.2.1')}})]})).filter((line) => line.startsWith('4')),
			[
				'4 192.168.88.10 > 203.0.113.10 tcp: leaves-by',
				...down('4 192.168.88.10', '203.0.113.10', [
					['p1.vpn down', 'leaves-as-before'],
					['p1.vpn down ether1 down', 'leaves-as-before'],
					['p1.vpn silent', 'leaves-as-before'],
				]),
			],
		],
		[
			'a tunnel without IPv6',
			ofPolicy(withPolicy({}, {uplinks: [uplink('p1.vpn', {carries: {4: true, 6: false}})]})).filter((line) => line.startsWith('6')),
			['6 2001:db8:1::a > 2001:db8:f::a tcp: blocked'],
		],
		['IPv6 waived', ofPolicy(withPolicy({waived: [6]})).filter((line) => line.startsWith('6')), ['6 2001:db8:1::a > 2001:db8:f::a tcp: leaves-as-before']],
		['IPv6 off', ofPolicy(document, {ipv6Enabled: false}).filter((line) => line.startsWith('6')), []],
		[
			'senders by IPv4 address only: the others as before, IPv6 refused',
			ofPolicy(withPolicy({selector: {to: ['p1.dst'], from: prefixes('192.168.88.50/32'), networks: ['p1.lan']}})).filter((line) => !/down|silent|removed/.test(line)),
			['4 192.168.88.50 > 203.0.113.10 tcp: leaves-by', '4 192.168.88.10 > 203.0.113.10 tcp: leaves-as-before', '6 2001:db8:1::a > 2001:db8:f::a tcp: blocked'],
		],
		['nothing known of the network', ofPolicy(document, {addresses: []}), []],
	])('%s', (_title, claims, wanted) => {
		expect(claims).toEqual(wanted);
	});

	it('every prefix and name of a list is followed, in a world where names resolve', () => {
		const claims = claimsOf(named, facts).filter(({id, family}) => id.startsWith('p1.use.up.') && family === 4);
		expect(claims.map(({sentence}) => sentence)).toEqual(['a.example goes through tunnel p1.vpn (IPv4).', 'b.example goes through tunnel p1.vpn (IPv4).']);
		for (const {packet, names} of claims) {
			expect(Object.values(names).flat()).toContain(packet.to);
		}

		expect(new Set(claims.map(({packet}) => packet.to)).size).toBe(2);
	});

	it('what stands in for the Internet is not what firewalls drop as bogus', () => {
		const bogus = ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '198.18.0.0/15', '2001:db8::/32'].map(network);
		const standIns = claimsOf(named, facts).flatMap(({names}) => Object.values(names).flat());
		expect(standIns.length).toBeGreaterThan(0);
		expect(standIns.filter((one) => bogus.some((prefix) => prefixContains(prefix, one)))).toEqual([]);
	});

	it('ports: each of them, and another as before', () => {
		const lines = of(
			withPolicy({
				selector: {
					to: ['p1.dst'],
					from: [],
					networks: ['p1.lan'],
					protocol: 'tcp',
					ports: [
						{first: 80, last: 80},
						{first: 443, last: 443},
					],
				},
			}),
			'p1.use',
		).filter((line) => /^4.*tcp:|^4.*udp/.test(line));
		expect(lines).toEqual([
			'4 192.168.88.10 > 203.0.113.10 tcp: leaves-by',
			'4 192.168.88.10 > 203.0.113.10 tcp: leaves-by',
			'4 192.168.88.10 > 203.0.113.10 tcp: leaves-as-before',
			'4 192.168.88.10 > 203.0.113.10 udp: leaves-as-before',
		]);
	});

	it('says which packets a policy is for that looks at more than where they go', () => {
		const calls = withPolicy({selector: {to: [], from: [], networks: ['p1.lan'], protocol: 'udp', ports: [{first: 5060, last: 5061}], dscp: 46}});
		const sentences = claimsOf(calls, facts).flatMap(({policy: of, sentence}) => (of === 'p1.use' ? [sentence] : []));
		expect(sentences).toContain('everything over UDP port 5060 with DSCP 46 goes through tunnel p1.vpn (IPv4).');
		expect(sentences.filter((sentence) => /everything (?!over)/.test(sentence))).toEqual([]);
	});

	it('every combination of lines and tunnels that are down', () => {
		const two = part('p1', {uplinks: [uplink('p1.vpn'), uplink('p1.spare')]});
		const worlds = claimsOf(two, facts).filter(({policy: of, family, down: ways}) => of === 'p1.use' && family === 4 && ways.length > 0);
		expect(new Set(worlds.map(({down: ways}) => [...ways].sort().join(' '))).size).toBe(7);
	});
});

describe('claims of every document', () => {
	const claims = claimsOf(document, facts);
	const find = (id: string): Claim | undefined => claims.find((claim) => claim.id === id);

	it.each<[string, object]>([
		['local.192.168.88.10.192.168.90.0/24', {packet: {from: '192.168.88.10', to: '192.168.90.10'}, expect: {kind: 'stays-local', interface: 'guest'}}],
		['route.10.20.0.0/16', {expect: {kind: 'leaves-as-before'}}],
		['unlisted.bridge.4', {expect: {kind: 'leaves-as-before'}}],
		['fast.4', {expect: {kind: 'as-fast'}}],
		['beside.192.168.88.0/24.bridge.192.168.88.10', {packet: {to: '192.168.88.11'}, expect: {kind: 'leaves-as-before'}}],
		['everybody.192.168.88.0/24.192.168.88.10', {packet: {to: '192.168.88.255'}, expect: {kind: 'leaves-as-before'}}],
		['router.192.168.88.1.192.168.88.10', {packet: {to: '192.168.88.1'}, expect: {kind: 'keeps-reaching-router'}}],
		['router.198.51.100.14.192.168.88.10', {packet: {to: '198.51.100.14'}, expect: {kind: 'keeps-reaching-router'}}],
		['session', {packet: {from: '192.168.88.77', to: '192.168.88.1', toPort: 22, inInterface: 'bridge'}, expect: {kind: 'keeps-reaching-router'}}],
		['in.p1.vpn.router.4', {packet: {to: '10.66.66.2', protocol: 'tcp', toPort: 22}, cameBy: 'p1.vpn', expect: {kind: 'answered'}}],
		['in.p1.vpn.hosts-ping.4', {packet: {to: '192.168.88.10', protocol: 'icmp'}, cameBy: 'p1.vpn', expect: {kind: 'answered'}}],
		['in.ether1.router.4', {packet: {from: '203.0.113.10', to: '198.51.100.14', inInterface: 'ether1'}, expect: {kind: 'answered'}}],
		['own.4', {packet: {from: '198.51.100.14'}, expect: {kind: 'leaves-as-before'}}],
	])('%s', (id, wanted) => {
		expect(find(id)).toMatchObject(wanted);
	});

	it('a session from elsewhere comes in by the route to it', () => {
		const far = claimsOf(document, {...facts, session: {user: 'admin', policies: [], from: ip('10.20.3.4')}}).find(({id}) => id === 'session');
		expect(far?.packet).toMatchObject({from: '10.20.3.4', to: '192.168.88.1', inInterface: 'bridge'});
	});

	it('a tunnel that is brought along lets nothing in, and its own packets stay out of it', () => {
		const own = part('p1', {
			uplinks: [
				{
					...wireguard('p1.vpn'),
					kind: {
						kind: 'wireguard',
						tunnel: {
							addresses: [address('10.9.0.2/32')],
							publicKey: 'x',
							dns: [],
							secretRef: 'x',
							peers: [{id: 'p1.peer', publicKey: 'y', allowed: prefixes('0.0.0.0/0'), endpoint: {host: ip('203.0.113.7'), port: 51_820}}],
						},
					},
				},
			],
		});
		expect(of(own, 'in.p1.vpn').every((line) => line.endsWith(': blocked'))).toBe(true);
		expect(of(own, 'endpoint.')).toEqual(['4 198.51.100.14 > 203.0.113.7 udp: leaves-as-before']);
	});

	it('DNS of listed names: asked of the router, through the tunnel, and not by the Internet', () => {
		const dns = {...named, uplinks: [uplink('p1.vpn', {resolver: ip('10.66.66.1')})], dns: {...named.dns, exempt: [ip('192.168.88.3')]}};
		const lines = claimsOf(dns, facts)
			.filter(({id, family, packet}) => /^(?:dns|resolver)/.test(id) && family === 4 && packet.protocol === 'udp')
			.map(({id, expect: wanted}) => `${id}: ${wanted.kind}`);
		expect(lines).toEqual([
			'dns.udp.4: reaches-router',
			'dns.192.168.90.1.udp: keeps-reaching-router',
			'dns.198.51.100.14.udp: keeps-reaching-router',
			'dns.10.66.66.2.udp: keeps-reaching-router',
			'dns-another-resolver.udp.4: reaches-router',
			'dns-a-listed-address.udp.4: reaches-router',
			'dns-exempt.192.168.88.3.another-resolver.udp: leaves-as-before',
			'dns-exempt.192.168.88.3.a-listed-address.udp: leaves-by',
			'dns-to-exempt.192.168.88.3.udp: leaves-as-before',
			'resolver.p1.vpn.other.udp: leaves-as-before',
			'resolver.p1.vpn.udp: leaves-by',
			'resolver-down.p1.vpn.udp: blocked',
			'dns-outside.ether1.udp.4: blocked',
		]);
	});

	it('an exempt resolver that asks what is listed goes the way of what is listed', () => {
		const dns = part('p1', {lists: [...document.lists, ...named.lists.map((list) => ({...list, id: 'p1.names'}))], dns: {...named.dns, exempt: [ip('192.168.88.3')]}});
		const wanted = {packet: {from: '192.168.88.3', to: '203.0.113.10'}, expect: {kind: 'leaves-by', uplink: 'p1.vpn'}};
		expect(claimsOf(dns, facts).find(({id}) => id === 'dns-exempt.192.168.88.3.a-listed-address.udp')).toMatchObject(wanted);
	});

	it('strangers: networks that nothing is asked for, and whoever comes in', () => {
		const lists = [...document.lists, ...named.lists.map((list) => ({...list, id: 'p1.names'}))];
		const strangersOf = (wanted: PolicyDocument): readonly string[] =>
			claimsOf(wanted, facts)
				.filter(({id, family, packet}) => /^(?:neighbour|outside)/.test(id) && family === 4 && packet.protocol !== 'tcp')
				.map(({id, packet, cameBy = packet.inInterface, expect: {kind}}) => `${id}: ${cameBy} > ${packet.to} ${kind}`);
		const outside = (door: string, asking: string): readonly string[] => [
			`outside.${door}.listed.icmp.4: ${door} > 203.0.113.10 leaves-as-before`,
			`outside.${door}.dns.udp.4: ${door} > 192.168.88.1 ${asking}`,
			`outside.${door}.dns-others.udp.4: ${door} > 203.0.113.10 leaves-as-before`,
		];
		expect(strangersOf(part('p1', {lists}))).toEqual([
			'neighbour.guest.dns.192.168.88.1.udp: guest > 192.168.88.1 leaves-as-before',
			expect.stringMatching(/^neighbour\.guest\.dns\..* leaves-as-before$/),
			...outside('ether1', 'blocked'),
			...outside('p1.vpn', 'answered'),
		]);
		expect(strangersOf(part('p1', {uplinks: [wireguard('p1.vpn')]}))).toEqual([
			'outside.ether1.listed.icmp.4: ether1 > 203.0.113.10 leaves-as-before',
			'outside.p1.vpn.others.4: p1.vpn > 96.7.128.10 blocked',
			'outside.p1.vpn.listed.icmp.4: p1.vpn > 203.0.113.10 blocked',
		]);
	});

	it('hosts that may be behind either of two modems are nobody’s neighbours', () => {
		const twin = {address: address('198.51.100.15/24'), interface: 'ether2', dynamic: true};
		const neighbours = (addresses: Facts['addresses']): readonly string[] => of(document, 'in.p1.vpn.neighbour', {addresses}).filter((line) => line.includes('> 198.51.100'));
		expect(neighbours([...facts.addresses, twin])).toEqual([]);
	});

	it('have ids of their own, end as sentences and survive JSON', () => {
		expect(new Set(claims.map(({id}) => id)).size).toBe(claims.length);
		expect(claims.filter(({sentence}) => !sentence.endsWith('.'))).toEqual([]);
		expect(JSON.parse(JSON.stringify(claims))).toEqual(claims);
	});
});

describe('a default route in halves', () => {
	const halves = ['0.0.0.0/1', '128.0.0.0/1'].map((text) => ({
		destination: network(text),
		gateway: '198.51.100.1',
		table: 'main',
		distance: 1,
		dynamic: false,
		active: true,
		origin: 'static',
	}));

	it('leads to the Internet like one in a piece', () => {
		const claims = (routes: Facts['routes']) => claimsOf(named, {...facts, routes}).map(({id}) => id);
		const [whole, ...others] = facts.routes;
		expect(claims([...halves, ...others])).toEqual(claims(whole === undefined ? [] : [whole, ...others]));
	});
});
