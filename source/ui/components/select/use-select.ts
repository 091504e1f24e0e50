import type {Press} from '../../keyboard.js';
import type {Binding} from '../../keymap.js';
import {bind, meanings} from '../../keymap.js';
import {words} from '../../words.js';
import type {Option, SelectAction, SelectState} from './use-select-state.js';
import {current} from './use-select-state.js';

export type SelectKeys = {
	readonly state: SelectState;
	readonly options: readonly Option[];
	readonly dispatch: (action: SelectAction) => void;
	readonly onChoose: (option: Option) => void;
	readonly isMultiple?: boolean;
	/** Short lists need no filter. @default more than 5 rows */
	readonly canFilter?: boolean;
	readonly word?: string;
};

/** The keys of a list, mapped to its actions. While its filter is typed, `onText` takes the letters. */
export const selectKeys = ({
	state,
	options,
	dispatch,
	onChoose,
	isMultiple = false,
	canFilter = options.length > 5,
	word,
}: SelectKeys): {
	readonly bindings: readonly Binding[];
	readonly onText: ((press: Press) => void) | undefined /** Esc first closes the filter. */;
	readonly back: Binding | undefined;
} => {
	const row = current(state, options);
	const reason = row === undefined ? words.whyNot.nothingToChoose : row.disabled;
	const move = [
		bind('up', () => dispatch({type: 'move', by: -1, options})),
		bind('down', () => dispatch({type: 'move', by: 1, options})),
		bind('jumpBack', () => dispatch({type: 'move', by: -8, options})),
		bind('jump', () => dispatch({type: 'move', by: 8, options})),
		bind('first', () => dispatch({type: 'edge', end: 'first', options})),
		bind('last', () => dispatch({type: 'edge', end: 'last', options})),
	];
	if (state.isFiltering) {
		return {
			bindings: [bind('choose', () => dispatch({type: 'leave-filter'}), meanings.useFilter), ...move],
			onText: (press) => dispatch({type: 'type', press}),
			back: bind('back', () => dispatch({type: 'close-filter'}), meanings.showAll),
		};
	}

	return {
		bindings: [
			bind('choose', () => row !== undefined && onChoose(row), {...(word === undefined ? {} : {word}), disabled: isMultiple ? undefined : reason}),
			...(isMultiple ? [bind('toggle', () => dispatch({type: 'toggle', options}), {disabled: reason})] : []),
			...move,
			...(canFilter ? [bind('filter', () => dispatch({type: 'open-filter'}))] : []),
		],
		onText: undefined,
		back: state.filter === undefined ? undefined : bind('back', () => dispatch({type: 'close-filter'}), meanings.showAll),
	};
};
