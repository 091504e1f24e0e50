import {describe, expect, it} from 'vitest';
import {parseDestination, parseSource} from '../../source/scenario/destination.js';

const destination = (line: string) => {
	const parsed = parseDestination(line);
	return parsed.ok ? parsed.value : [parsed.diagnostics[0]?.message, parsed.diagnostics[0]?.hint];
};

describe('destinations', () => {
	it.each([
		['192.0.2.7', {kind: 'prefixes', prefixes: ['192.0.2.7/32']}],
		[' 192.0.2.0/24 ', {kind: 'prefixes', prefixes: ['192.0.2.0/24']}],
		['2001:DB8::/32', {kind: 'prefixes', prefixes: ['2001:db8::/32']}],
		['192.0.2.0-192.0.2.255', {kind: 'prefixes', prefixes: ['192.0.2.0/24']}],
		['192.0.2.1 - 192.0.2.2', {kind: 'prefixes', prefixes: ['192.0.2.1/32', '192.0.2.2/32']}],
		['example.com', {kind: 'name', name: 'example.com', subdomains: false}],
		['*.Example.com', {kind: 'name', name: 'example.com', subdomains: true}],
		['my-cdn.example.com', {kind: 'name', name: 'my-cdn.example.com', subdomains: false}],
	])('%s', (line, value) => {
		expect(destination(line)).toEqual(value);
	});

	it.each([
		['10.0.0.300', '10.0.0.300 is no address or prefix.', '300 is more than 255, the most that a part of an IPv4 address can be.'],
		['127.0.0.1', '127.0.0.1/32 is never routed anywhere.', 'Such addresses mean a host itself, its own link or a group of hosts.'],
		['10.0.0.01', '10.0.0.01 is no address or prefix.', 'A number in an address has no leading zero.'],
		['10.0.0.0/33', '10.0.0.0/33 is no address or prefix.', 'An address is like 192.0.2.7 or 2001:db8::7, a prefix like 192.0.2.0/24.'],
		['2001:db8::g', '2001:db8::g is no address or prefix.', 'An address is like 192.0.2.7 or 2001:db8::7, a prefix like 192.0.2.0/24.'],
		['10.1.2.3/8', '10.1.2.3/8 has bits behind its prefix length.', 'The prefix is 10.0.0.0/8; the address alone is 10.1.2.3.'],
		['192.0.2.9-192.0.2.1', '192.0.2.9-192.0.2.1 is no range: it must go from the lower to the higher address of one family.', undefined],
		['0.0.0.0/0', '0.0.0.0/0 is the whole Internet.', 'List what should go through the tunnel; everything else goes as before.'],
		['https://www.example.com/a?b', '“https://www.example.com/a?b” is no address, prefix, range or domain name.', 'Write only the name: www.example.com.'],
		['net\u001b[31mflix', '“net\\u{1b}[31mflix” is no address, prefix, range or domain name.', expect.stringContaining('*.example.com')],
		['*.com\n/system reset', expect.stringContaining('\\n/system reset'), expect.anything()],
	])('refuses %j', (line, message, hint) => {
		expect(destination(line)).toEqual([message, hint]);
	});
});

it('sources are addresses, not names', () => {
	expect(parseSource('192.168.88.50')).toEqual({ok: true, value: ['192.168.88.50/32']});
	expect(parseSource('tv')).toMatchObject({ok: false, diagnostics: [{code: 'bad-source', message: '“tv” is no address, prefix or range.'}]});
});
