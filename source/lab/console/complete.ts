import type {Argument, Schema} from '../../routeros/schema/index.js';
import {parentOf, pick} from './menu.js';

/** What could stand at the cursor. */
export type Choice = {readonly text: string; readonly note: string /** Goes behind the word when it is the only one. */; readonly tail: string};

export type Completion = {
	/** The part of a word that is there already. */
	readonly typed: string;
	readonly choices: readonly Choice[];
};

/** What the schema cannot know: names of things on this router. */
export type Names = {
	/** Values that an argument may have here. */
	values(menu: string, argument: Argument): readonly string[];
	/** Rows that can be named. */
	rows(menu: string): readonly string[];
};

/** Where the innermost unfinished statement of a text begins: behind the last `;`, `{`, `[` or line end that is not in a string. */
const statementOf = (text: string): string => {
	let quoted = false;
	const starts: number[] = [0];
	for (let index = 0; index < text.length; index++) {
		const character = text[index] ?? '';
		if (character === '\\') {
			index += 1;
		} else if (character === '"') {
			quoted = !quoted;
		} else if (!quoted && (character === '{' || character === '[')) {
			starts.push(index + 1);
		} else if (!quoted && (character === '}' || character === ']') && starts.length > 1) {
			starts.pop();
		} else if (!quoted && (character === ';' || character === '\n')) {
			starts[starts.length - 1] = index + 1;
		}
	}

	return text.slice(starts.at(-1) ?? 0).trimStart();
};

const named = new Set(['set', 'remove', 'enable', 'disable', 'get', 'move', 'comment', 'unset', 'edit', 'print']);
const wordsOnly = new Set([
	'as-value',
	'brief',
	'count-only',
	'detail',
	'follow',
	'follow-only',
	'show-ids',
	'stats',
	'terse',
	'value-list',
	'without-paging',
	'where',
	'append',
	'fib',
]);

const starting = (typed: string, choices: readonly Choice[]): Completion => ({typed, choices: choices.filter(({text}) => text.startsWith(typed))});

const commandChoices = (schema: Schema, menu: string, typed: string, glue: string): Completion => {
	const menus = schema.submenus(menu);
	const commands = schema.commands(menu).filter((command) => !menus.includes(command));
	return starting(
		typed,
		[...menus.map((text) => ({text, note: '', tail: glue})), ...commands.map((text) => ({text, note: '', tail: ' '}))].toSorted((a, b) => (a.text < b.text ? -1 : 1)),
	);
};

const argumentChoices = (schema: Schema, names: Names, menu: string, verb: string, words: readonly string[], last: string): Completion => {
	const known = schema.arguments(menu, verb);
	const [, name, value] = /^([a-z][a-z\d.-]*)=(.*)$/.exec(last) ?? [];
	if (name !== undefined && value !== undefined) {
		const found = pick(name, [...known.keys()]);
		const argument = found === undefined ? undefined : known.get(found);
		const typed = value.slice(Math.max(value.lastIndexOf(','), value.lastIndexOf('!'), value.lastIndexOf('"')) + 1);
		return argument === undefined
			? {typed, choices: []}
			: starting(
					typed,
					names.values(menu, argument).map((text) => ({text, note: '', tail: ' '})),
				);
	}

	const used = new Set(words.map((word) => word.split('=')[0] ?? ''));
	return starting(last, [
		...(named.has(verb) && !words.some((word) => !word.includes('=')) && verb !== 'print' ? names.rows(menu).map((text) => ({text, note: '', tail: ' '})) : []),
		...[...known.values()]
			.filter((argument) => !used.has(argument.name) && argument.name !== 'numbers' && argument.name !== 'number')
			.map((argument) => ({text: argument.name, note: argument.note, tail: wordsOnly.has(argument.name) ? ' ' : '='}))
			.toSorted((a, b) => (a.text < b.text ? -1 : 1)),
	]);
};

/** What may follow a text that was typed in a menu. Wrong words lead nowhere and are not complained about. */
export const complete = (schema: Schema, names: Names, menu: string, text: string): Completion => {
	const statement = statementOf(text);
	const sigil = statement.startsWith('/') || statement.startsWith(':');
	const glue = statement.startsWith('/') && !statement.includes(' ') ? '/' : ' ';
	const words = statement.split(/\s+/);
	const last = words.pop() ?? '';
	let here = sigil ? '' : menu;
	for (const [index, word] of words.entries()) {
		const parts = word.split('/').map((part) => part.replace(/^:/, ''));
		for (const part of parts.filter((one) => one !== '')) {
			const menus = schema.submenus(here);
			const found = part === '..' ? part : pick(part, [...new Set([...menus, ...schema.commands(here)])]);
			if (found === undefined) {
				return {typed: last, choices: []};
			}

			if (found === '..') {
				here = parentOf(here);
			} else if (menus.includes(found)) {
				here = `${here}/${found}`;
			} else {
				return argumentChoices(schema, names, here === '' ? '/' : here, found, words.slice(index + 1), last);
			}
		}
	}

	const parts = last.split('/');
	const typed = (parts.pop() ?? '').replace(/^:/, '');
	for (const part of parts.filter((one) => one !== '')) {
		const found = part === '..' ? part : pick(part, schema.submenus(here));
		if (found === undefined) {
			return {typed, choices: []};
		}

		here = found === '..' ? parentOf(here) : `${here}/${found}`;
	}

	return commandChoices(schema, here, typed, glue);
};

/** What all choices begin with. */
export const commonStart = (choices: readonly Choice[]): string => {
	const [first, ...others] = choices.map(({text}) => text);
	let shared = first ?? '';
	for (const text of others) {
		while (!text.startsWith(shared)) {
			shared = shared.slice(0, -1);
		}
	}

	return shared;
};

/** Words in columns, as Tab lists them. */
export const inColumns = (words: readonly string[], width: number): readonly string[] => {
	const cell = Math.max(1, ...words.map((word) => word.length)) + 2;
	const perLine = Math.max(1, Math.floor(width / cell));
	return Array.from({length: Math.ceil(words.length / perLine)}, (_, line) =>
		words
			.slice(line * perLine, (line + 1) * perLine)
			.map((word) => word.padEnd(cell))
			.join('')
			.trimEnd(),
	);
};
