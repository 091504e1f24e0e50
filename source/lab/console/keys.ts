type Plain =
	| 'enter'
	| 'interrupt'
	| 'end'
	| 'up'
	| 'down'
	| 'left'
	| 'right'
	| 'home'
	| 'line-end'
	| 'erase'
	| 'delete'
	| 'kill'
	| 'kill-end'
	| 'repaint'
	| 'tab'
	| 'help'
	| 'safe-mode'
	| 'hotlock'
	/** Looks for a line typed before. */
	| 'search'
	/** A terminal says what it is. */
	| 'answer'
	/** A terminal says that it is a VT52, as some scripts do to be left alone. */
	| 'vt52'
	| 'other';

export type Key =
	| {readonly kind: 'text'; readonly text: string}
	/** Where a terminal says that its cursor is. */
	| {readonly kind: 'position'; readonly row: number; readonly column: number}
	| {readonly kind: Plain};

const control: Readonly<Record<string, Plain>> = {
	'\r': 'enter',
	'\n': 'enter',
	'\t': 'tab',
	'\u0001': 'home',
	'\u0002': 'left',
	'\u0003': 'interrupt',
	'\u0004': 'end',
	'\u0005': 'line-end',
	'\u0006': 'right',
	'\u0008': 'erase',
	'\u000B': 'kill-end',
	'\u000C': 'repaint',
	'\u000E': 'down',
	'\u0010': 'up',
	'\u0012': 'search',
	'\u0015': 'kill',
	'\u0018': 'safe-mode',
	'\u007F': 'erase',
};

const sequences: readonly (readonly [RegExp, Plain])[] = [
	[/^\u001B[[O]A/, 'up'],
	[/^\u001B[[O]B/, 'down'],
	[/^\u001B[[O]C/, 'right'],
	[/^\u001B[[O]D/, 'left'],
	[/^\u001B(?:[[O]H|\[1~)/, 'home'],
	[/^\u001B(?:[[O]F|\[4~)/, 'line-end'],
	[/^\u001B\[3~/, 'delete'],
	[/^\u001B(?:OP|\[11~|\[\[A)/, 'help'],
	[/^\u001B(?:OR|\[13~|\[\[C)/, 'search'],
	[/^\u001B(?:OS|\[14~|\[\[D)/, 'safe-mode'],
	[/^\u001B(?:\[15~|\[\[E)/, 'repaint'],
	[/^\u001B\[18~/, 'hotlock'],
	[/^\u001B\[[\d;?]*c/, 'answer'],
	[/^\u001B\/Z/, 'vt52'],
	[/^\u001B\[\[[A-E]/, 'other'],
	[/^\u001B\[[\d;?]*[ -/]*[@-Z\\-~]/, 'other'],
	[/^\u001B[O/][ -~]/, 'other'],
	[/^\u001B[^[O/\u0000-\u001F]/, 'other'],
];

/** The beginning of a sequence. */
const begun = /^\u001B(?:\[\[|\[[\d;?]*[ -/]*|[O/])?/;

const position = /^\u001B\[(\d+);(\d+)R/;

const takeSequence = (input: string): {readonly key: Key; readonly rest: string} | undefined => {
	const at = position.exec(input);
	if (at !== null) {
		return {key: {kind: 'position', row: Number(at[1]), column: Number(at[2])}, rest: input.slice(at[0].length)};
	}

	for (const [pattern, kind] of sequences) {
		const match = pattern.exec(input);
		if (match !== null) {
			return {key: {kind}, rest: input.slice(match[0].length)};
		}
	}

	// What cannot become a sequence any more is none: a console that waited for its end would be deaf.
	const [start = ''] = begun.exec(input) ?? [];
	return start === input ? undefined : {key: {kind: 'other'}, rest: input.slice(start.length)};
};

/** Takes the first key off what came in; undefined when it is not complete yet. `\r\n` is one Enter. */
export const takeKey = (input: string): {readonly key: Key; readonly rest: string} | undefined => {
	const first = input.slice(0, 1);
	if (first === '\u001B') {
		return takeSequence(input);
	}

	const kind = control[first];
	if (kind !== undefined) {
		return {key: {kind}, rest: input.slice(input.startsWith('\r\n') ? 2 : 1)};
	}

	const text = /^[^\u0000-\u001F\u007F]+/.exec(input)?.[0];
	return text === undefined ? {key: {kind: 'other'}, rest: input.slice(1)} : {key: {kind: 'text', text}, rest: input.slice(text.length)};
};
