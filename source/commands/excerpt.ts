import type {Span} from '../diagnostics/index.js';
import {display} from '../diagnostics/index.js';

const around = 60;

/** The place in a text: its line (the part around the column, where it is long), and a caret below. */
export const excerpt = (text: string, {start}: Span): readonly string[] => {
	const lineStart = text.lastIndexOf('\n', start.offset - 1) + 1;
	const lineEnd = text.indexOf('\n', start.offset);
	const from = Math.max(lineStart, start.offset - around);
	const to = Math.min(lineEnd === -1 ? text.length : lineEnd, start.offset + around);
	const number = String(start.line);
	const before = display(text.slice(from, start.offset));
	const after = display(text.slice(start.offset, to).replace(/\r$/, ''));
	const cut = from > lineStart ? '…' : '';
	return [`  ${number} | ${cut}${before}${after}`, `  ${' '.repeat(number.length)} | ${' '.repeat(cut.length + before.length)}^`];
};
