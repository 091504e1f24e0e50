import type {Diagnostic, Result} from '../../diagnostics/index.js';
import {didYouMean, display, error, ok, warning} from '../../diagnostics/index.js';
import type {Argument, Schema} from '../../routeros/schema/index.js';
import type {Command, Item, Script} from '../../routeros/syntax/index.js';
import {parse} from '../../routeros/syntax/index.js';
import {scriptsIn} from './nested.js';
import {complete, resolve} from './resolve.js';

const hint = (near: string | undefined): {readonly hint?: string} => (near === undefined ? {} : {hint: `Did you mean ${near}?`});

/** Arguments whose completions are all there is. Those of most others (interfaces, lists, chains) are only examples. */
const closed = new Set(['action', 'check-gateway', 'connection-type', 'dst-address-type', 'src-address-type']);

const isYesNo = ({values}: Argument): boolean => values?.length === 2 && values.includes('yes') && values.includes('no');

const checkValue = (argument: Argument, item: Extract<Item, {kind: 'named'}>): readonly Diagnostic[] => {
	const value = item.value?.kind === 'bare' ? item.value.text : undefined;
	if (value === undefined || argument.values === undefined || !(closed.has(argument.name) || isYesNo(argument))) {
		return [];
	}

	const known = [...argument.values, ...(isYesNo(argument) ? ['true', 'false'] : [])];
	const span = item.value?.span ?? item.span;
	return value
		.split(',')
		.map((part) => part.replace(/^!/, ''))
		.filter((part) => part !== '' && complete(part, known) === undefined)
		.map((part) => error('bad-value', `${argument.name} cannot be "${display(part)}" in this release.`, {...hint(didYouMean(part, known)), span}));
};

/** Verbs that take ids or names as bare words, so that a word of theirs is no flag. */
const takesItems = new Set(['set', 'remove', 'enable', 'disable', 'get', 'move', 'unset', 'comment', 'edit', 'reset', 'run', 'find', 'print', 'export', 'import']);

const checkArguments = (schema: Schema, menu: string, verb: string, items: readonly Item[]): readonly Diagnostic[] => {
	const known = schema.arguments(menu, verb);
	const names = [...known.keys()];
	// The language's own words take variables of any name; what a verb without a table takes is not known.
	if (menu === '' || names.length === 0) {
		return [];
	}

	return items.flatMap((item): readonly Diagnostic[] => {
		if (item.kind !== 'named' && item.kind !== 'unset' && !(item.kind === 'word' && !takesItems.has(verb))) {
			return [];
		}

		const name = item.kind === 'word' ? item.text : item.name;
		const argument = known.get(complete(name, names) ?? '');
		if (argument === undefined) {
			const span = item.kind === 'named' ? item.nameSpan : item.span;
			return [
				warning('unknown-argument', `"${display(menu)} ${verb}" has no argument "${display(name)}" in ${schema.version}, as far as is known.`, {
					...hint(didYouMean(name, names)),
					span,
				}),
			];
		}

		return item.kind === 'named' ? checkValue(argument, item) : [];
	});
};

type Walk = {readonly found: Diagnostic[]; readonly schema: Schema};

/** Checks a command and gives the menu that the next one starts in. */
const checkCommand = (walk: Walk, command: Command, current: string): string => {
	const {schema, found} = walk;
	for (const item of command.items) {
		for (const script of scriptsIn(item)) {
			checkScript(walk, script, current);
		}
	}

	// What an unknown menu takes is not known either; the menu has been told.
	if (command.sigil === '$' || (command.sigil === '' && current !== '' && !schema.hasMenu(current))) {
		return current;
	}

	const resolved = resolve(schema, command, current);
	switch (resolved.kind) {
		case 'menu': {
			return resolved.menu;
		}

		case 'verb': {
			for (const diagnostic of checkArguments(schema, resolved.menu, resolved.verb, command.items.slice(resolved.used))) {
				found.push(diagnostic);
			}

			return current;
		}

		case 'unknown-menu': {
			// Packages and hardware that the sampled routers lacked have menus of their own.
			found.push(
				warning('unknown-menu', `There is no menu "${display(`${resolved.menu}/${resolved.word.text}`)}" in ${schema.version}, as far as is known.`, {
					...hint(didYouMean(resolved.word.text, schema.submenus(resolved.menu))),
					span: resolved.word.span,
				}),
			);
			return `${resolved.menu}/${resolved.word.text}`;
		}

		case 'unknown-command': {
			found.push(
				error('unknown-command', `"${display(resolved.word.text)}" is no command of ${resolved.menu === '' ? 'the root menu' : display(resolved.menu)} in ${schema.version}.`, {
					...hint(didYouMean(resolved.word.text, [...schema.commands(resolved.menu), ...schema.submenus(resolved.menu)])),
					span: resolved.word.span,
				}),
			);
			return current;
		}
	}
};

const checkScript = (walk: Walk, script: Script, menu: string): void => {
	let current = menu;
	for (const statement of script.statements) {
		if (statement.kind === 'block') {
			checkScript(walk, statement.body, current);
		} else if (statement.kind === 'command') {
			current = checkCommand(walk, statement, current);
		}
	}
};

/** Checks an export or a script: its syntax, and each command, argument and closed value by the schema of a release. */
export const checkText = (text: string, schema: Schema): Result<readonly Diagnostic[]> => {
	const parsed = parse(text);
	if (!parsed.ok) {
		return parsed;
	}

	const walk: Walk = {found: [], schema};
	checkScript(walk, parsed.value, '');
	return ok(walk.found);
};
