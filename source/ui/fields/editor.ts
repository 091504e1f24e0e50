import type {Facts} from '../../facts/index.js';
import type {Answers, AnswerValue, Field} from '../../scenario/types.js';
import type {LinesState} from '../components/lines-input/index.js';
import {answerOf, linesState} from '../components/lines-input/index.js';
import type {Option, SelectState} from '../components/select/index.js';
import {current, selectState} from '../components/select/index.js';
import type {TextState} from '../components/text-input/index.js';
import {textOf, textState} from '../components/text-input/index.js';
import {words} from '../words.js';

/** What is being typed or marked for one question, cursor included. */
export type Editor = {readonly kind: 'text'; readonly text: TextState} | {readonly kind: 'lines'; readonly lines: LinesState} | {readonly kind: 'list'; readonly list: SelectState};

const confirmOptions: readonly Option[] = [
	{value: 'yes', title: words.lists.yes},
	{value: 'no', title: words.lists.no},
];

/** The rows of a question that is answered by choosing. */
export const optionsOf = (field: Field, answers: Answers, facts: Facts): readonly Option[] => {
	switch (field.kind) {
		case 'choice':
		case 'choices':
			return field.choices(answers, facts);
		case 'confirm':
			return confirmOptions;
		case 'text':
		case 'lines':
		case 'file':
			return [];
	}
};

const listed = (value: AnswerValue | undefined): readonly string[] => (value === undefined || typeof value === 'boolean' ? [] : typeof value === 'string' ? [value] : value);

/** An editor that holds a value, its cursor at the end. */
export const editorOf = (field: Field, value: AnswerValue | undefined): Editor => {
	switch (field.kind) {
		case 'text':
		case 'file':
			return {kind: 'text', text: textState(listed(value)[0] ?? '')};
		case 'lines':
			return {kind: 'lines', lines: linesState(listed(value))};
		case 'choice':
			return {kind: 'list', list: selectState(listed(value)[0])};
		case 'choices':
			return {kind: 'list', list: selectState(undefined, listed(value))};
		case 'confirm':
			return {kind: 'list', list: selectState(value === undefined ? undefined : value === true ? 'yes' : 'no')};
	}
};

/** The answer that an editor holds. Choices come in the order of their list; what the list does not have is kept, for the check to name. */
export const answerIn = (field: Field, editor: Editor, options: readonly Option[]): AnswerValue => {
	switch (editor.kind) {
		case 'text':
			return textOf(editor.text).trim();
		case 'lines':
			return answerOf(editor.lines);
		case 'list': {
			if (field.kind === 'choices') {
				const known = options.map(({value}) => value).filter((value) => editor.list.checked.includes(value));
				return [...known, ...editor.list.checked.filter((value) => !known.includes(value))];
			}

			const marked = current(editor.list, options);
			return field.kind === 'confirm' ? marked?.value === 'yes' : (marked?.value ?? '');
		}
	}
};

/** Whether nothing was typed or marked yet: no reason to complain before Enter. */
export const isUntouched = (value: AnswerValue): boolean => value === '' || (Array.isArray(value) && value.length === 0);
