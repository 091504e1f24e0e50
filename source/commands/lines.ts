// Not through the room's door: a console is made before the first frame, which does not wait for the rest of it.
import type {Line} from '../presentation/line.js';
import {piece, plainText} from '../presentation/line.js';
import {wrapLines} from '../presentation/wrap.js';
import type {Context} from './context.js';

const fitted = (lines: readonly Line[], columns: number | undefined, hang: number): string =>
	(columns === undefined ? lines : wrapLines(lines, columns, hang)).map(plainText).join('\n');

/** Lines as text: broken at blanks where a terminal would break them anywhere, whole where a program reads them. */
export const linesText = (lines: readonly Line[], {terminal}: {readonly terminal: Pick<Context['terminal'], 'columns'>}, hang = 2): string => fitted(lines, terminal.columns, hang);

const listItem = /^ *\d+\. /;

/** The same for prose and numbered lists. */
export const wrapText = (text: string, columns: number | undefined): string =>
	columns === undefined
		? text
		: text
				.split('\n')
				.map((row) => fitted([[piece(row)]], columns, listItem.test(row) ? 3 : 0))
				.join('\n');
