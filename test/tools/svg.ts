import type {Cell} from '../helpers/terminal.js';

const palette = [
	'#3b4252',
	'#e06c75',
	'#98c379',
	'#e5c07b',
	'#61afef',
	'#c678dd',
	'#56b6c2',
	'#d8dee9',
	'#7f848e',
	'#ef8a92',
	'#b5e890',
	'#f0d399',
	'#82c4ff',
	'#d8a0ee',
	'#7ed3df',
	'#ffffff',
];
const background = '#1e222a';
const foreground = '#d8dee9';
const cellWidth = 8.4;
const lineHeight = 18;
const padding = 14;

const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const styleOf = ({color, bold, dim, inverse}: Cell): string =>
	[`fill="${inverse ? background : color === undefined ? foreground : (palette[color] ?? foreground)}"`, bold ? 'font-weight="bold"' : '', dim ? 'opacity="0.6"' : '']
		.filter(Boolean)
		.join(' ');

const isBlank = (row: readonly Cell[]): boolean => row.every(({text, inverse}) => text.trim() === '' && !inverse);

/** A frame of a terminal as a picture: one text element a run of equal cells, at its exact column. */
export const svgOf = (cells: readonly (readonly Cell[])[], title: string): string => {
	const last = cells.findLastIndex((row) => !isBlank(row));
	const rows = cells.slice(0, last + 1);
	const columns = Math.max(...rows.map((row) => row.length));
	const width = Math.ceil(columns * cellWidth + padding * 2);
	const height = rows.length * lineHeight + padding * 2 + 24;
	const parts: string[] = [];
	for (const [index, row] of rows.entries()) {
		const y = padding + 24 + index * lineHeight + 13;
		let column = 0;
		while (column < row.length) {
			const style = styleOf(row[column] ?? {text: ' ', color: undefined, bold: false, dim: false, inverse: false});
			const start = column;
			let text = '';
			while (column < row.length) {
				const cell = row[column];
				if (cell === undefined || styleOf(cell) !== style) {
					break;
				}

				text += cell.text;
				column++;
			}

			const x = (padding + start * cellWidth).toFixed(1);
			if (row[start]?.inverse === true) {
				parts.push(`<rect x="${x}" y="${y - 13}" width="${((column - start) * cellWidth).toFixed(1)}" height="${lineHeight}" fill="${foreground}"/>`);
			}

			if (text.trim() !== '') {
				parts.push(`<text x="${x}" y="${y}" ${style} textLength="${((column - start) * cellWidth).toFixed(1)}" xml:space="preserve">${escapeXml(text)}</text>`);
			}
		}
	}

	return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeXml(title)}" font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14">
<rect width="100%" height="100%" rx="8" fill="${background}"/>
<circle cx="18" cy="16" r="5" fill="#e06c75"/><circle cx="36" cy="16" r="5" fill="#e5c07b"/><circle cx="54" cy="16" r="5" fill="#98c379"/>
${parts.join('\n')}
</svg>
`;
};
