import {afterAll, describe, it} from 'vitest';
import {lineFaults, tryEverywhere} from './faults.js';
import {changes} from './programs.js';
import {tryOnce, withEachAnswer} from './run.js';
import {newTable, note, show} from './table.js';

const table = newTable();
const {install, update, removal} = await changes();

describe('a line that fails at each request', () => {
	afterAll(() => show('THE LINE', table));

	it('leaves a new profile whole or not at all', async () => {
		await tryEverywhere(table, withEachAnswer(install), lineFaults);
	}, 600_000);

	it('leaves a changed one and a removed one', async () => {
		await tryEverywhere(table, [...withEachAnswer(update), ...withEachAnswer(removal)], lineFaults.slice(0, 1));
	}, 600_000);

	it.each([300, 1000, 5000, 20_000])('that takes %i ms for each request', async (latency) => {
		for (const change of [install, update, removal]) {
			note(table, 'every request is slow', `${change.title}, ${latency} ms`, await tryOnce({change, answer: 'keep'}, {latency}));
		}
	});
});
