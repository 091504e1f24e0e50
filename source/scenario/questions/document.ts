import type {Result} from '../../diagnostics/index.js';
import type {Facts} from '../../facts/index.js';
import type {PolicyDocument} from '../../policy/index.js';
import {answerText, attached} from '../answers.js';
import {readPolicyJson} from '../importers/policy-json/index.js';
import type {Answers, Attachments, Field} from '../types.js';

/** The document that was given in place of answers, read for a part; undefined where none was, or it is not there. */
export const documentGiven = (answers: Answers, part: string, facts: Facts, attachments: Attachments | undefined): Result<PolicyDocument> | undefined => {
	const content = attached(attachments, answerText(answers, 'document'));
	return content === undefined ? undefined : readPolicyJson(content, part, facts);
};

const documentQuestion: Field = {
	id: 'document',
	kind: 'file',
	title: 'A whole policy document',
	help: 'A JSON file that says everything, for what no rule below can: several lines, shares, tiers, tenants. Nothing else is asked then. Leave it empty to write rules.',
	placeholder: 'policy.json',
	optional: true,
	check: (_value, answers, facts, attachments) => {
		const read = documentGiven(answers, 'p1', facts, attachments);
		return read === undefined || read.ok ? [] : read.diagnostics.map((one) => ({...one, field: 'document'}));
	},
};

/** Questions that a whole document may be given in place of. */
export const orDocument = (fields: readonly Field[]): readonly Field[] => [
	documentQuestion,
	...fields.map(
		(field): Field => ({
			...field,
			visible: (answers, facts, attachments) => answerText(answers, 'document') === '' && (field.visible?.(answers, facts, attachments) ?? true),
		}),
	),
];
