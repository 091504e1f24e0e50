import {describe, expect, it} from 'vitest';
import {parseTrafficRule} from '../../source/scenario/index.js';
import {parseTraffic} from '../../source/scenario/traffic.js';

describe('traffic as one types it', () => {
	it.each([
		['tcp', {protocol: 'tcp'}],
		[
			'UDP 5060,10000-20000',
			{
				protocol: 'udp',
				ports: [
					{first: 5060, last: 5060},
					{first: 10_000, last: 20_000},
				],
			},
		],
		['443', {ports: [{first: 443, last: 443}]}],
		['tcp from 25', {protocol: 'tcp', fromPorts: [{first: 25, last: 25}]}],
		['dscp 46', {dscp: 46}],
		['udp size 0-200', {protocol: 'udp', size: {first: 0, last: 200}}],
		['icmp', {protocol: 'icmp'}],
	])('%s', (text, wanted) => {
		expect(parseTraffic(text)).toEqual({ok: true, value: wanted});
	});

	it.each(['', 'sctp', 'tcp 0', 'tcp 65536', 'tcp 20-10', 'tcp udp', 'tcp 80 443', 'icmp 8', 'dscp 64', 'dscp 1-2', 'size', 'tcp from', 'udp size x'])(
		'“%s” is refused',
		(text) => {
			const parsed = parseTraffic(text);
			expect(parsed.ok ? parsed.value : parsed.diagnostics.map(({code}) => code)).toEqual(['bad-traffic']);
		},
	);

	it('a rule names its line', () => {
		expect(parseTrafficRule('udp 53 > my line')).toEqual({ok: true, value: {traffic: {protocol: 'udp', ports: [{first: 53, last: 53}]}, line: 'my line'}});
	});

	it.each(['udp 53', 'udp 53 >', 'udp 53 > a > b', '> a'])('“%s” is no rule', (text) => {
		expect(parseTrafficRule(text).ok).toBe(false);
	});
});
