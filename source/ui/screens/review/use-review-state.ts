import type {Diagnostic} from '../../../diagnostics/index.js';
import type {Plan} from '../../../plan/types.js';
import type {Scroll} from '../../components/viewport/index.js';
import {scrolled} from '../../components/viewport/index.js';
import type {Compiled} from '../../services.js';

export const views = ['why', 'commands', 'changes', 'warnings'] as const;
export type View = (typeof views)[number];

/** What there is to review. Read anew each time the screen is entered. */
export type ReviewPhase =
	| {readonly kind: 'loading'}
	| {readonly kind: 'failed'; readonly trouble: readonly Diagnostic[]}
	/** Without a router there is no plan. */
	| {readonly kind: 'ready'; readonly compiled: Compiled; readonly plan: Plan | undefined}
	| {readonly kind: 'saving'; readonly compiled: Compiled; readonly plan: Plan | undefined};

export type ReviewState = {
	readonly phase: ReviewPhase;
	readonly view: View;
	readonly offsets: Readonly<Partial<Record<View, number>>> /** What went wrong while saving. */;
	readonly trouble: readonly Diagnostic[];
};

export type ReviewAction =
	| {readonly type: 'load'}
	| {readonly type: 'ready'; readonly compiled: Compiled; readonly plan: Plan | undefined}
	| {readonly type: 'failed'; readonly trouble: readonly Diagnostic[]}
	| {readonly type: 'saving'}
	| {readonly type: 'not-saved'; readonly trouble: readonly Diagnostic[]}
	| {readonly type: 'view'; readonly by: 1 | -1}
	| {readonly type: 'scroll'; readonly scroll: Scroll; readonly count: number; readonly height: number};

export const initialReview: ReviewState = {phase: {kind: 'loading'}, view: 'why', offsets: {}, trouble: []};

export const reviewReducer = (state: ReviewState, action: ReviewAction): ReviewState => {
	const {phase, view} = state;
	switch (action.type) {
		case 'load':
			return {...state, phase: {kind: 'loading'}, trouble: []};
		case 'ready':
			return {...state, phase: {kind: 'ready', compiled: action.compiled, plan: action.plan}};
		case 'failed':
			return {...state, phase: {kind: 'failed', trouble: action.trouble}};
		case 'saving':
			return phase.kind === 'ready' ? {...state, phase: {...phase, kind: 'saving'}, trouble: []} : state;
		case 'not-saved':
			return phase.kind === 'saving' ? {...state, phase: {...phase, kind: 'ready'}, trouble: action.trouble} : state;
		case 'view':
			return {...state, view: views[(views.indexOf(view) + action.by + views.length) % views.length] ?? view};
		case 'scroll':
			return {...state, offsets: {...state.offsets, [view]: scrolled(state.offsets[view] ?? 0, action.scroll, action.count, action.height)}};
	}
};
