import type {Diagnostic} from '../../diagnostics/index.js';
import type {Facts} from '../../facts/index.js';
import type {Picture} from '../../presentation/index.js';
import {pictureOfDocument, pictureOfFacts} from '../../presentation/index.js';
import {attached, buildProfile, completeAnswers, validateField, visibleFields} from '../../scenario/index.js';
import type {Answers, AnswerValue, Attachments, Field, Profile, ProfilePart, Scenario} from '../../scenario/types.js';

/** What the questions of one part depend on. */
export type Situation = {readonly scenario: Scenario; readonly answers: Answers; readonly facts: Facts; readonly attachments: Attachments};

/** What a router happens to have is chosen on that router; where none was read, nobody knows it but the person, who types it. */
const askedAs = (field: Field, {source}: Facts): Field => {
	if (source !== 'assumed' || !(field.kind === 'choice' || field.kind === 'choices') || field.fromRouter !== true) {
		return field;
	}

	const {choices: _known, fromRouter: _always, kind, ...rest} = field;
	return {...rest, kind: kind === 'choice' ? 'text' : 'lines'};
};

/** The questions that are asked with these answers, those ahead taken as suggested. */
export const questionsOf = ({scenario, answers, facts, attachments}: Situation): readonly Field[] =>
	visibleFields(scenario, completeAnswers(scenario, answers, facts, attachments), facts, attachments).map((field) => askedAs(field, facts));

/** Trouble with one answer. A file that was not read yet is no trouble: it is read when the question is left. */
export const troubleWith = (field: Field, value: AnswerValue, {answers, facts, attachments}: Situation): readonly Diagnostic[] => {
	const isUnread = field.kind === 'file' && typeof value === 'string' && attached(attachments, value) === undefined;
	return validateField(field, {...answers, [field.id]: value}, facts, isUnread ? undefined : attachments);
};

/** What the parts of a profile depend on. */
export type Surroundings = {readonly scenarios: readonly Scenario[]; readonly facts: Facts; readonly attachments: Attachments};

/** The questions of one part of a profile; none where this version lacks its preset. */
export const partQuestions = ({scenario: id, answers}: ProfilePart, {scenarios, facts, attachments}: Surroundings): readonly Field[] => {
	const scenario = scenarios.find((one) => one.id === id);
	return scenario === undefined ? [] : questionsOf({scenario, answers, facts, attachments});
};

/** The profile as it is saved: without answers to questions that are not asked. */
export const askedProfile = (profile: Profile, surroundings: Surroundings): Profile => ({
	...profile,
	parts: profile.parts.map((part) => {
		const asked = new Set(partQuestions(part, surroundings).map(({id}) => id));
		return asked.size === 0 ? part : {...part, answers: Object.fromEntries(Object.entries(part.answers).filter(([id]) => asked.has(id)))};
	}),
});

/** The picture of the answers so far, questions ahead taken as suggested; nothing while they do not make sense yet. */
const drawn = (parts: readonly ProfilePart[], open: ProfilePart, {scenarios, facts, attachments}: Surroundings): Picture | undefined => {
	// Other parts may be wrong: then at least this one is drawn. Its own build takes answers as they are, so that a name still missing does not hide the rest.
	const all = parts.length > 1 ? buildProfile({version: 1, id: 'draft', name: 'draft', parts}, scenarios, facts, attachments) : undefined;
	const scenario = scenarios.find(({id}) => id === open.scenario);
	const built = all?.ok === true ? all : scenario?.build(completeAnswers(scenario, open.answers, facts, attachments), {partId: open.id, facts, attachments});
	return built?.ok === true ? pictureOfDocument(built.value.document, facts) : undefined;
};

/** What a preset is for, drawn for the first of its examples. */
export const examplePicture = ({examples: [example], build}: Scenario): Picture | undefined => {
	const built = example === undefined ? undefined : build(example.answers, {partId: 'p1', facts: example.facts, attachments: example.attachments ?? {}});
	return example !== undefined && built?.ok === true ? pictureOfDocument(built.value.document, example.facts) : undefined;
};

/** The picture with the answer that is being typed, without it where it is not valid yet, of the router alone at the beginning. */
export const pictureOf = (parts: readonly ProfilePart[], open: ProfilePart, typed: Answers, surroundings: Surroundings): Picture => {
	const edited = {...open, answers: {...open.answers, ...typed}};
	return (
		drawn(
			parts.map((part) => (part.id === open.id ? edited : part)),
			edited,
			surroundings,
		) ??
		drawn(parts, open, surroundings) ??
		pictureOfFacts(surroundings.facts)
	);
};
