import {addressFamily, families} from '../../net/index.js';
import type {Policy, Shaping, Tier, Uplink} from '../../policy/index.js';
import {ordinary} from '../../policy/index.js';
import {answerText} from '../answers.js';
import type {Answers, BuildContext} from '../types.js';
import {anotherWay} from './another-way.js';
import {canSomethingWait} from './tiers.js';

const lastWay = anotherWay({
	prefix: 'last-',
	section: 'What can wait',
	way: {
		title: 'Which way for what can wait?',
		help: 'A second line or a tunnel takes it off this line, and out of its queues. IPv6 that such a way does not carry is refused, so that programs take IPv4; hosts named by IPv4 only keep their IPv6 here.',
		visible: canSomethingWait,
	},
	asBefore: 'By whichever line it takes without this; on this one it waits in its queue.',
	down: 'It can come back to this line and wait in its queue there, or wait until its own way is back.',
	probe: 'One address a family, reached by that way only: an answer proves that there is an Internet beyond it. None of your resolvers.',
	taken: {
		by: (answers) => answerText(answers, 'line'),
		why: 'What can wait would be sent by the line that is to be kept free of it.',
		hint: 'Choose another way, or the ordinary one: there it waits in its queue.',
	},
});

/** What can wait may go elsewhere, and leave the line to the others. */
export const tierWayQuestions = lastWay.questions;

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

/** The way of what can wait, where it has one of its own; what comes first stays where it is, even if it could wait, too. */
export const tierWay = (
	answers: Answers,
	{tiers, networks}: Shaping,
	{facts, partId}: BuildContext,
): {readonly uplinks: readonly Uplink[]; readonly policies: readonly Policy[]} => {
	const way = lastWay.wayOf(answers, facts, `${partId}.apart`);
	if (way === undefined) {
		return {uplinks: [], policies: []};
	}

	const policies = tiers.flatMap((tier) => {
		const isLast = tier.id === `${partId}.last`;
		return partsOf(tier).map(
			({item, what, selector, waived = []}): Policy => ({
				id: `${tier.id}-${item}`,
				title: isLast ? `${what} that can wait go by ${way.uplink.title}` : `${what} that come first go as before`,
				selector: {to: [], from: [], networks, ...selector},
				uplink: isLast ? way.uplink.id : ordinary,
				whenDown: isLast ? way.whenDown : {kind: 'block'},
				waived,
			}),
		);
	});
	return {uplinks: [way.uplink], policies};
};
