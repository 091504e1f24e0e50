import {Box, Text} from 'ink';
import type {Line} from '../../../presentation/line.js';
import {useTerminal} from '../../terminal.js';
import {plainTypography, styleOf} from '../../theme.js';

/** One line of text in the colours of its roles. Never more than one row. */
export function LineText({line}: {readonly line: Line}) {
	const {color, unicode} = useTerminal();
	if (line.length === 0) {
		return <Text aria-hidden> </Text>;
	}

	return (
		<Text wrap="truncate">
			{line.map(({text, role}, index) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity of their own.
				<Text key={index} {...styleOf(role, color)}>
					{unicode ? text : plainTypography(text)}
				</Text>
			))}
		</Text>
	);
}

/** Lines that were already made to fit. */
export function Lines({lines}: {readonly lines: readonly Line[]}) {
	return (
		<Box flexDirection="column" flexShrink={0}>
			{lines.map((line, index) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place.
				<LineText key={index} line={line} />
			))}
		</Box>
	);
}
