import {afterAll, describe, expect, it} from 'vitest';
import type {Remains} from './cuts.js';
import {cutEverywhere, startWith} from './cuts.js';
import type {Verdict} from './judge.js';
import {changes} from './programs.js';
import {knownEnds} from './run.js';
import {newTable, note, show} from './table.js';

const table = newTable();
let judged = 0;
const {install, update, removal} = await changes();

const answers = ['keep', 'undo', 'never', 'Ctrl-C'] as const;

describe('a power cut', () => {
	afterAll(() => show('POWER CUTS', table, `${judged} of these differ in what the router finds when it starts; each was started.`));

	it.each([install, update, removal])(
		'at each request, with each number of writes and each of the files lost: $title',
		async (change) => {
			const ends = await knownEnds(change, '');
			const known = new Map<string, Remains>();
			const runs = [];
			for (const answer of answers) {
				runs.push({answer, ways: await cutEverywhere({change, answer}, known)});
			}

			const verdicts = new Map<Remains, Verdict>();
			const again = new Map<string, Remains>();
			for (const remains of known.values()) {
				const {verdict, again: later} = await startWith(remains, ends);
				verdicts.set(remains, verdict);
				// Files take no part in what a router does by itself.
				for (const one of Object.keys(remains.state.files).length === 0 ? later : []) {
					again.set(one.key, again.get(one.key) ?? one);
				}
			}

			for (const {answer, ways} of runs) {
				for (const [remains, times] of ways) {
					note(table, `${change.title}, ${answer}`, remains.where, verdicts.get(remains) ?? {end: 'else', why: 'not judged'}, times);
				}
			}

			for (const remains of again.values()) {
				note(table, `${change.title}: and again, before the router is done with it`, remains.where, (await startWith(remains, ends)).verdict);
			}

			for (const remains of [...known.values()].filter(({state}) => Object.keys(state.files).length === 0)) {
				note(table, `${change.title}: the router starts in 1970`, remains.where, (await startWith({...remains, startsAt: 0}, ends)).verdict);
			}

			judged += known.size;
			expect(known.size).toBeGreaterThan(500);
		},
		600_000,
	);
});
