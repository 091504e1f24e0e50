import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import type {Ran, Workplace} from './fake-context.js';
import {makeWorkplace} from './fake-context.js';
import type {TestLab} from './fake-lab.js';
import {makeTestLab} from './fake-lab.js';

let workplace: Workplace;
let router: TestLab;

beforeAll(async () => {
	workplace = await makeWorkplace();
	router = await makeTestLab();
});
afterAll(async () => {
	await router.lab.stop();
	await workplace.remove();
});

const apply = async (count: number, options: readonly string[], answers?: readonly string[]): Promise<Ran> => {
	const destinations = Array.from({length: count}, (_, index) => `203.0.113.${2 * index}`);
	const answersOf = {tunnel: 'existing', interface: 'wg-vpn', destinations, 'when-down': 'block'};
	await writeFile(join(workplace.directory, 'list.json'), JSON.stringify({id: 'list', name: 'list', parts: [{id: 'p1', scenario: 'vpn-split-tunnel', answers: answersOf}]}));
	return workplace.run(['apply', '-f', 'list.json', ...router.reach, ...options], {
		environmentPassword: router.password,
		clock: router.clock,
		...(answers === undefined ? {} : {answers}),
	});
};

it('a list that loses most of its entries needs the address of the router, typed once more', async () => {
	expect(await apply(40, ['--yes'])).toMatchObject({code: 0});
	const refused = await apply(5, ['--yes']);
	expect(refused.code).toBe(1);
	expect(refused.err).toMatch(/The list detour-list-\S+ would shrink from 40 to 5 entries\./);
	const declined = await apply(5, [], ['192.0.2.1']);
	expect(declined.code).toBe(1);
	expect(declined.asked).toEqual(['To go on all the same, type the address of the router (127.0.0.1):']);
	expect(await apply(5, ['--yes', '--despite', '127.0.0.1'])).toMatchObject({code: 0});
});
