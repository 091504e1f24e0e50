import {scenarios} from '../../scenarios/index.js';
import type {Field, Scenario} from '../../source/scenario/index.js';
import {fixedChoices} from '../../source/scenario/index.js';

const kinds: Readonly<Record<Field['kind'], string>> = {
	text: 'text',
	choice: 'one of the router’s',
	choices: 'some of the router’s',
	lines: 'lines',
	confirm: 'yes or no',
	file: 'a file',
};

/** A table's cell: a bar in the text would end it. */
const cell = (text: string): string => text.replaceAll('|', '\\|');

const answers = (field: Field, scenario: Scenario): string => {
	const choices = fixedChoices(field, scenario);
	if (choices === undefined) {
		return kinds[field.kind];
	}

	return choices.length > 8 ? `${choices.length} to choose from (\`detour services\`)` : choices.map(({value}) => `\`${value}\``).join(', ');
};

const questions = (scenario: Scenario): readonly string[] => [
	'| question | answers | |',
	'| --- | --- | --- |',
	...scenario.fields.map(
		(field) => `| **${cell(field.title)}**<br>\`${field.id}\`${field.optional === true ? ', may be left out' : ''} | ${cell(answers(field, scenario))} | ${cell(field.help)} |`,
	),
];

const sectionOf = (scenario: Scenario): readonly string[] => [
	`### ${scenario.title}`,
	'',
	`\`${scenario.id}\` · ${scenario.summary} (Guide: *${scenario.guide}*.)`,
	'',
	...scenario.about.flatMap((text) => [text, '']),
	...questions(scenario),
	'',
	`Examples, each with its answers in \`detour scenarios ${scenario.id} --json\`:`,
	'',
	...scenario.examples.map(({id, title}) => `* \`${id}\`: ${title}.`),
	'',
];

/** docs/scenarios.md, from what the presets say. */
export const scenariosPage = [
	'# Scenarios',
	'',
	'Presets that Detour asks questions for: what each is for, what it asks, what it changes on the router and why. This page is',
	'written from the presets themselves (`npm run golden`), and a test keeps both in step.',
	'',
	'All of them go by the same laws ([laws.md](laws.md)), for IPv4 and IPv6, on RouterOS 7.9 to 7.24. Several of them in one',
	'profile become one configuration; what cannot stand side by side is an error that says so. Where the guide that they come from',
	'is wrong, [guide-errata.md](guide-errata.md) says how.',
	'',
	'What a release of RouterOS can do, and what it calls things, decides some rows: after an upgrade `detour plan PROFILE` shows what is',
	'different now, and `detour apply` changes it. From 7.13 to 7.14 that cannot wait where a line is in a VRF: rules see the VRF then.',
	'',
	...[...new Set(scenarios.map(({group}) => group))].flatMap((group) => [`## ${group}`, '', ...scenarios.filter((scenario) => scenario.group === group).flatMap(sectionOf)]),
].join('\n');
