import {display} from '../diagnostics/index.js';
import type {Line, Piece, Role} from './line.js';

/** Told apart by their shape alone, first match wins: the same for what we generate and for anybody's export. */
const shapes: readonly (readonly [RegExp, Role])[] = [
	[/^<secret>/, 'warning'],
	[/^"(?:\\.|[^"\\])*"?/, 'value'],
	[/^[\w.-]+(?==)/, 'key'],
	[/^=/, 'dim'],
	[/^(?:add|set|remove|move|enable|disable|unset|find|print|export|import|run|get|put|do|if|foreach|while|else)(?=[\s=\]]|$)/, 'verb'],
	[/^\$[\w"-]*/, 'name'],
	[/^:[a-z]+/, 'verb'],
	[/^[[\](){};\\]/, 'dim'],
	[/^[^\s"=[\](){};\\$]+/, 'value'],
	[/^ +/, 'plain'],
];

const pieces = (text: string): Line => {
	const found: Piece[] = [];
	let rest = text;
	while (rest !== '') {
		const shape = shapes.find(([pattern]) => pattern.test(rest));
		const match = shape?.[0].exec(rest)?.[0] ?? rest.slice(0, 1);
		found.push({text: match, role: shape?.[1] ?? 'plain'});
		rest = rest.slice(match.length);
	}

	return found;
};

const menuLine = /^(\/[a-z\d/ -]*?)(?=$|\s+(?:add|set|remove|move|enable|disable|unset|print|export|import|run)(?:\s|$))/;

const scriptLine = (text: string): Line => {
	const indent = /^ */.exec(text)?.[0] ?? '';
	const body = text.slice(indent.length);
	const lead: Line = indent === '' ? [] : [{text: indent, role: 'plain'}];
	if (body.startsWith('#')) {
		return [...lead, {text: body, role: 'comment'}];
	}

	const menu = menuLine.exec(body)?.[1] ?? '';
	const head: Line = menu === '' ? [] : [{text: menu, role: 'menu'}];
	return [...lead, ...head, ...pieces(body.slice(menu.length))];
};

/** A RouterOS script or export, its menus, commands, names, values and comments told apart. */
export const scriptLines = (text: string): readonly Line[] =>
	text
		.replace(/\r?\n$/, '')
		.split(/\r?\n/)
		.map((row) => scriptLine(display(row.replaceAll('\t', '    '))));
