import {afterAll, describe, expect, it} from 'vitest';
import {render} from '../../source/compiler/index.js';
import type {Facts} from '../../source/facts/index.js';
import type {Lab} from '../../source/lab/index.js';
import type {Answers} from '../../source/scenario/index.js';
import {example, whole} from '../compiler/build.js';
import {run, testLab} from '../lab/helpers.js';

const labs: Lab[] = [];

afterAll(async () => {
	await Promise.all(labs.map((lab) => lab.stop()));
});

const labWith = async (minor: number, scenario: string, id: string, change: Answers): Promise<Lab> => {
	const lab = await testLab(minor);
	labs.push(lab);
	const {answers, facts: own} = example(`${scenario}/${id}`);
	const facts: Facts = {...own, release: {major: 7, minor, patch: 1}};
	const {fragment} = whole({...answers, ...change}, facts, {}, id, scenario);
	lab.machine.context.disk.write('detour.rsc', Buffer.from(render(fragment, {facts})));
	expect(await run(lab, '/import file-name=detour.rsc')).toContain('executed successfully');
	return lab;
};

const pass = async (lab: Lab, seconds: number): Promise<void> => {
	for (let left = seconds; left > 0; left -= 1) {
		await lab.advance(1000);
	}
};

const byMail = {'mail-to': 'owner@example.com', 'mail-settings': 'set', 'mail-server': '192.168.88.2:25', 'mail-encryption': 'none', 'mail-from': 'router@example.com'};

describe.each([9, 20])('on 7.%i', (minor) => {
	it('exports get the day as their name, are mailed when they are whole, and the oldest go', async () => {
		const lab = await labWith(minor, 'safe-keeping', 'shop', {forms: ['export'], keep: '2', at: '04:30', ...byMail});
		for (let day = 0; day < 3; day += 1) {
			await lab.advance(24 * 3_600_000);
			await pass(lab, 60);
		}

		// Both forms of the date end up as the same name.
		expect((await run(lab, ':foreach f in=[/file/find where name~"copy"] do={:put [/file/get $f name]}')).trim().split('\n')).toEqual([
			'detour-shop-x7k2-p1-copy-20260107.rsc',
			'detour-shop-x7k2-p1-copy-20260108.rsc',
		]);
		expect(await run(lab, '/lab/mail')).toMatch(/to: owner@example\.com\n\s*subject: shop: configuration\n.*detour-shop-x7k2-p1-copy-20260106\.rsc/s);
		expect(await run(lab, '/log/print where topics~"error"')).toBe('');
	});

	it('a host that is gone is told to whom it may concern, and that it is back', async () => {
		const lab = await labWith(minor, 'watch', 'nas', {...byMail, patience: 'seconds'});
		await pass(lab, 120);
		await run(lab, '/lab/host dead=192.168.88.20');
		await pass(lab, 60);
		await run(lab, '/lab/host alive=192.168.88.20');
		await pass(lab, 60);
		// Only since 7.17 can the router be told to keep quiet about what answers from the beginning.
		const subjects = [...(await run(lab, '/lab/mail')).matchAll(/subject: (.*)/g)].map(([, subject]) => subject);
		expect(subjects).toEqual([...(minor < 17 ? ['home: NAS answers again.'] : []), 'home: NAS does not answer.', 'home: NAS answers again.']);
	});

	it('a message that nobody takes is tried for five minutes, and missed in the log', async () => {
		const lab = await labWith(minor, 'watch', 'nas', {tell: ['webhook'], webhook: 'https://nobody.example.invalid/x', 'webhook-form': 'json', patience: 'seconds'});
		await pass(lab, 120);
		await run(lab, '/lab/host dead=192.168.88.20');
		await pass(lab, 400);
		expect(await run(lab, '/log/print where message~"home: NAS does not"')).toContain('home: NAS does not answer.');
		expect(await run(lab, '/log/print where message~"could not be sent"')).toContain('A message could not be sent.');
	});
});
