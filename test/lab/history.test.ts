import fc from 'fast-check';
import {afterEach, describe, expect, it} from 'vitest';
import type {Lab} from '../../source/lab/index.js';
import {run, runAll, testLab} from './helpers.js';

let lab: Lab;
afterEach(async () => {
	await lab.stop();
});

const withoutDate = (text: string): string => text.replace(/^# \d.*\n/, '');

const configuration = async (): Promise<string> => withoutDate(await run(lab, '/export terse show-sensitive'));

const actions = [
	'/ip/firewall/address-list/add list=a address=192.0.2.1',
	'/ip/firewall/address-list/add list=b address=192.0.2.2 comment=x',
	'/ip/firewall/address-list/set [find list=a] comment=changed',
	'/ip/firewall/address-list/remove [find list=b]',
	'/ip/firewall/filter/add chain=forward action=drop place-before=[:pick [find where dynamic=no] 0]',
	'/ip/firewall/filter/move [:pick [find where dynamic=no] 2] [:pick [find where dynamic=no] 0]',
	'/ip/firewall/filter/remove [:pick [find where dynamic=no] 1]',
	'/ip/firewall/nat/disable [find where action=masquerade]',
	'/interface/list/set LAN name=INSIDE',
	'/interface/list/remove [find name=WAN]',
	'/ip/dns/set servers=192.0.2.53',
	'/system/identity/set name=other',
	'/routing/table/add name=vpn fib',
];

describe('undo and redo', () => {
	it('lists what was done, by whom, newest first', async () => {
		lab = await testLab();
		await runAll(lab, '/routing/table/add name=vpn fib', '/ip/dns/set servers=192.0.2.53');
		expect(await run(lab, '/system/history/print')).toBe(
			[
				'Flags: U - UNDOABLE',
				'Columns: ACTION, BY, POLICY, TIME',
				'#   ACTION       BY     POLICY  TIME               ',
				'0 U dns changed  admin  write   2026-01-05 10:00:00',
				'1 U table added  admin  write   2026-01-05 10:00:00',
				'',
				'',
			].join('\n'),
		);
		await run(lab, '/undo');
		expect(await run(lab, '/system/history/print')).toContain('0 R dns changed  admin');
		expect(await run(lab, ':put [/ip/dns/get servers]')).toBe('\n');
	});

	it('says so when there is nothing left', async () => {
		lab = await testLab();
		expect(await run(lab, '/undo')).toContain('nothing to undo');
		expect(await run(lab, '/redo')).toContain('nothing to redo');
	});

	it('comes back to each configuration on the way there and back', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(fc.constantFrom(...actions), {minLength: 1, maxLength: 6}), async (chosen) => {
				lab = await testLab();
				const passed = [await configuration()];
				for (const action of chosen) {
					const count = await run(lab, ':put [:len [/system/history/find]]');
					await run(lab, action);
					if ((await run(lab, ':put [:len [/system/history/find]]')) !== count) {
						passed.push(await configuration());
					}
				}

				for (const expected of passed.slice(0, -1).toReversed()) {
					await run(lab, '/undo');
					expect(await configuration()).toBe(expected);
				}

				for (const expected of passed.slice(1)) {
					await run(lab, '/redo');
					expect(await configuration()).toBe(expected);
				}

				await lab.stop();
			}),
			{numRuns: 15},
		);
		lab = await testLab();
	});

	it('does not start the schedulers that it took away', async () => {
		lab = await testLab();
		await runAll(lab, '/system/scheduler/add name=s interval=1m on-event=":log info ran"', '/undo');
		await lab.advance(120_000);
		expect(await run(lab, ':put [:len [/log/find where message=ran]]')).toBe('0\n');
		await run(lab, '/redo');
		await lab.advance(120_000);
		expect(await run(lab, ':put [:len [/log/find where message=ran]]')).toBe('2\n');
	});
});
