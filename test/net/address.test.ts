import {isIP} from 'node:net';
import {mergeCidr} from 'cidr-tools';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Prefix} from '../../source/net/index.js';
import {
	addressFromValue,
	addressValue,
	mergePrefixes,
	networkOf,
	overlapping,
	parseInterfaceAddress,
	parseIp,
	parsePrefix,
	prefixContains,
	rangeToPrefixes,
} from '../../source/net/index.js';

const ipv4 = fc.bigInt({min: 0n, max: 2n ** 32n - 1n}).map((value) => addressFromValue(4, value));
const ipv6 = fc.bigInt({min: 0n, max: 2n ** 128n - 1n}).map((value) => addressFromValue(6, value));
const prefix4 = fc.tuple(ipv4, fc.integer({min: 4, max: 32})).map(([ip, length]) => networkOf(`${ip}/${length}` as Prefix));
const prefix6 = fc.tuple(ipv6, fc.integer({min: 8, max: 128})).map(([ip, length]) => networkOf(`${ip}/${length}` as Prefix));

describe('addresses', () => {
	it.each([
		['192.168.88.1', '192.168.88.1'],
		['2001:DB8::1', '2001:db8::1'],
		['2001:db8:0:0:0:0:0:1', '2001:db8::1'],
		['::ffff:192.0.2.1', '::ffff:c000:201'],
		['::', '::'],
		['1::', '1::'],
		['10.0.0.300', undefined],
		['010.0.0.1', undefined],
		['1.2.3', undefined],
		['fe80::1%ether1', undefined],
		['1:2:3:4:5:6:7', undefined],
		['1::2::3', undefined],
		['1:2:3:4:5:6:7:8::', undefined],
		['1.2.3.4::', undefined],
		['', undefined],
		[' 10.0.0.1', undefined],
	])('%s is %s', (text, expected) => {
		expect(parseIp(text)).toBe(expected);
	});

	it('is one where Node says so, too', () => {
		const piece = fc.constantFrom('0', '1', '12', '255', '256', 'fe80', 'FfFf', '12345', 'g', '.', '.', ':', ':', '::', '');
		fc.assert(
			fc.property(fc.oneof(fc.array(piece, {maxLength: 16}), fc.array(fc.constantFrom('1', 'a', '::', ':', ':', '1.2.3.4'), {maxLength: 9})), (pieces) => {
				const text = pieces.join('');
				expect(parseIp(text) === undefined).toBe(isIP(text) === 0);
			}),
			{numRuns: 2000},
		);
	});

	it('survives text and back', () => {
		fc.assert(fc.property(fc.oneof(ipv4, ipv6), (ip) => parseIp(ip) === ip && addressFromValue(ip.includes(':') ? 6 : 4, addressValue(ip)) === ip));
	});

	it.each([
		['10.0.0.0/8', '10.0.0.0/8'],
		['10.0.0.1', '10.0.0.1/32'],
		['2001:DB8::/32', '2001:db8::/32'],
		['10.0.0.1/8', undefined],
		['10.0.0.0/33', undefined],
		['10.0.0.0/08', undefined],
		['10.0.0.0/', undefined],
	])('%s as a prefix is %s', (text, expected) => {
		expect(parsePrefix(text)).toBe(expected);
	});

	it('keeps host bits of an interface address apart from its network', () => {
		const address = parseInterfaceAddress('192.168.88.1/24');
		expect(address).toBe('192.168.88.1/24');
		expect(address === undefined ? '' : networkOf(address)).toBe('192.168.88.0/24');
	});
});

describe('prefix sets', () => {
	it('merge to what cidr-tools merges to', () => {
		fc.assert(
			fc.property(fc.array(fc.oneof(prefix4, prefix6), {minLength: 1, maxLength: 12}), (prefixes) => {
				expect([...mergePrefixes(prefixes)].sort()).toEqual([...mergeCidr([...prefixes])].sort());
			}),
		);
	});

	it('overlap where one contains the other', () => {
		const list = fc.array(fc.oneof(prefix4, prefix6), {maxLength: 12});
		fc.assert(
			fc.property(list, list, (prefixes, others) => {
				expect(overlapping(prefixes, others)).toEqual(prefixes.filter((one) => others.some((other) => prefixContains(one, other) || prefixContains(other, one))));
			}),
		);
	});

	it('turn a range into the fewest prefixes, all inside it', () => {
		const first = addressValue('192.168.0.0' as never);
		const last = addressValue('192.168.1.255' as never);
		expect(rangeToPrefixes(4, first, last)).toEqual(['192.168.0.0/23']);
		expect(rangeToPrefixes(4, first + 1n, first + 4n)).toEqual(['192.168.0.1/32', '192.168.0.2/31', '192.168.0.4/32']);
	});

	it('contain what they contain', () => {
		expect(prefixContains('10.0.0.0/8' as Prefix, '10.1.2.0/24' as Prefix)).toBe(true);
		expect(prefixContains('10.1.2.0/24' as Prefix, '10.0.0.0/8' as Prefix)).toBe(false);
		expect(prefixContains('0.0.0.0/0' as Prefix, '::1/128' as Prefix)).toBe(false);
	});
});
