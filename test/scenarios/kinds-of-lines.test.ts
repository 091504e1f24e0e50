import {describe, expect, it} from 'vitest';
import {exampleFacts} from '../../scenarios/examples/facts.js';
import {scenarios} from '../../scenarios/index.js';
import {compile} from '../../source/compiler/index.js';
import type {Facts} from '../../source/facts/index.js';
import {outInterface} from '../../source/policy/index.js';
import type {Answers} from '../../source/scenario/index.js';
import {buildProfile, completeAnswers} from '../../source/scenario/index.js';
import {example, profileOf, rowsOf, whole} from '../compiler/build.js';
import {address} from '../policy/documents.js';
import {withApart} from './apart.js';
import {minors} from './arbitrary.js';
import {trouble} from './trouble.js';

/** Another line beside a fibre with fixed addresses: what it is on the router, and who is next on it as our routes say it. */
type Kind = {
	readonly name: string;
	readonly type: string;
	readonly address: string;
	/** The default route that the router has by it, if any; a fixed one, or one that its client brings. */
	readonly fixed?: string;
	readonly brought?: string;
	readonly client?: 'dhcp' | 'pppoe';
	/** The VRF that it is in, with its routes. */
	readonly vrf?: 'isp';
	/** Told by the person who answers. */
	readonly via?: string;
	readonly gateway: string;
};

const kinds: Readonly<Record<string, Kind>> = {
	'a fixed address, its next hop by address': {name: 'ether2', type: 'ether', address: '198.51.100.14/29', fixed: '198.51.100.9', gateway: '198.51.100.9%ether2'},
	'a fixed address, its next hop by address and interface': {
		name: 'ether2',
		type: 'ether',
		address: '198.51.100.14/29',
		fixed: '198.51.100.9%ether2',
		gateway: '198.51.100.9%ether2',
	},
	'a fixed address, its next hop looked up in a table': {
		name: 'ether2',
		type: 'ether',
		address: '198.51.100.14/29',
		fixed: '198.51.100.9@main',
		gateway: '198.51.100.9%ether2',
	},
	'a fixed address, its next hop told': {name: 'ether2', type: 'ether', address: '198.51.100.14/29', via: '198.51.100.9', gateway: '198.51.100.9%ether2'},
	DHCP: {name: 'ether2', type: 'ether', address: '198.51.100.14/24', brought: '198.51.100.1', client: 'dhcp', gateway: '198.51.100.1%ether2'},
	'DHCP behind a modem that translates, too': {name: 'ether2', type: 'ether', address: '192.168.1.33/24', brought: '192.168.1.1', client: 'dhcp', gateway: '192.168.1.1%ether2'},
	'DHCP on a VLAN': {name: 'vlan7-isp', type: 'vlan', address: '198.51.100.14/24', brought: '198.51.100.1', client: 'dhcp', gateway: '198.51.100.1%vlan7-isp'},
	PPPoE: {name: 'pppoe-out1', type: 'pppoe-out', address: '198.51.100.14/32', brought: 'pppoe-out1', client: 'pppoe', gateway: 'pppoe-out1'},
	LTE: {name: 'lte1', type: 'lte', address: '100.72.3.9/32', brought: 'lte1', gateway: 'lte1'},
	WireGuard: {name: 'wg-isp', type: 'wg', address: '10.66.66.2/32', fixed: 'wg-isp', gateway: 'wg-isp'},
	L2TP: {name: 'l2tp-out1', type: 'l2tp-out', address: '10.66.66.2/32', brought: 'l2tp-out1', gateway: 'l2tp-out1'},
	SSTP: {name: 'sstp-out1', type: 'sstp-out', address: '10.66.66.2/32', brought: 'sstp-out1', gateway: 'sstp-out1'},
	OpenVPN: {name: 'ovpn-out1', type: 'ovpn-out', address: '10.66.66.2/32', brought: 'ovpn-out1', gateway: 'ovpn-out1'},
	'DHCP in a VRF': {name: 'ether2', type: 'ether', address: '198.51.100.14/24', brought: '198.51.100.1@isp', client: 'dhcp', vrf: 'isp', gateway: '198.51.100.1@isp'},
	'a fixed address in a VRF': {name: 'ether2', type: 'ether', address: '198.51.100.14/29', fixed: '198.51.100.9@isp', vrf: 'isp', gateway: '198.51.100.9@isp'},
	'a fixed address in a VRF without a route': {name: 'ether2', type: 'ether', address: '198.51.100.14/29', via: '198.51.100.9', vrf: 'isp', gateway: '198.51.100.9@isp'},
	'PPPoE in a VRF': {name: 'pppoe-out1', type: 'pppoe-out', address: '198.51.100.14/32', brought: 'pppoe-out1', client: 'pppoe', vrf: 'isp', gateway: 'pppoe-out1@isp'},
	'WireGuard in a VRF': {name: 'wg-isp', type: 'wg', address: '10.66.66.2/32', fixed: 'wg-isp@isp', vrf: 'isp', gateway: 'wg-isp@isp'},
};

const presets: Readonly<Record<string, Answers>> = {
	'multi-wan-pcc': {by: 'pair', 'when-down': 'redistribute'},
	'multi-wan-ecmp': {by: 'pair'},
	'wan-failover': {flush: true, back: 'at-once'},
	'policy-balance': {rest: 'sfp1', 'line-calls': 'other', rules: ['dscp 46 > other']},
	'gaming-cafe': {rest: 'sfp1', 'game-services': [], 'game-destinations': [], 'game-ports': ['udp 27000-27100']},
};

const factsOf = ({name, type, address, fixed, brought, client, vrf}: Kind, minor: number): Facts => ({
	...exampleFacts(
		'kinds',
		[
			{name: 'sfp1', type: 'ether', addresses: ['203.0.113.130/30'], comment: 'fibre'},
			{name, type, addresses: [address]},
			{name: 'bridge', type: 'bridge', addresses: ['192.168.88.1/24']},
			{name: 'vlan-guest', type: 'vlan', addresses: ['192.168.77.1/24']},
		],
		{
			defaults: brought === undefined ? [] : [['0.0.0.0/0', brought, 2]],
			routes: [['0.0.0.0/0', '203.0.113.129'], ['10.20.0.0/16', '192.168.88.7'], ...(fixed === undefined ? [] : [['0.0.0.0/0', fixed, 2] as const])],
			lists: {LAN: ['bridge', 'vlan-guest'], WAN: ['sfp1', ...(vrf === undefined ? [name] : [])]},
			...(client === undefined ? {} : {clients: [{kind: client, name}]}),
			...(vrf === undefined ? {} : {vrfs: [{name: vrf, interfaces: [name]}]}),
			ipv6Enabled: false,
		},
	),
	release: {major: 7, minor, patch: 1},
});

const answersOf = (preset: string, {name, via}: Kind): Answers => ({
	...JSON.parse(JSON.stringify(presets[preset]).replaceAll('other', name)),
	lines: ['sfp1', `${name}${via === undefined ? '' : ` via ${via}`}`],
	networks: ['bridge'],
	probes: ['149.112.112.10', '94.140.14.140'],
});

/** An order of lines is the router's own, too, and its programs hear nothing of what comes back in a VRF. */
const takes = (preset: string, {vrf}: Kind): boolean => vrf === undefined || preset !== 'wan-failover';

describe.each(Object.entries(kinds))('a line by %s', (title, kind) => {
	it('is led to by its own next hop', () => {
		const made = whole(answersOf('multi-wan-pcc', kind), factsOf(kind, 20), {}, 'kinds', 'multi-wan-pcc');
		const [probe] = rowsOf(made, '/ip/route', {'dst-address': '94.140.14.140/32'});
		expect(probe?.properties.gateway).toBe(kind.gateway);
	});

	it.skipIf(kind.address.endsWith('/29'))('leaves nothing of an address that moves where nothing would move it', () => {
		const {fragment} = whole(answersOf('multi-wan-pcc', kind), factsOf(kind, 20), {}, 'kinds', 'multi-wan-pcc');
		const network = kind.address.split('.').slice(0, 3).join('.');
		const frozen = fragment.entries.filter(({owner, properties}) => JSON.stringify(properties).includes(network) && !fragment.volatile.some((one) => one.owner === owner));
		expect(frozen).toEqual([]);
	});

	// Each preset on two releases, another pair each time.
	const place = Object.keys(kinds).indexOf(title);
	it.each(
		Object.keys(presets)
			.filter((preset) => takes(preset, kind))
			.flatMap((preset, index) => [0, 3].map((step) => [preset, minors[(place + index + step) % minors.length] ?? 20] as const)),
	)('does what %s says on 7.%i', async (preset, minor) => {
		expect(await trouble(profileOf('kinds', answersOf(preset, kind), preset), factsOf(kind, minor))).toEqual([]);
	});
});

const refusalsOf = (answers: Answers, facts: Facts, preset: string): readonly string[] => {
	const built = buildProfile(profileOf('kinds', answers, preset), scenarios, facts, {});
	return built.ok ? [] : built.diagnostics.filter(({severity}) => severity === 'error').map(({code, message}) => `${code}: ${message}`);
};

describe('a line in a VRF', () => {
	const kind = kinds['DHCP in a VRF'];
	if (kind === undefined) {
		throw new Error('no such kind');
	}

	const facts = factsOf(kind, 20);

	it('is in no order of lines, which the router itself could not follow', () => {
		expect(refusalsOf(answersOf('wan-failover', kind), facts, 'wan-failover')).toEqual([
			'line-in-vrf: ether2 is in the VRF isp: the router itself, its DNS first of all, could not follow the order there.',
		]);
	});

	it('has the VRF to itself', () => {
		const shared: Facts = {...facts, vrfs: [{name: 'isp', interfaces: ['ether2', 'vlan-guest']}]};
		expect(refusalsOf(answersOf('multi-wan-pcc', kind), shared, 'multi-wan-pcc')).toEqual([
			'vrf-shared: ether2 shares the VRF isp with vlan-guest: rules see only the VRF, and could not tell one from the other.',
		]);
	});

	it('is in the VRF that the document says, and has no network that hosts have', () => {
		const {document} = whole(answersOf('multi-wan-pcc', kind), facts, {}, 'kinds', 'multi-wan-pcc');
		const codes = (own: Facts): readonly string[] => {
			const compiled = compile(document, {profile: 'kinds', facts: own});
			return compiled.ok ? [] : compiled.diagnostics.map(({code, message}) => `${code}: ${message}`);
		};
		expect(codes({...facts, vrfs: []})).toEqual(['vrf-differs: ether2 is in no VRF, and the document says the VRF isp.']);
		expect(codes({...facts, addresses: facts.addresses.map((row) => (row.interface === 'ether2' ? {...row, address: address('192.168.88.2/24')} : row))})).toEqual([
			'vrf-overlaps: 192.168.88.0/24 is a network of yours and of the VRF isp: no way leads between the two.',
		]);
	});

	describe('with both address families', () => {
		const both: Facts = exampleFacts(
			'both',
			[
				{name: 'sfp1', type: 'ether', addresses: ['203.0.113.130/30', '2001:db8:1::2/64']},
				{name: 'ether2', type: 'ether', addresses: ['198.51.100.14/24', '2001:db8:2::2/64']},
				{name: 'bridge', type: 'bridge', addresses: ['192.168.88.1/24', '2001:db8:1:100::1/64']},
			],
			{
				defaults: [],
				routes: [
					['0.0.0.0/0', '203.0.113.129'],
					['::/0', 'fe80::1%sfp1'],
					['0.0.0.0/0', '198.51.100.1@isp'],
					['::/0', 'fe80::2%ether2@isp'],
				],
				lists: {LAN: ['bridge'], WAN: ['sfp1']},
				vrfs: [{name: 'isp', interfaces: ['ether2']}],
			},
		);
		const answers: Answers = {
			...presets['multi-wan-pcc'],
			lines: ['sfp1', 'ether2'],
			networks: ['bridge'],
			probes: ['149.112.112.10', '2620:fe::fe:10', '94.140.14.140', '2a10:50c0::1:ff'],
			ipv6: 'nat66',
		};

		it('is led to by a link-local next hop only together with its interface', () => {
			const made = whole(answers, both, {}, 'kinds', 'multi-wan-pcc');
			expect(rowsOf(made, '/ipv6/route', {'dst-address': '2a10:50c0::1:ff/128'})[0]?.properties.gateway).toBe('fe80::2%ether2@isp');
		});

		it('is no way through, also where the firewall passes on ICMPv6 from everybody', async () => {
			expect(await trouble(profileOf('kinds', answers, 'multi-wan-pcc'), both)).toEqual([]);
		});

		it('lets nobody in by IPv6 there, either', () => {
			const made = whole(answers, both, {}, 'kinds', 'multi-wan-pcc');
			const closed = rowsOf(made, '/ipv6/firewall/filter').filter(({owner}) => owner?.includes('.no-way-') === true);
			expect(closed.map(({place}) => place?.kind)).toEqual(['first', 'first']);
		});
	});

	const lines = ['sfp2', 'ether4 via 192.0.2.129'];
	const redistributed: Answers = {lines, 'when-down': 'redistribute', probes: ['149.112.112.10', '94.140.14.140'], ipv6: 'ordinary'};

	it.each<[what: string, names: readonly string[], answers: Answers]>([
		['has a network that is nobody’s in main, where an order of lines says what goes on', ['ether4'], redistributed],
		['may have the only default route, without which the router itself speaks to nobody', ['sfp1', 'sfp2'], {lines, ipv6: 'ordinary'}],
	])('%s', async (_what, names, change) => {
		const {answers, facts: hotel} = example('multi-wan-pcc/hotel');
		expect(await trouble(profileOf('kinds', {...answers, ...change}, 'multi-wan-pcc'), withApart(hotel, names))).toEqual([]);
	});

	it('leaves the router without a way of its own where every default route is in VRFs, and says so', () => {
		const {answers, facts: hotel} = example('multi-wan-pcc/hotel');
		const warned = (names: readonly string[]): readonly string[] =>
			whole({...answers, lines, ipv6: 'ordinary'}, withApart(hotel, names), {}, 'kinds', 'multi-wan-pcc').fragment.warnings.flatMap(({code, message}) =>
				code === 'router-without-way' ? [message] : [],
			);
		expect(warned(['sfp2'])).toEqual([]);
		expect(warned(['sfp1', 'sfp2'])).toEqual([
			'No default route of main is left, since sfp1 and sfp2 are in a VRF: the router itself reaches nobody on the Internet. It resolves no names, and carries no tunnel that was not told its VRF.',
		]);
	});

	it.each<[what: string, preset: string, names: readonly string[], change: Answers]>([
		['answers names for other networks as before', 'vpn-split-tunnel/provider', ['pppoe-out1'], {networks: ['vlan-guest']}],
		['carries no questions for names through a tunnel while the router has no way to it', 'vpn-split-tunnel/provider', ['pppoe-out1'], {'when-down': 'block'}],
		[
			'has its modem asked for names by nobody’s policy',
			'multi-wan-pcc/twins',
			['ether1', 'ether2'],
			{'kept-destinations': ['*.example.com'], names: 'forward', redirect: true, exempt: ['192.168.1.70']},
		],
		['lets the router itself out by no other way than the kill switch’s', 'privacy-vpn/house', ['pppoe-out1'], {}],
	])('as the only one %s', async (_what, id, names, change) => {
		const {answers, facts: own, attachments} = example(id);
		expect(await trouble(profileOf('kinds', {...answers, ...change}, id.split('/')[0]), withApart(own, names), attachments)).toEqual([]);
	});

	it('carries no hosts that are in a VRF themselves', () => {
		const others: Facts = {...facts, vrfs: [...(facts.vrfs ?? []), {name: 'lab', interfaces: ['bridge']}]};
		expect(refusalsOf(answersOf('multi-wan-pcc', kind), others, 'multi-wan-pcc')).toEqual([
			'choice-disabled: bridge cannot be chosen: it is set apart in the VRF lab; take it out of that first.',
		]);
		const {document} = whole(answersOf('multi-wan-pcc', kind), facts, {}, 'kinds', 'multi-wan-pcc');
		const compiled = compile(document, {profile: 'kinds', facts: others});
		expect(compiled.ok ? [] : compiled.diagnostics.map(({code, message}) => `${code}: ${message}`)).toEqual([
			'network-in-vrf: bridge is set apart in the VRF lab: what holds in the main table does not hold there.',
		]);
	});

	it('is none of the networks that a kill switch closes, nor the router there one that hosts ask', async () => {
		const {answers, facts: own} = example('privacy-vpn/practice');
		const set: Facts = {
			...own,
			vrfs: [{name: 'isp', interfaces: ['ether2']}],
			interfaceLists: {...own.interfaceLists, WAN: (own.interfaceLists.WAN ?? []).filter((name) => name !== 'ether2')},
			routes: own.routes.map((route) => (outInterface(own, route) === 'ether2' ? {...route, table: 'isp'} : route)),
		};
		expect(await trouble(profileOf('kinds', {...answers, 'free-networks': []}, 'privacy-vpn'), set)).toEqual([]);
	});

	it('is named, and not its VRF', () => {
		const known: Facts = {...facts, interfaces: [...facts.interfaces, {name: 'isp', type: 'vrf', running: true, disabled: false, slave: false}]};
		expect(refusalsOf({...answersOf('multi-wan-pcc', kind), lines: ['sfp1', 'isp']}, known, 'multi-wan-pcc')).toEqual(['line-is-vrf: isp is a VRF.']);
	});
});

/** A line and a tunnel, each in a VRF of its own, beside the line of the house. */
const apart = (minor: number): Facts => ({
	...exampleFacts(
		'apart',
		[
			{name: 'sfp1', type: 'ether', addresses: ['203.0.113.130/30']},
			{name: 'ether2', type: 'ether', addresses: ['198.51.100.14/24']},
			{name: 'wg-away', type: 'wg', addresses: ['10.66.66.2/32']},
			{name: 'bridge', type: 'bridge', addresses: ['192.168.88.1/24']},
		],
		{
			defaults: [['0.0.0.0/0', '198.51.100.1@isp']],
			routes: [['0.0.0.0/0', '203.0.113.129']],
			lists: {LAN: ['bridge'], WAN: ['sfp1']},
			clients: [{kind: 'dhcp', name: 'ether2'}],
			vrfs: [
				{name: 'isp', interfaces: ['ether2']},
				{name: 'away', interfaces: ['wg-away']},
			],
			peers: [{interface: 'wg-away', allowed: ['0.0.0.0/0'], endpoint: ['203.0.113.77', 51_820]}],
			ipv6Enabled: false,
		},
	),
	release: {major: 7, minor, patch: 1},
});

const tunnel: Answers = {networks: ['bridge'], tunnel: 'existing', interface: 'wg-away'};

const inVrfs: readonly (readonly [preset: string, answers: Answers])[] = [
	[
		'custom',
		{
			networks: ['bridge'],
			rules: ['to 93.184.215.0/24 > ether2 else ordinary', 'to 93.185.0.0/16 > wg-away else ether2'],
			probes: ['ether2 149.112.112.10', 'wg-away 94.140.14.140'],
		},
	],
	['vpn-split-tunnel', {...tunnel, destinations: ['93.184.215.0/24'], 'when-down': 'block'}],
	['work-and-streaming', {...tunnel, 'work-destinations': ['93.184.215.0/24'], 'play-destinations': ['93.185.0.0/16'], 'play-way': 'ether2', 'play-down': 'fall-back'}],
];

describe('a line and a tunnel in VRFs', () => {
	const answersFor = (preset: string, answers: Answers, minor: number): Answers => {
		const scenario = scenarios.find(({id}) => id === preset);
		return scenario === undefined ? answers : completeAnswers(scenario, answers, apart(minor));
	};

	it.each(inVrfs.flatMap(([preset, answers]) => [9, 20].map((minor) => [preset, minor, answers] as const)))('are ways of %s on 7.%i', async (preset, minor, answers) => {
		expect(await trouble(profileOf('apart', answersFor(preset, answers, minor), preset), apart(minor))).toEqual([]);
	});

	it('are none for all that the router itself sends', () => {
		expect(refusalsOf(answersFor('privacy-vpn', tunnel, 20), apart(20), 'privacy-vpn')).toEqual([
			'kill-switch-in-vrf: the tunnel wg-away is in the VRF away: the router itself, its DNS first of all, would hear no answer there.',
		]);
		const named: Answers = {...tunnel, destinations: ['*.example.com'], 'when-down': 'block', resolver: '10.66.66.1'};
		expect(refusalsOf(answersFor('vpn-split-tunnel', named, 20), apart(20), 'vpn-split-tunnel')).toEqual([
			'resolver-in-vrf: the tunnel wg-away is in the VRF away: the router would hear no answer of the resolver 10.66.66.1 there.',
		]);
		expect(refusalsOf({hosts: ['9.9.9.11 VPN via wg-away']}, apart(20), 'watch')).toEqual([
			'choice-disabled: wg-away cannot be watched: it is in the VRF away, where the router’s own pings would hear no answer.',
		]);
	});
});
