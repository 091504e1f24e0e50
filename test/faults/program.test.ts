import {afterAll, describe, it} from 'vitest';
import {deaths, pauses, tryEverywhere} from './faults.js';
import {changes} from './programs.js';
import {newTable, show} from './table.js';

const table = newTable();
const {install, update, removal} = await changes();

describe('a program that fails at each of its requests', () => {
	afterAll(() => show('THE PROGRAM', table));

	it('leaves a new profile whole or not at all', async () => {
		await tryEverywhere(table, [{change: install, answer: 'keep'}], [...deaths, ...pauses]);
	}, 600_000);

	it('leaves a changed one, a removed one, and one that is undone', async () => {
		await tryEverywhere(
			table,
			[
				{change: update, answer: 'keep'},
				{change: removal, answer: 'keep'},
				{change: update, answer: 'undo'},
				{change: install, answer: 'never'},
			],
			[...deaths.slice(0, 2), ...pauses.slice(0, 1)],
		);
	}, 600_000);
});
