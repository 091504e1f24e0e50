import type {Schema} from '../../routeros/schema/index.js';
import type {Command, Expression, Script, TextPart} from '../../routeros/syntax/index.js';
import {unknownName} from './errors.js';
import type {Language, Meaning} from './resolve.js';
import {resolveCommand} from './resolve.js';

/** The meaning of each command, kept beside the tree: functions and parsed code are resolved once and run often. */
export type Meanings = WeakMap<Command, Meaning>;

/** Code of these arguments is kept as text and parsed when it is run. */
const textual: ReadonlySet<string> = new Set(['/ execute', '/ grep']);

/** Properties that conditions may name; undefined where the schema does not say. */
export const readable = (schema: Schema, menu: string): ReadonlySet<string> | undefined => {
	const listed = schema.argument(menu, 'get', 'value-name')?.values;
	return listed === undefined
		? undefined
		: new Set([
				...listed,
				...schema.arguments(menu, 'add').keys(),
				...schema.arguments(menu, 'set').keys(),
				'.id',
				'.nextid',
				'.dead',
				'.about',
				'static',
				'dynamic',
				'disabled',
				'invalid',
			]);
};

/** Resolves every command of a script in the order of the text and gives the menu it ends in. Throws what the console says of the first mistake. */
export const checkScript = (language: Language, meanings: Meanings, script: Script, menu: string): string => {
	const parts = (list: readonly TextPart[], here: string): void => {
		for (const part of list) {
			if (typeof part !== 'string') {
				expression(part, here);
			}
		}
	};

	const expression = (node: Expression, here: string, properties?: ReadonlySet<string>): void => {
		switch (node.kind) {
			case 'bare':
			case 'variable':
				return;
			case 'text':
				parts(node.parts, here);
				return;
			case 'substitution':
				checkScript(language, meanings, node.body, here);
				return;
			case 'group':
				if (node.value !== undefined) {
					expression(node.value, here, properties);
				}

				return;
			case 'binary':
				expression(node.left, here, properties);
				expression(node.right, here, properties);
				return;
			case 'unary':
				expression(node.operand, here, properties);
				return;
			case 'list':
				for (const element of node.elements) {
					if (element.key !== undefined) {
						expression(element.key, here);
					}

					expression(element.value, here);
				}

				return;
			case 'code':
				checkScript(language, meanings, node.body, here);
				return;
			case 'property':
				if (properties !== undefined && !properties.has(node.name)) {
					throw unknownName(language.behaviours, node.name, node.span.end);
				}
		}
	};

	const command = (node: Command, current: string): string => {
		const meaning = resolveCommand(language, node, current);
		meanings.set(node, meaning);
		if (meaning.kind === 'menu') {
			return meaning.menu;
		}

		const isWord = meaning.kind === 'call' || (meaning.kind === 'command' && meaning.menu === '/');
		const inner = meaning.kind === 'command' && !isWord ? meaning.menu : current;
		const keepsText = meaning.kind === 'command' && (!isWord || textual.has(`${meaning.menu} ${meaning.verb}`));
		for (const item of node.items) {
			const value = item.kind === 'named' || item.kind === 'positional' ? item.value : undefined;
			if (value !== undefined && !(value.kind === 'code' && keepsText)) {
				expression(value, inner);
			}

			if (item.kind === 'condition' && item.test !== undefined) {
				expression(item.test, inner, readable(language.schema, inner));
			}
		}

		return current;
	};

	let current = menu;
	for (const statement of script.statements) {
		if (statement.kind === 'command') {
			current = command(statement, current);
		} else if (statement.kind === 'block') {
			checkScript(language, meanings, statement.body, current);
		}
	}

	return current;
};
