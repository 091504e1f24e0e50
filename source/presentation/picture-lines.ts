import {display} from '../diagnostics/index.js';
import type {Line} from './line.js';
import {piece, plainText} from './line.js';
import type {Picture, Way} from './picture.js';
import type {Side, SideRow} from './sides.js';
import {padEnd, textWidth, truncate} from './width.js';
import {wrapLine} from './wrap.js';

/** What branches off to a way: by whether something comes in from the left, and whether it goes on above and below. */
type Joints = {
	readonly only: string;
	readonly first: string;
	readonly fork: string;
	readonly last: string;
	readonly firstIn: string;
	readonly forkIn: string;
	readonly lastIn: string;
	readonly in: string;
};

type Glyphs = Joints &
	Readonly<Record<'horizontal' | 'vertical' | 'topLeft' | 'topRight' | 'bottomLeft' | 'bottomRight' | 'right' | 'arrow' | 'shut' | 'cut' | 'sure' | 'most', string>>;

const drawn: Glyphs = {
	horizontal: '─',
	vertical: '│',
	topLeft: '┌',
	topRight: '┐',
	bottomLeft: '└',
	bottomRight: '┘',
	right: '├',
	arrow: '▶',
	shut: '×',
	sure: '█',
	most: '░',
	cut: '…',
	only: '─',
	first: '┌',
	fork: '├',
	last: '└',
	firstIn: '┬',
	forkIn: '┼',
	lastIn: '┴',
	in: '┤',
};
const typed: Glyphs = {
	horizontal: '-',
	vertical: '|',
	topLeft: '+',
	topRight: '+',
	bottomLeft: '+',
	bottomRight: '+',
	right: '|',
	arrow: '>',
	shut: 'x',
	sure: '#',
	most: '.',
	cut: '~',
	only: '-',
	first: '+',
	fork: '+',
	last: '+',
	firstIn: '+',
	forkIn: '+',
	lastIn: '+',
	in: '|',
};

const box = (text: string, glyphs: Glyphs): readonly [string, string, string] => {
	const edge = glyphs.horizontal.repeat(textWidth(text) + 2);
	return [`${glyphs.topLeft}${edge}${glyphs.topRight}`, `${glyphs.vertical} ${text} ${glyphs.right}`, `${glyphs.bottomLeft}${edge}${glyphs.bottomRight}`];
};

/** All columns of a picture but for its four texts. */
const boxEdges = 17;

/** One row to the right of the joints; the first row of a way has its head. */
type Row = {readonly isHead: boolean; readonly isShut: boolean; readonly pieces: Line};

const shortest = (way: Way): number => Math.max(textWidth(display(way.brief)), ...way.notes.map(({text}) => textWidth(display(text))));

/** Told with the name, and never cut off with it. */
const markOf = ({isDown}: Pick<Way, 'isDown'>): string => (isDown ? ' (down)' : '');

const nameText = (way: Pick<Way, 'name' | 'isDown'>, width: number, glyphs: Glyphs): string =>
	padEnd(`${truncate(display(way.name), Math.max(1, width - textWidth(markOf(way))), glyphs.cut)}${markOf(way)}`, width);

/** What stands beside a name: all of it, broken where it must be, or one row of what matters most. */
const besides = (way: Way, room: number, glyphs: Glyphs, isShort: boolean): Line => {
	const short = way.traffic.length === 0 ? way.notes.slice(0, 1) : [{text: textWidth(way.traffic.join('; ')) <= room ? way.traffic.join('; ') : way.brief, role: 'plain' as const}];
	return (isShort ? short : [...way.traffic.map((text) => ({text, role: 'plain' as const})), ...way.notes]).flatMap(({text, role}) =>
		(isShort ? [display(text)] : wrapLine([piece(display(text))], Math.max(8, room)).map(plainText)).map((row) => piece(truncate(row, room, glyphs.cut), role)),
	);
};

const rowsOf = (way: Way, nameWidth: number, room: number, glyphs: Glyphs, isShort: boolean): readonly Row[] => {
	const [first = piece(''), ...more] = besides(way, room, glyphs, isShort);
	const indent = ' '.repeat(nameWidth + 2);
	return [
		{isHead: true, isShut: way.isShut, pieces: [piece(nameText(way, nameWidth, glyphs), way.role), piece('  '), first]},
		...more.map((text) => ({isHead: false, isShut: false, pieces: [piece(indent), text]})),
	];
};

const joint = (row: number, isHead: boolean, isMiddle: boolean, last: number, glyphs: Glyphs): string => {
	if (row > last) {
		return ' ';
	}

	if (!isHead) {
		return isMiddle ? glyphs.in : glyphs.vertical;
	}

	return row === 0
		? last === 0
			? glyphs.only
			: isMiddle
				? glyphs.firstIn
				: glyphs.first
		: row === last
			? isMiddle
				? glyphs.lastIn
				: glyphs.last
			: isMiddle
				? glyphs.forkIn
				: glyphs.fork;
};

/** Each way has a row for every class of its traffic and for what happens when it is down, or, where that makes more than `height` rows, one row alone. */
const waysLines = ({sources, router, ways}: Picture, width: number, glyphs: Glyphs, height: number): readonly Line[] => {
	const nameWidth = Math.min(Math.max(12, Math.floor(width / 4)), Math.max(1, ...ways.map((way) => textWidth(display(way.name)) + markOf(way).length)));
	// What goes which way matters more than how the boxes are called.
	const room = Math.max(8, Math.min(Math.floor(width / 5), Math.floor((width - nameWidth - Math.max(0, ...ways.map(shortest)) - boxEdges) / 2)));
	const from = box(truncate(display(sources.join(', ') || 'your network'), room, glyphs.cut), glyphs);
	const via = box(truncate(display(router), room, glyphs.cut), glyphs);
	const left = Math.max(0, width - textWidth(from[0]) - textWidth(via[0]) - nameWidth - 9);
	const full = ways.flatMap((way) => rowsOf(way, nameWidth, left, glyphs, false));
	const rows = full.length <= height ? full : ways.flatMap((way) => rowsOf(way, nameWidth, left, glyphs, true));
	const last = rows.findLastIndex(({isHead}) => isHead);
	const middle = Math.floor(last / 2);
	// The boxes reach one row above and below their middle.
	const above = middle === 0 ? 1 : 0;
	return Array.from({length: Math.max(rows.length + above, middle + above + 2)}, (_, index): Line => {
		const row = index - above;
		const part = row - middle + 1;
		const link = part === 1 ? `${glyphs.horizontal}${glyphs.arrow}` : '  ';
		const boxes = part >= 0 && part <= 2 ? `${from[part] ?? ''}${link}${via[part] ?? ''}` : ' '.repeat(textWidth(from[0]) + 2 + textWidth(via[0]));
		const shown = rows[row];
		if (shown === undefined) {
			return [piece(boxes)];
		}

		const isMiddle = row === middle;
		const lead = isMiddle ? glyphs.horizontal.repeat(2) : '  ';
		return [piece(`${boxes}${lead}${joint(row, shown.isHead, isMiddle, last, glyphs)}${shown.isHead ? (shown.isShut ? glyphs.shut : glyphs.arrow) : ' '} `), ...shown.pieces];
	});
};

const barText = ({bar}: SideRow, glyphs: Glyphs): string =>
	bar === undefined ? '' : `${glyphs.sure.repeat(bar.sure)}${glyphs.most.repeat(Math.max(0, bar.most - bar.sure))}`.padEnd(12);

const sideLines = ({title, rows}: Side, width: number, glyphs: Glyphs): readonly Line[] => {
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
const briefSide = ({title, rows}: Side, width: number, glyphs: Glyphs): Line => [
	piece(truncate(`${display(title)}: ${rows.map((row) => `${display(row.name)}${markOf(row)}`).join(', ')}`, width, glyphs.cut), rows.some(({isDown}) => isDown) ? 'bad' : 'plain'),
];

/**
 * Draws who -> router -> ways as text, and below it what else the router does; without `unicode` in plain characters.
 * Where that makes more than `height` rows, it is told in short.
 */
export const pictureLines = (picture: Picture, width: number, unicode: boolean, height = Number.POSITIVE_INFINITY): readonly Line[] => {
	const glyphs = unicode ? drawn : typed;
	const full = [...waysLines(picture, width, glyphs, height), ...picture.sides.flatMap((side) => sideLines(side, width, glyphs))];
	if (full.length <= height) {
		return full;
	}

	const short = [...waysLines(picture, width, glyphs, height - picture.sides.length), ...picture.sides.map((side) => briefSide(side, width, glyphs))];
	return short.length <= height ? short : waysLines(picture, width, glyphs, height);
};
