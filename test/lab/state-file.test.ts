import {describe, expect, it} from 'vitest';
import {readLabState, writeLabState} from '../../source/lab/index.js';
import {run, testLab} from './helpers.js';

const release = {major: 7, minor: 20, patch: 1};

describe('a lab’s state in a file', () => {
	it('brings back configuration, files and ids', async () => {
		const first = await testLab(20, {model: 'dual-wan'});
		await run(first, '/ip/firewall/address-list/add list=kept address=192.0.2.1; /file/add name=note.txt contents="of yesterday"');
		await run(first, '/ip/firewall/address-list/add list=fleeting address=192.0.2.2 timeout=1h');
		const before = await run(first, '/export show-sensitive');
		const text = writeLabState(release, first.state());
		await first.stop();

		const read = readLabState(text);
		if (!read.ok) {
			throw new Error('unreadable');
		}

		expect(read.value.release).toEqual(release);
		const second = await testLab(20, {state: read.value.state});
		expect(await run(second, '/export show-sensitive')).toBe(before);
		expect(await run(second, ':put [/file/get note.txt contents]')).toBe('of yesterday\n');
		expect(await run(second, '/ip/firewall/address-list/print count-only where list=fleeting')).toBe('0\n');
		expect(await run(second, ':put [/ip/dhcp-client/get [find where interface=ether2] gateway]')).toBe('192.168.1.1\n');
		expect(await run(second, ':put [/system/device-mode/get mode]')).toBe('home\n');
		// *2 was the one with a timeout: no id is given twice.
		expect(await run(second, ':put [/ip/firewall/address-list/add list=kept address=192.0.2.3]')).toBe('*3\n');
		await second.stop();
	});

	it.each([
		['nothing', ''],
		['other JSON', '[]'],
		['another schema', '{"schema":"detour/profile@1","release":"7.20"}'],
		['half a state', '{"schema":"detour/lab-state@1","release":"7.20","menus":{}}'],
		['rows that are none', '{"schema":"detour/lab-state@1","release":"7.20","menus":{"/ip/route":[{"id":1}]},"settings":{},"ids":{},"files":{}}'],
	])('refuses %s', (_what, text) => {
		expect(readLabState(text)).toMatchObject({ok: false, diagnostics: [{code: 'lab-state'}]});
	});
});
