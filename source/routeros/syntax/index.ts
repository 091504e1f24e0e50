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
export {literal, namedText} from './literal.js';
export {eachStatement, parse, unquote} from './parser.js';
export {print, printStatement} from './print.js';
export {quote, quoteString} from './quote.js';
export {wrapLine} from './wrap.js';
