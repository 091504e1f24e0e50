import type {Release} from '../../source/facts/index.js';
import type {Schema} from '../../source/routeros/schema/index.js';
import {loadSchema} from '../../source/routeros/schema/index.js';
import type {Command, Expression, Item, Script, Statement} from '../../source/routeros/syntax/index.js';
import {namedText, parse} from '../../source/routeros/syntax/index.js';

/** Enumerations; `set` ones take a comma list with one leading `!`. Other completions of the schema are names of things. */
const closed: Readonly<Record<string, 'one' | 'set'>> = {
	action: 'one',
	advertise: 'one',
	'allow-remote-requests': 'one',
	'check-gateway': 'one',
	'connection-nat-state': 'set',
	'connection-state': 'set',
	disabled: 'one',
	'dst-address-type': 'set',
	'match-subdomain': 'one',
	passthrough: 'one',
	protocol: 'one',
	'reject-with': 'one',
	'tcp-flags': 'set',
	type: 'one',
};

/** Words of conditions and script commands; everything else must be in the schema. */
const expressionsOf = (item: Item): readonly Expression[] => {
	switch (item.kind) {
		case 'named':
			return item.value === undefined ? [] : [item.value];
		case 'positional':
			return [item.value];
		case 'condition':
			return item.test === undefined ? [] : [item.test];
		default:
			return [];
	}
};

const scriptsIn = (expression: Expression): readonly Script[] => {
	switch (expression.kind) {
		case 'substitution':
		case 'code':
			return [expression.body];
		case 'group':
			return expression.value === undefined ? [] : scriptsIn(expression.value);
		case 'binary':
			return [...scriptsIn(expression.left), ...scriptsIn(expression.right)];
		case 'unary':
			return scriptsIn(expression.operand);
		default:
			return [];
	}
};

const checkValue = (schema: Schema, menu: string, verb: string, name: string, value: string): readonly string[] => {
	const argument = schema.argument(menu, verb, name);
	const kind = closed[name];
	if (argument === undefined) {
		return [`${menu} ${verb}: no argument ${name}`];
	}

	if (kind === undefined || argument.values === undefined) {
		return [];
	}

	const plain = value.replace(/^!/, '');
	return [
		...(value.startsWith('!') && !argument.negatable ? [`${menu} ${verb} ${name}: takes no !`] : []),
		...(kind === 'set' ? plain.split(',') : [plain]).filter((one) => !argument.values?.includes(one)).map((one) => `${menu} ${verb} ${name}: no value ${one}`),
	];
};

const checkMenuCommand = (schema: Schema, {items}: Command): readonly string[] => {
	const words: string[] = [];
	for (const item of items) {
		if (item.kind !== 'word' || !schema.hasMenu(`/${[...words, item.text].join('/')}`)) {
			break;
		}

		words.push(item.text);
	}

	const menu = `/${words.join('/')}`;
	const verb = items[words.length];
	if (verb?.kind !== 'word' || !schema.hasCommand(menu, verb.text)) {
		return [`${menu}: no command ${verb?.kind === 'word' ? verb.text : '?'}`];
	}

	return items.slice(words.length + 1).flatMap((item) => {
		if (item.kind === 'word') {
			// `run` takes the name of a row.
			if (verb.text === 'run' && schema.argument(menu, 'run', 'number') !== undefined) {
				return [];
			}

			// What is read is named without `value-name=`; some releases list the names.
			const readable = verb.text === 'get' ? schema.argument(menu, 'get', 'value-name')?.values : undefined;
			return schema.argument(menu, verb.text, item.text) === undefined && readable?.includes(item.text) !== true ? [`${menu} ${verb.text}: no argument ${item.text}`] : [];
		}

		// A computed value (`place-before=($at->0)`) is no enumeration.
		return item.kind === 'named' ? checkValue(schema, menu, verb.text, item.name, namedText(item) ?? '') : [];
	});
};

const checkStatement = (schema: Schema, statement: Statement): readonly string[] => {
	switch (statement.kind) {
		case 'comment':
			return [];
		case 'block':
			return checkScript(schema, statement.body);
		case 'command':
			return [
				...(statement.sigil === '/' ? checkMenuCommand(schema, statement) : []),
				...statement.items.flatMap((item) => expressionsOf(item).flatMap((expression) => scriptsIn(expression).flatMap((script) => checkScript(schema, script)))),
			];
	}
};

const checkScript = (schema: Schema, script: Script): readonly string[] => script.statements.flatMap((statement) => checkStatement(schema, statement));

/** What of a script the release does not know: menus, commands, arguments, closed values. */
export const notAccepted = async (text: string, release: Release): Promise<readonly string[]> => {
	const parsed = parse(text);
	return parsed.ok ? checkScript(await loadSchema(release), parsed.value) : parsed.diagnostics.map(({message, span}) => `line ${span?.start.line}: ${message}`);
};
