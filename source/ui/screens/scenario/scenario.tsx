import {Box} from 'ink';
import {useMemo} from 'react';
import {display} from '../../../diagnostics/display.js';
import type {Picture} from '../../../presentation/index.js';
import {clipLines, pictureLines, piece, wrapLines} from '../../../presentation/index.js';
import type {Scenario} from '../../../scenario/types.js';
import type {Room} from '../../components/frame/index.js';
import {Frame} from '../../components/frame/index.js';
import {Lines} from '../../components/lines/index.js';
import type {SelectState} from '../../components/select/index.js';
import {current, rowCount, Select, selectReducer, selectState} from '../../components/select/index.js';
import {examplePicture} from '../../fields/questions.js';
import {useKeptReducer} from '../../hooks/use-kept-reducer.js';
import type {ScreenProps} from '../../screen.js';
import {useTerminal} from '../../terminal.js';
import {openPart} from '../../wizard-state.js';
import {words} from '../../words.js';
import {scenarioKeys} from './use-scenario-keys.js';
import {scenarioOptions} from './use-scenario-state.js';

const isSelectState = (state: unknown): state is SelectState => typeof state === 'object' && state !== null && 'checked' in state;

type AboutProps = {readonly scenario: Scenario; readonly picture: Picture | undefined} & Room;

/** What the marked preset is for: in a sentence, drawn where there is room, and at length. */
function About({scenario, picture, width, height}: AboutProps) {
	const {unicode, signs, isSpoken} = useTerminal();
	const column = Math.min(width, 100);
	const summary = wrapLines([[], [piece(display(scenario.summary), 'strong')]], column);
	const left = height - summary.length;
	const drawing = picture === undefined || isSpoken ? [] : [[piece(words.scenario.example, 'dim')], ...pictureLines(picture, column, unicode, Math.max(3, Math.min(12, left - 1)))];
	const shown = drawing.length <= left ? [...summary, ...drawing] : summary;
	const about = wrapLines(
		scenario.about.flatMap((text) => [[], [piece(display(text))]]),
		column,
	);
	// A blank row and one that is cut off would say nothing.
	const room = height - shown.length;
	return <Lines lines={[...shown.slice(0, Math.max(0, height)), ...(room < 3 ? [] : clipLines(about, room, column, signs.cut))]} />;
}

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
	const picture = useMemo(() => (marked === undefined ? undefined : examplePicture(marked)), [marked]);
	return (
		<Frame title={words.scenario.title} bindings={bindings} onText={onText}>
			{({width, height}) => {
				const rows = Math.max(3, Math.min(rowCount(state, options), Math.max(Math.floor(height / 2), height - 14)));
				return (
					<Box flexDirection="column" paddingTop={1}>
						<Select state={state} options={options} width={width} height={rows} helpRows={0} />
						{marked !== undefined && <About scenario={marked} picture={picture} width={width} height={height - rows - 1} />}
					</Box>
				);
			}}
		</Frame>
	);
}
