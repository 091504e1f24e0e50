import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {Workplace} from './fake-context.js';
import {makeWorkplace} from './fake-context.js';

/** Colours, clears the screen, turns the text around, begins a line of its own, and hides. */
const trap = '\u001B[31m\u009B2J\u202Ex\r\ny\u200B';

const steers = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200B-\u200F\u2028-\u202E\u2066-\u2069]/;

const answers = {tunnel: 'existing', interface: 'wg-vpn', destinations: ['203.0.113.0/24'], networks: ['bridge'], 'when-down': 'block'};
const profileOf = (scenario: string, given: object, name = 'trap'): string => JSON.stringify({name, parts: [{id: 'p1', scenario, answers: given}]});

const files: Readonly<Record<string, string>> = {
	'good.json': profileOf('vpn-split-tunnel', answers),
	'field.json': profileOf('vpn-split-tunnel', {...answers, [trap]: trap}),
	'answer.json': profileOf('vpn-split-tunnel', {...answers, interface: trap}),
	'scenario.json': profileOf(trap, {}, 'none'),
	'name.json': JSON.stringify({name: trap, parts: [{id: 'p1', scenario: 'vpn-split-tunnel', answers}]}),
	'key.json': JSON.stringify({name: 'trap', [trap]: 1, parts: []}),
	'router.json': JSON.stringify({name: 'trap', router: {host: trap, port: 22, user: trap}, parts: [{id: 'p1', scenario: 'vpn-split-tunnel', answers}]}),
	'comment.rsc': `/ip address\nadd address=192.168.88.1/24 interface=bridge comment="${trap.replaceAll(/\s/g, '')}"\nbogus ${trap}\n`,
};

let workplace: Workplace;
beforeAll(async () => {
	workplace = await makeWorkplace();
	for (const [name, text] of Object.entries(files)) {
		await writeFile(join(workplace.directory, name), text);
	}
});
afterAll(async () => workplace.remove());

describe('text that would steer the terminal is shown as what it is', () => {
	it.each<readonly string[]>([
		[trap],
		['plan', trap],
		['plan', '-f', trap],
		['plan', '-f', 'good.json', '--router', `admin@${trap}`],
		['plan', '-f', 'good.json', '--router', 'admin@192.0.2.1', '--host-key', trap],
		['apply', '-f', 'good.json', '--yes', '--confirm-within', trap],
		['apply', '-f', 'good.json', '--yes', '--router', 'admin@192.0.2.1', '--despite', trap],
		['profiles', trap],
		['profiles', 'show', trap],
		['services', trap],
		['scenarios', trap],
		['render', '-f', 'good.json', '--routeros', trap],
		['render', '-f', 'good.json', '--facts', trap],
		['render', '-f', 'good.json', '-o', `none${trap}/x`],
		['show', '-f', 'good.json', '--down', trap],
		['trace', '--from', trap, '--to', '1.1.1.1'],
		['check', 'comment.rsc'],
		['lab', '--model', trap],
		['lab', '--state', `none${trap}/x`],
		...['field', 'answer', 'scenario', 'name', 'key', 'router'].flatMap((name) => [
			['render', '-f', `${name}.json`],
			['profiles', 'import', `${name}.json`],
		]),
		['profiles'],
		['profiles', 'show', 'trap'],
	])('%j %j %j %j', async (...argv) => {
		const {code, out, err} = await workplace.run(argv);
		expect([0, 1, 2]).toContain(code);
		expect(`${out}${err}`).not.toMatch(steers);
		expect(`${out}${err}`).not.toBe('');
	});
});

describe('what nobody would find again is refused', () => {
	it('a profile of a scenario that can have no such name', async () => {
		expect(await workplace.run(['profiles', 'import', 'scenario.json'])).toMatchObject({code: 2, err: expect.stringContaining('error: This does not fit into ')});
	});

	it('the state of a lab in a folder that is not there', async () => {
		expect(await workplace.run(['lab', '--state', 'none/state'])).toMatchObject({code: 2, err: expect.stringContaining('There is no folder')});
	});

	it('an option that another action takes', async () => {
		expect(await workplace.run(['profiles', 'list', '--yes'])).toMatchObject({code: 2, err: expect.stringContaining('--yes says nothing to "detour profiles list".')});
	});
});
