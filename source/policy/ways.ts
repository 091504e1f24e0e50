import type {Family} from '../net/index.js';
import {addressFamily} from '../net/index.js';
import type {Group, Id, Policy, PolicyDocument, Uplink} from './document.js';

/** The way that traffic took before: no mark, no table of its own. */
export const ordinary = 'ordinary';

type Ways = Pick<PolicyDocument, 'uplinks' | 'groups'>;

const groupOf = ({groups}: Pick<PolicyDocument, 'groups'>, way: Id): Group | undefined => groups.find(({id}) => id === way);

/** The uplinks that a policy's way can lead by: one, the members of a group, or none of the document's. */
export const waysOf = (document: Ways, way: Id): readonly Uplink[] =>
	(groupOf(document, way)?.members.map(({uplink}) => uplink) ?? [way]).flatMap((id) => document.uplinks.find((uplink) => uplink.id === id) ?? []);

/** The interface that is there already; a tunnel that the profile brings along has none yet. */
export const interfaceNameOf = ({kind}: Pick<Uplink, 'kind'>): string | undefined => (kind.kind === 'wireguard' ? undefined : kind.name);

/** The VRF that an uplink's interface is in. */
export const vrfOfUplink = ({kind}: Pick<Uplink, 'kind'>): string | undefined => (kind.kind === 'wireguard' ? undefined : kind.vrf);

/**
 * Whether a line of the document must answer what comes in by it, though nothing is sent by it: an order of lines takes the
 * place of the default route that its answers would have gone by.
 */
export const isBystander = ({uplinks, failover}: Pick<PolicyDocument, 'uplinks' | 'failover'>, {kind, carries}: Uplink, family: Family): boolean =>
	kind.kind === 'line' && carries[family] && failover.some((order) => uplinks.some((uplink) => order.uplinks.includes(uplink.id) && uplink.carries[family]));

/** What follows when an uplink is down: others in order, then nothing at all, or the ordinary way. */
export type After = {readonly to: readonly Id[]; readonly isFinal: boolean};

/** What one policy says of an uplink that it can lead by. */
const saidBy = (document: Ways, {uplink: way, whenDown}: Policy, uplink: Id): After => {
	const isFinal = whenDown.kind === 'block';
	const spare = whenDown.kind === 'fall-back' && whenDown.to !== undefined ? [whenDown.to] : [];
	const group = groupOf(document, way);
	if (group?.whenDown === 'keep') {
		return {to: [], isFinal: true};
	}

	// Each member's share goes to the next one, so that two dead lines do not both burden the first.
	const members = group?.members.map((member) => member.uplink) ?? [uplink];
	const at = members.indexOf(uplink);
	return {to: [...new Set([...members.slice(at + 1), ...members.slice(0, at), ...spare])].filter((id) => id !== uplink), isFinal};
};

/** Everything that is said of an uplink, by policy. */
export const aftersOf = (document: Pick<PolicyDocument, 'uplinks' | 'groups' | 'policies'>, uplink: Id): readonly {readonly policy: Policy; readonly after: After}[] =>
	document.policies.filter(({uplink: way}) => waysOf(document, way).some(({id}) => id === uplink)).map((policy) => ({policy, after: saidBy(document, policy, uplink)}));

/** Whether an uplink takes only senders with addresses of its own: no other line takes those, and it takes nobody else's (law L7). */
export const isApart = ({sources}: Pick<Uplink, 'sources'>, family: Family): boolean => family === 6 && sources !== undefined;

/** The families that a policy leaves alone and could have been for: who has addresses of one sends nothing in the other. */
export const waivedOf = ({selector: {from}, waived}: Pick<Policy, 'selector' | 'waived'>): readonly Family[] =>
	waived.filter((family) => from.length === 0 || from.some((prefix) => addressFamily(prefix) === family));

/**
 * The lines that stand in for each other in a family, first to last. Whoever follows that order includes the router itself,
 * whose programs hear nothing of what comes back in a VRF (manual, VRF): a line in one takes no part.
 */
export const inOrder = ({uplinks, failover}: Pick<PolicyDocument, 'uplinks' | 'failover'>, family: Family): readonly Uplink[] =>
	failover
		.flatMap((order) => order.uplinks)
		.flatMap((id) => uplinks.filter((uplink) => uplink.id === id && uplink.carries[family] && !isApart(uplink, family) && vrfOfUplink(uplink) === undefined));

/** Whoever names nobody to fall back to goes along with those who do. */
export const afterOf = (document: Pick<PolicyDocument, 'uplinks' | 'groups' | 'policies'>, uplink: Id, family: Family): After => {
	const apart = document.uplinks.filter((one) => isApart(one, family)).map(({id}) => id);
	if (apart.includes(uplink)) {
		return {to: [], isFinal: true};
	}

	const afters = aftersOf(document, uplink).map(({after}) => after);
	const {to, isFinal} = afters.find((after) => after.to.length > 0) ?? afters[0] ?? {to: [], isFinal: false};
	return {to: to.filter((id) => !apart.includes(id)), isFinal};
};
