import {isAtEmptyEnd} from '../../components/lines-input/index.js';
import type {Option} from '../../components/select/index.js';
import {selectKeys} from '../../components/select/index.js';
import type {Editor} from '../../fields/editor.js';
import type {Press} from '../../keyboard.js';
import type {Binding} from '../../keymap.js';
import {bind, meanings} from '../../keymap.js';
import {words} from '../../words.js';
import type {FieldsAction} from './use-fields-state.js';

type FieldsKeys = {
	readonly editor: Editor;
	readonly options: readonly Option[];
	readonly isMultiple: boolean;
	/** What shows is a suggestion that will do and that nobody has touched: Enter takes it, in a list of lines too. */
	readonly isSuggested: boolean;
	/** The line that the cursor is in is wrong by itself. */
	readonly isLineWrong: boolean;
	/** Paths that are offered, and which of them is marked. */
	readonly paths: number;
	readonly isPathMarked: boolean;
	readonly onTake: () => void;
	readonly act: (action: FieldsAction) => void;
	readonly onNext: () => void;
	readonly onBack: () => void;
};

type Keys = {readonly bindings: readonly Binding[]; readonly onText: ((press: Press) => void) | undefined};

/** The keys of a question, by what answers it. Back works from an invalid answer too. */
export const fieldsKeys = ({editor, options, isMultiple, isSuggested, isLineWrong, paths, isPathMarked, onTake, act, onNext, onBack}: FieldsKeys): Keys => {
	const onText = (press: Press) => act({type: 'press', press, editor});
	const back = bind('back', onBack);
	switch (editor.kind) {
		case 'text':
			return {
				bindings: [
					isPathMarked ? bind('choose', onTake, meanings.takePath) : bind('choose', onNext, meanings.next),
					{...bind('next', onNext), priority: 9},
					back,
					...(paths > 0 ? [bind('up', () => act({type: 'mark', by: -1, count: paths})), bind('down', () => act({type: 'mark', by: 1, count: paths}))] : []),
				],
				onText,
			};
		case 'lines': {
			const goesOn = isSuggested || isAtEmptyEnd(editor.lines);
			const enter = () => (goesOn ? onNext() : onText({name: 'enter', text: '', isPaste: false}));
			return {
				bindings: [bind('newLine', enter, {...(goesOn ? meanings.next : {}), disabled: isLineWrong ? words.whyNot.isLineWrong : undefined}), bind('next', onNext), back],
				onText,
			};
		}

		case 'list': {
			const list = selectKeys({
				state: editor.list,
				options,
				dispatch: (action) => act({type: 'list', action, editor}),
				onChoose: onNext,
				isMultiple,
				...(isMultiple ? meanings.next : {}),
			});
			return {bindings: [...list.bindings, list.back ?? back], onText: list.onText};
		}
	}
};
