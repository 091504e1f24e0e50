import {afterAll, describe, expect, it} from 'vitest';
import {deaths, pauses, tryEverywhere} from './faults.js';
import {applyOn, longChange, recoverOn} from './programs.js';
import {isDecided, outlive, tryOnce} from './run.js';
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
	});

	it.each(['keep', 'undo'] as const)('says what can be done where somebody has deleted a part: %s', async (decision) => {
		const stage = await setStage({
			state: change.start,
			trap: async ({kind, phase}, {records, die}) => {
				if (kind === 'journal' && phase === 'after' && records.at(-1)?.state === 'applied') {
					await die();
				}
			},
		});
		await Promise.race([applyOn(stage, change, {answer: 'never'}), stage.died]);
		await stage.exec('/system script remove [find where name~"^detour-u-.*-1"]');
		const told = (await recoverOn(stage, 'here', {answer: 'undo'})).events.at(-1);
		expect(told).toMatchObject({outcome: 'stuck', message: expect.stringContaining('a part of its guard was deleted')});
		const command = new RegExp(`/system script add name=\\S+ source=${decision}; /system script run detour-guard`).exec(told?.type === 'outcome' ? told.message : '')?.[0];
		await stage.exec(command ?? '');
		const guard = await stage.exec(':foreach i in=[/system/script/find where name=detour-guard] do={ :put [/system/script/get $i comment] }');
		expect(guard).toMatch(decision === 'keep' ? /^$/ : /,failed undo 1,/);
		await stage.stop();
	});

	it('is stuck where a part cannot do its work', async () => {
		const verdict = await tryOnce(
			{change, answer: 'undo'},
			{
				isCrippling: true,
				onWrite: ({command}, stage) => command === '/ip/dns/static/set' && isDecided(stage),
			},
		);
		note(table, 'a statement of a part can never be done', change.title, verdict);
		expect(verdict.end).toBe('stuck');
	});
});
