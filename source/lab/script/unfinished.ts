const closers: Readonly<Record<string, string>> = {'{': '}', '[': ']', '(': ')'};

/** What a text still leaves open, in the form that the continuation prompt shows it: brackets, an open string, a `\` at the end. Empty for a whole text. */
export const unfinished = (text: string): string => {
	const open: string[] = [];
	let quoted = false;
	let startsStatement = true;
	for (let index = 0; index < text.length; index++) {
		const character = text[index] ?? '';
		if (character === '\\') {
			if (index === text.length - 1) {
				return `${open.join('')}${quoted ? '"' : ''}\\`;
			}

			index += 1;
		} else if (quoted) {
			quoted = character !== '"';
		} else if (character === '"') {
			quoted = true;
		} else if (character === '#' && startsStatement) {
			const end = text.indexOf('\n', index);
			index = end < 0 ? text.length : end;
		} else if (closers[character] !== undefined) {
			open.push(character);
		} else if (/[)\]}]/.test(character)) {
			// A bracket that closes nothing is for the parser to complain about.
			if (closers[open.pop() ?? ''] !== character) {
				return '';
			}
		}

		startsStatement = /[\s;{[]/.test(character) && (startsStatement || /[\n;{[]/.test(character));
	}

	return `${open.join('')}${quoted ? '"' : ''}`;
};
