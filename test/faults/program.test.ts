import {afterAll, describe, it} from 'vitest';
import {deaths, pauses, tryEverywhere} from './faults.js';
import type {Ended} from './programs.js';
import {changes, recoverOn} from './programs.js';
import {tryOnce, withEachAnswer} from './run.js';
import {newTable, note, show} from './table.js';

const table = newTable();
const {install, update, removal} = await changes();

describe('a program that fails at each of its requests', () => {
	afterAll(() => show('THE PROGRAM', table));

	it('leaves a new profile whole or not at all', async () => {
		await tryEverywhere(table, withEachAnswer(install), [...deaths, ...pauses]);
	}, 600_000);

	it('leaves a changed one and a removed one', async () => {
		await tryEverywhere(table, [...withEachAnswer(update), ...withEachAnswer(removal)], [...deaths.slice(0, 2), ...pauses.slice(0, 1)]);
	}, 600_000);

	it.each([
		['here', 'keep'],
		['elsewhere', 'keep'],
		['elsewhere', 'undo'],
	] as const)(
		'may be killed while it recovers %s, to %s',
		async (where, answer) => {
			for (let at = 1, isOver = false; !isOver; at++) {
				let requests = 0;
				let settle: (ended: Ended) => void = () => undefined;
				const killed = new Promise<Ended>((resolve) => {
					settle = resolve;
				});
				let isRecovering = false;
				const verdict = await tryOnce(
					{change: install, answer: 'never'},
					{
						trap: async ({kind, phase}, stage) => {
							if (isRecovering && phase === 'before') {
								requests++;
								if (requests === at) {
									settle({events: []});
									await new Promise<never>(() => undefined);
								}
							} else if (!isRecovering && kind === 'journal' && phase === 'after' && stage.records.at(-1)?.state === 'applied') {
								await stage.die();
							}
						},
						afterwards: async (stage) => {
							isRecovering = true;
							return Promise.race([recoverOn(stage, where, {answer}), killed]);
						},
					},
				);
				isOver = requests < at;
				note(table, 'killed, and killed again while it recovers', `${where}, to ${answer}, request ${at}`, verdict);
			}
		},
		600_000,
	);
});
