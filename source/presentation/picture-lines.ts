import {display} from '../diagnostics/index.js';
import type {Glyphs} from './glyphs.js';
import {drawn, markOf, nameText, typed} from './glyphs.js';
import type {Line} from './line.js';
import {piece, plainText} from './line.js';
import type {Picture, Way} from './picture.js';
import {briefSide, sideLines} from './side-lines.js';
import {textWidth, truncate} from './width.js';
import {wrapLine} from './wrap.js';

const box = (text: string, glyphs: Glyphs): readonly [string, string, string] => {
	const edge = glyphs.horizontal.repeat(textWidth(text) + 2);
	return [`${glyphs.topLeft}${edge}${glyphs.topRight}`, `${glyphs.vertical} ${text} ${glyphs.right}`, `${glyphs.bottomLeft}${edge}${glyphs.bottomRight}`];
};

/** All columns of a picture but for its four texts. */
const boxEdges = 17;

/** One row to the right of the joints; the first row of a way has its head. */
type Row = {readonly isHead: boolean; readonly isShut: boolean; readonly pieces: Line};

const shortest = (way: Way): number => Math.max(textWidth(display(way.brief)), ...way.notes.map(({text}) => textWidth(display(text))));

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

const tip = ({isHead, isShut}: Row, glyphs: Glyphs): string => (isHead ? (isShut ? glyphs.shut : glyphs.arrow) : ' ');

const sourcesText = ({sources}: Picture): string => display(sources.join(', ') || 'your network');

const widestName = (ways: readonly Way[], most: number): number => Math.min(most, Math.max(1, ...ways.map((way) => textWidth(display(way.name)) + markOf(way).length)));

/** The ways below the boxes, where they have the whole width. */
const waysBelow = (picture: Picture, width: number, glyphs: Glyphs): readonly Line[] => {
	const {router, ways} = picture;
	const nameWidth = widestName(ways, Math.floor(width / 3));
	const room = Math.floor((width - 14) / 2);
	const from = box(truncate(sourcesText(picture), room, glyphs.cut), glyphs);
	const via = box(truncate(display(router), room, glyphs.cut), glyphs);
	const boxes = textWidth(from[1]) + 2 + textWidth(via[1]);
	const rows = ways.flatMap((way) => rowsOf(way, nameWidth, Math.max(8, width - nameWidth - 5), glyphs, false));
	const last = rows.findLastIndex(({isHead}) => isHead);
	return [
		[piece(`${from[0]}  ${via[0]}`)],
		[piece(`${from[1]}${glyphs.horizontal}${glyphs.arrow}${via[1]}${glyphs.horizontal.repeat(2)}${glyphs.topRight}`)],
		[piece(`${from[2]}  ${via[2]}  ${glyphs.vertical}`)],
		[piece(`${glyphs.topLeft}${glyphs.horizontal.repeat(boxes + 1)}${glyphs.bottomRight}`)],
		...rows.map((row, index): Line => {
			const lead = index > last ? ' ' : !row.isHead ? glyphs.vertical : index === last ? glyphs.last : glyphs.fork;
			return [piece(`${lead}${tip(row, glyphs)} `), ...row.pieces];
		}),
	];
};

/** The ways beside the boxes: a row for every class of traffic and for what happens when a way is down, or, where that makes more than `height` rows, one row a way. */
const waysBeside = (picture: Picture, width: number, glyphs: Glyphs, height: number): readonly Line[] => {
	const {router, ways} = picture;
	const nameWidth = widestName(ways, Math.max(12, Math.floor(width / 4)));
	// What goes which way matters more than how the boxes are called.
	const room = Math.max(8, Math.min(Math.floor(width / 5), Math.floor((width - nameWidth - Math.max(0, ...ways.map(shortest)) - boxEdges) / 2)));
	const from = box(truncate(sourcesText(picture), room, glyphs.cut), glyphs);
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
		return [piece(`${boxes}${lead}${joint(row, shown.isHead, isMiddle, last, glyphs)}${tip(shown, glyphs)} `), ...shown.pieces];
	});
};

const waysLines = (picture: Picture, width: number, glyphs: Glyphs, height: number): readonly Line[] => {
	const beside = waysBeside(picture, width, glyphs, Number.POSITIVE_INFINITY);
	const below = waysBelow(picture, width, glyphs);
	return below.length <= beside.length && below.length <= height ? below : beside.length <= height ? beside : waysBeside(picture, width, glyphs, height);
};

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
