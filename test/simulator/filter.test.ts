import {describe, expect, it} from 'vitest';
import {home} from './home.js';
import {endsOf, firstEnds, traceOf} from './trace-of.js';

const filter = (...rows: readonly string[]): string => `${home}/ip firewall filter\n${rows.map((row) => `add ${row}\n`).join('')}`;
const toWeb = 'bridge 192.168.88.10 > 1.1.1.1:443';
const toRouter = 'bridge 192.168.88.10 > 192.168.88.1:22';

describe('the filter', () => {
	it.each<readonly [string, readonly string[], string, string]>([
		['the end of a chain lets pass', [], toWeb, 'ether1 192.0.2.1'],
		['drop', ['action=drop chain=forward'], toWeb, 'dropped filter#1'],
		['reject, with what', ['action=reject chain=forward reject-with=tcp-reset'], toWeb, 'rejected filter#1 tcp-reset'],
		['tarpit', ['action=tarpit chain=input'], toRouter, 'rejected filter#1 tarpit'],
		['accept before drop', ['action=accept chain=forward', 'action=drop chain=forward'], toWeb, 'ether1 192.0.2.1'],
		['a rule without an action accepts', ['chain=forward', 'action=drop chain=forward'], toWeb, 'ether1 192.0.2.1'],
		['input is not forward', ['action=drop chain=forward'], toRouter, 'delivered'],
		['jump and drop', ['action=jump chain=forward jump-target=own', 'action=drop chain=own'], toWeb, 'dropped filter#2'],
		['a jump nowhere', ['action=jump chain=forward jump-target=nowhere'], toWeb, 'ether1 192.0.2.1'],
		['accept within a chain ends it all', ['action=jump chain=input jump-target=own', 'action=drop chain=input', 'action=accept chain=own'], toRouter, 'delivered'],
		['disabled rows count for the position', ['action=drop chain=forward disabled=yes', 'action=drop chain=forward'], toWeb, 'dropped filter#2'],
		['a list that a rule filled', ['action=add-dst-to-address-list address-list=l chain=forward', 'action=drop chain=forward dst-address-list=l'], toWeb, 'dropped filter#2'],
	])('%s', (_, rows, packet, end) => {
		expect(firstEnds(traceOf(filter(...rows), packet))).toEqual([end]);
	});

	it('drops the answer or what comes later by their state', () => {
		expect(endsOf(traceOf(filter('action=drop chain=forward connection-state=established'), toWeb).ways[0])).toEqual(['ether1 192.0.2.1', 'dropped filter#1', 'none', 'none']);
		expect(endsOf(traceOf(filter('action=drop chain=forward connection-state=established in-interface=bridge'), toWeb).ways[0])).toEqual([
			'ether1 192.0.2.1',
			'bridge',
			'dropped filter#1',
			'none',
		]);
	});

	it('ignores rules that name what is gone: a removed interface, an id without its row', () => {
		const rows = filter('action=drop chain=forward out-interface=!wg', 'action=drop chain=forward in-interface-list=!*1F');
		expect(firstEnds(traceOf(rows, toWeb))).toEqual(['dropped filter#1']);
		expect(firstEnds(traceOf(rows, toWeb, {links: {wg: 'down'}}))).toEqual(['dropped filter#1']);
		expect(firstEnds(traceOf(rows, toWeb, {links: {wg: 'removed'}}))).toEqual(['ether1 192.0.2.1']);
	});

	it('names rules with their comment and line', () => {
		const {disposition} = traceOf('/ip firewall filter\nadd chain=input comment="keep out" action=drop\n', 'ether1 192.0.2.9 > 255.255.255.255:80').ways[0];
		expect(disposition).toEqual({
			kind: 'dropped',
			by: {menu: '/ip/firewall/filter', position: 1, chain: 'input', action: 'drop', comment: 'keep out', line: 2},
			reason: 'a filter rule drops it',
		});
	});
});

const fast = 'action=fasttrack-connection chain=forward connection-state=established,related';
const block = 'action=drop chain=forward connection-state=established';

describe('FastTrack', () => {
	const later = (text: string, packet: string, release?: string): readonly (boolean | undefined)[] => {
		const [way] = traceOf(text, packet, {}, release === undefined ? {} : {release}).ways;
		return [way.isFasttracked, way.reply?.isFasttracked, way.later?.isFasttracked, way.laterReply?.isFasttracked];
	};

	const taken = [false, false, true, true];
	const never = [false, false, false, false];
	const fast6 = `${home}/ipv6 firewall filter\nadd ${fast}\n`;
	const toWeb6 = 'bridge 2001:db8:1::10 > [2606:4700::1]:443';

	it.each<readonly [string, string, string, readonly boolean[], string]>([
		['takes TCP', filter(fast), toWeb, taken, '7.20.8'],
		['takes UDP', filter(fast), `${toWeb} udp`, taken, '7.20.8'],
		['leaves ICMP', filter(fast), 'bridge 192.168.88.10 > 1.1.1.1 icmp', never, '7.20.8'],
		['takes IPv6 from 7.18 on', fast6, toWeb6, taken, '7.18.2'],
		['and not before', fast6, toWeb6, never, '7.17.1'],
		['is off without fast path', `${filter(fast)}/ip settings\nset allow-fast-path=no\n`, toWeb, never, '7.20.8'],
		['is off while there are VRFs', `${filter(fast)}/ip vrf\nadd interfaces=guest name=tenant\n`, toWeb, never, '7.20.8'],
		['leaves what its rule leaves', filter(`${fast} connection-mark=!no-mark`), toWeb, never, '7.20.8'],
		['leaves what is accepted before', filter('action=accept chain=forward connection-state=established', fast), toWeb, never, '7.20.8'],
	])('%s', (_, text, packet, expected, release) => {
		expect(later(text, packet, release)).toEqual(expected);
	});

	it('goes past the rules behind it, which the answer still meets', () => {
		expect(endsOf(traceOf(filter(fast, `${block} in-interface=bridge`), toWeb).ways[0])).toEqual(['ether1 192.0.2.1', 'bridge', 'ether1 192.0.2.1', 'bridge']);
		expect(endsOf(traceOf(filter(fast, block), toWeb).ways[0])).toEqual(['ether1 192.0.2.1', 'dropped filter#2', 'none', 'none']);
	});

	it('knows main only: marks and rules are lost from the third packet on', () => {
		const vpn = '/routing table\nadd fib name=vpn\n/ip route\nadd gateway=wg routing-table=vpn\n';
		const marks = '/ip firewall mangle\nadd action=mark-routing chain=prerouting in-interface=bridge new-routing-mark=vpn\n';
		expect(endsOf(traceOf(`${filter(fast)}${vpn}${marks}`, toWeb).ways[0])).toEqual(['wg', 'bridge', 'ether1 192.0.2.1', 'bridge']);
		const rule = '/routing rule\nadd action=lookup-only-in-table interface=bridge table=vpn\n';
		expect(endsOf(traceOf(`${filter(fast)}${vpn}${rule}`, toWeb).ways[0])).toEqual(['wg', 'bridge', 'ether1 192.0.2.1', 'bridge']);
	});
});
