export type {
	BinaryOperator,
	Code,
	Command,
	Comment,
	Expression,
	Item,
	Named,
	Script,
	Statement,
	TextPart,
	Word,
} from './ast.js';
export {literal, namedText} from './literal.js';
export {eachStatement, parse, unquote} from './parser.js';
export {print, printStatement} from './print.js';
export {quote, quoteString} from './quote.js';
export {wrapLine} from './wrap.js';
