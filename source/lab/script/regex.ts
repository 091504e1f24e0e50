import {ScriptError} from '../contract.js';

/**
 * Regular expressions of `~`: POSIX extended, searched anywhere in the text. Own matcher, because a script's pattern must
 * not be able to hang the process: it walks all alternatives at once, so that the time is pattern × text.
 */
type Test = (code: number) => boolean;
type Anchor = 'start' | 'end' | 'edge' | 'inside';
type State =
	| {readonly kind: 'test'; readonly test: Test; next: number}
	| {readonly kind: 'fork'; next: number; other: number}
	| {readonly kind: Anchor; next: number}
	| {readonly kind: 'done'};
type Tree =
	| {readonly kind: 'test'; readonly test: Test}
	| {readonly kind: 'anchor'; readonly at: Anchor}
	| {readonly kind: 'sequence' | 'choice'; readonly parts: readonly Tree[]}
	| {readonly kind: 'repeat'; readonly body: Tree; readonly from: number; readonly to: number};

const limits = {pattern: 4096, states: 20_000, repeat: 255} as const;

const broken = (): never => {
	throw new ScriptError('failure: invalid regexp');
};

const between = (from: string, to: string): Test => {
	const low = from.codePointAt(0) ?? 0;
	const high = to.codePointAt(0) ?? 0;
	return (code) => code >= low && code <= high;
};

const either =
	(...tests: readonly Test[]): Test =>
	(code) =>
		tests.some((test) => test(code));

const upper = between('A', 'Z');
const lower = between('a', 'z');
const digit = between('0', '9');
const space = either(between('\t', '\r'), between(' ', ' '));
const classes: ReadonlyMap<string, Test> = new Map(
	Object.entries({
		alpha: either(upper, lower),
		digit,
		alnum: either(upper, lower, digit),
		upper,
		lower,
		xdigit: either(digit, between('A', 'F'), between('a', 'f')),
		space,
		blank: either(between('\t', '\t'), between(' ', ' ')),
		punct: either(between('!', '/'), between(':', '@'), between('[', '`'), between('{', '~')),
		print: between(' ', '~'),
		graph: between('!', '~'),
		cntrl: either(between('\0', '\x1F'), between('\x7F', '\x7F')),
	}),
);

const word = either(upper, lower, digit, between('_', '_'));
const not =
	(test: Test): Test =>
	(code) =>
		!test(code);

/** What a backslash and a letter stand for; public scripts of 7.13 and later use `\b` and `\d`. Any other character stands for itself. */
const shorthands: Readonly<Record<string, Tree>> = {
	d: {kind: 'test', test: digit},
	D: {kind: 'test', test: not(digit)},
	w: {kind: 'test', test: word},
	W: {kind: 'test', test: not(word)},
	s: {kind: 'test', test: space},
	S: {kind: 'test', test: not(space)},
	b: {kind: 'anchor', at: 'edge'},
	B: {kind: 'anchor', at: 'inside'},
};

const parsePattern = (pattern: string): Tree => {
	const characters = [...pattern];
	let at = 0;
	let depth = 0;

	const bracket = (): Tree => {
		const negated = characters[at] === '^';
		at += negated ? 1 : 0;
		const tests: Test[] = [];
		for (let first = true; ; first = false) {
			const character = characters[at++] ?? broken();
			if (character === ']' && !first) {
				break;
			}

			if (character === '[' && characters[at] === ':') {
				const end = characters.indexOf(']', at);
				const name = characters.slice(at + 1, end - 1).join('');
				tests.push(classes.get(name) ?? broken());
				at = end + 1;
				continue;
			}

			if (characters[at] === '-' && characters[at + 1] !== ']' && characters[at + 1] !== undefined) {
				tests.push(between(character, characters[at + 1] ?? ''));
				at += 2;
				continue;
			}

			tests.push(between(character, character));
		}

		const test = either(...tests);
		return {kind: 'test', test: negated ? not(test) : test};
	};

	const bounds = (): readonly [number, number] | undefined => {
		const found = /^\{(\d{1,3})(,(\d{0,3}))?\}/.exec(characters.slice(at, at + 10).join(''));
		if (found === null) {
			return undefined;
		}

		at += found[0].length;
		const from = Number(found[1]);
		const to = found[2] === undefined ? from : found[3] === '' ? Number.POSITIVE_INFINITY : Number(found[3]);
		return from > limits.repeat || (to !== Number.POSITIVE_INFINITY && (to > limits.repeat || to < from)) ? broken() : [from, to];
	};

	const atom = (): Tree => {
		const character = characters[at++] ?? '';
		switch (character) {
			case '.':
				return {kind: 'test', test: () => true};
			case '^':
				return {kind: 'anchor', at: 'start'};
			case '$':
				return {kind: 'anchor', at: 'end'};
			case '[':
				return bracket();
			case '(': {
				depth += 1;
				const inside = depth > 100 ? broken() : choice();
				depth -= 1;
				return characters[at++] === ')' ? inside : broken();
			}

			case '*':
			case '+':
			case '?':
				return broken();
			case '\\': {
				const escaped = characters[at++] ?? broken();
				return shorthands[escaped] ?? {kind: 'test', test: between(escaped, escaped)};
			}

			default:
				return {kind: 'test', test: between(character, character)};
		}
	};

	const repeated = (): Tree => {
		let tree = atom();
		for (;;) {
			const character = characters[at];
			const range =
				character === '{'
					? bounds()
					: character === '*'
						? ([0, Number.POSITIVE_INFINITY] as const)
						: character === '+'
							? ([1, Number.POSITIVE_INFINITY] as const)
							: character === '?'
								? ([0, 1] as const)
								: undefined;
			if (range === undefined) {
				return tree;
			}

			at += character === '{' ? 0 : 1;
			tree = {kind: 'repeat', body: tree, from: range[0], to: range[1]};
		}
	};

	const sequence = (): Tree => {
		const parts: Tree[] = [];
		while (at < characters.length && characters[at] !== '|' && !(characters[at] === ')' && depth > 0)) {
			parts.push(repeated());
		}

		return {kind: 'sequence', parts};
	};

	const choice = (): Tree => {
		const parts = [sequence()];
		while (characters[at] === '|') {
			at += 1;
			parts.push(sequence());
		}

		return {kind: 'choice', parts};
	};

	return choice();
};

/** Built from the end: each part gets the state that follows it and gives back the one to start with. */
const compile = (tree: Tree): {readonly states: readonly State[]; readonly start: number} => {
	const states: State[] = [{kind: 'done'}];
	const push = (state: State): number => (states.length >= limits.states ? broken() : states.push(state) - 1);

	const build = (part: Tree, next: number): number => {
		switch (part.kind) {
			case 'test':
				return push({kind: 'test', test: part.test, next});
			case 'anchor':
				return push({kind: part.at, next});
			case 'sequence':
				return part.parts.reduceRight((following, each) => build(each, following), next);
			case 'choice':
				return part.parts.map((each) => build(each, next)).reduceRight((other, first) => push({kind: 'fork', next: first, other}));
			case 'repeat': {
				let following = next;
				if (part.to === Number.POSITIVE_INFINITY) {
					const loop: State = {kind: 'fork', next, other: next};
					following = push(loop);
					loop.next = build(part.body, following);
				} else {
					for (let count = part.from; count < part.to; count++) {
						following = push({kind: 'fork', next: build(part.body, following), other: next});
					}
				}

				for (let count = 0; count < part.from; count++) {
					following = build(part.body, following);
				}

				return following;
			}
		}
	};

	return {start: build(tree, 0), states};
};

const isWordAt = (codes: readonly number[], position: number): boolean => word(codes[position] ?? -1);
const isEdge = (codes: readonly number[], position: number): boolean => isWordAt(codes, position - 1) !== isWordAt(codes, position);
const standsAt: Readonly<Record<Anchor, (codes: readonly number[], position: number) => boolean>> = {
	start: (_codes, position) => position === 0,
	end: (codes, position) => position === codes.length,
	edge: isEdge,
	inside: (codes, position) => !isEdge(codes, position),
};

const known = new Map<string, (text: string) => boolean>();

const makeSearch = (pattern: string): ((text: string) => boolean) => {
	if (pattern.length > limits.pattern) {
		return broken();
	}

	const {states, start} = compile(parsePattern(pattern));
	return (text) => {
		const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
		let current: number[] = [];
		for (let position = 0; position <= codes.length; position++) {
			const seen = new Set<number>();
			const consuming: number[] = [];
			const open = [start, ...current];
			while (open.length > 0) {
				const index = open.pop() ?? 0;
				const state = states[index];
				if (state === undefined || seen.has(index)) {
					continue;
				}

				seen.add(index);
				switch (state.kind) {
					case 'done':
						return true;
					case 'test':
						consuming.push(index);
						break;
					case 'fork':
						open.push(state.other, state.next);
						break;
					default:
						if (standsAt[state.kind](codes, position)) {
							open.push(state.next);
						}
				}
			}

			const code = codes[position];
			current = [];
			for (const index of code === undefined ? [] : consuming) {
				const state = states[index];
				if (state?.kind === 'test' && state.test(code ?? 0)) {
					current.push(state.next);
				}
			}
		}

		return false;
	};
};

/** Whether a pattern is found in a text. Throws `ScriptError` for a pattern that is none. */
export const matches = (pattern: string, text: string): boolean => {
	let search = known.get(pattern);
	if (search === undefined) {
		search = makeSearch(pattern);
		if (known.size >= 256) {
			known.clear();
		}

		known.set(pattern, search);
	}

	return search(text);
};
