import type {Schema} from '../../routeros/schema/index.js';

/** The word of a list that is meant: itself, or the only one that begins so. */
export const pick = (word: string, known: readonly string[]): string | undefined => {
	if (known.includes(word)) {
		return word;
	}

	const found = known.filter((name) => name.startsWith(word));
	return word !== '' && found.length === 1 ? found[0] : undefined;
};

export const parentOf = (menu: string): string => menu.slice(0, Math.max(0, menu.lastIndexOf('/')));

/** The menu that a line of menu words alone leads to: `/ip address`, `..`, `/`; undefined when the line says more. */
export const menuOfLine = (schema: Schema, current: string, line: string): string | undefined => {
	const text = line.trim();
	let menu = text.startsWith('/') ? '' : current;
	for (const word of text.split(/[\s/]+/).filter((part) => part !== '')) {
		if (word === '..') {
			menu = parentOf(menu);
			continue;
		}

		const found = pick(word, schema.submenus(menu));
		if (found === undefined || pick(word, [...schema.submenus(menu), ...schema.commands(menu)]) !== found) {
			return undefined;
		}

		menu = `${menu}/${found}`;
	}

	return text === '' ? undefined : menu;
};
