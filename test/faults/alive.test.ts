import {afterAll, describe, it} from 'vitest';
import {cutsWithin} from './cuts.js';
import {changes} from './programs.js';
import {tryOnce, withEachAnswer} from './run.js';
import {newTable, note, show} from './table.js';

const table = newTable();
const {install, update, removal} = await changes();

/** Where nobody is there to find out what is left see cuts.test.ts. */
describe('a power cut at each request, with each number of writes lost, and a program that goes on', () => {
	afterAll(() => show('POWER CUTS, AND THE PROGRAM GOES ON', table));

	it.each([install, update, removal].flatMap(withEachAnswer))(
		'leaves the change whole or not at all: $change.title and $answer',
		async (run) => {
			for (const {where, cut} of await cutsWithin(run)) {
				note(table, `${run.change.title} and ${run.answer}`, where, await tryOnce(run, {cut}));
			}
		},
		600_000,
	);
});
