import type {Prefix} from '../../net/index.js';
import {answerList} from '../answers.js';
import {parseSource} from '../destination.js';
import type {Answers, Field} from '../types.js';
import {checkLines} from './lines.js';

/** Checks lines of addresses, prefixes and ranges, by line. */
export const addressLines = (field: string): NonNullable<Field['check']> => checkLines(field, parseSource, () => () => []);

/** The lines of an answer as prefixes; what is none was refused before. */
export const prefixesOf = (answers: Answers, field: string): readonly Prefix[] =>
	answerList(answers, field).flatMap((line) => {
		const parsed = parseSource(line);
		return parsed.ok ? parsed.value : [];
	});
