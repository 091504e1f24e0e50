import {describe, expect, it} from 'vitest';
import type {Packet} from '../../source/net/index.js';
import {applyPlan, makePlan} from '../../source/plan/index.js';
import {worldOf} from '../../source/proof/index.js';
import {toExport} from '../../source/routeros/model/index.js';
import type {Answers} from '../../source/scenario/index.js';
import type {Pass} from '../../source/simulator/index.js';
import {prepare, walk} from '../../source/simulator/index.js';
import {example, ofExample} from '../compiler/build.js';
import {router, routerOf} from '../kernel/routers.js';
import {ip} from '../policy/documents.js';

/**
 * A web server behind all lines, for hosts inside too (hairpin), another one in a network that no policy is for, and a
 * WireGuard server on the router itself.
 */
const published = `/ip address add address=192.168.66.1/24 interface=dmz
/interface bridge add name=dmz
/ip firewall nat
add action=dst-nat chain=dstnat comment="server apart" dst-address-type=local dst-port=8444 protocol=tcp to-addresses=192.168.66.10
add action=dst-nat chain=dstnat comment="web server" dst-address-type=local dst-port=8443 protocol=tcp to-addresses=192.168.88.10
add action=masquerade chain=srcnat comment=hairpin dst-address=192.168.88.10 src-address=192.168.88.0/24
/ip firewall filter
add action=accept chain=input comment="road warriors" dst-port=51820 place-before=0 protocol=udp
`;

const stranger = ip('93.184.215.77');

const endOf = (pass: Pass | undefined): string => {
	if (pass === undefined) {
		return 'never';
	}

	const {disposition, end} = pass;
	return disposition.kind === 'leaves-by' ? `by ${disposition.interface} from ${end.from ?? ''}` : disposition.kind;
};

describe.each<[string, Answers]>([
	['multi-wan-pcc/mixed', {}],
	['multi-wan-ecmp/studio', {}],
	['wan-failover/tills', {}],
	['policy-balance/calls', {}],
	['gaming-cafe/flat', {}],
	// The router's first line is none of those that are named.
	['multi-wan-pcc/mixed', {lines: ['ether2', 'lte1']}],
])('%s %j', (id, change) => {
	const {facts} = example(id);
	const {document, fragment} = ofExample(id, change);
	// Accepting rules first: the factory's end in a drop.
	const [rules, nat] = [published.split('/ip firewall filter\n')[1] ?? '', published.split('/ip firewall filter\n')[0] ?? ''];
	const actual = router(`/ip firewall filter\n${rules.replace(' place-before=0', '')}${toExport(routerOf(facts))}\n${nat}`);
	const plan = makePlan({actual, fragment});
	if (!plan.ok) {
		throw new Error(plan.diagnostics.map(({message}) => message).join('\n'));
	}

	const prepared = prepare(applyPlan(actual, plan.value), worldOf(facts, actual), {release: facts.release});
	const lines = document.uplinks.flatMap(({kind}) => (kind.kind === 'line' ? [kind.name] : []));
	const ownOn = (name: string) => ip(facts.addresses.find((row) => row.interface === name && !row.address.includes(':'))?.address.split('/')[0] ?? '');
	const follow = (packet: Packet) => walk(prepared, packet).ways;

	it.runIf(change.lines === undefined)('without the profile, what comes in by the second line is answered by the first', () => {
		const [first = '', second = ''] = lines;
		const [way] = walk(prepare(actual, worldOf(facts, actual), {release: facts.release}), {
			from: stranger,
			to: ownOn(second),
			protocol: 'tcp',
			fromPort: 40_000,
			toPort: 8443,
			inInterface: second,
		}).ways;
		expect(endOf(way.reply)).toBe(`by ${first} from ${ownOn(second)}`);
	});

	it.each(lines)('a port forward on %s is answered by it', (line) => {
		for (const way of follow({from: stranger, to: ownOn(line), protocol: 'tcp', fromPort: 40_000, toPort: 8443, inInterface: line})) {
			expect([endOf(way), endOf(way.later)]).toEqual([`by bridge from ${stranger}`, `by bridge from ${stranger}`]);
			expect([endOf(way.reply), endOf(way.laterReply)]).toEqual([`by ${line} from ${ownOn(line)}`, `by ${line} from ${ownOn(line)}`]);
		}
	});

	it.each(lines)('a port forward on %s to a network that no policy is for is answered by it', (line) => {
		for (const way of follow({from: stranger, to: ownOn(line), protocol: 'tcp', fromPort: 40_000, toPort: 8444, inInterface: line})) {
			expect([endOf(way), endOf(way.later)]).toEqual([`by dmz from ${stranger}`, `by dmz from ${stranger}`]);
			expect([endOf(way.reply), endOf(way.laterReply)]).toEqual([`by ${line} from ${ownOn(line)}`, `by ${line} from ${ownOn(line)}`]);
		}
	});

	it.each(lines)('a server of the router is answered by %s, under its address', (line) => {
		for (const way of follow({from: stranger, to: ownOn(line), protocol: 'udp', fromPort: 40_000, toPort: 51_820, inInterface: line})) {
			expect(endOf(way)).toBe('delivered');
			expect([endOf(way.reply), endOf(way.laterReply)]).toEqual([`by ${line} from ${ownOn(line)}`, `by ${line} from ${ownOn(line)}`]);
		}
	});

	it.each(lines)('a host inside reaches the server by the address of %s, too', (line) => {
		const router = ownOn('bridge');
		for (const way of follow({from: ip('192.168.88.20'), to: ownOn(line), protocol: 'tcp', fromPort: 40_000, toPort: 8443, inInterface: 'bridge'})) {
			expect([endOf(way), endOf(way.reply)]).toEqual([`by bridge from ${router}`, `by bridge from ${ownOn(line)}`]);
		}
	});
});
