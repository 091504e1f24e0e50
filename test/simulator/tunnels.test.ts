import {describe, expect, it} from 'vitest';
import {home} from './home.js';
import {endsOf, firstEnds, traceOf} from './trace-of.js';

const peers = (...rows: readonly string[]): string => `/interface wireguard peers\n${rows.map((row) => `add interface=wg public-key=x ${row}\n`).join('')}`;
const intoTunnel = '/ip route\nadd dst-address=203.0.113.0/24 gateway=wg\n/ipv6 route\nadd dst-address=2001:db8:c::/48 gateway=wg\n';

describe('a WireGuard tunnel', () => {
	it.each<readonly [string, string, string, string]>([
		['carries what a peer is allowed', peers('allowed-address=203.0.113.0/25', 'allowed-address=10.66.66.0/24'), 'bridge 192.168.88.10 > 203.0.113.9:443', 'wg'],
		['drops what no peer is allowed', peers('allowed-address=203.0.113.0/25', 'allowed-address=10.66.66.0/24'), 'bridge 192.168.88.10 > 203.0.113.200:443', 'dropped peers#0'],
		['tells families apart', peers('allowed-address=0.0.0.0/0'), 'bridge 2001:db8:1::10 > 2001:db8:c::1:443', 'dropped peers#0'],
		['carries both with both', peers('allowed-address=0.0.0.0/0,::/0'), 'bridge 2001:db8:1::10 > 2001:db8:c::1:443', 'wg'],
		['does not ask peers that are off', peers('allowed-address=0.0.0.0/0 disabled=yes'), 'bridge 192.168.88.10 > 203.0.113.9:443', 'dropped peers#0'],
		['lets in who is allowed', peers('allowed-address=10.66.66.1/32'), 'wg 10.66.66.1 > 192.168.88.10:80', 'bridge'],
		['lets in nobody else', peers('allowed-address=10.66.66.1/32'), 'wg 10.66.66.7 > 192.168.88.10:80', 'dropped peers#0'],
		['without a word of its peers is taken to carry all', '', 'bridge 192.168.88.10 > 203.0.113.200:443', 'wg'],
	])('%s', (_, rows, packet, end) => {
		expect(firstEnds(traceOf(`${home}${intoTunnel}${rows}`, packet))).toEqual([end]);
	});

	it('says why', () => {
		const {ways} = traceOf(`${home}${intoTunnel}${peers('allowed-address=10.66.66.0/24')}`, 'bridge 192.168.88.10 > 203.0.113.9:443');
		expect(ways[0].disposition).toMatchObject({kind: 'dropped', reason: 'no peer of wg has 203.0.113.9 among its allowed addresses'});
	});
});

describe('an IPsec policy', () => {
	const policy = (text: string): string => `${home}/ip ipsec peer\nadd address=203.0.113.77/32 name=office\nadd name=anybody passive=yes\n/ip ipsec policy\n${text}\n`;
	const masquerade = '/ip firewall nat\nadd action=masquerade chain=srcnat ipsec-policy=out,none\n';
	const packet = 'bridge 192.168.88.10 > 10.20.0.5:443';

	it.each<readonly [string, string, string]>([
		['by its peer', 'add dst-address=10.20.0.0/16 peer=office src-address=192.168.88.0/24 tunnel=yes', 'ether1 192.0.2.1'],
		['by the address of its security association', 'add dst-address=10.20.0.0/16 sa-dst-address=198.51.100.9 src-address=192.168.88.0/24 tunnel=yes', 'ether2'],
		['whose far end may be anybody', 'add dst-address=10.20.0.0/16 peer=anybody src-address=192.168.88.0/24 tunnel=yes', 'unknown ipsec-policy'],
		['that drops', 'add action=discard dst-address=10.20.0.0/16 src-address=192.168.88.0/24', 'dropped policy#1'],
		[
			'that lets pass, before one that encrypts',
			'add action=none dst-address=10.20.0.0/24 src-address=0.0.0.0/0\nadd action=discard dst-address=10.20.0.0/16 src-address=0.0.0.0/0',
			'ether1 192.0.2.1',
		],
		['of another protocol', 'add action=discard dst-address=10.20.0.0/16 protocol=udp src-address=0.0.0.0/0', 'ether1 192.0.2.1'],
		['in transport mode', 'add dst-address=10.20.0.5/32 peer=office src-address=192.168.88.10/32', 'ether1 192.0.2.1'],
	])('%s', (_, text, end) => {
		expect(firstEnds(traceOf(policy(text), packet))).toEqual([end]);
	});

	it('keeps its packets out of NAT, and answers come through it', () => {
		const [way] = traceOf(`${policy('add dst-address=10.20.0.0/16 peer=office src-address=192.168.88.0/24 tunnel=yes')}${masquerade}`, packet).ways;
		expect(way.end).toMatchObject({from: '192.168.88.10', to: '10.20.0.5'});
		expect(endsOf(way)).toEqual(['ether1 192.0.2.1', 'bridge', 'ether1 192.0.2.1', 'bridge']);
		expect(way.steps.find(({action}) => action === 'encrypt')).toMatchObject({detail: 'is encrypted, and carried to 203.0.113.77', rule: {menu: '/ip/ipsec/policy', position: 1}});
	});
});
