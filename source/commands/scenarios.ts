import {scenarios} from '../../scenarios/index.js';
import {didYouMean, display, exitCodes} from '../diagnostics/index.js';
import type {Scenario} from '../scenario/index.js';
import {answersSchema} from '../scenario/index.js';
import type {Command} from './command.js';
import {jsonOption} from './command.js';
import {usage} from './parse-input.js';
import {printJson} from './report.js';

const describe = (scenario: Scenario): object => ({
	id: scenario.id,
	title: scenario.title,
	summary: scenario.summary,
	guide: scenario.guide,
	schema: answersSchema(scenario),
	examples: scenario.examples.map(({id, title, answers}) => ({id, title, answers})),
});

const scenarioText = ({id, title, about, fields, examples}: Scenario): string =>
	[
		`${title} (${id})`,
		'',
		...about,
		'',
		'Answers:',
		...fields.map((field) => `  ${field.id.padEnd(Math.max(...fields.map((other) => other.id.length)))}  ${field.title}`),
		'',
		'Examples:',
		...examples.map((example) => `  ${example.id.padEnd(Math.max(...examples.map((other) => other.id.length)))}  ${example.title}`),
		'',
		`Begin with: detour new ${id}`,
	].join('\n');

/** A preset by its id. */
export const findScenario = (id: string): Scenario => {
	const found = scenarios.find((scenario) => scenario.id === id);
	if (found === undefined) {
		const near = didYouMean(
			id,
			scenarios.map((scenario) => scenario.id),
		);
		throw usage(`There is no scenario "${display(id)}".`, near === undefined ? 'See: detour scenarios' : `Did you mean "${near}"?`);
	}

	return found;
};

export const command: Command = {
	arguments: '[id]',
	options: [jsonOption],
	async run(input, {console}) {
		const [id] = input.words;
		const chosen = id === undefined ? undefined : findScenario(id);
		if (input.flag('json')) {
			printJson(console, chosen === undefined ? 'scenarios' : 'scenario', chosen === undefined ? {scenarios: scenarios.map(describe)} : describe(chosen));
		} else if (chosen === undefined) {
			console.out(scenarios.map((scenario) => `${scenario.id}  ${scenario.summary}`).join('\n'));
		} else {
			console.out(scenarioText(chosen));
		}

		return exitCodes.done;
	},
};
