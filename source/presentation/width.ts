import stringWidth from 'string-width';

/** Columns that a text takes on a terminal: wide characters count two, combining ones none. The measure Ink itself uses. */
export const textWidth = (text: string): number => stringWidth(text);

let segmenter: Intl.Segmenter | undefined;

/** Made at first need: loading the rules of Unicode takes time that the first frame does not have. */
const characters = (): Intl.Segmenter => {
	segmenter ??= new Intl.Segmenter(undefined, {granularity: 'grapheme'});
	return segmenter;
};

const ascii = /^[\u0020-\u007E]*$/;

/** What a person sees as characters: never cuts a pair of surrogates or an accent from its letter. */
export const graphemes = (text: string): readonly string[] => (ascii.test(text) ? [...text] : Array.from(characters().segment(text), ({segment}) => segment));

/** As much of a text as fits into `width` columns. */
export const fitting = (text: string, width: number): string => {
	let used = 0;
	let fits = '';
	for (const grapheme of graphemes(text)) {
		used += textWidth(grapheme);
		if (used > width) {
			break;
		}

		fits += grapheme;
	}

	return fits;
};

/** Cuts a text to `width` columns; `mark` says that something was left out. */
export const truncate = (text: string, width: number, mark = '…'): string =>
	textWidth(text) <= width ? text : `${fitting(text, Math.max(0, width - textWidth(mark)))}${fitting(mark, width)}`;

/** Fills up with blanks to `width` columns. */
export const padEnd = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - textWidth(text)));
