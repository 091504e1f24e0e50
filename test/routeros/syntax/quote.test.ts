import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {namedText, quote, quoteString, unquote} from '../../../source/routeros/syntax/index.js';
import {onlyCommand} from './helpers.js';

const hostile = fc.oneof(
	fc.string({unit: 'binary', maxLength: 40}),
	fc.string({unit: 'grapheme', maxLength: 40}),
	fc.string({
		unit: fc.constantFrom(
			'"',
			'$',
			'[',
			']',
			'(',
			')',
			'{',
			'}',
			';',
			'\n',
			'\r',
			'\t',
			'\\',
			'#',
			'=',
			' ',
			'!',
			'*',
			"'",
			'?',
			'/',
			':',
			'a',
			'F',
			'0',
			'\u0000',
			'\u001B',
			'\u0085',
			'\u2028',
			'Ж',
		),
	}),
);

describe('quote', () => {
	it.each([
		['', '""'],
		['LAN', 'LAN'],
		['!LAN', '!LAN'],
		['!IP LOCAL', '"!IP LOCAL"'],
		['a,b,c', 'a,b,c'],
		['fe80::/10', 'fe80::/10'],
		['192.168.88.10-192.168.88.254', '192.168.88.10-192.168.88.254'],
		['sfpplus2<-MDF-AGG-1->sfpplus2', 'sfpplus2<-MDF-AGG-1->sfpplus2'],
		['*F', '*F'],
		['a b', '"a b"'],
		['a=b', '"a=b"'],
		['$x', '"\\$x"'],
		['say "hi" \\', '"say \\"hi\\" \\\\"'],
		['one\r\ntwo\t', '"one\\r\\ntwo\\t"'],
		['Об', '"\\D0\\9E\\D0\\B1"'],
		['\u0000\u001B[2J', '"\\00\\1B[2J"'],
		['😀', '"\\F0\\9F\\98\\80"'],
		['\uD83D', '"\\EF\\BF\\BD"'],
	])('writes %j as %s', (value, written) => {
		expect(quote(value)).toBe(written);
	});

	it('makes one argument of one command of any text, and the same text is read', () => {
		fc.assert(
			fc.property(hostile, hostile, (first, second) => {
				const {items} = onlyCommand(`/ip firewall filter add comment=${quote(first)} list=${quoteString(second)} chain=x`);
				expect(items.flatMap((item) => (item.kind === 'named' ? [[item.name, namedText(item)]] : []))).toEqual([
					['comment', first],
					['list', second],
					['chain', 'x'],
				]);
			}),
			{numRuns: 500},
		);
	});

	it('survives as a string inside code, a condition and a list', () => {
		fc.assert(
			fc.property(hostile, (value) => {
				const written = quoteString(value);
				const {items} = onlyCommand(`:foreach i in=[/x find where comment=${written}] do={ :put {${written}} }`);
				expect(items.map((item) => (item.kind === 'word' ? item.text : item.kind === 'named' ? item.name : item.kind))).toEqual(['foreach', 'i', 'in', 'do']);
			}),
			{numRuns: 200},
		);
	});

	it('gives bytes that are no UTF-8 back as they came', () => {
		expect(quoteString(unquote('"\\CF\\F0\\E8\\E2 \\D0\\9E"') ?? '')).toBe('"\\CF\\F0\\E8\\E2 \\D0\\9E"');
	});
});

describe('unquote', () => {
	it.each([
		['"a\\_b\\?"', 'a b?'],
		['"a\\\n    b"', 'ab'],
		['"\\D0\\\n    \\9E"', 'О'],
		['plain', 'plain'],
		['"$x"', undefined],
		['"a" b', undefined],
		['[x]', undefined],
		['"\\q"', undefined],
		['"\\0a"', undefined],
	])('reads %j', (written, value) => {
		expect(unquote(written)).toBe(value);
	});
});
