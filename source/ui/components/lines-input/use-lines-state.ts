import type {Press} from '../../keyboard.js';
import type {TextState} from '../text-input/index.js';
import {oneLine, pressText, textOf, textState} from '../text-input/index.js';

/** Several lines of text; the cursor is in `current`. */
export type LinesState = {readonly above: readonly string[]; readonly current: TextState; readonly below: readonly string[]};

export const linesOf = ({above, current, below}: LinesState): readonly string[] => [...above, textOf(current), ...below];

/** Lines with the cursor at the end of the last one. */
export const linesState = (lines: readonly string[]): LinesState => ({above: lines.slice(0, -1), current: textState(lines.at(-1) ?? ''), below: []});

/** The lines as an answer: without blanks around them and without empty ones. */
export const answerOf = (state: LinesState): readonly string[] =>
	linesOf(state)
		.map((line) => line.trim())
		.filter((line) => line !== '');

/** The cursor in the answer's line `index`, at its end unless it is there already; empty lines are none. */
export const atLine = (state: LinesState, index: number): LinesState => {
	const lines = linesOf(state);
	const at = lines.flatMap((line, row) => (line.trim() === '' ? [] : [row]))[index];
	return at === undefined || at === state.above.length ? state : {above: lines.slice(0, at), current: textState(lines[at] ?? ''), below: lines.slice(at + 1)};
};

/** Which line of the answer the cursor is in; undefined in an empty one, which is none. */
export const lineIndex = (state: LinesState): number | undefined => (textOf(state.current).trim() === '' ? undefined : answerOf({...state, below: []}).length - 1);

const breakLine = ({above, current, below}: LinesState): LinesState => ({above: [...above, current.before], current: {before: '', after: current.after}, below});

const up = (state: LinesState): LinesState => {
	const line = state.above.at(-1);
	return line === undefined ? state : {above: state.above.slice(0, -1), current: textState(line), below: [textOf(state.current), ...state.below]};
};

const down = (state: LinesState): LinesState => {
	const [line, ...below] = state.below;
	return line === undefined ? state : {above: [...state.above, textOf(state.current)], current: textState(line), below};
};

const joinAbove = (state: LinesState): LinesState => {
	const line = state.above.at(-1);
	return line === undefined ? state : {above: state.above.slice(0, -1), current: {before: line, after: state.current.after}, below: state.below};
};

/** Straight to the end, not item by item: a list may have thousands. */
const paste = (state: LinesState, press: Press): LinesState => {
	const [first = '', ...more] = press.text.split(/[\n,;]+/).map((text) => oneLine(text.trim()));
	const {above, current, below} = state;
	const last = more.at(-1);
	return last === undefined
		? {above, current: {before: current.before + first, after: current.after}, below}
		: {above: [...above, current.before + first, ...more.slice(0, -1)], current: {before: last, after: current.after}, below};
};

/** The lines after a press: pasted lists become one line an item. */
export const pressLines = (state: LinesState, press: Press): LinesState => {
	if (press.isPaste) {
		return paste(state, press);
	}

	switch (press.name) {
		case 'enter':
			return breakLine(state);
		case 'up':
			return up(state);
		case 'down':
			return down(state);
		case 'backspace':
			return state.current.before === '' ? joinAbove(state) : {...state, current: pressText(state.current, press)};
		default:
			return {...state, current: pressText(state.current, press)};
	}
};

/** Whether Enter would only make a second empty line at the end: then it means "go on". */
export const isAtEmptyEnd = ({current, below}: LinesState): boolean => textOf(current) === '' && below.length === 0;
