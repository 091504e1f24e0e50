import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {keyPart, nameOf} from '../../source/compiler/names.js';

describe('names on the router', () => {
	it.each([
		['home-x7k2', 'p1.vpn', 'detour-home-x7k2-p1-vpn'],
		['home-x7k2', 'all.lan', 'detour-home-x7k2-lan'],
		['abcdefghijkl-x7k2', 'p1.vpn', 'detour-abcdefghijkl-x7k2-p1-vpn'],
		['abcdefghijkl-x7k2', 'all.bypass', 'detour-abcdefghijkl-x7k2-bypass'],
	])('%s %s', (profile, id, name) => {
		expect(nameOf(profile, id)).toBe(name);
	});

	it('are at most 31 characters, and still differ when shortened', () => {
		const names = ['streaming', 'streamers', 'streamlining'].map((item) => nameOf('abcdefghijkl-x7k2', `p1.${item}`));
		expect(new Set(names).size).toBe(3);
		expect(names.every((name) => name.length <= 31)).toBe(true);
	});
});

describe('pieces of keys', () => {
	it.each([
		['10.0.0.0/8', '10-0-0-0-8'],
		['2001:db8::/32', '2001:db8::-32'],
		['www.example.com', 'www-example-com'],
		['wg-exit', 'wg--exit'],
	])('%s', (text, part) => {
		expect(keyPart(text)).toBe(part);
	});

	it('fit an owner key, whatever the text', () => {
		fc.assert(
			fc.property(fc.string({unit: 'binary', maxLength: 80}), (text) => {
				expect(keyPart(text)).toMatch(/^[a-z\d:-]{1,30}$/);
			}),
		);
	});

	it.each([
		[['a.b', 'a-b', 'a b', 'A.b', 'a/b', 'a..b', 'a--b', 'a.-b', 'a-.b']],
		[['bridge', 'Bridge', 'bridge ', 'bridgé']],
		[[`${'x'.repeat(40)}.com`, `${'x'.repeat(40)}.net`]],
	])('differ for different texts: %j', (texts) => {
		expect(new Set(texts.map(keyPart)).size).toBe(texts.length);
	});
});
