import {describe, expect, it} from 'vitest';
import {scenarios} from '../../scenarios/index.js';
import {privacyVpn} from '../../scenarios/privacy-vpn.js';
import type {Facts} from '../../source/facts/index.js';
import type {InterfaceAddress, Ip, Prefix} from '../../source/net/index.js';
import {addressOf, defaultPrefix} from '../../source/net/index.js';
import {applyPlan, makePlan} from '../../source/plan/index.js';
import {claimsOf} from '../../source/policy/index.js';
import type {Answers} from '../../source/scenario/index.js';
import {buildProfile, completeAnswers, validateAnswers, visibleFields} from '../../source/scenario/index.js';
import {prepare, walk} from '../../source/simulator/index.js';
import {example, ofExample, profileOf, rowsOf} from '../compiler/build.js';
import {calm, routerOf} from '../kernel/routers.js';
import {trouble} from './trouble.js';

const flat = example('privacy-vpn/flat');
const house = example('privacy-vpn/house');
const practice = example('privacy-vpn/practice');

const codes = (answers: Answers, facts: Facts, attachments = {}) => {
	const built = buildProfile(profileOf('test', answers, 'privacy-vpn'), scenarios, facts, attachments);
	return (built.ok ? built.value.warnings : built.diagnostics).map(({code, field}) => `${code} ${field}`);
};

describe('neighbours on the line', () => {
	const own = '2001:db8:5::2/64' as InterfaceAddress;
	const byLine = {destination: defaultPrefix(6), gateway: '2001:db8:5::1', table: 'main', distance: 1, dynamic: false, active: true, origin: 'static'};
	const facts: Facts = {
		...flat.facts,
		addresses: [...flat.facts.addresses, {address: own, interface: 'ether1', dynamic: false}],
		routes: [...flat.facts.routes.filter(({destination}) => destination !== byLine.destination), byLine],
	};
	const actual = routerOf(facts);
	const plan = makePlan({actual, fragment: ofExample('privacy-vpn/flat', {}, facts).fragment});

	it.each([
		['a solicitation', '135:0', 'leaves-by'],
		['an answer to one', '136:0', 'leaves-by'],
		['an echo request', '128:0', 'dropped'],
	])('%s of the router to an address that no list knows', (_what, icmp, wanted) => {
		if (!plan.ok) {
			throw new Error('no plan');
		}

		const closed = prepare(applyPlan(actual, plan.value), {...calm, links: {'wg-exit': 'down'}}, {release: facts.release});
		const {ways} = walk(closed, {from: addressOf(own), to: '2001:db8:ffff::9' as Ip, protocol: 'icmp', icmp});
		expect(ways.map(({disposition}) => disposition.kind)).toEqual([wanted]);
	});
});

describe('a network that a VRF sets apart', () => {
	const facts: Facts = {
		...flat.facts,
		interfaces: [...flat.facts.interfaces, ...['ether3', 'ether4'].map((name) => ({name, type: 'ether', running: true, disabled: false, slave: false, comment: ''}))],
		addresses: [
			...flat.facts.addresses,
			{address: '100.70.0.2/24' as InterfaceAddress, interface: 'ether3', dynamic: false},
			{address: '192.168.30.1/24' as InterfaceAddress, interface: 'ether4', dynamic: false},
		],
		routes: [...flat.facts.routes, {destination: defaultPrefix(4), gateway: '100.70.0.1@guest', table: 'guest', distance: 1, dynamic: false, active: true, origin: 'static'}],
		vrfs: [{name: 'guest', interfaces: ['ether3']}],
	};

	it.each([
		['hosts that use the tunnel', '192.168.88.50', 'bridge', 'leaves-by wg-exit'],
		['hosts that nobody spoke of', '192.168.30.50', 'ether4', 'rejected'],
	])('is no way past the tunnel for %s', (_who, from, inInterface, wanted) => {
		const actual = routerOf(facts);
		const plan = makePlan({actual, fragment: ofExample('privacy-vpn/flat', {}, facts).fragment});
		if (!plan.ok) {
			throw new Error('no plan');
		}

		const {ways} = walk(prepare(applyPlan(actual, plan.value), calm, {release: facts.release}), {
			from: from as Ip,
			to: '100.70.0.77' as Ip,
			protocol: 'tcp',
			fromPort: 40_000,
			toPort: 443,
			inInterface,
		});
		expect(ways.map(({disposition}) => (disposition.kind === 'leaves-by' ? `leaves-by ${disposition.interface}` : disposition.kind))).toEqual([wanted]);
	});

	it('is claimed to be none', async () => {
		expect(await trouble(profileOf('test', flat.answers, 'privacy-vpn'), facts)).toEqual([]);
		const {document} = ofExample('privacy-vpn/flat', {}, facts);
		expect(
			claimsOf(document, facts)
				.filter(({id}) => id.includes('apart.'))
				.map(({id}) => id),
		).toEqual(['apart.100.70.0.10', 'closed.ether4.apart.100.70.0.10']);
	});

	it('is told to be past the tunnel where hosts are in the VRF, too', () => {
		const warned = (vrf: readonly string[]) => ofExample('privacy-vpn/flat', {}, {...facts, vrfs: [{name: 'guest', interfaces: vrf}]}).fragment.warnings.map(({code}) => code);
		expect(warned(['ether3'])).not.toContain('kill-switch-vrf');
		expect(warned(['ether3', 'ether4'])).toContain('kill-switch-vrf');
	});

	it('goes through a tunnel where it is listed, and is not said to stay', async () => {
		const {answers} = example('vpn-split-tunnel/home');
		const profile = profileOf(
			'test',
			{...answers, tunnel: 'existing', interface: 'wg-exit', networks: ['bridge'], services: [], destinations: ['100.70.0.0/24'], 'when-down': 'block'},
			'vpn-split-tunnel',
		);
		const built = buildProfile(profile, scenarios, facts, {});
		expect((built.ok ? built.value.warnings : built.diagnostics).map(({code}) => code)).toEqual([]);
		expect(await trouble(profile, facts)).toEqual([]);
		expect(built.ok && claimsOf(built.value.document, facts).some(({sentence}) => sentence === '100.70.0.0/24 goes through the tunnel wg-exit (IPv4).')).toBe(true);
	});
});

describe('what is refused, and what is told', () => {
	const peers = (change: Partial<Facts['wireguardPeers'][number]>): Facts => ({...flat.facts, wireguardPeers: flat.facts.wireguardPeers.map((peer) => ({...peer, ...change}))});

	it.each<[string, Answers, Facts, readonly string[]]>([
		['nothing', {}, flat.facts, []],
		['a tunnel for some addresses only', {}, peers({allowedAddresses: ['10.0.0.0/8' as Prefix]}), ['tunnel-not-whole interface']],
		['a tunnel of split halves', {}, peers({allowedAddresses: ['0.0.0.0/1' as Prefix, '128.0.0.0/1' as Prefix]}), []],
		['no resolver', {resolver: ''}, flat.facts, ['resolver-missing resolver']],
		['a resolver at home', {resolver: '192.168.88.3'}, flat.facts, ['resolver-is-local resolver']],
		['a network on both sides', {'free-networks': ['bridge']}, flat.facts, ['choice-disabled free-networks']],
		['a resolver of one’s own on the Internet', {exempt: ['8.8.8.8']}, flat.facts, ['resolver-not-local exempt[0]']],
	])('%s', (_what, change, facts, wanted) => {
		expect(codes({...flat.answers, ...change}, facts)).toEqual(wanted);
	});

	it('a tunnel that leads nobody knows where', () => {
		const {wireguardPeers: _peers, ...others} = flat.facts;
		const facts = {...others, wireguardPeers: []};
		expect(codes(flat.answers, facts)).toEqual(['far-end-unknown far-ends']);
		expect(codes({...flat.answers, 'far-ends': ['203.0.113.77']}, facts)).toEqual([]);
	});

	it('one resolver for what is asked by the line and for everything', () => {
		expect(validateAnswers(privacyVpn, {...practice.answers, lookup: '9.9.9.9'}, practice.facts).map(({code}) => code)).toEqual(['lookup-is-upstream']);
	});

	it('a second modem’s line without a default route, as a network of hosts', () => {
		const cable: Facts = {
			...flat.facts,
			interfaces: [...flat.facts.interfaces, {name: 'ether7', type: 'ether', running: true, disabled: false, slave: false}],
			addresses: [...flat.facts.addresses, {address: '192.168.1.33/24' as InterfaceAddress, interface: 'ether7', dynamic: true}],
			clients: [...(flat.facts.clients ?? []), {kind: 'dhcp', name: 'ether7'}],
		};
		const {networks: _given, ...others} = flat.answers;
		expect(completeAnswers(privacyVpn, others, cable).networks).toEqual(['bridge']);
		expect(codes(flat.answers, cable)).toEqual([]);
		expect(codes({...flat.answers, exempt: ['192.168.1.53']}, cable)).toEqual(['resolver-not-local exempt[0]']);
		const asked = privacyVpn.fields.find(({id}) => id === 'networks');
		const offered = asked?.kind === 'choices' ? asked.choices({}, cable) : [];
		expect(offered.map(({value, help, disabled}) => [value, help, disabled !== undefined])).toEqual([
			['bridge', expect.stringMatching(/^bridge/), false],
			['ether7', 'ether · 192.168.1.33/24 · looks like a line', false],
			['ether1', expect.anything(), true],
			['ether2', expect.anything(), true],
			['wg-exit', expect.anything(), true],
		]);
	});

	it('a network that is left without Internet', () => {
		expect(codes(house.answers, house.facts, house.attachments)).toEqual(['network-cut-off networks']);
	});
});

describe('names that must be known before the tunnel is up', () => {
	const asks = (facts: Facts): boolean => visibleFields(privacyVpn, completeAnswers(privacyVpn, flat.answers, facts), facts).some(({id}) => id === 'lookup');

	it('are asked for by the line: a time server, too', () => {
		const facts = {...flat.facts, timeServers: ['pool.ntp.org', '192.0.2.123']};
		expect([asks(flat.facts), asks(facts)]).toEqual([false, true]);
		const made = ofExample('privacy-vpn/flat', {lookup: '1.1.1.1'}, facts);
		expect(made.document.killSwitches[0]?.lookup).toEqual({resolver: '1.1.1.1', names: ['pool.ntp.org']});
		expect(rowsOf(made, '/ip/dns/static').map(({properties}) => properties)).toEqual([{name: 'pool.ntp.org', type: 'FWD', 'forward-to': '1.1.1.1'}]);
	});
});

it('asks resolvers beyond the tunnel, and none that a line brings along', () => {
	const {adjustments} = ofExample('privacy-vpn/flat').fragment;
	expect(adjustments.map(({menu, find, set}) => [menu, find, set])).toEqual([
		['/ip/dns', {}, {'allow-remote-requests': 'yes'}],
		['/ip/dns', {}, {servers: '9.9.9.9'}],
		['/ip/dhcp-client', {interface: 'ether1'}, {'use-peer-dns': 'no'}],
	]);
});

it('leaves a Pi-hole as it is', () => {
	expect(ofExample('privacy-vpn/house').document).toMatchObject({dns: {exempt: ['192.168.88.3']}, killSwitches: [{upstream: []}]});
});

it('goes by where packets come from, and not by marks', () => {
	for (const menu of ['/ip/firewall/filter', '/ipv6/firewall/filter'] as const) {
		const [jump] = rowsOf(ofExample('privacy-vpn/practice'), menu, {chain: 'forward', action: 'jump'}).filter(({owner}) => owner?.includes('all.kill'));
		expect(jump).toMatchObject({
			place: {kind: 'first'},
			properties: {'in-interface-list': '!detour-practice-x7k2-lines', 'out-interface-list': 'detour-practice-x7k2-lines'},
		});
		expect(Object.keys(jump?.properties ?? {}).filter((name) => name.includes('mark') || name.includes('state'))).toEqual([]);
	}
});
