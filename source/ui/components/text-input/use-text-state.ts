import {graphemes} from '../../../presentation/width.js';
import type {Press} from '../../keyboard.js';

/** A text and where its cursor stands: between `before` and `after`. */
export type TextState = {readonly before: string; readonly after: string};

export const textOf = ({before, after}: TextState): string => before + after;

/** A text with the cursor at its end. */
export const textState = (text: string): TextState => ({before: text, after: ''});

const withoutLast = (text: string): string => graphemes(text).slice(0, -1).join('');
const withoutFirst = (text: string): string => graphemes(text).slice(1).join('');
const lastOf = (text: string): string => graphemes(text).at(-1) ?? '';
const firstOf = (text: string): string => graphemes(text)[0] ?? '';

type Edit = (state: TextState) => TextState;

const edits: Readonly<Record<string, Edit>> = {
	left: ({before, after}) => ({before: withoutLast(before), after: lastOf(before) + after}),
	right: ({before, after}) => ({before: before + firstOf(after), after: withoutFirst(after)}),
	home: (state) => ({before: '', after: textOf(state)}),
	'ctrl+a': (state) => ({before: '', after: textOf(state)}),
	end: (state) => textState(textOf(state)),
	'ctrl+e': (state) => textState(textOf(state)),
	backspace: ({before, after}) => ({before: withoutLast(before), after}),
	'ctrl+d': ({before, after}) => ({before, after: withoutFirst(after)}),
	'ctrl+u': ({after}) => ({before: '', after}),
	'ctrl+k': ({before}) => ({before, after: ''}),
	'ctrl+w': ({before, after}) => ({before: before.replace(/\S*\s*$/, ''), after}),
};

/** Typed or pasted text made one line: control characters have no business in an answer. */
export const oneLine = (text: string): string => text.replace(/[\n\t]+/g, ' ').replace(/[\u0000-\u001F\u007F-\u009F]/g, '');

/** The text after a press; the same state when the press means nothing here. */
export const pressText = (state: TextState, press: Press): TextState => {
	if (press.text !== '') {
		const text = oneLine(press.isPaste ? press.text.trim() : press.text);
		return text === '' ? state : {before: state.before + text, after: state.after};
	}

	return edits[press.name]?.(state) ?? state;
};
