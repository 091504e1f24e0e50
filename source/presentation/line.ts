/** What a piece of text is, not how it looks: the theme of the terminal decides that. */
export type Role =
	| 'plain'
	| 'dim'
	| 'strong'
	| 'heading'
	| 'good'
	| 'warning'
	| 'bad'
	| 'added'
	| 'changed'
	| 'removed'
	| 'menu'
	| 'verb'
	| 'name'
	| 'value'
	| 'comment'
	| 'key'
	| 'accent';

export type Piece = {readonly text: string; readonly role: Role};

/** One line of output. Terminal, plain output and pictures for the README show the same lines. */
export type Line = readonly Piece[];

export const piece = (text: string, role: Role = 'plain'): Piece => ({text, role});

export const plainText = (line: Line): string => line.map(({text}) => text).join('');

/** One of several sentences. */
export const bullet = (text: string): Line => [piece('  • ', 'accent'), piece(text)];
