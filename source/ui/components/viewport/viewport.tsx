import {Box} from 'ink';
import type {Line} from '../../../presentation/line.js';
import {piece} from '../../../presentation/line.js';
import {useTerminal} from '../../terminal.js';
import {words} from '../../words.js';
import {Lines, LineText} from '../lines/index.js';

export type ViewportProps = {readonly lines: readonly Line[]; readonly offset: number; readonly height: number};

/** Rows for text in a viewport of `height`: the last row tells where one is, when not everything shows. */
export const textRows = (count: number, height: number): number => (count <= height ? height : height - 1);

/** A part of a long text, and how much there is above and below it. */
export function Viewport({lines, offset, height}: ViewportProps) {
	const {signs} = useTerminal();
	const rows = textRows(lines.length, height);
	const start = Math.max(0, Math.min(offset, lines.length - rows));
	const shown = lines.slice(start, start + rows);
	const below = lines.length - start - shown.length;
	return (
		<Box flexDirection="column" height={height}>
			<Lines lines={shown} />
			{lines.length > height && (
				<LineText line={[piece(`${start > 0 ? signs.up : ' '}${below > 0 ? signs.down : ' '} ${words.lists.lines(start + 1, start + shown.length, lines.length)}`, 'dim')]} />
			)}
		</Box>
	);
}
