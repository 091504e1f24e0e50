import type {Result} from '../../diagnostics/index.js';
import {display, error, fail, ok} from '../../diagnostics/index.js';
import type {Prefix} from '../../net/index.js';
import {parsePrefix, prefixContains} from '../../net/index.js';
import type {Untracked} from '../../policy/index.js';
import {networksBeside} from '../../policy/index.js';
import {answerList} from '../answers.js';
import type {Answers, Field} from '../types.js';
import {checkLines} from './lines.js';

const parsePair = (line: string): Result<readonly [Prefix, Prefix]> => {
	const [one, other, more] = line.trim().split(/[\s,]+/);
	const [a, b] = [parsePrefix(one ?? ''), parsePrefix(other ?? '')];
	return a === undefined || b === undefined || more !== undefined
		? fail(error('bad-pair', `“${display(line)}” is no pair of networks.`, {hint: 'Two prefixes with a space between them: 10.1.10.0/24 10.1.99.0/24.'}))
		: ok([a, b]);
};

export const untrackedQuestion: Field = {
	id: 'untracked',
	section: 'Not tracked',
	kind: 'lines',
	title: 'Networks between which nothing is tracked',
	help: 'Pairs of your own networks that move bulk data, such as storage and its backup: 10.1.10.0/24 10.1.99.0/24. Never what goes to the Internet: that is translated, and needs tracking.',
	placeholder: '10.1.10.0/24 10.1.99.0/24',
	optional: true,
	check: checkLines('untracked', parsePair, (_answers, facts) => {
		const beside = networksBeside(facts);
		return (pair) =>
			pair
				.filter((prefix) => facts.source !== 'assumed' && !beside.some((network) => prefixContains(network, prefix)))
				.map((prefix) =>
					error('notrack-beyond', `${prefix} is no network beside this router.`, {
						hint: 'On the way to the Internet sources are translated; untracked packets would leave untranslated.',
					}),
				);
	}),
};

/** The pairs that were named. */
export const untrackedOf = (answers: Answers, part: string): readonly Untracked[] =>
	answerList(answers, 'untracked').flatMap((line) => {
		const parsed = parsePair(line);
		return parsed.ok ? [{id: `${part}.raw-${parsed.value.join('--').replace(/[.:/]/g, '-')}`, between: parsed.value}] : [];
	});
