import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {Clock} from '../../source/runtime/index.js';
import type {Ran, Workplace} from './fake-context.js';
import {makeWorkplace} from './fake-context.js';
import type {TestLab} from './fake-lab.js';
import {makeTestLab} from './fake-lab.js';

let workplace: Workplace;
let routers: readonly TestLab[];
let clock: Clock;
let before: readonly string[];

const names = (): readonly string[] => routers.map(({lab}) => `admin@127.0.0.1:${lab.port}`);

beforeEach(async () => {
	workplace = await makeWorkplace();
	routers = await Promise.all([makeTestLab(), makeTestLab(), makeTestLab()]);
	const [first] = routers;
	if (first === undefined) {
		throw new Error('there is no router');
	}

	clock = {
		...first.clock,
		sleep: async (milliseconds, signal) => {
			await Promise.all(routers.map(async (router) => router.clock.sleep(milliseconds, signal)));
		},
	};
	before = await Promise.all(routers.map(async ({exported}) => exported()));
	const answers = {tunnel: 'existing', interface: 'wg-vpn', destinations: ['203.0.113.0/24'], 'when-down': 'block'};
	await writeFile(join(workplace.directory, 'cafe.json'), JSON.stringify({id: 'cafe', name: 'cafe', parts: [{id: 'p1', scenario: 'vpn-split-tunnel', answers}]}));
});

afterEach(async () => {
	await Promise.all(routers.map(async ({lab}) => lab.stop()));
	await workplace.remove();
});

const detour = async (command: string, ...more: readonly string[]): Promise<Ran> =>
	workplace.run([command, '-f', 'cafe.json', ...routers.flatMap(({reach}) => reach), ...more], {environmentPassword: routers[0]?.password ?? '', clock});

const exports = async (): Promise<readonly string[]> => Promise.all(routers.map(async ({exported}) => exported()));

type Event = {readonly type: string; readonly router: string; readonly step?: string; readonly status?: string; readonly outcome?: string; readonly routers?: readonly object[]};

const events = (out: string): readonly Event[] =>
	out
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line));

describe('several routers', () => {
	it('are changed one after the other, the canary first, and each is read back', async () => {
		const {code, out} = await detour('apply', '--yes');
		expect(code).toBe(0);
		expect(out.trim().split('\n').slice(-3)).toEqual(names().map((name) => `${name}  done  what is wanted`));
		expect(out).toContain(`${names()[2]}: `);
		expect((await exports()).map((text) => text.includes('detour:cafe:'))).toEqual([true, true, true]);

		const planned = await detour('plan', '--json', '--detailed-exitcode');
		expect(planned.code).toBe(0);
		expect(events(planned.out).map((document) => document.router)).toMatchObject(routers.map(({lab}) => ({port: lab.port})));

		const removed = await detour('remove', '--yes', '--parallel', '3');
		expect(removed.code).toBe(0);
		expect(removed.out.trim().split('\n').slice(-3)).toEqual(names().map((name) => `${name}  done  nothing of the profile`));
		expect(await exports()).toEqual(before);
	});

	it('are told apart in the stream of events; the others begin when the canary has kept its change', async () => {
		const {code, out} = await detour('apply', '--yes', '--json', '--parallel', '2');
		expect(code).toBe(0);
		const told = events(out);
		const [canary, ...others] = names();
		const outcomes = told.filter(({type}) => type === 'outcome');
		expect(outcomes.map(({router, outcome}) => `${router} ${outcome}`).sort()).toEqual(
			names()
				.map((name) => `${name} kept`)
				.sort(),
		);
		const kept = told.findIndex(({type, router}) => type === 'outcome' && router === canary);
		for (const other of others) {
			expect(told.findIndex(({router}) => router === other)).toBeGreaterThan(kept);
		}

		expect(told.at(-1)).toMatchObject({type: 'summary', routers: names().map((router) => ({router, exitCode: 0, holds: 'what is wanted'}))});
	});

	it('are left alone when the canary does not keep its change', async () => {
		routers[0]?.lab.faults.farEndsDown.add('wg-vpn');
		const {code, out, err} = await detour('apply', '--yes');
		expect(code).toBe(4);
		expect(err).toContain(`The canary ${names()[0]} has not kept its change: the other routers are left alone.`);
		expect(out.trim().split('\n').slice(-2)).toEqual(
			names()
				.slice(1)
				.map((name) => `${name}  not begun  what it held before`),
		);
		expect(await exports()).toEqual(before);
	});

	it('do not keep each other from being changed; the worst of them is the exit code', async () => {
		await routers[1]?.lab.stop();
		const {code, out, err} = await detour('apply', '--yes');
		expect(code).toBe(1);
		expect(err).toContain(`${names()[1]}: error: `);
		expect(
			out
				.trim()
				.split('\n')
				.slice(-3)
				.map((row) => row.replaceAll(/ {2,}/g, '|').split('|')[1]),
		).toEqual(['done', 'failed', 'done']);
	});
});

describe('several routers are refused', () => {
	it.each([
		[['--router', 'admin@192.0.2.1', '--router', 'admin@192.0.2.1:22', '--yes'], 'admin@192.0.2.1 is named twice.'],
		[['--router', '192.0.2.1', '--router', '192.0.2.2', '--host-key', `SHA256:${'a'.repeat(43)}`, '--yes'], 'Give one --host-key for each router'],
		[['--router', '192.0.2.1', '--router', '192.0.2.2', '--despite', '192.0.2.3', '--yes'], '--despite wants the address of one of these routers'],
		[['--router', '192.0.2.1', '--router', '192.0.2.2', '--parallel', '0', '--yes'], '--parallel wants a number'],
	])('with %j', async (options, message) => {
		const {code, err} = await workplace.run(['apply', '-f', 'cafe.json', ...options]);
		expect(code).toBe(2);
		expect(err).toContain(message);
	});
});
