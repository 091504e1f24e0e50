import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {Trace} from '../../source/simulator/index.js';
import type {Ran, Workplace} from './fake-context.js';
import {makeWorkplace} from './fake-context.js';

/** A home router with a line and a tunnel, made by hand after defconf. */
const router = `# 2026-01-02 10:00:00 by RouterOS 7.20.8
# software id = AAAA-BBBB
/interface bridge
add name=bridge
/interface wireguard
add listen-port=13231 mtu=1420 name=wg-vpn
/interface list
add name=WAN
add name=LAN
/interface list member
add interface=bridge list=LAN
add interface=ether1 list=WAN
/interface wireguard peers
add allowed-address=0.0.0.0/0,::/0 endpoint-address=203.0.113.7 endpoint-port=51820 interface=wg-vpn name=peer1 public-key="Zm9yLXRoZS1sYWItb25seS1ub3QtYS1zZWNyZXQtMTE="
/ip address
add address=192.168.88.1/24 interface=bridge
add address=198.51.100.2/24 interface=ether1
add address=10.66.66.2/32 interface=wg-vpn
/ip firewall filter
add action=accept chain=input connection-state=established,related,untracked
add action=drop chain=input comment="not from the LAN" in-interface-list=!LAN
add action=fasttrack-connection chain=forward connection-state=established,related
add action=accept chain=forward connection-state=established,related,untracked
add action=drop chain=forward comment="no telnet" dst-port=23 protocol=tcp
/ip firewall nat
add action=masquerade chain=srcnat out-interface-list=WAN
/ip route
add dst-address=0.0.0.0/0 gateway=198.51.100.1
/ipv6 address
add address=2001:db8:88::1/64 interface=bridge
add address=2001:db8:1::2/64 interface=ether1
add address=fd00:66::2/128 advertise=no interface=wg-vpn
/ipv6 route
add dst-address=::/0 gateway=2001:db8:1::1
`;

const home = {
	version: 1,
	id: 'home-x7k2',
	name: 'home',
	parts: [
		{
			id: 'p1',
			scenario: 'vpn-split-tunnel',
			answers: {tunnel: 'existing', interface: 'wg-vpn', services: [], destinations: ['203.0.113.0/24', '2001:db8:f::/48', 'listed.example'], 'when-down': 'block'},
		},
	],
};

let workplace: Workplace;

beforeAll(async () => {
	workplace = await makeWorkplace();
	await writeFile(join(workplace.directory, 'router.rsc'), router);
	await writeFile(join(workplace.directory, 'old.rsc'), router.replace(/by RouterOS [\d.]+/, 'by RouterOS 6.49.18'));
	await writeFile(join(workplace.directory, 'home.json'), JSON.stringify(home));
	await mkdir(join(workplace.directory, 'empty'));
});
afterAll(async () => workplace.remove());

const trace = async (...argv: readonly string[]): Promise<Ran> => workplace.run(['trace', ...argv]);

const json = async (...argv: readonly string[]): Promise<Trace & {readonly schema: string; readonly assumedElsewhere: readonly string[]}> => {
	const {code, out, err} = await trace(...argv, '--json');
	expect(err).not.toContain('error');
	expect(code).toBe(0);
	return JSON.parse(out);
};

const onExport = ['--config', 'router.rsc', '--from', '192.168.88.10'] as const;
const withProfile = ['-f', 'home.json', '--config', 'router.rsc'] as const;

describe('detour trace', () => {
	it('follows a packet through a plain export, and its answer', async () => {
		const {schema, packet, ways} = await json(...onExport, '--to', '1.1.1.1:443');
		expect(schema).toBe('detour/trace@1');
		expect(packet).toMatchObject({inInterface: 'bridge', protocol: 'tcp', toPort: 443});
		expect(ways).toHaveLength(1);
		expect(ways[0]).toMatchObject({
			disposition: {kind: 'leaves-by', interface: 'ether1', gateway: '198.51.100.1'},
			end: {from: '198.51.100.2'},
			reply: {disposition: {kind: 'leaves-by', interface: 'bridge'}},
			later: {isFasttracked: true},
		});
	});

	it('names the rule that decides, for people', async () => {
		const {code, out} = await trace(...onExport, '--to', '1.1.1.1:23');
		expect(code).toBe(0);
		expect(out).toContain('The packet is dropped');
		expect(out).toContain('/ip/firewall/filter rule 5');
		expect(out).toContain('# no telnet');
	});

	it.each([
		['IPv4', '192.168.88.10', '203.0.113.9:443'],
		['IPv6', '2001:db8:88::10', '[2001:db8:f::9]:443'],
	])('--down sends a blocked policy from the tunnel into the blackhole: %s', async (_family, from, to) => {
		const up = await json(...withProfile, '--from', from, '--to', to);
		expect(up.ways.map(({disposition}) => disposition)).toEqual([{kind: 'leaves-by', interface: 'wg-vpn'}]);
		for (const name of ['wg-vpn', 'vpn', 'p1.vpn']) {
			const down = await json(...withProfile, '--from', from, '--to', to, '--down', name);
			expect(down.ways.map(({disposition}) => disposition.kind)).toEqual(['blackholed']);
		}
	});

	it('takes names to resolve elsewhere, says so, and follows --resolve', async () => {
		const elsewhere = await trace(...withProfile, '--from', '192.168.88.10', '--to', '1.1.1.1:443');
		expect(elsewhere.out).toContain('The packet leaves by ether1');
		expect(elsewhere.err).toContain('Assumed: listed.example does not resolve to 1.1.1.1');
		const listed = await json(...withProfile, '--from', '192.168.88.10', '--to', '1.1.1.1:443', '--resolve', 'listed.example=1.1.1.1');
		expect(listed.assumedElsewhere).toEqual([]);
		expect(listed.ways[0].disposition).toMatchObject({interface: 'wg-vpn'});
	});

	it('a packet of the router itself, and one without ports', async () => {
		const own = await json('--config', 'router.rsc', '--from', '198.51.100.2', '--to', '1.1.1.1');
		expect(own.packet).toEqual({from: '198.51.100.2', to: '1.1.1.1', protocol: 'icmp'});
		expect(own.ways[0].disposition).toMatchObject({kind: 'leaves-by', interface: 'ether1'});
	});

	it.each<[string, readonly string[], string]>([
		['no source', ['--from', '1.1.1.1', '--to', '8.8.8.8'], 'Through which router?'],
		['two sources', ['--config', 'router.rsc', '--router', 'admin@192.168.88.1', '--from', '1.1.1.1', '--to', '8.8.8.8'], 'not both'],
		['no sender', ['--config', 'router.rsc', '--to', '8.8.8.8'], '--from is missing'],
		['a name', [...onExport, '--to', 'example.com:443'], '--to example.com:443 cannot be read'],
		['a release of old', ['--config', 'old.rsc', '--from', '192.168.88.10', '--to', '1.1.1.1'], 'RouterOS 6.49.18 is not supported'],
		['two families', [...onExport, '--to', '[2001:db8::1]:443'], 'different families'],
		['no port', [...onExport, '--to', '8.8.8.8', '--protocol', 'udp'], 'To which port?'],
		['a port of icmp', [...onExport, '--to', '8.8.8.8:1', '--protocol', 'icmp'], 'icmp has no ports'],
		['another protocol', [...onExport, '--to', '8.8.8.8:1', '--protocol', 'gre'], '--protocol gre cannot be read'],
		['nothing so called', [...onExport, '--to', '8.8.8.8:1', '--down', 'wg-vpm'], 'Did you mean wg-vpn?'],
		['a bad name', [...onExport, '--to', '8.8.8.8:1', '--resolve', 'x'], '--resolve x cannot be read'],
		['a control character', [...onExport, '--to', '8.8.8.8\u001B[2J:1'], '\\u{1b}[2J'],
	])('is used wrongly: %s', async (_title, argv, message) => {
		const {code, err} = await trace(...argv);
		expect(code).toBe(2);
		expect(err).toContain(message);
		expect(err).not.toContain('\u001B');
	});
});
