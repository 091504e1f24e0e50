import {describe, expect, it} from 'vitest';
import type {Answers, Scenario} from '../../source/scenario/index.js';
import {answersSchema, completeAnswers, validateAnswers, visibleFields} from '../../source/scenario/index.js';
import {example} from '../compiler/build.js';

const {facts} = example('home');

const scenario: Scenario = {
	id: 'sample',
	title: 'Sample',
	summary: '',
	group: 'VPN and privacy',
	guide: '',
	about: [],
	examples: [{id: 'one', title: 'One', answers: {}, facts}],
	fields: [
		{
			id: 'kind',
			kind: 'choice',
			title: 'Kind',
			help: 'Which.',
			choices: () => [
				{value: 'a', title: 'A'},
				{value: 'b', title: 'B', disabled: 'it is broken.'},
			],
			suggest: () => ({value: 'a', because: 'it is first'}),
		},
		{id: 'name', kind: 'text', title: 'Name', help: 'What.'},
		{id: 'more', kind: 'lines', title: 'More', help: 'Which else.', visible: (answers) => answers.kind === 'a', optional: true},
		{id: 'sure', kind: 'confirm', title: 'Sure', help: 'Really?', visible: (answers) => answers.name === 'x'},
		{id: 'on', kind: 'choice', title: 'On', help: 'Where.', fromRouter: true, optional: true, choices: () => [{value: 'ether1', title: 'ether1'}], check: () => []},
	],
	build: () => {
		throw new Error('not built here');
	},
};

const troubles = (answers: Answers) => validateAnswers(scenario, answers, facts).map(({code, field}) => [code, field]);

describe('answers', () => {
	it.each<[Answers, readonly unknown[]]>([
		[{name: 'n'}, []],
		[{}, [['answer-missing', 'name']]],
		[{name: '  '}, [['answer-missing', 'name']]],
		[{name: 'x'}, [['answer-missing', 'sure']]],
		[{name: 'x', sure: 'yes'}, [['answer-kind', 'sure']]],
		[{name: ['n']}, [['answer-kind', 'name']]],
		[{name: 'n', kind: 'c'}, [['unknown-choice', 'kind']]],
		[{name: 'n', kind: 'b'}, [['choice-disabled', 'kind']]],
		[{name: 'n', kind: 'b', more: 'hidden, so it does not matter'}, [['choice-disabled', 'kind']]],
		[{name: 'n', nam: 'n'}, [['unknown-answer', 'nam']]],
		[{name: 'n', on: 'ether9'}, []],
	])('%j', (answers, wanted) => {
		expect(troubles(answers)).toEqual(wanted);
	});

	it('suggest the nearest choice and the nearest question', () => {
		expect(validateAnswers(scenario, {name: 'n', sur: true}, facts)[0]?.hint).toBe('Did you mean sure?');
	});

	it('left out are taken from the facts, and decide what is asked', () => {
		expect(completeAnswers(scenario, {name: 'n'}, facts)).toEqual({kind: 'a', name: 'n'});
		expect(visibleFields(scenario, {kind: 'a'}, facts).map(({id}) => id)).toEqual(['kind', 'name', 'more', 'on']);
	});

	it('have a JSON Schema: closed where the scenario closes them, open where the router decides', () => {
		expect(answersSchema(scenario)).toEqual({
			$schema: 'https://json-schema.org/draft/2020-12/schema',
			title: 'Answers of sample',
			type: 'object',
			properties: {
				kind: {title: 'Kind', description: 'Which.', type: 'string', enum: ['a', 'b']},
				name: {title: 'Name', description: 'What.', type: 'string'},
				more: {title: 'More', description: 'Which else.', type: 'array', items: {type: 'string'}},
				sure: {title: 'Sure', description: 'Really?', type: 'boolean'},
				on: {title: 'On', description: 'Where.', type: 'string'},
			},
			required: ['name'],
			additionalProperties: false,
		});
	});
});
