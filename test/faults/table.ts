import {expect} from 'vitest';
import type {Verdict} from './judge.js';

type Line = Record<Verdict['end'], number>;

/** Counts how runs ended, by what went wrong. */
export type Table = {
	readonly lines: Map<string, Line>;
	readonly others: string[];
};

export const newTable = (): Table => ({lines: new Map(), others: []});

/** Notes how one run ended; or so many that are the same. */
export const note = ({lines, others}: Table, fault: string, where: string, {end, why}: Verdict, times = 1): void => {
	const line = lines.get(fault) ?? {old: 0, new: 0, stuck: 0, else: 0};
	line[end] += times;
	lines.set(fault, line);
	if (end === 'else') {
		others.push(`${fault}, ${where}: ${why}`);
	}
};

const columns = ['tried', 'old', 'new', 'stuck', 'else'] as const;

/** Shows the table where tests are watched, and fails for whatever ended in no way that it may. */
export const show = (title: string, {lines, others}: Table, remark = ''): void => {
	const rows = [...lines].map(([fault, line]) => [fault, {...line, tried: line.old + line.new + line.stuck + line.else}] as const);
	const sum = Object.fromEntries(columns.map((column) => [column, rows.reduce((all, [, line]) => all + line[column], 0)]));
	const text = (name: string, line: Readonly<Record<string, unknown>>): string => `${name.padEnd(92)}${columns.map((column) => String(line[column]).padStart(7)).join('')}`;
	process.stdout.write(
		`\n${[text(title, Object.fromEntries(columns.map((column) => [column, column]))), ...rows.map(([fault, line]) => text(fault, line)), text('together', sum), remark].join('\n')}\n`,
	);
	expect(others).toEqual([]);
};
