/** Every question of every preset, answered wrong: one clear error, a way back from it, and nothing lost. */
import {describe, expect, it, vi} from 'vitest';
import {scenarios} from '../../scenarios/index.js';
import {askedAnswers} from '../../source/scenario/answers.js';
import {fakeServices} from '../helpers/fake-services.js';
import {keys, openWizard} from '../helpers/render.js';

vi.setConfig({testTimeout: 60_000});

const wrong = '"$[x]';

const question = /\d+ of \d+ {2}.*/;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const without = (text: string): RegExp => new RegExp(`^(?![\\s\\S]*${escaped(text)})[\\s\\S]*Esc`);

const headOf = (shown: string): string => (question.exec(shown)?.[0] ?? '').trim();

const onwards = (shown: string): string => (shown.includes('Tab next') ? keys.tab : keys.enter);

/** The example of a preset with the most questions. */
const longest = ({examples}: (typeof scenarios)[number]) => examples.toSorted((a, b) => Object.keys(b.answers).length - Object.keys(a.answers).length)[0];

describe('a wrong answer to each question of', () => {
	it.each(scenarios.map((scenario) => [scenario.id, scenario] as const))('%s is told, and traps nobody', async (id, scenario) => {
		const {facts, answers: given = {}, attachments = {}} = longest(scenario) ?? {};
		expect(facts).toBeDefined();
		const answers = facts === undefined ? given : askedAnswers(scenario, given, facts, attachments);
		const field = scenario.fields.find((one) => one.id in answers)?.id ?? '';
		const draft = {profile: {version: 1 as const, id: 'home-x7k2', name: 'home', parts: [{id: 'p1', scenario: id, answers}]}, scenario: id, answers, field, savedAt: 0};
		const {services} = fakeServices({draft, files: attachments, ...(facts === undefined ? {} : {facts})});
		const wizard = await openWizard({services: {...services, scenarios: async () => scenarios}, columns: 120, rows: 40});
		await wizard.until('Go on with');
		wizard.press(keys.enter);
		await wizard.until('Which router');
		wizard.press(keys.down, keys.enter);
		await wizard.until('LAB  an emulated router');
		wizard.press(keys.enter);
		let shown = await wizard.until(question);
		const taken: string[] = [];
		for (let count = 0; !shown.includes('A name for this profile'); count += 1) {
			expect(count).toBeLessThan(40);
			const head = headOf(shown);
			const isTyped = shown.includes('▏');
			if (isTyped) {
				const hasLines = shown.includes('Enter new line');
				wizard.press(...(hasLines ? [keys.enter] : []), wrong);
				await wizard.until(`${wrong}▏`);
				wizard.press(onwards(shown));
				const after = await wizard.until(new RegExp(`Error:|${without(head).source}`));
				wizard.press(keys.escape);
				const before = await wizard.until(after.includes('Error:') ? without(head) : head);
				if (after.includes('Error:')) {
					wizard.press(onwards(before));
				} else {
					taken.push(head);
				}

				await wizard.until(new RegExp(`${escaped(head)}[\\s\\S]*${escaped(wrong)}▏`));
				wizard.press(keys.backspace.repeat(wrong.length + (hasLines ? 1 : 0)));
				await wizard.until(without(wrong));
			} else {
				wizard.press('x', wrong);
			}

			wizard.press(onwards(shown));
			shown = await wizard.until(without(head));
		}

		// A name at a mail server may be anything.
		expect(taken.filter((head) => !head.includes('Mail user'))).toEqual([]);
		wizard.press(keys.ctrlC, 'y');
		await wizard.result;
	});
});
