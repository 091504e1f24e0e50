import type {Diagnostic} from '../diagnostics/index.js';
import {display, error} from '../diagnostics/index.js';
import {prefixLength} from '../net/index.js';
import type {PolicyDocument} from './document.js';

/** What is wrong in who may reach whom. */
export const validateZones = ({zoning: {zones, bans}}: PolicyDocument): readonly Diagnostic[] => [
	...zones.flatMap(({id, title, interfaces}, index) => [
		...(interfaces.length === 0 ? [error('empty-zone', `The zone “${display(title)}” has no network.`, {field: id})] : []),
		...interfaces
			.filter((name) => zones.slice(0, index).some((other) => other.interfaces.includes(name)))
			.map((name) => error('zone-twice', `${display(name)} is in two zones.`, {hint: 'A network is trusted in one way.', field: id})),
	]),
	...bans.flatMap(({id, prefixes}) =>
		prefixes
			.filter((prefix) => prefixLength(prefix) === 0)
			.map((prefix) => error('ban-everything', `${display(prefix)} would ban the whole Internet.`, {hint: 'List what nothing shall go to or come from.', field: id})),
	),
];
