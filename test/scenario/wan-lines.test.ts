import {describe, expect, it} from 'vitest';
import {multiWanPcc} from '../../scenarios/multi-wan-pcc.js';
import type {Facts} from '../../source/facts/index.js';
import {foundLines, nextHopOn} from '../../source/scenario/found-lines.js';
import type {Answers} from '../../source/scenario/index.js';
import {uplinksOf, validateAnswers, visibleFields} from '../../source/scenario/index.js';
import {suggestNetworks} from '../../source/scenario/interfaces.js';
import {example} from '../compiler/build.js';

const twins = example('multi-wan-pcc/twins');
const mixed = example('multi-wan-pcc/mixed');
const hotel = example('multi-wan-pcc/hotel');

const trouble = (answers: Answers, facts: Facts = mixed.facts): readonly string[] =>
	validateAnswers(multiWanPcc, {...mixed.answers, ...answers}, facts)
		.filter(({severity}) => severity !== 'note')
		.map(({code, field}) => `${code} ${field ?? ''}`);

describe('lines of a router', () => {
	it.each<[string, Facts, readonly string[]]>([
		['behind twin modems', twins.facts, ['ether1', 'ether2']],
		['dialled, static and mobile, by distance', mixed.facts, ['pppoe-out1', 'ether2', 'lte1']],
		['as far as the router knows who is next', hotel.facts, ['sfp1', 'sfp2']],
	])('are found: %s', (_title, facts, wanted) => {
		expect(foundLines(facts)).toEqual(wanted);
	});

	it('are suggested to nobody as a network of hosts, even without a default route', () => {
		const cable: Facts = {
			...mixed.facts,
			interfaces: [...mixed.facts.interfaces, {name: 'ether7', type: 'ether', running: true, disabled: false, slave: false}],
			addresses: [...mixed.facts.addresses, ...twins.facts.addresses.filter((row) => row.interface === 'ether1').map((row) => ({...row, interface: 'ether7'}))],
			clients: [...(mixed.facts.clients ?? []), {kind: 'dhcp', name: 'ether7'}],
			interfaceLists: {},
		};
		expect(foundLines(cable)).toContain('ether7');
		expect(suggestNetworks(cable)).not.toContain('ether7');
		expect(suggestNetworks(cable).length).toBeGreaterThan(0);
	});

	it.each([
		['leased', twins.facts, 'ether2', 4, {kind: 'leased', now: '192.168.1.1'}],
		['point-to-point', mixed.facts, 'pppoe-out1', 4, {kind: 'interface'}],
		['point-to-point, with an IPv6 address', mixed.facts, 'pppoe-out1', 6, {kind: 'interface'}],
		['point-to-point without one', mixed.facts, 'lte1', 6, undefined],
		['always the same', mixed.facts, 'ether2', 4, {kind: 'address', address: '203.0.113.9'}],
		['always the same, IPv6', hotel.facts, 'sfp2', 6, {kind: 'address', address: '2001:db8:6:1::1'}],
		['not known', hotel.facts, 'ether3', 4, undefined],
	] as const)('who is next: %s', (_title, facts, name, family, wanted) => {
		expect(nextHopOn(facts, name, family)).toEqual(wanted);
	});

	it('an export names the interface of a lease and no next hop', () => {
		const routes = twins.facts.routes.map((route) => (route.origin === 'dhcp' ? {...route, gateway: route.gateway.split('%')[1] ?? ''} : route));
		expect(nextHopOn({...twins.facts, routes}, 'ether2', 4)).toEqual({kind: 'leased'});
	});
});

describe('answers about lines', () => {
	it('are in order in the example', () => {
		expect(trouble({})).toEqual([]);
	});

	it.each<[string, Answers, readonly string[], Facts?]>([
		['one line is not several', {lines: ['ether2']}, ['line-count lines']],
		['an interface that is not there', {lines: ['ether2 1/1', 'eter2 1/1']}, ['no-such-interface lines[1]']],
		['a line twice', {lines: ['ether2', 'lte1', 'ether2']}, ['line-twice lines[2]']],
		[
			'a line is no network, and where it was marked as one it can be unmarked',
			{lines: ['ether2', 'bridge via 192.168.88.2']},
			['line-not-in-wan lines[1]', 'line-is-network networks'],
		],
		['a speed is missing', {lines: ['ether2 100/20', 'lte1']}, ['speed-missing lines[1]']],
		['nobody knows who is next', {lines: ['sfp1', 'ether3'], ipv6: 'ordinary', networks: ['vlan100-rooms'], 'kept-destinations': []}, ['no-next-hop lines[1]'], hotel.facts],
		['a line that the firewall does not know', {}, ['line-not-in-wan lines[2]'], {...mixed.facts, interfaceLists: {...mixed.facts.interfaceLists, WAN: ['pppoe-out1', 'ether2']}}],
		['no list that a firewall could go by', {}, [], {...mixed.facts, interfaceLists: {LAN: ['bridge']}}],
		['a next hop elsewhere', {lines: ['pppoe-out1', 'ether2 via 192.0.2.1'], probes: ['149.112.112.10', '94.140.14.140']}, ['gateway-not-beside lines[1]']],
		['a probe that is no address', {probes: ['149.112.112.10', 'example.com', '208.67.222.220']}, ['bad-address probes[1]', 'probe-missing probes']],
		['a probe for each line', {probes: ['149.112.112.10', '94.140.14.140']}, ['probe-missing probes']],
		['a probe twice', {probes: ['149.112.112.10', '149.112.112.10', '208.67.222.220']}, ['probe-twice probes[1]']],
		['a probe beside the router', {probes: ['149.112.112.10', '203.0.113.9', '208.67.222.220']}, ['probe-is-local probes[1]']],
		['exceptions keep to a line that is named', {'kept-line': 'ether9'}, ['no-such-line kept-line']],
	])('%s', (_title, answers, wanted, facts = mixed.facts) => {
		expect(trouble(answers, facts)).toEqual(wanted);
	});

	it('a probe that has its route by the line already is in order: the next plan meets its own', () => {
		const own = {...(mixed.facts.routes[0] ?? twins.facts.routes[0]), destination: '94.140.14.140/32', gateway: '203.0.113.9%ether2', origin: 'static', dynamic: false};
		expect(trouble({}, {...mixed.facts, routes: [...mixed.facts.routes, own as Facts['routes'][number]]})).toEqual([]);
		const other = {...own, gateway: '192.168.88.2'};
		expect(trouble({}, {...mixed.facts, routes: [...mixed.facts.routes, other as Facts['routes'][number]]})).toEqual(['probe-in-use probes[1]']);
	});

	it('prefixes name the line that is wrong, and what there is instead', () => {
		const said = (prefixes: readonly string[], lines: readonly string[]): readonly string[] =>
			validateAnswers(multiWanPcc, {...hotel.answers, lines, ipv6: 'by-source', prefixes}, hotel.facts)
				.filter(({field}) => field?.startsWith('prefixes'))
				.map(({message, hint}) => `${message} ${hint ?? ''}`);
		expect(said(['2001:db8:5::/48 ether1', '2001:db8:6::/48 > ether3'], ['sfp1', 'sfp2'])).toEqual([
			'“2001:db8:5::/48 ether1” is no IPv6 prefix and its line. Such as: 2001:db8:5::/48 > ether1.',
			'ether3 is none of the lines that carry IPv6. They are: sfp1, sfp2.',
		]);
		expect(said(['2001:db8:6::/48 > ether3'], ['ether3 via 192.0.2.65', 'ether4 via 192.0.2.129'])).toEqual([
			'ether3 is none of the lines that carry IPv6. The router knows nobody who is next on any of them over IPv6.',
		]);
	});

	it('a newcomer is asked twelve things at most', () => {
		for (const {answers, facts} of [twins, mixed, hotel]) {
			expect(visibleFields(multiWanPcc, answers, facts).length).toBeLessThanOrEqual(12);
		}
	});

	it('lines of the same name in short have ids of their own', () => {
		const ids = uplinksOf({lines: ['WAN_1', 'wan-1', 'lan'], probes: []}, mixed.facts, (item) => `p1.${item}`).map(({id}) => id);
		expect(ids).toEqual(['p1.wan-1', 'p1.wan-1-2', 'p1.lan-2']);
	});
});
