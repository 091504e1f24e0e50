const unsafe =
	/[\u0000-\u001F\u007F-\u009F\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

const named: Readonly<Record<string, string>> = {'\n': '\\n', '\r': '\\r', '\t': '\\t'};

/**
 * Foreign text (from a router, a file, a flag) made safe to show on one line: control characters, bidirectional
 * overrides, invisible characters and lone surrogates become escapes, so that nothing can move the cursor or lie.
 */
export const display = (text: string): string => text.replace(unsafe, (character) => named[character] ?? `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`);

/** The same for text of several lines: line breaks and tabs stay. */
export const displayLines = (text: string): readonly string[] => text.split(/\r?\n/).map((line) => display(line.replaceAll('\t', '    ')));
