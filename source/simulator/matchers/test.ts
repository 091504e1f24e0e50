import type {Family} from '../../net/index.js';
import type {Walk} from '../flow.js';
import type {Rule} from '../trace.js';

/** Whether a packet matches; a text where that is not known, which says why. */
export type Answer = boolean | string;

/** `rule` is there for those that ask the oracle. */
export type Ask = (walk: Walk, rule?: Rule) => Answer;

export type Test = {readonly matcher: string; readonly test: Ask};

/** Reads the value of a matcher, without its `!`; undefined when it is not understood. */
export type Compile = (value: string, family: Family) => Ask | undefined;

export const negated =
	(ask: Ask): Ask =>
	(walk, rule) => {
		const answer = ask(walk, rule);
		return typeof answer === 'string' ? answer : !answer;
	};

/** `1-5,7` as ranges; undefined when a part is no number. */
export const parseRanges = (text: string): readonly {readonly first: number; readonly last: number}[] | undefined => {
	const ranges = text.split(',').map((part) => {
		const match = /^(\d+)(?:[-:](\d+))?$/.exec(part);
		return match === null ? undefined : {first: Number(match[1]), last: Number(match[2] ?? match[1])};
	});
	return ranges.every((range) => range !== undefined) ? ranges : undefined;
};
