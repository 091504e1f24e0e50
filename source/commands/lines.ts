import type {Line} from '../presentation/index.js';
import {piece, plainText, wrapLines} from '../presentation/index.js';
import type {Context} from './context.js';

/** Lines as text: broken at blanks where a terminal would break them anywhere, whole where a program reads them. */
export const linesText = (lines: readonly Line[], {terminal}: Pick<Context, 'terminal'>, hang = 2): string => {
	const {columns} = terminal;
	return (columns === undefined ? lines : wrapLines(lines, columns, hang)).map(plainText).join('\n');
};

const listItem = /^ *\d+\. /;

/** The same for prose and numbered lists. */
export const wrapText = (text: string, context: Pick<Context, 'terminal'>): string =>
	text
		.split('\n')
		.map((row) => linesText([[piece(row)]], context, listItem.test(row) ? 3 : 0))
		.join('\n');
