import {createHash} from 'node:crypto';
import type {LabState} from '../../source/lab/index.js';
import type {Ends, Verdict} from './judge.js';
import {judge} from './judge.js';
import {applyOn, recoverOn} from './programs.js';
import type {Cut, Run} from './run.js';
import {outlive} from './run.js';
import type {Stage} from './stage.js';
import {setStage} from './stage.js';

/** What a router may find on its flash when its power comes back. */
export type Remains = {
	readonly state: LabState;
	/** The same for what is the same to a router that starts. */
	readonly key: string;
	/** One of the ways that it comes to that. */
	readonly where: string;
	/** Time of day, milliseconds since 1970. */
	readonly startsAt: number;
};

/** How many ways lead to each. */
export type Ways = ReadonlyMap<Remains, number>;

const isOurs = (name: string): boolean => name.includes('detour-');

/** Milliseconds in which a file that was written may be lost, or left empty. */
const window = 40_000;

type Files = LabState['files'];

/** All that may become of files in a power cut, each for itself. */
const lossesOf = (files: Files, now: number): readonly Files[] =>
	Object.entries(files).reduce<readonly Files[]>(
		(all, [name, file]) => all.flatMap((one) => [{...one, [name]: file}, ...(isOurs(name) && file.modified > now - window ? [{...one, [name]: {...file, content: ''}}, one] : [])]),
		[{}],
	);

const hash = (value: unknown): string => createHash('sha1').update(JSON.stringify(value)).digest('base64');

const rowsKey = ({menus, settings}: LabState): string => hash([menus, settings]);

const filesKey = (files: Files): string =>
	Object.entries(files)
		.map(([name, {content}]) => `${name}:${content === '' ? 'empty' : 'whole'}`)
		.sort()
		.join();

type Point = {readonly state: LabState; readonly rows: string};

/** Of one run, what there is after each of its writes so far. */
const newHistory = (): ((stage: Stage) => readonly Point[]) => {
	const history: Point[] = [];
	return ({lab}) => {
		const {flash} = lab.machine.context;
		const writes = flash.count();
		for (let left = history.length; left <= writes; left++) {
			const state = flash.without(writes - left);
			history.push({state, rows: rowsKey(state)});
		}

		return history;
	};
};

/**
 * Cuts the power at each request of a run, with each number of last writes lost (none, one, two … all) and each combination
 * of files kept, empty and lost. Many ways lead to the same: `known` gathers what runs of one change have in common.
 */
export const cutEverywhere = async ({change, answer}: Run, known: Map<string, Remains>): Promise<Ways> => {
	const ways = new Map<Remains, number>();
	const historyBy = newHistory();
	const cut = (stage: Stage, where: string): void => {
		const now = stage.lab.machine.context.now();
		const losses = lossesOf(stage.lab.state().files, now).map((files) => ({files, name: filesKey(files)}));
		for (const [writes, {state, rows}] of historyBy(stage).entries()) {
			for (const {files, name} of losses) {
				const key = `${rows} ${name}`;
				const remains = known.get(key) ?? {state: {...state, files}, key, where: `${change.title} and ${answer}, ${where}, ${writes} writes left, files ${name}`, startsAt: now};
				known.set(key, remains);
				ways.set(remains, (ways.get(remains) ?? 0) + 1);
			}
		}
	};
	const stage = await setStage({
		state: change.start,
		trap: ({index, phase, kind}, own) => {
			if (kind !== 'journal' && phase === 'before') {
				cut(own, `before request ${index}`);
			}
		},
	});
	await applyOn(stage, change, {answer});
	cut(stage, 'once it is told');
	outlive(stage);
	cut(stage, 'when all is over');
	await stage.stop();
	return ways;
};

/**
 * Cuts the power at each request of a run, with each number of last writes lost, and with them all files that were written
 * just then; or has the router restart, which loses nothing. The program goes on: at its next request it finds a router
 * that starts.
 */
export const cutsWithin = async ({change, answer, from}: Run): Promise<readonly {readonly where: string; readonly cut: Cut}[]> => {
	const cuts: (Omit<Cut, 'past'> & {readonly told: number; readonly where: string})[] = [];
	const historyBy = newHistory();
	let isAsked = from !== 'question';
	const stage = await setStage({
		state: change.start,
		trap: ({index, phase, kind}, own) => {
			if (!isAsked || kind === 'journal' || phase === 'after') {
				return;
			}

			const at = {startsAt: own.lab.machine.context.now(), told: own.replies.length};
			const where = `${change.title} and ${answer}, before request ${index}`;
			for (const [writes, {state}] of historyBy(own).entries()) {
				const files = Object.fromEntries(Object.entries(state.files).filter(([name]) => !isOurs(name)));
				cuts.push({...at, state: {...state, files}, where: `${where}, ${writes} writes left`});
			}

			cuts.push({...at, state: own.lab.state(), where: `${where}, a restart`});
		},
	});
	await applyOn(stage, change, {
		answer,
		onEvent: ({type}) => {
			isAsked ||= type === 'countdown';
		},
	});
	await stage.stop();
	return cuts.map(({told, where, ...cut}) => ({where, cut: {...cut, past: stage.replies.slice(0, told)}}));
};

const isWatched = ({menus}: LabState): boolean => (menus['/system/scheduler'] ?? []).some(({properties}) => /^detour-s-/.test(properties.name ?? ''));

/**
 * Starts a router with what is left, where nobody but itself does anything about it, and judges what comes of it. Gives what
 * would be left if its power were cut again meanwhile.
 */
export const startWith = async ({state, where, startsAt}: Remains, ends: Ends): Promise<{readonly verdict: Verdict; readonly again: readonly Remains[]}> => {
	const stage = await setStage({state, startsAt});
	try {
		// Files that outlived the rows that they came after have nobody on the router to take them away.
		const runs = isWatched(state) ? [] : [await recoverOn(stage, 'elsewhere', {answer: 'undo'})];
		outlive(stage);
		const again = newHistory()(stage).map(
			(one, writes): Remains => ({state: {...one.state, files: state.files}, key: one.rows, where: `${where}; then ${writes} writes left`, startsAt}),
		);
		return {verdict: judge(stage, ends, runs), again};
	} finally {
		await stage.stop();
	}
};
