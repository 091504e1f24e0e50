import {display} from '../diagnostics/display.js';
import type {Line, Piece} from '../presentation/line.js';
import {piece} from '../presentation/line.js';
import {textWidth, truncate} from '../presentation/width.js';
import type {Signs} from './theme.js';
import type {Place, Wizard} from './wizard-state.js';
import {words} from './words.js';

const titles: Readonly<Record<Place, string>> = words.frame.places;

const crumbs = (wizard: Wizard, signs: Signs): readonly Piece[] =>
	(wizard.aside.length > 0 || wizard.place === 'parts' ? (['parts', ...wizard.aside] as const) : wizard.route).flatMap((place, index) => [
		...(index === 0 ? [] : [piece(` ${signs.step} `, 'dim')]),
		// Brackets say where one is without colour.
		place === wizard.place ? piece(`[${titles[place]}]`, 'accent') : piece(titles[place], 'dim'),
	]);

const routerName = ({connection, facts}: Wizard): string => {
	// `7.20.8 (stable)`: the channel is told where the router is described.
	const release = display(facts?.version.split(' ')[0] ?? '');
	return facts === undefined ? '' : connection === undefined ? words.frame.noRouter(release) : `${display(facts.identity)} ${release}`;
};

const labWord = ({connection}: Wizard): string => (connection?.isLab === true ? words.frame.lab : '');

/** The same to be read aloud, without the way there. */
export const whereabouts = (wizard: Wizard): string => [titles[wizard.place], labWord(wizard).trim(), routerName(wizard)].filter(Boolean).join(', ');

/** Where one is, and which router this is about. LAB is on every screen while the lab is. */
export const headerLine = (wizard: Wizard, width: number, signs: Signs): Line => {
	const lab = labWord(wizard);
	const name = routerName(wizard);
	const path = crumbs(wizard, signs);
	const pathWidth = path.reduce((sum, {text}) => sum + textWidth(text), 0);
	const nameWidth = width - pathWidth - textWidth(lab) - 2;
	const left = nameWidth >= Math.min(8, textWidth(name)) ? path : [piece(width >= 40 ? words.frame.name : '', 'dim'), piece(`[${titles[wizard.place]}]`, 'accent')];
	const leftWidth = left.reduce((sum, {text}) => sum + textWidth(text), 0);
	const shown = truncate(name, Math.max(0, width - leftWidth - textWidth(lab) - 2), signs.cut);
	const gap = ' '.repeat(Math.max(1, width - leftWidth - textWidth(lab) - textWidth(shown)));
	return [...left, piece(gap), ...(lab === '' ? [] : [piece(lab, 'warning')]), piece(shown, 'dim')];
};
