import {afterAll, describe, expect, it} from 'vitest';
import type {Fault} from './faults.js';
import {deaths, lineFaults, pauses, tryEverywhere} from './faults.js';
import {applyOn, recoverOn, uncoveredChange} from './programs.js';
import {setStage} from './stage.js';
import {newTable, show} from './table.js';

const table = newTable();
const change = await uncoveredChange();

/** Consented to: after a restart it is not the router that undoes, but whoever recovers. */
const restart: Fault = {
	name: 'the router restarts, the program is killed, then recovered elsewhere',
	where: 'router',
	strike: (stage) => {
		stage.lab.machine.reboot();
		stage.drop();
		return stage.die();
	},
	afterwards: async (stage) => {
		stage.pass(20_000);
		return recoverOn(stage, 'elsewhere', {answer: 'undo'});
	},
};

describe('a router whose device-mode refuses the scheduler', () => {
	afterAll(() => show('THE JOB ALONE', table));

	it('undoes by its job alone', async () => {
		await tryEverywhere(table, [{change, answer: 'keep'}], [...deaths.slice(0, 1), ...deaths.slice(2, 3), ...pauses.slice(0, 1), ...lineFaults.slice(0, 1), restart]);
		await tryEverywhere(table, [{change, answer: 'undo'}], deaths.slice(0, 1));
	}, 600_000);

	it('undoes a change that a restart has left on trial, and asks nobody whether to keep it', async () => {
		let isStruck = false;
		const stage = await setStage({
			state: change.start,
			trap: async ({kind, phase}, {exec, lab, drop, die}) => {
				if (!isStruck && kind === 'exec' && phase === 'after' && (await exec(':put [/system/script/get detour-guard comment]')).includes(',applied ')) {
					isStruck = true;
					lab.machine.reboot();
					drop();
					await die();
				}
			},
		});
		await Promise.race([applyOn(stage, change, {answer: 'keep'}), stage.died]);
		stage.pass(20_000);
		const {events} = await recoverOn(stage, 'here', {answer: 'keep'});
		expect(events.map(({type}) => type)).not.toContain('countdown');
		expect(events.at(-1)).toMatchObject({outcome: 'undone'});
		await stage.stop();
	});

	it('is told of, and has no scheduler', async () => {
		const stage = await setStage({state: change.start});
		const {events} = await applyOn(stage, change, {answer: 'keep'});
		expect(events).toContainEqual({type: 'note', text: expect.stringContaining('restart')});
		expect(events.at(-1)).toMatchObject({outcome: 'kept'});
		await stage.stop();
	});
});
