import type {Diagnostic} from '../../../diagnostics/index.js';
import type {ApplyAnswer, ApplyEvent, ApplyOutcome, ApplyStep} from '../../../plan/types.js';

export type StepState = {readonly step: ApplyStep; readonly status: 'started' | 'done'; readonly detail: string};
export type Check = {readonly name: string; readonly status: 'passed' | 'failed' | 'unknown'; readonly detail: string};

export type ApplyState = {
	/** `ready` asks once more; `deciding` is the countdown; `done` has an outcome. */
	readonly phase: 'ready' | 'running' | 'deciding' | 'done';
	readonly window: number;
	readonly steps: readonly StepState[];
	readonly checks: readonly Check[];
	readonly notes: readonly string[];
	readonly progress: {readonly done: number; readonly total: number} | undefined;
	readonly isArmed: boolean;
	/** Seconds until the router decides by itself. */
	readonly left: number | undefined;
	readonly checksPassed: boolean;
	/** What was answered or asked for, while the outcome is not known yet. */
	readonly asked: ApplyAnswer | undefined;
	readonly outcome: {readonly outcome: ApplyOutcome; readonly message: string; readonly notApplied: readonly string[]} | undefined;
};

export type ApplyAction =
	| {readonly type: 'window'; readonly by: 1 | -1}
	| {readonly type: 'start'}
	| {readonly type: 'event'; readonly event: ApplyEvent}
	| {readonly type: 'question'; readonly left: number; readonly checksPassed: boolean}
	| {readonly type: 'answer'; readonly answer: ApplyAnswer}
	| {readonly type: 'broke'; readonly trouble: readonly Diagnostic[]};

/** Seconds to decide: the shortest and longest are the protocol's own limits. */
export const windows: readonly number[] = [30, 60, 120, 300, 600, 1800, 3600];

export const initialApply: ApplyState = {
	phase: 'ready',
	window: 120,
	steps: [],
	checks: [],
	notes: [],
	progress: undefined,
	isArmed: false,
	left: undefined,
	checksPassed: false,
	asked: undefined,
	outcome: undefined,
};

const upsert = <T>(rows: readonly T[], row: T, isSame: (other: T) => boolean): readonly T[] =>
	rows.some(isSame) ? rows.map((other) => (isSame(other) ? row : other)) : [...rows, row];

const heard = (state: ApplyState, event: ApplyEvent): ApplyState => {
	switch (event.type) {
		case 'step': {
			const {step, status, detail = ''} = event;
			return {...state, steps: upsert(state.steps, {step, status, detail}, (other) => other.step === step)};
		}

		case 'armed':
			return {...state, isArmed: true, left: event.left};
		case 'progress':
			return {...state, progress: {done: event.done, total: event.total}};
		case 'check': {
			const {name, status, detail = ''} = event;
			return {...state, checks: upsert(state.checks, {name, status, detail}, (other) => other.name === name)};
		}

		case 'countdown':
			return {...state, left: event.left};
		case 'note':
			return {...state, notes: [...state.notes, event.text]};
		case 'outcome':
			return {...state, phase: 'done', outcome: {outcome: event.outcome, message: event.message, notApplied: event.notApplied ?? []}};
	}
};

export const applyReducer = (state: ApplyState, action: ApplyAction): ApplyState => {
	switch (action.type) {
		case 'window':
			return {...state, window: windows[windows.indexOf(state.window) + action.by] ?? state.window};
		case 'start':
			return state.phase === 'ready' ? {...state, phase: 'running'} : state;
		case 'event':
			return heard(state, action.event);
		case 'question':
			return state.asked === undefined ? {...state, phase: 'deciding', left: action.left, checksPassed: action.checksPassed} : state;
		case 'answer':
			return {...state, phase: state.phase === 'deciding' ? 'running' : state.phase, asked: state.asked ?? action.answer};
		case 'broke':
			// After arming only the router knows; before it nothing was applied.
			return state.phase === 'done'
				? state
				: {
						...state,
						phase: 'done',
						outcome: {
							outcome: state.isArmed ? 'unknown' : 'refused',
							message: action.trouble.map(({message, hint}) => [message, hint].filter(Boolean).join(' ')).join(' '),
							notApplied: [],
						},
					};
	}
};
