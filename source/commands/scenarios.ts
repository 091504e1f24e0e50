import {scenarios} from '../../scenarios/index.js';
import {didYouMean, display, exitCodes} from '../diagnostics/index.js';
import type {Field, Scenario} from '../scenario/index.js';
import {answersSchema, fixedChoices} from '../scenario/index.js';
import type {Command} from './command.js';
import {jsonOption} from './command.js';
import {wrapText} from './lines.js';
import {usage} from './parse-input.js';
import {printJson} from './report.js';

const kinds: Readonly<Record<Field['kind'], string>> = {
	text: 'a text',
	file: 'the path of a file',
	confirm: 'true or false',
	lines: 'a list of texts',
	choice: 'one of the choices',
	choices: 'a list of choices',
};

const describe = (scenario: Scenario): object => ({
	id: scenario.id,
	title: scenario.title,
	summary: scenario.summary,
	group: scenario.group,
	guide: scenario.guide,
	schema: answersSchema(scenario),
	examples: scenario.examples.map(({id, title, answers}) => ({id, title, answers})),
});

const indent = '    ';

/** What may be answered, and whether it must be. */
const fieldLines = (field: Field, scenario: Scenario): readonly string[] => {
	const values = fixedChoices(field, scenario);
	return [
		`  ${field.id}  ${field.title}${field.optional === true ? ' (optional)' : ''}`,
		`${indent}${kinds[field.kind]}${values === undefined ? '' : `: ${values.map(({value}) => value).join(', ')}`}`,
	];
};

const columns = (rows: readonly {readonly id: string; readonly title: string}[]): readonly string[] => {
	const width = Math.max(...rows.map(({id}) => id.length));
	return rows.map(({id, title}) => `  ${id.padEnd(width)}  ${title}`);
};

const scenarioText = (scenario: Scenario): string => {
	const {id, title, about, fields, examples} = scenario;
	return [
		`${title} (${id})`,
		'',
		...about,
		'',
		'Answers:',
		...fields.flatMap((field) => fieldLines(field, scenario)),
		'',
		`Examples (their answers: detour scenarios ${id} --json):`,
		...columns(examples),
		'',
		`Begin with: detour new ${id}`,
	].join('\n');
};

const listText = (): string =>
	[...new Set(scenarios.map(({group}) => group))]
		.map((group) => [group, ...columns(scenarios.filter((one) => one.group === group).map(({id, summary}) => ({id, title: summary})))].join('\n'))
		.join('\n\n');

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
	async run(input, {console, terminal}) {
		const [id] = input.words;
		const chosen = id === undefined ? undefined : findScenario(id);
		if (input.flag('json')) {
			printJson(console, chosen === undefined ? 'scenarios' : 'scenario', chosen === undefined ? {scenarios: scenarios.map(describe)} : describe(chosen));
		} else if (chosen === undefined) {
			console.out(wrapText(listText(), terminal.columns));
		} else {
			console.out(wrapText(scenarioText(chosen), terminal.columns));
		}

		return exitCodes.done;
	},
};
