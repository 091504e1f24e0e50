import {useReducer} from 'react';
import {piece} from '../../../presentation/line.js';
import {wrapLine, wrapLines} from '../../../presentation/wrap.js';
import {Frame, frameRoom} from '../../components/frame/index.js';
import type {Scroll} from '../../components/viewport/index.js';
import {scrolled, textRows, Viewport} from '../../components/viewport/index.js';
import {bind, meanings} from '../../keymap.js';
import type {ScreenProps} from '../../screen.js';
import {useTerminal} from '../../terminal.js';
import {words} from '../../words.js';
import {aboutLine, helpLines} from './help-lines.js';

/** The keys of the screen below, and what it is for. */
export function HelpScreen({wizard, dispatch}: ScreenProps) {
	const {columns, rows, help} = useTerminal();
	const {width, height} = frameRoom(columns, rows);
	const about = help.about === undefined ? [] : [...wrapLine([piece(help.about)], width), []];
	const lines = [...about, ...wrapLine(aboutLine(wizard.place), width), [], ...wrapLines(helpLines(help.keys), width, 11)];
	const [offset, scroll] = useReducer((from: number, step: Scroll) => scrolled(from, step, lines.length, textRows(lines.length, height)), 0);
	const close = () => dispatch({type: 'overlay', overlay: undefined});
	const bindings = [
		bind('back', close, meanings.close),
		{...bind('help', close, meanings.close), priority: 9},
		bind('lineUp', () => scroll({type: 'by', rows: -1})),
		bind('lineDown', () => scroll({type: 'by', rows: 1})),
		bind('pageUp', () => scroll({type: 'page', pages: -1})),
		bind('pageDown', () => scroll({type: 'page', pages: 1})),
	];
	return (
		<Frame title={words.help.title} bindings={bindings}>
			{() => <Viewport lines={lines} offset={offset} height={height} />}
		</Frame>
	);
}
