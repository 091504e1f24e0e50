import type {Line} from '../../../presentation/line.js';
import {piece} from '../../../presentation/line.js';
import type {Binding} from '../../keymap.js';
import {told} from '../../keymap.js';
import type {Place} from '../../wizard-state.js';
import {words} from '../../words.js';

const row = ({label, description, disabled}: Binding): Line => [
	piece(`  ${label.padEnd(11)}`, disabled === undefined ? 'strong' : 'dim'),
	piece(description, disabled === undefined ? 'plain' : 'dim'),
	...(disabled === undefined ? [] : [piece(`  ${words.help.notNow(disabled)}`, 'warning')]),
];

/** What a screen is for. */
export const aboutLine = (place: Place): Line => [piece(words.help.about[place])];

/** Each key of a screen, those that do nothing now with the reason. */
export const helpLines = (keys: readonly Binding[]): readonly Line[] => [...told(keys).map(row), [], [piece(words.help.letters, 'dim')]];
