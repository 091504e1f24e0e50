import {isBare} from './characters.js';
import {quoteString} from './quote.js';

/** Columns of a physical line, its `\` included. */
const width = 79;
/** The end of what may be followed by a blank and a `\`. */
const tokenEnd = width - 2;
/** The end of what is broken inside quotes, where the `\` follows at once. */
const textEnd = width - 1;
const indent = '    ';

// One character of a string as it is written: an escape is never torn apart.
const unit = /\\[\dA-F]{2}|\\.|./gs;

// Not the `n` behind an escaped backslash.
const newline = /(?<!\\)(?:\\\\)*\\n/;

/** A physical line being filled. */
class Lines {
	private readonly done: string[] = [];
	private current = '';

	get column(): number {
		return this.current.length;
	}

	add(text: string): void {
		this.current += text;
	}

	break(): void {
		this.done.push(`${this.current}\\`);
		this.current = indent;
	}

	finish(): string {
		return [...this.done, this.current].join('\n');
	}
}

/** Blanks part the tokens, but not inside quotes, and not inside code, which is kept as it was written. */
const tokens = (line: string): readonly string[] => {
	const found: string[] = [];
	let start = 0;
	let quoted = false;
	let braces = 0;
	for (let index = 0; index < line.length; index++) {
		const character = line[index];
		if (quoted && character === '\\') {
			index++;
		} else if (character === '"') {
			quoted = !quoted;
		} else if (!quoted && (character === '{' || character === '}')) {
			braces += character === '{' ? 1 : -1;
		} else if (character === ' ' && !quoted && braces <= 0) {
			found.push(line.slice(start, index));
			start = index + 1;
		}
	}

	return [...found, line.slice(start)];
};

const argument = /^([\w.-]+=)(.+)$/s;

/** What may be torn inside quotes: a constant string, or a long bare value, which then gets quotes as the router gives it. */
const tearable = (value: string): string | undefined => {
	if (isBare(value.replace(/^!/, ''))) {
		return value.length + indent.length > tokenEnd ? quoteString(value) : undefined;
	}

	const constant = /^"(?:[^"\\$]|\\.)*"$/s.test(value);
	return constant && (value.length + indent.length > tokenEnd || newline.test(value)) ? value : undefined;
};

const addTorn = (lines: Lines, value: string): void => {
	const units = value.match(unit) ?? [];
	for (const [index, part] of units.entries()) {
		const last = index === units.length - 1;
		if ((part === '\\n' && index > 0) || lines.column + part.length > (last ? tokenEnd : textEnd)) {
			lines.break();
			lines.add(part === ' ' ? '\\_' : part);
		} else {
			lines.add(part);
		}
	}
};

const addToken = (lines: Lines, token: string): void => {
	const [, name = '', value = token] = argument.exec(token) ?? [];
	const separator = lines.column > 0 ? ' ' : '';
	const torn = tearable(value);
	const head = name === '' && torn === undefined ? value : name;
	if (lines.column > 0 && lines.column + separator.length + head.length > tokenEnd) {
		lines.add(separator);
		lines.break();
		lines.add(head);
	} else {
		lines.add(separator + head);
	}

	if (head === value && torn === undefined) {
		return;
	}

	if (torn !== undefined) {
		addTorn(lines, torn);
	} else if (lines.column + value.length > tokenEnd && lines.column > indent.length) {
		lines.break();
		lines.add(value);
	} else {
		lines.add(value);
	}
};

/**
 * One logical line as the router's export lays it out in 79 columns: broken after a blank, behind `name=`, or inside a
 * string; a long value without quotes gets them. Lines that hold line breaks already (code) stay as they are.
 */
export const wrapLine = (line: string): string => {
	if (line.length <= tokenEnd && !newline.test(line)) {
		return line;
	}

	if (/[\r\n]/.test(line)) {
		return line;
	}

	const lines = new Lines();
	for (const token of tokens(line)) {
		addToken(lines, token);
	}

	return lines.finish();
};
