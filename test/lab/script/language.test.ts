import {describe, expect, it} from 'vitest';
import {makeHost, runLine} from './fake-host.js';

const lines = (text: string): readonly string[] => text.replace(/\r\n$/, '').split('\r\n');

type Case = readonly [script: string, ...printed: string[]];

const run = async (version: string, script: string): Promise<readonly string[]> => lines(runLine(await makeHost(version), script).printed);

// Captured on CHR 7.23 by tikoci/centrs (its console oracle), one `:put` a line.
const captured: readonly Case[] = [
	[':put [:typeof 2.2]; :put [:typeof "2.2"]', 'ip', 'str'],
	[':put [:typeof 00:00:02]; :put [:tostr 00:60:00]; :put [:typeof *1]; :put [:typeof 00:11:22:33:44:55]', 'time', '01:00:00', 'id', 'str'],
	[':put [:typeof (1,2,3)]; :put [:typeof {1;2;3}]; :put [:tostr ((1,2,3) . "a")]; :put [:typeof (1 . 2)]', 'array', 'array', '1a;2a;3a', 'str'],
	[':put [:typeof [:toarray ""]]; :local empty [:toarray ""]; :put [:typeof ($empty->0)]', 'array', 'nothing'],
	[':put [:typeof [:parse ":put hello"]]; :put [:tostr [:parse ":put hello"]]; :local unset; :put [:typeof $unset]; :put [:typeof [:nothing]]', 'code', '(code)', 'nothing', 'nil'],
	[':put [:typeof true]; :put [:typeof yes]; :put [:typeof "true"]; :put [:typeof 0]', 'bool', 'bool', 'str', 'num'],
	[':global flag true; :put [:typeof $flag]; :set flag "true"; :put [:typeof $flag]; :set flag yes; :put [:typeof $flag]', 'bool', 'str', 'bool'],
	[':put [:tostr [:tobool "yes"]]; :put [:tostr [:tobool "no"]]; :put [:tostr [:tobool 0]]; :put [:tostr [:tobool 1]]', 'true', 'false', 'false', 'true'],
	[':foreach k,v in={1;2} do={:put "$k|$[:typeof $k]|$v|$[:typeof $v]"}', '0|num|1|num', '1|num|2|num'],
	[':foreach k,v in={a=1} do={:put "$k|$[:typeof $k]|$v|$[:typeof $v]"}', 'a|str|1|num'],
	[':foreach v in=(a=1,b=2) do={:put [:typeof $v]}', 'bool', 'bool'],
	[':local z {1.1;1::1;1.1.1.1/24;2008:1::2/128;0x10;1d;yes}; :foreach v in=$z do={:put [:typeof $v]}', 'ip', 'ip6', 'ip-prefix', 'ip6-prefix', 'num', 'time', 'bool'],
	[':local z {abc;Yes;0X10;15251w;106752d}; :foreach v in=$z do={:put [:typeof $v]}', 'nothing', 'nothing', 'nothing', 'nothing', 'nothing'],
	[':foreach v in={15250w;106751d;1.256;3.14159} do={:put [:typeof $v]}', 'time', 'time', 'time', 'time'],
	[':local x 1,2; :put "$[:typeof $x]|$[:len $x]"', 'array|2'],
	[':put [:parse "/ip/address/add no-such-arg=x"]', '(evl bad parameter no-such-arg (line 1 column 28) /ip/address/add)'],
];

// Behaviour of 7.21 as collected in public scripting notes ("verified on 7.21+") and the forum's typed examples.
const noted: readonly Case[] = [
	[':put [:typeof []]; :put [:len []]', 'nil', '0'],
	[':put [:typeof [:tonum "23.8"]]; :put [:typeof [:tonum " 100 "]]; :put [:tonum "-456"]', 'nil', 'nil', '-456'],
	[':put [:toip 10.0.0.0/24]; :put [:typeof [:toip "256.1.1.1"]]; :put [:toip6 "2001:db8::1"]', '10.0.0.0', 'nil', '2001:db8::1'],
	[':put [:totime "1h30m"]; :put [:typeof [:totime "nottime"]]; :put [:tonsec 1m]', '01:30:00', 'nil', '60000000000'],
	[':put [:convert "abc" to=base64]; :put [:convert from=base64 "YWJjZA==" transform=reverse to=hex]', 'YWJj', '64636261'],
	[':local s "5"; :put ($s + 10); :put ($nothing + 1); :put ("val=" . 123); :put ($nothing . "text")', '15', '1', 'val=123', 'text'],
	[':put (10 / 3); :put (10 % 3); :put (0xFF & 0x0F); :put (0xFF ^ 0x0F); :put (1 << 4); :put (16 >> 2)', '3', '1', '15', '240', '16', '4'],
	[':put (9223372036854775807 + 1)', '-9223372036854775808'],
	[':put (5 = "5"); :put (true = 1); :put ("hello" ~ "hel.*"); :put ("abc" != "xyz")', 'true', 'false', 'true', 'true'],
	[':put (192.168.1.1 in 192.168.0.0/16); :put (192.168.1.0/24 in 192.168.0.0/16); :put (10.0.0.1 in 192.168.0.0/16)', 'true', 'true', 'false'],
	[':put (192.168.1.100 & 255.255.255.0); :put (192.168.1.0 | 0.0.0.255); :put (192.168.1.1 + 1)', '192.168.1.0', '192.168.1.255', '192.168.1.2'],
	[':local d {"outer"={"inner"="value"}}; :put ($d->"outer"->"inner"); :put [:typeof ($d->"none")]; :put [:len ({1;2},{3;4})]', 'value', 'nothing', '4'],
	[':global fn do={ :return 123 }; :put [:typeof $fn]; :put [:len $fn]; :put [:typeof ($fn->1)]; :put [:typeof [$fn]]', 'array', '2', 'code', 'num'],
	[':put [:onerror e in={ :error "test" } do={}]; :put [:onerror e in={ :put "ok" } do={}]', 'true', 'ok', 'false'],
	[':global n 0; :global f do={:global n; :set n ($n + 1); :return true}; :if (true || [$f]) do={}; :put $n', '1'],
	[':local i 0; :do { :set i ($i + 1); :if ($i = 3) do={ :error "stop" } } on-error={} while=($i < 5); :put $i', '3'],
	[':local c 0; :for i from=1 to=5 do={ :onerror e in={ :if ($i = 3) do={ :error "skip" }; :set c ($c + 1) } do={} }; :put $c', '4'],
	[':retry command={:put never} delay=1 max=0; :put end', 'end'],
	[':put [:typeof [:set zzz 12]]; :put [:typeof [:put "sometext"]]', 'nil', 'sometext', 'str'],
];

// The rest of the language, from the reference text of §6.6 (operators, words, value forms).
const described: readonly Case[] = [
	[':put {3;1;"b"=2;"a"=1}', '3;1;a=1;b=2'],
	[':put 5s; :put 1d2h3m4s; :put 8d; :put 200ms', '00:00:05', '1d02:03:04', '1w1d00:00:00', '00:00:00.200'],
	[':put [:pick "abcdef" 1 3]; :put [:pick "abc" 1]; :put [:pick {1;2;3} 1 3]; :put [:pick "abc" 9 12]', 'bc', 'b', '2;3', ''],
	[':put [:find "a,b,c" "," -1]; :put [:find "a,b,c" "," 1]; :put [:typeof [:find "abc" "z"]]', '1', '3', 'nil'],
	[':put [:len "é"]; :put [:len {1;2;"k"=3}]', '2', '3'],
	[':local a {"k"=1}; :set ($a->"z") 5; :set ($a->"k") 2; :set ($a->0) "first"; :put $a', 'first;k=2;z=5'],
	[':local a [:toarray ""]; :set ($a->"x"->"y") 1; :put ($a->"x"->"y")', '1'],
	[':for i from=3 to=1 do={:put $i}', '3', '2', '1'],
	[':for i from=0 to=10 step=5 do={:put $i}', '0', '5', '10'],
	[':local i 0; :while ($i < 2) do={:set i ($i + 1); :put $i}', '1', '2'],
	[':local x outer; {:local x inner; :put $x}; :put $x', 'inner', 'outer'],
	[':local l 7; :local h do={:put "[$l]"}; $h; :if (true) do={:put $l}', '[]', '7'],
	[':local f do={:return ($1 . "-" . $name)}; :put [$f a name=b]', 'a-b'],
	[':local f do={:return $0}; :put [$f]', '$f'],
	[':local f do={:onerror e {:return 7} do={:return 8}}; :put [$f]', '7'],
	[':put [:onerror e { :put ok } do={ :put never }]; :retry { :put tried } delay=1s max=2', 'ok', 'false', 'tried'],
	[':if ([:find "a=b" "="]) do={:put found}; :if ([:find "ab" "="]) do={} else={:put none}', 'found', 'none'],
	[':put [:convert transform=md5 "abc"]; :put [:convert transform=md5 to=base64 "abc"]', '900150983cd24fb0d6963f7d28e17f72', 'kAFQmDzST7DWlj99KOF/cg=='],
	[':put (192.168.88.1/24 in 192.168.0.0/16); :put (192.168.88.1/16 in 192.168.88.0/24)', 'true', 'false'],
	[':local f do={:foreach i in={1;2;3} do={:if ($i = 2) do={:return $i}}; :return none}; :put [$f]', '2'],
	[':put (1h - 30m); :put (1h > 30m); :put (90s / 2)', '00:30:00', 'true', '00:00:45'],
	[':put "sum $(1 + 2) and $[:len "four"] and \\$x"', 'sum 3 and 4 and $x'],
	[':if (1 = 2) do={:put a} else={:put b}', 'b'],
	[':local "a-b" 5; :put $"a-b"', '5'],
	[':put [:serialize to=json value={"b"=true;"a"={1;"x"}}]', '{"a":[1,"x"],"b":true}'],
	[':put ([:deserialize from=json "{\\"a\\":[1,2]}"]->"a"->1)', '2'],
	[':put [:execute ":put 456" as-string]', '456', ''],
	[':onerror e in={:execute ":error x" as-string} do={:put caught}; :put after', 'after'],
	[':put [:time {:delay 2s}]', '00:00:02'],
	[':put [:resolve one.example]; :put [:resolve one.example type=ipv6]; :put [:resolve 10.0.0.9]', '192.0.2.1', '2001:db8::1', '10.0.0.9'],
	[':put [[:parse ":return 1h"]]', '01:00:00'],
	[':put [:parse "/ip address print"]', '(evl /ip/address/print)'],
	[':put [:parse ":if (1=1) do={:put yes} else={:put no}"]', '(evl /ifcondition=(= 1 1);do=;(evl (evl /putmessage=true));else=;(evl (evl /putmessage=false)))'],
	[':put [:parse ":zzz qqq print"]', '(<%% bad command name zzz (line 1 column 2) zzz;qqq;print)'],
	[':put [:parse ":put (1"]; :put after', 'syntax error (line 1 column 8)', 'after'],
	[':do {[[:parse ":zzz"]]} on-error={:put late}', 'late'],
];

describe('the language', () => {
	it.each(captured)('as captured: %s', async (script, ...printed) => {
		expect(await run('7.23.1', script)).toEqual(printed);
	});

	it.each(noted)('as noted: %s', async (script, ...printed) => {
		expect(await run('7.21.1', script)).toEqual(printed);
	});

	it.each(described)('as described: %s', async (script, ...printed) => {
		expect(await run('7.20.1', script)).toEqual(printed);
	});

	it('keeps globals between runs, and locals not', async () => {
		const fake = await makeHost('7.20.1');
		runLine(fake, ':global kept 5; :local gone 6');
		expect(runLine(fake, ':put "$kept,$gone"').printed).toBe('5,\r\n');
	});

	it('shows globals to scripts only where they declare them', async () => {
		const fake = await makeHost('7.20.1');
		runLine(fake, ':global g 5');
		expect(runLine(fake, ':put "$g"; :global g; :put "$g"', {from: undefined}).printed).toBe('\r\n5\r\n');
	});

	it('waits by its delays', async () => {
		expect(runLine(await makeHost('7.20.1'), ':delay 500ms; :delay 2; :delay 0.5').waits).toEqual([
			{kind: 'sleep', milliseconds: 500},
			{kind: 'sleep', milliseconds: 2000},
			{kind: 'sleep', milliseconds: 500},
		]);
	});

	it('retries with the delay asked for', async () => {
		const ran = runLine(await makeHost('7.20.1'), ':retry command={:put t; :error x} delay=1 max=3 on-error={:put gave-up}');
		expect(lines(ran.printed)).toEqual(['t', 't', 't', 'gave-up']);
		expect(ran.waits).toHaveLength(2);
	});

	it('gives jobs and log lines to the machine', async () => {
		const fake = await makeHost('7.20.1');
		expect(runLine(fake, ':put [:execute script={:put "x"; :delay 1s} file=out]; :log warning "w $[:len abc]"; /log info plain').printed).toBe('*J1\r\n');
		expect(fake.jobs).toEqual(['out|:put "x"; :delay 1s']);
		expect(fake.logged).toEqual(['script,warning w 3', 'script,info plain']);
	});
});
