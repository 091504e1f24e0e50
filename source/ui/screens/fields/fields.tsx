import {useMemo} from 'react';
import {display} from '../../../diagnostics/display.js';
import {isError} from '../../../diagnostics/index.js';
import type {Facts} from '../../../facts/index.js';
import {textWidth} from '../../../presentation/index.js';
import {filesNamed} from '../../../scenario/index.js';
import type {AnswerValue, Field, ProfilePart, Scenario} from '../../../scenario/types.js';
import {Frame, frameRoom} from '../../components/frame/index.js';
import {lineIndex} from '../../components/lines-input/index.js';
import {isFolder, useCandidates} from '../../fields/candidates.js';
import {answerIn, editorOf, isUntouched, optionsOf} from '../../fields/editor.js';
import {nameField, nameFieldId} from '../../fields/name-field.js';
import {lineOf} from '../../fields/places.js';
import type {Situation} from '../../fields/questions.js';
import {pictureOf, questionsOf, troubleWith} from '../../fields/questions.js';
import {useKeptReducer} from '../../hooks/use-kept-reducer.js';
import type {ScreenProps} from '../../screen.js';
import {useTerminal} from '../../terminal.js';
import {troubleOf} from '../../trouble.js';
import {openPart, profileOf, scenarioOf, wizardReducer} from '../../wizard-state.js';
import {words} from '../../words.js';
import {Missing} from '../missing.js';
import {Question} from './question.js';
import {fieldsKeys} from './use-fields-keys.js';
import type {FieldsState} from './use-fields-state.js';
import {fieldsReducer, initialFields} from './use-fields-state.js';

const isFieldsState = (state: unknown): state is FieldsState => typeof state === 'object' && state !== null && 'editors' in state;

/** The questions of a preset, one at a time, with the picture of what the answers so far would do. */
export function FieldsScreen(props: ScreenProps) {
	const {wizard, dispatch} = props;
	const scenario = scenarioOf(wizard);
	const part = openPart(wizard);
	return scenario === undefined || part === undefined || wizard.facts === undefined ? (
		<Missing message={words.frame.noPreset(display(part?.scenario ?? ''))} onBack={() => dispatch({type: 'back'})} />
	) : (
		<Questions {...props} scenario={scenario} part={part} facts={wizard.facts} />
	);
}

function Questions({wizard, dispatch, services, now, scenario, part, facts}: ScreenProps & {readonly scenario: Scenario; readonly part: ProfilePart; readonly facts: Facts}) {
	const {columns, rows, keyboard} = useTerminal();
	const {attachments, scenarios = [], firstField, firstLine} = wizard;
	const taken = wizard.saved.filter(({id}) => id !== wizard.profileId).map(({name}) => name);
	// A part that is looked at from the list of parts belongs to a profile that has a name.
	const asksName = wizard.aside.length === 0;
	const answers = asksName && wizard.name !== '' ? {...part.answers, [nameFieldId]: wizard.name} : part.answers;
	const situation: Situation = {scenario, answers, facts, attachments};
	const allQuestions = (seen: Situation) => [...questionsOf(seen), ...(asksName ? [nameField(taken)] : [])];
	const questions = allQuestions(situation);
	const shownEditor = (one: Field, {editors}: FieldsState) => editors[one.id] ?? editorOf(one, answers[one.id] ?? one.suggest?.(answers, facts)?.value);
	// Before anything is typed: what is pressed on the way here is meant for that question.
	const woken = (kept: FieldsState): FieldsState => {
		const first = questions.find(({id}) => id === firstField);
		const shown = firstField === undefined ? kept : fieldsReducer(kept, {type: 'show', field: firstField});
		return first === undefined || firstLine === undefined ? shown : fieldsReducer(shown, {type: 'attempted', editor: shownEditor(first, shown), line: firstLine});
	};

	const [state, act] = useKeptReducer(fieldsReducer, {name: `fields:${wizard.job}:${part.id}:${scenario.id}`, is: isFieldsState, wake: woken}, () =>
		woken(initialFields((wizard.rerun !== undefined && asksName ? questions.at(-1) : questions[0])?.id ?? nameFieldId)),
	);

	const index = Math.max(
		0,
		questions.findIndex(({id}) => id === state.field),
	);
	const field = questions[index];
	const suggestion = field?.suggest?.(answers, facts);
	const options = field === undefined ? [] : optionsOf(field, answers, facts);
	const editor = field === undefined ? undefined : shownEditor(field, state);
	const value = field === undefined || editor === undefined ? '' : answerIn(field, editor, options);
	const isFile = field?.kind === 'file';
	const paths = useCandidates(isFile && typeof value === 'string' ? value : undefined, isFile ? (/\.\w+$/.exec(field.placeholder ?? '')?.[0] ?? '') : '', services);
	const valueText = JSON.stringify(value);
	// biome-ignore lint/correctness/useExhaustiveDependencies: the picture follows the answers, not every new array of the same ones.
	const picture = useMemo(
		() => pictureOf(wizard.parts, part, field === undefined || field.id === nameFieldId ? {} : {[field.id]: value}, {scenarios, facts, attachments}),
		[wizard.parts, part, attachments, facts, scenarios, field?.id, valueText],
	);
	if (field === undefined || editor === undefined) {
		return <Missing message={words.fields.asksNothing} onBack={() => dispatch({type: 'back'})} />;
	}

	// An empty answer, or a row that tells itself why it cannot be chosen, is worth a complaint only after Enter.
	const isQuiet = !state.isAttempted && (isUntouched(value) || options.some((option) => option.value === value && option.disabled !== undefined));
	const found = isQuiet ? [] : troubleWith(field, value, situation);
	const trouble = state.trouble.length > 0 ? state.trouble : found;
	const line = editor.kind === 'lines' ? lineIndex(editor.lines) : undefined;

	const commit = async (answer: AnswerValue, read: Situation['attachments']): Promise<void> => {
		const isName = field.id === nameFieldId;
		const name = isName && typeof answer === 'string' ? answer : wizard.name;
		const isNewId = isName && !wizard.isIdFixed && (wizard.profileId === undefined || name !== wizard.name);
		const action = isName
			? ({type: 'named', name, id: isNewId ? services.profiles.newId(name) : (wizard.profileId ?? 'draft')} as const)
			: ({type: 'answered', answers: {...part.answers, [field.id]: answer}, attachments: read} as const);
		const after = wizardReducer(wizard, action);
		const known = openPart(after)?.answers ?? {};
		const seen = {...situation, answers: known, attachments: after.attachments};
		const ahead = isName ? [] : allQuestions(seen).slice(index + 1);
		// Who was sent back for this one is asked only what was never answered, or will not do any more.
		const isLeft = (one: Field): boolean => {
			const given = one.id === nameFieldId ? answers[nameFieldId] : known[one.id];
			return given === undefined || troubleWith(one, given, seen).some(isError);
		};

		const next = firstField === field.id ? ahead.find(isLeft) : ahead[0];
		dispatch(action);
		const draft = {profile: profileOf(after), part: part.id, scenario: scenario.id, answers: known, field: next?.id ?? field.id, savedAt: now()};
		const unsaved = await services.profiles.saveDraft(draft).then(() => [], troubleOf);
		if (next === undefined) {
			dispatch({type: 'next'});
			return;
		}

		act({type: 'show', field: next.id});
		// A full disk is worth a word, and keeps nobody from going on.
		if (unsaved.length > 0) {
			act({type: 'trouble', trouble: unsaved});
		}
	};

	const readFiles = async (answer: AnswerValue, paths: readonly string[]): Promise<void> => {
		act({type: 'reading'});
		let read: Situation['attachments'] = {};
		for (const path of paths) {
			const text = await services.attach(path);
			if (!text.ok) {
				act({type: 'trouble', trouble: text.diagnostics});
				return;
			}

			read = {...read, [path]: text.value};
		}

		const inside = troubleWith(field, answer, {...situation, attachments: {...attachments, ...read}});
		if (inside.some(isError)) {
			act({type: 'trouble', trouble: inside});
		} else {
			await commit(answer, read);
		}
	};

	const orTell = (work: Promise<void>) => keyboard.hold(work.catch((cause: unknown) => act({type: 'trouble', trouble: troubleOf(cause)})));

	const goOn = (answer: AnswerValue) => {
		const paths = filesNamed(field, {[field.id]: answer});
		const wrong = troubleWith(field, answer, situation).find(isError);
		// Files are read anew each time: what was wrong in one may have been mended meanwhile.
		if (paths.length > 0) {
			orTell(readFiles(answer, paths));
		} else if (wrong === undefined) {
			orTell(commit(answer, {}));
		} else {
			act({type: 'attempted', editor, line: lineOf(wrong.field)});
		}
	};

	const because = state.editors[field.id] === undefined && answers[field.id] === undefined ? suggestion?.because : undefined;
	const {bindings, onText} = fieldsKeys({
		editor,
		options,
		isMultiple: field.kind === 'choices',
		isSuggested: because !== undefined && !found.some(isError),
		isLineWrong: line !== undefined && found.some((one) => isError(one) && lineOf(one.field) === line),
		paths: paths.length,
		isPathMarked: state.marked >= 0,
		act,
		onTake: () => {
			const path = paths[state.marked] ?? '';
			act({type: 'take', text: path});
			if (!isFolder(path)) {
				goOn(path);
			}
		},
		onNext: () => goOn(value),
		onBack: () => {
			const before = questions[index - 1];
			if (before === undefined) {
				dispatch({type: 'back'});
			} else {
				act({type: 'show', field: before.id});
			}
		},
	});
	const title = (section: string) => words.fields.title(index + 1, questions.length, `${section}${display(field.title)}`, field.optional === true);
	const {section = ''} = field;
	// Nobody wants to read the same twice.
	const whole = title(section === '' || field.title.startsWith(section) ? '' : `${display(section)}: `);
	return (
		<Frame
			// The section goes before a word of the question does.
			title={textWidth(whole) <= frameRoom(columns, rows).width ? whole : title('')}
			bindings={state.isBusy ? [] : bindings}
			onText={state.isBusy ? undefined : onText}
			about={display(field.help)}
		>
			{(room) => (
				<Question
					room={room}
					field={field}
					editor={editor}
					options={options}
					paths={paths}
					marked={state.marked}
					picture={picture}
					trouble={trouble}
					because={because}
					isBusy={state.isBusy}
				/>
			)}
		</Frame>
	);
}
