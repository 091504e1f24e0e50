import {useReducer} from 'react';
import {wrapLines} from '../../../presentation/index.js';
import {Frame, frameRoom} from '../../components/frame/index.js';
import {Lines} from '../../components/lines/index.js';
import type {Scroll} from '../../components/viewport/index.js';
import {scrolled, textRows, Viewport} from '../../components/viewport/index.js';
import {bind, meanings} from '../../keymap.js';
import type {ScreenProps} from '../../screen.js';
import {useTerminal} from '../../terminal.js';
import {words} from '../../words.js';
import {resultLines} from './result-lines.js';

/** How it ended, and what is saved. */
export function ResultScreen({wizard, dispatch, onExit}: ScreenProps) {
	const {columns, rows} = useTerminal();
	const {width, height} = frameRoom(columns, rows);
	const {ending} = wizard;
	const lines = ending === undefined ? [] : wrapLines([[], ...resultLines(wizard, ending)], width, 4);
	const [offset, scroll] = useReducer((from: number, step: Scroll) => scrolled(from, step, lines.length, textRows(lines.length, height)), 0);
	const isOver = ending?.saved === true;
	const bindings = [
		bind('choose', onExit, meanings.finish),
		...(isOver ? [] : [bind('back', () => dispatch({type: 'to-review'}), meanings.backToReview)]),
		...(isOver && wizard.route.includes('home') ? [bind('back', () => dispatch({type: 'home'}), meanings.toHome)] : []),
		bind('lineUp', () => scroll({type: 'by', rows: -1})),
		bind('lineDown', () => scroll({type: 'by', rows: 1})),
		bind('quit', onExit),
	];
	return (
		<Frame title={words.result.title} bindings={bindings}>
			{() => (lines.length <= height ? <Lines lines={lines} /> : <Viewport lines={lines} offset={offset} height={height} />)}
		</Frame>
	);
}
