import type {Result} from '../../diagnostics/index.js';
import {fail, ok} from '../../diagnostics/index.js';
import type {Command, Expression, Item, Statement} from '../../routeros/syntax/index.js';
import {eachStatement, literal, namedText, printStatement, quote} from '../../routeros/syntax/index.js';
import type {Properties} from './blueprint.js';

/** One line of an export, as far as a lab understands it. */
export type Line =
	| {readonly kind: 'add'; readonly menu: string; readonly properties: Properties; readonly text: string}
	/** `selector` is what stands between `set` and the properties: empty for settings, `telnet`, `[ find default=yes ]`. */
	| {readonly kind: 'set'; readonly menu: string; readonly selector: string; readonly found: Properties; readonly properties: Properties; readonly text: string}
	/** Something that is no row and no setting. */
	| {readonly kind: 'other'; readonly menu: string; readonly text: string};

/** What an export says of the router before its first menu. */
export type Header = {readonly release?: string; readonly softwareId?: string; readonly model?: string; readonly serial?: string};

const headerLines: readonly (readonly [RegExp, keyof Header])[] = [
	[/^ (?:\S+ [\d:]+ by )?RouterOS (\S+)/, 'release'],
	[/^ software id = (\S*)/, 'softwareId'],
	[/^ model = (.+?) *$/, 'model'],
	[/^ serial number = (\S+)/, 'serial'],
];

/** `a=b` and `a=b and c=d`; undefined for other conditions. */
const equalities = (test: Expression): Properties | undefined => {
	if (test.kind !== 'binary' || (test.operator !== '=' && test.operator !== '&&')) {
		return undefined;
	}

	if (test.operator === '&&') {
		const [left, right] = [equalities(test.left), equalities(test.right)];
		return left === undefined || right === undefined ? undefined : {...left, ...right};
	}

	const value = literal(test.right);
	return test.left.kind === 'property' && value !== undefined ? {[test.left.name]: value} : undefined;
};

/** The condition of `[ find … ]`. */
const foundBy = (value: Expression): Properties | undefined => {
	const [command, ...more] = value.kind === 'substitution' ? value.body.statements : [];
	if (command?.kind !== 'command' || more.length > 0 || command.items.length !== 2) {
		return undefined;
	}

	const [word, condition] = command.items;
	return word?.kind === 'word' && word.text === 'find' && condition?.kind === 'condition' && condition.test !== undefined ? equalities(condition.test) : undefined;
};

/** Named values, switches such as `fib` and cleared names such as `!rx-flow-control`; undefined when anything else is there. */
const propertiesOf = (items: readonly Item[]): Properties | undefined => {
	const properties: Record<string, string> = {};
	for (const item of items) {
		const value = item.kind === 'named' ? namedText(item) : item.kind === 'word' ? 'yes' : '';
		if (value === undefined || item.kind === 'positional' || item.kind === 'condition') {
			return undefined;
		}

		properties[item.kind === 'word' ? item.text : item.kind === 'unset' ? `!${item.name}` : item.name] = value;
	}

	return properties;
};

const verbs = new Set(['add', 'set']);

const wordsOf = (items: readonly Item[]): readonly string[] => items.flatMap((item) => (item.kind === 'word' ? [item.text] : []));

const selectorOf = (item: Item | undefined): {readonly selector: string; readonly found: Properties} | undefined => {
	if (item === undefined || item.kind === 'named' || item.kind === 'unset') {
		return {selector: '', found: {}};
	}

	if (item.kind === 'word') {
		return {selector: quote(item.text), found: {}};
	}

	const found = item.kind === 'positional' ? foundBy(item.value) : undefined;
	const text = item.kind === 'positional' ? literal(item.value) : undefined;
	if (found === undefined) {
		return text === undefined ? undefined : {selector: quote(text), found: {}};
	}

	const tests = Object.entries(found).map(([name, value]) => `${name}=${quote(value)}`);
	return {selector: `[ find ${tests.join(' ')} ]`, found};
};

/** What a command says, and the menu that the following ones are in. */
const readCommand = (command: Command, current: string): {readonly menu: string; readonly line?: Line} => {
	const {items, sigil} = command;
	const at = items.findIndex((item) => item.kind !== 'word' || verbs.has(item.text));
	const rooted = sigil === '/';
	const path = wordsOf(at < 0 ? items : items.slice(0, at));
	if (at < 0 && rooted) {
		return {menu: `/${path.join('/')}`};
	}

	const menu = rooted ? `/${path.join('/')}` : current;
	const verb = items[at];
	const text = printStatement(rooted ? {...command, sigil: '', items: items.slice(Math.max(at, 0))} : command);
	const other = {menu: current, line: {kind: 'other', menu, text}} as const;
	if (verb?.kind !== 'word' || (at > 0 && !rooted) || (sigil !== '/' && sigil !== '')) {
		return {menu: current, line: {kind: 'other', menu: current, text: printStatement(command)}};
	}

	if (verb.text === 'add') {
		const properties = propertiesOf(items.slice(at + 1));
		return properties === undefined ? other : {menu: current, line: {kind: 'add', menu, properties, text}};
	}

	const selector = selectorOf(items[at + 1]);
	const properties = selector === undefined ? undefined : propertiesOf(items.slice(selector.selector === '' ? at + 1 : at + 2));
	return selector === undefined || properties === undefined ? other : {menu: current, line: {kind: 'set', menu, ...selector, properties, text}};
};

/** Reads an export, compact, verbose or terse, into its lines. Fails on the first thing that is no RouterOS syntax. */
export const readExport = (text: string): Result<{readonly header: Header; readonly lines: readonly Line[]}> => {
	const lines: Line[] = [];
	const header: Record<string, string> = {};
	let menu = '/';
	const visit = (statement: Statement): void => {
		if (statement.kind === 'comment') {
			for (const [pattern, name] of headerLines) {
				const found = pattern.exec(statement.text)?.[1];
				if (found !== undefined) {
					header[name] ??= found;
				}
			}
		} else if (statement.kind === 'command') {
			const read = readCommand(statement, menu);
			menu = read.menu;
			if (read.line !== undefined) {
				lines.push(read.line);
			}
		} else {
			lines.push({kind: 'other', menu, text: printStatement(statement)});
		}
	};
	const parsed = eachStatement(text, visit);
	return parsed.ok ? ok({header, lines}) : fail(...parsed.diagnostics);
};
