import type {Line} from '../../../presentation/line.js';
import {piece} from '../../../presentation/line.js';
import type {Binding} from '../../keymap.js';
import {told} from '../../keymap.js';
import type {Place} from '../../wizard-state.js';

const about: Readonly<Record<Place, string>> = {
	home: 'Go on with what was begun, begin something new, or run a saved profile again.',
	router: 'Connecting only reads. The key of a router is remembered at first sight; another key later stops everything. Passwords are used once and never stored.',
	scenario: 'Each job asks a few questions and then shows all that it would do.',
	fields: 'One question at a time. What you typed stays, also when you go back. After each answer a draft is saved, without passwords and keys.',
	parts: 'A profile may do several things at once. Each part is a job with answers of its own; where two want the same traffic, the upper one has it.',
	review: 'Nothing has happened yet. See why each entry is there, the commands, and what changes on your router.',
	apply: 'The undo is on the router before the change is. If the connection is lost, or you do nothing, the router undoes the change by itself.',
	result: 'What became of the change, and how to run it again or take it away.',
};

const row = ({label, description, disabled}: Binding): Line => [
	piece(`  ${label.padEnd(11)}`, disabled === undefined ? 'strong' : 'dim'),
	piece(description, disabled === undefined ? 'plain' : 'dim'),
	...(disabled === undefined ? [] : [piece(`  (not now: ${disabled})`, 'warning')]),
];

/** What a screen is for. */
export const aboutLine = (place: Place): Line => [piece(about[place])];

/** Each key of a screen, those that do nothing now with the reason. */
export const helpLines = (keys: readonly Binding[]): readonly Line[] => [
	...told(keys).map(row),
	[],
	[piece('  Where an answer is typed, letters are text: ? and / work elsewhere.', 'dim')],
];
