import type {Diagnostic, Result} from '../../diagnostics/index.js';
import type {Facts} from '../../facts/index.js';
import type {Prefix} from '../../net/index.js';
import {networkOf} from '../../net/index.js';
import {answerList} from '../answers.js';
import type {Answers, Field} from '../types.js';

/** Networks that interfaces of the router have addresses in; of all interfaces when none are named. */
export const connectedNetworks = (facts: Facts, names?: readonly string[]): readonly Prefix[] =>
	facts.addresses.filter((row) => names?.includes(row.interface) ?? true).map(({address}) => networkOf(address));

/** Each line through `parse`, its trouble named by line. `remarksFor` says what else there is to say of a line that is right, knowing those before it. */
export const checkLines =
	<T>(
		field: string,
		parse: (line: string) => Result<T>,
		remarksFor: (answers: Answers, facts: Facts) => (value: T, earlier: readonly T[]) => readonly Diagnostic[],
	): NonNullable<Field['check']> =>
	(_value, answers, facts) => {
		const remarks = remarksFor(answers, facts);
		const earlier: T[] = [];
		return answerList(answers, field).flatMap((line, index) => {
			const parsed = parse(line);
			const found = parsed.ok ? remarks(parsed.value, [...earlier]) : parsed.diagnostics;
			if (parsed.ok) {
				earlier.push(parsed.value);
			}

			return found.map((one) => ({...one, field: `${field}[${index}]`}));
		});
	};
