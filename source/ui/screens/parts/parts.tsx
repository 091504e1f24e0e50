import {Box} from 'ink';
import {useMemo} from 'react';
import {display} from '../../../diagnostics/display.js';
import type {Facts} from '../../../facts/index.js';
import type {Line} from '../../../presentation/index.js';
import {clipLines, diagnosticLines, documentLines, pictureLines, pictureOfDocument, piece, wrapLines} from '../../../presentation/index.js';
import {Frame} from '../../components/frame/index.js';
import {Lines} from '../../components/lines/index.js';
import {Select} from '../../components/select/index.js';
import {useKeptReducer} from '../../hooks/use-kept-reducer.js';
import type {ScreenProps} from '../../screen.js';
import {useTerminal} from '../../terminal.js';
import {profileOf} from '../../wizard-state.js';
import {words} from '../../words.js';
import {Missing} from '../missing.js';
import {partsKeys} from './use-parts-keys.js';
import type {PartsState} from './use-parts-state.js';
import {initialParts, partOptions, partsReducer, together} from './use-parts-state.js';

const isPartsState = (state: unknown): state is PartsState => typeof state === 'object' && state !== null && 'removing' in state;

/** What a profile does, part by part, in the order in which the parts decide. */
export function PartsScreen(props: ScreenProps) {
	const {facts} = props.wizard;
	return facts === undefined ? <Missing message={words.frame.noFacts} onBack={() => props.dispatch({type: 'back'})} /> : <Parts {...props} facts={facts} />;
}

function Parts({wizard, dispatch, facts}: ScreenProps & {readonly facts: Facts}) {
	const {unicode, signs, isSpoken} = useTerminal();
	const {parts, scenarios = [], attachments} = wizard;
	const [state, act] = useKeptReducer(partsReducer, {name: `parts:${wizard.job}`, is: isPartsState}, () => initialParts(wizard.partId));
	const options = partOptions(parts, {scenarios});
	// biome-ignore lint/correctness/useExhaustiveDependencies: of the profile only its parts matter here.
	const {document, trouble} = useMemo(() => together(profileOf(wizard), {scenarios, facts, attachments}), [parts, scenarios, facts, attachments]);
	const {bindings, onText} = partsKeys({
		state,
		options,
		act,
		onEdit: (part) => dispatch({type: 'edit-part', part}),
		onAdd: () => dispatch({type: 'add-part'}),
		onMove: (part, by) => dispatch({type: 'move-part', part, by}),
		onRemove: (part) => {
			act({type: 'answer'});
			dispatch({type: 'remove-part', part});
		},
		onReview: () => dispatch({type: 'next'}),
	});
	const removing = options.find(({value}) => value === state.removing);
	return (
		<Frame title={words.parts.title} bindings={bindings} onText={onText}>
			{({width, height}) => {
				const column = Math.min(width, 110);
				const question: readonly Line[] = removing === undefined ? [] : [[], words.parts.remove(display(removing.title))];
				const rows = Math.min(options.length + 1, Math.max(3, Math.floor(height / 3)));
				const left = Math.max(0, height - rows - 2);
				const told = wrapLines(
					[
						...question,
						...trouble.flatMap(diagnosticLines),
						...(document === undefined ? [] : [...(isSpoken ? [] : [...pictureLines(pictureOfDocument(document, facts), column, unicode), []]), ...documentLines(document)]),
					],
					column,
					2,
				);
				return (
					<Box flexDirection="column" paddingTop={1}>
						{options.length === 0 ? <Lines lines={[[piece(words.parts.none, 'dim')]]} /> : <Select state={state.list} options={options} width={width} height={rows} helpRows={0} />}
						<Lines lines={[[], ...clipLines(told, left, column, signs.cut)]} />
					</Box>
				);
			}}
		</Frame>
	);
}
