import {Box} from 'ink';
import type {ReactNode} from 'react';
import type {Line} from '../../../presentation/line.js';
import {piece} from '../../../presentation/line.js';
import {truncate} from '../../../presentation/width.js';
import type {Press} from '../../keyboard.js';
import type {Binding} from '../../keymap.js';
import {bind} from '../../keymap.js';
import {useTerminal} from '../../terminal.js';
import {words} from '../../words.js';
import {hintLine, hintsOf} from '../hint-line/hints.js';
import {LineText} from '../lines/index.js';
import {useFrameKeys} from './use-frame-keys.js';

/** Room for what a screen shows. */
export type Room = {readonly width: number; readonly height: number};

export type FrameProps = {
	/** What the screen asks or tells. */
	readonly title: string;
	/** Its keys, in the order of the hint line. */
	readonly bindings: readonly Binding[];
	/** Takes typed text; while it does, letters are no commands. */
	readonly onText?: ((press: Press) => void) | undefined;
	/** Told by the help before the keys, where the screen itself may lack the room. */
	readonly about?: string | undefined;
	/** Whether Ctrl-C is the screen's own. @default false */
	readonly ownsLeaving?: boolean;
	readonly children: (room: Room) => ReactNode;
};

/** Ink clears the whole terminal for a frame as tall as the screen: one row stays free. Very tall screens are not filled. */
const frameHeight = (rows: number): number => Math.max(6, Math.min(rows - 1, 42));

const rowsAround = 5;

/** What a frame leaves to its screen. */
export const frameRoom = (columns: number, rows: number): Room => ({width: Math.max(20, columns - 2), height: frameHeight(rows) - rowsAround});

/** Holds the place of a screen that is still being loaded. Takes no keys: they wait for the screen. */
export function EmptyFrame() {
	const {columns, rows, header} = useTerminal();
	return (
		<Box flexDirection="column" height={frameRoom(columns, rows).height + rowsAround} paddingX={1}>
			<LineText line={header} />
		</Box>
	);
}

/** Below this nothing can be read; what was typed waits until there is room again. */
const smallest = {columns: 40, rows: 12} as const;

/** Every screen: where one is, a title, the room for its own, and the keys pinned at the bottom. */
export function Frame({title, bindings, onText, about, ownsLeaving = false, children}: FrameProps) {
	const {columns, rows, header, whereabouts, signs, onHelp, onLeave} = useTerminal();
	const everywhere = [...(onText === undefined ? [bind('help', () => onHelp({keys: all, about}))] : []), ...(ownsLeaving ? [] : [bind('leave', onLeave)])];
	const known = new Set(bindings.map(({id}) => id));
	const all: readonly Binding[] = [...bindings, ...everywhere.filter(({id}) => !known.has(id))];
	const notice = useFrameKeys(all, onText);
	const room = frameRoom(columns, rows);
	const {width} = room;
	const hints = hintsOf(all, width);
	if (columns < smallest.columns || rows < smallest.rows) {
		return (
			<Box flexDirection="column" height={Math.max(1, Math.min(rows - 1, 3))} overflow="hidden">
				<LineText line={[piece(words.frame.tooSmall, 'warning')]} />
				<LineText line={[piece(words.frame.wanted)]} />
				<LineText line={[piece(words.frame.isNow(columns, rows), 'dim')]} />
			</Box>
		);
	}

	const rule: Line = [piece(signs.rule.repeat(width), 'dim')];
	return (
		<Box flexDirection="column" height={room.height + rowsAround} paddingX={1}>
			<Box aria-label={whereabouts}>
				<LineText line={header} />
			</Box>
			<Box aria-hidden>
				<LineText line={rule} />
			</Box>
			<LineText line={[piece(truncate(title, width, signs.cut), 'strong')]} />
			<Box flexDirection="column" height={room.height} overflow="hidden">
				{children(room)}
			</Box>
			<Box aria-hidden={notice === undefined} aria-label={notice}>
				<LineText line={notice === undefined ? rule : [piece(truncate(`! ${notice}`, width, signs.cut), 'warning')]} />
			</Box>
			<Box aria-label={words.spoken.keys(hints)}>
				<LineText line={hintLine(hints)} />
			</Box>
		</Box>
	);
}
