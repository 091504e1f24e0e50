import {Box} from 'ink';
import type {Line} from '../../../presentation/line.js';
import {piece} from '../../../presentation/line.js';
import {fitting, graphemes, textWidth} from '../../../presentation/width.js';
import {useTerminal} from '../../terminal.js';
import {words} from '../../words.js';
import {LineText} from '../lines/index.js';
import type {TextState} from './use-text-state.js';
import {textOf} from './use-text-state.js';

/** The end of a text that fits into `width` columns. */
const ending = (text: string, width: number): string => {
	let used = 0;
	let fits = '';
	for (const grapheme of graphemes(text).toReversed()) {
		used += textWidth(grapheme);
		if (used > width) {
			break;
		}

		fits = grapheme + fits;
	}

	return fits;
};

/** The part of a text around its cursor that fits; the cursor is a thin bar, which shows without colour too. */
export const inputLine = (state: TextState, width: number, cursor: string): Line => {
	const room = Math.max(1, width - textWidth(cursor));
	const after = fitting(state.after, Math.max(Math.floor(room / 3), room - textWidth(state.before)));
	const before = ending(state.before, room - textWidth(after));
	return [piece(before), piece(cursor, 'accent'), piece(after)];
};

export type TextInputProps = {
	readonly state: TextState;
	readonly width: number;
	readonly placeholder?: string | undefined;
	/** Shows dots instead of the text. @default false */
	readonly isMasked?: boolean;
};

/** One line of text with a cursor. */
export function TextInput({state, width, placeholder = '', isMasked = false}: TextInputProps) {
	const {signs} = useTerminal();
	const mask = (text: string): string => '*'.repeat(graphemes(text).length);
	const shown = isMasked ? {before: mask(state.before), after: mask(state.after)} : state;
	const prompt = piece(`${signs.pointer} `, 'accent');
	const isEmpty = textOf(state) === '';
	return (
		<Box aria-role="textbox" aria-label={isEmpty ? words.spoken.empty(placeholder) : isMasked ? words.spoken.hidden(graphemes(textOf(state)).length) : textOf(state)}>
			<LineText line={[prompt, ...(isEmpty ? [piece(signs.cursor, 'accent'), piece(placeholder, 'dim')] : inputLine(shown, width - 2, signs.cursor))]} />
		</Box>
	);
}
