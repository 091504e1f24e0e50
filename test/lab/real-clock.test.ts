import {setTimeout as wait} from 'node:timers/promises';
import {afterEach, describe, expect, it} from 'vitest';
import type {Lab} from '../../source/lab/index.js';
import type {Clock} from '../../source/runtime/index.js';
import {run, testLab} from './helpers.js';

const realClock: Clock = {now: () => Date.now(), monotonic: () => performance.now(), sleep: (milliseconds, signal) => wait(milliseconds, undefined, {signal})};

let lab: Lab;
afterEach(async () => {
	await lab.stop();
});

describe('a lab on the real clock', () => {
	it('lets time pass by itself, and faster when told to', async () => {
		lab = await testLab(20, {clock: 'real', clockPort: realClock});
		expect(await run(lab, ':delay 30ms; :put awake')).toBe('awake\n');
		await run(lab, ':execute script=":delay 1h; :log info late"');
		const slow = run(lab, ':delay 2h; :put later');
		await lab.advance(7_200_000);
		expect(await slow).toBe('later\n');
		expect(await run(lab, ':put [:len [/log/find where message="late"]];:put ([/system/resource/get uptime] >= 2h)')).toBe('1\ntrue\n');
	});

	it('stays reachable while a script spins', async () => {
		lab = await testLab(20, {clock: 'real', clockPort: realClock});
		const id = (await run(lab, ':put [:execute script=":while (true) do={ :local a 1 }"]')).trim();
		expect(await run(lab, ':delay 5ms; :put here')).toBe('here\n');
		await run(lab, `/system/script/job/remove ${id}`);
		expect(await run(lab, ':put [:len [/system/script/job/find where type=command]]')).toBe('0\n');
	});

	it('moves from its own menu', async () => {
		lab = await testLab(20, {clock: 'real', clockPort: realClock});
		await run(lab, '/system/script/add name=s source=":log info ran"');
		await run(lab, '/system/scheduler/add name=t interval=1m on-event="/system script run s"');
		await run(lab, '/lab/advance time=10m');
		await expect.poll(() => run(lab, ':put [/system/script/get s run-count]')).toBe('10\n');
		await run(lab, '/lab/interface down=ether1');
		await run(lab, '/lab/disk free=5000');
		expect(await run(lab, '/lab/print')).toContain('    links-down: ether1  \n');
		expect(await run(lab, ':put [/system/resource/get free-hdd-space]')).toBe('5000\n');
	});
});
