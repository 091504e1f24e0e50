import type {Diagnostic} from '../diagnostics/index.js';
import {didYouMean, display, error, isError} from '../diagnostics/index.js';
import type {Facts} from '../facts/index.js';
import type {Answers, AnswerValue, Attachments, Choice, Field, Scenario} from './types.js';

/** An answer that is one text: empty when there is none. */
export const answerText = (answers: Answers, id: string): string => {
	const value = answers[id];
	return typeof value === 'string' ? value.trim() : '';
};

/** An answer that is a list: empty when there is none. Empty lines do not count. */
export const answerList = (answers: Answers, id: string): readonly string[] => {
	const value = answers[id];
	return Array.isArray(value) ? value.map((line: string) => line.trim()).filter((line) => line !== '') : [];
};

/** The file that a line of an answer stands for: `@path`. */
export const fileOf = (line: string): string => line.slice(1).trim();

/** Files that an answer names: their texts belong to the attachments. */
export const filesNamed = ({id, kind}: Field, answers: Answers): readonly string[] => {
	const files = kind === 'file' ? [answerText(answers, id)] : kind === 'lines' ? answerList(answers, id).flatMap((line) => (line.startsWith('@') ? [fileOf(line)] : [])) : [];
	return files.filter((path) => path !== '');
};

/** The text of a file that was read. A path may be any word, those that every object knows included. */
export const attached = (attachments: Attachments | undefined, path: string): string | undefined =>
	attachments !== undefined && Object.hasOwn(attachments, path) ? attachments[path] : undefined;

export const visibleFields = (scenario: Scenario, answers: Answers, facts: Facts, attachments?: Attachments): readonly Field[] =>
	scenario.fields.filter((field) => field.visible?.(answers, facts, attachments) ?? true);

/** Answers with what was left out taken from the router's facts, field by field, so that a short file is enough. */
export const completeAnswers = (scenario: Scenario, answers: Answers, facts: Facts, attachments?: Attachments): Answers => {
	const known: Record<string, AnswerValue> = {...answers};
	for (const field of scenario.fields) {
		const isAsked = known[field.id] === undefined && (field.visible?.(known, facts, attachments) ?? true);
		const suggestion = isAsked ? field.suggest?.(known, facts) : undefined;
		if (suggestion !== undefined) {
			known[field.id] = suggestion.value;
		}
	}

	return known;
};

/** Complete answers without those of hidden questions: an answer from before the question went away decides nothing. */
export const askedAnswers = (scenario: Scenario, answers: Answers, facts: Facts, attachments?: Attachments): Answers => {
	const complete = completeAnswers(scenario, answers, facts, attachments);
	const asked = new Set(visibleFields(scenario, complete, facts, attachments).map(({id}) => id));
	return Object.fromEntries(Object.entries(complete).filter(([id]) => asked.has(id)));
};

const isEmpty = (value: AnswerValue | undefined): boolean =>
	value === undefined || (typeof value === 'string' ? value.trim() === '' : Array.isArray(value) && value.every((line) => line.trim() === ''));

const kinds: Readonly<Record<Field['kind'], {readonly is: (value: unknown) => boolean; readonly wanted: string}>> = {
	text: {is: (value) => typeof value === 'string', wanted: 'a text'},
	file: {is: (value) => typeof value === 'string', wanted: 'a path'},
	choice: {is: (value) => typeof value === 'string', wanted: 'one of the choices'},
	confirm: {is: (value) => typeof value === 'boolean', wanted: 'true or false'},
	choices: {is: (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'), wanted: 'a list of choices'},
	lines: {is: (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'), wanted: 'a list of lines'},
};

const checkChoice = (field: Field, value: string, choices: readonly Choice[], fromRouter: boolean): readonly Diagnostic[] => {
	const found = choices.find((choice) => choice.value === value);
	if (found?.disabled !== undefined) {
		return [error('choice-disabled', `${display(found.title)} cannot be chosen: ${found.disabled}`, {field: field.id})];
	}

	// What the router happens to have is for the field's own check: it can say more.
	if (found !== undefined || (fromRouter && field.check !== undefined)) {
		return [];
	}

	// People know choices by their titles too.
	const words = new Map(choices.flatMap((choice) => [[choice.value, choice.value] as const, [choice.title.toLowerCase(), choice.value] as const]));
	const near = words.get(didYouMean(value.toLowerCase(), words.keys()) ?? '');
	return [
		error('unknown-choice', `“${display(value)}” is none of the choices of “${field.title}”.`, {
			hint: near === undefined ? `Choose one of: ${choices.map((choice) => choice.value).join(', ')}.` : `Did you mean ${display(near)}?`,
			field: field.id,
		}),
	];
};

const checkKind = (field: Field, value: AnswerValue, answers: Answers, facts: Facts, attachments: Attachments | undefined): readonly Diagnostic[] => {
	if (!kinds[field.kind].is(value)) {
		return [error('answer-kind', `“${field.title}” must be ${kinds[field.kind].wanted}.`, {field: field.id})];
	}

	if (field.kind === 'choice' || field.kind === 'choices') {
		const choices = field.choices(answers, facts);
		return (Array.isArray(value) ? value : [String(value)]).flatMap((one) => checkChoice(field, one, choices, field.fromRouter ?? false));
	}

	if (field.kind === 'file' && attachments !== undefined && typeof value === 'string' && attached(attachments, value) === undefined) {
		return [error('unreadable-file', `The file ${display(value)} could not be read.`, {field: field.id})];
	}

	return [];
};

/** What stands for a word of any length in a sentence: its beginning, so that what comes behind it can still be read. */
const abridged = (text: string): string => text.replaceAll(/\S{100,}/g, (word) => `${word.slice(0, 40)}…`);

/** Trouble with one answer, as one types. What was typed may be of any length, and is quoted. */
export const validateField = (field: Field, answers: Answers, facts: Facts, attachments?: Attachments): readonly Diagnostic[] =>
	troubleWith(field, answers, facts, attachments).map((one) => ({...one, message: abridged(one.message), ...(one.hint === undefined ? {} : {hint: abridged(one.hint)})}));

const troubleWith = (field: Field, answers: Answers, facts: Facts, attachments?: Attachments): readonly Diagnostic[] => {
	const value = answers[field.id];
	if (value === undefined || isEmpty(value)) {
		return field.optional === true ? [] : [error('answer-missing', `“${field.title}” needs an answer.`, {field: field.id})];
	}

	const problems = checkKind(field, value, answers, facts, attachments);
	return problems.some(isError) ? problems : [...problems, ...(field.check?.(value, answers, facts, attachments) ?? [])];
};

/** Trouble with all answers, named by field. What a hidden field holds does not matter; what no field knows does. */
export const validateAnswers = (scenario: Scenario, answers: Answers, facts: Facts, attachments?: Attachments): readonly Diagnostic[] => {
	const complete = completeAnswers(scenario, answers, facts, attachments);
	const known = scenario.fields.map(({id}) => id);
	const unknown = Object.keys(answers).filter((id) => !known.includes(id));
	return [
		...unknown.map((id) => {
			const near = didYouMean(id, known);
			return error('unknown-answer', `${scenario.id} asks no question “${display(id)}”.`, {
				hint: near === undefined ? `It asks: ${known.join(', ')}.` : `Did you mean ${near}?`,
				field: id,
			});
		}),
		...visibleFields(scenario, complete, facts, attachments).flatMap((field) => validateField(field, complete, facts, attachments)),
	];
};
