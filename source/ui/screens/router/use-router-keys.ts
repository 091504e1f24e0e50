import {selectKeys} from '../../components/select/index.js';
import {textOf} from '../../components/text-input/index.js';
import type {Press} from '../../keyboard.js';
import type {Binding} from '../../keymap.js';
import {bind, meanings} from '../../keymap.js';
import {words} from '../../words.js';
import type {RouterAction, RouterState, Target} from './use-router-state.js';
import {releaseOptions, routerOptions} from './use-router-state.js';

export type RouterKeys = {
	readonly state: RouterState;
	readonly connected: string | undefined;
	readonly act: (action: RouterAction) => void;
	readonly onChoose: (value: string) => void;
	readonly onAddress: () => void;
	readonly onRelease: (release: string) => void;
	readonly onConnect: (target: Target) => void;
	readonly onAccept: () => void;
	readonly onReject: () => void;
	readonly onPassword: () => void;
	readonly onPasswordText: (press: Press) => void;
	readonly onNext: () => void;
	/** Undefined on the first screen of a route. */
	readonly onBack: (() => void) | undefined;
};

type Keys = {readonly bindings: readonly Binding[]; readonly onText: ((press: Press) => void) | undefined};

/** The keys of each phase of the router screen. */
export const routerKeys = (keys: RouterKeys): Keys => {
	const {state, act, connected, onBack} = keys;
	const {phase} = state;
	const toList = () => act({type: 'show', phase: 'choose'});
	const back = bind('back', toList);
	switch (phase.kind) {
		case 'choose': {
			const list = selectKeys({
				state: state.list,
				options: routerOptions(state, connected),
				dispatch: (action) => act({type: 'list', action}),
				onChoose: ({value}) => keys.onChoose(value),
			});
			return {
				bindings: [...list.bindings, list.back ?? bind('back', () => onBack?.(), {disabled: onBack === undefined ? words.whyNot.isFirst : undefined})],
				onText: list.onText,
			};
		}

		case 'address':
			return {bindings: [bind('choose', keys.onAddress, meanings.connect), back], onText: (press) => act({type: 'address', press})};
		case 'release': {
			const list = selectKeys({
				state: state.releases,
				options: releaseOptions,
				dispatch: (action) => act({type: 'releases', action}),
				onChoose: ({value}) => keys.onRelease(value),
			});
			return {bindings: [...list.bindings, list.back ?? back], onText: list.onText};
		}

		case 'connecting':
			if (phase.question?.type === 'host-key') {
				return {bindings: [bind('yes', keys.onAccept, meanings.trust), bind('no', keys.onReject, meanings.distrust), bind('back', keys.onReject)], onText: undefined};
			}

			return phase.question?.type === 'password'
				? {bindings: [bind('choose', keys.onPassword, meanings.logIn), back], onText: keys.onPasswordText}
				: {bindings: [bind('back', toList, meanings.stopConnecting)], onText: undefined};
		case 'failed':
			return {
				bindings: [
					bind('choose', () => keys.onConnect(phase.target), meanings.tryAgain),
					phase.target.kind === 'router' && textOf(state.address) !== ''
						? bind('back', () => act({type: 'show', phase: 'address'}), meanings.toAddress)
						: bind('back', toList, meanings.toRouters),
				],
				onText: undefined,
			};
		case 'connected':
			return {bindings: [bind('choose', keys.onNext, meanings.goOn), bind('back', toList, meanings.toRouters)], onText: undefined};
	}
};
