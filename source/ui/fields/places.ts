import type {Diagnostic} from '../../diagnostics/index.js';
import type {Field, ProfilePart} from '../../scenario/types.js';
import type {Surroundings} from './questions.js';
import {partQuestions} from './questions.js';

/** Where an answer can be changed, and in which line of it. */
export type FieldPlace = {readonly part: ProfilePart; readonly field: Field; readonly line: number | undefined};

/** The line of a list that trouble is with: `destinations[3]`. */
export const lineOf = (field: string | undefined): number | undefined => {
	const index = /\[(\d+)\]$/.exec(field ?? '')?.[1];
	return index === undefined ? undefined : Number(index);
};

/** `p2: destinations[3]` of several parts, `destinations[3]` of one, `p2.vpn` of a document. */
const partIn = (field: string, parts: readonly ProfilePart[]): ProfilePart | undefined =>
	parts.length === 1 ? parts[0] : parts.find(({id}) => field.startsWith(`${id}: `) || field.startsWith(`${id}.`));

/** What trouble is with, in the words of the questions: parts of a document are its preset's to tell. */
const askedIn = (text: string, {scenario, answers}: ProfilePart, {scenarios}: Surroundings): string =>
	scenarios.find(({id}) => id === scenario)?.askedIn?.(text.slice(text.indexOf('.') + 1), answers) ?? text;

/** The question that trouble is with; the first of its part where it is with none of them, nothing where it is with no part. */
export const placeOf = ({field: text}: Diagnostic, parts: readonly ProfilePart[], surroundings: Surroundings): FieldPlace | undefined => {
	const part = text === undefined ? undefined : partIn(text, parts);
	const questions = part === undefined ? [] : partQuestions(part, surroundings);
	const told = text === undefined || part === undefined ? '' : askedIn(text, part, surroundings);
	const words = told.split(/[\s:.[\]]+/);
	const named = questions.find(({id}) => words.includes(id));
	const field = named ?? (parts.length > 1 ? questions[0] : undefined);
	return part === undefined || field === undefined ? undefined : {part, field, line: named === undefined ? undefined : lineOf(told)};
};
