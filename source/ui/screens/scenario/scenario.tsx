import {Box} from 'ink';
import {display} from '../../../diagnostics/display.js';
import {piece, wrapLines} from '../../../presentation/index.js';
import {Frame} from '../../components/frame/index.js';
import {Lines} from '../../components/lines/index.js';
import type {SelectState} from '../../components/select/index.js';
import {current, Select, selectReducer, selectState} from '../../components/select/index.js';
import {useKeptReducer} from '../../hooks/use-kept-reducer.js';
import type {ScreenProps} from '../../screen.js';
import {openPart} from '../../wizard-state.js';
import {words} from '../../words.js';
import {scenarioKeys} from './use-scenario-keys.js';
import {scenarioOptions} from './use-scenario-state.js';

const isSelectState = (state: unknown): state is SelectState => typeof state === 'object' && state !== null && 'checked' in state;

/** What is to be done: one preset of the list, each with what it changes and why. */
export function ScenarioScreen({wizard, dispatch}: ScreenProps) {
	const scenarios = wizard.scenarios ?? [];
	const options = scenarioOptions(scenarios);
	const [state, act] = useKeptReducer(selectReducer, {name: `scenario:${wizard.job}:${wizard.partId}`, is: isSelectState}, () => selectState(openPart(wizard)?.scenario));
	const marked = scenarios.find(({id}) => id === current(state, options)?.value);
	const {bindings, onText} = scenarioKeys({
		state,
		options,
		act,
		onChoose: (id) => {
			dispatch({type: 'chose-scenario', id});
			dispatch({type: 'next'});
		},
		onBack: wizard.aside.length === 0 && wizard.route.indexOf('scenario') === 0 ? undefined : () => dispatch({type: 'back'}),
	});
	const about = marked === undefined ? [] : [[piece(display(marked.summary), 'strong')], ...marked.about.flatMap((text) => [[], [piece(display(text))]])];
	return (
		<Frame title={words.scenario.title} bindings={bindings} onText={onText}>
			{({width, height}) => {
				const headings = new Set(options.map(({group}) => group)).size;
				const rows = Math.max(3, Math.min(options.length + headings + 1, Math.floor((height * 2) / 3)));
				return (
					<Box flexDirection="column" paddingTop={1}>
						<Select state={state} options={options} width={width} height={rows} helpRows={0} />
						<Lines lines={wrapLines([[], ...about], Math.min(width, 100)).slice(0, Math.max(0, height - rows - 1))} />
					</Box>
				);
			}}
		</Frame>
	);
}
