import type {MenuHost, Steps} from '../contract.js';
import {ScriptError} from '../contract.js';
import type {Value} from '../value.js';
import {array, nothing, num, str} from '../value.js';
import {controlWords} from './control.js';
import type {Arguments} from './conversions.js';
import {conversions} from './conversions.js';
import {done} from './engine.js';
import {network} from './literal.js';
import {matches} from './regex.js';
import {serialize, stringWords} from './strings.js';
import {textOf} from './text.js';
import {variableWords} from './variables.js';
import type {Word, WordCall} from './word.js';
import {argument, hasFlag, missing, optional, plain, required} from './word.js';

function* evaluated(call: WordCall): Steps<Arguments> {
	const given = new Map<string, Value>();
	for (const each of call.meaning.arguments) {
		if ((each.kind === 'value' || each.kind === 'positional') && each.value !== undefined) {
			given.set(each.name, yield* call.engine.evaluate(each.value, call.frame));
		}
	}

	return given;
}

/** A word that only computes; its first value must be there. */
const computing = (compute: (given: Arguments) => Value): Word =>
	function* (call) {
		const [first] = call.meaning.positions;
		if (first !== undefined && argument(call, first) === undefined) {
			throw missing(first);
		}

		return done(compute(yield* evaluated(call)));
	};

const crlf = (text: string): string => text.replaceAll(/\r?\n/g, '\r\n');

/** Random enough for an emulated router, and the same in every run: mixed from its clock and a count. */
const randomSource = (): ((host: MenuHost, bound: bigint) => bigint) => {
	let count = 0n;
	return (host, bound) => {
		count += 1n;
		let mixed = BigInt.asUintN(64, host.uptime() + BigInt(Math.trunc(host.now())) + count * 0x9e3779b97f4a7c15n);
		mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 30n)) * 0xbf58476d1ce4e5b9n);
		mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn);
		return bound <= 0n ? 0n : (mixed ^ (mixed >> 31n)) % bound;
	};
};

const random = randomSource();

const codeOrText = (call: WordCall, name: string): Steps<string> =>
	(function* () {
		const written = argument(call, name);
		return written?.kind === 'code' ? written.source : textOf(yield* required(call, name));
	})();

/** Runs a script and collects what it prints. */
function* outputOf(call: WordCall, source: string): Steps<string> {
	let output = '';
	yield* call.engine.runText(source, {
		...call.frame.session,
		menu: '',
		print: (text) => {
			output += text;
		},
	});
	return output;
}

function* amount(call: WordCall, name: string): Steps<number> {
	const value = yield* optional(call, name);
	const read = value === undefined ? 0 : Number(textOf(value));
	if (!Number.isInteger(read) || read < 0) {
		throw new ScriptError(`invalid value for argument ${name}`);
	}

	return read;
}

const ownWords: Readonly<Record<string, Word>> = {
	*put(call) {
		const text = call.engine.show((yield* optional(call, 'message')) ?? nothing);
		call.frame.session.print(`${crlf(text)}\r\n`);
		return done(str(text));
	},
	*parse(call) {
		return done(call.engine.compile(textOf(yield* required(call, 'value'))));
	},
	// Errors of the started script are its own: they never reach the caller (7.21).
	*execute(call) {
		const source = yield* codeOrText(call, 'script');
		const file = yield* optional(call, 'file');
		const {session} = call.frame;
		if (!hasFlag(call, 'as-string')) {
			return done(call.engine.host.execute(session, source, file === undefined ? undefined : textOf(file)));
		}

		return done(str(yield* outputOf(call, source)));
	},
	*resolve(call) {
		const name = textOf(yield* required(call, 'domain-name'));
		const type = textOf((yield* optional(call, 'type')) ?? nothing);
		const server = yield* optional(call, 'server');
		const found = network(name) === undefined ? call.engine.host.resolve(name, server === undefined ? undefined : textOf(server)) : [name];
		const wanted = found
			.map((address) => network(address))
			.filter((value) => value !== undefined && !(type === 'ipv4' && value.kind !== 'ip') && !(type === 'ipv6' && value.kind !== 'ip6'));
		const [first] = wanted;
		if (first === undefined) {
			throw new ScriptError('failure: dns name does not exist');
		}

		return done(first);
	},
	*rndnum(call) {
		const from = yield* required(call, 'from');
		const to = yield* required(call, 'to');
		if (from.kind !== 'num' || to.kind !== 'num' || to.value < from.value) {
			throw new ScriptError('invalid value for argument to');
		}

		return done(num(from.value + random(call.engine.host, to.value - from.value + 1n)));
	},
	*rndstr(call) {
		const letters = textOf((yield* optional(call, 'from')) ?? str('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'));
		const wanted = yield* optional(call, 'length');
		const count = wanted?.kind === 'num' ? Number(wanted.value) : 16;
		if (count < 0 || count > 65_535) {
			throw new ScriptError('invalid value for argument length');
		}

		return done(str(Array.from({length: count}, () => letters[Number(random(call.engine.host, BigInt(letters.length)))] ?? '').join('')));
	},
	// The lines of a script's output that a pattern matches, with their neighbours (7.13).
	*grep(call) {
		const source = yield* codeOrText(call, 'script');
		const pattern = textOf((yield* optional(call, 'pattern')) ?? nothing);
		const [before, after] = [yield* amount(call, 'before'), yield* amount(call, 'after')];
		const lines = (yield* outputOf(call, source)).replace(/\r\n$/, '').split('\r\n');
		const hits = lines.map((line) => matches(pattern, line));
		const kept = lines.filter((_, index) => hits.slice(Math.max(0, index - after), index + before + 1).some(Boolean));
		const file = yield* optional(call, 'filename');
		if (file !== undefined) {
			call.engine.host.save(textOf(file), kept.map((line) => `${line}\n`).join(''));
		}

		if (hasFlag(call, 'as-array')) {
			return done(array(kept.map(str)));
		}

		call.frame.session.print(kept.map((line) => `${line}\r\n`).join(''));
		return done();
	},
	*serialize(call) {
		const value = serialize(yield* evaluated(call));
		const file = yield* optional(call, 'file-name');
		if (file !== undefined) {
			call.engine.host.save(textOf(file), textOf(value));
			return done();
		}

		return done(value);
	},
	jobname: plain((call) => done(str(call.frame.session.script ?? ''))),
	timestamp: plain((call) => done({kind: 'time', value: BigInt(Math.trunc(call.engine.host.now())) * 1_000_000n})),
};

const absent = (word: string): Word =>
	plain(() => {
		throw new ScriptError(`failure: :${word} is not part of this lab`);
	});

/** The words of the language; other root commands (`export`, `import`, `ping`, …) are the host's. */
export const words: Readonly<Record<string, Word>> = {
	...controlWords,
	...variableWords,
	...ownWords,
	...Object.fromEntries(Object.entries({...conversions, ...stringWords}).map(([name, compute]) => [name, computing(compute)])),
	...Object.fromEntries(['lock'].map((word) => [word, absent(word)])),
};
