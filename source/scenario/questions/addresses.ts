import type {Prefix} from '../../net/index.js';
import {parsePort} from '../../net/index.js';
import {answerList, answerText} from '../answers.js';
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

/** A matcher of the router takes no more. */
const mostPorts = 15;

/** An answer that is ports with commas or spaces between them; undefined where it is something else. */
export const portsOf = (answers: Answers, field: string): readonly number[] | undefined => {
	const ports = answerText(answers, field)
		.split(/[\s,]+/)
		.map(parsePort);
	const known = ports.flatMap((port) => port ?? []);
	return known.length === ports.length && known.length <= mostPorts ? known : undefined;
};
