import {display, error} from '../../diagnostics/index.js';
import type {Field} from '../../scenario/types.js';
import {words} from '../words.js';

/** Not an answer of the preset: the last question of the wizard. `.` cannot occur in ids of fields. */
export const nameFieldId = 'profile.name';

const longest = 40;

const key = (name: string): string => name.trim().toLowerCase();

/** The name, or the first of `name-2`, `name-3`, … that no other profile has. */
export const freeName = (name: string, taken: readonly string[]): string => {
	const known = new Set(taken.map(key));
	let free = name;
	for (let count = 2; known.has(key(free)); count++) {
		free = `${name}-${count}`;
	}

	return free;
};

/** Trouble with a name for a profile, among the names of the others. */
export const nameTrouble = (name: string, taken: readonly string[]) =>
	name.length > longest
		? [error('name-too-long', words.fields.name.isTooLong(longest), {field: nameFieldId})]
		: taken.some((other) => key(other) === key(name))
			? [
					error('profile-name-taken', words.fields.name.isTaken(display(name.trim())), {
						hint: words.fields.name.isTakenHint,
						field: nameFieldId,
					}),
				]
			: [];

/** What the profile is called, where others have the names in `taken`. */
export const nameField = (taken: readonly string[]): Field => ({
	id: nameFieldId,
	kind: 'text',
	title: words.fields.name.title,
	help: words.fields.name.help,
	placeholder: words.fields.name.placeholder,
	suggest: (_answers, {identity}) => ({
		value: freeName(/^(?:MikroTik|RouterOS)?$/i.test(identity) ? 'home' : identity.slice(0, longest), taken),
		because: words.fields.name.because,
	}),
	check: (value) => (typeof value === 'string' ? nameTrouble(value, taken) : []),
});
