import {display} from '../diagnostics/index.js';
import type {Glyphs} from './glyphs.js';
import {markOf, nameText} from './glyphs.js';
import type {Line} from './line.js';
import {piece} from './line.js';
import type {Side, SideRow} from './sides.js';
import {textWidth, truncate} from './width.js';
import {wrapLine} from './wrap.js';

const barText = ({bar}: SideRow, glyphs: Glyphs): string =>
	bar === undefined ? '' : `${glyphs.sure.repeat(bar.sure)}${glyphs.most.repeat(Math.max(0, bar.most - bar.sure))}`.padEnd(12);

/** What a router does besides, row by row. */
export const sideLines = ({title, rows}: Side, width: number, glyphs: Glyphs): readonly Line[] => {
	const nameWidth = Math.min(Math.floor(width / 3), Math.max(...rows.map((row) => textWidth(display(row.name)) + markOf(row).length)));
	const room = Math.max(8, width - nameWidth - 5);
	return [
		[],
		[piece(truncate(display(title), width, glyphs.cut), 'strong')],
		...rows.flatMap((row, index) => {
			const isLast = index === rows.length - 1;
			const lead = `${isLast ? glyphs.last : glyphs.fork}${row.isShut ? glyphs.shut : glyphs.arrow} `;
			return wrapLine([piece(barText(row, glyphs), row.role), piece(display(row.text))], room).map((text, at): Line => {
				const beside = at === 0 ? [piece(lead), piece(nameText(row, nameWidth, glyphs), row.role)] : [piece(`${isLast ? ' ' : glyphs.vertical}  ${' '.repeat(nameWidth)}`)];
				return [...beside, piece('  '), ...text.map((part) => ({...part, text: truncate(part.text, room, glyphs.cut)}))];
			});
		}),
	];
};

/** Title and names alone. */
export const briefSide = ({title, rows}: Side): Line => {
	// A network has a row for each family.
	const names = new Set(rows.map((row) => `${display(row.name)}${markOf(row)}`));
	return [piece(`${display(title)}: ${[...names].join(', ')}`, rows.some(({isDown}) => isDown) ? 'bad' : 'plain')];
};
