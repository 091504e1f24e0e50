import type {Option} from '../../components/select/index.js';
import {current, selectKeys} from '../../components/select/index.js';
import type {Press} from '../../keyboard.js';
import type {Binding} from '../../keymap.js';
import {bind} from '../../keymap.js';
import type {PartsAction, PartsState} from './use-parts-state.js';

type PartsKeys = {
	readonly state: PartsState;
	readonly options: readonly Option[];
	readonly act: (action: PartsAction) => void;
	readonly onEdit: (part: string) => void;
	readonly onAdd: () => void;
	readonly onMove: (part: string, by: 1 | -1) => void;
	readonly onRemove: (part: string) => void;
	readonly onReview: () => void;
};

/** The keys of the list of parts. */
export const partsKeys = ({
	state,
	options,
	act,
	onEdit,
	onAdd,
	onMove,
	onRemove,
	onReview,
}: PartsKeys): {readonly bindings: readonly Binding[]; readonly onText: ((press: Press) => void) | undefined} => {
	const {removing} = state;
	if (removing !== undefined) {
		const no = () => act({type: 'answer'});
		return {bindings: [bind('yes', () => onRemove(removing), {word: 'remove it'}), bind('no', no), bind('back', no)], onText: undefined};
	}

	const list = selectKeys({state: state.list, options, dispatch: (action) => act({type: 'list', action}), onChoose: ({value}) => onEdit(value), canFilter: false, word: 'change'});
	const part = current(state.list, options)?.value ?? '';
	const at = options.findIndex(({value}) => value === part);
	const none = options.length === 0 ? 'there is no part yet' : undefined;
	return {
		bindings: [
			...list.bindings,
			bind('add', onAdd),
			bind('raise', () => onMove(part, -1), {disabled: none ?? (at === 0 ? 'it is the first part already' : undefined)}),
			bind('lower', () => onMove(part, 1), {disabled: none ?? (at === options.length - 1 ? 'it is the last part already' : undefined)}),
			bind('remove', () => act({type: 'ask-remove', part}), {word: 'remove', description: 'Take the marked part out of the profile.', disabled: none}),
			{...bind('next', onReview, {word: 'review', description: 'Go on to the review.', disabled: none}), priority: 9},
			bind('back', onReview, {word: 'review', description: 'Go on to the review.', disabled: none}),
		],
		onText: undefined,
	};
};
