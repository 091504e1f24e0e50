import type {Diagnostic} from '../diagnostics/index.js';
import {display, error} from '../diagnostics/index.js';
import {families} from '../net/index.js';
import type {Id, PolicyDocument, Uplink} from './document.js';
import {aftersOf, isApart, vrfOfUplink, waysOf} from './ways.js';

/** More shares than that are more rules than a router should go through for each new connection. */
const mostShares = 64;

const isWeight = (weight: number): boolean => Number.isInteger(weight) && weight >= 1;

const groups = ({groups: all}: PolicyDocument): readonly Diagnostic[] =>
	all.flatMap(({id, title, members}) => [
		...(new Set(members.map(({uplink}) => uplink)).size >= 2
			? []
			: [error('group-too-small', `“${display(title)}” shares traffic between fewer than two ways.`, {hint: 'Name at least two, or send the traffic to the one.', field: id})]),
		...(members.every(({weight}) => isWeight(weight)) && members.reduce((sum, {weight}) => sum + weight, 0) <= mostShares
			? []
			: [error('bad-weights', `The weights of “${display(title)}” are not whole numbers that add up to at most ${mostShares}.`, {field: id})]),
	]);

const failover = ({failover: all, uplinks}: PolicyDocument): readonly Diagnostic[] => [
	...all
		.filter(({isImplied}) => isImplied !== true)
		.flatMap((order) => uplinks.filter((uplink) => order.uplinks.includes(uplink.id) && vrfOfUplink(uplink) !== undefined))
		.map(({id, title}) =>
			error('line-in-vrf', `${display(title)} is in a VRF: the router itself could not follow an order of lines there.`, {
				hint: 'Take it out of the VRF, or send hosts alone there, by policies.',
				field: id,
			}),
		),
	...all.slice(1).map(({id}) => error('failover-twice', 'Two parts put the lines in order.', {hint: 'A router has one order of lines: keep one of the parts.', field: id})),
	...all
		.filter(({uplinks}) => new Set(uplinks).size < Math.max(2, uplinks.length))
		.map(({id}) => error('failover-too-small', 'An order of lines needs at least two different ones.', {field: id})),
];

/** The router has one table an uplink, and what happens when it is down is a property of that table. */
const oneAfter = (document: PolicyDocument): readonly Diagnostic[] =>
	document.uplinks.flatMap(({id, title}) => {
		const afters = aftersOf(document, id);
		const [first] = afters;
		const leader = afters.find(({after}) => after.to.length > 0) ?? first;
		return leader === undefined
			? []
			: afters
					.filter(({after}) => after.isFinal !== leader.after.isFinal || (after.to.length > 0 && after.to.join() !== leader.after.to.join()))
					.map(({policy}) =>
						error('when-down-differs', `“${display(policy.title)}” and “${display(leader.policy.title)}” differ in what happens when ${display(title)} is down.`, {
							hint: 'Let both block, or both fall back to the same.',
							field: policy.id,
						}),
					);
	});

/** Uplinks that something else is to take over from, and who says so. */
const replaceable = (document: PolicyDocument): readonly {readonly uplink: Uplink; readonly by: Id}[] => [
	...document.policies.flatMap(({id: by, uplink: way, whenDown}) => {
		const group = document.groups.find(({id}) => id === way);
		const isReplaced = group === undefined ? whenDown.kind === 'fall-back' : group.method === 'equal' || group.whenDown === 'redistribute';
		return isReplaced ? waysOf(document, way).map((uplink) => ({uplink, by})) : [];
	}),
	// The last of an order is followed by the router's own default route only.
	...document.failover.flatMap(({id: by, uplinks}) => uplinks.slice(0, -1).flatMap((id) => waysOf(document, id).map((uplink) => ({uplink, by})))),
];

const noticed = (document: PolicyDocument): readonly Diagnostic[] => {
	const unnoticed = replaceable(document).flatMap(({uplink, by}) =>
		families.filter((family) => uplink.carries[family] && !isApart(uplink, family) && uplink.probe?.[family] === undefined).map((family) => ({uplink, family, by})),
	);
	return [...new Map(unnoticed.map((one) => [`${one.uplink.id} ${one.family}`, one])).values()].map(({uplink, family, by}) =>
		error('fall-back-needs-probe', `To fall back, the router needs an IPv${family} host to ping through ${display(uplink.title)}.`, {
			hint: 'A tunnel interface stays up when the far end is dead, and a modem answers for a dead line: only an answer from beyond tells.',
			field: by,
		}),
	);
};

/** What is wrong with groups, the order of lines, and what follows what. */
export const validateWays = (document: PolicyDocument): readonly Diagnostic[] => [groups, failover, oneAfter, noticed].flatMap((rule) => rule(document));
