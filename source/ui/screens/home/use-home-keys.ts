import {current, selectKeys} from '../../components/select/index.js';
import type {Press} from '../../keyboard.js';
import type {Binding} from '../../keymap.js';
import {bind} from '../../keymap.js';
import type {HomeAction, HomeState} from './use-home-state.js';
import {homeOptions} from './use-home-state.js';

type HomeKeys = {
	readonly state: HomeState;
	readonly now: number;
	readonly dispatch: (action: HomeAction) => void;
	readonly onChoose: (value: string) => void;
	readonly onDelete: (id: string) => void;
	readonly onExit: () => void;
};

/** The keys of Home. */
export const homeKeys = ({
	state,
	now,
	dispatch,
	onChoose,
	onDelete,
	onExit,
}: HomeKeys): {readonly bindings: readonly Binding[]; readonly onText: ((press: Press) => void) | undefined} => {
	const {deleting} = state;
	if (deleting !== undefined) {
		return {
			bindings: [
				bind('yes', () => onDelete(deleting), {word: 'delete it'}),
				bind('no', () => dispatch({type: 'cancel-delete'})),
				bind('back', () => dispatch({type: 'cancel-delete'})),
			],
			onText: undefined,
		};
	}

	const options = homeOptions(state, now);
	const marked = current(state.list, options)?.value ?? '';
	const list = selectKeys({state: state.list, options, dispatch: (action) => dispatch({type: 'list', action}), onChoose: ({value}) => onChoose(value)});
	return {
		bindings: [
			...list.bindings,
			...(list.back === undefined ? [] : [list.back]),
			...(list.onText === undefined && state.profiles.length > 0
				? [
						bind('remove', () => dispatch({type: 'ask-delete', id: marked.slice('profile:'.length)}), {
							disabled: marked.startsWith('profile:') ? undefined : 'only a saved profile can be deleted',
						}),
					]
				: []),
			...(list.onText === undefined ? [bind('quit', onExit)] : []),
		],
		onText: list.onText,
	};
};
