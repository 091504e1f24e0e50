import {display} from '../diagnostics/index.js';
import {padEnd, textWidth, truncate} from './width.js';

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

/** What pictures are drawn with. */
export type Glyphs = Joints &
	Readonly<Record<'horizontal' | 'vertical' | 'topLeft' | 'topRight' | 'bottomLeft' | 'bottomRight' | 'right' | 'arrow' | 'shut' | 'cut' | 'sure' | 'most', string>>;

export const drawn: Glyphs = {
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
export const typed: Glyphs = {
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

type Named = {readonly name: string; readonly isDown: boolean};

/** Told with the name, and never cut off with it. */
export const markOf = ({isDown}: Pick<Named, 'isDown'>): string => (isDown ? ' (down)' : '');

/** A name in its column. */
export const nameText = (named: Named, width: number, glyphs: Glyphs): string =>
	padEnd(`${truncate(display(named.name), Math.max(1, width - textWidth(markOf(named))), glyphs.cut)}${markOf(named)}`, width);
