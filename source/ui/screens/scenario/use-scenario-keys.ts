import type {Option, SelectAction, SelectState} from '../../components/select/index.js';
import {selectKeys} from '../../components/select/index.js';
import type {Press} from '../../keyboard.js';
import type {Binding} from '../../keymap.js';
import {bind} from '../../keymap.js';
import {words} from '../../words.js';

type ScenarioKeys = {
	readonly state: SelectState;
	readonly options: readonly Option[];
	readonly act: (action: SelectAction) => void;
	readonly onChoose: (id: string) => void;
	readonly onBack: (() => void) | undefined;
};

/** The keys of the list of presets. */
export const scenarioKeys = ({
	state,
	options,
	act,
	onChoose,
	onBack,
}: ScenarioKeys): {readonly bindings: readonly Binding[]; readonly onText: ((press: Press) => void) | undefined} => {
	const list = selectKeys({state, options, dispatch: act, onChoose: ({value}) => onChoose(value)});
	return {
		bindings: [...list.bindings, list.back ?? bind('back', () => onBack?.(), {disabled: onBack === undefined ? words.whyNot.isFirst : undefined})],
		onText: list.onText,
	};
};
