import {readFileSync} from 'node:fs';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Script} from '../../../source/routeros/syntax/index.js';
import {namedText, parse, print, printStatement} from '../../../source/routeros/syntax/index.js';
import {onlyCommand, parsed, withoutSpans} from './helpers.js';

const kitchenSink = readFileSync(new URL('../../fixtures/syntax/kitchen-sink.rsc', import.meta.url), 'utf8');

const expectRoundTrip = (tree: Script): void => {
	for (const terse of [true, false]) {
		const text = print(tree, {terse});
		const again = parsed(text);
		expect(withoutSpans(again)).toEqual(withoutSpans(tree));
		expect(print(again, {terse})).toBe(text);
	}
};

// Source text by the grammar, so that each tree is one that parsing can give.
const word = fc.constantFrom('a', 'ether1', 'x-y', 'Foo', '192.168.0.0/24', 'a,b', '<-z->', '10s', 'flash/x.rsc');
const name = fc.constantFrom('name', 'dst-address', 'comment', '.id', 'a1');
const text = fc.constantFrom('""', '"a b"', '"\\$x [y] ; \\"z\\" \\r\\n\\t"', '"\\D0\\9E\\FF"', '"$a1 b"', '"$(1 + 2)c"', '"$[:len $a]"', '"$a\\62"', '"5$ $"', '"$\\"q\\""');
const variable = fc.constantFrom('$a', '$"a-b"', '$1');
const operator = fc.constantFrom(',', '||', '&&', 'and', 'or', 'in', '<', '>', '=', '<=', '>=', '!=', '~', '.', '<<', '>>', '|', '^', '&', '+', '-', '*', '/', '%', '<%%', '->');
const grammar = fc.letrec<Record<'expression' | 'group' | 'value' | 'condition' | 'item' | 'command' | 'list' | 'code' | 'statement', string>>((tie) => ({
	expression: fc.oneof(
		{depthSize: 'small'},
		fc.constantFrom('1', '10s', 'yes', '1.2.3.4', '10.0.0.0/8', 'fe80::1', '*1A', 'abc', '00:0C:42:00:00:01'),
		text,
		variable,
		tie('group'),
		tie('command').map((command) => `[${command}]`),
		fc.tuple(tie('expression'), operator, tie('expression')).map(([left, by, right]) => `${left} ${by} ${right}`),
		fc.tuple(fc.constantFrom('!', '-', '~', 'any '), tie('group')).map(([prefix, operand]) => prefix + operand),
	),
	group: fc.oneof(
		{depthSize: 'small'},
		fc.constant('()'),
		tie('expression').map((inner) => `(${inner})`),
	),
	value: fc.oneof(
		{depthSize: 'small'},
		word,
		word.map((bare) => `!${bare}`),
		text,
		variable,
		tie('group'),
		tie('list'),
		tie('command').map((command) => `[${command}]`),
	),
	condition: fc.oneof(
		{depthSize: 'small'},
		name,
		fc
			.tuple(name, fc.constantFrom('=', '!=', '~', '<', '>'), fc.oneof(fc.constantFrom('x-y', '*1', '10.0.0.0/8', 'a,b', '!z'), text, variable, tie('group')))
			.map((parts) => parts.join('')),
		tie('condition').map((inner) => `!(${inner})`),
		fc.tuple(tie('condition'), fc.constantFrom(' and ', ' or ', ' || ', ' ', '&&'), tie('condition')).map((parts) => parts.join('')),
	),
	item: fc.oneof(
		{depthSize: 'small'},
		word,
		name.map((unset) => `!${unset}`),
		fc.tuple(name, tie('value')).map((parts) => parts.join('=')),
		fc.tuple(fc.constantFrom('do', 'source'), tie('code')).map((parts) => parts.join('=')),
	),
	command: fc.oneof(
		{depthSize: 'small'},
		fc
			.tuple(fc.constantFrom('/ip/route/add', '/ip route set', 'add', ':put', '$f', ':local x', '../x set'), fc.array(tie('item'), {maxLength: 3}))
			.map(([head, items]) => [head, ...items].join(' ')),
		fc.tuple(fc.constantFrom('find ', 'find where ', '/ip/route/find ', 'print where '), tie('condition')).map((parts) => parts.join('')),
	),
	list: fc
		.array(
			fc.oneof(
				word,
				text,
				fc.tuple(text, word).map((pair) => pair.join('=')),
			),
			{maxLength: 3},
		)
		.map((elements) => `{${elements.join('; ')}}`),
	code: fc.array(tie('statement'), {maxLength: 2}).map((statements) => `{${statements.join(';')}}`),
	statement: fc.oneof({depthSize: 'small'}, tie('command'), tie('code')),
}));

describe('print', () => {
	it('gives back every construct', () => {
		expectRoundTrip(parsed(kitchenSink));
	});

	it('gives back whatever parses', () => {
		fc.assert(
			fc.property(fc.array(grammar.statement, {minLength: 1, maxLength: 3}), (statements) => {
				expectRoundTrip(parsed(statements.join('\n')));
			}),
			{numRuns: 200},
		);
	});

	it.each([
		['/ip/firewall/mangle/add chain=a', '/ip firewall mangle add chain=a'],
		['set [find default-name=ether1] name=wan', 'set [ find default-name=ether1 ] name=wan'],
		[':put "a"; :put "b"', ':put "a"\n:put "b"'],
		['print where a=1 b=2', 'print where a=1 and b=2'],
		['/x add a="plain" b="a b"', '/x add a="plain" b="a b"'],
	])('%s is printed as %s', (source, wanted) => {
		expect(print(parsed(source), {terse: true})).toBe(`${wanted}\n`);
	});

	it('quotes what would not be one word, wherever a tree holds it', () => {
		const hostile = fc.oneof(
			fc.string({unit: 'binary'}),
			fc.string({unit: fc.constantFrom('"', '$', ']', '[', ';', '\n', '\r', '{', '}', '(', ')', '\\', '#', '=', ' ', '!', "'", 'a', '\u0000', '\u001B', 'Ж', '\u2028')}),
		);
		const span = parsed('').span;
		fc.assert(
			fc.property(hostile, (value) => {
				const bare = {kind: 'bare', text: value, span} as const;
				const line = printStatement({
					kind: 'command',
					sigil: '/',
					items: [
						{kind: 'word', text: 'x', span},
						{kind: 'word', text: value, span},
						{kind: 'named', name: 'a', not: false, value: bare, nameSpan: span, span},
						{kind: 'positional', value: {kind: 'group', value: bare, span}, span},
						{
							kind: 'named',
							name: 'b',
							not: false,
							value: {kind: 'text', parts: [value, {kind: 'variable', name: value === '' ? 'v' : value, span}, value], span},
							nameSpan: span,
							span,
						},
					],
					span,
				});
				const command = onlyCommand(line);
				const named = command.items.find((item) => item.kind === 'named');
				expect(named?.kind === 'named' ? namedText(named) : undefined).toBe(value);
				expect(parse(line).ok).toBe(true);
			}),
			{numRuns: 200},
		);
	});
});
