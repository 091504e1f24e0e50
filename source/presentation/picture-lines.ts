import {display} from '../diagnostics/index.js';
import type {Glyphs} from './glyphs.js';
import {drawn, markOf, nameText, typed} from './glyphs.js';
import type {Line, Piece} from './line.js';
import {piece, plainText} from './line.js';
import type {Picture, Way} from './picture.js';
import {isOrdinary} from './picture.js';
import {briefSide, sideLines} from './side-lines.js';
import {textWidth, truncate} from './width.js';
import {wrapLine, wrapLines} from './wrap.js';

const box = (text: string, glyphs: Glyphs): readonly [string, string, string] => {
	const edge = glyphs.horizontal.repeat(textWidth(text) + 2);
	return [`${glyphs.topLeft}${edge}${glyphs.topRight}`, `${glyphs.vertical} ${text} ${glyphs.right}`, `${glyphs.bottomLeft}${edge}${glyphs.bottomRight}`];
};

/** All columns of a picture but for its four texts. */
const boxEdges = 17;

/** What a name in a box has at least. */
const leastName = 8;

/** One row to the right of the joints; the first row of a way has its head. */
type Row = {readonly isHead: boolean; readonly isShut: boolean; readonly name: Piece; readonly text: Piece};

/** What goes by a way, then what else is to be known of it, each for a row of its own. */
const factsOf = (way: Way): Line => [...way.traffic.map((text) => piece(display(text))), ...way.notes.map(({text, role}) => piece(display(text), role))];

/** The same in one row: what matters most. */
const briefOf = (way: Way): Line => (way.traffic.length === 0 ? factsOf(way).slice(0, 1) : [piece(display(way.brief))]);

/** What stands beside a name: all of it, broken where it must be, or one row. */
const besides = (way: Way, room: number, glyphs: Glyphs, isShort: boolean): Line => {
	const whole = display(way.traffic.join('; '));
	const rows = isShort
		? way.traffic.length > 0 && textWidth(whole) <= room
			? [piece(whole)]
			: briefOf(way)
		: factsOf(way).flatMap(({text, role}) => wrapLine([piece(text)], Math.max(8, room)).map((row) => piece(plainText(row), role)));
	return rows.map(({text, role}) => piece(truncate(text, room, glyphs.cut), role));
};

const rowsOf = (way: Way, nameWidth: number, room: number, glyphs: Glyphs, isShort: boolean): readonly Row[] => {
	const [first = piece(''), ...more] = besides(way, room, glyphs, isShort);
	return [
		{isHead: true, isShut: way.isShut, name: piece(`${nameText(way, nameWidth, glyphs)}  `, way.role), text: first},
		...more.map((text) => ({isHead: false, isShut: false, name: piece(' '.repeat(nameWidth + 2)), text})),
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

/** Who sends: all of them, or fewer whole names and how many more there are, or how many there are. */
const sourcesTexts = ({sources}: Picture): readonly string[] => {
	if (sources.length === 0) {
		return ['your network', 'network'];
	}

	const names = sources.map(display);
	const some = names.map((_, more) => names.slice(0, names.length - more).join(', ') + (more === 0 ? '' : ` + ${more}`));
	return names.length === 1 ? some : [...some, `${names.length} networks`];
};

/** The texts of the two boxes: what one of them does not need, the other has. */
const boxTexts = (picture: Picture, room: number, glyphs: Glyphs): readonly [from: string, via: string] => {
	const router = display(picture.router);
	const most = Math.max(Math.floor(room / 2), room - textWidth(router));
	const texts = sourcesTexts(picture);
	const from = texts.find((text) => textWidth(text) <= most) ?? truncate(texts[0] ?? '', most, glyphs.cut);
	return [from, truncate(router, room - textWidth(from), glyphs.cut)];
};

/** The first room that costs no more than the least does. */
const freeRoom = (least: number, rooms: readonly number[], costOf: (room: number) => number): number => {
	const wider = rooms.filter((room) => room > least);
	const free = wider.length === 0 ? 0 : costOf(least);
	return wider.find((room) => costOf(room) <= free) ?? least;
};

const widestName = (ways: readonly Way[], most: number): number => Math.min(most, Math.max(1, ...ways.map((way) => textWidth(display(way.name)) + markOf(way).length)));

/** The ways below the boxes, where they have the whole width. */
const waysBelow = (picture: Picture, width: number, glyphs: Glyphs): readonly Line[] => {
	const {ways} = picture;
	const nameWidth = widestName(ways, Math.floor(width / 3));
	const [fromText, viaText] = boxTexts(picture, width - 14, glyphs);
	const [from, via] = [box(fromText, glyphs), box(viaText, glyphs)];
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
			return [piece(`${lead}${tip(row, glyphs)} `), row.name, row.text];
		}),
	];
};

/** The ways beside the boxes: a row for every class of traffic and for what happens when a way is down, or, in short, one row a way. */
const waysBeside = (picture: Picture, width: number, glyphs: Glyphs, isShort: boolean): readonly Line[] => {
	const {ways} = picture;
	const rowsWith = (names: number, [from, via]: readonly [string, string]): readonly Row[] => {
		const left = Math.max(0, width - textWidth(from) - textWidth(via) - names - boxEdges);
		return ways.flatMap((way) => rowsOf(way, names, left, glyphs, isShort));
	};

	// What goes which way matters more than how things are called: names have the room that costs it neither a row nor a word.
	const costOf = (names: number, texts: readonly [string, string]): number => {
		const rows = rowsWith(names, texts);
		return rows.length * 1000 - rows.reduce((sum, {text}) => sum + textWidth(text.text), 0);
	};

	const router = textWidth(display(picture.router));
	const wanted = sourcesTexts(picture).map((text) => textWidth(text));
	const least = Math.min(leastName, router) + Math.min(leastName, ...wanted.slice(0, 1));
	const free = width - boxEdges;
	const nameWidth = freeRoom(widestName(ways, Math.max(12, Math.floor(width / 4))), [widestName(ways, free - least)], (names) => costOf(names, boxTexts(picture, least, glyphs)));
	const besideNames = free - nameWidth;
	const longest = Math.max(...rowsWith(nameWidth, boxTexts(picture, least, glyphs)).map(({text}) => textWidth(text.text)));
	const room = freeRoom(least, [...wanted.map((sources) => sources + router).filter((names) => names <= besideNames), besideNames - longest], (names) =>
		costOf(nameWidth, boxTexts(picture, names, glyphs)),
	);
	const texts = boxTexts(picture, room, glyphs);
	const [from, via] = [box(texts[0], glyphs), box(texts[1], glyphs)];
	const rows = rowsWith(nameWidth, texts);
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
		return [piece(`${boxes}${lead}${joint(row, shown.isHead, isMiddle, last, glyphs)}${tip(shown, glyphs)} `), shown.name, shown.text];
	});
};

const waysLines = (picture: Picture, width: number, glyphs: Glyphs, height: number): readonly Line[] => {
	const beside = waysBeside(picture, width, glyphs, false);
	const below = waysBelow(picture, width, glyphs);
	return below.length <= beside.length && below.length <= height ? below : beside.length <= height ? beside : waysBeside(picture, width, glyphs, true);
};

/**
 * Draws who -> router -> ways as text, and below it what else the router does; without `unicode` in plain characters.
 * Where that makes more than `height` rows, it is told in short, and of ways that are as ever not at all.
 */
export const pictureLines = (picture: Picture, width: number, unicode: boolean, height = Number.POSITIVE_INFINITY): readonly Line[] => {
	const glyphs = unicode ? drawn : typed;
	const {sides} = picture;
	const full = sides.flatMap((side) => sideLines(side, width, glyphs));
	const brief = sides.map(briefSide);
	const told = wrapLines(brief, width, 2);
	const isAsEver = sides.length > 0 && picture.ways.every(isOrdinary);
	const ways = waysLines(picture, width, glyphs, height);
	const waysFor = (besides: number): readonly Line[] => (ways.length + besides <= height ? ways : waysLines(picture, width, glyphs, height - besides));
	const drawings: readonly (readonly Line[])[] = [
		[...ways, ...full],
		...(isAsEver ? [full.slice(1)] : []),
		[...waysFor(told.length), ...told],
		...(isAsEver ? [told] : []),
		[...waysFor(brief.length), ...brief.map((line) => line.map(({text, role}) => piece(truncate(text, width, glyphs.cut), role)))],
	];
	return drawings.find(({length}) => length <= height) ?? ways;
};
