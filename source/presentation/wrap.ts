import type {Line, Piece} from './line.js';
import {fitting, graphemes, textWidth} from './width.js';

export const lineWidth = (line: Line): number => line.reduce((sum, {text}) => sum + textWidth(text), 0);

/** Blanks between words, or pieces that belong together: `key=` and its value are not torn apart. */
type Unit = {readonly blank: boolean; readonly pieces: readonly Piece[]; readonly width: number};

const unitsOf = (line: Line): readonly Unit[] => {
	const units: Unit[] = [];
	for (const {text, role} of line) {
		for (const chunk of text.match(/ +|[^ ]+/g) ?? []) {
			const blank = chunk.startsWith(' ');
			const last = units.at(-1);
			const width = textWidth(chunk);
			if (last !== undefined && last.blank === blank) {
				units[units.length - 1] = {blank, pieces: [...last.pieces, {text: chunk, role}], width: last.width + width};
			} else {
				units.push({blank, pieces: [{text: chunk, role}], width});
			}
		}
	}

	return units;
};

const split = (unit: Unit): readonly Unit[] =>
	unit.pieces.flatMap(({text, role}) => graphemes(text).map((grapheme) => ({blank: false, pieces: [{text: grapheme, role}], width: textWidth(grapheme)})));

const joined = (pieces: readonly Piece[]): Line => {
	const merged: Piece[] = [];
	for (const {text, role} of pieces) {
		const last = merged.at(-1);
		if (last?.role === role) {
			merged[merged.length - 1] = {text: last.text + text, role};
		} else {
			merged.push({text, role});
		}
	}

	return merged;
};

/** Breaks one line at blanks so that it fits into `width` columns; what follows is indented as its beginning, plus `hang`. */
export const wrapLine = (line: Line, width: number, hang = 0): readonly Line[] => {
	if (lineWidth(line) <= width) {
		return [line];
	}

	const units = unitsOf(line);
	const lead = units[0]?.blank === true ? units[0].width : 0;
	// Never so deep that a wide character has no room.
	const deepest = Math.max(0, Math.min(Math.floor(width / 2), width - 2));
	const indent = Math.min(lead + hang, deepest);
	const rows: Line[] = [];
	let row: Piece[] = [];
	let used = 0;
	let hasText = false;
	let waiting: Unit | undefined;
	const breakRow = () => {
		rows.push(joined(row));
		row = indent === 0 ? [] : [{text: ' '.repeat(indent), role: 'plain'}];
		used = indent;
		hasText = false;
		waiting = undefined;
	};

	const put = (unit: Unit) => {
		const gap = waiting?.width ?? 0;
		if (hasText && used + gap + unit.width > width) {
			breakRow();
		}

		if (waiting !== undefined && (hasText || rows.length === 0)) {
			row.push(...waiting.pieces);
			used += waiting.width;
		}

		waiting = undefined;
		row.push(...unit.pieces);
		used += unit.width;
		hasText = true;
	};

	for (const [index, unit] of units.entries()) {
		if (unit.blank) {
			const isLead = index === 0 && unit.width > deepest;
			waiting = isLead ? {blank: true, pieces: [{text: ' '.repeat(deepest), role: 'plain'}], width: deepest} : unit;
		} else if (unit.width <= width - indent) {
			put(unit);
		} else {
			for (const part of split(unit)) {
				put(part);
			}
		}
	}

	rows.push(joined(row));
	return rows;
};

const textOf = (line: Line): string => line.map(({text}) => text).join('');

/** The first `rows` lines; where more were left out, the last one with a text says so. */
export const clipLines = (lines: readonly Line[], rows: number, width: number, mark: string): readonly Line[] => {
	if (lines.length <= rows) {
		return lines;
	}

	const kept = lines.slice(0, rows);
	const last = kept.findLastIndex((line) => textOf(line).trim() !== '');
	return kept.map((line, index) => (index === last ? [{text: `${fitting(textOf(line), width - 2)} ${mark}`, role: line[0]?.role ?? 'plain'}] : line));
};

/** Breaks lines at blanks so that each fits into `width` columns. */
export const wrapLines = (lines: readonly Line[], width: number, hang = 0): readonly Line[] => lines.flatMap((line) => wrapLine(line, width, hang));
