import type {BoxProps} from 'ink';
import {Box, Text} from 'ink';
import SelectInput from 'ink-select-input';
import {createContext, useContext} from 'react';
import {display} from '../../../diagnostics/display.js';
import type {Line} from '../../../presentation/line.js';
import {piece} from '../../../presentation/line.js';
import {truncate} from '../../../presentation/width.js';
import {clipLines, wrapLine} from '../../../presentation/wrap.js';
import {useTerminal} from '../../terminal.js';
import {words} from '../../words.js';
import {Lines, LineText} from '../lines/index.js';
import {inputLine, textOf} from '../text-input/index.js';
import {windowOf} from '../viewport/index.js';
import {listRows, optionLine, rowKey} from './rows.js';
import type {Option, SelectState} from './use-select-state.js';
import {current, filtered} from './use-select-state.js';

/** A row as it is drawn, and as a screen reader tells it. */
type ShownRow = {readonly line: Line} & Pick<BoxProps, 'aria-role' | 'aria-state'>;

const RowsContext = createContext<ReadonlyMap<string, ShownRow>>(new Map());

function Row({label}: {readonly label: string}) {
	const {line = [], ...aria} = useContext(RowsContext).get(label) ?? {};
	return (
		<Box {...aria}>
			<LineText line={line} />
		</Box>
	);
}

function Indicator({isSelected = false}: {readonly isSelected?: boolean}) {
	const {signs} = useTerminal();
	return (
		<Box aria-hidden>
			<LineText line={[piece(isSelected ? `${signs.pointer} ` : '  ', 'accent')]} />
		</Box>
	);
}

export type SelectProps = {
	readonly state: SelectState;
	readonly options: readonly Option[];
	readonly width: number;
	readonly height: number;
	/** Rows have boxes to tick. @default false */
	readonly isMultiple?: boolean;
	/** Rows kept for the help of the marked row, where the list itself has enough. @default 2 */
	readonly helpRows?: number;
};

/**
 * A list with a marked row, disabled rows and a filter. ink-select-input lays it out with our rows and indicator; its own
 * keys are off (it knows no disabled rows, and loses presses that come faster than it renders).
 */
export function Select({state, options, width, height, isMultiple = false, helpRows: wanted = 2}: SelectProps) {
	const {signs, isSpoken} = useTerminal();
	const rows = filtered(state, options);
	const marked = current(state, options);
	const place = Math.max(0, marked === undefined ? 0 : rows.indexOf(marked));
	const all = listRows(rows);
	const at = Math.max(
		0,
		all.findIndex((row) => row.kind === 'option' && row.option === marked),
	);
	const filterRows = state.filter === undefined ? 0 : 1;
	const helpRows = height - filterRows < wanted + 3 ? 0 : wanted;
	const fixed = filterRows + helpRows;
	const needsCount = all.length > Math.max(1, height - fixed);
	const room = Math.max(1, height - fixed - (needsCount ? 1 : 0));
	const {start, end} = windowOf(all.length, room, at);
	const shown = all.slice(start, end);
	const lines = new Map(
		shown.map((row): readonly [string, ShownRow] => {
			if (row.kind === 'heading') {
				return [rowKey(row), {line: [piece(truncate(display(row.text), width - 2, signs.cut), 'dim')]}];
			}

			const {option} = row;
			const look = {isCurrent: option === marked, isChecked: isMultiple ? state.checked.includes(option.value) : undefined};
			const told = {selected: look.isCurrent, checked: look.isChecked === true, disabled: option.disabled !== undefined};
			return [
				rowKey(row),
				{line: optionLine(option, {...look, width: isSpoken ? Number.POSITIVE_INFINITY : width - 2, signs}), 'aria-role': isMultiple ? 'checkbox' : 'option', 'aria-state': told},
			];
		}),
	);
	// A row that is drawn may have no room for the whole reason.
	const told = marked?.disabled === undefined ? marked?.help : isSpoken ? undefined : words.lists.notAvailable(marked.disabled);
	const help = told === undefined || helpRows === 0 ? [] : wrapLine([piece(`  ${display(told)}`, 'dim')], width);
	return (
		<Box flexDirection="column">
			{state.filter !== undefined && (
				<Box aria-role="textbox" aria-label={words.spoken.filter(textOf(state.filter))}>
					<LineText line={[piece('  / ', 'accent'), ...(state.isFiltering ? inputLine(state.filter, width - 4, signs.cursor) : [piece(textOf(state.filter))])]} />
				</Box>
			)}
			{rows.length === 0 ? (
				<Text>{words.lists.nothingFound}</Text>
			) : (
				<RowsContext.Provider value={lines}>
					<SelectInput
						// It marks its first row when its rows change.
						key={[at - start, ...shown.map(rowKey)].join('\n')}
						isFocused={false}
						items={shown.map(rowKey).map((key) => ({key, value: key, label: key}))}
						initialIndex={at - start}
						indicatorComponent={Indicator}
						itemComponent={Row}
					/>
				</RowsContext.Provider>
			)}
			{needsCount && <LineText line={[piece(`  ${words.lists.place(place + 1, rows.length)}`, 'dim')]} />}
			<Lines lines={clipLines(help, Math.max(helpRows, height - filterRows - all.length), width, signs.cut)} />
		</Box>
	);
}
