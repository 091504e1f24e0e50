import {describe, expect, it} from 'vitest';
import type {World} from '../../source/facts/index.js';
import {home} from './home.js';
import {endsOf, firstEnds, traceOf} from './trace-of.js';

const base = `${home}/routing table
add fib name=vpn
/ip route
add gateway=wg routing-table=vpn
/ip firewall nat
add action=masquerade chain=srcnat out-interface-list=WAN
add action=masquerade chain=srcnat out-interface=wg
`;

const toWeb = 'bridge 192.168.88.10 > 1.1.1.1:443';

const mangle = (...rows: readonly string[]): string => `${base}/ip firewall mangle\n${rows.map((row) => `add ${row}\n`).join('')}`;

const twoStep = [
	'action=mark-connection chain=prerouting connection-mark=no-mark connection-state=new dst-address=1.1.1.0/24 in-interface=bridge new-connection-mark=c',
	'action=mark-routing chain=prerouting connection-mark=c in-interface=bridge new-routing-mark=vpn passthrough=no',
];

describe('marks', () => {
	it('of the connection send each packet of its sender the same way, and leave answers alone', () => {
		const [way] = traceOf(mangle(...twoStep), toWeb).ways;
		expect(endsOf(way)).toEqual(['wg', 'bridge', 'wg', 'bridge']);
		expect(way.end).toMatchObject({from: '10.66.66.2', connectionMark: 'c', routingMark: 'vpn'});
		expect(way.reply?.end).toMatchObject({to: '192.168.88.10', connectionMark: 'c'});
		expect(way.reply?.end.routingMark).toBeUndefined();
		expect(way.steps.filter(({stage}) => stage === 'mangle').map(({rule, detail}) => [rule?.position, detail])).toEqual([
			[1, 'marks the connection c'],
			[2, 'will be looked up in the table vpn'],
		]);
	});

	it('on answers send them into the tunnel, too', () => {
		const rows = twoStep.map((row) => row.replace(' in-interface=bridge', ''));
		expect(endsOf(traceOf(mangle(...rows), toWeb).ways[0])).toEqual(['wg', 'wg', 'wg', 'wg']);
	});

	it.each<readonly [string, readonly string[], string]>([
		['jump, mark, end of chain', ['action=jump chain=prerouting jump-target=own', 'action=mark-routing chain=own new-routing-mark=vpn'], 'wg'],
		[
			'return skips the rest of the chain',
			['action=jump chain=prerouting jump-target=own', 'action=return chain=own', 'action=mark-routing chain=own new-routing-mark=vpn'],
			'ether1 192.0.2.1',
		],
		['and goes on behind the jump', ['action=jump chain=prerouting jump-target=own', 'action=mark-routing chain=prerouting new-routing-mark=vpn', 'action=return chain=own'], 'wg'],
		['return in a built-in chain ends it', ['action=return chain=prerouting', 'action=mark-routing chain=prerouting new-routing-mark=vpn'], 'ether1 192.0.2.1'],
		[
			'accept ends the table, from within a chain too',
			['action=jump chain=prerouting jump-target=own', 'action=mark-routing chain=prerouting new-routing-mark=vpn', 'action=accept chain=own'],
			'ether1 192.0.2.1',
		],
		[
			'passthrough=no ends it',
			['action=mark-packet chain=prerouting new-packet-mark=p passthrough=no', 'action=mark-routing chain=prerouting new-routing-mark=vpn'],
			'ether1 192.0.2.1',
		],
		['passthrough is the rule', ['action=mark-packet chain=prerouting new-packet-mark=p', 'action=mark-routing chain=prerouting new-routing-mark=vpn packet-mark=p'], 'wg'],
		['a later mark wins', ['action=mark-routing chain=prerouting new-routing-mark=vpn', 'action=mark-routing chain=prerouting new-routing-mark=main'], 'ether1 192.0.2.1'],
		[
			'no-mark takes a connection mark away',
			[
				'action=mark-connection chain=prerouting new-connection-mark=c',
				'action=mark-connection chain=prerouting new-connection-mark=no-mark',
				'action=mark-routing chain=prerouting connection-mark=!no-mark new-routing-mark=vpn',
			],
			'ether1 192.0.2.1',
		],
		['a disabled rule does nothing', ['action=mark-routing chain=prerouting disabled=yes new-routing-mark=vpn'], 'ether1 192.0.2.1'],
		['too late in forward', ['action=mark-routing chain=forward new-routing-mark=vpn'], 'ether1 192.0.2.1'],
		[
			'a list that mangle fills is there for the next rule',
			['action=add-src-to-address-list address-list=seen chain=prerouting', 'action=mark-routing chain=prerouting new-routing-mark=vpn src-address-list=seen'],
			'wg',
		],
		['a hop limit that is set to its end', ['action=change-ttl chain=prerouting new-ttl=set:1'], 'dropped settings#0'],
		['DSCP that a later rule reads', ['action=change-dscp chain=prerouting new-dscp=46', 'action=mark-routing chain=prerouting dscp=46 new-routing-mark=vpn'], 'wg'],
		['chains that jump in a loop', ['action=jump chain=prerouting jump-target=own', 'action=jump chain=own jump-target=own'], 'unknown jump-target'],
		[
			'a next hop that mangle names',
			['action=route chain=prerouting passthrough=no route-dst=198.51.100.9', 'action=mark-routing chain=prerouting new-routing-mark=vpn'],
			'ether2 198.51.100.9',
		],
		[
			'a next hop that mangle names wins over a mark',
			['action=route chain=prerouting route-dst=198.51.100.9', 'action=mark-routing chain=prerouting new-routing-mark=vpn'],
			'ether2 198.51.100.9',
		],
		['a next hop that is nowhere near', ['action=route chain=prerouting route-dst=203.0.113.9'], 'unknown route-dst'],
		['a next hop named too late', ['action=route chain=forward route-dst=198.51.100.9'], 'unknown action'],
		['an action that is not modelled', ['action=snpt chain=prerouting'], 'unknown action'],
		[
			'what only logs or shapes',
			['action=log chain=prerouting', 'action=change-mss chain=forward new-mss=clamp-to-pmtu protocol=tcp tcp-flags=syn', 'action=sniff-tzsp chain=forward'],
			'ether1 192.0.2.1',
		],
	])('%s', (_, rows, end) => {
		expect(firstEnds(traceOf(mangle(...rows), toWeb))).toEqual([end]);
	});

	it('tells of marks that find no table, and of marks that come too late', () => {
		expect(traceOf(mangle('action=mark-routing chain=prerouting new-routing-mark=gone'), toWeb).ways[0].notes).toEqual([
			'There is no table gone that packets can be looked up in: the routing mark finds nothing.',
		]);
		expect(traceOf(mangle('action=mark-routing chain=forward new-routing-mark=vpn'), toWeb).ways[0].notes).toEqual([
			'The routing mark vpn is set in forward, where the way is already chosen.',
		]);
	});

	it('say in which queue a marked packet waits', () => {
		const rows = '/queue tree\nadd name=up parent=ether1\nadd name=games packet-mark=p,q parent=up\nadd name=other packet-mark=p parent=ether2\n';
		const [way] = traceOf(`${mangle('action=mark-packet chain=forward new-packet-mark=p')}${rows}`, toWeb).ways;
		expect(way.steps.filter(({stage}) => stage === 'queue').map(({detail, rule}) => [detail, rule?.position])).toEqual([['is queued in games', 2]]);
	});
});

describe('what the router makes', () => {
	const toDns = 'router 0.0.0.0 > 1.1.1.1:53 udp';
	const output = 'action=mark-routing chain=output new-routing-mark=vpn';

	const cases: readonly (readonly [string, string, string, readonly string[], Partial<World>?])[] = [
		['takes the address of its line', base, toDns, ['ether1 192.0.2.1', 'delivered', 'ether1 192.0.2.1', 'delivered']],
		['is looked up again when marked, and masqueraded there', mangle(output), toDns, ['wg', 'delivered', 'wg', 'delivered']],
		['never exists without a route in main', mangle(output), toDns, ['no-route', 'none', 'none', 'none'], {links: {ether1: 'down'}}],
		['goes to itself', base, 'router 192.0.2.2 > 192.168.88.1:53 udp', ['delivered', 'delivered', 'delivered', 'delivered']],
		['is stopped by output', `${base}/ip firewall filter\nadd action=drop chain=output dst-port=53 protocol=udp\n`, toDns, ['dropped filter#1', 'none', 'none', 'none']],
		[
			'may be redirected to itself',
			`${base}/ip firewall nat\nadd action=redirect chain=output dst-port=53 protocol=udp\n`,
			toDns,
			['delivered', 'delivered', 'delivered', 'delivered'],
		],
		['does not send broadcasts that we know of', base, 'router 192.0.2.2 > 192.168.88.255:53 udp', ['unknown dst-address', 'none', 'none', 'none']],
	];
	for (const [title, rows, packet, ends, world] of cases) {
		it(title, () => {
			expect(endsOf(traceOf(rows, packet, world).ways[0])).toEqual(ends);
		});
	}

	it('keeps the address of its first line until masqueraded', () => {
		const [way] = traceOf(mangle(output), toDns).ways;
		expect(way.steps.find(({action}) => action === 'source')?.detail).toBe('gets the source 192.0.2.2');
		expect(way.end.from).toBe('10.66.66.2');
	});

	it('answers by the line that a connection came in on, when its marks say so', () => {
		const rows = mangle(
			'action=mark-connection chain=prerouting connection-state=new in-interface=wg new-connection-mark=in-wg',
			'action=mark-routing chain=output connection-mark=in-wg new-routing-mark=vpn',
		);
		expect(endsOf(traceOf(rows, 'wg 9.9.9.9 > 10.66.66.2:22').ways[0])).toEqual(['delivered', 'wg', 'delivered', 'wg']);
		expect(endsOf(traceOf(base, 'wg 9.9.9.9 > 10.66.66.2:22').ways[0])).toEqual(['delivered', 'ether1 192.0.2.1', 'delivered', 'ether1 192.0.2.1']);
	});

	it('is unknown where filter output may see the old or the new line', () => {
		const rows = `${mangle(output)}/ip firewall filter\nadd action=drop chain=output out-interface=ether1\n`;
		expect(firstEnds(traceOf(rows, toDns))).toEqual(['unknown out-interface']);
		expect(firstEnds(traceOf(rows.replace('out-interface=ether1', 'out-interface=ether2'), toDns))).toEqual(['wg']);
	});
});
