import {Box} from 'ink';
import {piece, truncate} from '../../presentation/index.js';
import type {Field} from '../../scenario/types.js';
import {Lines} from '../components/lines/index.js';
import {LinesInput} from '../components/lines-input/index.js';
import type {Option} from '../components/select/index.js';
import {Select} from '../components/select/index.js';
import {TextInput} from '../components/text-input/index.js';
import {windowOf} from '../components/viewport/index.js';
import {useTerminal} from '../terminal.js';
import type {Editor} from './editor.js';

export type FieldInputProps = {
	readonly field: Field;
	readonly editor: Editor;
	readonly options: readonly Option[];
	readonly width: number;
	readonly height: number /** Paths to take instead of typing on, and the marked one. */;
	readonly paths: readonly string[];
	readonly marked: number;
};

function Paths({paths, marked, width, height}: {readonly paths: readonly string[]; readonly marked: number; readonly width: number; readonly height: number}) {
	const {signs} = useTerminal();
	const {start, end} = windowOf(paths.length, Math.max(0, Math.min(8, height)), Math.max(0, marked));
	return (
		<Lines
			lines={paths
				.slice(start, end)
				.map((path, index) => [
					piece(start + index === marked ? `  ${signs.pointer} ` : '    ', 'accent'),
					piece(truncate(path, width - 4, signs.cut), start + index === marked ? 'accent' : 'dim'),
				])}
		/>
	);
}

/** The control for a question's kind. */
export function FieldInput({field, editor, options, width, height, paths, marked}: FieldInputProps) {
	const placeholder = 'placeholder' in field ? field.placeholder : undefined;
	switch (editor.kind) {
		case 'text':
			return (
				<Box flexDirection="column">
					<TextInput state={editor.text} width={width} placeholder={placeholder} />
					<Paths paths={paths} marked={marked} width={width} height={height - 1} />
				</Box>
			);
		case 'lines':
			return <LinesInput state={editor.lines} width={width} height={height} placeholder={placeholder} />;
		case 'list':
			return (
				<Select
					state={editor.list}
					options={options}
					width={width}
					height={height}
					isMultiple={field.kind === 'choices'}
					helpRows={options.some(({help}) => help !== undefined) ? 2 : 0}
				/>
			);
	}
}
