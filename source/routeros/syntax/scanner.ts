import type {Diagnostic, Position, Span} from '../../diagnostics/index.js';
import {error} from '../../diagnostics/index.js';
import {alphanumeric, bareEnd, has} from './characters.js';
import {decodeBytes} from './quote.js';

/** Leaves the recursive descent; `parse` turns it into a result. Never crosses the door of this room. */
export class SyntaxFailure extends Error {
	readonly diagnostic: Diagnostic;

	constructor(diagnostic: Diagnostic) {
		super(diagnostic.message);
		this.diagnostic = diagnostic;
	}
}

const code = {tab: 9, newline: 10, return: 13, space: 32, quote: 34, dollar: 36, backslash: 92} as const;

// Swept byte by byte on 7.23.3; everything else after a backslash is an error, lower-case hexadecimal too.
const escapes: Readonly<Record<string, string>> = {'"': '"', '\\': '\\', n: '\n', r: '\r', t: '\t', $: '$', _: ' ', '?': '?', a: '\u0007', b: '\b', f: '\f', v: '\v'};

const hexPair = /[\dA-F]{2}/y;

/** Characters, lines and columns; joins physical lines as it goes. */
export class Scanner {
	protected readonly text: string;
	protected offset = 0;
	private line = 1;
	private lineStart = 0;
	private readonly ascii: boolean;
	private counted = 0;
	private countedBytes = 0;

	constructor(text: string) {
		this.text = text;
		this.ascii = !/[^\0-\u007F]/.test(text);
		if (text.charCodeAt(0) === 0xfeff) {
			this.offset = 1;
			this.lineStart = 1;
			this.counted = 1;
		}
	}

	protected here(): Position {
		return {offset: this.offset, line: this.line, column: (this.ascii ? this.offset - this.lineStart : this.bytes()) + 1};
	}

	protected span(start: Position): Span {
		return {start, end: this.here()};
	}

	protected fail(message: string, start: Position = this.here()): never {
		throw new SyntaxFailure(error('syntax', message, {span: this.span(start)}));
	}

	protected at(character: string): boolean {
		return this.text.startsWith(character, this.offset);
	}

	protected peek(ahead = 0): number {
		return this.text.charCodeAt(this.offset + ahead);
	}

	protected atEnd(): boolean {
		return this.offset >= this.text.length;
	}

	/** Passes blanks and joined lines, and line ends too where they mean nothing. Tells whether there were any. */
	protected blanks(lines: boolean): boolean {
		const start = this.offset;
		for (;;) {
			const next = this.peek();
			if (next === code.space || next === code.tab) {
				this.offset++;
			} else if (lines && (next === code.newline || next === code.return)) {
				this.lineEnd();
			} else if (next !== code.backslash || !this.joinedLine()) {
				return this.offset > start;
			}
		}
	}

	/** Passes one line end: LF, CRLF or CR. */
	protected lineEnd(): void {
		this.offset += this.peek() === code.return && this.peek(1) === code.newline ? 2 : 1;
		this.line++;
		this.lineStart = this.offset;
		this.counted = this.offset;
		this.countedBytes = 0;
	}

	/** A run of characters that need no quotes, across joined lines; empty when there is none. */
	protected run(end: number = bareEnd): string {
		let run = '';
		for (;;) {
			const start = this.offset;
			let next = this.peek();
			while (this.offset < this.text.length && !has(next, end)) {
				next = this.text.charCodeAt(++this.offset);
			}

			const part = this.text.slice(start, this.offset);
			if (next !== code.backslash || !this.joinedLine()) {
				return run === '' ? part : run + part;
			}

			run += part;
		}
	}

	/** Letters and digits: what a variable may be called without quotes. */
	protected plainVariable(): string {
		const start = this.offset;
		while (has(this.peek(), alphanumeric)) {
			this.offset++;
		}

		return this.text.slice(start, this.offset);
	}

	/** Plain text up to a closing quote or a `$` that starts something; stands on that character afterwards. */
	protected stringPart(): string {
		let part = '';
		let bytes: number[] = [];
		for (;;) {
			const start = this.offset;
			let next = this.peek();
			while (this.offset < this.text.length && next !== code.quote && next !== code.backslash && next !== code.dollar && next !== code.newline && next !== code.return) {
				next = this.text.charCodeAt(++this.offset);
			}

			if (bytes.length > 0 && (this.offset > start || next !== code.backslash)) {
				part += decodeBytes(bytes);
				bytes = [];
			}

			part += this.text.slice(start, this.offset);
			if (this.atEnd()) {
				return this.fail('syntax error');
			}

			if (next === code.quote || (next === code.dollar && this.startsInterpolation())) {
				return part;
			}

			if (next === code.dollar) {
				part += '$';
				this.offset++;
			} else if (next !== code.backslash) {
				const from = this.offset;
				this.lineEnd();
				part += this.text.slice(from, this.offset);
			} else {
				const byte = this.hexByte();
				const escaped = byte === undefined ? this.escape() : undefined;
				if (byte !== undefined) {
					bytes.push(byte);
				} else if (escaped !== undefined) {
					part += decodeBytes(bytes) + escaped;
					bytes = [];
				}
			}
		}
	}

	private startsInterpolation(): boolean {
		const next = this.peek(1);
		return has(next, alphanumeric) || next === 40 || next === 91;
	}

	private hexByte(): number | undefined {
		hexPair.lastIndex = this.offset + 1;
		const pair = hexPair.exec(this.text)?.[0];
		if (pair === undefined) {
			return undefined;
		}

		this.offset += 3;
		return Number.parseInt(pair, 16);
	}

	/** The character an escape stands for; undefined for a joined line, which may split the bytes of one character. */
	private escape(): string | undefined {
		const start = this.here();
		const known = escapes[this.text.charAt(this.offset + 1)];
		if (known !== undefined) {
			this.offset += 2;
			return known;
		}

		// A backslash before blanks or a line end continues the string and swallows them.
		const next = this.peek(1);
		if (next !== code.space && next !== code.tab && next !== code.newline && next !== code.return) {
			return this.fail('syntax error', start);
		}

		this.offset++;
		let lines = 0;
		for (;;) {
			const blank = this.peek();
			if (blank === code.space || blank === code.tab) {
				this.offset++;
			} else if ((blank === code.newline || blank === code.return) && lines++ === 0) {
				this.lineEnd();
			} else {
				return undefined;
			}
		}
	}

	/** `\`, line end, blanks: the next physical line goes on with this one. */
	private joinedLine(): boolean {
		const next = this.peek(1);
		if (next !== code.newline && next !== code.return) {
			return false;
		}

		this.offset++;
		this.lineEnd();
		while (this.peek() === code.space || this.peek() === code.tab) {
			this.offset++;
		}

		return true;
	}

	private bytes(): number {
		for (; this.counted < this.offset; this.counted++) {
			const unit = this.text.charCodeAt(this.counted);
			// The four bytes of a pair are counted as two for each half.
			this.countedBytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 2 : 3;
		}

		return this.countedBytes;
	}
}
