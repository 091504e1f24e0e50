const named: Readonly<Record<string, string>> = {'"': '\\"', '\\': '\\\\', $: '\\$', '\n': '\\n', '\r': '\\r', '\t': '\\t'};

const hex = (byte: number): string => `\\${byte.toString(16).toUpperCase().padStart(2, '0')}`;

const escapeCharacter = (character: string): string => {
	const known = named[character];
	if (known !== undefined) {
		return known;
	}

	const code = character.codePointAt(0) ?? 0;
	if (code >= 0xdc80 && code <= 0xdcff) {
		return hex(code - 0xdc00);
	}

	return [...new TextEncoder().encode(character)].map(hex).join('');
};

/**
 * What stands between the quotes of a string. Bytes that were no UTF-8 (comments typed under a Windows code page) are
 * held as U+DC80 to U+DCFF and come out as they were; any other lone surrogate becomes U+FFFD.
 */
export const escapeText = (value: string): string => value.replace(/["\\$]|[^ -~]/gu, escapeCharacter);

/** The value in quotes, whatever it holds: nothing inside can end the string or be evaluated. */
export const quoteString = (value: string): string => `"${escapeText(value)}"`;

// Exported without quotes, by public exports of 7.x: `!LAN`, `a,b,c`, `fe80::/10`, `192.168.88.10-192.168.88.254`, `sfpplus2<-MDF-AGG-1->sfpplus2`.
const plain = /^!?(?!!)[!%&*+,\-./\w:<>@^|~]+$/;

/** A value as an export writes it: bare where that is safe, else quoted. */
export const quote = (value: string): string => (plain.test(value) ? value : quoteString(value));

const sequenceLength = (byte: number): number => (byte < 0x80 ? 1 : byte >= 0xc2 && byte < 0xe0 ? 2 : byte >= 0xe0 && byte < 0xf0 ? 3 : byte >= 0xf0 && byte < 0xf5 ? 4 : 0);

const strict = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true});

/** Bytes written as `\D0\9E`: UTF-8 where they are, U+DC80 to U+DCFF where they are not. */
export const decodeBytes = (bytes: readonly number[]): string => {
	let text = '';
	for (let index = 0; index < bytes.length; ) {
		const first = bytes[index] ?? 0;
		const length = sequenceLength(first);
		const sequence = Uint8Array.from(bytes.slice(index, index + length));
		let decoded: string | undefined;
		try {
			decoded = length > 0 && sequence.length === length ? strict.decode(sequence) : undefined;
		} catch {
			decoded = undefined;
		}

		text += decoded ?? String.fromCharCode(0xdc00 + first);
		index += decoded === undefined ? 1 : length;
	}

	return text;
};
