import {afterAll, describe, expect, it} from 'vitest';
import {deaths, pauses, tryEverywhere} from './faults.js';
import {applyOn, longChange} from './programs.js';
import {outlive, tryOnce} from './run.js';
import {setStage} from './stage.js';
import {newTable, note, show} from './table.js';

const table = newTable();
const change = await longChange();

describe('a change whose guard comes in parts', () => {
	afterAll(() => show('A LONG GUARD', table));

	it('does, and they are gone with it', async () => {
		let parts = 0;
		const stage = await setStage({state: change.start});
		const {events} = await applyOn(stage, change, {
			answer: 'undo',
			onEvent: ({type}) => {
				parts ||= type === 'armed' ? stage.lab.machine.context.store.rows('/system/script').filter(({properties}) => /^detour-u-/.test(properties.name ?? '')).length : 0;
			},
		});
		expect(events.at(-1)).toMatchObject({outcome: 'undone'});
		expect(parts).toBeGreaterThan(1);
		await stage.stop();
	});

	it('is undone or kept whole', async () => {
		await tryEverywhere(table, [{change, answer: 'keep'}], [...deaths.slice(0, 1), ...deaths.slice(2, 3), ...pauses.slice(0, 1)]);
	}, 600_000);

	it('loses no part before its guard when the power is cut at the end of an undo', async () => {
		for (let writes = 1; writes <= 8; writes++) {
			const verdict = await tryOnce(
				{change, answer: 'undo'},
				{
					isForgetting: true,
					afterwards: async (stage) => {
						outlive(stage);
						stage.lab.machine.context.cutPower({writes, files: 'lost', within: 40_000});
						return {events: []};
					},
				},
			);
			note(table, 'the power is cut at the end of an undo', `${writes} writes lost`, verdict);
		}
	}, 60_000);

	it('is stuck where a part cannot do its work', async () => {
		const verdict = await tryOnce(
			{change, answer: 'undo'},
			{
				isCrippling: true,
				onWrite: ({command}, {lab}) =>
					command === '/ip/dns/static/set' && lab.machine.context.store.rows('/system/script').some(({properties}) => /^detour-d-/.test(properties.name ?? '')),
			},
		);
		note(table, 'a statement of a part can never be done', change.title, verdict);
		expect(verdict.end).toBe('stuck');
	}, 60_000);
});
