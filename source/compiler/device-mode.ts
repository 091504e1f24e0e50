import type {Diagnostic} from '../diagnostics/index.js';
import {error} from '../diagnostics/index.js';
import type {Facts} from '../facts/index.js';
import type {PolicyDocument} from '../policy/index.js';
import type {Context} from './context.js';

type Feature = keyof Omit<NonNullable<Facts['deviceMode']>, 'mode'>;

/** What needs which feature of the router, and a word for it. */
const needs: readonly {readonly feature: Feature; readonly word: string; readonly isNeeded: (document: PolicyDocument) => boolean}[] = [
	{feature: 'scheduler', word: 'to run anything by the clock', isNeeded: ({upkeep}) => upkeep.copies.length > 0},
	{
		feature: 'email',
		word: 'to send mail',
		isNeeded: ({upkeep}) => upkeep.copies.some(({mailTo}) => mailTo !== undefined) || upkeep.watches.some(({notices}) => notices.some(({kind}) => kind === 'mail')),
	},
	{feature: 'fetch', word: 'to call a web address', isNeeded: ({upkeep}) => upkeep.watches.some(({notices}) => notices.some(({kind}) => kind === 'webhook'))},
];

/** Routers sold with 7.17 and later refuse some features until somebody presses a button beside them. */
export const refusedByMode = ({document, facts: {deviceMode}}: Context): readonly Diagnostic[] =>
	needs
		.filter(({feature, isNeeded}) => deviceMode?.[feature] === false && isNeeded(document))
		.map(({feature, word}) =>
			error('device-mode', `The router's device mode does not allow it ${word}.`, {
				hint: `Allow it with /system/device-mode/update ${feature}=yes, and press the router's button when it asks for it.`,
			}),
		);
