import {describe, expect, it} from 'vitest';
import {exampleFacts} from '../../scenarios/examples/facts.js';
import {scenarios} from '../../scenarios/index.js';
import type {Facts} from '../../source/facts/index.js';
import type {Answers} from '../../source/scenario/index.js';
import {buildProfile} from '../../source/scenario/index.js';
import {profileOf, rowsOf, whole} from '../compiler/build.js';
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
};

const presets: Readonly<Record<string, Answers>> = {
	'multi-wan-pcc': {by: 'pair', 'when-down': 'redistribute'},
	'multi-wan-ecmp': {by: 'pair'},
	'wan-failover': {flush: true, back: 'at-once'},
	'policy-balance': {rest: 'sfp1', 'line-calls': 'other', rules: ['dscp 46 > other']},
	'gaming-cafe': {rest: 'sfp1', 'game-services': [], 'game-destinations': [], 'game-ports': ['udp 27000-27100']},
};

const factsOf = ({name, type, address, fixed, brought, client}: Kind, minor: number): Facts => ({
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
			routes: [['0.0.0.0/0', '203.0.113.129'], ...(fixed === undefined ? [] : [['0.0.0.0/0', fixed, 2] as const])],
			lists: {LAN: ['bridge', 'vlan-guest'], WAN: ['sfp1', name]},
			...(client === undefined ? {} : {clients: [{kind: client, name}]}),
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

describe.each(Object.entries(kinds))('a line by %s', (title, kind) => {
	it('is led to by its own next hop', () => {
		const made = whole(answersOf('wan-failover', kind), factsOf(kind, 20), {}, 'kinds', 'wan-failover');
		const [probe] = rowsOf(made, '/ip/route', {'dst-address': '94.140.14.140/32'});
		expect(probe?.properties.gateway).toBe(kind.gateway);
	});

	it.skipIf(kind.address.endsWith('/29'))('leaves nothing of an address that moves where nothing would move it', () => {
		const {fragment} = whole(answersOf('wan-failover', kind), factsOf(kind, 20), {}, 'kinds', 'wan-failover');
		const network = kind.address.split('.').slice(0, 3).join('.');
		const frozen = fragment.entries.filter(({owner, properties}) => JSON.stringify(properties).includes(network) && !fragment.volatile.some((one) => one.owner === owner));
		expect(frozen).toEqual([]);
	});

	// Each preset on two releases, another pair each time.
	const place = Object.keys(kinds).indexOf(title);
	it.each(Object.keys(presets).flatMap((preset, index) => [0, 3].map((step) => [preset, minors[(place + index + step) % minors.length] ?? 20] as const)))(
		'does what %s says on 7.%i',
		async (preset, minor) => {
			expect(await trouble(profileOf('kinds', answersOf(preset, kind), preset), factsOf(kind, minor))).toEqual([]);
		},
	);
});

it('a line in a VRF is refused: its routes and the interface that the firewall sees are the VRF’s', () => {
	const kind = kinds.DHCP;
	if (kind === undefined) {
		throw new Error('no such kind');
	}

	const inside = /^198\.51\.100\./;
	const facts = factsOf(kind, 20);
	const moved: Facts = {...facts, routes: facts.routes.map((route) => (inside.test(route.destination) || inside.test(route.gateway) ? {...route, table: 'isp'} : route))};
	const built = buildProfile(profileOf('kinds', {...answersOf('wan-failover', kind), lines: ['sfp1', 'ether2 via 198.51.100.1']}, 'wan-failover'), scenarios, moved, {});
	expect(built.ok ? [] : built.diagnostics.filter(({severity}) => severity === 'error').map(({code, message}) => `${code}: ${message}`)).toEqual([
		'line-in-vrf: ether2 belongs to the VRF isp, whose routes no other table can use.',
	]);
});
