import {readdirSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {families} from '../../source/net/index.js';
import {prepare, walk} from '../../source/simulator/index.js';
import {configurationOf, endsOf, firstEnds, ip, packetOf, plainWorld, traceOf} from './trace-of.js';

const folder = new URL('exports/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(`${name}.rsc`, folder), 'utf8');

const hosts = {
	4: ['10.5.50.7', '10.20.0.7', '10.10.0.7', '192.168.254.2', '172.18.10.9', '1.1.1.1', '10.80.0.1', '10.60.0.1', '10.50.0.1', '255.255.255.255', '224.0.0.5', '10.255.255.1'],
	6: ['2001:db8::7', '2606:4700::1111', 'fe80::1', 'ff02::1'],
} as const;

const protocols = ['tcp', 'udp', 'icmp'] as const;
const interfaces = [undefined, 'bridge1', 'ether1', 'ether2', 'bridge-hotspot', 'vlan-staff', 'lan A', 'docker-br', 'wg-site', 'nowhere'];

describe('exports that were written for other purposes', () => {
	const names = readdirSync(folder).map((name) => name.replace('.rsc', ''));

	it.each(names)('%s: each packet ends in exactly one way, as plain data', (name) => {
		const router = prepare(configurationOf(read(name)), plainWorld);
		const odd: string[] = [];
		for (const family of families) {
			for (const [index, from] of hosts[family].entries()) {
				for (const [turn, to] of hosts[family].entries()) {
					const inInterface = interfaces[(index + turn) % interfaces.length];
					const protocol = protocols[turn % protocols.length] ?? 'tcp';
					const {ways} = walk(router, {from: ip(from), to: ip(to), protocol, ...(inInterface === undefined ? {} : {inInterface})});
					const share = ways.reduce((sum, way) => sum + way.share, 0);
					if (Math.abs(share - 1) > 1e-9 || ways.some(({steps}) => steps.length === 0)) {
						odd.push(`${from} > ${to} in ${inInterface}`);
					}
				}
			}
		}

		expect(odd).toEqual([]);
		const trace = walk(router, packetOf('ether1 1.1.1.1 > 10.5.50.7:80'));
		expect(structuredClone(trace)).toEqual(trace);
		expect(JSON.parse(JSON.stringify(trace))).toEqual(trace);
	});

	it('two lines of RouterOS 6: tables by routing mark, its own order, rows that name removed things ignored', () => {
		const text = read('two-lines-v6');
		expect(firstEnds(traceOf(text, 'bridge1 10.5.50.7 > 1.1.1.1:443'))).toEqual(['ether1 172.18.10.1', 'ether2 172.18.20.1']);
		expect(firstEnds(traceOf(text, 'bridge1 10.5.50.7 > 1.1.1.1:443', {hosts: {'172.18.10.1': 'down'}}))).toEqual(['ether2 172.18.20.1', 'ether2 172.18.20.1']);
		expect(endsOf(traceOf(text, 'ether2 9.9.9.9 > 172.18.20.2:22').ways[0])).toEqual(['delivered', 'ether1 172.18.10.1', 'delivered', 'ether1 172.18.10.1']);
		expect(firstEnds(traceOf(text.replace('dst-address-type=!local ', ''), 'bridge1 10.5.50.7 > 10.5.50.1:22'))).toEqual(['delivered', 'delivered']);
	});

	it('a HotSpot: what hangs on scans, rates, names and content says so, and only where it matters', () => {
		const text = read('hotspot');
		expect(firstEnds(traceOf(text, 'bridge-hotspot 10.5.50.7 > 1.1.1.1:443'))).toEqual(['unknown dst-address-list']);
		const world = {names: {'social.example': [ip('203.0.113.80')]}};
		expect(endsOf(traceOf(text, 'bridge-hotspot 10.5.50.7 > 1.1.1.1:443', world).ways[0])).toEqual([
			'pppoe-out1',
			'bridge-hotspot',
			'unknown layer7-protocol',
			'unknown layer7-protocol',
		]);
		expect(firstEnds(traceOf(text, 'bridge-hotspot 10.5.50.7 > 203.0.113.80:443', world))).toEqual(['dropped filter#8']);
		expect(firstEnds(traceOf(text, 'vlan-staff 10.20.0.7 > 203.0.113.80:443', world))).toEqual(['pppoe-out1']);
		expect(firstEnds(traceOf(text, 'pppoe-out1 9.9.9.9 > 10.5.50.1:22', world))).toEqual(['dropped filter#6']);
		expect(firstEnds(traceOf(text, 'pppoe-out1 9.9.9.9 > 10.5.50.1 icmp', world))).toEqual(['unknown limit']);
	});

	it('an office: VRF, leaks, IPsec, containers', () => {
		const text = read('office-vrf');
		expect(firstEnds(traceOf(text, 'ether9 10.10.0.7 > 10.80.0.1:443'))).toEqual(['unknown ipsec-policy']);
		expect(firstEnds(traceOf(text, 'docker-br 192.168.254.2 > 10.10.0.7:80'))).toEqual(['lan A']);
		expect(firstEnds(traceOf(text, 'docker-br 192.168.254.2 > 10.60.0.1:80'))).toEqual(['ether1']);
		expect(firstEnds(traceOf(text, 'docker-br 192.168.254.2 > 10.50.0.1:80'))).toEqual(['unknown connection-mark']);
		expect(firstEnds(traceOf(text, 'docker-br 192.168.254.2 > 1.1.1.1:53 udp'))).toEqual(['ether1']);
	});
});
