import {Box} from 'ink';
import {useEffect, useMemo} from 'react';
import {display} from '../../../diagnostics/display.js';
import {isError} from '../../../diagnostics/index.js';
import type {Facts} from '../../../facts/index.js';
import type {Line} from '../../../presentation/index.js';
import {clipLines, diagnosticLines, pictureLines, piece, wrapLines} from '../../../presentation/index.js';
import type {AnswerValue, Scenario} from '../../../scenario/types.js';
import type {Room} from '../../components/frame/index.js';
import {Frame} from '../../components/frame/index.js';
import {Lines} from '../../components/lines/index.js';
import {answerIn, editorOf, isUntouched, optionsOf} from '../../fields/editor.js';
import {FieldInput} from '../../fields/field-input.js';
import {nameFieldId} from '../../fields/name-field.js';
import type {Situation} from '../../fields/questions.js';
import {pictureOf, questionsOf, troubleWith} from '../../fields/questions.js';
import {useKeptReducer} from '../../hooks/use-kept-reducer.js';
import type {ScreenProps} from '../../screen.js';
import {useTerminal} from '../../terminal.js';
import {troubleOf} from '../../trouble.js';
import {profileOf, scenarioOf} from '../../wizard-state.js';
import {Missing} from '../missing.js';
import {fieldsKeys} from './use-fields-keys.js';
import type {FieldsState} from './use-fields-state.js';
import {fieldsReducer, initialFields} from './use-fields-state.js';

const isFieldsState = (state: unknown): state is FieldsState => typeof state === 'object' && state !== null && 'editors' in state;

/** The questions of a preset, one at a time, with the picture of what the answers so far would do. */
export function FieldsScreen(props: ScreenProps) {
	const {wizard, dispatch} = props;
	const scenario = scenarioOf(wizard);
	return scenario === undefined || wizard.facts === undefined ? (
		<Missing message={`This version of Detour has no preset ${display(wizard.scenarioId ?? '')}.`} onBack={() => dispatch({type: 'back'})} />
	) : (
		<Questions {...props} scenario={scenario} facts={wizard.facts} />
	);
}

function Questions({wizard, dispatch, services, now, scenario, facts}: ScreenProps & {readonly scenario: Scenario; readonly facts: Facts}) {
	const {unicode, signs} = useTerminal();
	const answers = wizard.name === '' ? wizard.answers : {...wizard.answers, [nameFieldId]: wizard.name};
	const situation: Situation = {scenario, answers, facts, attachments: wizard.attachments};
	const questions = questionsOf(situation);
	const [state, act] = useKeptReducer(fieldsReducer, {name: `fields ${wizard.job} ${scenario.id}`, is: isFieldsState}, () =>
		initialFields((wizard.isRerun ? questions.at(-1) : questions[0])?.id ?? nameFieldId),
	);
	const {firstField} = wizard;
	useEffect(() => {
		if (firstField !== undefined) {
			act({type: 'show', field: firstField});
		}
	}, [firstField, act]);

	const index = Math.max(
		0,
		questions.findIndex(({id}) => id === state.field),
	);
	const field = questions[index];
	const suggestion = field?.suggest?.(answers, facts);
	const options = field === undefined ? [] : optionsOf(field, answers, facts);
	const editor = field === undefined ? undefined : (state.editors[field.id] ?? editorOf(field, answers[field.id] ?? suggestion?.value));
	const value = field === undefined || editor === undefined ? '' : answerIn(field, editor, options);
	const valueText = JSON.stringify(value);
	// biome-ignore lint/correctness/useExhaustiveDependencies: the picture follows the answers, not every new array of the same ones.
	const picture = useMemo(() => pictureOf(situation, field === undefined ? {} : {[field.id]: value}), [wizard.answers, wizard.attachments, facts, scenario, valueText]);
	if (field === undefined || editor === undefined) {
		return <Missing message="This preset asks nothing." onBack={() => dispatch({type: 'back'})} />;
	}

	// An empty answer, or a row that tells itself why it cannot be chosen, is worth a complaint only after Enter.
	const isQuiet = !state.isAttempted && (isUntouched(value) || options.some((option) => option.value === value && option.disabled !== undefined));
	const found = isQuiet ? [] : troubleWith(field, value, situation);
	const trouble = state.trouble.length > 0 ? state.trouble : found;

	const commit = (answer: AnswerValue, attachments: Situation['attachments']) => {
		const isName = field.id === nameFieldId;
		const name = isName && typeof answer === 'string' ? answer : wizard.name;
		const isNewId = isName && !wizard.isIdFixed && (wizard.profileId === undefined || name !== wizard.name);
		const id = isNewId ? services.profiles.newId(name) : (wizard.profileId ?? 'draft');
		const known = isName ? wizard.answers : {...wizard.answers, [field.id]: answer};
		const next = isName ? undefined : questionsOf({...situation, answers: {...answers, [field.id]: answer}, attachments: {...wizard.attachments, ...attachments}})[index + 1];
		dispatch(isName ? {type: 'named', name, id} : {type: 'answered', answers: known, attachments});
		const profile = profileOf({...wizard, name, profileId: isName ? id : wizard.profileId}, known);
		services.profiles.saveDraft({profile, scenario: scenario.id, answers: known, field: next?.id ?? field.id, savedAt: now()}).then(
			() => {
				if (next === undefined) {
					dispatch({type: 'next'});
				} else {
					act({type: 'show', field: next.id});
				}
			},
			(cause: unknown) => act({type: 'trouble', trouble: troubleOf(cause)}),
		);
	};

	const readFile = async (path: string): Promise<void> => {
		act({type: 'reading'});
		const read = await services.attach(path);
		if (!read.ok) {
			act({type: 'trouble', trouble: read.diagnostics});
			return;
		}

		const attachments = {[path]: read.value};
		const inside = troubleWith(field, path, {...situation, attachments: {...wizard.attachments, ...attachments}});
		if (inside.some(isError)) {
			act({type: 'trouble', trouble: inside});
		} else {
			commit(path, attachments);
		}
	};

	const onNext = () => {
		const isFile = field.kind === 'file' && typeof value === 'string' && value !== '';
		if (isFile) {
			readFile(value).catch((cause: unknown) => act({type: 'trouble', trouble: troubleOf(cause)}));
		} else if (troubleWith(field, value, situation).some(isError)) {
			act({type: 'attempted'});
		} else {
			commit(value, {});
		}
	};

	const onBack = () => {
		const before = questions[index - 1];
		if (before === undefined) {
			dispatch({type: 'back'});
		} else {
			act({type: 'show', field: before.id});
		}
	};

	const {bindings, onText} = fieldsKeys({editor, options, isMultiple: field.kind === 'choices', act, onNext, onBack});
	const body = ({width, height}: Room) => {
		const isRoomy = height >= 16;
		const column = Math.min(width, 100);
		const why: readonly Line[] =
			suggestion === undefined || state.editors[field.id] !== undefined || answers[field.id] !== undefined ? [] : [[piece(`Suggested: ${display(suggestion.because)}`, 'dim')]];
		const told = wrapLines(state.isBusy ? [[piece('Reading the file', 'dim')]] : trouble.length > 0 ? trouble.flatMap(diagnosticLines) : why, column).slice(0, isRoomy ? 5 : 3);
		const wanted = editor.kind === 'text' ? 1 : editor.kind === 'lines' ? 4 : Math.min(options.length + 3, 9);
		const helpRows = Math.max(isRoomy ? 5 : 2, height - told.length - wanted - 2);
		const help = clipLines(wrapLines([[piece(display(field.help), 'dim')]], column), helpRows, column, signs.cut);
		const drawing = pictureLines(picture, Math.min(width, 110), unicode);
		const left = height - help.length - told.length - 2;
		const hasPicture = left - drawing.length - 1 >= wanted;
		const inputHeight = Math.max(1, hasPicture ? left - drawing.length - 1 : left);
		return (
			<Box flexDirection="column" height={height}>
				<Lines lines={[...help, []]} />
				<FieldInput field={field} editor={editor} options={options} width={width} height={inputHeight} />
				<Lines lines={[[], ...told]} />
				{hasPicture && (
					<>
						<Box flexGrow={1} />
						<Lines lines={drawing} />
					</>
				)}
			</Box>
		);
	};

	return (
		<Frame
			title={`${display(field.title)}${field.optional === true ? ' (may be left empty)' : ''}  ${index + 1} of ${questions.length}`}
			bindings={state.isBusy ? [] : bindings}
			onText={state.isBusy ? undefined : onText}
		>
			{body}
		</Frame>
	);
}
