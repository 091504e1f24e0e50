import type {Diagnostic} from '../diagnostics/index.js';
import {display, error} from '../diagnostics/index.js';
import {families} from '../net/index.js';
import type {Failover, Id, Network, PolicyDocument, Uplink} from './document.js';
import {interfaceNameOf} from './ways.js';

type Names = ReadonlyMap<Id, Id>;

/** Each thing under the id of the first that has its key. */
const firsts = <T extends {readonly id: Id}>(things: readonly T[], keyOf: (thing: T) => string): Names =>
	new Map(things.map((thing) => [thing.id, things.find((other) => keyOf(other) === keyOf(thing))?.id ?? thing.id]));

const networkKey = ({interfaces}: Network): string => interfaces.toSorted().join();

const uplinkKey = (uplink: Uplink): string => interfaceNameOf(uplink) ?? ` ${uplink.id}`;

/** Who is next on a line, in each family that it has somebody in. */
const nextOn = ({kind}: Uplink): string =>
	kind.kind === 'line'
		? families
				.flatMap((family) => kind.next[family] ?? [])
				.map((next) => (next.kind === 'address' ? next.address : next.kind === 'leased' ? 'whoever its lease names' : 'its far end'))
				.join(' and ')
		: 'its far end';

const probesOf = ({probe}: Uplink): string => families.flatMap((family) => probe?.[family] ?? []).join(' and ');

/** What it is about, and the two answers to it. */
const between = (what: string, a: string, b: string): string => (a === b || a === '' || b === '' ? what : `${what} (${a}, or ${b})`);

/** What cannot be two ways at once, in the words for it. What one of the two leaves open is no disagreement. */
const differences = (a: Uplink, b: Uplink): readonly string[] => {
	if (b.isAside === true) {
		return [];
	}

	const open = (one: unknown, other: unknown): boolean => one === undefined || other === undefined || JSON.stringify(one) === JSON.stringify(other);
	return [
		...(JSON.stringify(a.kind) === JSON.stringify(b.kind) ? [] : [between('who is next on it', nextOn(a), nextOn(b))]),
		...(families.every((family) => open(a.probe?.[family], b.probe?.[family])) ? [] : [between('which host tells whether it is alive', probesOf(a), probesOf(b))]),
		...(open(a.resolver, b.resolver) ? [] : [between('which resolver is asked through it', a.resolver ?? '', b.resolver ?? '')]),
		...(JSON.stringify([a.nat, a.carries, a.sources]) === JSON.stringify([b.nat, b.carries, b.sources]) ? [] : ['what it does with IPv6']),
	];
};

const join = (a: Uplink, b: Uplink): Uplink => {
	if (b.isAside === true) {
		return a;
	}

	const [probe, resolver, speed, mtu] = [
		a.probe === undefined && b.probe === undefined ? undefined : {...b.probe, ...a.probe},
		a.resolver ?? b.resolver,
		a.speed ?? b.speed,
		a.mtu ?? b.mtu,
	];
	return {
		...a,
		...(probe === undefined ? {} : {probe}),
		...(resolver === undefined ? {} : {resolver}),
		...(speed === undefined ? {} : {speed}),
		...(mtu === undefined ? {} : {mtu}),
	};
};

/** An order that was asked for stands; of orders that parts only bring along, the first goes on with the lines of the others. */
const oneOrder = (all: readonly Failover[]): readonly Failover[] => {
	const asked = all.filter(({isImplied}) => isImplied !== true);
	return asked.length > 0 ? asked : all.slice(0, 1).map((first) => ({...first, uplinks: [...new Set(all.flatMap(({uplinks}) => uplinks))]}));
};

/** What several parts call by names of their own, an interface or a set of networks, under one name; and what they disagree about in it. */
export const unify = (document: PolicyDocument): {readonly document: PolicyDocument; readonly problems: readonly Diagnostic[]} => {
	const networks = firsts(document.networks, networkKey);
	// Whoever asks for a line says what it is, before whoever only answers by it.
	const uplinks = firsts(
		document.uplinks.toSorted((a, b) => Number(a.isAside === true) - Number(b.isAside === true)),
		uplinkKey,
	);
	const network = (id: Id): Id => networks.get(id) ?? id;
	const uplink = (id: Id): Id => uplinks.get(id) ?? id;
	const isFirst =
		(names: Names) =>
		(thing: {readonly id: Id}): boolean =>
			names.get(thing.id) === thing.id;
	const kept = document.uplinks.filter(isFirst(uplinks));
	const others = document.uplinks.flatMap((one) => kept.filter(({id}) => id !== one.id && id === uplink(one.id)).map((first) => ({one, first})));
	return {
		document: {
			...document,
			networks: document.networks.filter(isFirst(networks)),
			uplinks: kept.map((first) => others.filter((pair) => pair.first === first).reduce((joined, {one}) => join(joined, one), first)),
			groups: document.groups.map((group) => ({...group, members: group.members.map((member) => ({...member, uplink: uplink(member.uplink)}))})),
			policies: document.policies.map((policy) => ({
				...policy,
				uplink: uplink(policy.uplink),
				selector: {...policy.selector, networks: [...new Set(policy.selector.networks.map(network))]},
				whenDown: policy.whenDown.kind === 'fall-back' && policy.whenDown.to !== undefined ? {...policy.whenDown, to: uplink(policy.whenDown.to)} : policy.whenDown,
			})),
			failover: oneOrder(document.failover.map((one) => ({...one, uplinks: one.uplinks.map(uplink)}))),
			killSwitches: document.killSwitches.map((one) => ({...one, uplink: uplink(one.uplink)})),
			shapings: document.shapings.map((one) => ({...one, networks: [...new Set(one.networks.map(network))]})),
		},
		problems: others.flatMap(({one, first}) =>
			differences(first, one).map((what) =>
				error('uplinks-differ', `Two parts of this profile use ${display(first.title)} and disagree about ${what}.`, {
					hint: 'A way out of the router is one thing: give the same answer in each part, or send it by one of them only.',
					field: one.id,
				}),
			),
		),
	};
};
