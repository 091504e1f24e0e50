import {secondsOf} from '../../source/router/guard-status.js';
import type {Ends, Verdict} from './judge.js';
import {endsOf, holdingOf, judge} from './judge.js';
import type {Answer, Change, Ended} from './programs.js';
import {applyOn} from './programs.js';
import type {Moment, Stage, StageOptions, Trap, WriteTrap} from './stage.js';
import {setStage} from './stage.js';

/** A change, and what is answered when it is on trial. `question`: what comes before it is the same as with another answer. */
export type Run = {readonly change: Change; readonly answer: Answer; readonly from?: 'question'};

/** A change with each answer. */
export const withEachAnswer = (change: Change): readonly Run[] => [
	{change, answer: 'keep'},
	...(['undo', 'never', 'Ctrl-C'] as const).map((answer): Run => ({change, answer, from: 'question'})),
];

/** A power cut while a program is at work: what the router finds when it starts, and what the program was told before. */
export type Cut = Required<Pick<StageOptions, 'state' | 'startsAt' | 'past'>>;

/** What goes wrong in one run, and what anybody does about it. */
export type Trouble = {
	readonly trap?: Trap;
	readonly onWrite?: WriteTrap;
	/** Milliseconds that each request takes. */
	readonly latency?: number;
	/** Before the program starts. */
	readonly before?: (stage: Stage) => void;
	/** After the program has ended or died. */
	readonly afterwards?: (stage: Stage) => Promise<Ended>;
	/** What somebody else does to the router meanwhile: it stays, whatever becomes of the change. */
	readonly foreign?: string;
	readonly signal?: AbortSignal;
	/** The undo is kept from working for good: only then a change may be stuck. */
	readonly isCrippling?: true;
	/** Others make the same change. */
	readonly isContested?: true;
	/** From the start on. */
	readonly cut?: Cut;
	/** What was told may be untrue afterwards: the flash has lost what the router had shown. */
	readonly isForgetting?: true;
};

/** Whether it is decided what becomes of a change: from then on it is the guard that writes. */
export const isDecided = ({lab}: Stage): boolean => lab.machine.context.store.rows('/system/script').some(({properties}) => /^detour-d-/.test(properties.name ?? ''));

/** Milliseconds after which a lock that nobody goes on with is taken away. */
const lockTime = 600_000;

/** Lets the router's time go on until its deadline, and 15 s more. */
export const outlive = (stage: Stage): void => {
	const {store, tasks, jobs} = stage.lab.machine.context;
	const [comment = ''] = store.rows('/system/script').flatMap(({properties}) => (properties.name === 'detour-guard' ? [properties.comment ?? ''] : []));
	const isWatched = jobs.all().some(({type}) => type === 'command') || store.rows('/system/scheduler').some(({properties}) => /^detour-s-/.test(properties.name ?? ''));
	const left = comment === '' ? (isWatched ? lockTime : 0) : secondsOf(comment.split(',')[3] ?? '') * 1000 - tasks.uptime();
	stage.pass(Math.max(left, 0) + 15_000);
};

const known = new WeakMap<Change, Map<string, Promise<Ends>>>();

export const knownEnds = (change: Change, foreign: string): Promise<Ends> => {
	const ends = known.get(change) ?? new Map<string, Promise<Ends>>();
	known.set(change, ends);
	const found = ends.get(foreign) ?? endsOf(change, foreign);
	ends.set(foreign, found);
	return found;
};

/** Makes a change once, with trouble, and judges how it ended. */
export const tryOnce = async ({change, answer}: Run, trouble: Trouble): Promise<Verdict> => {
	const {trap, onWrite, latency, cut, signal, foreign = ''} = trouble;
	const ends = await knownEnds(change, foreign);
	const stage = await setStage({
		state: change.start,
		...(trap === undefined ? {} : {trap}),
		...(onWrite === undefined ? {} : {onWrite}),
		...(latency === undefined ? {} : {latency}),
		...cut,
	});
	try {
		trouble.before?.(stage);
		// What is told must be so already when it is told.
		let early: string | undefined;
		const onEvent = (event: Ended['events'][number]): void => {
			// Others who make the same change may have done so by the time that it is told that this one is undone.
			if (event.type === 'outcome' && (event.outcome === 'kept' || (event.outcome === 'undone' && trouble.isContested !== true))) {
				const {own} = holdingOf(stage.lab);
				const wanted = event.outcome === 'kept' ? ends.kept.own : ends.old.own;
				early ??= JSON.stringify(own) === JSON.stringify(wanted) ? undefined : `told ${event.outcome} before it was so`;
			}
		};
		const ended = await Promise.race([applyOn(stage, change, {answer, onEvent, ...(signal === undefined ? {} : {signal})}), stage.died.then(() => undefined)]);
		const runs = ended === undefined ? [] : [ended];
		if (trouble.afterwards !== undefined) {
			runs.push(await trouble.afterwards(stage));
		}

		outlive(stage);
		const verdict: Verdict = stage.isAstray() ? {end: 'else', why: 'it did not begin as the run that was cut'} : judge(stage, ends, runs, trouble);
		return verdict.end === 'else' || early === undefined ? verdict : {end: 'else', why: early};
	} finally {
		await stage.stop();
	}
};

/** The requests of a run without trouble, each before and after it took effect. */
export const momentsOf = async ({change, answer, from}: Run): Promise<readonly Moment[]> => {
	const moments: Moment[] = [];
	let isAsked = false;
	const stage = await setStage({
		state: change.start,
		trap: (moment) => {
			if (isAsked || from !== 'question') {
				moments.push(moment);
			}
		},
	});
	await applyOn(stage, change, {
		answer,
		onEvent: ({type}) => {
			isAsked ||= type === 'countdown';
		},
	});
	await stage.stop();
	return moments;
};

/** What a run without trouble writes, the guard's own writes included: the command of each. */
export const writesOf = async ({change, answer}: Run): Promise<readonly string[]> => {
	const commands: string[] = [];
	const stage = await setStage({
		state: change.start,
		onWrite: ({command}) => {
			commands.push(command);
			return false;
		},
	});
	await applyOn(stage, change, {answer});
	outlive(stage);
	await stage.stop();
	return commands;
};
