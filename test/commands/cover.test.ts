import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import type {Workplace} from './fake-context.js';
import {makeWorkplace} from './fake-context.js';
import type {TestLab} from './fake-lab.js';
import {makeTestLab} from './fake-lab.js';

let workplace: Workplace;
let router: TestLab;

beforeAll(async () => {
	workplace = await makeWorkplace();
	router = await makeTestLab();
	router.lab.faults.deviceMode = 'home';
});
afterAll(async () => {
	await router.lab.stop();
	await workplace.remove();
});

it('a router that refuses the scheduler needs its address, typed once more, and is changed by a job alone', async () => {
	const answers = {tunnel: 'existing', interface: 'wg-vpn', destinations: ['203.0.113.0'], 'when-down': 'block'};
	await writeFile(join(workplace.directory, 'list.json'), JSON.stringify({id: 'list', name: 'list', parts: [{id: 'p1', scenario: 'vpn-split-tunnel', answers}]}));
	const apply = async (options: readonly string[], typed: readonly string[] = []) =>
		workplace.run(['apply', '-f', 'list.json', ...router.reach, ...options], {environmentPassword: router.password, clock: router.clock, answers: typed});
	const before = await router.exported();
	const refused = await apply(['--yes']);
	expect(refused.code).toBe(1);
	expect(refused.err).toContain('/system/device-mode/update scheduler=yes');
	expect(refused.err).toContain('press its button');
	expect(refused.err).toContain('--despite 127.0.0.1');
	const declined = await apply([], ['192.0.2.1']);
	expect(declined.code).toBe(1);
	expect(declined.asked).toEqual(['To go on all the same, type the address of the router (127.0.0.1):']);
	expect(await router.exported()).toBe(before);
	expect(await apply(['--yes', '--despite', '127.0.0.1'])).toMatchObject({code: 0, out: expect.stringContaining('restart')});
	expect(await router.exported()).not.toBe(before);
	expect(await apply([])).toMatchObject({code: 0, asked: []});
});
