import {describe, expect, it} from 'vitest';
import {fastPath} from '../../scenarios/fast-path.js';
import {securityZones} from '../../scenarios/security-zones.js';
import {vrfTenant} from '../../scenarios/vrf-tenant.js';
import {compile} from '../../source/compiler/index.js';
import type {Facts} from '../../source/facts/index.js';
import {claimsOf, mergeDocuments} from '../../source/policy/index.js';
import type {Answers, Scenario} from '../../source/scenario/index.js';
import {completeAnswers, validateAnswers} from '../../source/scenario/index.js';
import {example, ofExample, profileOf, rowsOf} from '../compiler/build.js';
import {address, ip, network, part, prefixes} from '../policy/documents.js';
import {roundTrip} from './lab/round-trip.js';

const trouble = (scenario: Scenario, id: string, change: Answers, more: Partial<Facts> = {}) => {
	const {answers, facts} = example(`${scenario.id}/${id}`);
	return validateAnswers(scenario, {...answers, ...change}, {...facts, ...more}).map(({field, message}) => `${field} | ${message}`);
};

const sitting = (from: string): Partial<Facts> => ({session: {user: 'admin', policies: [], from: ip(from)}});

describe('security-zones', () => {
	it.each<[string, Answers, Partial<Facts>, readonly string[]]>([
		['a network of two kinds', {things: ['vlan20-guest', 'vlan30-tv']}, {}, ['things | vlan20-guest is of another kind already.']],
		['the network that one sits in', {}, sitting('10.0.20.7'), ['guests | You are sitting in vlan20-guest: hosts there could not manage the router any more.']],
		['a line', {guests: ['pppoe-out1']}, {}, ['guests | pppoe-out1 cannot be chosen: it leads to the Internet.']],
		['a resolver on the Internet', {resolvers: ['9.9.9.9']}, {}, ['resolvers[0] | 9.9.9.9 is in no network of yours.']],
		['SSH as a trap', {'trap-ports': '22, 23'}, {}, ['trap-ports | SSH as a trap may keep you out yourself.']],
	])('%s', (_what, change, more, wanted) => {
		expect(trouble(securityZones, 'house', change, more)).toEqual(wanted);
	});

	it('bans nothing that is beside the router', () => {
		expect(() => ofExample('security-zones/house', {banned: ['10.0.0.0/8']})).toThrow("10.0.0.0/8 and the router's own network 10.0.10.0/24 overlap.");
	});

	it('bans come first, then zones; nothing is accepted', () => {
		const rows = rowsOf(ofExample('security-zones/house'), '/ip/firewall/filter', {chain: 'forward'});
		expect(rows.map(({properties}) => properties.action)).toEqual(['drop', 'reject', 'drop', 'jump', 'jump', 'jump']);
		expect(new Set(rows.map(({place}) => place?.kind))).toEqual(new Set(['first']));
	});

	it('a modem answers questions for names, and nothing else', () => {
		const near = rowsOf(ofExample('security-zones/guests'), '/ip/firewall/filter', {chain: 'detour-guests-x7k2-near'});
		expect(near.map(({properties: {chain: _chain, ...others}}) => Object.values(others).join(' '))).toEqual(['return udp 53', 'return tcp 53', 'reject icmp-admin-prohibited']);
	});

	it('lets zones ask a resolver of the house for names, and nothing else', () => {
		const made = ofExample('security-zones/house', {resolvers: ['10.0.10.53']});
		const chain = 'detour-house-x7k2-names';
		const zoned = rowsOf(made, '/ip/firewall/filter').filter(({owner}) => owner?.includes('.kept-in.') === true);
		expect(zoned.map(({properties}) => [properties.action, properties['jump-target']])).toEqual([
			['jump', chain],
			['jump', chain],
		]);
		expect(rowsOf(made, '/ip/firewall/filter', {chain}).map(({properties: {chain: _chain, ...others}}) => Object.values(others).join(' '))).toEqual([
			`return udp 53 ${chain}`,
			`return tcp 53 ${chain}`,
			'reject icmp-admin-prohibited',
		]);
		expect(rowsOf(made, '/ip/firewall/address-list', {list: chain}).map(({properties}) => properties.address)).toEqual(['10.0.10.53']);
		// There is no such resolver in the other family: nothing is asked there.
		const others = rowsOf(made, '/ipv6/firewall/filter');
		expect(others.filter(({owner}) => owner?.includes('.kept-in.') === true).map(({properties}) => properties.action)).toEqual(['reject', 'reject']);
		expect(others.filter(({properties}) => properties.chain === chain)).toEqual([]);
	});

	it('suggests the resolver that the router itself asks, where it is one of the house', () => {
		const {answers, facts} = example('security-zones/house');
		const suggested = (servers: readonly string[]) =>
			completeAnswers(securityZones, {guests: answers.guests ?? []}, {...facts, dns: {servers, allowRemoteRequests: true}}).resolvers;
		expect(suggested(['10.0.10.53', '9.9.9.9'])).toEqual(['10.0.10.53']);
		expect(suggested(['9.9.9.9'])).toBeUndefined();
	});

	it('claims to shut the way to a network in a VRF only where a route of the house leads there', () => {
		const {document} = ofExample('security-zones/house');
		const {facts} = example('security-zones/house');
		const shut = (routes: Facts['routes']): boolean => {
			const apart: Facts = {
				...facts,
				vrfs: [{name: 'isp', interfaces: ['ether7']}],
				addresses: [...facts.addresses, {address: address('203.0.113.2/24'), interface: 'ether7', dynamic: false}],
				routes: [...facts.routes, ...routes],
			};
			return claimsOf(document, apart).some(({id}) => id.includes('.to.ether7.'));
		};
		expect(shut([])).toBe(false);
		expect(shut([{destination: network('203.0.113.0/24'), gateway: 'ether7@isp', table: 'main', distance: 1, dynamic: false, active: true, origin: 'static'}])).toBe(true);
	});

	it('knows the line in a VRF by the name of that, too', () => {
		const {document} = ofExample('security-zones/house');
		const {facts} = example('security-zones/house');
		const inVrf = {
			...facts,
			interfaces: [...facts.interfaces, {name: 'ether7', type: 'ether', running: true, disabled: false, slave: false}],
			vrfs: [{name: 'isp', interfaces: ['ether7']}],
		};
		const line = {kind: 'line', name: 'ether7', next: {4: {kind: 'interface'}}, vrf: 'isp'} as const;
		const uplinks = [{id: 'p2.isp', title: 'ether7', kind: line, nat: {4: true, 6: true}, carries: {4: true, 6: false}}];
		const waysOn = (minor: number): readonly string[] => {
			const compiled = compile({...document, uplinks}, {profile: 'x', facts: {...inVrf, release: {major: 7, minor, patch: 0}}});
			const entries = compiled.ok ? compiled.value.entries : [];
			return entries.filter(({properties}) => properties.list === 'detour-x-ways').map(({properties}) => properties.interface ?? '');
		};
		expect(waysOn(13).filter((name) => ['ether7', 'isp'].includes(name))).toEqual(['ether7']);
		expect(waysOn(14).filter((name) => ['ether7', 'isp'].includes(name))).toEqual(['ether7', 'isp']);
	});

	it('things without the Internet open no connection at all', () => {
		const [printers] = rowsOf(ofExample('security-zones/company'), '/ip/firewall/filter').filter(({owner}) => owner?.includes('.things.kept-in.') === true);
		expect(printers?.properties).not.toHaveProperty('out-interface-list');
	});
});

describe('fast-path', () => {
	it.each<[Answers, readonly string[]]>([
		[{untracked: ['10.0.10.0/24']}, ['untracked[0] | “10.0.10.0/24” is no pair of networks.']],
		[{untracked: ['10.0.10.0/24 203.0.113.0/24']}, ['untracked[0] | 203.0.113.0/24 is no network beside this router.']],
	])('%j', (change, wanted) => {
		expect(trouble(fastPath, 'studio', change)).toEqual(wanted);
	});

	it('L13: what a policy marks is tracked, and so is what belongs to a zone', () => {
		const {document} = ofExample('fast-path/studio');
		const listed = part('p2', {lists: [{id: 'p2.dst', title: 'x', prefixes: prefixes('10.0.20.128/25'), domains: []}]});
		const merged = mergeDocuments([document, listed]);
		expect(merged.ok ? [] : merged.diagnostics.map(({code}) => code)).toEqual(['notrack-marked']);
		const zoned = {...document, zoning: {...document.zoning, zones: [{id: 'p2.guests', title: 'guests', interfaces: ['vlan20-storage'], internet: true}]}};
		const compiled = compile(zoned, {profile: 'x', facts: example('fast-path/studio').facts});
		expect(compiled.ok ? [] : compiled.diagnostics.map(({code}) => code)).toEqual(['notrack-zone']);
	});

	it('FastTrack is for unmarked connections, and only where there is none', () => {
		const made = ofExample('fast-path/flat');
		for (const menu of ['/ip/firewall/filter', '/ipv6/firewall/filter'] as const) {
			expect(rowsOf(made, menu).map(({properties, place}) => ({...properties, place: place?.kind}))).toEqual([
				{chain: 'forward', action: 'fasttrack-connection', 'connection-state': 'established,related', 'connection-mark': 'no-mark', place: 'before-fasttrack'},
			]);
		}

		expect(rowsOf(ofExample('fast-path/campus'), '/ip/firewall/filter')).toEqual([]);
		expect(rowsOf(ofExample('fast-path/flat', {}, {release: {major: 7, minor: 16, patch: 0}}), '/ipv6/firewall/filter')).toEqual([]);
	});

	it('leaves to IPsec what is to be encrypted: FastTrack would send it out as it is', () => {
		const made = ofExample('fast-path/flat', {}, {ipsecDestinations: prefixes('10.44.0.0/16')});
		const rows = rowsOf(made, '/ip/firewall/filter', {chain: 'forward'});
		expect(rows.map(({properties, place}) => [properties.action, properties['ipsec-policy'], properties['connection-state'], place?.kind])).toEqual([
			['accept', 'in,ipsec', 'established,related', 'before-fasttrack'],
			['accept', 'out,ipsec', 'established,related', 'before-fasttrack'],
			['fasttrack-connection', undefined, 'established,related', 'before-fasttrack'],
		]);
		expect(rowsOf(made, '/ipv6/firewall/filter')).toHaveLength(1);
	});

	it('tells of switch chips that route by themselves', () => {
		expect(ofExample('fast-path/campus').fragment.warnings.map(({code}) => code)).toContain('offload-passes-by');
		expect(ofExample('fast-path/studio').fragment.warnings.map(({code}) => code)).not.toContain('offload-passes-by');
	});
});

describe('vrf-tenant', () => {
	it.each<[string, string, Answers, Partial<Facts>, readonly string[]]>([
		['no address yet', 'lodger', {addresses: []}, {}, ['addresses | “Addresses of the router there” needs an answer.']],
		['an address of the house', 'lodger', {addresses: ['ether5 192.168.88.129/25']}, {}, ['addresses[0] | 192.168.88.128/25 is a network of bridge, too.']],
		['an address twice', 'lodger', {addresses: ['ether5 10.50.0.1/24', 'ether5 10.50.0.1/24']}, {}, ['addresses[1] | 10.50.0.0/24 is the network of ether5 10.50.0.1/24, too.']],
		[
			'a network within another',
			'lodger',
			{addresses6: ['ether5 fd4d:27a1:50e6:1::1/64', 'ether5 fd4d:27a1:50e6:1::2/64']},
			{},
			['addresses6[1] | fd4d:27a1:50e6:1::/64 is the network of ether5 fd4d:27a1:50e6:1::1/64, too.'],
		],
		['one host', 'lodger', {addresses: ['ether5 10.50.0.1/32']}, {}, ['addresses[0] | 10.50.0.1/32 leaves no room for hosts beside the router.']],
		['the interface that one sits behind', 'studio', {}, sitting('10.99.0.44'), ['interfaces | You are sitting in vlan50: there the router could not be managed any more.']],
		[
			'routes of the house',
			'law',
			{interfaces: ['vlan10-staff', 'vlan61-law', 'vlan62-law']},
			{},
			['interfaces | The way to 10.2.0.0/16 leads over vlan10-staff: the house would lose it.'],
		],
		[
			'a prefix that hosts do not number themselves in',
			'lodger',
			{addresses6: ['ether5 fd4d:27a1:50e6::1/48']},
			{},
			['addresses6[0] | fd4d:27a1:50e6::1/48 leaves no room for hosts beside the router.'],
		],
		[
			'an IPv6 share for a tenant without IPv6',
			'lodger',
			{addresses6: [], shares: ['2001:db8:2:100::9']},
			{},
			['shares | The tenant has no IPv6 address to reach 2001:db8:2:100::9/128 from.'],
		],
		[
			'an interface that has a table of its own already',
			'studio',
			{},
			{vrfs: [{name: 'lab', interfaces: ['vlan50']}]},
			['interfaces | vlan50 cannot be chosen: it is set apart in the VRF lab; take it out of that first.'],
		],
		[
			'a network that another interface has, too',
			'studio',
			{},
			{addresses: [...example('vrf-tenant/studio').facts.addresses, {address: address('10.99.0.7/16'), interface: 'bridge', dynamic: false}]},
			['interfaces | 10.99.0.0/24 on vlan50 is a network of bridge, too.'],
		],
		['an interface that has the table of this tenant already', 'studio', {}, {vrfs: [{name: 'detour-studio-x7k2-p1-vrf', interfaces: ['vlan50']}]}, []],
		['shares of nobody', 'studio', {shares: ['203.0.113.5']}, {}, ['shares | 203.0.113.5/32 is in no network of the house.']],
	])('%s', (_what, id, change, more, wanted) => {
		expect(trouble(vrfTenant, id, change, more)).toEqual(wanted);
	});

	it('a way out needs a way back', () => {
		expect(rowsOf(ofExample('vrf-tenant/studio'), '/ip/route').map(({properties}) => properties)).toEqual([
			{'dst-address': '0.0.0.0/0', gateway: '192.0.2.1%ether1', 'routing-table': 'detour-studio-x7k2-p1-vrf'},
			{'dst-address': '10.99.0.0/24', gateway: 'vlan50@detour-studio-x7k2-p1-vrf'},
			{'dst-address': '192.168.88.30/32', gateway: 'bridge@main', 'routing-table': 'detour-studio-x7k2-p1-vrf'},
		]);
	});

	it('L19: the lease script keeps the next hop in step', () => {
		const {fragment} = ofExample('vrf-tenant/studio');
		expect(fragment.volatile).toEqual([{owner: 'detour:studio-x7k2:p1.vrf.default.4', property: 'gateway'}]);
		expect(fragment.adjustments.map(({menu, set}) => [menu, set.script?.includes('p1.vrf.default')])).toEqual([['/ip/dhcp-client', true]]);
		expect(ofExample('vrf-tenant/lodger').fragment.adjustments).toEqual([]);
	});

	it('L7: IPv6 goes the same ways, under the line’s address only where no provider gave it', () => {
		expect(rowsOf(ofExample('vrf-tenant/law'), '/ipv6/route').map(({properties}) => Object.values(properties).join(' '))).toEqual([
			'::/0 fe80::1%sfp1 detour-law-x7k2-p1-vrf',
			'2001:db8:3:61::/64 vlan61-law@detour-law-x7k2-p1-vrf',
			'2001:db8:3:62::/64 vlan62-law@detour-law-x7k2-p1-vrf',
			'2001:db8:3:20::40/128 vlan20-print@main detour-law-x7k2-p1-vrf',
		]);
		expect(rowsOf(ofExample('vrf-tenant/law'), '/ipv6/firewall/nat')).toEqual([]);
		expect(rowsOf(ofExample('vrf-tenant/lodger'), '/ipv6/firewall/nat').map(({properties}) => properties['src-address'])).toEqual(['fd4d:27a1:50e6:1::/64']);
	});

	it('L18: nobody outside opens connections to the tenant, in both families', () => {
		const guards = ofExample('vrf-tenant/law').fragment.entries.filter(({owner}) => owner?.includes('.left-alone.') === true);
		expect(guards.map(({menu, place, properties}) => [menu, place?.kind, properties['src-address-list']])).toEqual([
			['/ip/firewall/filter', 'first', '!detour-law-x7k2-p1-vrf-own'],
			['/ipv6/firewall/filter', 'first', '!detour-law-x7k2-p1-vrf-own'],
		]);
	});

	it('makes up IPv6 addresses that differ from router to router, and says where IPv6 is closed', () => {
		const {facts, answers} = example('vrf-tenant/lodger');
		const {addresses6: _given, ...others} = answers;
		const made = (identity: string) => completeAnswers(vrfTenant, others, {...facts, identity}).addresses6;
		expect(made('flat')).toEqual([expect.stringMatching(/^ether5 fd[\da-f]{2}:[\da-f]{1,4}:[\da-f]{1,4}:1::1\/64$/)]);
		expect(made('flat')).not.toEqual(made('loft'));
		const said = (id: string, change: Answers = {}) => {
			const one = example(id);
			const built = vrfTenant.build({...one.answers, ...change}, {partId: 'p1', facts: one.facts, attachments: {}});
			return built.ok ? built.value.warnings.map(({message}) => message) : [];
		};

		expect(said('vrf-tenant/lodger')).toEqual([]);
		expect(said('vrf-tenant/lodger', {addresses6: []})).toEqual(['The tenant has no IPv6: none of its interfaces has an address that stays the same.']);
		expect(said('vrf-tenant/studio')).toEqual(['The tenant does not reach the Internet by IPv6: ether1 has no IPv6 next hop that stays the same.']);
	});

	it.each<[string, string, Partial<Facts>, readonly string[] | undefined]>([
		['an interface', 'lodger', {}, ['ether5 10.50.0.1/24']],
		['an interface, beside what is known already', 'lodger', {addresses: [{address: address('10.48.3.1/14'), interface: 'bridge', dynamic: false}]}, ['ether5 10.52.0.1/24']],
		['two', 'law', {}, ['vlan61-law 10.50.0.1/24', 'vlan62-law 10.51.0.1/24']],
		['none', 'studio', {}, undefined],
	])('suggests an IPv4 network that nobody has, for %s', (_what, id, more, wanted) => {
		const {facts, answers} = example(`vrf-tenant/${id}`);
		const {addresses: _given, ...others} = answers;
		expect(completeAnswers(vrfTenant, others, {...facts, ...more}).addresses).toEqual(wanted);
	});

	it('announces the tenant’s resolvers, not those of the house', () => {
		expect(rowsOf(ofExample('vrf-tenant/lodger'), '/ipv6/nd').map(({properties}) => properties)).toEqual([{interface: 'ether5', dns: '2620:fe::fe,2620:fe::9'}]);
		expect(rowsOf(ofExample('vrf-tenant/lodger', {resolvers: ['9.9.9.9']}), '/ipv6/nd').map(({properties}) => properties)).toEqual([{interface: 'ether5', 'advertise-dns': 'no'}]);
		expect(rowsOf(ofExample('vrf-tenant/lodger', {dhcp: false}), '/ipv6/nd').map(({properties}) => properties)).toEqual([{interface: 'ether5', 'advertise-dns': 'no'}]);
		expect(rowsOf(ofExample('vrf-tenant/studio', {addresses6: ['vlan50 2001:db8:1:51::1/64']}), '/ipv6/nd')).toEqual([]);
	});

	it('says so in the row that the interface has already, and puts it back', async () => {
		const announced = ['ether5'];
		const made = (change: Answers) => ofExample('vrf-tenant/lodger', change, {announced});
		expect(rowsOf(made({}), '/ipv6/nd')).toEqual([]);
		const adjusted = (change: Answers) =>
			made(change)
				.fragment.adjustments.filter(({menu}) => menu === '/ipv6/nd')
				.map(({find, set}) => [find, set]);
		expect(adjusted({})).toEqual([[{interface: 'ether5'}, {'advertise-dns': 'yes', dns: '2620:fe::fe,2620:fe::9', disabled: 'no'}]]);
		expect(adjusted({dhcp: false})).toEqual([[{interface: 'ether5'}, {'advertise-dns': 'no'}]]);
		const {answers, facts} = example('vrf-tenant/lodger');
		expect(await roundTrip(profileOf('lab', answers, 'vrf-tenant'), {...facts, announced})).toBe(true);
	}, 60_000);

	it('hands out what is not the router’s own, and leaves room for servers', () => {
		expect(rowsOf(ofExample('vrf-tenant/law'), '/ip/pool').map(({properties}) => properties.ranges)).toEqual(['10.61.0.20-10.61.0.254', '10.62.0.2-10.62.0.62']);
	});

	it('rules go by addresses, so that they mean the same since 7.14', () => {
		const rows = ofExample('vrf-tenant/law').fragment.entries.filter(({menu}) => menu.includes('/firewall/filter'));
		expect(rows.filter(({properties}) => Object.keys(properties).some((name) => name.startsWith('in-interface')))).toEqual([]);
	});
});
