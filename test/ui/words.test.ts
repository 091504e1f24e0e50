import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import ts from 'typescript';
import {describe, expect, it} from 'vitest';
import {words} from '../../source/ui/words.js';

/** The tables that hold what people read. */
const tables = new Set(['words.ts', 'keymap.ts']);

const sources = async (): Promise<readonly ts.SourceFile[]> => {
	const entries = await readdir('source/ui', {recursive: true, withFileTypes: true});
	const files = entries.filter((entry) => entry.isFile() && !tables.has(entry.name)).map((entry) => path.join(entry.parentPath, entry.name));
	return Promise.all(files.map(async (file) => ts.createSourceFile(file, await readFile(file, 'utf8'), ts.ScriptTarget.Latest, true)));
};

/** Properties and attributes whose text somebody reads, whatever it looks like. */
const shown = new Set(['title', 'note', 'help', 'word', 'description', 'disabled', 'message', 'hint', 'placeholder', 'because', 'label']);

/** Two words beside each other, or one that begins like a sentence: identifiers of ours do neither. */
const isProse = (text: string): boolean => /\p{L}{2}.*\s+\p{L}|\p{L}\s+.*\p{L}{2}/u.test(text) || /^\s*\p{Lu}\p{Ll}+/u.test(text) || /^\s+\p{L}{2}|\p{L}{2}\s+$/u.test(text);

const nameOf = (node: ts.Node | undefined): string =>
	node !== undefined && (ts.isPropertyAssignment(node) || ts.isJsxAttribute(node)) && (ts.isIdentifier(node.name) || ts.isStringLiteral(node.name)) ? node.name.text : '';

/** What is thrown is a bug that nobody should ever read; a name of a module is none. */
const isHidden = (node: ts.Node): boolean => ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || (ts.isNewExpression(node) && node.expression.getText() === 'Error');

const proseIn = (file: ts.SourceFile): readonly string[] => {
	const found: string[] = [];
	const visit = (node: ts.Node): void => {
		if (isHidden(node)) {
			return;
		}

		const text = ts.isStringLiteralLike(node) || ts.isJsxText(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node) ? node.text : '';
		const isShown = ts.isJsxText(node) || shown.has(nameOf(node.parent));
		if (isShown ? /\p{L}/u.test(text) : isProse(text)) {
			const {line} = file.getLineAndCharacterOfPosition(node.getStart());
			found.push(`${file.fileName}:${line + 1}: ${text.trim()}`);
		}

		ts.forEachChild(node, visit);
	};
	visit(file);
	return found;
};

const leaves = (table: object, under = 'words'): readonly string[] =>
	Object.entries(table).flatMap(([name, value]: [string, unknown]) =>
		typeof value === 'object' && value !== null && !Array.isArray(value) ? leaves(value, `${under}.${name}`) : [`${under}.${name}`],
	);

describe('the words of the wizard', () => {
	it('are all in its tables', async () => {
		const files = await sources();
		expect(files.length).toBeGreaterThan(50);
		expect(files.flatMap(proseIn)).toEqual([]);
	});

	it('are all said somewhere', async () => {
		const code = (await sources()).map((file) => file.text).join('\n');
		// Spread or looked up as a whole, a table has all its words said.
		const isSaid = (leaf: string): boolean => {
			const steps = leaf.split('.');
			return steps.some((_, index) => index > 1 && new RegExp(`\\b${steps.slice(0, index + 1).join('\\.')}(?![\\w.])`).test(code));
		};
		expect(leaves(words).filter((leaf) => !isSaid(leaf))).toEqual([]);
	});
});
