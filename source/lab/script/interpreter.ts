import {invariant} from '../../diagnostics/index.js';
import {formatRelease} from '../../facts/index.js';
import type {Schema} from '../../routeros/schema/index.js';
import type {Code, Command, Expression, Item, Script, TextPart} from '../../routeros/syntax/index.js';
import {parse} from '../../routeros/syntax/index.js';
import {behaviours} from '../../routeros/versions/index.js';
import type {Interpreter, MenuHost, Session, Steps} from '../contract.js';
import {ScriptError} from '../contract.js';
import type {Value} from '../value.js';
import {array, nothing, str} from '../value.js';
import {asArray} from './arrays.js';
import type {Meanings} from './check.js';
import {checkScript} from './check.js';
import {compiledText, refusedText} from './compiled-text.js';
import type {Completion, Engine, Frame} from './engine.js';
import {callable, done, functionOf} from './engine.js';
import {errorText, Interrupted, located, Mistake} from './errors.js';
import {literal, literalOrName} from './literal.js';
import {makeCall} from './menu-call.js';
import {boundedText, operate, operateAlone} from './operators.js';
import type {Language, Meaning} from './resolve.js';
import type {Names} from './scope.js';
import {declareLocal, lookUp, makeScope} from './scope.js';
import {textOf} from './text.js';
import {words} from './words.js';

/** A turn for others every so many steps: a script without `:delay` must not stop the machine. */
const turn = 2000;
/** Blocks and calls inside each other; well before our own stack ends. */
const deepest = 250;

/** Texts that are kept compiled, and how long one may be: a long one is an import, which runs once. */
const keptReady = {texts: 256, length: 20_000};

type Compiled = {readonly scripts: Map<string, Script>; readonly meanings: Meanings};

/** By schema and release, for all machines: schedulers and watching jobs run the same few texts again and again. */
const compiledTexts = new WeakMap<Schema, Map<string, Compiled>>();

const compiledFor = ({schema, release}: MenuHost): Compiled => {
	const releases = compiledTexts.get(schema) ?? new Map<string, Compiled>();
	compiledTexts.set(schema, releases);
	const found = releases.get(formatRelease(release)) ?? {scripts: new Map(), meanings: new WeakMap()};
	releases.set(formatRelease(release), found);
	return found;
};

const start = {offset: 0, line: 1, column: 1};

/** What comes out of a deep recursion or an oversized value in the engine itself is the script's trouble, not a bug. */
const scriptErrorOf = (error: unknown): unknown => (error instanceof RangeError ? new ScriptError('failure: out of memory') : error);

/**
 * The scripting language of a router. Words and arguments are resolved against the host's schema before anything runs;
 * menu commands go to `host.run` with their arguments evaluated: unquoted words as `str`, exactly as written, expressions
 * as what they evaluate to. `comment=x`, `print where …` and so on carry full names whatever was abbreviated.
 */
export const createInterpreter = (host: MenuHost): Interpreter => {
	const language: Language = {schema: host.schema, behaviours: behaviours(host.release)};
	const {scripts, meanings} = compiledFor(host);
	/** Code made by `:parse` that cannot run, with the reason. */
	const refused = new WeakMap<Code, string>();

	const read = (source: string): Script => {
		const parsed = parse(source);
		if (parsed.ok) {
			return parsed.value;
		}

		const [first] = parsed.diagnostics;
		throw located(first?.message ?? 'syntax error', first?.span?.start ?? start);
	};

	const compileScript = (source: string, menu: string): Script => {
		const key = `${menu} ${source}`;
		const ready = scripts.get(key);
		if (ready !== undefined) {
			return ready;
		}

		const script = read(source);
		checkScript(language, meanings, script, menu);
		if (source.length <= keptReady.length) {
			scripts.set(key, script);
		}

		for (const [oldest] of scripts) {
			if (scripts.size <= keptReady.texts) {
				break;
			}

			scripts.delete(oldest);
		}

		return script;
	};

	const show = (value: Value): string =>
		textOf(value, (code) => {
			const reason = refused.get(code);
			return reason === undefined ? compiledText(meanings, code.body) : refusedText(reason, code);
		});

	const compile = (source: string): Value => {
		try {
			const body = read(source);
			const code: Code = {kind: 'code', body, source, span: body.span};
			try {
				checkScript(language, meanings, body, '');
			} catch (error) {
				// An unknown command is bound late: the code exists and fails when it is called (7.22).
				if (!(error instanceof ScriptError && error.message.startsWith('bad command name'))) {
					throw error;
				}

				refused.set(code, error.message);
			}

			return {kind: 'code', code};
		} catch (error) {
			const thrown = scriptErrorOf(error);
			if (thrown instanceof ScriptError) {
				return str(thrown.message);
			}

			throw thrown;
		}
	};

	function* tick(frame: Frame): Steps<void> {
		frame.budget.steps += 1;
		if (frame.session.aborted()) {
			throw new Interrupted('interrupted');
		}

		if (frame.budget.steps % turn === 0) {
			yield {kind: 'sleep', milliseconds: 0};
		}
	}

	function* interpolate(parts: readonly TextPart[], frame: Frame): Steps<Value> {
		let text = '';
		for (const part of parts) {
			text += typeof part === 'string' ? part : textOf(yield* evaluate(part, frame));
		}

		return boundedText(text);
	}

	/** `inner` is the inside of `( )` and `{ }`, where an unquoted word that is no literal names a variable. */
	function* evaluate(node: Expression, frame: Frame, inner = false): Steps<Value> {
		switch (node.kind) {
			case 'bare':
				return inner ? (literalOrName(node.text) ?? lookUp(frame.names, node.text)) : literal(node.text);
			case 'text':
				return yield* interpolate(node.parts, frame);
			case 'variable':
			case 'property':
				return lookUp(frame.names, node.name);
			case 'substitution': {
				if (node.body.statements.length === 0) {
					return {kind: 'nil'};
				}

				const completion = yield* statements(node.body, frame);
				return 'value' in completion ? completion.value : nothing;
			}

			case 'group':
				return node.value === undefined ? nothing : yield* evaluate(node.value, frame, true);
			case 'unary':
				return operateAlone(node.operator, yield* evaluate(node.operand, frame, true));
			case 'binary': {
				const left = yield* evaluate(node.left, frame, true);
				const right = yield* evaluate(node.right, frame, true);
				if (node.operator !== '<%%') {
					return operate(node.operator, left, right);
				}

				const code = callable(left);
				const given = asArray(right);
				return code === undefined ? nothing : yield* call(code, given.items, given.keyed, frame);
			}

			case 'list': {
				const items: Value[] = [];
				const keyed = new Map<string, Value>();
				for (const element of node.elements) {
					const value = yield* evaluate(element.value, frame, true);
					if (element.key === undefined) {
						items.push(value);
					} else {
						keyed.set(element.key.kind === 'bare' ? element.key.text : textOf(yield* evaluate(element.key, frame, true)), value);
					}
				}

				return array(items, keyed);
			}

			case 'code':
				return functionOf(node);
		}
	}

	const deeper = (frame: Frame, names: Names): Frame => {
		if (frame.depth >= deepest) {
			throw new ScriptError('failure: call stack is too deep');
		}

		return {...frame, names, depth: frame.depth + 1};
	};

	function* call(callee: Code, positional: readonly Value[], named: ReadonlyMap<string, Value>, frame: Frame, calledAs?: string): Steps<Value> {
		const reason = refused.get(callee);
		if (reason !== undefined) {
			throw new Mistake(reason);
		}

		const names = {scope: makeScope(), globals: frame.names.globals, ambient: false};
		if (calledAs !== undefined) {
			// `$0` is how a function was called: public scripts tell functions from scripts by its `$`.
			declareLocal(names, '0', str(`$${calledAs}`));
		}

		for (const [index, value] of positional.entries()) {
			declareLocal(names, String(index + 1), value);
		}

		for (const [name, value] of named) {
			declareLocal(names, name, value);
		}

		const completion = yield* statements(callee.body, deeper(frame, names));
		return 'value' in completion ? completion.value : nothing;
	}

	function* callCommand(node: Command, frame: Frame): Steps<Value> {
		const [head, rest]: readonly [Expression | undefined, readonly Item[]] =
			node.head === undefined ? [node.items[0]?.kind === 'positional' ? node.items[0].value : undefined, node.items.slice(1)] : [node.head, node.items];
		const callee = head === undefined ? nothing : yield* evaluate(head, frame);
		const code = callable(callee);
		const positional: Value[] = [];
		const named = new Map<string, Value>();
		for (const item of rest) {
			if (item.kind === 'word') {
				positional.push(literal(item.text));
			} else if (item.kind === 'positional') {
				positional.push(yield* evaluate(item.value, frame));
			} else if (item.kind === 'named') {
				named.set(item.name, item.value === undefined ? nothing : yield* evaluate(item.value, frame));
			}
		}

		// Calling what is no function does nothing, which is how a forgotten `:global` shows.
		return code === undefined ? (rest.length === 0 ? callee : nothing) : yield* call(code, positional, named, frame, node.head?.name);
	}

	function* command(node: Command, frame: Frame): Steps<Completion> {
		const meaning: Meaning | undefined = meanings.get(node);
		invariant(meaning !== undefined, 'a command runs that was never resolved');
		switch (meaning.kind) {
			case 'menu':
				return done();
			case 'late':
				throw new Mistake(meaning.message);
			case 'call':
				return done(yield* callCommand(node, frame));
			case 'command': {
				const line = node.span.start.line;
				const word = meaning.menu === '/' ? words[meaning.verb] : undefined;
				try {
					if (word !== undefined) {
						return yield* word({engine, frame, meaning, line});
					}

					const request = yield* makeCall(engine, frame, meaning, line);
					const message = meaning.menu === '/log' ? request.named.get('message') : undefined;
					if (message !== undefined) {
						host.log(`script,${meaning.verb}`, textOf(message));
						return done();
					}

					return done(yield* host.run(request));
				} catch (error) {
					if (error instanceof ScriptError && !(error instanceof Interrupted || error instanceof Mistake) && error.trail.length === 0) {
						error.trail.push(`(${meaning.menu === '/' ? ':' : `${meaning.menu}/`}${meaning.verb}; line ${line})`);
					}

					throw error;
				}
			}
		}
	}

	function* statements(script: Script, frame: Frame): Steps<Completion> {
		let last: Completion = done();
		for (const statement of script.statements) {
			if (statement.kind === 'comment') {
				continue;
			}

			yield* tick(frame);
			last = statement.kind === 'block' ? yield* block(statement.body, frame) : yield* command(statement, frame);
			if (last.kind !== 'value') {
				return last;
			}
		}

		return last;
	}

	function* block(body: Script, frame: Frame, variables?: ReadonlyMap<string, Value>): Steps<Completion> {
		const names = {...frame.names, scope: makeScope(frame.names.scope)};
		for (const [name, value] of variables ?? []) {
			declareLocal(names, name, value);
		}

		return yield* statements(body, deeper(frame, names));
	}

	function* runScript(source: string, session: Session, ambient: boolean): Steps<Value> {
		const script = compileScript(source, session.menu);
		const names = {scope: makeScope(), globals: host.globals, ambient};
		const completion = yield* statements(script, {session, names, depth: 0, budget: {steps: 0}});
		return 'value' in completion ? completion.value : nothing;
	}

	function* run(source: string, session: Session, options: {readonly report: boolean; readonly caller?: string}): Steps<Value> {
		try {
			// A line typed at a console sees every global; a script or job sees those that it declares.
			return yield* runScript(source, session, session.from !== undefined && options.caller === undefined);
		} catch (error) {
			const thrown = scriptErrorOf(error);
			if (!options.report || !(thrown instanceof ScriptError)) {
				throw thrown;
			}

			session.print(`${errorText(thrown, host.release)}\r\n`);
			return nothing;
		}
	}

	function* runText(source: string, session: Session): Steps<void> {
		yield* run(source, session, {report: true, caller: ':execute'});
	}

	const engine: Engine = {host, evaluate: (node, frame) => evaluate(node, frame), block, compile, show, runText, tick};

	/** Works on a text without running it; a mistake in the text has an answer of its own. */
	const examine = <T>(work: () => T, mistaken: (message: string) => T): T => {
		try {
			return work();
		} catch (error) {
			const thrown = scriptErrorOf(error);
			if (thrown instanceof ScriptError) {
				return mistaken(thrown.message);
			}

			throw thrown;
		}
	};

	const check = (source: string, menu: string): string | undefined =>
		examine<string | undefined>(
			() => {
				compileScript(source, menu);
				return undefined;
			},
			(message) => message,
		);

	const menuAfter = (source: string, menu: string): string =>
		examine(
			() => checkScript(language, meanings, read(source), menu),
			() => menu,
		);

	return {run, check, menuAfter};
};
