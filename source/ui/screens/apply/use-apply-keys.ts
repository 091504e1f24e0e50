import type {Binding} from '../../keymap.js';
import {bind, meanings} from '../../keymap.js';
import {words} from '../../words.js';
import type {ApplyState} from './use-apply-state.js';

type ApplyKeys = {
	readonly state: ApplyState;
	readonly onStart: () => void;
	readonly onWindow: (by: 1 | -1) => void;
	readonly onKeep: () => void;
	readonly onUndo: () => void;
	readonly onBack: () => void;
};

/** The keys of the apply screen. While a change is tried there is no way back but undo. */
export const applyKeys = ({state, onStart, onWindow, onKeep, onUndo, onBack}: ApplyKeys): readonly Binding[] => {
	const isAsked = state.asked !== undefined;
	const noBack = bind('back', onBack, {disabled: words.whyNot.isTried});
	switch (state.phase) {
		case 'ready':
			return [bind('choose', onStart, meanings.makeChange), bind('less', () => onWindow(-1)), bind('more', () => onWindow(1)), bind('back', onBack)];
		case 'running':
			return [bind('stop', onUndo, isAsked ? {disabled: words.whyNot.isAsked} : {}), noBack];
		case 'deciding':
			return [bind('keep', onKeep), bind('undo', onUndo), noBack];
		case 'done':
			return [];
	}
};
