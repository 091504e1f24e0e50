import {display, error, isError} from '../../diagnostics/index.js';
import type {Facts} from '../../facts/index.js';
import type {Answers, AnswerValue, Attachments, Choice, Field, Scenario} from '../../scenario/index.js';
import {attached, filesNamed, validateField, visibleFields} from '../../scenario/index.js';
import {diagnosticText} from '../report.js';
import type {Prompt} from './prompt.js';
import {numbered, picked} from './prompt.js';

type Reading = {readonly value: AnswerValue} | {readonly trouble: string};

const optionsOf = (choices: readonly Choice[]): readonly {readonly title: string; readonly disabled?: string}[] =>
	choices.map(({title, disabled}) => (disabled === undefined ? {title} : {title, disabled}));

const pieces = (answer: string): readonly string[] => answer.split(/[,\s]+/).filter((piece) => piece !== '');

type ChoiceField = Extract<Field, {kind: 'choice' | 'choices'}>;

/**
 * One choice, by number or title. Where the choices are what a router happens to have, another word stands for itself:
 * without the router nobody knows all its interfaces, and with it the field's own check knows better.
 */
const readChoice = (field: ChoiceField, choices: readonly Choice[], answer: string): {readonly value: string} | {readonly trouble: string} => {
	const found = picked(optionsOf(choices), answer);
	if ('index' in found) {
		return {value: choices[found.index]?.value ?? ''};
	}

	return field.fromRouter === true && !/^\d*$/.test(answer) && choices.every(({title}) => title !== answer) ? {value: answer} : found;
};

/** Blanks part choices, too, unless they are within a name. */
const choicesIn = (choices: readonly Choice[], answer: string): readonly string[] =>
	answer
		.split(',')
		.map((piece) => piece.trim())
		.flatMap((piece) => ('index' in picked(optionsOf(choices), piece) ? [piece] : pieces(piece)));

const readChoices = (field: ChoiceField, choices: readonly Choice[], answer: string): Reading => {
	const read = choicesIn(choices, answer).map((piece) => readChoice(field, choices, piece));
	const trouble = read.find((one) => 'trouble' in one);
	return trouble ?? {value: [...new Set(read.flatMap((one) => ('value' in one ? [one.value] : [])))]};
};

const words: ReadonlyMap<string, boolean> = new Map(Object.entries({y: true, yes: true, n: false, no: false}));

const readConfirm = (answer: string): Reading => {
	const value = words.get(answer.toLowerCase());
	return value === undefined ? {trouble: 'Type yes or no.'} : {value};
};

/** Commas part them; without one blanks do, unless the whole is one right line by itself (`ether1 100/20`). */
const readLines = (field: Field, answer: string, answers: Answers, facts: Facts): readonly string[] => {
	if (/[,;]/.test(answer)) {
		return answer
			.split(/[,;]/)
			.map((line) => line.trim())
			.filter((line) => line !== '');
	}

	return validateField(field, {...answers, [field.id]: [answer]}, facts).some(isError) ? pieces(answer) : [answer];
};

/** What a typed line means for a field. */
export const readAnswer = (field: Field, answer: string, answers: Answers, facts: Facts): Reading => {
	switch (field.kind) {
		case 'text':
		case 'file': {
			return {value: answer};
		}

		case 'confirm': {
			return readConfirm(answer);
		}

		case 'lines': {
			return {value: readLines(field, answer, answers, facts)};
		}

		case 'choice': {
			return readChoice(field, field.choices(answers, facts), answer);
		}

		case 'choices': {
			return readChoices(field, field.choices(answers, facts), answer);
		}
	}
};

const how: Readonly<Record<Field['kind'], string>> = {
	text: 'Type it',
	file: 'Type the path of the file',
	confirm: 'Type yes or no',
	lines: 'Type them on one line, with commas between',
	choice: 'Type a number',
	choices: 'Type numbers, with spaces between',
};

/** A value as it would be typed. */
const shown = (field: Field, value: AnswerValue | undefined, answers: Answers, facts: Facts): string => {
	if (value === undefined) {
		return '';
	}

	if (typeof value === 'boolean') {
		return value ? 'yes' : 'no';
	}

	const values = typeof value === 'string' ? [value] : value;
	const choices = field.kind === 'choice' || field.kind === 'choices' ? field.choices(answers, facts) : undefined;
	return values.map((one) => (choices === undefined ? one : String(choices.findIndex((choice) => choice.value === one) + 1))).join(field.kind === 'lines' ? ', ' : ' ');
};

/** More choices than this are heard only by who asks for them. */
const mostHeard = 12;

const listing = (choices: readonly Choice[], isAsked: boolean): string =>
	isAsked || choices.length <= mostHeard ? numbered(optionsOf(choices)) : `${choices.length} to choose from, by number or by the beginning of a name. Type ? to have them listed.`;

type Asked = {readonly kind: 'answer'; readonly value: AnswerValue} | {readonly kind: 'back'};
type Given = {readonly answers: Answers; readonly facts: Facts; readonly attach: (path: string) => Promise<Attachments>};

/** Asks for one field until its answer is right. `<` goes back, `-` leaves an optional one empty. */
const askField = async (prompt: Prompt, field: Field, title: string, {answers, facts, attach}: Given): Promise<Asked> => {
	const suggestion = field.suggest?.(answers, facts);
	const preset = answers[field.id] ?? suggestion?.value;
	prompt.say(['', title, field.help].join('\n'));
	const choices = field.kind === 'choice' || field.kind === 'choices' ? field.choices(answers, facts) : [];
	if (choices.length > 0) {
		prompt.say(listing(choices, false));
	}

	const presetText = shown(field, preset, answers, facts);
	const because = answers[field.id] === undefined && suggestion !== undefined ? `, ${suggestion.because}` : '';
	const more = presetText === '' ? (field.optional === true ? ' (Enter: none)' : '') : ` (Enter: ${presetText}${because}${field.optional === true ? '; -: none' : ''})`;
	for (;;) {
		const typed = await prompt.line(`${how[field.kind]}${more}:`);
		if (typed === '<') {
			return {kind: 'back'};
		}

		if (typed === '?' && choices.length > 0) {
			prompt.say(listing(choices, true));
			continue;
		}

		const empty = field.kind === 'lines' || field.kind === 'choices' ? [] : '';
		const isNone = field.optional === true && (typed === '-' || (typed === '' && preset === undefined));
		const read: Reading = isNone ? {value: empty} : typed === '' && preset !== undefined ? {value: preset} : readAnswer(field, typed, answers, facts);
		if ('trouble' in read) {
			prompt.say(read.trouble);
			continue;
		}

		const given = {...answers, [field.id]: read.value};
		let attachments: Attachments | undefined;
		for (const path of filesNamed(field, given)) {
			attachments = await attach(path);
		}

		const unread = field.kind === 'lines' ? filesNamed(field, given).filter((path) => attached(attachments, path) === undefined) : [];
		const problems = [...unread.map((path) => error('unreadable-file', `The file ${display(path)} could not be read.`)), ...validateField(field, given, facts, attachments)];
		for (const problem of problems) {
			prompt.say(diagnosticText({...problem, field: undefined}));
		}

		if (!problems.some(isError)) {
			return {kind: 'answer', value: read.value};
		}
	}
};

/** Asks every question of a scenario that applies, in order, from the named one on. `<` goes back to the one before; undefined when there is none. */
export const askFields = async (
	prompt: Prompt,
	scenario: Scenario,
	start: Answers,
	options: {
		readonly facts: Facts;
		readonly from: string | undefined;
		readonly attachments: () => Attachments;
		readonly attach: (path: string) => Promise<Attachments>;
		readonly onAnswer: (answers: Answers, field: string) => Promise<void>;
	},
): Promise<Answers | undefined> => {
	let answers = start;
	let index = Math.max(
		0,
		visibleFields(scenario, answers, options.facts, options.attachments()).findIndex(({id}) => id === options.from),
	);
	for (;;) {
		const fields = visibleFields(scenario, answers, options.facts, options.attachments());
		const field = fields[index];
		if (field === undefined) {
			return answers;
		}

		const asked = await askField(prompt, field, `Question ${index + 1} of ${fields.length}: ${field.title}`, {answers, facts: options.facts, attach: options.attach});
		if (asked.kind === 'answer') {
			answers = {...answers, [field.id]: asked.value};
			await options.onAnswer(answers, field.id);
			index++;
		} else if (index === 0) {
			return undefined;
		} else {
			index--;
		}
	}
};
