import {describe, expect, it} from 'vitest';
import {makeHost, runLine} from './fake-host.js';

type Case = readonly [script: string, printed: string];

const run = async (script: string): Promise<string> => runLine(await makeHost('7.22'), script).printed.replaceAll('\r\n', '\n');

// The examples of the manual's scripting page (a mirror of manual.mikrotik.com), and the RFCs' own vectors.
const cases: readonly Case[] = [
	[':local t {a=(1,2,3);b=(4,5,6);c=(7,"text",9)}; :put [:serialize to=dsv delimiter=";" value=$t order=("c","a","b")]', 'c;a;b\n7;1;4\ntext;2;5\n9;3;6\n'],
	[':put ([:deserialize from=dsv delimiter=";" value="a;b;c\\n1;findme;3" options=dsv.plain]->1->1)', 'findme\n'],
	[':put ([:deserialize from=dsv delimiter=";" value="a;b;c\\n1;findme;3" options=dsv.plain]->0->1)', 'b\n'],
	[':put ([:deserialize from=dsv "a;b;c\\n1;2;3\\n4;5;6" delimiter=";" options=dsv.array]->1->"b")', '5\n'],
	[':put ([:deserialize from=dsv "a;b;c\\n1;2;3\\n4;5;6" delimiter=";" options=dsv.array]->0->"c")', '3\n'],
	[':put [:serialize value=a,b,c to=json]', '["a","b","c"]\n'],
	[':onerror e in={:put [:serialize to=dsv delimiter="," {a=(1,2);b=(3,4);c=(5,6,7)}]} do={:put $e}', 'failure: array size mismatch (:serialize; line 1)\n'],
	[':put [:serialize to=dsv delimiter="," options=dsv.ignore-size {a=(1,2);c=(5,6,7)}]', 'a,c\n1,5\n2,6\n,7\n'],
	[':put [:serialize to=dsv delimiter="," options=dsv.wrap-strings {a="x y";b=1}]', 'a,b\n"x y",1\n'],
	[':put [:serialize to=dsv delimiter="," options=dsv.remap ({{a=1;b=2};{b=3;c=4}})]', 'a,b,c\n1,2,\n,3,4\n'],
	[':put ([:deserialize from=dsv delimiter="," options=dsv.plain "\\"a,b\\",c"]->0->0)', 'a,b\n'],
	[':put [:convert "foobar" to=base32]; :put [:convert from=base32 "MZXW6YTBOI======"]', 'MZXW6YTBOI======\nfoobar\n'],
	[':put [:convert "a b&c" to=url]; :put [:convert from=url "a%20b%26c"]', 'a%20b%26c\na b&c\n'],
	[':put [:convert "abc" to=byte-array]; :put [:convert from=byte-array {97;98;99}]', '97;98;99\nabc\n'],
	[':put [:convert "A" to=num]; :put [:convert from=num 1234 to=hex]', '65\n04d2\n'],
	[':put [:convert "\\01" to=bit-array-lsb]; :put [:convert "\\01" to=bit-array-msb]', '1;0;0;0;0;0;0;0\n0;0;0;0;0;0;0;1\n'],
	[':put [:convert "abc" transform=md5]; :put [:convert "router OS" transform=ucfirst]; :put [:convert "ABC" transform=lc]', '900150983cd24fb0d6963f7d28e17f72\nRouter OS\nabc\n'],
	[':put [:convert "Uryyb" transform=rot13]', 'Hello\n'],
	[':grep script=":put one; :put two; :put three; :put four" pattern="^t"', 'two\nthree\n'],
	[':grep script=":put one; :put two; :put three; :put four" pattern="two" after=1', 'two\nthree\n'],
	[':grep script=":put one; :put two; :put three; :put four" pattern="three" before=2', 'one\ntwo\nthree\n'],
	[':put [:len [:grep script=":put one; :put two" pattern="o" as-array]]', '2\n'],
	[':put (1d2h + 30m); :put (1h - 90s); :put (10m * 3); :put (1h / 4); :put (1h / 15m); :put (1d > 23h59m)', '1d02:30:00\n00:58:30\n00:30:00\n00:15:00\n4\ntrue\n'],
	[':put ([:totime "02:00:00"] - 00:30:00); :put [:tonum 1m30s]; :put (00:00:10 + 5)', '01:30:00\n90\n00:00:15\n'],
	[':global tries 0; :put [:retry command={ :global tries; :set tries ($tries + 1); :if ($tries < 3) do={ :error "no" }; :return $tries } delay=1 max=5]', '3\n'],
	[':onerror e in={ :retry command={ :error "never" } delay=0 max=2 } do={ :put $e }', 'never (:error; line 1)\n'],
];

describe('values in other spellings', () => {
	it.each(cases)('%s', async (script, printed) => {
		expect(await run(script)).toBe(printed);
	});

	it('go into files where one is named', async () => {
		const host = await makeHost('7.22');
		runLine(host, ':serialize to=json {1;2} file-name=a.json; :grep script=":put one; :put two" pattern=two filename=b.txt');
		expect([...host.saved]).toEqual([
			['a.json', '[1,2]'],
			['b.txt', 'two\n'],
		]);
	});

	it.each([
		[':put [:serialize to=xml {1}]', 'input does not match any value of to'],
		[':put [:convert "a" transform=nonsense]', 'nonsense'],
		[':put [:convert {a} from=byte-array]', 'invalid value for argument value'],
		[':put [:deserialize from=dsv delimiter="" "a"]', 'missing value(s) of argument(s) delimiter'],
	])('refuse %s', async (script, said) => {
		expect(await run(`:onerror e in={ ${script} } do={ :put $e }`).then((text) => text, String)).toContain(said);
	});
});
