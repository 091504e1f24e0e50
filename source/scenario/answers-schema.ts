import type {Choice, Field, Scenario} from './types.js';

type JsonSchema = {readonly [key: string]: unknown};

/** What a question can be answered with on every router; undefined where that is not an enumeration. */
export const fixedChoices = (field: Field, scenario: Scenario): readonly Choice[] | undefined => {
	const facts = scenario.examples[0]?.facts;
	return (field.kind === 'choice' || field.kind === 'choices') && field.fromRouter !== true && facts !== undefined ? field.choices({}, facts) : undefined;
};

const values = (field: Field, scenario: Scenario): readonly string[] | undefined => fixedChoices(field, scenario)?.map(({value}) => value);

const schemaOf = (field: Field, scenario: Scenario): JsonSchema => {
	const about = {title: field.title, description: field.help};
	switch (field.kind) {
		case 'confirm':
			return {...about, type: 'boolean'};
		case 'lines':
			return {...about, type: 'array', items: {type: 'string'}};
		case 'choice': {
			const known = values(field, scenario);
			return {...about, type: 'string', ...(known === undefined ? {} : {enum: known})};
		}

		case 'choices': {
			const known = values(field, scenario);
			return {...about, type: 'array', uniqueItems: true, items: {type: 'string', ...(known === undefined ? {} : {enum: known})}};
		}

		case 'text':
		case 'file':
			return {...about, type: 'string'};
	}
};

/** JSON Schema of a scenario's answers. Required is what is always asked and has no default. */
export const answersSchema = (scenario: Scenario): JsonSchema => ({
	$schema: 'https://json-schema.org/draft/2020-12/schema',
	title: `Answers of ${scenario.id}`,
	type: 'object',
	properties: Object.fromEntries(scenario.fields.map((field) => [field.id, schemaOf(field, scenario)])),
	required: scenario.fields.filter((field) => field.optional !== true && field.visible === undefined && field.suggest === undefined).map(({id}) => id),
	additionalProperties: false,
});
