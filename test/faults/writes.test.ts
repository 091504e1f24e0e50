import {afterAll, describe, expect, it} from 'vitest';
import {changes, recoverOn} from './programs.js';
import type {Run} from './run.js';
import {outlive, tryOnce, writesOf} from './run.js';
import type {Stage} from './stage.js';
import {newTable, note, show} from './table.js';

const table = newTable();
const {install, update, removal} = await changes();

const runs: readonly Run[] = [
	{change: install, answer: 'keep'},
	{change: update, answer: 'keep'},
	{change: removal, answer: 'undo'},
	{change: update, answer: 'never'},
];

const each = async (work: (run: Run, number: number, where: string) => Promise<void>): Promise<void> => {
	for (const run of runs) {
		const writes = await writesOf(run);
		for (let number = 1; number <= writes; number++) {
			await work(run, number, `${run.change.title} and ${run.answer}, write ${number}`);
		}
	}
};

const decided = ({lab}: Stage): boolean => lab.machine.context.store.rows('/system/script').some(({properties}) => /^detour-d-/.test(properties.name ?? ''));

describe('a write that fails, of whomever', () => {
	afterAll(() => show('THE WRITES', table));

	it('fails once: of the lock, the import, the guard', async () => {
		await each(async (run, number, where) => {
			note(table, 'the n-th write fails', where, await tryOnce(run, {onWrite: (write) => write.number === number}));
		});
	}, 600_000);

	it('is where the session ends', async () => {
		await each(async (run, number, where) => {
			for (const isLost of [false, true]) {
				const verdict = await tryOnce(run, {
					onWrite: (write, stage) => {
						if (write.number === number) {
							stage.drop();
						}

						return isLost && write.number === number;
					},
				});
				note(table, `the session ends ${isLost ? 'before' : 'after'} the n-th write`, where, verdict);
			}
		});
	}, 600_000);

	it('is the last one before the power fails, of an undo that nobody watches', async () => {
		for (const change of [install, update, removal]) {
			for (let writes = 1; writes <= 40; writes++) {
				const verdict = await tryOnce(
					{change, answer: 'never'},
					{
						trap: async (moment, stage) => {
							// The journal says that the change is made: the program dies.
							if (moment.kind === 'journal' && moment.phase === 'after' && stage.records.at(-1)?.state === 'applied') {
								await stage.die();
							}
						},
						afterwards: async (stage) => {
							outlive(stage);
							stage.lab.machine.context.cutPower({writes, files: 'lost', within: 40_000});
							return {events: []};
						},
					},
				);
				note(table, 'the power is cut in the middle of an undo, and again', `${change.title}, ${writes} writes lost`, verdict);
			}
		}
	}, 600_000);

	it('is of a keep, and the power fails before the flash has it', async () => {
		for (const change of [install, update, removal]) {
			for (let writes = 1; writes <= 60; writes++) {
				const verdict = await tryOnce(
					{change, answer: 'keep'},
					{
						isForgetting: true,
						afterwards: async (stage) => {
							stage.lab.machine.context.cutPower({writes, files: 'lost', within: 40_000});
							return {events: []};
						},
					},
				);
				note(table, 'the power is cut after a keep', `${change.title}, ${writes} writes lost`, verdict);
			}
		}
	}, 600_000);

	it('can never be done, in an undo: it is stuck, and that is said', async () => {
		const commands = new Set<string>();
		for (const change of [install, update, removal]) {
			await tryOnce(
				{change, answer: 'undo'},
				{
					onWrite: ({command}, stage) => {
						if (decided(stage) && !command.startsWith('/system/sc')) {
							commands.add(command);
						}

						return false;
					},
				},
			);
		}

		expect(commands.size).toBeGreaterThan(8);
		for (const change of [install, update, removal]) {
			for (const command of commands) {
				const verdict = await tryOnce(
					{change, answer: 'undo'},
					{
						isCrippling: true,
						onWrite: (write, stage) => write.command === command && decided(stage),
					},
				);
				note(table, 'a statement of undo can never be done', `${change.title}, ${command}`, verdict);
			}
		}
	}, 600_000);

	it('is stuck after three starts, with what it is stuck in to be read on the router', async () => {
		let said = '';
		let held: readonly string[] = [];
		await tryOnce(
			{change: install, answer: 'undo'},
			{
				isCrippling: true,
				onWrite: ({command}, stage) => command === '/ip/route/remove' && decided(stage),
				afterwards: async (stage) => {
					for (let starts = 0; starts < 2; starts++) {
						stage.lab.machine.reboot();
						stage.drop();
						stage.pass(60_000);
					}

					const {store} = stage.lab.machine.context;
					held = ['/system/script', '/system/scheduler'].flatMap((menu) => store.rows(menu).map(({properties}) => `${properties.name} ${properties.comment ?? ''}`.trim()));
					const ended = await recoverOn(stage, 'elsewhere', {answer: 'undo'});
					const last = ended.events.at(-1);
					said = last?.type === 'outcome' ? `${last.outcome}: ${last.message}` : '';
					return ended;
				},
			},
		);
		expect(held.map((row) => row.replace(/,.*/, ''))).toEqual(expect.arrayContaining(['detour-guard ahqx6dkt29', 'detour-d-ahqx6dkt29 it was on trial when the router restarted']));
		expect(held.join()).toMatch(/failed undo \d/);
		expect(held.join()).not.toMatch(/detour-[ts]-/);
		expect(said).toMatch(/^stuck: /);
	}, 60_000);
});
