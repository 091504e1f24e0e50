import {Box} from 'ink';
import {piece} from '../../../presentation/line.js';
import {truncate} from '../../../presentation/width.js';
import {useTerminal} from '../../terminal.js';
import {LineText} from '../lines/index.js';
import {TextInput} from '../text-input/index.js';
import {windowOf} from '../viewport/window.js';
import type {LinesState} from './use-lines-state.js';
import {linesOf} from './use-lines-state.js';

export type LinesInputProps = {readonly state: LinesState; readonly width: number; readonly height: number; readonly placeholder?: string | undefined};

/** Several lines of text with a cursor, scrolled so that the cursor's line shows. */
export function LinesInput({state, width, height, placeholder}: LinesInputProps) {
	const {signs} = useTerminal();
	const lines = linesOf(state);
	const current = state.above.length;
	const {start, end} = windowOf(lines.length, Math.max(1, height), current);
	return (
		<Box flexDirection="column">
			{lines.slice(start, end).map((line, index) =>
				start + index === current ? (
					// biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place.
					<TextInput key={index} state={state.current} width={width} placeholder={lines.length === 1 ? placeholder : undefined} />
				) : (
					// biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place.
					<LineText key={index} line={[piece(`  ${truncate(line, width - 2, signs.cut)}`)]} />
				),
			)}
		</Box>
	);
}
