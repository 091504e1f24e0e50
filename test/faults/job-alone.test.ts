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

	it('is told of, and has no scheduler', async () => {
		const stage = await setStage({state: change.start});
		const {events} = await applyOn(stage, change, {answer: 'keep'});
		expect(events).toContainEqual({type: 'note', text: expect.stringContaining('restart')});
		expect(events.at(-1)).toMatchObject({outcome: 'kept'});
		await stage.stop();
	});
});
