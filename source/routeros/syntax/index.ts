export type {
	Bare,
	Binary,
	BinaryOperator,
	Block,
	Code,
	Command,
	Comment,
	Condition,
	Expression,
	Group,
	Item,
	List,
	ListElement,
	Named,
	Node,
	Positional,
	Property,
	Script,
	Statement,
	Substitution,
	Text,
	TextPart,
	Unary,
	Unset,
	Variable,
	Word,
} from './ast.js';
// literal(expression): the text of a constant (bare or quoted without interpolation), undefined for anything computed.
// namedText(named): the constant value of `name=value` as stored, a leading `!` included; `''` for `name=`; undefined when computed.
export {literal, namedText} from './literal.js';
// parse(text, options?: {limit?: number}): Result<Script>
// eachStatement(text, visit: (statement: Statement) => void, options?): Result<number>   for big exports: holds one statement at a time
export {eachStatement, parse, unquote} from './parser.js';
// print(script, options?: {terse?: boolean}): string;  printStatement(statement): string (one line, never wrapped)
export {print, printStatement} from './print.js';
// quote(value): string; quoteString(value): string; unquote(text): string | undefined
export {quote, quoteString} from './quote.js';
// wrapLine(line): string   physical lines joined by '\n'
export {wrapLine} from './wrap.js';
