import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {Stage} from '../helpers/story.js';
import {setStage} from '../helpers/story.js';

let stage: Stage;
let login: readonly string[];

const office = '203.0.113.50';

/** Seconds of a time as the router prints it below a day. */
const secondsOf = (text: string): number => text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);

/**
 * A clock of the administrator's own: notes at which uptime the office was shut out and let in again. Some seconds later it
 * lets a minute pass at once: nobody else could tell the router to.
 */
const watch = [
	':global cutAt; :global backAt; :global isHasty',
	':local up [/system/resource/get uptime]',
	':local isCut ([:len [/ip/firewall/filter/find where chain=input and comment~"banned" and !disabled]] > 0)',
	':if ($isCut and [:typeof $cutAt] = "nothing") do={ :set cutAt $up }',
	':if (!$isCut and [:typeof $cutAt] != "nothing" and [:typeof $backAt] = "nothing") do={ :set backAt $up }',
	':if ($isCut and [:typeof $isHasty] = "nothing" and $up > ($cutAt + 3s)) do={ :set isHasty true; /lab/advance time=1m }',
].join('; ');

beforeEach(async () => {
	stage = await setStage();
	const {lab, home} = stage;
	const answers = {banned: ['203.0.113.0/24'], traps: false};
	await writeFile(path.join(home, 'ban.json'), JSON.stringify({version: 1, id: 'ban', name: 'ban', parts: [{id: 'p1', scenario: 'security-zones', answers}]}));
	await lab.ssh(
		`/ip/firewall/filter/add chain=input action=accept protocol=tcp dst-port=22 src-address=${office} comment="the office" place-before=[find where comment="defconf: drop all not coming from LAN"]`,
	);
	await lab.ssh(`/system/scheduler/add name=watch interval=1s on-event=${JSON.stringify(watch).replaceAll('$', '\\$')}`);
	// From now on everybody comes from the office, and the router's own rules say who gets in.
	await lab.ssh(`/lab/guest address=${office}`);
	login = ['apply', '-f', path.join(home, 'ban.json'), '--router', lab.address, '--host-key', lab.fingerprint, '--password-stdin', '--yes', '--json'];
});

afterEach(async () => stage.end());

type Event = {
	readonly type: string;
	readonly name?: string;
	readonly status?: string;
	readonly detail?: string;
	readonly deadline?: number;
	readonly outcome?: string;
	readonly code?: string;
	readonly message?: string;
};

const apply = async (...more: readonly string[]): Promise<{readonly exitCode: number | undefined; readonly events: readonly Event[]}> => {
	const {exitCode, stdout} = await stage.run([...login, ...more], `${stage.lab.password}\n`);
	return {exitCode, events: stdout.split('\n').map((line) => JSON.parse(line))};
};

describe('a change that shuts its own maker out', () => {
	it('is refused, by the rule that would do it; with consent it is made, and the router is back by itself within 5 s of the deadline', async () => {
		const {lab} = stage;
		const before = await lab.export();
		const refused = await apply();
		expect(refused.exitCode).toBe(1);
		expect(refused.events.at(-1)).toMatchObject({
			code: 'session-cut',
			message: expect.stringMatching(/your own session from 203\.0\.113\.50.*filter rule 1: detour:ban:p1\.banned\.at\.4/i),
		});
		expect(await lab.export()).toBe(before);

		const {exitCode, events} = await apply('--despite', '127.0.0.1', '--confirm-within', '30s');
		expect(exitCode).toBe(4);
		expect(events.at(-1)).toMatchObject({type: 'outcome', outcome: 'undone', message: expect.stringMatching(/nobody kept it in time|the router has decided by itself/)});

		const [deadline = Number.NaN] = events.flatMap((event) => event.deadline ?? []);
		const [cutAt = Number.NaN, backAt = Number.NaN, uptime = Number.NaN] = (
			await lab.ssh(':global cutAt; :global backAt; :put $cutAt; :put $backAt; :put [/system/resource/get uptime]')
		)
			.trim()
			.split('\n')
			.map(secondsOf);
		expect(cutAt).toBeLessThan(deadline);
		expect(backAt).toBeGreaterThanOrEqual(deadline);
		expect(backAt).toBeLessThanOrEqual(deadline + 5);
		// Not by a restart.
		expect(uptime).toBeGreaterThanOrEqual(backAt);
		expect(await lab.export()).toBe(before);
	});
});
