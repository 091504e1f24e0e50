import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {scenarios} from '../scenarios/index.js';
import {render} from '../source/compiler/index.js';
import type {Release} from '../source/facts/index.js';
import {parseRelease} from '../source/facts/index.js';
import {parse, print} from '../source/routeros/syntax/index.js';
import {notAccepted} from './compiler/accepted.js';
import {example, ofExample} from './compiler/build.js';
import {scenariosPage} from './scenarios/page.js';

const releases = ['7.9', '7.12', '7.16', '7.20', '7.22', '7.24'];
const isWriting = process.env.DETOUR_GOLDEN === 'write';

const withoutSpans = (_key: string, value: unknown): unknown =>
	typeof value === 'object' && value !== null && 'span' in value ? Object.fromEntries(Object.entries(value).filter(([name]) => !name.toLowerCase().endsWith('span'))) : value;

const releaseOf = (text: string): Release => {
	const release = parseRelease(text);
	if (release === undefined) {
		throw new Error(`${text} is no release`);
	}

	return release;
};

const rendered = (id: string, release: Release): string => render(ofExample(id, {}, {release}).fragment, {facts: {...example(id).facts, release}});

for (const {id: scenario, examples} of scenarios) {
	describe.each(examples.map(({id}) => id))(`${scenario} %s`, (id) => {
		it.each(releases)('is as before, accepted and readable on %s', async (text) => {
			const script = rendered(`${scenario}/${id}`, releaseOf(text));
			const directory = new URL(`golden/${scenario}/`, import.meta.url);
			const file = new URL(`${id}-${text}.rsc`, directory);
			if (isWriting) {
				mkdirSync(directory, {recursive: true});
				writeFileSync(file, script);
			}

			expect(script).toBe(readFileSync(file, 'utf8'));
			expect(await notAccepted(script, releaseOf(text))).toEqual([]);
			const parsed = parse(script);
			expect(parsed.ok).toBe(true);
			if (parsed.ok) {
				const again = parse(print(parsed.value));
				expect(again.ok).toBe(true);
				expect(JSON.stringify(again.ok ? again.value : undefined, withoutSpans)).toBe(JSON.stringify(parsed.value, withoutSpans));
			}
		});
	});
}

it('docs/scenarios.md says what the presets say', () => {
	const file = new URL('../docs/scenarios.md', import.meta.url);
	if (isWriting) {
		writeFileSync(file, scenariosPage);
	}

	expect(readFileSync(file, 'utf8')).toBe(scenariosPage);
});
