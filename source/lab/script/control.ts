import type {Expression} from '../../routeros/syntax/index.js';
import type {Steps} from '../contract.js';
import {ScriptError} from '../contract.js';
import type {Value} from '../value.js';
import {array, bool, nothing, num, str} from '../value.js';
import {sortedEntries} from './arrays.js';
import type {Completion} from './engine.js';
import {done} from './engine.js';
import {errorText, Interrupted} from './errors.js';
import {parseNumber} from './literal.js';
import {truth} from './operators.js';
import {textOf} from './text.js';
import {parseSeconds, parseTime, second} from './time.js';
import type {Word, WordCall} from './word.js';
import {argument, missing, optional, plain, required, variableName} from './word.js';

function* body(call: WordCall, name: string, variables?: ReadonlyMap<string, Value>): Steps<Completion> {
	const code = argument(call, name);
	if (code === undefined) {
		return done();
	}

	return code.kind === 'code' ? yield* call.engine.block(code.body, call.frame, variables) : done(yield* call.engine.evaluate(code, call.frame));
}

function* holds(call: WordCall, condition: Expression | undefined): Steps<boolean> {
	if (condition === undefined) {
		throw missing('condition');
	}

	return truth(yield* call.engine.evaluate(condition, call.frame));
}

type Outcome = {readonly ok: true; readonly completion: Completion} | {readonly ok: false; readonly error: ScriptError};

/** Runs something that may fail. What was interrupted stays interrupted. */
function* attempt(call: WordCall, name: string): Steps<Outcome> {
	try {
		return {ok: true, completion: yield* body(call, name)};
	} catch (error) {
		if (!(error instanceof ScriptError) || error instanceof Interrupted) {
			throw error;
		}

		return {ok: false, error};
	}
}

/** What a loop does after its body: `undefined` goes on. */
const leaves = (completion: Completion): Completion | undefined => (completion.kind === 'return' ? completion : completion.kind === 'break' ? done() : undefined);

/** Goes through the turns of a loop; its own `on-error` (7.19) ends it. */
function* loop(call: WordCall, turns: Iterable<ReadonlyMap<string, Value>>): Steps<Completion> {
	try {
		for (const variables of turns) {
			yield* call.engine.tick(call.frame);
			const left = leaves(yield* body(call, 'do', variables));
			if (left !== undefined) {
				return left;
			}
		}

		return done();
	} catch (error) {
		if (error instanceof ScriptError && !(error instanceof Interrupted) && argument(call, 'on-error') !== undefined) {
			return yield* body(call, 'on-error');
		}

		throw error;
	}
}

const counters = (call: WordCall): readonly string[] => variableName(call, 'counter').split(',');

function* numeric(call: WordCall, name: string): Steps<bigint | undefined> {
	const value = yield* optional(call, name);
	const number = value === undefined ? undefined : value.kind === 'num' ? value.value : parseNumber(textOf(value));
	if (value !== undefined && number === undefined) {
		throw new ScriptError(`invalid value for argument ${name}`);
	}

	return number;
}

function* range(name: string, from: bigint, to: bigint, step: bigint): Generator<ReadonlyMap<string, Value>> {
	for (let value = from; step > 0n ? value <= to : value >= to; value += step) {
		yield new Map([[name, num(value)]]);
	}
}

function* elements(names: readonly string[], value: Value): Generator<ReadonlyMap<string, Value>> {
	const entries: readonly (readonly [Value, Value])[] =
		value.kind === 'array'
			? [...value.items.map((item, index) => [num(index), item] as const), ...sortedEntries(value.keyed).map(([key, item]) => [str(key), item] as const)]
			: value.kind === 'nothing' || value.kind === 'nil'
				? []
				: [[num(0), value]];
	const [first = '', last] = names;
	for (const [key, item] of entries) {
		yield new Map(
			last === undefined
				? [[first, item]]
				: [
						[first, key],
						[last, item],
					],
		);
	}
}

/** A time argument: unquoted words are read as a time first, then as seconds. */
function* milliseconds(call: WordCall, name: string): Steps<number | undefined> {
	const written = argument(call, name);
	const value = written === undefined ? undefined : written.kind === 'bare' ? str(written.text) : yield* call.engine.evaluate(written, call.frame);
	if (value === undefined) {
		return undefined;
	}

	const nanoseconds = value.kind === 'time' ? value.value : value.kind === 'num' ? value.value * second : (parseTime(textOf(value)) ?? parseSeconds(textOf(value)));
	if (nanoseconds === undefined || nanoseconds < 0n) {
		throw new ScriptError(`invalid value for argument ${name}`);
	}

	return Number(nanoseconds / 1_000_000n);
}

/** `:quit` and `:exit` end everything; no handler catches them (7.21). */
const stop = (): never => {
	throw new Interrupted('interrupted');
};

export const controlWords: Readonly<Record<string, Word>> = {
	*if(call) {
		return yield* body(call, (yield* holds(call, argument(call, 'condition'))) ? 'do' : 'else');
	},
	*while(call) {
		while (yield* holds(call, argument(call, 'condition'))) {
			yield* call.engine.tick(call.frame);
			const left = leaves(yield* body(call, 'do'));
			if (left !== undefined) {
				return left;
			}
		}

		return done();
	},
	*for(call) {
		const from = yield* numeric(call, 'from');
		const to = yield* numeric(call, 'to');
		if (from === undefined || to === undefined) {
			throw missing(from === undefined ? 'from' : 'to');
		}

		const step = (yield* numeric(call, 'step')) ?? (from <= to ? 1n : -1n);
		if (step === 0n) {
			throw new ScriptError('invalid value for argument step');
		}

		return yield* loop(call, range(counters(call)[0] ?? '', from, to, step));
	},
	*foreach(call) {
		return yield* loop(call, elements(counters(call), yield* required(call, 'in')));
	},
	*do(call) {
		const again = argument(call, 'while');
		for (;;) {
			yield* call.engine.tick(call.frame);
			const outcome = argument(call, 'on-error') === undefined ? ({ok: true, completion: yield* body(call, 'command')} as const) : yield* attempt(call, 'command');
			if (!outcome.ok) {
				return yield* body(call, 'on-error');
			}

			if (again === undefined) {
				return outcome.completion;
			}

			const left = leaves(outcome.completion);
			if (left !== undefined || !(yield* holds(call, again))) {
				return left ?? done();
			}
		}
	},
	// True when there was an error (7.21); the text is the one that the console would print.
	*onerror(call) {
		const outcome = yield* attempt(call, 'in');
		if (outcome.ok) {
			return outcome.completion.kind === 'value' ? done(bool(false)) : outcome.completion;
		}

		const [name = ''] = variableName(call, 'error').split(',');
		const handled = yield* body(call, 'do', new Map([[name, str(errorText(outcome.error, call.engine.host.release))]]));
		return handled.kind === 'value' ? done(bool(true)) : handled;
	},
	*retry(call) {
		const most = (yield* numeric(call, 'max')) ?? 1n;
		const delay = yield* milliseconds(call, 'delay');
		for (let tried = 1n; tried <= most; tried++) {
			const outcome = yield* attempt(call, 'command');
			if (outcome.ok) {
				return outcome.completion;
			}

			if (tried === most) {
				if (argument(call, 'on-error') === undefined) {
					throw outcome.error;
				}

				return yield* body(call, 'on-error');
			}

			yield {kind: 'sleep', milliseconds: delay ?? 0};
		}

		return done();
	},
	*error(call) {
		throw new ScriptError(textOf((yield* optional(call, 'message')) ?? nothing));
	},
	*return(call) {
		return {kind: 'return', value: yield* required(call, 'value')};
	},
	break: plain(() => ({kind: 'break'})),
	continue: plain(() => ({kind: 'continue'})),
	quit: plain(stop),
	exit: plain(stop),
	*delay(call) {
		yield {kind: 'sleep', milliseconds: (yield* milliseconds(call, 'delay-time')) ?? 1000};
		return done();
	},
	*time(call) {
		const before = call.engine.host.uptime();
		const ended = yield* body(call, 'command');
		return ended.kind === 'value' ? done({kind: 'time', value: call.engine.host.uptime() - before}) : ended;
	},
	nothing: plain(() => done({kind: 'nil'})),
	beep: plain(() => done()),
	*range(call) {
		const from = (yield* numeric(call, 'from')) ?? 0n;
		const to = (yield* numeric(call, 'to')) ?? 0n;
		if (to - from > 100_000n) {
			throw new ScriptError('failure: out of memory');
		}

		return done(array(Array.from({length: Number(to - from) + 1}, (_, index) => num(from + BigInt(index)))));
	},
};
