import {error} from '../../diagnostics/index.js';
import type {Field} from '../../scenario/types.js';

/** Not an answer of the preset: the last question of the wizard. `.` cannot occur in ids of fields. */
export const nameFieldId = 'profile.name';

const longest = 40;

/** What the profile is called. */
export const nameField: Field = {
	id: nameFieldId,
	kind: 'text',
	title: 'A name for this profile',
	help: 'It is saved under this name, so that next time it can be run again, changed or taken away.',
	placeholder: 'home',
	suggest: (_answers, {identity}) => ({value: /^(?:MikroTik|RouterOS)?$/i.test(identity) ? 'home' : identity.slice(0, longest), because: 'any other name will do, too'}),
	check: (value) => (typeof value === 'string' && value.length > longest ? [error('name-too-long', `The name is longer than ${longest} characters.`, {field: nameFieldId})] : []),
};
