import type {BinaryOperator} from './ast.js';

/** Loosest to tightest, as measured on 7.21.5, 7.23.3 and 7.24. Prefix operators bind tightest of all. */
const levels: readonly (readonly BinaryOperator[])[] = [
	[','],
	['||'],
	['&&'],
	['in'],
	['<', '>', '=', '<=', '>=', '!=', '~'],
	['.'],
	['<<', '>>'],
	['|'],
	['^'],
	['&'],
	['+', '-'],
	['*', '/', '%'],
	['<%%'],
	['->'],
];

const table: ReadonlyMap<string, number> = new Map(levels.flatMap((operators, level) => operators.map((operator) => [operator, level] as const)));

export const levelOf = (operator: BinaryOperator): number => table.get(operator) ?? levels.length;

/** Words and symbols as they are written, longest first, so that `<%%` is found before `<`. */
export const symbols: readonly BinaryOperator[] = [...levels.flat().filter((operator) => operator !== 'in')].sort((a, b) => b.length - a.length);

export const wordOperators: Readonly<Record<string, BinaryOperator>> = {and: '&&', or: '||', in: 'in'};

export const comparisons: ReadonlySet<BinaryOperator> = new Set(levels[levelOf('=')] ?? []);
