import {AppError} from '../../source/diagnostics/index.js';
import type {Ended} from './programs.js';
import {recoverOn} from './programs.js';
import type {Run, Trouble} from './run.js';
import {momentsOf, tryOnce} from './run.js';
import type {Moment, Stage} from './stage.js';
import type {Table} from './table.js';
import {note} from './table.js';

/** Something that goes wrong at one request. */
export type Fault = {
	readonly name: string;
	/**
	 * `program`: between any two requests, those to the journal included. `line`: before and after each request to the
	 * router. `router`: between any two of those; what is before one is after the one before it.
	 */
	readonly where: 'program' | 'line' | 'router';
	readonly strike: (stage: Stage, moment: Moment, stop: AbortController) => Promise<unknown> | unknown;
} & Pick<Trouble, 'afterwards' | 'foreign' | 'isCrippling' | 'isForgetting' | 'isContested'>;

const isAmong = ({where}: Fault, {kind, phase}: Moment): boolean => (where === 'program' ? phase === 'before' : kind !== 'journal' && (where === 'line' || phase === 'before'));

const knownMoments = new WeakMap<Run, Promise<readonly Moment[]>>();

/** Has some faults happen at each request of a run where they can, one at a time. */
export const tryEverywhere = async (table: Table, runs: readonly Run[], faults: readonly Fault[]): Promise<void> => {
	for (const run of runs) {
		const found = knownMoments.get(run) ?? momentsOf(run);
		knownMoments.set(run, found);
		const moments = await found;
		for (const fault of faults) {
			const {name, where: _where, strike, ...trouble} = fault;
			for (const moment of moments.filter((one) => isAmong(fault, one))) {
				const stop = new AbortController();
				const verdict = await tryOnce(run, {
					signal: stop.signal,
					trap: async (now, stage) => {
						if (now.index === moment.index && now.phase === moment.phase) {
							await strike(stage, now, stop);
						}
					},
					...trouble,
				});
				note(table, name, `${run.change.title} and ${run.answer}, ${moment.phase} request ${moment.index} (${moment.kind})`, verdict);
			}
		}
	}
};

const nobody: Ended = {events: []};

/** What is done about a change whose program has died. */
const aftermaths: Readonly<Record<string, (stage: Stage) => Promise<Ended>>> = {
	'': async () => nobody,
	', then recovered': async (stage) => recoverOn(stage, 'here', {answer: 'undo'}),
	', then recovered elsewhere': async (stage) => recoverOn(stage, 'elsewhere', {answer: 'undo'}),
	', then kept by recover': async (stage) => recoverOn(stage, 'here', {answer: 'keep'}),
	', then recovered after the deadline': async (stage) => {
		stage.pass(60_000);
		return recoverOn(stage, 'here', {answer: 'undo'});
	},
};

/** The program dies: SIGKILL; SIGTERM, SIGHUP and a closed terminal end it as suddenly (test/commands/termination.test.ts, test/commands/life.test.ts). */
export const deaths: readonly Fault[] = Object.entries(aftermaths).map(([what, afterwards]) => ({
	name: `killed${what}`,
	where: 'program',
	strike: (stage) => stage.die(),
	afterwards,
}));

export const pauses: readonly Fault[] = [
	{name: 'Ctrl-C', where: 'program', strike: (_stage, _moment, stop) => stop.abort()},
	{name: 'the laptop sleeps for ten minutes', where: 'program', strike: (stage) => stage.pass(600_000, false)},
	{
		name: 'the laptop sleeps, and its connection is gone',
		where: 'program',
		strike: (stage) => {
			stage.pass(600_000, false);
			stage.drop();
		},
	},
	{name: 'the laptop sleeps for 20 s', where: 'program', strike: (stage) => stage.pass(20_000, false)},
];

export const lineFaults: readonly Fault[] = [
	{name: 'the connection breaks', where: 'line', strike: (stage) => stage.drop()},
	{name: 'the connection breaks, nobody gets in for 20 s', where: 'line', strike: (stage) => stage.isolate(20_000)},
	{name: 'the connection breaks, nobody gets in any more', where: 'line', strike: (stage) => stage.isolate(Number.POSITIVE_INFINITY)},
	{
		name: 'nothing gets through, and neither end is told',
		where: 'line',
		strike: (stage, {patience}) => {
			stage.pass(patience);
			stage.drop();
			throw new AppError('timeout', 'The router does not answer.');
		},
	},
];
