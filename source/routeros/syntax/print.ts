import {invariant} from '../../diagnostics/index.js';
import type {Binary, BinaryOperator, Command, Expression, ListElement, Node, Script, Statement, TextPart, Variable} from './ast.js';
import {isBare, isName, isPlainVariable, isWord} from './characters.js';
import {comparisons, levelOf} from './operators.js';
import {escapeText, quoteString} from './quote.js';
import {wrapLine} from './wrap.js';

/** Where a node stands decides how it must be written: as an argument, inside parentheses, behind `find`, or behind a comparison there. */
type Place = 'argument' | 'expression' | 'condition' | 'value';

type Printers = {readonly [Kind in Node['kind']]: (node: Extract<Node, {kind: Kind}>, place: Place) => string};

const name = (text: string): string => {
	invariant(isName(text), `${JSON.stringify(text)} is no name of an argument`);
	return text;
};

const conditionValue = /^[\w.:/,*@%+!^-]+$/;
const expressionValue =
	/^(?:\w+|\*[\dA-F]+|[\dA-Fa-f:]*:[\dA-Fa-f:]*:[\dA-Fa-f:.]*(?:\/\d{1,3})?|\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?|(?:\d+d)?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?)$/;

const isSafe: Readonly<Record<Place, (text: string) => boolean>> = {
	argument: isBare,
	expression: (text) => expressionValue.test(text),
	condition: (text) => expressionValue.test(text) && !/^[A-Za-z][^:]*$/.test(text),
	value: (text) => conditionValue.test(text),
};

const bare = (text: string, safe: boolean): string => (safe ? text : quoteString(text));

const variable = ({name: text}: Variable): string => `$${isPlainVariable(text) ? text : quoteString(text)}`;

const textPart = (part: TextPart, before: TextPart | undefined): string => {
	if (typeof part !== 'string') {
		return part.kind === 'variable' && !isPlainVariable(part.name) ? `$(${variable(part)})` : part.kind === 'variable' ? variable(part) : `$${node(part, 'argument')}`;
	}

	const escaped = escapeText(part);
	// A letter right behind `$name` would lengthen the name.
	const glued = before !== undefined && typeof before !== 'string' && before.kind === 'variable' && /^[A-Za-z\d]/.test(escaped);
	return glued ? `\\${escaped.charCodeAt(0).toString(16).toUpperCase()}${escaped.slice(1)}` : escaped;
};

const wordOf = {'&&': 'and', '||': 'or'} as const;

const symbol = (operator: BinaryOperator, place: Place): string => {
	if (place === 'expression') {
		return operator === '->' || operator === ',' ? operator : ` ${operator} `;
	}

	// A bare value behind a comparison goes on to the next blank, so that other operators need theirs.
	return comparisons.has(operator) ? operator : ` ${operator === '&&' || operator === '||' ? wordOf[operator] : operator} `;
};

const operand = (child: Expression, place: Place, level: number): string => {
	const text = node(child, place);
	return child.kind === 'binary' && levelOf(child.operator) < level ? `(${text})` : text;
};

const binary = ({operator, left, right}: Binary, place: Place): string => {
	const level = levelOf(operator);
	const compares = place !== 'expression' && (comparisons.has(operator) || (operator === 'in' && left.kind === 'property'));
	return operand(left, place, level) + symbol(operator, place) + operand(right, compares ? 'value' : place === 'value' ? 'condition' : place, level + 1);
};

const element = ({key, value}: ListElement): string => `${key === undefined ? '' : `${node(key, 'argument')}=`}${node(value, 'argument')}`;

const command = ({sigil, head, items}: Command): string => {
	const words = items.map((item, index) =>
		item.kind === 'named' && item.value === undefined && index < items.length - 1 ? `${name(item.name)}=${item.not ? '!' : ''}""` : node(item, 'argument'),
	);
	return `${sigil === '$' && head !== undefined ? [variable(head), ...words].join(' ') : sigil + words.join(' ')}`;
};

/** Statements on one line; only a comment needs a line of its own. */
const inline = (script: Script): string =>
	script.statements.map((statement, index) => node(statement, 'argument') + (statement.kind === 'comment' ? '\n' : index < script.statements.length - 1 ? '; ' : '')).join('');

const isFind = ({statements: [first, second]}: Script): boolean => {
	const word = first?.kind === 'command' && first.sigil === '' ? first.items[0] : undefined;
	return second === undefined && word?.kind === 'word' && word.text === 'find';
};

const printers: Printers = {
	script: (script) => script.statements.map((statement) => `${node(statement, 'argument')}\n`).join(''),
	comment: ({text}) => `#${text.replace(/[\r\n]+/g, ' ')}`,
	block: ({body}) => `{\n${node(body, 'argument')}}`,
	command,
	word: ({text}) => bare(text, isWord(text)),
	named: ({name: text, not, value}) => `${name(text)}=${not ? '!' : ''}${value === undefined ? '' : node(value, 'argument')}`,
	unset: ({name: text}) => `!${name(text)}`,
	positional: ({value}) => (value.kind === 'bare' ? bare(value.text, isBare(value.text) && value.text.startsWith('*')) : node(value, 'argument')),
	condition: ({where, test}) => [where ? 'where' : '', test === undefined ? '' : node(test, 'condition')].filter((part) => part !== '').join(' '),
	bare: ({text}, place) => bare(text, isSafe[place](text)),
	text: ({parts}) => `"${parts.map((part, index) => textPart(part, parts[index - 1])).join('')}"`,
	variable,
	// Exports write `[ find default-name=ether1 ]`.
	substitution: ({body}) => (isFind(body) ? `[ ${inline(body)} ]` : `[${inline(body)}]`),
	group: ({value}, place) => (value === undefined ? '()' : `(${node(value, place === 'condition' || place === 'value' ? 'condition' : 'expression')})`),
	binary: (tree, place) => (place === 'argument' ? `(${binary(tree, 'expression')})` : binary(tree, place)),
	unary: ({operator, operand: value}, place) => {
		const inner = place === 'argument' ? 'expression' : place;
		const text = `${operator}${operator === 'any' ? ' ' : ''}${value.kind === 'binary' ? `(${node(value, inner)})` : node(value, inner)}`;
		return place === 'argument' ? `(${text})` : text;
	},
	code: ({source}) => `{${source}}`,
	list: ({elements}) => `{${elements.map(element).join(';')}}`,
	property: ({name: text}) => name(text),
};

// The table above has one row for every kind, so the row that `kind` finds takes this very node.
const node = <N extends Node>(tree: N, place: Place): string => (printers[tree.kind] as (node: N, place: Place) => string)(tree, place);

/** One statement on one line, never wrapped. */
export const printStatement = (statement: Statement): string => node(statement, 'argument');

/**
 * A script as text. Without `terse`, long lines are wrapped at 79 columns as the router's export does; a value that
 * needs more than a line then gets quotes. Parsing the text gives the same tree (apart from spans and those quotes).
 */
export const print = (script: Script, {terse = false}: {readonly terse?: boolean} = {}): string =>
	script.statements.map((statement) => `${terse || statement.kind !== 'command' ? printStatement(statement) : wrapLine(printStatement(statement))}\n`).join('');
