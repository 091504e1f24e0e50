import {describe, expect, it, vi} from 'vitest';
import {scenarios} from '../../scenarios/index.js';
import type {Scenario} from '../../source/scenario/index.js';
import type {Journey} from '../helpers/journey.js';
import {escaped, press, sizeOf, startJourney, widths} from '../helpers/journey.js';
import {program} from '../helpers/story.js';
import type {Terminal} from '../helpers/terminal.js';
import {keys, makeHome, openTerminal} from '../helpers/terminal.js';

// Most of a journey is waiting for a router.
vi.setConfig({maxConcurrency: 10});

/** Answers that a first-time user gives at most, after the router is known. */
const most: Readonly<Record<string, number>> = {'multi-wan-pcc': 12};

/** At sixty columns it is wrapped. */
const missing = /needs an\s+answer/;

const question = /(\d+) of (\d+) {2}(.*)/;

/** Where the example is of another router than the lab. */
const ownTyped: Readonly<Record<string, string>> = {'fast-path': '192.168.88.0/25 192.168.88.128/25', custom: 'to *.example.com > wg-vpn'};

/** What the preset's own examples type where nothing can be suggested, such as the speed of a line. */
const typed = ({id: preset, fields, examples}: Scenario, head: string): readonly string[] => {
	const id = fields.find(({title}) => head.includes(title.slice(0, 30)))?.id ?? '';
	const [value] = examples.flatMap(({answers}) => [answers[id] ?? []].flat().filter((one) => typeof one === 'string' && one !== ''));
	const text = ownTyped[preset] ?? value;
	return typeof text === 'string' ? [text, keys.tab] : [];
};

const gone = (head: string): RegExp => new RegExp(`^(?![\\s\\S]*${escaped(head.trim())})[\\s\\S]*(?:${question.source}|\\[Review\\])`);

/** Takes what is suggested, question by question, up to the review. Gives how many answers that took. */
const answerAll = async (wizard: Terminal, journey: Journey, scenario: Scenario): Promise<number> => {
	let shown = await journey.look(wizard, question);
	for (let answers = 1; answers < 40; answers++) {
		const [head = ''] = question.exec(shown) ?? [];
		wizard.type(shown.includes('Tab next') ? keys.tab : keys.enter);
		shown = await wizard.see(new RegExp(`${gone(head).source}|Error:`));
		if (missing.test(shown)) {
			await journey.look(wizard, missing);
			await press(wizard, ...(shown.includes('Space mark') ? [keys.space, keys.enter] : typed(scenario, head)));
			shown = await wizard.see(gone(head));
		}

		if (shown.includes('[Review]')) {
			return answers;
		}

		await journey.look(wizard, question);
	}

	throw new Error(`${scenario.id} does not come to an end:\n${shown}`);
};

/** A preset that has nothing to do yet says so, and leads to the question that would change it. */
const answerMore = async (wizard: Terminal, journey: Journey, scenario: Scenario): Promise<void> => {
	wizard.type(keys.enter);
	const [head = ''] = question.exec(await journey.look(wizard, question)) ?? [];
	await press(wizard, ...(wizard.text().includes('Space mark') ? [keys.space, keys.enter] : typed(scenario, head)));
	// What was answered already is not asked again.
	if (!(await wizard.see(gone(head))).includes('[Review]')) {
		await answerAll(wizard, journey, scenario);
	}
};

/** Lines are told dead from alive by pings, which take their time: they go first, while others are drawn. */
const isPatient = ({group}: Scenario): boolean => group === 'Several lines';

/** Every preset at every width; the change is made in the middle one. */
const journeys = widths.flatMap((columns) => scenarios.map((scenario) => ({id: scenario.id, scenario, ...sizeOf(columns), isMade: columns === 80})));

const rank = ({scenario, isMade}: (typeof journeys)[number]): number => Number(!(isMade && isPatient(scenario)));

/** What Detour keeps is not among the files that are offered: it comes there as time goes by. */
const apart = (home: string): Readonly<Record<string, string>> => ({DETOUR_HOME: `${home}/.detour`});

const ready = /Enter (?:apply|save|choose)/;

describe('set up on the lab by taking what is suggested', () => {
	it.concurrent.each(journeys.toSorted((a, b) => rank(a) - rank(b)))('$id, $columns columns wide', async ({id, scenario, columns, rows, isMade}) => {
		const home = await makeHome();
		const wizard = openTerminal(process.execPath, [program], {home: home.path, columns, rows, env: apart(home.path)});
		const journey = await startJourney(`scenarios/${id}`, columns);
		try {
			await journey.look(wizard, 'Set up a router');
			wizard.type(keys.enter);
			await journey.look(wizard, 'Which router is this about?');
			await press(wizard, ...(isPatient(scenario) ? [keys.down, keys.down, keys.enter] : [keys.down, keys.enter]));
			await journey.look(wizard, 'LAB  an emulated router');
			wizard.type(keys.enter);
			await journey.look(wizard, 'What do you want to do?');
			await press(wizard, '/', scenario.title);
			await journey.look(wizard, `/ ${scenario.title}`);
			await press(wizard, keys.enter, keys.enter);
			const answers = await answerAll(wizard, journey, scenario);
			expect(answers).toBeLessThanOrEqual(most[id] ?? 16);
			for (let tries = 0; tries < 4 && (await journey.look(wizard, ready)).includes('Change the answer to'); tries++) {
				await answerMore(wizard, journey, scenario);
			}

			// Not "apply all the same": every claim holds.
			expect(wizard.text()).toContain('Enter apply   ');
			wizard.type(keys.enter);
			await journey.look(wizard, 'Make the change?');
			if (isMade) {
				wizard.type(keys.enter);
				await journey.look(wizard, /Keep the change\?|\[Done\]/);
				expect(wizard.text()).toContain('and every check passed');
				wizard.type('k');
				await journey.look(wizard, 'Saved as');
				wizard.type('q');
				expect(await wizard.ended()).toBe(0);
				await journey.look(wizard, 'is saved. Again:');
			} else {
				wizard.type(keys.ctrlC);
				await journey.look(wizard, 'Leave Detour?');
				wizard.type('y');
				expect(await wizard.ended()).toBe(130);
				await journey.look(wizard, 'Your answers are kept');
			}

			await journey.end();
		} finally {
			await wizard.close();
			await home.remove();
		}
	});
});
