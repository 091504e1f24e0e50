import {selectKeys} from '../../components/select/index.js';
import {textOf} from '../../components/text-input/index.js';
import type {Press} from '../../keyboard.js';
import type {Binding} from '../../keymap.js';
import {bind} from '../../keymap.js';
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
				bindings: [...list.bindings, list.back ?? bind('back', () => onBack?.(), {disabled: onBack === undefined ? 'this is the first question' : undefined})],
				onText: list.onText,
			};
		}

		case 'address':
			return {bindings: [bind('choose', keys.onAddress, {word: 'connect'}), back], onText: (press) => act({type: 'address', press})};
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
				return {bindings: [bind('yes', keys.onAccept, {word: 'trust it'}), bind('no', keys.onReject, {word: 'stop'}), bind('back', keys.onReject)], onText: undefined};
			}

			return phase.question?.type === 'password'
				? {bindings: [bind('choose', keys.onPassword, {word: 'log in'}), back], onText: keys.onPasswordText}
				: {bindings: [bind('back', toList, {word: 'stop connecting'})], onText: undefined};
		case 'failed':
			return {
				bindings: [
					bind('choose', () => keys.onConnect(phase.target), {word: 'try again'}),
					phase.target.kind === 'router' && textOf(state.address) !== ''
						? bind('back', () => act({type: 'show', phase: 'address'}), {word: 'the address'})
						: bind('back', toList, {word: 'another router'}),
				],
				onText: undefined,
			};
		case 'connected':
			return {bindings: [bind('choose', keys.onNext, {word: 'go on'}), bind('back', toList, {word: 'another router'})], onText: undefined};
	}
};
