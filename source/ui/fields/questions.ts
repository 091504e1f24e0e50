import type {Diagnostic} from '../../diagnostics/index.js';
import type {Facts} from '../../facts/index.js';
import type {Picture} from '../../presentation/index.js';
import {pictureOfDocument, pictureOfFacts} from '../../presentation/index.js';
import {completeAnswers, validateField, visibleFields} from '../../scenario/index.js';
import type {Answers, AnswerValue, Attachments, Field, Scenario} from '../../scenario/types.js';
import {nameField, nameFieldId} from './name-field.js';

/** What the questions depend on. */
export type Situation = {readonly scenario: Scenario; readonly answers: Answers; readonly facts: Facts; readonly attachments: Attachments};

/** The questions that are asked with these answers (those ahead taken as suggested), the profile's name last. */
export const questionsOf = ({scenario, answers, facts, attachments}: Situation): readonly Field[] => [
	...visibleFields(scenario, completeAnswers(scenario, answers, facts, attachments), facts, attachments),
	nameField,
];

/** Trouble with one answer. A file that was not read yet is no trouble: it is read when the question is left. */
export const troubleWith = (field: Field, value: AnswerValue, {answers, facts, attachments}: Situation): readonly Diagnostic[] => {
	const isUnread = field.kind === 'file' && typeof value === 'string' && attachments[value] === undefined;
	return validateField(field, {...answers, [field.id]: value}, facts, isUnread ? undefined : attachments);
};

/** The answers of a preset alone, for a profile: those of questions that are asked. */
export const profileAnswers = (situation: Situation): Answers => {
	const asked = questionsOf(situation).map(({id}) => id);
	return Object.fromEntries(Object.entries(situation.answers).filter(([id]) => id !== nameFieldId && asked.includes(id)));
};

/** The picture of the answers so far, questions ahead taken as suggested; nothing while they do not make sense yet. */
const drawn = ({scenario, answers, facts, attachments}: Situation): Picture | undefined => {
	const built = scenario.build(completeAnswers(scenario, answers, facts, attachments), {partId: 'p1', facts, attachments});
	return built.ok ? pictureOfDocument(built.value.document, facts) : undefined;
};

/** The picture with the answer that is being typed, without it where it is not valid yet, of the router alone at the beginning. */
export const pictureOf = (situation: Situation, typed: Answers): Picture =>
	drawn({...situation, answers: {...situation.answers, ...typed}}) ?? drawn(situation) ?? pictureOfFacts(situation.facts);
