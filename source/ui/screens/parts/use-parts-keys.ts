import type {Option} from '../../components/select/index.js';
import {current, selectKeys} from '../../components/select/index.js';
import type {Press} from '../../keyboard.js';
import type {Binding} from '../../keymap.js';
import {bind, meanings} from '../../keymap.js';
import {words} from '../../words.js';
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
		return {bindings: [bind('yes', () => onRemove(removing), meanings.removeIt), bind('no', no), bind('back', no)], onText: undefined};
	}

	const list = selectKeys({
		state: state.list,
		options,
		dispatch: (action) => act({type: 'list', action}),
		onChoose: ({value}) => onEdit(value),
		canFilter: false,
		...meanings.changePart,
	});
	const part = current(state.list, options)?.value ?? '';
	const at = options.findIndex(({value}) => value === part);
	const none = options.length === 0 ? words.whyNot.noPart : undefined;
	return {
		bindings: [
			...list.bindings,
			bind('add', onAdd),
			bind('raise', () => onMove(part, -1), {disabled: none ?? (at === 0 ? words.whyNot.isFirstPart : undefined)}),
			bind('lower', () => onMove(part, 1), {disabled: none ?? (at === options.length - 1 ? words.whyNot.isLastPart : undefined)}),
			bind('remove', () => act({type: 'ask-remove', part}), {...meanings.removePart, disabled: none}),
			{...bind('next', onReview, {...meanings.toReview, disabled: none}), priority: 9},
			bind('back', onReview, {...meanings.toReview, disabled: none}),
		],
		onText: undefined,
	};
};
