import type {Diagnostic} from '../../../diagnostics/index.js';
import type {Edit, Plan} from '../../../plan/types.js';
import type {PlanProofs} from '../../../proof/index.js';
import type {SelectAction, SelectState} from '../../components/select/index.js';
import {selectReducer, selectState} from '../../components/select/index.js';
import type {TextState} from '../../components/text-input/index.js';
import {pressText, textState} from '../../components/text-input/index.js';
import type {Scroll} from '../../components/viewport/index.js';
import {scrolled} from '../../components/viewport/index.js';
import type {Press} from '../../keyboard.js';
import type {Compiled} from '../../services.js';

export const views = ['why', 'commands', 'changes', 'packets', 'warnings'] as const;
export type View = (typeof views)[number];

/** What there is to review. Read anew each time the screen is entered. */
export type ReviewPhase =
	| {readonly kind: 'loading'}
	| {readonly kind: 'failed'; readonly trouble: readonly Diagnostic[]; readonly edits: readonly Edit[]}
	| ({readonly kind: 'ready'} & Reviewed)
	| ({readonly kind: 'saving'} & Reviewed);

/** Without a router there is neither plan nor proof. */
export type Reviewed = {
	readonly compiled: Compiled;
	readonly plan: Plan | undefined;
	readonly edits: readonly Edit[];
	readonly proofs: PlanProofs | undefined;
	readonly risks: readonly string[];
};

export type ReviewState = {
	readonly phase: ReviewPhase;
	readonly view: View;
	readonly offsets: Readonly<Partial<Record<View | 'trace', number>>>;
	/** The marked claim of "where packets go", and whether its trace is open. */
	readonly marked: number;
	readonly isOpen: boolean;
	/** A script: whether to write it there, or that it was. */
	readonly script: {readonly kind: 'asked' | 'written'; readonly path: string} | undefined;
	/** Edits that stay as they are on the router (`Edit.row`); and the list of them, while it is shown. */
	readonly kept: readonly string[];
	readonly edits: SelectState | undefined;
	/** The marked way out of a change that could not be made. */
	readonly fixes: SelectState;
	/** What became of copying, until something else is looked at. */
	readonly told: string | undefined;
	/** What was typed so far to go on though a claim fails; and whether it was another word. */
	readonly consent: {readonly typed: TextState; readonly isWrong: boolean} | undefined;
	/** What went wrong with saving, copying or reading, until something else is looked at. */
	readonly trouble: readonly Diagnostic[];
};

export type ReviewAction =
	| {readonly type: 'load'}
	| ({readonly type: 'ready'} & Reviewed)
	| {readonly type: 'failed'; readonly trouble: readonly Diagnostic[]; readonly edits?: readonly Edit[] | undefined}
	| {readonly type: 'ask-script'; readonly path: string}
	| {readonly type: 'no-script'}
	| {readonly type: 'written'; readonly path: string}
	| {readonly type: 'saving'}
	| {readonly type: 'trouble'; readonly trouble: readonly Diagnostic[]}
	| {readonly type: 'view'; readonly by: 1 | -1}
	/** Moves the mark; `count` claims are there. */
	| {readonly type: 'mark'; readonly by: number; readonly count: number}
	| {readonly type: 'fixes'; readonly action: SelectAction}
	| {readonly type: 'ask-edits'}
	| {readonly type: 'edits'; readonly action: SelectAction}
	| {readonly type: 'no-edits'}
	/** Keeps what is marked, and compares again. */
	| {readonly type: 'take-edits'}
	| {readonly type: 'told'; readonly text: string}
	| {readonly type: 'ask-consent'}
	| {readonly type: 'consent'; readonly press: Press}
	| {readonly type: 'wrong-consent'}
	| {readonly type: 'no-consent'}
	| {readonly type: 'open'}
	| {readonly type: 'close'}
	| {readonly type: 'scroll'; readonly scroll: Scroll; readonly count: number; readonly height: number};

export const initialReview: ReviewState = {
	phase: {kind: 'loading'},
	view: 'why',
	offsets: {},
	marked: 0,
	isOpen: false,
	script: undefined,
	kept: [],
	edits: undefined,
	fixes: selectState(),
	consent: undefined,
	told: undefined,
	trouble: [],
};

export const reviewReducer = (state: ReviewState, action: ReviewAction): ReviewState => {
	const {phase, view} = state;
	switch (action.type) {
		case 'load':
			return {...state, phase: {kind: 'loading'}, script: undefined, consent: undefined, edits: undefined, told: undefined, trouble: []};
		case 'ready': {
			const {type: _type, ...reviewed} = action;
			return {...state, phase: {kind: 'ready', ...reviewed}, marked: 0, isOpen: false};
		}

		case 'failed':
			return {...state, phase: {kind: 'failed', trouble: action.trouble, edits: action.edits ?? []}, fixes: selectState()};
		case 'fixes':
			return {...state, fixes: selectReducer(state.fixes, action.action)};
		case 'ask-script':
			return {...state, script: {kind: 'asked', path: action.path}, trouble: []};
		case 'no-script':
			return {...state, script: undefined};
		case 'written':
			return phase.kind === 'saving' ? {...state, phase: {...phase, kind: 'ready'}, script: {kind: 'written', path: action.path}} : state;
		case 'saving':
			return phase.kind === 'ready' ? {...state, phase: {...phase, kind: 'saving'}, trouble: []} : state;
		case 'trouble':
			return phase.kind === 'saving' ? {...state, phase: {...phase, kind: 'ready'}, script: undefined, trouble: action.trouble} : {...state, trouble: action.trouble};
		case 'view':
			return {...state, view: views[(views.indexOf(view) + action.by + views.length) % views.length] ?? view, isOpen: false, told: undefined, trouble: []};
		case 'mark':
			return {...state, marked: Math.max(0, Math.min(action.count - 1, state.marked + action.by))};
		case 'ask-edits':
			return {...state, edits: selectState(undefined, state.kept)};
		case 'edits':
			return state.edits === undefined ? state : {...state, edits: selectReducer(state.edits, action.action)};
		case 'no-edits':
			return {...state, edits: undefined};
		case 'take-edits':
			return reviewReducer({...state, kept: state.edits?.checked ?? state.kept}, {type: 'load'});
		case 'told':
			return {...state, told: action.text, trouble: []};
		case 'ask-consent':
			return {...state, consent: {typed: textState(''), isWrong: false}};
		case 'consent':
			return state.consent === undefined ? state : {...state, consent: {typed: pressText(state.consent.typed, action.press), isWrong: false}};
		case 'wrong-consent':
			return state.consent === undefined ? state : {...state, consent: {...state.consent, isWrong: true}};
		case 'no-consent':
			return {...state, consent: undefined};
		case 'open':
			return {...state, isOpen: true, offsets: {...state.offsets, trace: 0}};
		case 'close':
			return {...state, isOpen: false};
		case 'scroll': {
			const place = state.isOpen ? 'trace' : view;
			return {...state, offsets: {...state.offsets, [place]: scrolled(state.offsets[place] ?? 0, action.scroll, action.count, action.height)}};
		}
	}
};
