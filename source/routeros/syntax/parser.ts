import type {Position, Result} from '../../diagnostics/index.js';
import {error, fail, ok} from '../../diagnostics/index.js';
import type {
	Bare,
	BinaryOperator,
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
	Positional,
	Script,
	Statement,
	Substitution,
	Text,
	TextPart,
	Unset,
	Variable,
	Word,
} from './ast.js';
import {bareEnd, commandEnd, has, isName, valueEnd} from './characters.js';
import {literal} from './literal.js';
import {comparisons, levelOf, symbols, wordOperators} from './operators.js';
import {Scanner, SyntaxFailure} from './scanner.js';

export type ParseOptions = {
	/** Characters accepted at most. */
	readonly limit?: number;
};

const defaultLimit = 16 * 1024 * 1024;

/** Brackets inside brackets, and operators in a row: what comes out is walked recursively. */
const depthLimit = 300;

/** After these the path is over: later words keep their slashes. */
const verbs: ReadonlySet<string> = new Set(
	'add comment copy disable edit enable export fetch find get import load monitor move ping print read remove reset run save set traceroute unset'.split(' '),
);

/** Arguments whose `{ … }` is code and not a list. */
const codeArguments: ReadonlySet<string> = new Set(
	'command do down-script else lease-script on-alert on-backup on-down on-error on-event on-fail on-login on-logout on-master on-match on-up script source test-script up-script'.split(
		' ',
	),
);

/** Script words whose `{ … }` without a name is code, and after how many words it stands: `:retry {…}`, `:onerror e {…}`. */
const codeAfter: Readonly<Record<string, number>> = {do: 1, execute: 1, time: 1, retry: 1, onerror: 2};

const menuName = /^(?:\.\.|[a-z\d][a-z\d-]*)$/;

/** Bare literals where `.`, `-` and `/` are operators: MAC, IPv6, IPv4, time, number, word; prefixes too. */
const expressionLiteral = new RegExp(
	[
		String.raw`[\dA-Fa-f]{2}(?::[\dA-Fa-f]{2}){5}(?![\w:])`,
		String.raw`[\dA-Fa-f]{0,4}(?::[\dA-Fa-f]{0,4}){2,7}(?:\/\d{1,3})?(?!\w)`,
		String.raw`\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2}(?!\w))?`,
		String.raw`(?:\d+d)?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?`,
		String.raw`\*[\dA-F]+`,
		String.raw`\w+`,
	].join('|'),
	'y',
);

const conditionName = /\.?[A-Za-z][\w.-]*/y;
const operatorWord = /[a-z]+(?![\w.-])/y;
const anyWord = /any(?=[\s$("[])/y;
const prefixed = /[!-]+[($["]/y;
const hiddenProperty = /\.[a-z]/y;
const operandStart = /[\w.!([$"-]/y;
const whereWord = /where(?![\w.=<>~!/-])/y;

const along = ({offset, line, column}: Position, by: number): Position => ({offset: offset + by, line, column: column + by});

type Mode = 'expression' | 'condition';

class Parser extends Scanner {
	private depth = 0;
	/** Height of the tree being built, as the depth its deepest node will have. */
	private deepest = 0;
	/** Whether line ends are blanks here (inside parentheses and lists). */
	private lines = false;

	/** script = { statement ( ";" | EOL ) } */
	script(close: '' | '}' | ']', visit: (statement: Statement) => void): void {
		for (;;) {
			this.blanks(true);
			if (this.at(';')) {
				this.offset++;
			} else if (this.atEnd() || (close !== '' && this.at(close))) {
				return;
			} else {
				visit(this.statement(close));
				this.blanks(false);
				if (!this.atStatementEnd(close)) {
					this.fail(this.at(']') || this.at('}') || this.at(')') ? 'syntax error' : 'expected end of command');
				}
			}
		}
	}

	/** statement = comment | block | command */
	private statement(close: '' | '}' | ']'): Statement {
		const start = this.here();
		if (this.at('#') && close !== ']') {
			return this.comment(start);
		}

		if (this.at('{')) {
			const body = this.nested(() => this.enclosed('{', '}'));
			return {kind: 'block', body, span: this.span(start)};
		}

		return this.command(start);
	}

	private comment(start: Position): Comment {
		let end = this.text.slice(this.offset).search(/[\r\n]/);
		end = end < 0 ? this.text.length : this.offset + end;
		const text = this.text.slice(this.offset + 1, end);
		this.offset = end;
		return {kind: 'comment', text, span: this.span(start)};
	}

	/** command = [ "/" | ":" | "$" name ] { item } */
	private command(start: Position): Command {
		const sigil = this.at('/') ? '/' : this.at(':') ? ':' : this.at('$') ? '$' : '';
		const head = sigil === '$' ? this.variable() : undefined;
		if (sigil === '/' || sigil === ':') {
			this.offset++;
		}

		const items: Item[] = [];
		// A menu or verb may follow: slashes separate, and `find` is the verb.
		let path = sigil !== '$';
		let separated = sigil !== '$';
		for (;;) {
			separated = this.blanks(this.lines) || separated;
			if (this.atCommandEnd()) {
				break;
			}

			if (!separated) {
				this.fail('expected end of command');
			}

			path = this.item(items, sigil, path);
			separated = '}])'.includes(this.text.charAt(this.offset - 1));
		}

		if ((sigil === ':' && items.length === 0) || (sigil !== '$' && items[0] !== undefined && !this.startsCommand(items[0], sigil))) {
			this.fail('expected command name', start);
		}

		const command = {kind: 'command', sigil, items, span: {start, end: items.at(-1)?.span.end ?? head?.span.end ?? this.here()}} as const;
		return head === undefined ? command : {...command, head};
	}

	private startsCommand(first: Item, sigil: string): boolean {
		return first.kind === 'word' || (sigil === '' && first.kind === 'positional' && (first.value.kind === 'substitution' || first.value.kind === 'group'));
	}

	/** item = word | name "=" [ "!" ] value | "!" name | value | condition; tells whether the path may go on. */
	private item(items: Item[], sigil: Command['sigil'], path: boolean): boolean {
		const start = this.here();
		if (this.at('!')) {
			items.push(this.unset(start));
			return false;
		}

		if (this.at("'") || this.at('#') || this.at('=')) {
			this.fail(this.at('=') ? 'expected end of command' : 'syntax error');
		}

		const run = has(this.peek(), bareEnd) ? '' : this.run();
		if (run === '') {
			const first = items[0];
			const code = first?.kind === 'word' && (sigil === ':' || sigil === '') && Object.hasOwn(codeAfter, first.text) && codeAfter[first.text] === items.length;
			items.push({kind: 'positional', value: this.value(code), span: this.span(start)} satisfies Positional);
			return false;
		}

		const end = this.here();
		if (this.at('=')) {
			items.push(this.named(run, start, end, items));
			return false;
		}

		const span = {start, end};
		if (run.startsWith('*')) {
			items.push({kind: 'positional', value: {kind: 'bare', text: run, span}, span});
			return false;
		}

		if (run === 'where' && items.length > 0 && (sigil === '/' || sigil === '')) {
			items.push(this.condition(start, true));
			return false;
		}

		if (!path) {
			items.push({kind: 'word', text: run, span});
			return false;
		}

		return this.path(items, run, start, sigil);
	}

	/** Words of a menu path, and the verb that ends it. */
	private path(items: Item[], run: string, start: Position, sigil: Command['sigil']): boolean {
		const span = this.span(start);
		const parts = sigil === ':' || !run.includes('/') ? [run] : run.split('/');
		if (parts.length > 1 && !(items.length === 0 ? parts.every((part) => part !== '') : parts.every((part) => menuName.test(part)))) {
			if (items.length === 0) {
				this.fail('expected command name', start);
			}

			items.push({kind: 'word', text: run, span} satisfies Word);
			return false;
		}

		let open = sigil !== ':';
		let from = 0;
		const joined = span.end.offset - start.offset !== run.length;
		for (const text of parts) {
			const part = parts.length === 1 || joined ? span : {start: along(start, from), end: along(start, from + text.length)};
			items.push({kind: 'word', text, span: part} satisfies Word);
			open = open && !verbs.has(text) && menuName.test(text);
			from += text.length + 1;
		}

		if (parts.at(-1) === 'find' && sigil !== ':') {
			this.blanks(this.lines);
			const from = this.here();
			const where = this.match(whereWord) ?? '';
			this.offset += where.length;
			items.push(this.condition(from, where !== ''));
		}

		return open;
	}

	private unset(start: Position): Unset {
		this.offset++;
		const name = this.run();
		if (!isName(name)) {
			this.fail('syntax error', start);
		}

		return {kind: 'unset', name, span: this.span(start)};
	}

	private named(name: string, start: Position, end: Position, items: readonly Item[]): Named {
		if (!isName(name)) {
			this.fail('syntax error', start);
		}

		this.offset++;
		// `set note= show-at-login=yes` is read by the router as `note` with the value `show-at-login` (7.23.2).
		this.blanks(this.lines);
		const nameSpan = {start, end};
		if (this.atCommandEnd()) {
			return {kind: 'named', name, not: false, value: undefined, nameSpan, span: this.span(start)};
		}

		const not = this.at('!');
		if (not) {
			this.offset++;
		}

		const first = items[0];
		const value = this.value(codeArguments.has(name) || (name === 'in' && first?.kind === 'word' && first.text === 'onerror'));
		return {kind: 'named', name, not, value, nameSpan, span: {start, end: value.span.end}};
	}

	/** condition = [ expression ]; what stands side by side is joined by `and`. */
	private condition(start: Position, where: boolean): Condition {
		this.blanks(this.lines);
		const test = this.atCommandEnd() ? undefined : this.expression('condition');
		return {kind: 'condition', where, test, span: this.span(start)};
	}

	/** value = string | variable | substitution | group | code | list | bare */
	private value(code: boolean): Expression {
		const start = this.here();
		switch (this.text[this.offset]) {
			case '"':
				return this.string();
			case '$':
				return this.variable();
			case '[':
				return this.substitution();
			case '(':
				return this.group('expression');
			case '{':
				return code ? this.code() : this.list();
			default: {
				const text = this.at("'") || this.at('!') ? '' : this.run();
				return text === '' ? this.fail('syntax error') : {kind: 'bare', text, span: this.span(start)};
			}
		}
	}

	private string(): Text {
		const start = this.here();
		this.offset++;
		const parts: TextPart[] = [];
		for (;;) {
			const part = this.stringPart();
			if (part !== '') {
				parts.push(part);
			}

			if (this.at('"')) {
				this.offset++;
				return {kind: 'text', parts, span: this.span(start)};
			}

			parts.push(this.interpolation());
		}
	}

	/** "$" ( name | "(" expression ")" | "[" command "]" ) inside a string. */
	private interpolation(): TextPart {
		const opening = this.text[this.offset + 1];
		if (opening !== '(' && opening !== '[') {
			return this.variable();
		}

		this.offset++;
		return opening === '(' ? this.group('expression') : this.substitution();
	}

	private variable(): Variable {
		const start = this.here();
		this.offset++;
		if (!this.at('"')) {
			const name = this.plainVariable();
			return name === '' ? this.fail('syntax error', start) : {kind: 'variable', name, span: this.span(start)};
		}

		this.offset++;
		const name = this.stringPart();
		if (!this.at('"') || name === '') {
			this.fail('syntax error', start);
		}

		this.offset++;
		return {kind: 'variable', name, span: this.span(start)};
	}

	private substitution(): Substitution {
		const start = this.here();
		const body = this.nested(() => this.enclosed('[', ']'));
		return {kind: 'substitution', body, span: this.span(start)};
	}

	private code(): Code {
		const start = this.here();
		const from = this.offset + 1;
		const body = this.nested(() => this.enclosed('{', '}'));
		return {kind: 'code', body, source: this.text.slice(from, this.offset - 1), span: this.span(start)};
	}

	/** A script between brackets, where line ends separate commands again. */
	private enclosed(open: '[' | '{', close: ']' | '}'): Script {
		const opening = this.here();
		const lines = this.lines;
		this.lines = false;
		this.offset += open.length;
		const start = this.here();
		const statements: Statement[] = [];
		this.script(close, (statement) => statements.push(statement));
		if (this.atEnd()) {
			this.fail('syntax error', opening);
		}

		const span = this.span(start);
		this.offset++;
		this.lines = lines;
		return {kind: 'script', statements, span};
	}

	private group(mode: Mode): Group {
		const start = this.here();
		return this.nested(() => {
			const lines = this.lines;
			this.lines = true;
			this.offset++;
			this.blanks(true);
			const value = this.at(')') ? undefined : this.expression(mode);
			this.blanks(true);
			if (!this.at(')')) {
				this.fail('syntax error');
			}

			this.offset++;
			this.lines = lines;
			return {kind: 'group', value, span: this.span(start)};
		});
	}

	/** list = "{" [ element { ";" element } ] "}" */
	private list(): List {
		const start = this.here();
		return this.nested(() => {
			const lines = this.lines;
			this.lines = true;
			this.offset++;
			const elements: ListElement[] = [];
			for (this.blanks(true); !this.at('}'); this.blanks(true)) {
				if (this.at(';') && elements.length > 0) {
					this.offset++;
					this.blanks(true);
					if (this.at('}')) {
						break;
					}
				} else if (elements.length > 0) {
					this.fail('syntax error');
				}

				elements.push(this.element());
			}

			this.offset++;
			this.lines = lines;
			return {kind: 'list', elements, span: this.span(start)};
		});
	}

	/** element = [ value "=" ] value */
	private element(): ListElement {
		const value = this.value(false);
		this.blanks(true);
		if (!this.at('=')) {
			return {value};
		}

		this.offset++;
		this.blanks(true);
		return {key: value, value: this.value(false)};
	}

	/** expression = operand { operator operand }, by level; `first` is an operand that has been read already. */
	private expression(mode: Mode, minimum = 0, first?: Expression): Expression {
		const outer = this.deepest;
		this.deepest = this.depth;
		const start = first?.span.start ?? this.here();
		let left = first ?? this.unary(mode);
		for (;;) {
			const found = this.operator(mode);
			if (found === undefined || levelOf(found.operator) < minimum) {
				break;
			}

			this.offset += found.length;
			this.blanks(this.lines);
			this.deepen(1);
			const level = levelOf(found.operator);
			const right = this.rightOf(found.operator, left, mode, level);
			left = {kind: 'binary', operator: found.operator, left, right, span: this.span(start)};
		}

		this.deepest = Math.max(outer, this.deepest);
		return left;
	}

	/** In a condition a bare word behind a comparison is a value: `list=pbr-stream`, `timeout<10s`. */
	private rightOf(operator: BinaryOperator, left: Expression, mode: Mode, level: number): Expression {
		const compares = mode === 'condition' && (comparisons.has(operator) || (operator === 'in' && left.kind === 'property'));
		const start = this.here();
		const isComputed = this.at("'") || this.match(prefixed) !== undefined;
		const text = compares && !isComputed ? this.run(valueEnd) : '';
		return this.expression(mode, level + 1, text === '' ? undefined : {kind: 'bare', text, span: this.span(start)});
	}

	/** The operator that comes next, and how many characters it takes (none for a silent `and`). */
	private operator(mode: Mode): {readonly operator: BinaryOperator; readonly length: number} | undefined {
		const spaced = this.blanks(this.lines);
		if (this.atCommandEnd()) {
			return undefined;
		}

		const name = this.match(operatorWord);
		const known = name === undefined ? undefined : wordOperators[name];
		if (known !== undefined && name !== undefined) {
			return {operator: known, length: name.length};
		}

		// `find list=x .id=*1`: a property, no concatenation.
		const apart = spaced || /[\s)\]"]/.test(this.text.charAt(this.offset - 1));
		const property = mode === 'condition' && apart && this.match(hiddenProperty) !== undefined;
		const symbol = property ? undefined : symbols.find((candidate) => this.text.startsWith(candidate, this.offset));
		if (symbol !== undefined) {
			return {operator: symbol, length: symbol.length};
		}

		if (mode === 'condition' && apart && this.match(operandStart) !== undefined) {
			return {operator: '&&', length: 0};
		}

		return undefined;
	}

	/** unary = { "!" | "-" | "~" | "any" } primary */
	private unary(mode: Mode): Expression {
		const start = this.here();
		const operator = this.at('!') ? '!' : this.at('-') ? '-' : this.at('~') ? '~' : this.match(anyWord) === undefined ? undefined : 'any';
		if (operator === undefined) {
			return this.primary(mode);
		}

		this.offset += operator.length;
		this.blanks(this.lines);
		return this.nested(() => {
			const operand = this.unary(mode);
			return {kind: 'unary', operator, operand, span: this.span(start)};
		});
	}

	private primary(mode: Mode): Expression {
		const character = this.text[this.offset];
		if (character === '(') {
			return this.group(mode);
		}

		if (character === '"' || character === '$' || character === '[' || character === '{') {
			return this.value(false);
		}

		const start = this.here();
		const literal = this.match(expressionLiteral);
		const name = mode === 'condition' && !literal?.includes(':') ? this.match(conditionName) : undefined;
		const text = name ?? literal ?? this.fail('syntax error');
		this.offset += text.length;
		return name === undefined ? ({kind: 'bare', text, span: this.span(start)} satisfies Bare) : {kind: 'property', name, span: this.span(start)};
	}

	private match(pattern: RegExp): string | undefined {
		pattern.lastIndex = this.offset;
		return pattern.exec(this.text)?.[0];
	}

	private nested<T>(inner: () => T): T {
		this.depth++;
		this.deepest = Math.max(this.deepest, this.depth);
		this.deepen(0);
		const value = inner();
		this.depth--;
		return value;
	}

	private deepen(levels: number): void {
		this.deepest += levels;
		if (this.deepest > depthLimit) {
			this.fail('syntax error: nested too deeply');
		}
	}

	private atCommandEnd(): boolean {
		return this.atEnd() || has(this.peek(), commandEnd);
	}

	private atStatementEnd(close: '' | '}' | ']'): boolean {
		return this.atEnd() || this.at('\n') || this.at('\r') || this.at(';') || (close !== '' && this.at(close));
	}

	constant(): string | undefined {
		const value = this.value(false);
		return this.atEnd() ? literal(value) : undefined;
	}

	whole(): Script {
		const start = this.here();
		const statements: Statement[] = [];
		this.script('', (statement) => statements.push(statement));
		return {kind: 'script', statements, span: this.span(start)};
	}
}

const guarded = <T>(text: string, options: ParseOptions, work: (parser: Parser) => T): Result<T> => {
	if (text.length > (options.limit ?? defaultLimit)) {
		return fail(error('too-large', `this is longer than ${options.limit ?? defaultLimit} characters`));
	}

	try {
		return ok(work(new Parser(text)));
	} catch (thrown) {
		if (thrown instanceof SyntaxFailure) {
			return fail(thrown.diagnostic);
		}

		throw thrown;
	}
};

/** Reads an export or a script. The first thing that is no RouterOS fails it, with its place. */
export const parse = (text: string, options: ParseOptions = {}): Result<Script> => guarded(text, options, (parser) => parser.whole());

/** The same one statement at a time, for exports too big to hold as a tree; the value is how many there were. */
export const eachStatement = (text: string, visit: (statement: Statement) => void, options: ParseOptions = {}): Result<number> =>
	guarded(text, options, (parser) => {
		let count = 0;
		parser.script('', (statement) => {
			count++;
			visit(statement);
		});
		return count;
	});

/** The value of a constant as it is written in an export, bare or quoted; undefined when it is no constant. */
export const unquote = (text: string): string | undefined => {
	const parsed = guarded(text, {}, (parser) => parser.constant());
	return parsed.ok ? parsed.value : undefined;
};
