import type {Schema} from '../../routeros/schema/index.js';
import type {Command, Expression, Item, Named, Word} from '../../routeros/syntax/index.js';
import type {Behaviours} from '../../routeros/versions/index.js';
import {accepts} from './closed.js';
import {located, Mistake, unknownName} from './errors.js';

/** One argument of a command, its name written out. */
export type Resolved =
	| {readonly kind: 'value'; readonly name: string; readonly not: boolean; readonly value: Expression | undefined}
	/** A value without a name; `name` is what its position stands for. */
	| {readonly kind: 'positional'; readonly name: string; readonly value: Expression}
	| {readonly kind: 'flag'; readonly name: string}
	| {readonly kind: 'unset'; readonly name: string}
	| {readonly kind: 'where'; readonly test: Expression | undefined};

/** What a command means under a schema. */
export type Meaning =
	/** Only menu words: what follows starts there. */
	| {readonly kind: 'menu'; readonly menu: string}
	/** A call of the code in `$name` or `[…]`, or just a value standing alone. */
	| {readonly kind: 'call'}
	| {readonly kind: 'command'; readonly menu: string; readonly verb: string; readonly arguments: readonly Resolved[]; readonly positions: readonly string[]}
	/** A mistake that only shows when the command is reached. */
	| {readonly kind: 'late'; readonly message: string; readonly path: string};

export type Language = {readonly schema: Schema; readonly behaviours: Behaviours};

/** `/ping` and its like moved under `/tool`; the old words still work in releases whose tree no longer has them. */
const moved: Readonly<Record<string, {readonly menu: string; readonly verb: string}>> = {ping: {menu: '/tool', verb: 'ping'}};

/** What values without a name stand for. Verbs that are not here take the rows they work on, if the schema says `numbers` or `number`. */
const positions: Readonly<Record<string, readonly string[]>> = {
	comment: ['numbers', 'comment'],
	edit: ['number', 'value-name'],
	get: ['number', 'value-name'],
	move: ['numbers', 'destination'],
	unset: ['numbers', 'value-name'],
};

const special: Readonly<Record<string, readonly string[]>> = {
	'/ beep': ['frequency', 'length'],
	'/ convert': ['value'],
	'/ delay': ['delay-time'],
	'/ deserialize': ['value'],
	'/ do': ['command'],
	'/ error': ['message'],
	'/ execute': ['script'],
	'/ find': ['in', 'key', 'from'],
	'/ for': ['counter'],
	'/ foreach': ['counter'],
	'/ global': ['name', 'value'],
	'/ grep': ['pattern'],
	'/ if': ['condition'],
	'/ import': ['file-name'],
	'/interface monitor-traffic': ['interface'],
	'/ip/route check': ['dst-ip'],
	'/system ssh': ['address'],
	'/system telnet': ['address', 'port'],
	'/system/logging/action clear': ['action'],
	'/ len': ['value'],
	'/ local': ['name', 'value'],
	'/ onerror': ['error', 'in'],
	'/ parse': ['value'],
	'/ pick': ['counter', 'begin', 'end'],
	'/ ping': ['address'],
	'/ put': ['message'],
	'/ range': ['from', 'to'],
	'/ resolve': ['domain-name', 'server', 'server-port'],
	'/ retry': ['command'],
	'/ return': ['value'],
	'/ rndnum': ['from', 'to'],
	'/ rndstr': ['length', 'from'],
	'/ serialize': ['value'],
	'/ set': ['name', 'value'],
	'/ time': ['command'],
	'/ toarray': ['value'],
	'/ tobool': ['value'],
	'/ tocrlf': ['input'],
	'/ toid': ['value'],
	'/ toip': ['value'],
	'/ toip6': ['value'],
	'/ tolf': ['input'],
	'/ tonsec': ['value'],
	'/ tonum': ['value'],
	'/ tostr': ['value'],
	'/ totime': ['value'],
	'/ typeof': ['value'],
	'/ while': ['condition'],
	'/log debug': ['message'],
	'/log error': ['message'],
	'/log info': ['message'],
	'/log warning': ['message'],
	'/tool bandwidth-test': ['address'],
	'/tool fetch': ['url'],
	'/tool flood-ping': ['address'],
	'/tool ping': ['address'],
	'/tool ping-speed': ['address'],
	'/tool snmp-get': ['address'],
	'/tool snmp-walk': ['address'],
	'/tool speed-test': ['address'],
	'/tool torch': ['interface'],
	'/tool traceroute': ['address'],
};

/** Property flags of `add` and `set`; everywhere else an argument without values or description is a flag. */
const propertyFlags: ReadonlySet<string> = new Set(['blackhole', 'fib', 'suppress-hw-offload']);
const neverFlags: ReadonlySet<string> = new Set(['where', 'from', 'numbers', 'number', 'destination', 'value-name', 'copy-from', 'place-before']);
const writing: ReadonlySet<string> = new Set(['add', 'set']);

/** Words of the language whose first value is a variable's name. */
const naming: ReadonlySet<string> = new Set(['local', 'global', 'set', 'for', 'foreach', 'onerror']);

const uniquePrefix = (word: string, known: readonly string[]): string | undefined => {
	const found = known.filter((candidate) => candidate.startsWith(word));
	return found.length === 1 ? found[0] : undefined;
};

const pick = (word: string, known: readonly string[]): string | undefined => (known.includes(word) ? word : word === '' ? undefined : uniquePrefix(word, known));

const parent = (menu: string): string => menu.slice(0, Math.max(menu.lastIndexOf('/'), 0));

type Place = {readonly menu: string; readonly verb?: string};

const step = (schema: Schema, menu: string, word: string): Place | undefined => {
	if (word === '..') {
		return {menu: parent(menu)};
	}

	const menus = schema.submenus(menu);
	const commands = schema.commands(menu);
	const found = pick(word, [...new Set([...menus, ...commands])]);
	if (found === undefined) {
		return menu === '' ? moved[word] : undefined;
	}

	return menus.includes(found) ? {menu: `${menu}/${found}`} : {menu, verb: found};
};

/** A word without `/` or `:` is looked for in the current menu, then among the words of the language. */
const firstStep = (schema: Schema, menu: string, word: string): Place | undefined => {
	const here = step(schema, menu, word);
	if (menu === '' || here?.verb === word || here?.menu.endsWith(`/${word}`) === true) {
		return here;
	}

	return schema.hasCommand('', word) ? {menu: '', verb: word} : here;
};

const positionsOf = (menu: string, verb: string, known: ReadonlyMap<string, unknown>): readonly string[] => {
	const listed = special[`${menu} ${verb}`] ?? (menu === '/' ? [] : positions[verb]) ?? ['numbers', 'number'];
	return listed.filter((name) => known.has(name));
};

/** Resolves one command: menu words, verb and arguments, each by its full name or a unique beginning. Throws what the console says of the first mistake. */
export const resolveCommand = (language: Language, command: Command, current: string): Meaning => {
	const {schema} = language;
	const items = command.items;
	const first = items[0];
	if (command.sigil === '$' || (command.sigil === '' && first?.kind === 'positional')) {
		return {kind: 'call'};
	}

	let place: Place = {menu: command.sigil === '' ? current : ''};
	let next = 0;
	while (next < items.length && place.verb === undefined) {
		const item = items[next];
		const word = item?.kind === 'word' ? item.text : item?.kind === 'named' ? item.name : undefined;
		if (item === undefined || word === undefined) {
			throw located('expected command name', (item ?? command).span.start);
		}

		const found = next === 0 && command.sigil === '' ? firstStep(schema, place.menu, word) : step(schema, place.menu, word);
		if (found === undefined || item.kind === 'named') {
			throw located(`bad command name ${word}`, item.span.start);
		}

		place = found;
		next += 1;
	}

	if (place.verb === undefined) {
		return {kind: 'menu', menu: place.menu};
	}

	const menu = place.menu === '' ? '/' : place.menu;
	try {
		return {kind: 'command', menu, verb: place.verb, ...resolveArguments(language, menu, place.verb, items.slice(next))};
	} catch (error) {
		if (language.behaviours.badParameterAtRuntime && error instanceof Mistake && error.message.startsWith('bad parameter ')) {
			return {kind: 'late', message: error.message, path: `${place.menu}/${place.verb}`};
		}

		throw error;
	}
};

const resolveArguments = (
	{schema, behaviours}: Language,
	menu: string,
	verb: string,
	items: readonly Item[],
): {readonly arguments: readonly Resolved[]; readonly positions: readonly string[]} => {
	const known = schema.arguments(menu, verb);
	const names = [...known.keys()];
	const order = positionsOf(menu, verb, known);
	const result: Resolved[] = [];

	const unknown = (name: string, at: Named['span']['end']): never => {
		throw unknownName(behaviours, name, at);
	};

	const nextPosition = (): string | undefined => order.find((name) => !result.some((argument) => 'name' in argument && argument.name === name));

	const isFlag = (name: string): boolean => {
		const argument = known.get(name);
		return (
			argument !== undefined &&
			(writing.has(verb) ? propertyFlags.has(name) : argument.values === undefined && argument.note === '' && !neverFlags.has(name) && !order.includes(name))
		);
	};

	const word = (item: Word): Resolved => {
		const wrong = menu === '/' && naming.has(verb) && nextPosition() === order[0] ? item.text.search(/[^\dA-Za-z,]/) : -1;
		if (wrong >= 0) {
			// A variable's name is letters and digits; anything else is read as the next word (`:local foo_bar 1`).
			const start = item.span.start;
			throw located('expected end of command', {...start, offset: start.offset + wrong, column: start.column + wrong});
		}

		const flag = pick(item.text, names.filter(isFlag));
		const position = nextPosition();
		if (flag !== undefined && (flag === item.text || position === undefined)) {
			return {kind: 'flag', name: flag};
		}

		if (position === undefined) {
			// What could be a name is taken for one; anything else ends the command where it starts.
			throw /^[A-Za-z]/.test(item.text) ? unknownName(behaviours, item.text, item.span.end) : located('expected end of command', item.span.start);
		}

		return {kind: 'positional', name: position, value: {kind: 'bare', text: item.text, span: item.span}};
	};

	const named = (item: Named): Resolved => {
		const name = pick(item.name, names) ?? unknown(item.name, item.nameSpan.end);
		const argument = known.get(name);
		const text =
			item.value?.kind === 'bare'
				? item.value.text
				: item.value?.kind === 'text' && item.value.parts.every((part) => typeof part === 'string')
					? item.value.parts.join('')
					: undefined;
		if (argument !== undefined && item.value !== undefined && text !== undefined && !accepts(menu, argument, text)) {
			throw located('syntax error', item.value.span.start);
		}

		return {kind: 'value', name, not: item.not, value: item.value};
	};

	for (const item of items) {
		switch (item.kind) {
			case 'word':
				result.push(word(item));
				break;
			case 'named':
				result.push(named(item));
				break;
			case 'unset':
				result.push({kind: 'unset', name: pick(item.name, names) ?? unknown(item.name, item.span.end)});
				break;
			case 'condition':
				if (!known.has('where')) {
					throw located('expected end of command', item.span.start);
				}

				if (item.where && item.test === undefined) {
					throw located('missing value for where', item.span.end);
				}

				result.push({kind: 'where', test: item.test});
				break;
			case 'positional': {
				const position = nextPosition();
				if (position === undefined) {
					throw located('expected end of command', item.span.start);
				}

				result.push({kind: 'positional', name: position, value: item.value});
				break;
			}
		}
	}

	return {arguments: result, positions: order};
};
