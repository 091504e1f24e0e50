import type {Scroll} from '../../components/viewport/index.js';
import type {Binding} from '../../keymap.js';
import {bind} from '../../keymap.js';
import type {ReviewAction, ReviewState} from './use-review-state.js';

type ReviewKeys = {
	readonly state: ReviewState;
	readonly hasRouter: boolean;
	/** Whether one of the troubles belongs to a question. */
	readonly hasField: boolean;
	readonly act: (action: ReviewAction) => void;
	readonly scroll: (scroll: Scroll) => void;
	readonly onApply: () => void;
	readonly onFinish: () => void;
	readonly onSave: () => void;
	readonly onField: () => void;
	readonly onBack: () => void;
};

/** The keys of the review. */
export const reviewKeys = ({state, hasRouter, hasField, act, scroll, onApply, onFinish, onSave, onField, onBack}: ReviewKeys): readonly Binding[] => {
	const {phase} = state;
	const back = bind('back', onBack);
	switch (phase.kind) {
		case 'loading':
		case 'saving':
			return [back];
		case 'failed':
			return [hasField ? bind('choose', onField, {word: 'change the answer'}) : bind('choose', () => act({type: 'load'}), {word: 'try again'}), back];
		case 'ready': {
			const isDone = phase.plan?.changes.length === 0;
			return [
				isDone
					? bind('choose', onFinish, {word: 'save and finish', description: 'There is nothing to change: save the profile.'})
					: bind('apply', onApply, {disabled: hasRouter ? undefined : 'no router is connected; s writes the commands into a file'}),
				bind('views', () => act({type: 'view', by: 1})),
				bind('viewBefore', () => act({type: 'view', by: -1})),
				bind('save', onSave),
				back,
				bind('lineUp', () => scroll({type: 'by', rows: -1})),
				bind('lineDown', () => scroll({type: 'by', rows: 1})),
				bind('pageUp', () => scroll({type: 'page', pages: -1})),
				bind('pageDown', () => scroll({type: 'page', pages: 1})),
				bind('first', () => scroll({type: 'to', end: 'top'})),
				bind('last', () => scroll({type: 'to', end: 'bottom'})),
			];
		}
	}
};
