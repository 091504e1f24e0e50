import type {Family, Ip, Packet} from '../../net/index.js';
import {addressFamily, prefixContains} from '../../net/index.js';
import type {Expectation, Id, NumberRange, Policy, Uplink} from '../document.js';
import {afterOf, ordinary, waysOf} from '../ways.js';
import {takes} from './carried.js';
import type {Situation} from './places.js';

/** What is to happen to a packet, and the same in words behind “it”. */
export type Fate = {readonly expect: Expectation; readonly words: string};

export const asBefore: Fate = {expect: {kind: 'leaves-as-before'}, words: 'goes as before'};

const nowhere: Fate = {expect: {kind: 'blocked'}, words: 'goes nowhere'};

/** Bytes of a packet that nothing else is said of, where a policy asks for them. */
export const usualSize = 1200;

const isIn = (ranges: readonly NumberRange[] | undefined, value: number | undefined): boolean =>
	ranges === undefined || (value !== undefined && ranges.some(({first, last}) => first <= value && value <= last));

/** Whether a policy is for a packet of a host behind an interface. */
const isFor = ({document, names}: Situation, policy: Policy, packet: Packet): boolean => {
	const {selector, waived} = policy;
	const family = addressFamily(packet.to);
	const lists = document.lists.filter(({id}) => selector.to.includes(id));
	const interfaces = document.networks.filter(({id}) => selector.networks.includes(id)).flatMap((network) => network.interfaces);
	const senders = selector.from.filter((prefix) => addressFamily(prefix) === family);
	// Hosts that are told by addresses of the other family cannot be told apart in this one: all of them, then.
	const isSender = senders.length === 0 ? selector.from.length === 0 || policy.uplink !== ordinary : senders.some((prefix) => prefixContains(prefix, packet.from));
	const isListed = lists.some(
		({prefixes, domains}) => prefixes.some((prefix) => prefixContains(prefix, packet.to)) || domains.some(({name}) => names[name]?.includes(packet.to) === true),
	);
	const {protocol, ports, fromPorts, dscp, size} = selector;
	return (
		!waived.includes(family) &&
		interfaces.includes(packet.inInterface ?? '') &&
		isSender &&
		(selector.to.length === 0 || isListed) &&
		(protocol === undefined || protocol === packet.protocol) &&
		(packet.protocol !== 'icmp' || (ports ?? fromPorts) === undefined) &&
		isIn(ports, packet.toPort) &&
		isIn(fromPorts, packet.fromPort) &&
		(dscp === undefined || dscp === (packet.dscp ?? 0)) &&
		isIn(size === undefined ? undefined : [size], packet.size ?? usualSize)
	);
};

/** Whether traffic of this family can be told apart and carried: else it is refused. */
const isRouted = ({document}: Situation, {selector, uplink}: Policy, family: Family): boolean =>
	waysOf(document, uplink).some(({carries}) => carries[family]) && (selector.from.length === 0 || selector.from.some((prefix) => addressFamily(prefix) === family));

const oneOf = (words: readonly string[]): string => (words.length < 2 ? words.join('') : `one of ${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`);

/** Where a policy's traffic goes while some uplinks are dead. */
const fateUnder = ({document, facts}: Situation, policy: Policy, to: Ip, dead: readonly string[]): Fate => {
	const family = addressFamily(to);
	const usable = (id: Id): readonly Uplink[] => document.uplinks.filter((uplink) => uplink.id === id && uplink.carries[family] && !dead.includes(id));
	const group = document.groups.find(({id}) => id === policy.uplink);
	const ways = waysOf(document, policy.uplink).filter(({carries}) => carries[family]);
	const ends = ways.map(({id}) => (group?.method === 'equal' ? [id] : [id, ...afterOf(document, id, family).to]).flatMap(usable)[0]);
	const alive = [...new Set(ends.flatMap((end) => end ?? []))];
	const [first] = alive;
	const isFinal = group?.method === 'equal' ? policy.whenDown.kind === 'block' : ways.some(({id}) => afterOf(document, id, family).isFinal);
	if (first === undefined) {
		return isFinal ? nowhere : asBefore;
	}

	const uplinks = alive.map(({id}) => id);
	// A dead line's share is its successor's; of equal ways each that is alive has as much.
	const weights = ways.map(({id}) => (group?.method === 'share' ? (group.members.find(({uplink}) => uplink === id)?.weight ?? 0) : 1));
	const sum = (isMine: (end: Uplink | undefined) => boolean): number => weights.reduce((so, weight, index) => so + (isMine(ends[index]) ? weight : 0), 0);
	const sharesOf = (total: number): readonly {readonly id: Id; readonly share: number}[] => alive.map((uplink) => ({id: uplink.id, share: sum((end) => end === uplink) / total}));
	const natted = alive.every(({nat}) => nat[family]);
	const titles = oneOf(alive.map(({title}) => title));
	// A share that waits for its line goes nowhere meanwhile; equal ways have no shares. So does what a tunnel does not take.
	if (!alive.every((uplink) => takes(facts, uplink, to))) {
		return {expect: {kind: 'only-by-one-of', uplinks}, words: `goes through ${titles}, or nowhere`};
	}

	if (ends.includes(undefined) && group?.method !== 'equal') {
		return {
			expect: {kind: 'only-by-one-of', uplinks, shares: sharesOf(sum(() => true))},
			words: `goes through ${titles} as far as it is ${alive.length === 1 ? 'its share' : 'theirs'}, and the rest nowhere`,
		};
	}

	return {
		expect: alive.length === 1 ? {kind: 'leaves-by', uplink: first.id, natted} : {kind: 'leaves-by-one-of', uplinks: sharesOf(sum((end) => end !== undefined)), natted},
		words: `goes through ${titles}`,
	};
};

/** Who has a packet of a host that is bound for the Internet: the first policy that is for it. */
export const takerOf = (situation: Situation, packet: Packet): Policy | undefined => situation.document.policies.find((policy) => isFor(situation, policy, packet));

/** What is to happen to a packet of a host that is bound for the Internet, while some uplinks are dead. */
export const fateOf = (situation: Situation, packet: Packet, dead: readonly string[] = []): Fate => {
	const policy = takerOf(situation, packet);
	const family = addressFamily(packet.to);
	if (policy === undefined || policy.uplink === ordinary) {
		return asBefore;
	}

	return isRouted(situation, policy, family) ? fateUnder(situation, policy, packet.to, dead) : {expect: {kind: 'blocked'}, words: 'is refused, so that it does not pass by'};
};
