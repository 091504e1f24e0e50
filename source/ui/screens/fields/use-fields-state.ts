import type {Diagnostic} from '../../../diagnostics/index.js';
import {pressLines} from '../../components/lines-input/index.js';
import type {SelectAction} from '../../components/select/index.js';
import {selectReducer} from '../../components/select/index.js';
import {pressText} from '../../components/text-input/index.js';
import type {Editor} from '../../fields/editor.js';
import type {Press} from '../../keyboard.js';

export type FieldsState = {
	/** The question that shows. */
	readonly field: string;
	/** Each question as it was left, invalid ones too. */
	readonly editors: Readonly<Record<string, Editor>>;
	/** Enter was pressed on this text: from now on an empty answer is worth a complaint too. */
	readonly isAttempted: boolean;
	/** What a file or the answers as a whole brought up. */
	readonly trouble: readonly Diagnostic[];
	readonly isBusy: boolean;
};

export type FieldsAction =
	| {readonly type: 'press'; readonly press: Press; readonly editor: Editor}
	| {readonly type: 'list'; readonly action: SelectAction; readonly editor: Editor}
	| {readonly type: 'attempted'}
	| {readonly type: 'reading'}
	| {readonly type: 'trouble'; readonly trouble: readonly Diagnostic[]}
	| {readonly type: 'show'; readonly field: string};

export const initialFields = (field: string): FieldsState => ({field, editors: {}, isAttempted: false, trouble: [], isBusy: false});

const edited = (state: FieldsState, editor: Editor): FieldsState => ({...state, editors: {...state.editors, [state.field]: editor}, isAttempted: false, trouble: []});

const pressed = (editor: Editor, press: Press): Editor => {
	switch (editor.kind) {
		case 'text':
			return {kind: 'text', text: pressText(editor.text, press)};
		case 'lines':
			return {kind: 'lines', lines: pressLines(editor.lines, press)};
		case 'list':
			return editor;
	}
};

/** `editor` is the question's editor as it shows: the suggested value, until something is changed. */
export const fieldsReducer = (state: FieldsState, action: FieldsAction): FieldsState => {
	switch (action.type) {
		case 'press':
			return edited(state, pressed(action.editor, action.press));
		case 'list':
			return action.editor.kind === 'list' ? edited(state, {kind: 'list', list: selectReducer(action.editor.list, action.action)}) : state;
		case 'attempted':
			return {...state, isAttempted: true};
		case 'reading':
			return {...state, isBusy: true, trouble: []};
		case 'trouble':
			return {...state, isBusy: false, isAttempted: true, trouble: action.trouble};
		case 'show':
			return {...state, field: action.field, isAttempted: false, isBusy: false, trouble: []};
	}
};
