/** Ink's new frame: each row of the one before erased, from the lowest up, then all rows anew. */
const repaint = /^((?:\u001B\[2K(?:\u001B\[1A)?)+)\u001B\[G([\s\S]*\n)$/;

type Size = {readonly columns: number; readonly rows: number};

/**
 * Writes of a whole frame become writes of the rows that are other in it: over a slow link a key is on the screen sooner,
 * and nothing flickers. Ink's own way of doing so loses its place when a frame has more or fewer rows than the one before.
 */
export const makeRepainter = (): {readonly write: (text: string, size: Size) => string; readonly forget: () => void} => {
	let shown: {readonly lines: readonly string[]; readonly size: Size} | undefined;
	return {
		write(text, {columns, rows}) {
			const [, erased = '', frame = ''] = repaint.exec(text) ?? [];
			const before = shown;
			if (text.endsWith('\n')) {
				shown = {lines: (frame === '' ? text : frame).split('\n'), size: {columns, rows}};
			} else if (text.includes('\u001B[2K')) {
				shown = undefined;
			}

			const count = erased.split('\u001B[2K').length - 1;
			// A terminal of another size has laid out the old rows anew, in its own way.
			if (frame === '' || before === undefined || shown === undefined || count !== before.lines.length || before.size.columns !== columns || before.size.rows !== rows) {
				return text;
			}

			const [old, wanted] = [before.lines, shown.lines];
			const up = old.length > 1 ? `\u001B[${old.length - 1}A` : '';
			const lines = wanted.slice(0, -1).map((line, index) => (index < old.length - 1 && line === old[index] ? '\n' : `\u001B[2K${line}\n`));
			return `${up}\r${lines.join('')}${wanted.length < old.length ? '\u001B[J' : ''}`;
		},
		forget() {
			shown = undefined;
		},
	};
};
