/** What a key press does to the line being typed. */
export type Edit = {readonly text: string; readonly cursor: number};

export type Key =
	| {readonly kind: 'text'; readonly text: string}
	| {readonly kind: 'enter' | 'interrupt' | 'end' | 'up' | 'down' | 'left' | 'right' | 'home' | 'line-end' | 'erase' | 'delete' | 'kill' | 'repaint' | 'answer' | 'other'};

const control: Readonly<Record<string, Exclude<Key['kind'], 'text'>>> = {
	'\r': 'enter',
	'\n': 'enter',
	'\u0001': 'home',
	'\u0002': 'left',
	'\u0003': 'interrupt',
	'\u0004': 'end',
	'\u0005': 'line-end',
	'\u0006': 'right',
	'\u0008': 'erase',
	'\u000C': 'repaint',
	'\u000E': 'down',
	'\u0010': 'up',
	'\u0015': 'kill',
	'\u007F': 'erase',
};

const sequences: readonly (readonly [RegExp, Exclude<Key['kind'], 'text'>])[] = [
	[/^\u001B\[A/, 'up'],
	[/^\u001B\[B/, 'down'],
	[/^\u001B\[C/, 'right'],
	[/^\u001B\[D/, 'left'],
	[/^\u001B\[(?:H|1~)/, 'home'],
	[/^\u001B\[(?:F|4~)/, 'line-end'],
	[/^\u001B\[3~/, 'delete'],
	// Answers of a terminal that was asked who and how big it is.
	[/^\u001B\[[\d;?]*[Rc]/, 'answer'],
	[/^\u001B\/Z/, 'answer'],
	[/^\u001B\[[\d;?]*[ -/]*[@-~]/, 'other'],
	[/^\u001B[^[]/, 'other'],
];

/** Takes the first key off what came in; undefined when it is not complete yet. `\r\n` is one Enter. */
export const takeKey = (input: string): {readonly key: Key; readonly rest: string} | undefined => {
	const first = input.slice(0, 1);
	if (first === '\u001B') {
		for (const [pattern, kind] of sequences) {
			const match = pattern.exec(input);
			if (match !== null) {
				return {key: {kind}, rest: input.slice(match[0].length)};
			}
		}

		return undefined;
	}

	const kind = control[first];
	if (kind !== undefined) {
		return {key: {kind}, rest: input.slice(input.startsWith('\r\n') ? 2 : 1)};
	}

	const text = /^[^\u0000-\u001F\u007F]+/.exec(input)?.[0];
	return text === undefined ? {key: {kind: 'other'}, rest: input.slice(1)} : {key: {kind: 'text', text}, rest: input.slice(text.length)};
};

const last = (text: string): number => (/[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text) ? 2 : 1);

/** The line after a key that edits it. */
export const edit = ({text, cursor}: Edit, key: Key): Edit => {
	switch (key.kind) {
		case 'text':
			return {text: text.slice(0, cursor) + key.text + text.slice(cursor), cursor: cursor + key.text.length};
		case 'erase': {
			const width = last(text.slice(0, cursor));
			return cursor === 0 ? {text, cursor} : {text: text.slice(0, cursor - width) + text.slice(cursor), cursor: cursor - width};
		}

		case 'delete':
			return {text: text.slice(0, cursor) + text.slice(cursor + 1), cursor};
		case 'kill':
			return {text: text.slice(cursor), cursor: 0};
		case 'left':
			return {text, cursor: Math.max(0, cursor - 1)};
		case 'right':
			return {text, cursor: Math.min(text.length, cursor + 1)};
		case 'home':
			return {text, cursor: 0};
		case 'line-end':
			return {text, cursor: text.length};
		default:
			return {text, cursor};
	}
};
