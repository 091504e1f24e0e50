import type {TextProps} from 'ink';
import type {Role} from '../presentation/line.js';

type Style = Pick<TextProps, 'color' | 'bold' | 'dimColor' | 'underline'>;

/** What a role looks like. No background is ever painted: people's terminals are light and dark. */
const coloured = {
	plain: {},
	dim: {dimColor: true},
	strong: {bold: true},
	heading: {bold: true, underline: true},
	good: {color: 'green'},
	warning: {color: 'yellow'},
	bad: {color: 'red', bold: true},
	added: {color: 'green'},
	changed: {color: 'yellow'},
	removed: {color: 'red'},
	menu: {color: 'cyan'},
	verb: {color: 'magenta'},
	name: {color: 'blue'},
	value: {},
	comment: {dimColor: true},
	key: {color: 'blue'},
	accent: {color: 'cyan', bold: true},
} satisfies Record<Role, Style>;

/** Without colour, what matters still stands out; everything is also told by a word or a sign. */
const plain: Partial<Record<Role, Style>> = {strong: {bold: true}, heading: {bold: true, underline: true}, bad: {bold: true}, accent: {bold: true}};

export const styleOf = (role: Role, color: boolean): Style => (color ? coloured[role] : (plain[role] ?? {}));

export type Signs = Readonly<Record<'pointer' | 'rule' | 'dot' | 'step' | 'cursor' | 'done' | 'busy' | 'cut' | 'on' | 'off' | 'up' | 'down' | 'left' | 'right', string>>;

const drawn: Signs = {
	pointer: '❯',
	rule: '─',
	dot: '·',
	step: '›',
	cursor: '▏',
	done: '✔',
	busy: '…',
	cut: '…',
	on: '[✔] ',
	off: '[ ] ',
	up: '↑',
	down: '↓',
	left: '‹',
	right: '›',
};
const typed: Signs = {
	pointer: '>',
	rule: '-',
	dot: '-',
	step: '>',
	cursor: '|',
	done: 'ok',
	busy: '..',
	cut: '~',
	on: '[x] ',
	off: '[ ] ',
	up: '^',
	down: 'v',
	left: '<',
	right: '>',
};

const plainGlyphs: Readonly<Record<string, string>> = {
	'•': '*',
	'·': '-',
	'…': '...',
	'“': '"',
	'”': '"',
	'’': "'",
	'–': '-',
	'—': '-',
	'→': '->',
	'×': 'x',
	'≤': '<=',
	'≥': '>=',
	'✔': '+',
	'✘': 'x',
};

/** Our own typography in plain characters. What a person or a router named stays as it is. */
export const plainTypography = (text: string): string => text.replace(/[•·…“”’–—→×≤≥✔✘]/g, (glyph) => plainGlyphs[glyph] ?? glyph);

/** What Ink tells a screen reader by roles and states needs no sign. */
const spoken: Signs = {...typed, pointer: '', rule: '', cursor: '', done: 'done', busy: 'now', cut: '...', on: '', off: '', up: '', down: '', left: '', right: ''};

/** Small pictures of state, what stands for them where only plain characters may be used, and what is read aloud. */
export const signsOf = (unicode: boolean, isSpoken = false): Signs => (isSpoken ? spoken : unicode ? drawn : typed);
