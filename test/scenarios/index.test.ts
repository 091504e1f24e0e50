import {readdirSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {scenarios} from '../../scenarios/index.js';
import {answersSchema, buildProfile, completeAnswers, validateAnswers, visibleFields} from '../../source/scenario/index.js';
import {groupNames, groupOf} from './groups.js';

it('lists every preset of the folder', () => {
	const files = readdirSync(new URL('../../scenarios/', import.meta.url), {withFileTypes: true}).filter((entry) => entry.isFile() && entry.name !== 'index.ts');
	expect(scenarios.map(({id}) => `${id}.ts`).toSorted()).toEqual(files.map(({name}) => name).toSorted());
});

it('holds each preset against the laws, and against the lab', () => {
	expect(groupNames.flatMap((name) => groupOf(name).map(({id}) => id)).toSorted()).toEqual(scenarios.map(({id}) => id).toSorted());
	for (const folder of ['laws', 'lab']) {
		const files = readdirSync(new URL(folder, import.meta.url)).filter((name) => name.endsWith('.test.ts'));
		expect(files.toSorted()).toEqual(groupNames.map((name) => `${name}.test.ts`).toSorted());
	}
});

describe.each(scenarios.map((scenario) => [scenario.id, scenario] as const))('%s', (_id, scenario) => {
	it('teaches in every question', () => {
		for (const {id, title, help} of scenario.fields) {
			expect(id).toMatch(/^[a-z][a-z\d-]*$/);
			expect(title.length).toBeLessThan(60);
			expect(help.length).toBeGreaterThan(20);
			expect(help.length).toBeLessThan(220);
		}
	});

	it('has at least three examples that hold', () => {
		expect(scenario.examples.length).toBeGreaterThanOrEqual(3);
		for (const {answers, facts, attachments} of scenario.examples) {
			expect(validateAnswers(scenario, answers, facts, attachments ?? {}).filter(({severity}) => severity === 'error')).toEqual([]);
		}
	});

	it('has complete examples: nothing is left to a default that another router would have differently', () => {
		for (const {answers, facts, attachments} of scenario.examples) {
			const complete = completeAnswers(scenario, answers, facts, attachments);
			const asked = visibleFields(scenario, complete, facts, attachments).filter(({optional}) => optional !== true);
			expect(asked.map(({id}) => id).filter((id) => answers[id] === undefined)).toEqual([]);
		}
	});

	it('has a schema that knows every question', () => {
		expect(Object.keys(answersSchema(scenario).properties as object)).toEqual(scenario.fields.map(({id}) => id));
	});

	it('builds the same document each time', () => {
		for (const {id, answers, facts, attachments} of scenario.examples) {
			const profile = {version: 1 as const, id: 'x-x7k2', name: id, parts: [{id: 'p1', scenario: scenario.id, answers}]};
			const build = () => buildProfile(profile, scenarios, facts, attachments ?? {});
			expect(build()).toEqual(build());
			expect(build().ok).toBe(true);
		}
	});
});
