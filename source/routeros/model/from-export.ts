import type {Diagnostic, Result} from '../../diagnostics/index.js';
import {display, error, fail, ok, warning} from '../../diagnostics/index.js';
import type {Command, Comment, Expression, Item, Named, Statement} from '../syntax/index.js';
import {eachStatement, literal, namedText, printStatement} from '../syntax/index.js';
import type {Configuration, Entry, Menu, Properties, Selector} from './configuration.js';
import {ownerOf} from './configuration.js';
import {standsAlone} from './flags.js';
import {menuInfo} from './menus.js';

/** What an export says of itself before its first menu. */
export type ExportHeader = {
	/** `2024-10-25 12:09:43`, or `jan/02/1970 00:00:00` up to 7.9. */
	readonly date?: string;
	readonly version?: string;
	readonly softwareId?: string;
	readonly model?: string;
	readonly serial?: string;
};

export type Export = {
	readonly configuration: Configuration;
	readonly header: ExportHeader;
	/** Errors: menus that the router could not export, an export cut short; it must not be taken for the whole. Warnings: what no router exports. */
	readonly problems: readonly Diagnostic[];
};

const headerLines: readonly (readonly [RegExp, (match: RegExpExecArray) => ExportHeader])[] = [
	// Whoever keeps exports under version control takes the date out.
	[/^ (?:(\S+ [\d:]+) by )?RouterOS (\S+)/, ([, date, version = '']) => ({...(date === undefined ? {} : {date}), version})],
	[/^ software id = (\S+)/, ([, softwareId = '']) => ({softwareId})],
	[/^ model = (.+?) *$/, ([, model = '']) => ({model})],
	[/^ serial number = (\S+)/, ([, serial = '']) => ({serial})],
];

const problemLines: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
	// 7.11 and later put the menu in quotes, version 6 does not.
	[
		/^ ?error exporting "?(\/[^"]*?)"?(?: \((.*)\))?$/,
		([, menu = '', reason]) => `the router could not export ${display(menu)}${reason === undefined ? '' : ` (${display(reason)})`}`,
	],
	[/^ ?interrupted/, () => 'the export was interrupted and is not complete'],
];

const firstMatch = <T>(table: readonly (readonly [RegExp, (match: RegExpExecArray) => T])[], text: string): T | undefined => {
	for (const [pattern, make] of table) {
		const match = pattern.exec(text);
		if (match !== null) {
			return make(match);
		}
	}

	return undefined;
};

/** `a=b` and `a=b and c=d` of a `[ find … ]`; undefined for any other condition. */
const equalities = (test: Expression): Properties | undefined => {
	if (test.kind !== 'binary') {
		return undefined;
	}

	if (test.operator === '&&') {
		const [left, right] = [equalities(test.left), equalities(test.right)];
		return left === undefined || right === undefined ? undefined : {...left, ...right};
	}

	const value = test.operator === '=' && test.left.kind === 'property' ? literal(test.right) : undefined;
	return test.left.kind === 'property' && value !== undefined ? {[test.left.name]: value} : undefined;
};

const findOf = (value: Expression): Properties | undefined => {
	const statements = value.kind === 'substitution' ? value.body.statements : [];
	const [command] = statements;
	if (statements.length !== 1 || command?.kind !== 'command' || command.sigil !== '' || command.items.length !== 2) {
		return undefined;
	}

	const [word, condition] = command.items;
	if (word?.kind !== 'word' || word.text !== 'find' || condition?.kind !== 'condition') {
		return undefined;
	}

	return condition.test === undefined ? {} : equalities(condition.test);
};

/** Hardware that a router has one of: RouterOS 6 selects it by no condition. Anywhere else that means every row. */
const onlyOne: readonly Menu[] = ['/interface/lte'];

const selectorOf = (menu: Menu, item: Item): Selector | undefined => {
	if (item.kind === 'word') {
		return {kind: 'numbered', number: item.text};
	}

	if (item.kind !== 'positional') {
		return undefined;
	}

	const number = literal(item.value);
	const find = findOf(item.value);
	if (number !== undefined) {
		return {kind: 'numbered', number};
	}

	return find === undefined || (Object.keys(find).length === 0 && !onlyOne.includes(menu)) ? undefined : {kind: 'builtin', find};
};

const nameOf = (item: Item): string | undefined => (item.kind === 'word' && standsAlone(item.text) ? item.text : item.kind === 'unset' ? `!${item.name}` : undefined);

/** Constant arguments by name; undefined when something else stands between them. */
const propertiesOf = (items: readonly Item[]): Record<string, string> | undefined => {
	const properties: Record<string, string> = {};
	for (const item of items) {
		const name = item.kind === 'named' ? item.name : nameOf(item);
		const value = item.kind === 'named' ? namedText(item satisfies Named) : '';
		if (name === undefined || value === undefined) {
			return undefined;
		}

		properties[name] = value;
	}

	return properties;
};

const makeEntry = (menu: Menu, selector: Selector, {comment = '', disabled, ...properties}: Record<string, string>, line: number): Entry => {
	const owner = ownerOf(comment);
	const isOff = disabled === undefined ? selector.kind === 'row' && menuInfo(menu).disabledByDefault : disabled === 'yes';
	const kept = disabled === 'no' && selector.kind !== 'row' ? {...properties, disabled} : properties;
	return {menu, selector, properties: kept, disabled: isOff, comment, ...(owner === undefined ? {} : {owner}), line};
};

const wordsBefore = (items: readonly Item[], end: number): readonly string[] => items.slice(0, end).flatMap((item) => (item.kind === 'word' ? [item.text] : []));

class Reader {
	readonly menus: Record<Menu, Entry[]> = {};
	readonly problems: Diagnostic[] = [];
	header: ExportHeader = {};
	private menu: Menu = '/';
	private inHeader = true;

	read(statement: Statement): void {
		if (statement.kind === 'comment') {
			this.comment(statement);
			return;
		}

		this.inHeader = false;
		const entry = statement.kind === 'command' ? this.command(statement) : this.verbatim(statement);
		if (entry !== undefined) {
			const rows = this.menus[entry.menu];
			if (rows === undefined) {
				this.menus[entry.menu] = [entry];
			} else {
				rows.push(entry);
			}
		}
	}

	private comment({text, span}: Comment): void {
		const problem = firstMatch(problemLines, text);
		if (problem !== undefined) {
			this.problems.push(error('export-incomplete', problem, {hint: 'Export it again.', span}));
		} else if (this.inHeader) {
			this.header = {...this.header, ...firstMatch(headerLines, text)};
		}
	}

	/** `/menu`, `add …`, `set … …`, with the menu in front when terse; undefined when it only chooses a menu. */
	private command(command: Command): Entry | undefined {
		const {sigil, items, span} = command;
		if (sigil !== '/' && sigil !== '') {
			return this.verbatim(command);
		}

		const verb = items.findIndex((item) => item.kind !== 'word' || item.text === 'add' || item.text === 'set');
		if (verb < 0 && sigil === '/') {
			this.menu = `/${wordsBefore(items, items.length).join('/')}`;
			return undefined;
		}

		const word = items[verb];
		if (word?.kind !== 'word' || (verb > 0 && sigil === '')) {
			return this.verbatim(command);
		}

		const menu: Menu = verb === 0 ? this.menu : `/${wordsBefore(items, verb).join('/')}`;
		const line = span.start.line;
		const next = items[verb + 1];
		const isNamed = next === undefined || next.kind === 'named' || next.kind === 'unset' || nameOf(next) !== undefined;
		const selector: Selector | undefined = word.text === 'add' ? {kind: 'row'} : isNamed ? {kind: 'singleton'} : selectorOf(menu, next);
		const properties = propertiesOf(items.slice(word.text === 'add' || isNamed ? verb + 1 : verb + 2));
		return selector === undefined || properties === undefined ? this.verbatim(command) : makeEntry(menu, selector, properties, line);
	}

	private verbatim(statement: Statement): Entry {
		const text = printStatement(statement);
		const shown = display(text.length > 60 ? `${text.slice(0, 60)}…` : text);
		this.problems.push(warning('foreign-statement', `"${shown}" is no part of an export and is kept as it is`, {span: statement.span}));
		return {menu: this.menu, selector: {kind: 'verbatim', text}, properties: {}, disabled: false, comment: '', line: statement.span.start.line};
	}
}

/**
 * Reads an export (compact, verbose or terse, wrapped or not) into its entries by menu, in order. Unknown menus and
 * properties are kept as they are. Fails on the first thing that is no RouterOS syntax.
 */
export const fromExport = (text: string, options: {readonly limit?: number} = {}): Result<Export> => {
	const reader = new Reader();
	const read = eachStatement(text, (statement) => reader.read(statement), options);
	return read.ok ? ok({configuration: {menus: reader.menus}, header: reader.header, problems: reader.problems}) : fail(...read.diagnostics);
};
