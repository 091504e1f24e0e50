import {Box} from 'ink';
import {display} from '../../../diagnostics/display.js';
import type {Diagnostic} from '../../../diagnostics/index.js';
import type {Line, Picture} from '../../../presentation/index.js';
import {clipLines, diagnosticLines, pictureLines, pictureText, piece, wrapLines} from '../../../presentation/index.js';
import type {Field} from '../../../scenario/types.js';
import type {Room} from '../../components/frame/index.js';
import {Lines} from '../../components/lines/index.js';
import type {Option} from '../../components/select/index.js';
import type {Editor} from '../../fields/editor.js';
import {FieldInput} from '../../fields/field-input.js';
import {useTerminal} from '../../terminal.js';
import {words} from '../../words.js';

export type QuestionProps = {
	readonly room: Room;
	readonly field: Field;
	readonly editor: Editor;
	readonly options: readonly Option[];
	readonly paths: readonly string[];
	readonly marked: number;
	readonly picture: Picture;
	readonly trouble: readonly Diagnostic[];
	/** Where the value that shows came from, while it is only suggested. */
	readonly because: string | undefined;
	readonly isBusy: boolean;
};

/** Rows that a control should have at least, before there is a picture below it. */
const wantedRows = (editor: Editor, options: readonly Option[], paths: readonly string[]): number => {
	switch (editor.kind) {
		case 'text':
			return 1 + Math.min(paths.length, 4);
		case 'lines':
			return 4;
		case 'list':
			return Math.min(options.length + 3, 9);
	}
};

/** How many of a list's lines there are, and how many of them are wrong. */
const countLine = (editor: Editor, trouble: readonly Diagnostic[]): readonly Line[] => {
	const lines = editor.kind === 'lines' ? editor.lines.above.length + editor.lines.below.length + 1 : 0;
	const wrong = new Set(trouble.filter(({severity}) => severity === 'error').map(({field}) => field)).size;
	return lines > 4 ? [words.fields.lines(lines, wrong)] : [];
};

/** One question: what it means, the control that answers it, what is wrong with the answer, and the picture of it all. */
export function Question({room: {width, height}, field, editor, options, paths, marked, picture, trouble, because, isBusy}: QuestionProps) {
	const {unicode, signs} = useTerminal();
	const isRoomy = height >= 16;
	const column = Math.min(width, 100);
	const why: readonly Line[] = because === undefined ? [] : [[piece(words.fields.suggested(display(because)), 'dim')]];
	const told = wrapLines(
		isBusy ? [[piece(words.fields.reading, 'dim')]] : [...countLine(editor, trouble), ...(trouble.length > 0 ? trouble.flatMap(diagnosticLines) : why)],
		column,
	).slice(0, isRoomy ? 5 : 3);
	const wanted = wantedRows(editor, options, paths);
	const helpRows = Math.max(isRoomy ? 5 : 2, height - told.length - wanted - 2);
	const help = clipLines(wrapLines([[piece(display(field.help), 'dim')]], column), helpRows, column, signs.cut);
	const left = height - help.length - told.length - 2;
	const drawing = pictureLines(picture, Math.min(width, 110), unicode, Math.max(3, left - wanted - 1));
	const hasPicture = left - drawing.length - 1 >= wanted;
	const inputHeight = Math.max(1, hasPicture ? left - drawing.length - 1 : left);
	return (
		<Box flexDirection="column" height={height}>
			<Lines lines={[...help, []]} />
			<FieldInput field={field} editor={editor} options={options} width={width} height={inputHeight} paths={paths} marked={marked} />
			<Lines lines={[[], ...told]} />
			{hasPicture && (
				<>
					<Box flexGrow={1} />
					<Box flexDirection="column" aria-label={words.spoken.picture(display(pictureText(picture)))}>
						<Lines lines={drawing} />
					</Box>
				</>
			)}
		</Box>
	);
}
