import {current, selectKeys} from '../../components/select/index.js';
import {textOf} from '../../components/text-input/index.js';
import {freeName} from '../../fields/name-field.js';
import type {Press} from '../../keyboard.js';
import type {Binding} from '../../keymap.js';
import {bind, meanings} from '../../keymap.js';
import {words} from '../../words.js';
import type {HomeAction, HomeDialog, HomeState} from './use-home-state.js';
import {homeOptions} from './use-home-state.js';

type HomeKeys = {
	readonly state: HomeState;
	readonly now: number;
	readonly dispatch: (action: HomeAction) => void;
	readonly onChoose: (value: string) => void;
	readonly onDelete: (id: string) => void;
	readonly onName: (kind: 'rename' | 'copy', id: string, name: string) => void;
	readonly onExit: () => void;
};

type Keys = {readonly bindings: readonly Binding[]; readonly onText: ((press: Press) => void) | undefined};

/** The keys of Home. */
export const homeKeys = ({state, now, dispatch, onChoose, onDelete, onName, onExit}: HomeKeys): Keys => {
	const {dialog, profiles} = state;
	const cancel = () => dispatch({type: 'cancel'});
	if (dialog?.kind === 'delete') {
		return {bindings: [bind('yes', () => onDelete(dialog.id), meanings.deleteProfile), bind('no', cancel), bind('back', cancel)], onText: undefined};
	}

	if (dialog !== undefined) {
		return {
			bindings: [bind('choose', () => onName(dialog.kind, dialog.id, textOf(dialog.name)), meanings[dialog.kind]), bind('back', cancel)],
			onText: (press) => dispatch({type: 'name', press}),
		};
	}

	const options = homeOptions(state, now);
	const marked = profiles.find(({profile}) => `profile:${profile.id}` === current(state.list, options)?.value)?.profile;
	const list = selectKeys({state: state.list, options, dispatch: (action) => dispatch({type: 'list', action}), onChoose: ({value}) => onChoose(value)});
	const names = profiles.map(({profile}) => profile.name);
	const ofProfile = (verb: HomeDialog['kind']) => ({disabled: marked === undefined ? words.whyNot.isNoProfile[verb] : undefined});
	const id = marked?.id ?? '';
	const name = marked?.name ?? '';
	return {
		bindings: [
			...list.bindings,
			...(list.back === undefined ? [] : [list.back]),
			...(list.onText === undefined && profiles.length > 0
				? [
						bind('rename', () => dispatch({type: 'ask-name', kind: 'rename', id, name}), ofProfile('rename')),
						bind('copy', () => dispatch({type: 'ask-name', kind: 'copy', id, name: freeName(name, names)}), ofProfile('copy')),
						bind('remove', () => dispatch({type: 'ask-delete', id}), ofProfile('delete')),
					]
				: []),
			...(list.onText === undefined ? [bind('quit', onExit)] : []),
		],
		onText: list.onText,
	};
};
