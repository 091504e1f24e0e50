import type {Diagnostic} from '../../../diagnostics/index.js';
import {atLine, pressLines} from '../../components/lines-input/index.js';
import type {SelectAction} from '../../components/select/index.js';
import {selectReducer} from '../../components/select/index.js';
import {pressText, textState} from '../../components/text-input/index.js';
import type {Editor} from '../../fields/editor.js';
import type {Press} from '../../keyboard.js';

export type FieldsState = {
	/** The question that shows. */
	readonly field: string;
	/** Each question as it was left, invalid ones too. */
	readonly editors: Readonly<Record<string, Editor>>;
	/** Enter was pressed on this text: from now on an empty answer is worth a complaint too. */
	readonly isAttempted: boolean;
	/** The marked one of the paths that are offered; -1 while the text itself is meant. */
	readonly marked: number;
	/** What a file or the answers as a whole brought up. */
	readonly trouble: readonly Diagnostic[];
	readonly isBusy: boolean;
};

export type FieldsAction =
	| {readonly type: 'press'; readonly press: Press; readonly editor: Editor}
	| {readonly type: 'list'; readonly action: SelectAction; readonly editor: Editor}
	/** Marks another of `count` paths. */
	| {readonly type: 'mark'; readonly by: 1 | -1; readonly count: number}
	| {readonly type: 'take'; readonly text: string}
	/** Enter on something wrong: the cursor goes to the line that is, where one is named. */
	| {readonly type: 'attempted'; readonly editor: Editor; readonly line: number | undefined}
	| {readonly type: 'reading'}
	| {readonly type: 'trouble'; readonly trouble: readonly Diagnostic[]}
	| {readonly type: 'show'; readonly field: string};

export const initialFields = (field: string): FieldsState => ({field, editors: {}, isAttempted: false, marked: -1, trouble: [], isBusy: false});

const held = (state: FieldsState, editor: Editor): FieldsState => ({...state, editors: {...state.editors, [state.field]: editor}});

const edited = (state: FieldsState, editor: Editor): FieldsState => ({...held(state, editor), isAttempted: false, marked: -1, trouble: []});

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

/** What shows may be older than what was pressed last: a busy computer draws late. */
const newest = ({editors, field}: FieldsState, shown: Editor): Editor => editors[field] ?? shown;

/** `editor` is the question's editor as it shows: the suggested value, until something is changed. */
export const fieldsReducer = (state: FieldsState, action: FieldsAction): FieldsState => {
	switch (action.type) {
		case 'press':
			return edited(state, pressed(newest(state, action.editor), action.press));
		case 'list': {
			const editor = newest(state, action.editor);
			return editor.kind === 'list' ? edited(state, {kind: 'list', list: selectReducer(editor.list, action.action)}) : state;
		}

		case 'mark':
			return {...state, marked: Math.max(-1, Math.min(action.count - 1, state.marked + action.by))};
		case 'take':
			return edited(state, {kind: 'text', text: textState(action.text)});
		case 'attempted':
			return {
				...(action.editor.kind === 'lines' && action.line !== undefined ? held(state, {kind: 'lines', lines: atLine(action.editor.lines, action.line)}) : state),
				isAttempted: true,
			};
		case 'reading':
			return {...state, isBusy: true, trouble: []};
		case 'trouble':
			return {...state, isBusy: false, isAttempted: true, trouble: action.trouble};
		case 'show':
			return {...state, field: action.field, isAttempted: false, marked: -1, isBusy: false, trouble: []};
	}
};
