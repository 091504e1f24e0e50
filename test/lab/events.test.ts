import {describe, expect, it} from 'vitest';
import {parseEvents} from '../../source/lab/index.js';
import {run, testLab} from './helpers.js';

describe('events', () => {
	it.each([
		['1m30s /lab interface down=ether1', [{at: 90_000, command: '/lab interface down=ether1', line: 1}]],
		[
			'# first\n\n00:00:05 :put b\n  2 :put a  \n',
			[
				{at: 2000, command: ':put a', line: 4},
				{at: 5000, command: ':put b', line: 3},
			],
		],
	])('%j', (text, wanted) => {
		expect(parseEvents(text)).toEqual({ok: true, value: wanted});
	});

	it.each(['soon :put a', '5s', '5s   '])('refuses %j', (text) => {
		expect(parseEvents(`\n${text}`)).toMatchObject({ok: false, diagnostics: [{code: 'lab-events', message: 'Line 2 is no event.'}]});
	});

	it('happen in the lab’s own time, reboots or not', async () => {
		const parsed = parseEvents('10s /system identity set name=late\n20s /system reboot\n25s /bogus\n30s :put [/system identity get name]\n');
		const seen: string[] = [];
		const lab = await testLab(20, {events: parsed.ok ? parsed.value : [], onEvent: ({line}, output) => seen.push(`${line}: ${output.trim()}`)});
		await lab.advance(9999);
		expect(await run(lab, ':put [/system identity get name]')).toBe('MikroTik\n');
		await lab.advance(10_001);
		expect(seen[0]).toBe('1: ');
		await lab.advance(4000);
		expect(seen.some((line) => line.startsWith('3:'))).toBe(false);
		await lab.advance(6000);
		expect(seen.slice(-2)).toEqual(['3: bad command name bogus (line 1 column 2)', '4: late']);
		await lab.stop();
	});
});
