import type {MenuSpec} from './spec.js';

export const userSpecs: Readonly<Record<string, MenuSpec>> = {
	'/user': {
		required: ['name', 'group'],
		unique: {properties: ['name'], message: 'failure: user with the same name already exists'},
		builtinBy: 'name',
		defaults: {disabled: 'no', address: ''},
		columns: ['name', 'group', 'address', 'last-logged-in'],
		flags: [['X disabled']],
		state: true,
		policy: 'policy',
	},
	'/user/group': {
		required: ['name'],
		unique: {properties: ['name'], message: 'failure: group with the same name already exists'},
		builtinBy: 'name',
		defaults: {skin: 'default'},
		columns: ['name', 'policy', 'skin'],
		state: true,
		policy: 'policy',
	},
	'/user/active': {state: true, columns: ['when', 'name', 'address', 'via', 'group']},
	'/user/ssh-keys': {state: true, columns: ['user', 'bits', 'key-owner', 'info'], policy: 'policy'},
};
