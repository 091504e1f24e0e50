import type {Diagnostic} from '../diagnostics/index.js';
import {display, error} from '../diagnostics/index.js';
import type {PolicyDocument, Speed} from './document.js';
import type {Shaping} from './shaping.js';
import {takesRest} from './shaping.js';

const directions = ['down', 'up'] as const;

const words: Readonly<Record<keyof Speed, string>> = {down: 'downwards', up: 'upwards'};

const mega = (rate: number): string => `${Math.round(rate / 1e4) / 100}M`;

/** Guarantees that add up to more than there is are none (law L12). */
const sums = ({id, limit, tiers}: Shaping): readonly Diagnostic[] =>
	directions.flatMap((way) => {
		const sum = tiers.reduce((all, {guaranteed}) => all + guaranteed[way], 0);
		return sum > limit[way]
			? [
					error('guarantees-too-large', `The guarantees add up to ${mega(sum)} ${words[way]}, more than the ${mega(limit[way])} that the line gives out.`, {
						hint: 'Guarantee less; what nobody uses is lent to the others anyway.',
						field: id,
					}),
				]
			: [];
	});

const bounds = ({limit, tiers}: Shaping): readonly Diagnostic[] =>
	tiers.flatMap(({id, title, guaranteed, maximum, priority}) => [
		...directions.flatMap((way) =>
			guaranteed[way] <= maximum[way] && maximum[way] <= limit[way] && maximum[way] > 0
				? []
				: [
						error(
							'tier-bounds',
							`“${display(title)}” has ${mega(guaranteed[way])} for certain and ${mega(maximum[way])} at most ${words[way]}; the line gives out ${mega(limit[way])}.`,
							{
								hint: 'The guarantee cannot be above the maximum, nor the maximum above the line.',
								field: id,
							},
						),
					],
		),
		...(Number.isInteger(priority) && priority >= 1 && priority <= 8 ? [] : [error('tier-bounds', 'A priority is a number from 1 (first) to 8 (last).', {field: id})]),
	]);

const rest = ({id, tiers}: Shaping): readonly Diagnostic[] =>
	tiers.findIndex(takesRest) === tiers.length - 1 && tiers.length > 0
		? []
		: [error('no-rest', 'The last tier, and no other, must take everything that is left.', {hint: 'Traffic outside of all tiers would take the line from them.', field: id})];

const references = ({lists, networks}: PolicyDocument, {id, networks: wanted, tiers}: Shaping): readonly Diagnostic[] => [
	...wanted
		.filter((network) => !networks.some((one) => one.id === network))
		.map((network) => error('unknown-id', `${display(id)} names a network that does not exist: ${display(network)}.`, {field: id})),
	...tiers.flatMap(({id: tier, members: {to}}) =>
		to
			.filter((list) => !lists.some((one) => one.id === list))
			.map((list) => error('unknown-id', `${display(tier)} names a list that does not exist: ${display(list)}.`, {field: tier})),
	),
];

const lineOnce = ({shapings}: PolicyDocument): readonly Diagnostic[] =>
	shapings
		.filter(({line}, index) => shapings.findIndex((other) => other.line === line) < index)
		.map(({id, line}) =>
			error('line-shaped-twice', `Two parts deal out the bandwidth of ${display(line)}.`, {hint: 'A line has one set of tiers: put them into one part.', field: id}),
		);

/** What is wrong with the dealing out of bandwidth. */
export const validateShaping = (document: PolicyDocument): readonly Diagnostic[] => [
	...lineOnce(document),
	...document.shapings.flatMap((shaping) => [...references(document, shaping), ...rest(shaping), ...bounds(shaping), ...sums(shaping)]),
];
