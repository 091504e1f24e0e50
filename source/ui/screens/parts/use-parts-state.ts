import {display} from '../../../diagnostics/display.js';
import type {Diagnostic} from '../../../diagnostics/index.js';
import type {PolicyDocument} from '../../../policy/document.js';
import {buildProfile} from '../../../scenario/index.js';
import type {Profile, ProfilePart} from '../../../scenario/types.js';
import type {Option, SelectAction, SelectState} from '../../components/select/index.js';
import {selectReducer, selectState} from '../../components/select/index.js';
import type {Surroundings} from '../../fields/questions.js';
import {words} from '../../words.js';

export type PartsState = {
	readonly list: SelectState;
	/** The part that is about to be removed, until it is confirmed. */
	readonly removing: string | undefined;
};

export type PartsAction = {readonly type: 'list'; readonly action: SelectAction} | {readonly type: 'ask-remove'; readonly part: string} | {readonly type: 'answer'};

export const initialParts = (part: string): PartsState => ({list: selectState(part), removing: undefined});

export const partsReducer = (state: PartsState, action: PartsAction): PartsState => {
	switch (action.type) {
		case 'list':
			return {...state, list: selectReducer(state.list, action.action)};
		case 'ask-remove':
			return {...state, removing: action.part};
		case 'answer':
			return {...state, removing: undefined};
	}
};

const shownAnswers = 3;

/** The first answers that somebody typed or chose, to tell parts of one preset apart. */
const answersText = ({answers}: ProfilePart): string =>
	Object.values(answers)
		.flatMap((value) => (typeof value === 'boolean' ? [] : value))
		.filter((text) => text !== '')
		.slice(0, shownAnswers)
		.map(display)
		.join(', ');

/** The parts as rows, in the order in which they decide. */
export const partOptions = (parts: readonly ProfilePart[], {scenarios}: Pick<Surroundings, 'scenarios'>): readonly Option[] =>
	parts.map((part, index) => {
		const scenario = scenarios.find(({id}) => id === part.scenario);
		return {
			value: part.id,
			title: `${index + 1}. ${scenario?.title ?? part.scenario}`,
			note: answersText(part),
			...(scenario === undefined ? {disabled: words.whyNot.noPreset} : {}),
		};
	});

/** What the parts want together, or what keeps them from standing side by side. */
export const together = (
	profile: Profile,
	{scenarios, facts, attachments}: Surroundings,
): {readonly document: PolicyDocument | undefined; readonly trouble: readonly Diagnostic[]} => {
	if (profile.parts.length === 0) {
		return {document: undefined, trouble: []};
	}

	const built = buildProfile(profile, scenarios, facts, attachments);
	return built.ok ? {document: built.value.document, trouble: built.value.warnings} : {document: undefined, trouble: built.diagnostics};
};
