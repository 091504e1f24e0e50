import {describe, expect, it} from 'vitest';
import {scenarios} from '../../scenarios/index.js';
import {vpnSplitTunnel} from '../../scenarios/vpn-split-tunnel.js';
import type {Facts} from '../../source/facts/index.js';
import type {InterfaceAddress, Prefix} from '../../source/net/index.js';
import type {Answers, Attachments} from '../../source/scenario/index.js';
import {attachmentPaths, buildProfile, completeAnswers, validateAnswers, visibleFields} from '../../source/scenario/index.js';
import {example, profileOf} from '../compiler/build.js';
import {trouble as troubleOf} from './trouble.js';

const home = example('home');
const provider = example('provider');
const attachments = provider.attachments ?? {};

const trouble = (change: Answers, facts: Facts = home.facts, files?: Attachments, base: Answers = home.answers) =>
	validateAnswers(vpnSplitTunnel, {...base, ...change}, facts, files).map(({field, message, hint}) => [field, message, hint].filter((part) => part !== undefined).join(' | '));

describe('what is suggested', () => {
	it.each([
		['a Pi-hole on the network', '192.168.88.3', ['192.168.88.3']],
		['a resolver of the provider', '198.51.100.53', undefined],
	])('%s as a resolver of one’s own', (_title, server, wanted) => {
		const facts: Facts = {
			...home.facts,
			dns: {servers: [server], allowRemoteRequests: true},
			addresses: [...home.facts.addresses, {address: '198.51.100.23/24' as InterfaceAddress, interface: 'ether1', dynamic: true}],
		};
		expect(completeAnswers(vpnSplitTunnel, {...home.answers, networks: ['bridge']}, facts).exempt).toEqual(wanted);
	});

	const provided = {interface: 'wg-exit', publicKey: 'x=', allowedAddresses: ['0.0.0.0/0' as Prefix], endpointAddress: '203.0.113.77'};
	const branch = {interface: 'wg-home', publicKey: 'y=', allowedAddresses: ['10.20.0.0/16' as Prefix], endpointAddress: '203.0.113.9'};
	const {endpointAddress: _theirs, ...dialsIn} = {...provided, allowedAddresses: ['10.66.66.9/32' as Prefix]};
	const {endpointAddress: _own, ...server} = branch;

	it.each<[string, readonly Facts['wireguardPeers'][number][], readonly unknown[]]>([
		['one that the Internet is behind, before one that leads to a branch', [branch, provided], ['existing', 'wg-exit']],
		['one that leads to a branch, before one that others dial in to', [branch, dialsIn], ['existing', 'wg-home']],
		['a new one, where others only dial in', [server, dialsIn], ['conf', undefined]],
		['one of which nothing is known', [server], ['existing', 'wg-exit']],
	])('%s', (_title, wireguardPeers, wanted) => {
		const interfaces = [{name: 'wg-home', type: 'wg', running: true, disabled: false, slave: false}, ...home.facts.interfaces];
		const addresses = [...home.facts.addresses, {address: '10.77.0.1/24' as InterfaceAddress, interface: 'wg-home', dynamic: false}];
		const {tunnel, interface: name} = completeAnswers(vpnSplitTunnel, {}, {...home.facts, interfaces, addresses, wireguardPeers});
		expect([tunnel, name]).toEqual(wanted);
	});
});

describe('a modem beside the line', () => {
	it('is outside where the router’s own list says so, and claimed to be answered by nobody else', async () => {
		const facts: Facts = {
			...home.facts,
			interfaces: [...home.facts.interfaces, {name: 'ether9', type: 'ether', running: true, disabled: false, slave: false}],
			addresses: [...home.facts.addresses, {address: '192.168.77.33/24' as InterfaceAddress, interface: 'ether9', dynamic: true}],
			interfaceLists: {...home.facts.interfaceLists, WAN: [...(home.facts.interfaceLists.WAN ?? []), 'ether9']},
		};
		expect(await troubleOf(profileOf('test', home.answers), facts, home.attachments)).toEqual([]);
	});
});

describe('a probe', () => {
	const route = (destination: string, gateway: string) => ({
		destination: destination as Prefix,
		gateway,
		table: 'main',
		distance: 1,
		dynamic: false,
		active: true,
		origin: 'static',
	});
	const facts: Facts = {
		...home.facts,
		addresses: [...home.facts.addresses, {address: '198.51.100.23/24' as InterfaceAddress, interface: 'wg-exit', dynamic: false}],
		routes: [...home.facts.routes, route('0.0.0.0/0', '9.9.9.9'), route('8.8.8.8/32', '192.0.2.1'), route('9.9.9.10/32', 'wg-exit'), route('9.9.9.10/32', '')],
		wireguardPeers: [{interface: 'wg-other', publicKey: 'x=', allowedAddresses: [], endpointAddress: '203.0.113.7', endpointPort: 51_820}],
	};

	it.each([
		['far end of another tunnel', '203.0.113.7', ['probe-is-endpoint']],
		['host of a network of the router', '192.0.2.77', ['probe-is-local']],
		['the router itself', '192.168.88.1', ['probe-is-local']],
		['the router in the tunnel', '198.51.100.23', ['probe-is-local']],
		['gateway of a default route', '9.9.9.9', ['probe-in-use']],
		['host that is watched already', '8.8.8.8', ['probe-in-use']],
		['host of the tunnel’s own network', '198.51.100.1', []],
		['the one that is in use here', '9.9.9.10', []],
	])('%s', (_what, probe, wanted) => {
		const answers = {...home.answers, 'when-down': 'fall-back', probe: [probe, '2620:fe::10']};
		expect(validateAnswers(vpnSplitTunnel, answers, facts).map(({code}) => code)).toEqual(wanted);
	});
});

describe('as one types', () => {
	it.each<[Answers, readonly string[]]>([
		[
			{destinations: ['example.com', '10.0.0.300']},
			['destinations[1] | 10.0.0.300 is no address or prefix. | 300 is more than 255, the most that a part of an IPv4 address can be.'],
		],
		[{destinations: ['10.1.2.3/8']}, ['destinations[0] | 10.1.2.3/8 has bits behind its prefix length. | The prefix is 10.0.0.0/8; the address alone is 10.1.2.3.']],
		[{services: ['netflx']}, ['services | “netflx” is none of the choices of “Services through the tunnel”. | Did you mean netflix?']],
		[{services: ['Disney+']}, ['services | “Disney+” is none of the choices of “Services through the tunnel”. | Did you mean disney-plus?']],
		[{interface: 'wg-exti'}, ['interface | The router has no interface wg-exti. | Did you mean wg-exit?']],
		[{interface: 'bridge'}, ['interface | bridge cannot be chosen: it is no tunnel.']],
		[{interface: 'ether2'}, ['interface | ether2 cannot be chosen: it is a port of a bridge.']],
		[{networks: ['ether1']}, ['networks | ether1 cannot be chosen: it leads to the Internet.']],
		[{networks: ['brigde']}, ['networks | The router has no interface brigde. | Did you mean bridge?']],
		[{destinations: ['192.168.88.0/25']}, ['destinations[0] | 192.168.88.0/25 is in a network of this router: it stays local.']],
		[{sources: ['172.16.0.1'], ipv6: 'block'}, ['sources[0] | No host of the chosen networks is in 172.16.0.1/32.']],
		[{resolver: '192.168.88.3'}, ['resolver | 192.168.88.3 is on your own network, not beyond the tunnel.']],
		[{resolver: 'dns.example'}, ['resolver | dns.example is no address. | A resolver is named by its address, such as 9.9.9.9.']],
		[{exempt: ['pi.hole']}, ['exempt[0] | pi.hole is no address. | A resolver is named by its address, such as 192.168.88.53.']],
		[{'when-down': 'panic'}, ['when-down | “panic” is none of the choices of “When the tunnel is down”. | Choose one of: block, fall-back.']],
	])('%j', (change, wanted) => {
		expect(trouble(change)).toEqual(wanted);
	});

	it.each<[Answers, readonly string[]]>([
		[{probe: ['9.9.9.10']}, ['probe | The tunnel carries IPv6 too: name an IPv6 host to ping.']],
		[{probe: ['quad9.net', '9.9.9.10', '2620:fe::10']}, ['probe[0] | quad9.net is no address. | A probe is pinged by address: a name could lead elsewhere each time.']],
		[
			{probe: ['192.168.88.3', '2620:fe::10']},
			["probe[0] | 192.168.88.3 is the router's own resolver: it would be reached through the tunnel only. | Take a host that nothing else uses, such as 9.9.9.10."],
		],
		[{conf: 'missing.conf'}, ['conf | The file missing.conf could not be read.']],
	])('%j', (change, wanted) => {
		expect(trouble(change, provider.facts, attachments, provider.answers)).toEqual(wanted);
	});

	it('tells what is wrong in the file, and of addresses that are taken', () => {
		const conf = attachments['provider.conf'] ?? '';
		expect(trouble({}, provider.facts, {'provider.conf': conf.replace('10.14.0.2/16', '192.168.90.2/16')}, provider.answers)).toEqual([
			"conf | The tunnel's address 192.168.90.2/16 is in a network of this router. | One of the two must change its addresses.",
		]);
		expect(trouble({}, provider.facts, {'provider.conf': conf.replace('51820', 'x')}, provider.answers)).toEqual([
			'conf | Line 10: “exit.example.net:x” is no endpoint (host:port, or [IPv6 address]:port).',
		]);
	});

	it('with assumed facts, any interface may be right', () => {
		expect(trouble({interface: 'wg0', networks: ['lan']}, {...home.facts, source: 'assumed'})).toEqual([]);
	});
});

describe('defaults', () => {
	const suggested = (answers: Answers, facts: Facts) => completeAnswers(vpnSplitTunnel, answers, facts, attachments);

	it('come from the router', () => {
		expect(suggested({services: ['netflix']}, home.facts)).toEqual({
			services: ['netflix'],
			tunnel: 'existing',
			interface: 'wg-exit',
			networks: ['bridge'],
			'when-down': 'block',
			names: 'forward',
			redirect: true,
		});
	});

	it('see a resolver on the LAN, a router without tunnels, and a tunnel without IPv6', () => {
		expect(suggested({services: ['zoom']}, provider.facts)).toMatchObject({tunnel: 'conf', exempt: ['192.168.88.3'], ipv6: 'block'});
		expect(suggested({services: ['zoom'], conf: 'provider.conf'}, provider.facts)).not.toHaveProperty('ipv6');
	});

	it('leave out what another profile brings along', () => {
		const ours = {name: 'detour-other-x7k2-p1-vpn', type: 'wg', running: true, disabled: false, slave: false};
		const facts = {...provider.facts, interfaces: [...provider.facts.interfaces, ours]};
		expect(suggested({services: ['zoom']}, facts).tunnel).toBe('conf');
		expect(trouble({interface: ours.name}, facts)).toContain(`interface | ${ours.name} cannot be chosen: a profile of Detour brings it along, and would take it away.`);
	});

	it('leave out ports, lines and tunnels from the networks', () => {
		expect(suggested({}, {...example('office').facts, interfaceLists: {}}).networks).toEqual(['vlan10-staff', 'vlan20-lab', 'vlan30-guest']);
	});
});

describe('questions', () => {
	const ids = (answers: Answers, facts: Facts = home.facts) => visibleFields(vpnSplitTunnel, answers, facts, attachments).map(({id}) => id);

	it('about DNS are asked only when names are listed', () => {
		expect(ids({tunnel: 'existing', interface: 'wg-exit', destinations: ['192.0.2.1']})).toEqual([
			'tunnel',
			'interface',
			'services',
			'destinations',
			'networks',
			'sources',
			'when-down',
		]);
		expect(ids({tunnel: 'existing', interface: 'wg-exit', destinations: ['*.example.com']})).toContain('names');
		expect(ids({tunnel: 'existing', interface: 'wg-exit', destinations: ['*.example.com'], names: 'resolve'})).not.toContain('redirect');
	});

	it('about IPv6 are asked only when it cannot follow', () => {
		const asked = {tunnel: 'conf', conf: 'provider.conf', services: ['zoom']};
		expect(ids(asked)).not.toContain('ipv6');
		expect(ids({...asked, sources: ['192.168.88.50']})).toContain('ipv6');
		expect(ids({...asked, conf: 'unread.conf'})).toContain('ipv6');
		expect(ids({...asked, conf: 'unread.conf'}, {...home.facts, ipv6Enabled: false})).not.toContain('ipv6');
	});
});

describe('the document', () => {
	const built = (answers: Answers, facts = provider.facts) => {
		const result = buildProfile(profileOf('test', answers), scenarios, facts, attachments);
		return result.ok ? result.value.document : result.diagnostics.map(({code}) => code);
	};

	it('lists each name once, and none below a listed one', () => {
		const {answers} = provider;
		expect(built({...answers, services: [], destinations: ['a.example.org', '*.example.org', 'example.org', '*.b.example.org', 'x.example']})).toMatchObject({
			lists: [
				{
					id: 'p1.dst',
					prefixes: [],
					domains: [
						{name: 'example.org', subdomains: true},
						{name: 'x.example', subdomains: false},
					],
				},
			],
		});
	});

	it('takes lines from a file', () => {
		const answers = {...provider.answers, services: [], destinations: ['*.example.org', '@list.rsc']};
		const file = '/ip firewall address-list\nadd list=x address=192.0.2.0/24\nadd list=x address=www.example.com\n';
		const result = buildProfile(profileOf('test', answers), scenarios, provider.facts, {...attachments, 'list.rsc': file});
		expect(result.ok ? result.value.document.lists[0] : result.diagnostics).toMatchObject({
			prefixes: ['192.0.2.0/24'],
			domains: [{name: 'example.org'}, {name: 'www.example.com', subdomains: false}],
		});
		expect(attachmentPaths({...profileOf('test', answers)}, scenarios, provider.facts)).toEqual(['provider.conf', 'list.rsc']);
		expect(built(answers)).toEqual(['unreadable-file']);
		expect(trouble({destinations: ['@list.rsc']}, home.facts, {'list.rsc': '192.0.2.0/33\n'})).toEqual([
			'destinations[0] | Line 1: 192.0.2.0/33 is no address or prefix. | An address is like 192.0.2.7 or 2001:db8::7, a prefix like 192.0.2.0/24.',
		]);
	});

	it('needs something listed', () => {
		expect(built({...provider.answers, services: [], destinations: []})).toEqual(['nothing-listed']);
	});

	it('asks the resolver that was named, or the file’s', () => {
		const block = {...provider.answers, 'when-down': 'block'};
		expect(built(block)).toMatchObject({uplinks: [{resolver: '10.64.0.1'}]});
		expect(built({...block, resolver: '2001:db8::53'})).toMatchObject({uplinks: [{resolver: '2001:db8::53'}]});
	});

	it('forgets what was answered to a question that is not asked any more', () => {
		expect(built({...provider.answers, ipv6: 'leave', 'when-down': 'block', probe: ['9.9.9.10']})).toMatchObject({policies: [{waived: []}]});
		expect(built({...provider.answers, sources: ['192.168.88.50'], ipv6: 'leave'})).toMatchObject({policies: [{waived: [6]}]});
	});

	it('has no secret in it', () => {
		expect(JSON.stringify(built(provider.answers))).not.toContain('UC+mhwVGmXXAH5EB3kjvpZ1UyNY9S5jVfybaqCxU6Hw=');
	});
});
