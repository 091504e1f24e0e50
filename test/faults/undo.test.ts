import {afterAll, describe, expect, it} from 'vitest';
import type {LabState} from '../../source/lab/index.js';
import {exampleIds, ofExample} from '../compiler/build.js';
import type {Verdict} from './judge.js';
import {isGuards} from './judge.js';
import type {Change} from './programs.js';
import {applyOn, changes} from './programs.js';
import {isDecided, outlive, tryOnce} from './run.js';
import type {Stage} from './stage.js';
import {setStage} from './stage.js';
import {newTable, note, show} from './table.js';
import type {Trial} from './trials.js';
import {differing, trialsOf} from './trials.js';

const table = newTable();
const {install, update, removal} = await changes();

const restart = (stage: Stage): LabState => {
	stage.lab.machine.reboot();
	stage.drop();
	outlive(stage);
	return stage.lab.state();
};

/** What a router holds once all is undone, and what it holds after one more start: scripts of its own write rows at each. */
type Undone = {readonly first: LabState; readonly later: LabState};

/** What one row or setting that cannot be undone keeps from being so: nothing else; and once it can be, nothing at all. */
const judge = (stage: Stage, what: string, undone: Undone): Verdict => {
	const left = differing(stage.lab.state(), undone.first);
	stage.lab.faults.frozen.clear();
	const later = differing(restart(stage), undone.later);
	const isAlone = left.length === 1 && left[0] === what;
	return isAlone && later.length === 0 ? {end: 'stuck', why: ''} : {end: 'else', why: `left over: ${left.join(', ')}; once it could be undone: ${later.join(', ')}`};
};

/** Of rows of one menu that come or go, or are set, the guard has one statement: the first of each. */
const oneOfEach = ({old, trial}: Trial): ReadonlyMap<string, string> => {
	const statements = new Map<string, string>();
	for (const what of differing(old, trial)) {
		const [menu = '', id] = what.split(' ');
		const wasThere = old.menus[menu]?.some((row) => row.id === id) === true;
		const statement = id === undefined ? `${menu} is set` : `${menu} ${wasThere ? 'comes back' : 'goes'}`;
		statements.set(statement, statements.get(statement) ?? what);
	}

	return statements;
};

/** A router that restarts while a change is on trial, so that its guard undoes; what is frozen is so before that. */
const startWith = async ({trial, minor, at}: Trial, frozen: readonly string[]): Promise<Stage> => {
	const schedulers = (trial.menus['/system/scheduler'] ?? []).map((row) =>
		isGuards(row.properties.name ?? '') ? {...row, properties: {...row.properties, disabled: 'yes'}} : row,
	);
	const stage = await setStage({state: {...trial, menus: {...trial.menus, '/system/scheduler': schedulers}}, minor, startsAt: at});
	for (const what of frozen) {
		stage.lab.faults.frozen.add(what);
	}

	await stage.exec('/system/scheduler/enable [find where name~"^detour-[st]-"]');
	restart(stage);
	return stage;
};

/** The trial of a change, and what becomes of that when it is undone without any trouble. */
const undoOf = async (change: Change): Promise<{readonly touched: readonly string[]; readonly undone: Undone}> => {
	let touched: readonly string[] = [];
	const stage = await setStage({state: change.start});
	await applyOn(stage, change, {
		answer: 'undo',
		onEvent: ({type}) => {
			touched = type === 'countdown' ? differing(change.start, stage.lab.state()) : touched;
		},
	});
	const undone = {first: stage.lab.state(), later: restart(stage)};
	await stage.stop();
	return {touched, undone};
};

const seen = new Set<string>();

const isNew = (kind: string): boolean => !seen.has(kind) && seen.add(kind).size > 0;

/** Examples that bring what none before them has brought. */
const telling = exampleIds.filter((id) => {
	const {entries, adjustments} = ofExample(id).fragment;
	return [...entries.map(({menu}) => menu), ...adjustments.flatMap(({menu, set}) => Object.keys(set).map((name) => `${menu} ${name}`))].filter(isNew).length > 0;
});

describe('what cannot be undone, however often it is tried', () => {
	afterAll(() => show('WHAT CANNOT BE UNDONE', table, 'Each time all else was undone; and that, too, once it could be.'));

	it.each([install, update, removal])('is said, whichever row or setting it is: $title', async (change) => {
		const {touched, undone} = await undoOf(change);
		expect(touched.length).toBeGreaterThan(5);
		for (const what of touched) {
			let alone: Verdict | undefined;
			let isFrozen = false;
			const said = await tryOnce(
				{change, answer: 'undo'},
				{
					isCrippling: true,
					onWrite: (_, own) => {
						if (!isFrozen && isDecided(own)) {
							isFrozen = true;
							own.lab.faults.frozen.add(what);
						}

						return false;
					},
					afterwards: async (own) => {
						alone = judge(own, what, undone);
						return {events: []};
					},
				},
			);
			note(table, `each row and setting: ${change.title}`, what, said.end === 'stuck' ? (alone ?? said) : {end: 'else', why: `${said.end} ${said.why}`});
		}
	});

	it.each(telling)('keeps nothing else of a preset from being undone: %s', async (id) => {
		for (const trial of await trialsOf(id)) {
			const clean = await startWith(trial, []);
			const undone = {first: clean.lab.state(), later: restart(clean)};
			await clean.stop();
			expect(differing(trial.trial, undone.first).length).toBeGreaterThan(0);
			for (const [statement, what] of oneOfEach(trial)) {
				if (isNew(statement)) {
					const stage = await startWith(trial, [what]);
					note(table, 'each kind of row and setting of all presets', `${trial.title}: ${statement}`, judge(stage, what, undone));
					await stage.stop();
				}
			}
		}
	});
});
