import type {Schema} from '../../routeros/schema/index.js';
import type {Command, Word} from '../../routeros/syntax/index.js';

export type Resolved =
	/** Words that only go to a menu. */
	| {readonly kind: 'menu'; readonly menu: string}
	| {readonly kind: 'verb'; readonly menu: string; readonly verb: string; readonly used: number}
	| {readonly kind: 'unknown-menu'; readonly menu: string; readonly word: Word}
	| {readonly kind: 'unknown-command'; readonly menu: string; readonly word: Word};

/** The word that was meant: itself, or the only known one that begins with it (the console takes both). */
export const complete = (word: string, known: readonly string[]): string | undefined => {
	if (known.includes(word)) {
		return word;
	}

	const [only, ...more] = known.filter((candidate) => candidate.startsWith(word));
	return more.length === 0 ? only : undefined;
};

const parentOf = (menu: string): string => menu.slice(0, Math.max(0, menu.lastIndexOf('/')));

/** Finds menu and verb of a command that stands in `current` (`''` is the root). */
export const resolve = (schema: Schema, command: Command, current: string): Resolved => {
	let menu = command.sigil === '' ? current : '';
	for (const [index, item] of command.items.entries()) {
		if (item.kind !== 'word') {
			return {kind: 'menu', menu};
		}

		if (item.text === '..') {
			menu = parentOf(menu);
			continue;
		}

		const verb = complete(item.text, schema.commands(menu));
		const submenu = complete(item.text, schema.submenus(menu));
		if (submenu !== undefined && (submenu === item.text || verb !== item.text)) {
			menu = `${menu}/${submenu}`;
			continue;
		}

		if (verb !== undefined) {
			return {kind: 'verb', menu, verb, used: index + 1};
		}

		// Words of the language work in every menu, without their colon too.
		const global = command.sigil === '' ? complete(item.text, schema.commands('')) : undefined;
		if (index === 0 && global !== undefined) {
			return {kind: 'verb', menu: '', verb: global, used: 1};
		}

		// More words behind it, or nothing but words from the root: it was meant to be a menu.
		const isMenu = command.items.slice(index + 1).some(({kind}) => kind === 'word') || (command.sigil === '/' && index === command.items.length - 1);
		return {kind: isMenu ? 'unknown-menu' : 'unknown-command', menu, word: item};
	}

	return {kind: 'menu', menu};
};
