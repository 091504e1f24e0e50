import type {Span} from '../../diagnostics/index.js';

/**
 * The syntax tree of exports and scripts. Purely syntactic: which leading words are menus, which one is the verb and
 * which later words are flags is for those who hold a schema to say.
 */
export type Script = {readonly kind: 'script'; readonly statements: readonly Statement[]; readonly span: Span};

export type Statement = Command | Block | Comment;

/** `# …` on a line of its own. */
export type Comment = {readonly kind: 'comment'; readonly text: string; readonly span: Span};

/** `{ … }` standing as a statement. */
export type Block = {readonly kind: 'block'; readonly body: Script; readonly span: Span};

/**
 * One command. `sigil` is what it starts with: `/` (from the root), `:` (a script word), `$` (a call of the function in
 * `head`) or nothing (relative to the current menu). `/ip/route/add x=1` has the items `ip`, `route`, `add`, `x=1`,
 * as has `/ip route add x=1`: a `/` between leading words separates just as a space does. The first word is always split
 * at its slashes; a later one only while no verb (`add`, `set`, `import` …) has been seen and all its parts look like
 * names of menus. So `/import flash/x.rsc` keeps its file name, and `192.168.0.0/24` is one word.
 */
export type Command = {
	readonly kind: 'command';
	readonly sigil: '/' | ':' | '$' | '';
	/** Only with sigil `$`. */
	readonly head?: Variable;
	readonly items: readonly Item[];
	readonly span: Span;
};

export type Item = Word | Named | Unset | Positional | Condition;

/** A bare word: menu, verb, flag or value, e.g. `firewall`, `add`, `fib`, `ether1`, `192.168.1.0/24`, `..`. */
export type Word = {readonly kind: 'word'; readonly text: string; readonly span: Span};

/** `name=value`; `value` undefined for `name=` at the end of a command; `not` for `name=!value`. */
export type Named = {readonly kind: 'named'; readonly name: string; readonly not: boolean; readonly value: Expression | undefined; readonly nameSpan: Span; readonly span: Span};

/** `!name`: clears a property. */
export type Unset = {readonly kind: 'unset'; readonly name: string; readonly span: Span};

/** A value without a name: `"text"`, `$x`, `(1 + 2)`, `[find]`, `{1;2}`, `*1A`. */
export type Positional = {readonly kind: 'positional'; readonly value: Expression; readonly span: Span};

/**
 * What follows `find` or `where`: properties compared with values. Conditions standing side by side are joined by `&&`.
 * `where` tells whether that word is there (it is optional after `find`, and is no item of its own). `test` is undefined
 * when nothing follows.
 */
export type Condition = {readonly kind: 'condition'; readonly where: boolean; readonly test: Expression | undefined; readonly span: Span};

export type Expression = Bare | Text | Variable | Substitution | Group | Binary | Unary | Code | List | Property;

/** An unquoted literal: number, time, address, prefix, id, name. Its type is for the evaluator to find. */
export type Bare = {readonly kind: 'bare'; readonly text: string; readonly span: Span};

/** A quoted string; without interpolation it has at most one part, a plain string. */
export type Text = {readonly kind: 'text'; readonly parts: readonly TextPart[]; readonly span: Span};

export type TextPart = string | Variable | Substitution | Group;

/** `$name` or `$"any name"`. */
export type Variable = {readonly kind: 'variable'; readonly name: string; readonly span: Span};

/** `[ … ]`: the value of the last command inside. */
export type Substitution = {readonly kind: 'substitution'; readonly body: Script; readonly span: Span};

/** `( … )`; undefined for `()`. */
export type Group = {readonly kind: 'group'; readonly value: Expression | undefined; readonly span: Span};

export type BinaryOperator =
	| ','
	| '||'
	| '&&'
	| 'in'
	| '<'
	| '>'
	| '='
	| '<='
	| '>='
	| '!='
	| '~'
	| '.'
	| '<<'
	| '>>'
	| '|'
	| '^'
	| '&'
	| '+'
	| '-'
	| '*'
	| '/'
	| '%'
	| '<%%'
	| '->';

export type Binary = {readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: Expression; readonly right: Expression; readonly span: Span};

export type Unary = {readonly kind: 'unary'; readonly operator: '!' | '-' | '~' | 'any'; readonly operand: Expression; readonly span: Span};

/** `{ … }` where code is expected (`do=`, `else=`, `on-error=`, `on-event=`, `source=`, `script=`, `command=`, `:execute {…}`, `:retry {…}`, `:onerror e {…}`, `:onerror e in={…}`). */
export type Code = {
	readonly kind: 'code';
	readonly body: Script;
	/** The text between the braces, as written. */
	readonly source: string;
	readonly span: Span;
};

/** `{1; 2; "k"=3}` where a value is expected. */
export type List = {readonly kind: 'list'; readonly elements: readonly ListElement[]; readonly span: Span};
export type ListElement = {readonly key?: Expression; readonly value: Expression};

/** A property's name inside a condition, e.g. `comment` in `where comment~"x"`; alone it means "is set". */
export type Property = {readonly kind: 'property'; readonly name: string; readonly span: Span};

export type Node = Script | Statement | Item | Expression;
