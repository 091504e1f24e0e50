import type {Option} from '../../components/select/index.js';
import {selectKeys} from '../../components/select/index.js';
import type {Scroll} from '../../components/viewport/index.js';
import type {Press} from '../../keyboard.js';
import type {Binding} from '../../keymap.js';
import {bind, meanings} from '../../keymap.js';
import type {Reader} from '../../services.js';
import {words} from '../../words.js';
import type {Fix} from './fixes.js';
import type {ReviewAction, ReviewState} from './use-review-state.js';

type ReviewKeys = {
	readonly state: ReviewState;
	readonly hasRouter: boolean;
	/** Ways out of a change that could not be made. */
	readonly fixes: readonly Fix[];
	/** Rows that stand otherwise on the router. */
	readonly edits: readonly Option[];
	readonly act: (action: ReviewAction) => void;
	readonly scroll: (scroll: Scroll) => void;
	/** How many claims there are to mark. */
	readonly claims: number;
	/** Whether one of them fails. */
	readonly hasFailed: boolean;
	readonly onApply: () => void;
	/** What was typed as consent is to be looked at. */
	readonly onConsent: () => void;
	readonly onFinish: () => void;
	/** Asks whether to write the script; then writes it. */
	readonly onAskScript: () => void;
	readonly onScript: () => void;
	readonly onFix: (fix: Option) => void;
	readonly onParts: () => void;
	/** Gives the commands to the clipboard. */
	readonly onCopy: () => void;
	/** Opens a copy of the commands elsewhere. */
	readonly onRead: (by: Reader) => void;
	readonly onBack: () => void;
};

type Keys = {readonly bindings: readonly Binding[]; readonly onText?: (press: Press) => void};

/** The keys of the review. */
export const reviewKeys = ({
	state,
	hasRouter,
	fixes,
	edits,
	act,
	scroll,
	claims,
	hasFailed,
	onApply,
	onConsent,
	onFinish,
	onAskScript,
	onScript,
	onFix,
	onParts,
	onCopy,
	onRead,
	onBack,
}: ReviewKeys): Keys => {
	const {phase} = state;
	const back = bind('back', onBack);
	const parts = bind('parts', onParts);
	const views = [bind('views', () => act({type: 'view', by: 1})), bind('viewBefore', () => act({type: 'view', by: -1}))];
	if (state.edits !== undefined) {
		const {
			bindings,
			onText,
			back: showAll,
		} = selectKeys({
			state: state.edits,
			options: edits,
			dispatch: (action) => act({type: 'edits', action}),
			onChoose: () => act({type: 'take-edits'}),
			isMultiple: true,
			word: meanings.takeEdits.word,
		});
		return {bindings: [...bindings, showAll ?? bind('back', () => act({type: 'no-edits'}))], ...(onText === undefined ? {} : {onText})};
	}

	const keepEdits = edits.length === 0 ? [] : [bind('edits', () => act({type: 'ask-edits'}))];
	switch (phase.kind) {
		case 'loading':
			// What is typed ahead counts, though there is nothing to see yet.
			return {bindings: [back, ...views.map((view) => ({...view, priority: 9}))]};
		case 'saving':
			return {bindings: [back]};
		case 'failed':
			return {
				bindings: [
					...selectKeys({state: state.fixes, options: fixes, dispatch: (action) => act({type: 'fixes', action}), onChoose: onFix, canFilter: false}).bindings,
					...keepEdits,
					parts,
					back,
				],
			};
		case 'ready': {
			if (state.script?.kind === 'asked') {
				const no = () => act({type: 'no-script'});
				return {bindings: [bind('yes', onScript), bind('no', no), bind('back', no)]};
			}

			if (state.consent !== undefined) {
				return {
					bindings: [bind('choose', onConsent, meanings.consent), bind('back', () => act({type: 'no-consent'}))],
					onText: (press) => act({type: 'consent', press}),
				};
			}

			const isWritten = !hasRouter && state.script?.kind === 'written';
			const isDone = isWritten || phase.plan?.changes.length === 0;
			const scrolling = [
				bind('lineUp', () => scroll({type: 'by', rows: -1})),
				bind('lineDown', () => scroll({type: 'by', rows: 1})),
				bind('pageUp', () => scroll({type: 'page', pages: -1})),
				bind('pageDown', () => scroll({type: 'page', pages: 1})),
				bind('first', () => scroll({type: 'to', end: 'top'})),
				bind('last', () => scroll({type: 'to', end: 'bottom'})),
			];
			if (state.view === 'packets' && state.isOpen) {
				return {bindings: [bind('back', () => act({type: 'close'}), meanings.closeTrace), ...views, ...scrolling]};
			}

			if (state.view === 'packets' && claims > 0) {
				const mark = (by: number) => () => act({type: 'mark', by, count: claims});
				return {
					bindings: [
						bind('choose', () => act({type: 'open'}), meanings.trace),
						...views,
						bind('save', onAskScript),
						back,
						bind('up', mark(-1)),
						bind('down', mark(1)),
						bind('jumpBack', mark(-8)),
						bind('jump', mark(8)),
						bind('first', mark(-claims)),
						bind('last', mark(claims)),
					],
				};
			}

			const apply = hasFailed
				? bind('apply', () => act({type: 'ask-consent'}), meanings.applyDespite)
				: bind('apply', onApply, {disabled: hasRouter ? undefined : words.whyNot.noRouter});
			return {
				bindings: [
					isDone ? bind('choose', onFinish, isWritten ? meanings.saveWritten : meanings.saveUnchanged) : apply,
					...views,
					...keepEdits,
					bind('save', onAskScript),
					bind('copyText', onCopy),
					bind('page', () => onRead('pager')),
					bind('edit', () => onRead('editor')),
					parts,
					back,
					...scrolling,
				],
			};
		}
	}
};
