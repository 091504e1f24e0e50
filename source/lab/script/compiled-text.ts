import type {Span} from '../../diagnostics/index.js';
import type {Code, Command, Expression, Script} from '../../routeros/syntax/index.js';
import type {Meanings} from './check.js';
import {literal, literalOrName} from './literal.js';
import type {Resolved} from './resolve.js';
import {textOf} from './text.js';

const operatorNames: Readonly<Record<string, string>> = {'&&': 'and', '||': 'or'};

/**
 * What `:put [:parse "…"]` shows: `(evl /ip/address/addaddress=10.9.9.9/32;interface=ether1)`, path and arguments without a
 * space between them, operators first, a block after the empty value of its argument (7.22). Enough to tell accepted from
 * refused; the router goes on to write out each property's own type.
 */
export const compiledText = (meanings: Meanings, body: Script): string => {
	const statements = (script: Script): readonly string[] =>
		script.statements.flatMap((statement) => (statement.kind === 'command' ? [command(statement)] : statement.kind === 'block' ? [block(statement.body)] : []));

	const block = (script: Script): string => `(evl ${statements(script).join(' ')})`;

	const expression = (node: Expression, inner: boolean): string => {
		switch (node.kind) {
			case 'bare': {
				const value = inner ? literalOrName(node.text) : literal(node.text);
				return value === undefined ? `$${node.text}` : textOf(value);
			}

			case 'text':
				return node.parts.length <= 1 && node.parts.every((part) => typeof part === 'string')
					? node.parts.join('')
					: `(. ${node.parts.map((part) => (typeof part === 'string' ? part : expression(part, true))).join(' ')})`;
			case 'variable':
			case 'property':
				return `$${node.name}`;
			case 'substitution':
			case 'code':
				return block(node.body);
			case 'group':
				return node.value === undefined ? '' : expression(node.value, true);
			case 'binary':
				return `(${operatorNames[node.operator] ?? node.operator} ${expression(node.left, true)} ${expression(node.right, true)})`;
			case 'unary':
				return `(${node.operator} ${expression(node.operand, true)})`;
			case 'list':
				return node.elements.map((element) => `${element.key === undefined ? '' : `${expression(element.key, false)}=`}${expression(element.value, true)}`).join(';');
		}
	};

	const argument = (resolved: Resolved): string => {
		switch (resolved.kind) {
			case 'flag':
				return `${resolved.name}=`;
			case 'unset':
				return `!${resolved.name}`;
			case 'where':
				return `where=${resolved.test === undefined ? '' : expression(resolved.test, false)}`;
			case 'positional':
			case 'value': {
				const value = resolved.value;
				return value?.kind === 'code' ? `${resolved.name}=;${expression(value, false)}` : `${resolved.name}=${value === undefined ? '' : expression(value, false)}`;
			}
		}
	};

	const command = (node: Command): string => {
		const meaning = meanings.get(node);
		switch (meaning?.kind) {
			case 'menu':
				return '/';
			case 'late':
				return `(evl ${meaning.message} ${meaning.path})`;
			case 'command':
				return `(evl ${meaning.menu === '/' ? '' : meaning.menu}/${meaning.verb}${meaning.arguments.map(argument).join(';')})`;
			default:
				return `(<%% ${node.head === undefined ? node.items.flatMap((item) => (item.kind === 'positional' ? [expression(item.value, false)] : [])).join(';') : `$${node.head.name} (> $${node.head.name})`})`;
		}
	};

	const parts = statements(body);
	return parts.length === 0 && body.statements.length > 0 ? '/' : parts.join(';');
};

/** Code that could be read but names a command that does not exist, from the bad word on: `(<%% bad command name zzz (line 1 column 2) zzz;qqq;print)`. */
export const refusedText = (message: string, code: Code): string => {
	const [, line, column] = /\(line (\d+) column (\d+)\)/.exec(message) ?? [];
	const isBad = ({start}: Span): boolean => start.line === Number(line) && start.column === Number(column);
	const words = code.body.statements.flatMap((statement) => (statement.kind === 'command' && statement.items.some(({span}) => isBad(span)) ? statement.items : []));
	const from = words.slice(words.findIndex(({span}) => isBad(span)));
	return `(<%% ${message} ${from.flatMap((item) => (item.kind === 'word' ? [item.text] : [])).join(';')})`;
};
