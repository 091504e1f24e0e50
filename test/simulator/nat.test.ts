import {describe, expect, it} from 'vitest';
import {home} from './home.js';
import {endsOf, firstEnds, ownAddress, traceOf} from './trace-of.js';

const nat = (...rows: readonly string[]): string => `${home}/ip firewall nat\n${rows.map((row) => `add ${row}\n`).join('')}`;
const toWeb = 'bridge 192.168.88.10:50000 > 1.1.1.1:443';

describe('source NAT', () => {
	it.each<readonly [string, string, string]>([
		['masquerade takes the address of the line', 'action=masquerade chain=srcnat out-interface=ether1', '192.0.2.2'],
		['src-nat takes what it says', 'action=src-nat chain=srcnat to-addresses=192.0.2.200', '192.0.2.200'],
		['netmap keeps the host', 'action=netmap chain=srcnat to-addresses=203.0.113.0/24', '203.0.113.10'],
		['accept leaves it', 'action=accept chain=srcnat', '192.168.88.10'],
		['another line is not meant', 'action=masquerade chain=srcnat out-interface=ether2', '192.168.88.10'],
	])('%s', (_, row, from) => {
		const [way] = traceOf(nat(row), toWeb).ways;
		expect(way.end.from).toBe(from);
		expect(way.reply?.packet.to).toBe(from);
		expect(way.reply?.end.to).toBe('192.168.88.10');
	});

	it('endpoint-independent NAT takes UDP, with an address of the line or its own', () => {
		const row = 'action=endpoint-independent-nat chain=srcnat out-interface=ether1';
		expect(traceOf(nat(row), `${toWeb} udp`).ways[0].end.from).toBe('192.0.2.2');
		expect(traceOf(nat(`${row} to-addresses=192.0.2.200`), `${toWeb} udp`).ways[0].end.from).toBe('192.0.2.200');
		expect(firstEnds(traceOf(nat(row), toWeb))).toEqual(['unknown action']);
	});

	it('the first rule that fits wins', () => {
		expect(traceOf(nat('action=accept chain=srcnat dst-address=1.1.1.1', 'action=masquerade chain=srcnat'), toWeb).ways[0].end.from).toBe('192.168.88.10');
	});

	it('a few addresses split connections, many are not told apart', () => {
		const {ways} = traceOf(nat('action=src-nat chain=srcnat to-addresses=192.0.2.10-192.0.2.12'), toWeb);
		expect(ways.map(({end}) => end.from)).toEqual(['192.0.2.10', '192.0.2.11', '192.0.2.12']);
		expect(firstEnds(traceOf(nat('action=src-nat chain=srcnat to-addresses=203.0.113.0/24'), toWeb))).toEqual(['unknown to-addresses']);
	});

	it('an address that nobody told stays untold, and is the router’s all the same', () => {
		const rows = `${home.replace('add address=192.0.2.2/24 interface=ether1\n', '').replace('gateway=192.0.2.1', 'gateway=ether1')}/ip firewall nat\nadd action=masquerade chain=srcnat\n`;
		const [way] = traceOf(rows, toWeb).ways;
		expect(way.end).toEqual({to: '1.1.1.1', protocol: 'tcp', fromPort: 50_000, toPort: 443});
		expect(endsOf(way)).toEqual(['ether1', 'bridge', 'ether1', 'bridge']);
		expect(traceOf(rows, toWeb, {addresses: [{address: ownAddress('203.0.113.7/24'), interface: 'ether1'}]}).ways[0].end.from).toBe('203.0.113.7');
		expect(firstEnds(traceOf(`${rows}/ip firewall raw\nadd action=drop chain=prerouting dst-address=203.0.113.7\n`, toWeb))).toEqual(['ether1']);
		expect(endsOf(traceOf(`${rows}/ip firewall raw\nadd action=drop chain=prerouting dst-address=203.0.113.7\n`, toWeb).ways[0])).toEqual([
			'ether1',
			'unknown dst-address',
			'unknown dst-address',
			'unknown dst-address',
		]);
	});

	it('a masqueraded connection that turns to another line is forgotten, one with a fixed address goes on', () => {
		const mangle =
			'/routing table\nadd fib name=b\n/ip route\nadd gateway=198.51.100.1 routing-table=b\n/ip firewall mangle\nadd action=mark-routing chain=prerouting connection-state=established in-interface=bridge new-routing-mark=b\n';
		expect(endsOf(traceOf(`${nat('action=masquerade chain=srcnat')}${mangle}`, toWeb).ways[0])).toEqual(['ether1 192.0.2.1', 'bridge', 'dropped nat#1', 'none']);
		const [way] = traceOf(`${nat('action=src-nat chain=srcnat to-addresses=192.0.2.2')}${mangle}`, toWeb).ways;
		expect(endsOf(way)).toEqual(['ether1 192.0.2.1', 'bridge', 'ether2 198.51.100.1', 'bridge']);
		expect(way.notes).toEqual(['The connection keeps the source 192.0.2.2 of ether1, though it now leaves by ether2.']);
	});
});

describe('destination NAT', () => {
	const outside = 'ether1 203.0.113.9:50000 > 192.0.2.2:8080';

	it('forwards a port, and answers come from where was asked', () => {
		const rows = `${nat('action=dst-nat chain=dstnat dst-port=8080 in-interface=ether1 protocol=tcp to-addresses=192.168.88.20 to-ports=80')}/ip firewall filter\nadd action=drop chain=forward connection-nat-state=!dstnat connection-state=new in-interface=ether1\n`;
		const [way] = traceOf(rows, outside).ways;
		expect(endsOf(way)).toEqual(['bridge', 'ether1 192.0.2.1', 'bridge', 'ether1 192.0.2.1']);
		expect(way.end).toMatchObject({to: '192.168.88.20', toPort: 80});
		expect(way.reply?.end).toMatchObject({from: '192.0.2.2', fromPort: 8080});
	});

	it.each<readonly [string, string, string, string, object]>([
		[
			'redirect goes to the router',
			'action=redirect chain=dstnat dst-port=53 protocol=udp to-ports=5353',
			'bridge 192.168.88.10 > 8.8.8.8:53 udp',
			'delivered',
			{to: '192.168.88.1', toPort: 5353},
		],
		[
			'netmap keeps the host',
			'action=netmap chain=dstnat dst-address=203.0.113.0/24 to-addresses=192.168.88.0/24',
			'ether1 9.9.9.9 > 203.0.113.30:80',
			'bridge',
			{to: '192.168.88.30'},
		],
		['another port is not meant', 'action=dst-nat chain=dstnat dst-port=80 protocol=tcp to-addresses=192.168.88.20', outside, 'delivered', {to: '192.0.2.2'}],
		['a range of ports is not told apart', 'action=dst-nat chain=dstnat dst-port=8080 protocol=tcp to-addresses=192.168.88.20 to-ports=90-99', outside, 'unknown to-ports', {}],
		['an action that is not modelled', 'action=socksify chain=dstnat', outside, 'unknown action', {}],
	])('%s', (_, row, packet, end, state) => {
		const trace = traceOf(nat(row), packet);
		expect(firstEnds(trace)).toEqual([end]);
		expect(trace.ways[0].end).toMatchObject(state);
	});

	it('IPv6: masquerade and forwarded port', () => {
		const rows = `${home}/ipv6 firewall nat\nadd action=masquerade chain=srcnat out-interface=ether1\nadd action=dst-nat chain=dstnat dst-port=80 protocol=tcp to-address=2001:db8:1::20/128 to-ports=8080\n`;
		expect(traceOf(rows, 'bridge 2001:db8:1::10 > [2606:4700::1]:443').ways[0].end.from).toBe('2001:db8:f::2');
		expect(traceOf(rows, 'ether1 2606:4700::1 > [2001:db8:f::2]:80').ways[0].end).toMatchObject({to: '2001:db8:1::20', toPort: 8080});
	});
});

describe('without tracking', () => {
	const raw = (row: string): string => `${nat('action=masquerade chain=srcnat')}/ip firewall raw\nadd ${row}\n`;

	it('there is no NAT, no mark, and the state is untracked', () => {
		const [way] = traceOf(
			`${raw('action=notrack chain=prerouting in-interface=bridge')}/ip firewall filter\nadd action=reject chain=forward connection-state=untracked\n`,
			toWeb,
		).ways;
		expect(endsOf(way)[0]).toBe('rejected filter#1 icmp-network-unreachable');
		expect(way.end).toMatchObject({from: '192.168.88.10'});
	});

	it('answers to it belong to nothing: TCP is invalid, then picked up', () => {
		const rows = `${raw('action=notrack chain=prerouting in-interface=bridge')}/ip firewall filter\nadd action=drop chain=forward connection-state=invalid\n`;
		expect(endsOf(traceOf(rows, toWeb).ways[0])).toEqual(['ether1 192.0.2.1', 'dropped filter#1', 'none', 'none']);
		expect(endsOf(traceOf(rows.replace('action=drop', 'action=log'), toWeb).ways[0])).toEqual(['ether1 192.0.2.1', 'bridge', 'ether1 192.0.2.1', 'bridge']);
	});

	it('raw drops first of all', () => {
		const [way] = traceOf(raw('action=drop chain=prerouting'), toWeb).ways;
		expect(way.disposition).toMatchObject({kind: 'dropped', by: {menu: '/ip/firewall/raw', position: 1}});
		expect(way.steps.map(({stage}) => stage)).toEqual(['arrival', 'raw']);
	});

	it('tracking may be off altogether', () => {
		expect(traceOf(`${nat('action=masquerade chain=srcnat')}/ip firewall connection tracking\nset enabled=no\n`, toWeb).ways[0].end.from).toBe('192.168.88.10');
	});
});
