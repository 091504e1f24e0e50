import {describe, expect, it} from 'vitest';
import {readListFile} from '../../source/scenario/importers/list-file.js';

const listed = (text: string) => {
	const list = readListFile(text);
	return list.ok ? [...list.value.prefixes, ...list.value.names.map(({name, subdomains}) => (subdomains ? `*.${name}` : name))] : list.diagnostics.map(({message}) => message);
};

const remarks = (text: string) => {
	const list = readListFile(text);
	return list.ok ? list.value.warnings.map(({code, message}) => `${code}: ${message}`) : list.diagnostics.map(({code, message, hint}) => `${code}: ${message} ${hint ?? ''}`);
};

describe('a file of destinations', () => {
	it.each<[string, string, readonly string[]]>([
		['one a line', '192.0.2.0/24\n2001:db8::/32\n\nexample.com\n*.example.org\n', ['192.0.2.0/24', '2001:db8::/32', 'example.com', '*.example.org']],
		['ranges, CRLF and a byte order mark', '\uFEFF192.0.2.0-192.0.2.3\r\n198.51.100.7\r\n', ['192.0.2.0/30', '198.51.100.7/32']],
		['remarks', '# head\n; too\n192.0.2.7 # a host\n', ['192.0.2.7/32']],
		[
			'an export',
			'# 2026-11-22 by RouterOS 7.20\n/ip firewall address-list\nadd address=192.0.2.0/24 comment="the # of it" list=x\nadd address=www.example.com list=x\n/ipv6 firewall address-list\nadd address=2001:db8::/32 \\\n    list=x\n',
			['192.0.2.0/24', '2001:db8::/32', 'www.example.com'],
		],
		[
			'a script',
			'/ip/firewall/address-list\n:do { add list=x address="192.0.2.0/24" } on-error={}\n/ip firewall address-list add list=x address=198.51.100.0/24\n',
			['192.0.2.0/24', '198.51.100.0/24'],
		],
	])('%s', (_what, text, wanted) => {
		expect(listed(text)).toEqual(wanted);
	});

	it.each<[string, string, readonly string[]]>([
		['a slip', 'example.com\n10.0.0.300\n', ['list-line: Line 2: 10.0.0.300 is no address or prefix. 300 is more than 255, the most that a part of an IPv4 address can be.']],
		['nothing', '# only remarks\n', ['list-empty: The file lists nothing. One address, prefix, range or name a line, or the rows of a RouterOS address list.']],
		[
			'many slips',
			'x y\n'.repeat(7),
			[...[1, 2, 3, 4, 5].map((line) => expect.stringMatching(`^list-line: Line ${line}: `) as string), 'list-line: 2 more lines of the file are like that. '],
		],
		[
			'a timeout',
			'add list=x address=192.0.2.1 timeout=1h\n',
			['list-timeout: Line 1: 192.0.2.1 is listed for good: its timeout is left out, since such rows are lost at a restart.'],
		],
		[
			'other lines of a script',
			'/ip firewall address-list remove [find list=x]\nadd list=x address=192.0.2.1\nadd list=x address=192.0.2.2 disabled=yes\n',
			[
				'list-line: Line 1: “/ip firewall address-list remove [find list=x]” is no row of an address list; it is left out.',
				'list-line: Line 3: 192.0.2.2 is switched off there; it is left out.',
			],
		],
		[
			'overlaps and duplicates',
			'192.0.2.0/24\nexample.com\n192.0.2.64/26\n192.0.2.0/24\nexample.com\n198.51.100.0/24\n',
			[
				'list-overlap: Line 3: 192.0.2.64/26 lies in 192.0.2.0/24 of line 1.',
				'list-overlap: Line 4: 192.0.2.0/24 is listed on line 1 already.',
				'list-overlap: Line 5: example.com is listed on line 2 already.',
			],
		],
	])('tells of %s by line', (_what, text, wanted) => {
		expect(remarks(text)).toEqual(wanted);
	});
});
