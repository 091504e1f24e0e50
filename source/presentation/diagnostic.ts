import type {Diagnostic, Severity} from '../diagnostics/index.js';
import {display} from '../diagnostics/index.js';
import type {Line, Role} from './line.js';
import {piece} from './line.js';

const looks: Readonly<Record<Severity, {readonly word: string; readonly role: Role}>> = {
	error: {word: 'Error', role: 'bad'},
	warning: {word: 'Warning', role: 'warning'},
	note: {word: 'Note', role: 'dim'},
};

/** What is wrong, where, and what would be right. The severity is a word, so that it shows without colour. */
export const diagnosticLines = ({severity, message, hint, span}: Diagnostic): readonly Line[] => {
	const {word, role} = looks[severity];
	// A message that names its line by itself has said enough.
	const where = span === undefined || message.startsWith(`Line ${span.start.line}:`) ? '' : ` (line ${span.start.line} column ${span.start.column})`;
	return [[piece(`${word}: `, role), piece(`${display(message)}${where}`)], ...(hint === undefined ? [] : [[piece(`  ${display(hint)}`, 'dim')]])];
};
