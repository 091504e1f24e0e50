import {display} from '../../../diagnostics/display.js';
import type {Line} from '../../../presentation/line.js';
import {piece} from '../../../presentation/line.js';
import {textWidth, truncate} from '../../../presentation/width.js';
import type {Signs} from '../../theme.js';
import {words} from '../../words.js';
import type {Option, SelectState} from './use-select-state.js';
import {filtered} from './use-select-state.js';

/** A row of a list as text: its mark, its title, and a note or the reason why it cannot be chosen. */
export const optionLine = (option: Option, look: {readonly isCurrent: boolean; readonly isChecked: boolean | undefined; readonly width: number; readonly signs: Signs}): Line => {
	const {isCurrent, isChecked, width, signs} = look;
	const mark = isChecked === undefined ? '' : `${isChecked ? signs.on : signs.off}`;
	const title = truncate(`${mark}${display(option.title)}`, width, signs.cut);
	const note = option.disabled === undefined ? (option.note ?? '') : words.lists.notAvailable(option.disabled);
	const left = width - textWidth(title) - 2;
	const head = piece(title, option.disabled === undefined ? (isCurrent ? 'accent' : 'plain') : 'dim');
	return note === '' || left < 6 ? [head] : [head, piece(`  ${truncate(display(note), left, signs.cut)}`, 'dim')];
};

/** What a list shows row by row: its options, and a heading before each group. */
export type ListRow = {readonly kind: 'heading'; readonly text: string} | {readonly kind: 'option'; readonly option: Option};

export const listRows = (options: readonly Option[]): readonly ListRow[] =>
	options.flatMap((option, index): readonly ListRow[] => {
		const {group} = option;
		const isNew = group !== undefined && group !== options[index - 1]?.group;
		return [...(isNew ? [{kind: 'heading', text: group} as const] : []), {kind: 'option', option}];
	});

/** Rows that a list takes where it has all the room it wants, without help for the marked one. */
export const rowCount = (state: SelectState, options: readonly Option[]): number => (state.filter === undefined ? 0 : 1) + Math.max(1, listRows(filtered(state, options)).length);

export const rowKey = (row: ListRow): string => (row.kind === 'heading' ? `heading:${row.text}` : `option:${row.option.value}`);
