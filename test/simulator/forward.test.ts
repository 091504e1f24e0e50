import {describe, expect, it} from 'vitest';
import {home} from './home.js';
import {endsOf, firstEnds, traceOf} from './trace-of.js';

const nat = '/ip firewall nat\nadd action=masquerade chain=srcnat out-interface-list=WAN\n';
const fasttrack = `/ip firewall filter
add action=fasttrack-connection chain=forward connection-state=established,related
add action=accept chain=forward connection-state=established,related
add action=drop chain=forward connection-state=invalid
add action=drop chain=forward connection-nat-state=!dstnat connection-state=new in-interface-list=WAN
`;

describe('a forwarded packet', () => {
	it('leaves by the default route with the address of the line, and its answer comes back', () => {
		const {ways} = traceOf(`${home}${nat}`, 'bridge 192.168.88.10:50000 > 1.1.1.1:443');
		expect(ways).toHaveLength(1);
		const [way] = ways;
		expect(endsOf(way)).toEqual(['ether1 192.0.2.1', 'bridge', 'ether1 192.0.2.1', 'bridge']);
		expect(way.end).toEqual({from: '192.0.2.2', to: '1.1.1.1', protocol: 'tcp', fromPort: 50_000, toPort: 443});
		expect(way.reply?.packet).toMatchObject({from: '1.1.1.1', to: '192.0.2.2', fromPort: 443, toPort: 50_000});
		expect(way.reply?.end).toMatchObject({from: '1.1.1.1', to: '192.168.88.10', toPort: 50_000});
		expect(way.steps.map(({stage}) => stage)).toEqual(['arrival', 'connection-tracking', 'routing', 'filter', 'src-nat', 'departure']);
	});

	it('takes FastTrack from the third packet on', () => {
		const [way] = traceOf(`${home}${nat}${fasttrack}`, 'bridge 192.168.88.10 > 1.1.1.1:443').ways;
		expect([way, way.reply, way.later, way.laterReply].map((pass) => pass?.isFasttracked)).toEqual([false, false, true, true]);
		expect(endsOf(way)).toEqual(['ether1 192.0.2.1', 'bridge', 'ether1 192.0.2.1', 'bridge']);
	});

	it.each([
		['comes in from outside and is no port forward', 'ether1 203.0.113.9 > 192.168.88.10:80', ['dropped filter#4', 'none', 'none', 'none']],
		['goes to a neighbour on another line', 'bridge 192.168.88.10 > 198.51.100.7:80', ['ether2', 'bridge', 'ether2', 'bridge']],
		['goes to the router', 'bridge 192.168.88.10 > 192.168.88.1:22', ['delivered', 'bridge', 'delivered', 'bridge']],
		['is broadcast', 'bridge 192.168.88.10 > 255.255.255.255:67 udp', ['delivered', 'none', 'none', 'none']],
		['is multicast', 'bridge 192.168.88.10 > 239.1.1.1:5000 udp', ['unknown dst-address', 'none', 'none', 'none']],
		['is IPv6', 'bridge 2001:db8:1::10 > 2001:db8:9::9:443', ['ether1 fe80::1', 'bridge', 'ether1 fe80::1', 'bridge']],
		['is ICMP', 'bridge 192.168.88.10 > 1.1.1.1 icmp', ['ether1 192.0.2.1', 'bridge', 'ether1 192.0.2.1', 'bridge']],
		['comes in by a port of the bridge', 'ether3 192.168.88.10 > 1.1.1.1:443', ['ether1 192.0.2.1', 'bridge', 'ether1 192.0.2.1', 'bridge']],
	])('%s', (_, packet, ends) => {
		expect(endsOf(traceOf(`${home}${nat}${fasttrack}`, packet).ways[0])).toEqual(ends);
	});

	it('meets the settings: forwarding, hop limit, reverse path, IPv6', () => {
		const to = 'bridge 192.168.88.10 > 1.1.1.1:443';
		expect(firstEnds(traceOf(`${home}/ip settings\nset ip-forward=no\n`, to))).toEqual(['dropped settings#0']);
		expect(firstEnds(traceOf(home, to, {}, {more: {ttl: 1}}))).toEqual(['dropped settings#0']);
		expect(firstEnds(traceOf(`${home}/ip settings\nset rp-filter=strict\n`, 'ether2 203.0.113.9 > 192.168.88.10:80'))).toEqual(['dropped settings#0']);
		expect(firstEnds(traceOf(`${home}/ip settings\nset rp-filter=loose\n`, 'ether2 203.0.113.9 > 192.168.88.10:80'))).toEqual(['bridge']);
		expect(firstEnds(traceOf(`${home}/ipv6 settings\nset disable-ipv6=yes\n`, 'bridge 2001:db8:1::10 > 2001:db8:9::9:443'))).toEqual(['dropped settings#0']);
	});

	it('gets no answer from a dead line, a dead host, or over a link that is down', () => {
		const to = 'bridge 192.168.88.10 > 1.1.1.1:443';
		expect(endsOf(traceOf(home, to, {farEnds: {ether1: 'dead'}}).ways[0])).toEqual(['ether1 192.0.2.1', 'none', 'none', 'none']);
		expect(endsOf(traceOf(home, to, {hosts: {'1.1.1.1': 'down'}}).ways[0])).toEqual(['ether1 192.0.2.1', 'none', 'none', 'none']);
		expect(endsOf(traceOf(home, to, {links: {ether1: 'down'}}).ways[0])).toEqual(['no-route', 'none', 'none', 'none']);
		expect(firstEnds(traceOf(home, to, {links: {bridge: 'removed'}}))).toEqual(['dropped interface#0']);
	});
});
