import type {LineAnswer} from './line-answer.js';

/** No line may get another share than its part of the speed by more than this. */
const tolerance = 0.02;

/** More shares are more rules for each new connection. */
const mostShares = 24;

/** Whole shares of `sum` for some parts, at least one each: the largest remainders are rounded up. */
const apportion = (parts: readonly number[], sum: number): readonly number[] => {
	const total = parts.reduce((all, part) => all + part, 0);
	const exact = parts.map((part) => (part / total) * sum);
	const whole = exact.map((share) => Math.max(1, Math.floor(share)));
	const order = exact.map((share, index) => ({index, rest: share - (whole[index] ?? 0)})).toSorted((a, b) => b.rest - a.rest);
	const missing = sum - whole.reduce((all, one) => all + one, 0);
	return whole.map((share, index) => share + (order.findIndex((one) => one.index === index) < missing ? 1 : 0));
};

const worst = (parts: readonly number[], weights: readonly number[]): number => {
	const [total, sum] = [parts, weights].map((all) => all.reduce((a, b) => a + b, 0));
	return Math.max(...parts.map((part, index) => Math.abs(part / (total ?? 1) - (weights[index] ?? 0) / (sum ?? 1))));
};

/** The fewest shares that come near enough to the speeds of some lines; of many that do not, the nearest. */
export const weightsOf = (speeds: readonly number[]): readonly number[] => {
	const tries = Array.from({length: mostShares - speeds.length + 1}, (_, index) => apportion(speeds, speeds.length + index));
	return tries.find((weights) => worst(speeds, weights) <= tolerance) ?? tries.toSorted((a, b) => worst(speeds, a) - worst(speeds, b))[0] ?? speeds.map(() => 1);
};

/** Shares of lines by what they are sold with; equal ones where nothing is said. */
export const lineWeights = (lines: readonly LineAnswer[]): readonly number[] => weightsOf(lines.map(({speed}) => speed?.down ?? 1));
