import type {Field} from '../../scenario/types.js';
import {LinesInput} from '../components/lines-input/index.js';
import type {Option} from '../components/select/index.js';
import {Select} from '../components/select/index.js';
import {TextInput} from '../components/text-input/index.js';
import type {Editor} from './editor.js';

export type FieldInputProps = {readonly field: Field; readonly editor: Editor; readonly options: readonly Option[]; readonly width: number; readonly height: number};

/** The control for a question's kind. */
export function FieldInput({field, editor, options, width, height}: FieldInputProps) {
	const placeholder = 'placeholder' in field ? field.placeholder : undefined;
	switch (editor.kind) {
		case 'text':
			return <TextInput state={editor.text} width={width} placeholder={placeholder} />;
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
