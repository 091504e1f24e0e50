import type {Press} from '../../keyboard.js';
import type {TextState} from '../text-input/index.js';
import {pressText, textOf, textState} from '../text-input/index.js';

/** A row of a list. A disabled one stays visible, with its reason. */
export type Option = {
	readonly value: string;
	readonly title: string;
	/** A few words beside the title. */
	readonly note?: string;
	/** Told below the list while the row is marked. */
	readonly help?: string;
	readonly disabled?: string;
	/** The heading that it stands under, together with its neighbours of the same group. */
	readonly group?: string;
};

/** The cursor is kept by value, so that it stays on its row when rows come and go. */
export type SelectState = {readonly cursor: string | undefined; readonly checked: readonly string[]; readonly filter: TextState | undefined; readonly isFiltering: boolean};

export const selectState = (cursor?: string, checked: readonly string[] = []): SelectState => ({cursor, checked, filter: undefined, isFiltering: false});

/** The rows that hold every word of the filter. */
export const filtered = (state: SelectState, options: readonly Option[]): readonly Option[] => {
	const words = state.filter === undefined ? [] : textOf(state.filter).toLowerCase().split(/\s+/).filter(Boolean);
	return words.length === 0
		? options
		: options.filter(({title, value, note = '', help = '', group = ''}) => words.every((word) => `${title} ${value} ${note} ${help} ${group}`.toLowerCase().includes(word)));
};

/** The marked row: the cursor's, or the first that can be chosen. */
export const current = (state: SelectState, options: readonly Option[]): Option | undefined => {
	const rows = filtered(state, options);
	return rows.find(({value}) => value === state.cursor) ?? rows.find(({disabled}) => disabled === undefined) ?? rows[0];
};

export type SelectAction =
	| {readonly type: 'move'; readonly by: number; readonly options: readonly Option[]}
	| {readonly type: 'edge'; readonly end: 'first' | 'last'; readonly options: readonly Option[]}
	| {readonly type: 'toggle'; readonly options: readonly Option[]}
	| {readonly type: 'open-filter'}
	| {readonly type: 'type'; readonly press: Press}
	/** Enter in the filter: its rows stay, letters are commands again. */
	| {readonly type: 'leave-filter'}
	| {readonly type: 'close-filter'};

const to = (state: SelectState, row: Option | undefined): SelectState => (row === undefined ? state : {...state, cursor: row.value});

export const selectReducer = (state: SelectState, action: SelectAction): SelectState => {
	switch (action.type) {
		case 'move': {
			const rows = filtered(state, action.options);
			const marked = current(state, action.options);
			const at = marked === undefined ? 0 : rows.indexOf(marked);
			// One step wraps around; a page stops at the end.
			const next = Math.abs(action.by) === 1 ? (at + action.by + rows.length) % Math.max(1, rows.length) : Math.max(0, Math.min(rows.length - 1, at + action.by));
			return to(state, rows[next]);
		}

		case 'edge': {
			const rows = filtered(state, action.options);
			return to(state, action.end === 'first' ? rows[0] : rows.at(-1));
		}

		case 'toggle': {
			const row = current(state, action.options);
			if (row === undefined || row.disabled !== undefined) {
				return state;
			}

			const checked = state.checked.includes(row.value) ? state.checked.filter((value) => value !== row.value) : [...state.checked, row.value];
			return {...state, cursor: row.value, checked};
		}

		case 'open-filter':
			return {...state, filter: state.filter ?? textState(''), isFiltering: true};
		case 'type':
			return {...state, filter: pressText(state.filter ?? textState(''), action.press)};
		case 'leave-filter':
			return {...state, isFiltering: false, filter: textOf(state.filter ?? textState('')) === '' ? undefined : state.filter};
		case 'close-filter':
			return {...state, isFiltering: false, filter: undefined};
	}
};
