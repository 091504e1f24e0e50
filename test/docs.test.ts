import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import {describe, expect, it} from 'vitest';
import {scenarios} from '../scenarios/index.js';

const texts = async (directory: string): Promise<readonly string[]> => {
	const entries = await readdir(directory, {recursive: true, withFileTypes: true});
	return Promise.all(
		entries
			.filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.parentPath.includes('/lab'))
			.map((entry) => readFile(path.join(entry.parentPath, entry.name), 'utf8')),
	);
};

describe('docs', () => {
	it('codes.md lists every code, and no other', async () => {
		const sources = [...(await texts('source')), ...(await texts('scenarios'))];
		const used = new Set(
			sources.flatMap((text) => [...text.matchAll(/(?:(?:\b(?:error|warning|note|refuse)|new AppError)\(|\bcode:)\s*'([a-z]+(?:-[a-z]+)*)'/g)].map((match) => match[1] ?? '')),
		);
		const page = await readFile('docs/codes.md', 'utf8');
		const listed = new Set([...page.matchAll(/^\| `([a-z-]+)` \|/gm)].map((match) => match[1] ?? ''));
		expect({missing: [...used].filter((code) => !listed.has(code)).sort(), stale: [...listed].filter((code) => !used.has(code)).sort()}).toEqual({missing: [], stale: []});
	});

	it('links lead to files that exist', async () => {
		const pages = ['README.md', ...(await readdir('docs')).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)];
		const broken: string[] = [];
		for (const page of pages) {
			const text = await readFile(page, 'utf8');
			for (const [, target = ''] of text.matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)) {
				const found = await readdir(path.dirname(path.join(path.dirname(page), target))).catch((): string[] => []);
				if (!target.endsWith('/') && !found.includes(path.basename(target))) {
					broken.push(`${page}: ${target}`);
				}
			}
		}

		expect(broken).toEqual([]);
	});

	it('guide-errata.md has a row for each of the 64 places, and names presets that exist', async () => {
		const rows = (await readFile('docs/guide-errata.md', 'utf8')).split('\n').flatMap((line) => (/^\| \d/.test(line) ? [line.split('|').map((part) => part.trim())] : []));
		expect(rows.map(([, number]) => Number(number)).toSorted((a, b) => a - b)).toEqual(Array.from({length: 64}, (_, index) => index + 1));
		for (const [, , line, says, severity, wrong, instead = '', source] of rows) {
			expect(severity).toMatch(/^(?:E|B|L|O|ok)$/);
			expect([line, says, wrong, source].filter((part) => part === undefined || part === '')).toEqual([]);
			const named = [...instead.matchAll(/\(([^)]*)\)/g)].flatMap(([, inner = '']) => [...inner.matchAll(/`([a-z-]+)`/g)].map(([, id]) => id));
			expect(named.filter((id) => !scenarios.some((scenario) => scenario.id === id))).toEqual([]);
		}
	});
});
