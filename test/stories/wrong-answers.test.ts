import {cp, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {scenarios} from '../../scenarios/index.js';
import type {Answers, Field, Scenario} from '../../source/scenario/index.js';
import type {Journey} from '../helpers/journey.js';
import {escaped, sizeOf, startJourney} from '../helpers/journey.js';
import type {Stage} from '../helpers/story.js';
import {logIn, setStage} from '../helpers/story.js';
import type {Terminal} from '../helpers/terminal.js';
import {keys} from '../helpers/terminal.js';

/** A router, and answers by preset, for which every question is asked that is answered by typing. */
const folder = 'test/stories/every-question';

/** What people try, and what slips in. */
const wrongs = ['10.0.0.300', '東京', '"$[/system reset-configuration]'] as const;
const [, , last] = wrongs;

/** Who looks after a router, and where it stands, may be any text. */
const anyText: ReadonlySet<string> = new Set(['contact', 'location']);

const question = /(\d+) of \d+ {2}(.*)/;

/** Where a person stands; how many questions there are may change with what is typed. */
type Head = {readonly number: string; readonly title: string};

const headOf = (shown: string): Head => {
	const [, number = '', title = ''] = question.exec(shown) ?? [];
	return {number, title: title.replace(/ \(opti.*|…$/, '').trim()};
};

const at = ({number, title}: Head): string => ` ${number} of \\d+  ${escaped(title)}`;

const elsewhere = (head: Head): RegExp => new RegExp(`^(?![\\s\\S]*${at(head)})[\\s\\S]*(?:${question.source}|The parts of this)`);

const onwards = (shown: string): string => (shown.includes('Tab next') ? keys.tab : keys.enter);

const isTyped = ({kind}: Field): boolean => kind === 'text' || kind === 'lines' || kind === 'file';

const fieldAt = ({fields}: Scenario, {title: shown}: Head): Field | undefined =>
	// Where the section has no room the question is told alone.
	fields.find(({section, title}) => [title, ...(section === undefined ? [] : [`${section}: ${title}`])].some((whole) => whole.startsWith(shown)));

/** Whatever is wrong with it, the question can be left, and shows it again. */
const leaveAndComeBack = async (wizard: Terminal, head: Head): Promise<void> => {
	wizard.type(keys.escape);
	wizard.type(onwards(await wizard.see(elsewhere(head))));
	await wizard.see(new RegExp(`${at(head)}[\\s\\S]*❯ ${escaped(last)}▏`));
};

/** Wrong lines below those that are right. */
const answerLines = async (wizard: Terminal, journey: Journey, head: Head): Promise<void> => {
	wizard.paste(['', ...wrongs].join('\n'));
	await journey.look(wizard, 'Error:');
	await leaveAndComeBack(wizard, head);
	wizard.type(`${keys.ctrlU}${keys.backspace}`.repeat(wrongs.length));
};

/** A text is told as it is typed; a file is looked for when one wants to go on. Gives how many of them were told. */
const answerText = async (wizard: Terminal, journey: Journey, head: Head, isFile: boolean): Promise<number> => {
	const [, right = ''] = /❯ (.*)▏/.exec(wizard.text()) ?? [];
	let told = 0;
	for (const wrong of wrongs) {
		wizard.type(`${keys.ctrlU}${wrong}`);
		const shown = await wizard.see(`❯ ${wrong}▏`);
		wizard.type(isFile ? keys.enter : '');
		if (isFile || shown.includes('Error:')) {
			await journey.look(wizard, 'Error:');
			told += 1;
		}
	}

	await leaveAndComeBack(wizard, head);
	wizard.type(`${keys.ctrlU}${right}`);
	return told;
};

/** From the list of parts through all questions of its first part; gives those that were typed. */
const answerAll = async (wizard: Terminal, journey: Journey, scenario: Scenario): Promise<readonly string[]> => {
	const typed: string[] = [];
	wizard.type(keys.enter);
	for (let shown = await wizard.see(question); !shown.includes('The parts of this'); ) {
		const head = headOf(shown);
		const field = fieldAt(scenario, head);
		expect(field, head.title).toBeDefined();
		if (field !== undefined && isTyped(field)) {
			typed.push(field.id);
			if (field.kind === 'lines') {
				await answerLines(wizard, journey, head);
			} else {
				const told = await answerText(wizard, journey, head, field.kind === 'file');
				expect(told > 0 || anyText.has(field.id), field.id).toBe(true);
			}
		} else {
			// Letters mean nothing to a list.
			wizard.type('x"$');
		}

		wizard.type(onwards(shown));
		shown = await wizard.see(elsewhere(head));
	}

	return typed;
};

let stage: Stage;
let answers: Readonly<Record<string, Answers>>;

beforeAll(async () => {
	stage = await setStage('--config', `${folder}/router.rsc`);
	await cp(folder, stage.home, {recursive: true});
	answers = JSON.parse(await readFile(`${folder}/answers.json`, 'utf8'));
});

afterAll(async () => stage.end());

const places = [...scenarios.map(({id}) => [id, 80] as const), ...(['vpn-split-tunnel', 'multi-wan-pcc'] as const).flatMap((id) => [[id, 60] as const, [id, 120] as const])];

describe.concurrent('a wrong answer to each question that is typed', () => {
	it.each(places)('is told what would be right, and the question can be left and found again: %s, %i columns wide', async (id, columns) => {
		const scenario = scenarios.find((one) => one.id === id);
		if (scenario === undefined) {
			throw new Error(`There is no ${id}`);
		}

		const file = path.join(stage.home, `${id}.json`);
		await writeFile(file, JSON.stringify({version: 1, id: 'home', name: 'home', parts: [{id: 'p1', scenario: id, answers: answers[id]}]}));
		const wizard = stage.open(['run', '-f', file, '--router', stage.lab.address], sizeOf(columns));
		const journey = await startJourney(`wrong/${id}`, columns);
		await logIn(wizard, stage.lab);
		await wizard.see(/Review:|Change the answer/);
		wizard.type('p');
		await wizard.see('Enter change');
		const typed = await answerAll(wizard, journey, scenario);
		expect(typed).toEqual(scenario.fields.filter(isTyped).map((field) => field.id));
		await journey.end();
	});
});
