/** ASCII characters as flags, so that the scanner looks each one up once. */
export const bareEnd = 1;
export const commandEnd = 2;
export const alphanumeric = 4;
export const valueEnd = 8;

const flags = new Uint8Array(128);

const mark = (characters: string, flag: number): void => {
	for (const character of characters) {
		const code = character.charCodeAt(0);
		flags[code] = (flags[code] ?? 0) | flag;
	}
};

const letters = 'abcdefghijklmnopqrstuvwxyz';
mark(`${letters}${letters.toUpperCase()}0123456789`, alphanumeric);
mark('\r\n;]})', commandEnd);
mark(' ;"[](){}$=\\\u007F', bareEnd | valueEnd);
for (let control = 0; control < 32; control++) {
	mark(String.fromCharCode(control), bareEnd | valueEnd);
}

// Inside a condition these are operators; elsewhere they may stand in a bare word (`name=sfpplus2<-MDF-1->sfpplus3`).
mark('<>~&|', valueEnd);

export const has = (code: number, flag: number): boolean => code < 128 && ((flags[code] ?? 0) & flag) !== 0;

export const isName = (text: string): boolean => /^[\w.-]+$/.test(text);

/** What a variable may be called without quotes: `_` and `-` end it. */
export const isPlainVariable = (name: string): boolean => /^[A-Za-z\d]+$/.test(name);

/** Can stand without quotes as a value: nothing in it ends a word. */
export const isBare = (text: string): boolean => /^(?![!'])[^\0- "$;=[\](){}\\\u007F-\u009F]+$/.test(text);

/** Can stand without quotes on its own, where `*1A` is an id and `#` a comment. */
export const isWord = (text: string): boolean => isBare(text) && !/^[#*]/.test(text);
