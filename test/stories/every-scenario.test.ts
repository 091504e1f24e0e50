import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {scenarios} from '../../scenarios/index.js';
import {nodeClock} from '../../source/commands/runtime.js';
import {makeServices} from '../../source/commands/services.js';
import type {Clock} from '../../source/runtime/index.js';
import type {Scenario} from '../../source/scenario/index.js';
import type {LabKind} from '../../source/ui/services.js';
import type {Workplace} from '../commands/fake-context.js';
import {makeWorkplace} from '../commands/fake-context.js';
import type {WizardUnderTest} from '../helpers/render.js';
import {keys, openWizard} from '../helpers/render.js';

const labOf = ({group}: Scenario): LabKind => (group === 'Several lines' ? 'two-lines' : 'home');

/** Answers that a first-time user gives at most, after the router is known. */
const most: Readonly<Record<string, number>> = {'multi-wan-pcc': 12};

const haste = 6;

/** Dead lines are told from living ones by pings over some twenty seconds, which nobody wants to wait for. */
const hurried: Clock = {
	now: () => nodeClock.now(),
	monotonic: () => nodeClock.monotonic() * haste,
	sleep: async (milliseconds, signal) => nodeClock.sleep(milliseconds / haste, signal),
};

let place: Workplace;

beforeAll(async () => {
	place = await makeWorkplace();
});

afterAll(async () => place.remove());

const question = /(\d+) of (\d+) {2}(.*)/;

/** Where the example is of another router than the lab. */
const ownTyped: Readonly<Record<string, string>> = {'fast-path': '192.168.88.0/25 192.168.88.128/25'};

/** What the preset's own examples type where nothing can be suggested, such as the speed of a line. */
const typed = ({id: preset, fields, examples}: Scenario, head: string): readonly string[] => {
	const id = fields.find(({title}) => head.includes(title))?.id ?? '';
	const [value] = examples.flatMap(({answers}) => [answers[id] ?? []].flat().filter((one) => typeof one === 'string' && one !== ''));
	const text = ownTyped[preset] ?? value;
	return typeof text === 'string' ? [text, keys.tab] : [];
};

const escaped = (text: string): string => text.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const gone = (head: string): RegExp => new RegExp(`^(?![\\s\\S]*${escaped(head)})[\\s\\S]*(?:${question.source}|\\[Review\\])`);

/** Takes what is suggested, question by question, up to the review. Gives how many answers that took, and the frames. */
const answerAll = async (wizard: WizardUnderTest, scenario: Scenario): Promise<{readonly answers: number; readonly frames: readonly string[]}> => {
	const frames: string[] = [];
	let shown = await wizard.until(question);
	for (let answers = 1; answers < 40; answers++) {
		const [head = ''] = question.exec(shown) ?? [];
		frames.push(shown);
		wizard.press(shown.includes('Tab next') ? keys.tab : keys.enter);
		shown = await wizard.until(new RegExp(`${gone(head).source}|Error:`));
		if (shown.includes('needs an answer')) {
			wizard.press(...(shown.includes('Space mark') ? [keys.space, keys.enter] : typed(scenario, head)));
			shown = await wizard.until(gone(head));
		}

		if (shown.includes('[Review]')) {
			return {answers, frames};
		}
	}

	throw new Error(`${scenario.id} does not come to an end:\n${shown}`);
};

/** A preset that has nothing to do yet says so, and leads to the question that would change it. */
const answerMore = async (wizard: WizardUnderTest, scenario: Scenario): Promise<void> => {
	wizard.press(keys.enter);
	const [head = ''] = question.exec(await wizard.until(/\[Questions\][\s\S]*\d+ of \d+ {2}/)) ?? [];
	wizard.press(...(wizard.screen.text().includes('Space mark') ? [keys.space, keys.enter] : typed(scenario, head)));
	await wizard.until(gone(head));
	await answerAll(wizard, scenario);
};

describe.each(scenarios.map((scenario) => [scenario.id, scenario] as const))('%s', (id, scenario) => {
	it('is set up on the lab by taking what is suggested', async () => {
		const {context} = place.context({clock: hurried});
		const services = makeServices(context);
		try {
			const wizard = await openWizard({services, start: {kind: 'new', scenario: id}, columns: 80, rows: 24, now: () => context.clock.now()});
			await wizard.until('Which router');
			const lab = labOf(scenario);
			wizard.press(...(lab === 'home' ? [keys.down] : [keys.down, keys.down]), keys.enter);
			await wizard.until('LAB  an emulated router');
			wizard.press(keys.enter);
			const {answers, frames} = await answerAll(wizard, scenario);
			expect(answers).toBeLessThanOrEqual(most[id] ?? 16);
			for (const frame of frames) {
				expect(frame).not.toMatch(/undefined|\[object|NaN/);
			}

			const ready = /Enter (?:apply|save|choose)/;
			for (let tries = 0; tries < 4 && (await wizard.until(ready)).includes('Change the answer to'); tries++) {
				await answerMore(wizard, scenario);
			}

			// Not "apply all the same": every claim holds.
			expect(await wizard.until(ready)).toContain('Enter apply   ');
			wizard.press(keys.enter);
			await wizard.until('Make the change?');
			wizard.press(keys.enter);
			// Lines are told dead from alive by pings, which take their time.
			await wizard.screen.until(/Keep the change\?|\[Done\]/, 60_000);
			expect(wizard.screen.text()).toContain('every check passed');
			wizard.press('k');
			await wizard.until('Saved as');
			wizard.press('q');
			expect((await wizard.result).exitCode).toBe(0);
		} finally {
			await services.stop();
		}
	}, 120_000);
});
