import {describe, expect, it} from 'vitest';
import type {Expression, Item} from '../../../source/routeros/syntax/index.js';
import {eachStatement, parse} from '../../../source/routeros/syntax/index.js';
import {onlyCommand, parsed} from './helpers.js';

/** A tree as one line, with every group visible. */
const shown = (node: Expression | Item): string => {
	switch (node.kind) {
		case 'word':
			return node.text;
		case 'named':
			return `${node.name}:=${node.not ? 'not ' : ''}${node.value === undefined ? '' : shown(node.value)}`;
		case 'unset':
			return `unset ${node.name}`;
		case 'positional':
			return shown(node.value);
		case 'condition':
			return `${node.where ? 'where' : 'when'}{${node.test === undefined ? '' : shown(node.test)}}`;
		case 'bare':
			return `'${node.text}'`;
		case 'text':
			return JSON.stringify(node.parts.map((part) => (typeof part === 'string' ? part : shown(part))));
		case 'variable':
			return `$${node.name}`;
		case 'substitution':
			return `[${node.body.statements.map((statement) => (statement.kind === 'command' ? statement.items.map(shown).join(' ') : statement.kind)).join('; ')}]`;
		case 'group':
			return node.value === undefined ? '()' : shown(node.value);
		case 'binary':
			return `(${shown(node.left)} ${node.operator} ${shown(node.right)})`;
		case 'unary':
			return `(${node.operator} ${shown(node.operand)})`;
		case 'code':
			return `code{${node.source}}`;
		case 'list':
			return `{${node.elements.map(({key, value}) => (key === undefined ? '' : `${shown(key)} is `) + shown(value)).join(', ')}}`;
		case 'property':
			return node.name;
	}
};

const items = (text: string): string => {
	const {sigil, head, items} = onlyCommand(text);
	return [sigil + (head === undefined ? '' : head.name), ...items.map(shown)].join(' | ');
};

describe('parse', () => {
	it.each([
		// Paths: slashes separate menus, and stay in what comes after the verb.
		['/ip/firewall/mangle/add', '/ | ip | firewall | mangle | add'],
		['/ip firewall/mangle add', '/ | ip | firewall | mangle | add'],
		['/import flash/x.rsc', '/ | import | flash/x.rsc'],
		['/import flash/x', '/ | import | flash/x'],
		['/import x.rsc', '/ | import | x.rsc'],
		['address/remove 0', ' | address | remove | 0'],
		['../address/remove a/b', ' | .. | address | remove | a/b'],
		['remove 10.0.0.0/8', ' | remove | 10.0.0.0/8'],
		['/', '/'],
		// Arguments.
		['add a=b c="d e" f= ', ' | add | a:=\'b\' | c:=["d e"] | f:='],
		['set note= x', " | set | note:='x'"],
		['add src=!10.0.0.0/8 list=!"a b" !comment fib', ' | add | src:=not \'10.0.0.0/8\' | list:=not ["a b"] | unset comment | fib'],
		['set *1F .id=*2', " | set | '*1F' | .id:='*2'"],
		['add per-connection-classifier=both-addresses:3/0 gateway=1.1.1.1%ether1@main', " | add | per-connection-classifier:='both-addresses:3/0' | gateway:='1.1.1.1%ether1@main'"],
		// Joined lines.
		['add comment=\\\n    "a b" \\\r\n    list=ab\\\n    cd', ' | add | comment:=["a b"] | list:=\'abcd\''],
		['add a="x\\\n    \\_y\\r\\\n    \\nz"', ' | add | a:=["x y\\r\\nz"]'],
		// Strings.
		[':put "a $b-c $(1 + 2) $[:len $d] \\$e $ 5$"', ': | put | ["a ","$b","-c ","(\'1\' + \'2\')"," ","[len $d]"," $e $ 5$"]'],
		[':put $"a-b"', ': | put | $a-b'],
		// Expressions, loosest first.
		[':put ($a, $b || $c && $d in $e = $f . $g)', ': | put | ($a , ($b || ($c && ($d in ($e = ($f . $g))))))'],
		[':put ($a << $b | $c ^ $d & $e + $f * $g <%% $h -> $i)', ': | put | ($a << ($b | ($c ^ ($d & ($e + ($f * ($g <%% ($h -> $i))))))))'],
		[':put (1 - 2 - 3)', ": | put | (('1' - '2') - '3')"],
		[':put (!$a and -$b < ~1)', ": | put | ((! $a) && ((- $b) < (~ '1')))"],
		[':put (10.0.0.1 in 10.0.0.0/8, fe80::1, 00:10:00, 0xFF, *1A)', ": | put | ((((('10.0.0.1' in '10.0.0.0/8') , 'fe80::1') , '00:10:00') , '0xFF') , '*1A')"],
		[':put ($i+1)', ": | put | ($i + '1')"],
		// Conditions.
		['find', ' | find | when{}'],
		['find where', ' | find | where{}'],
		['find default-name=ether1', " | find | when{(default-name = 'ether1')}"],
		['find where list=x-y !dynamic and (a=1 or b~"^x")', " | find | where{(((list = 'x-y') && (! dynamic)) && ((a = '1') || (b ~ [\"^x\"])))}"],
		['/x print terse where timeout<10s .id=*1', "/ | x | print | terse | where{((timeout < '10s') && (.id = '*1'))}"],
		['find dst-address=0.0.0.0/0 gateway=$g', " | find | when{((dst-address = '0.0.0.0/0') && (gateway = $g))}"],
		['find where address in 10.0.0.0/8', " | find | where{(address in '10.0.0.0/8')}"],
		[':find $a $b', ': | find | $a | $b'],
		// Code and lists.
		[':if ($x) do={a} else={b}', ': | if | $x | do:=code{a} | else:=code{b}'],
		[':onerror e in={/x} do={y}', ': | onerror | e | in:=code{/x} | do:=code{y}'],
		[':onerror e {/x} do={y}', ': | onerror | e | code{/x} | do:=code{y}'],
		[':retry {/x} max=2', ": | retry | code{/x} | max:='2'"],
		[':foreach k,v in={"a"=1;b} do={}', ": | foreach | k,v | in:={[\"a\"] is '1', 'b'} | do:=code{}"],
		[':do {a} while=($x)', ': | do | code{a} | while:=$x'],
		[':local x {1;{2}}', ": | local | x | {'1', {'2'}}"],
		['$f 1 b=2', "$f | 1 | b:='2'"],
	])('%s', (text, wanted) => {
		expect(items(text)).toBe(wanted);
	});

	it('takes CRLF and a byte order mark', () => {
		const {statements} = parsed('\uFEFF# x\r\n/ip route\r\nadd a=b\r\n');
		expect(statements.map(({kind, span}) => [kind, span.start.line, span.start.column])).toEqual([
			['comment', 1, 1],
			['command', 2, 1],
			['command', 3, 1],
		]);
	});

	it.each([
		['/system note set note= show-at-login=yes', 'expected end of command', 1, 37],
		['/ip address add address=1.1.1.1/24=x', 'expected end of command', 1, 35],
		[":put 'a'", 'syntax error', 1, 6],
		['add\nadd c="\\q"', 'syntax error', 2, 8],
		['add comment="Ж" \'', 'syntax error', 1, 18],
		['add comment="\\D0\\9E" a="\\0a"', 'syntax error', 1, 25],
		['"x"', 'expected command name', 1, 1],
		['a=b', 'expected command name', 1, 1],
		[':put (1', 'syntax error', 1, 8],
		[':put "abc', 'syntax error', 1, 10],
		[':put ]', 'syntax error', 1, 6],
		['add a=$', 'syntax error', 1, 7],
		['add "a"b', 'expected end of command', 1, 8],
	])('says where %j is wrong', (text, message, line, column) => {
		const result = parse(text);
		const [diagnostic] = result.ok ? [] : result.diagnostics;
		expect([diagnostic?.code, diagnostic?.message, diagnostic?.span?.start.line, diagnostic?.span?.start.column]).toEqual(['syntax', message, line, column]);
	});

	it('gives each word its own place', () => {
		const {items: words} = onlyCommand('/ip/firewall/filter print');
		expect(words.map(({span}) => [span.start.column, span.end.column])).toEqual([
			[2, 4],
			[5, 13],
			[14, 20],
			[21, 26],
		]);
	});

	it.each([
		['brackets', ':put '.padEnd(100_000, '[')],
		['parentheses', ':put '.padEnd(100_000, '(')],
		['braces', '{'.repeat(100_000)],
		['lists', ':put '.padEnd(100_000, '{')],
		['operators', `:put (1${'+1'.repeat(50_000)})`],
		['prefixes', ':put ('.padEnd(100_000, '!')],
		['strings', ':put '.padEnd(100_000, '"$[')],
		['chains inside groups', `:put ${'('.repeat(200)}1${`${'+1'.repeat(200)})`.repeat(200)}`],
	])('refuses endless %s', (_, text) => {
		const result = parse(text);
		expect(result.ok ? '' : result.diagnostics[0]?.message).toBe('syntax error: nested too deeply');
	});

	it('refuses more text than it was told to take', () => {
		const result = parse('add a=b', {limit: 5});
		expect(result.ok ? '' : result.diagnostics[0]?.code).toBe('too-large');
	});

	it('hands over statements one by one', () => {
		const seen: number[] = [];
		expect(eachStatement('/a\nadd\n# c\nadd "x"y', ({span}) => seen.push(span.start.line)).ok).toBe(false);
		expect(seen).toEqual([1, 2, 3]);
	});
});
