import {display} from '../diagnostics/index.js';
import type {Facts} from '../facts/index.js';
import type {DestinationList, PolicyDocument} from '../policy/document.js';
import type {Line, Role} from './line.js';
import {piece} from './line.js';
import {padEnd, textWidth, truncate} from './width.js';

/** Who sends, through which router, and which traffic leaves by which way. */
export type Picture = {readonly sources: readonly string[]; readonly router: string; readonly ways: readonly Way[]};

/** `brief` says the traffic where there is no room for all of it. */
export type Way = {readonly name: string; readonly traffic: string; readonly brief: string; readonly note: string; readonly role: Role};

type Glyphs = Readonly<
	Record<'horizontal' | 'vertical' | 'topLeft' | 'topRight' | 'bottomLeft' | 'bottomRight' | 'right' | 'left' | 'fork' | 'first' | 'last' | 'arrow' | 'cut', string>
>;

const drawn: Glyphs = {
	horizontal: '─',
	vertical: '│',
	topLeft: '┌',
	topRight: '┐',
	bottomLeft: '└',
	bottomRight: '┘',
	right: '├',
	left: '┤',
	fork: '├',
	first: '┌',
	last: '└',
	arrow: '▶',
	cut: '…',
};
const typed: Glyphs = {
	horizontal: '-',
	vertical: '|',
	topLeft: '+',
	topRight: '+',
	bottomLeft: '+',
	bottomRight: '+',
	right: '|',
	left: '|',
	fork: '+',
	first: '+',
	last: '+',
	arrow: '>',
	cut: '~',
};

const rest: Way = {name: 'ordinary way', traffic: 'everything else', brief: 'all else', note: '', role: 'dim'};

/** The picture before anything is chosen: all traffic goes its ordinary way. */
export const pictureOfFacts = (facts: Facts): Picture => ({
	sources: ['your network'],
	router: facts.identity || 'router',
	ways: [{...rest, traffic: 'everything', brief: 'everything'}],
});

const counted = (count: number, word: string): readonly string[] => (count === 0 ? [] : [`${count} ${word}${count === 1 ? '' : 's'}`]);

const contents = ({domains, prefixes}: DestinationList): string =>
	[...counted(domains.length, 'name'), ...counted(prefixes.length, 'prefix').map((text) => text.replace(/xs$/, 'xes'))].join(', ');

const listTitle = (list: DestinationList): string => (contents(list) === '' ? list.title : `${list.title} (${contents(list)})`);

/** The picture of what a document wants. */
export const pictureOfDocument = (document: PolicyDocument, facts: Facts): Picture => {
	const lists = new Map(document.lists.map((list) => [list.id, list]));
	return {
		sources: [...new Set(document.networks.flatMap(({interfaces}) => interfaces))],
		router: facts.identity || 'router',
		ways: [
			...document.uplinks.map((uplink): Way => {
				const policies = document.policies.filter((policy) => policy.uplink === uplink.id);
				const listed = [...new Set(policies.flatMap(({selector}) => selector.to))].flatMap((id) => lists.get(id) ?? []);
				const told = (text: (list: DestinationList) => string): string => (listed.length === 0 ? 'everything' : listed.map(text).join(', '));
				const isBlocked = policies.some(({whenDown}) => whenDown.kind === 'block');
				return {
					name: uplink.title,
					traffic: told(listTitle),
					brief: told((list) => (listed.length === 1 && contents(list) !== '' ? contents(list) : list.title)),
					note: isBlocked ? 'when down: blocked' : 'when down: the ordinary way',
					role: 'accent',
				};
			}),
			rest,
		],
	};
};

const box = (text: string, glyphs: Glyphs): readonly [string, string, string] => {
	const edge = glyphs.horizontal.repeat(textWidth(text) + 2);
	return [`${glyphs.topLeft}${edge}${glyphs.topRight}`, `${glyphs.vertical} ${text} ${glyphs.right}`, `${glyphs.bottomLeft}${edge}${glyphs.bottomRight}`];
};

/** All columns of a picture but for its four texts. */
const boxEdges = 17;

/** Draws who -> router -> ways as text, two rows a way and one for the last; without `unicode` in plain characters. */
export const pictureLines = ({sources, router, ways}: Picture, width: number, unicode: boolean): readonly Line[] => {
	const glyphs = unicode ? drawn : typed;
	const nameWidth = Math.min(Math.max(12, Math.floor(width / 4)), Math.max(...ways.map(({name}) => textWidth(display(name)))));
	// What goes which way matters more than how the boxes are called.
	const needed = Math.max(...ways.flatMap(({brief, note}) => [textWidth(display(brief)), textWidth(display(note))]));
	const room = Math.max(8, Math.min(Math.floor(width / 5), Math.floor((width - nameWidth - needed - boxEdges) / 2)));
	const from = box(truncate(display(sources.join(', ')), room, glyphs.cut), glyphs);
	const via = box(truncate(display(router), room, glyphs.cut), glyphs);
	const height = Math.max(3, ways.length * 2 - 1);
	const middle = Math.floor((height - 1) / 2);
	const offset = middle - 1;
	return Array.from({length: height}, (_, row): Line => {
		const part = row - offset;
		const link = part === 1 ? `${glyphs.horizontal}${glyphs.arrow}` : '  ';
		const boxes = part >= 0 && part <= 2 ? `${from[part] ?? ''}${link}${via[part] ?? ''}` : ' '.repeat(textWidth(from[0]) + 2 + textWidth(via[0]));
		const isMiddle = row === middle;
		const lead = isMiddle ? `${glyphs.horizontal}${glyphs.horizontal}` : '  ';
		if (ways.length === 1) {
			const only = ways[0] ?? rest;
			return isMiddle ? [piece(`${boxes}${lead}${glyphs.arrow} `), piece(display(only.name), only.role), piece(`  ${display(only.traffic)}`)] : [piece(boxes)];
		}

		const way = row % 2 === 0 ? ways[row / 2] : undefined;
		const isLast = row === height - 1;
		const joint = way === undefined ? (isMiddle ? glyphs.left : glyphs.vertical) : row === 0 ? glyphs.first : isLast ? glyphs.last : glyphs.fork;
		const base = `${boxes}${lead}${joint}`;
		const left = width - textWidth(base) - 2 - nameWidth - 2;
		if (way !== undefined) {
			return [
				piece(`${base}${glyphs.arrow} `),
				piece(padEnd(truncate(display(way.name), nameWidth, glyphs.cut), nameWidth), way.role),
				piece(`  ${truncate(display(textWidth(display(way.traffic)) <= left ? way.traffic : way.brief), Math.max(0, left), glyphs.cut)}`),
			];
		}

		const note = display(ways[(row - 1) / 2]?.note ?? '');
		return [piece(`${base}  ${' '.repeat(nameWidth)}  `), piece(truncate(note, Math.max(0, left), glyphs.cut), 'dim')];
	});
};
