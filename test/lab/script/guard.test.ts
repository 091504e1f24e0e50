import {describe, expect, it} from 'vitest';
import {textOf} from '../../../source/lab/script/text.js';
import {nothing} from '../../../source/lab/value.js';
import {makeHost, runLine} from './fake-host.js';

const guard = [
	'# detour guard',
	':local due ([/system/resource/get uptime] > 100s)',
	':if ($due) do={',
	'    :foreach i in=[/ip/firewall/mangle/find comment~"^detour-old:c1:"] do={',
	'        :do { /ip/firewall/mangle/set $i disabled=no comment=[:pick [/ip/firewall/mangle/get $i comment] 14 200] } on-error={ :set due false }',
	'    }',
	'}',
].join('\n');

describe('the idioms of the guard', () => {
	it('enables what was set aside, once it is due', async () => {
		const fake = await makeHost('7.12.2');
		runLine(fake, '/ip/firewall/mangle/add chain=prerouting action=accept disabled=yes comment="detour-old:c1:defconf: keep"');
		runLine(fake, guard, {from: undefined});
		expect(runLine(fake, ':put [/ip/firewall/mangle/get *1 comment]').printed).toBe('detour-old:c1:defconf: keep\r\n');
		fake.pass(20_000);
		runLine(fake, guard, {from: undefined});
		expect(runLine(fake, ':put ([/ip/firewall/mangle/get *1 comment] . " " . [/ip/firewall/mangle/get *1 disabled])').printed).toBe('defconf: keep false\r\n');
	});

	it('lets one of two win a unique name', async () => {
		const fake = await makeHost('7.16.2');
		const claim = (source: string) =>
			runLine(fake, `:do {/system/script/add name=detour-d-c1 source=${source}} on-error={}; :put [/system/script/get [find name=detour-d-c1] source]`).printed;
		expect([claim('keep'), claim('undo')]).toEqual(['keep\r\n', 'keep\r\n']);
	});

	it('carries a source of many lines unchanged', async () => {
		const fake = await makeHost('7.16.2');
		const escaped = guard.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('$', '\\$').replaceAll('\n', '\\r\\n');
		runLine(fake, `/system/script/add name=detour-guard source=stub; /system/script/set [find name=detour-guard] source="${escaped}"`);
		expect(textOf(fake.tables.get('/system/script')?.[0]?.properties.get('source') ?? nothing)).toBe(guard.replaceAll('\n', '\r\n'));
	});

	it('watches from a job until it is due', async () => {
		const fake = await makeHost('7.20.1');
		const ran = runLine(fake, ':while ([/system/resource/get uptime] < 100s) do={:delay 2s}; :put due', {from: undefined});
		expect(ran.printed).toBe('due\r\n');
		expect(ran.waits).toHaveLength(5);
	});

	it('tells a script that would parse from one that would not', async () => {
		const fake = await makeHost('7.20.1');
		runLine(fake, '/file/add name=ok.rsc contents="/ip/address/print"; /file/add name=bad.rsc contents="/ip/address/print; }"');
		expect(runLine(fake, ':put [:parse [/file/get [find name=ok.rsc] contents]]').printed).toBe('(evl /ip/address/print)\r\n');
		expect(runLine(fake, ':put [:parse [/file/get [find name=bad.rsc] contents]]').printed).toMatch(/^[a-z ]+ \(line 1 column \d+\)\r\n$/);
	});

	it('removes rows found by name, and none silently', async () => {
		const fake = await makeHost('7.20.1');
		runLine(fake, '/file/add name=x.rsc contents=1; /file/remove [find name=x.rsc]; /file/remove [find name=x.rsc]');
		expect(runLine(fake, ':put [:len [/file/find name=x.rsc]]').printed).toBe('0\r\n');
	});
});
