import {error} from '../../diagnostics/index.js';
import {addressFamily, families} from '../../net/index.js';
import type {Policy, Shaping, Tier, Uplink} from '../../policy/index.js';
import {ordinary} from '../../policy/index.js';
import {answerText} from '../answers.js';
import type {Answers, BuildContext, Field} from '../types.js';
import {anotherWay} from './another-way.js';
import {isSomethingIn} from './tiers.js';

const byLine = (answers: Answers): string => answerText(answers, 'line');

const probe = 'One address a family, reached by that way only: an answer proves that there is an Internet beyond it. None of your resolvers.';

const ways = {
	first: anotherWay({
		prefix: 'first-',
		section: 'What comes first',
		way: {
			title: 'Which way for what comes first?',
			help: 'A better line, or a shorter tunnel, for it alone; it waits in no queue of this line then. IPv6 that such a way does not carry is refused, so that programs take IPv4; hosts named by IPv4 only keep their IPv6 here.',
			visible: isSomethingIn('first'),
		},
		asBefore: 'By whichever line it takes without this; on this one it goes before all others.',
		down: 'It can come back to this line, where it goes before all others, or wait until its own way is back.',
		probe,
		taken: {by: byLine, why: 'That is the line whose bandwidth is dealt out.', hint: 'Choose another way, or the ordinary one: there it goes first.'},
	}),
	last: anotherWay({
		prefix: 'last-',
		section: 'What can wait',
		way: {
			title: 'Which way for what can wait?',
			help: 'A second line or a tunnel takes it off this line, and out of its queues. IPv6 that such a way does not carry is refused, so that programs take IPv4; hosts named by IPv4 only keep their IPv6 here.',
			visible: isSomethingIn('last'),
		},
		asBefore: 'By whichever line it takes without this; on this one it waits in its queue.',
		down: 'It can come back to this line and wait in its queue there, or wait until its own way is back.',
		probe,
		taken: {
			by: byLine,
			why: 'What can wait would be sent by the line that is to be kept free of it.',
			hint: 'Choose another way, or the ordinary one: there it waits in its queue.',
		},
	}),
};

/** What can wait has no business on the way that what comes first was given for itself. */
const checkApart: NonNullable<Field['check']> = (value, answers) =>
	value !== ordinary && value === answerText(answers, 'first-way')
		? [
				error('one-way', 'What can wait would go by the way that what comes first has for itself.', {
					hint: 'Choose another way for one of the two.',
					field: 'last-way',
				}),
			]
		: [];

/** Tiers may go elsewhere: what comes first to have a way for itself, what can wait to leave the line to the others. */
export const firstWayQuestions: readonly Field[] = ways.first.questions;
export const lastWayQuestions: readonly Field[] = ways.last.questions.map((field) =>
	field.id === 'last-way'
		? {...field, check: (value, answers, facts, attachments) => [...(field.check?.(value, answers, facts, attachments) ?? []), ...checkApart(value, answers, facts)]}
		: field,
);

type Part = {readonly item: string; readonly what: string; readonly selector: Partial<Policy['selector']>; readonly waived?: Policy['waived']};

/** Any of its members makes a packet one of a tier, but all that it names one of a policy: so a policy for each kind of member. */
const partsOf = ({members: {to, hosts, ports}}: Tier): readonly Part[] => [
	...(to.length === 0 ? [] : [{item: 'to', what: 'destinations', selector: {to}}]),
	// In a family that they have no address of, nothing tells these hosts from their neighbours.
	...(hosts.length === 0
		? []
		: [{item: 'hosts', what: 'hosts', selector: {from: hosts}, waived: families.filter((family) => !hosts.some((prefix) => addressFamily(prefix) === family))}]),
	...(['tcp', 'udp'] as const).flatMap((protocol) => {
		const ranges = ports.filter((one) => one.protocol === protocol).map(({range}) => range);
		return ranges.length === 0 ? [] : [{item: protocol, what: `${protocol.toUpperCase()} ports`, selector: {protocol, ports: ranges}}];
	}),
];

/** The ways of tiers, where they have ones of their own; what comes first goes its way even if it could wait, too. */
export const tierWays = (
	answers: Answers,
	{tiers, networks}: Shaping,
	{facts, partId}: BuildContext,
): {readonly uplinks: readonly Uplink[]; readonly policies: readonly Policy[]} => {
	const first = ways.first.wayOf(answers, facts, `${partId}.ahead`);
	const last = ways.last.wayOf(answers, facts, `${partId}.apart`);
	const policiesOf = (kind: keyof typeof ways, way: typeof first, words: string): readonly Policy[] =>
		tiers
			.filter(({id}) => id === `${partId}.${kind}`)
			.flatMap((tier) =>
				partsOf(tier).map(
					({item, what, selector, waived = []}): Policy => ({
						id: `${tier.id}-${item}`,
						title: `${what} that ${words} go ${way === undefined ? 'as before' : `by ${way.uplink.title}`}`,
						selector: {to: [], from: [], networks, ...selector},
						uplink: way?.uplink.id ?? ordinary,
						whenDown: way?.whenDown ?? {kind: 'block'},
						waived,
					}),
				),
			);
	return {
		uplinks: [first, last].flatMap((way) => (way === undefined ? [] : [way.uplink])),
		policies: first === undefined && last === undefined ? [] : [...policiesOf('first', first, 'come first'), ...(last === undefined ? [] : policiesOf('last', last, 'can wait'))],
	};
};
