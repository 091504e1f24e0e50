import type {Facts} from '../facts/index.js';
import type {Family} from '../net/index.js';
import {addressFamily, families} from '../net/index.js';
import type {DestinationList, Group, Id, NumberRange, Policy, PolicyDocument, Selector, Uplink} from '../policy/index.js';
import {afterOf, isBystander, ordinary, waysOf} from '../policy/index.js';
import type {Menu, Properties} from '../routeros/model/index.js';
import {behaviours} from '../routeros/versions/index.js';
import {nameOf} from './names.js';

export type Context = {
	readonly profile: string;
	readonly document: PolicyDocument;
	readonly facts: Facts;
	/** Families that the router speaks. */
	readonly families: readonly Family[];
};

/**
 * What happens to a policy's traffic of one family: marked and routed; refused, because the uplink does not carry it or
 * its senders cannot be told apart; excepted from the policies below it; waived by the user; or there is none to speak of.
 */
export type Treatment = 'routed' | 'refused' | 'excepted' | 'waived' | 'none';

/** Ids of what belongs to the profile as a whole: part `all`. */
export const shared = {lan: 'all.lan', outside: 'all.outside', wan: 'all.wan', bypass: 'all.bypass', exempt: 'all.dns', chain: 'all.pre', refuse: 'all.no'} as const;

export const makeContext = (profile: string, document: PolicyDocument, facts: Facts): Context => ({profile, document, facts, families: facts.ipv6Enabled ? families : [4]});

export const menuOf = (family: Family, rest: string): Menu => `${family === 4 ? '/ip' : '/ipv6'}/${rest}`;

export const named = ({profile}: Context, id: Id): string => nameOf(profile, id);

/** The interface on the router: an existing one by its name, a tunnel that we make by ours. */
export const interfaceOf = (context: Context, {id, kind}: Uplink): string => (kind.kind === 'wireguard' ? named(context, id) : kind.name);

export const listsOf = ({document}: Context, {selector}: Policy): readonly DestinationList[] => document.lists.filter(({id}) => selector.to.includes(id));

/** The one uplink of a policy, where it names no group and no exception. */
export const uplinkOf = ({document}: Context, policy: Policy): Uplink | undefined => document.uplinks.find(({id}) => id === policy.uplink);

/** Whether some of a policy's ways carry a family. */
export const isCarried = ({document}: Context, policy: Policy, family: Family): boolean => waysOf(document, policy.uplink).some(({carries}) => carries[family]);

/** Whether a list can hold addresses of a family; a name can resolve to both. */
export const holds = ({prefixes, domains}: DestinationList, family: Family): boolean => domains.length > 0 || prefixes.some((prefix) => addressFamily(prefix) === family);

export const treatmentOf = (context: Context, policy: Policy, family: Family): Treatment => {
	const lists = listsOf(context, policy);
	if (policy.selector.to.length > 0 && !lists.some((list) => holds(list, family))) {
		return 'none';
	}

	if (policy.waived.includes(family)) {
		return 'waived';
	}

	const {from} = policy.selector;
	const isTold = from.length === 0 || from.some((prefix) => addressFamily(prefix) === family);
	if (policy.uplink === ordinary) {
		return isTold ? 'excepted' : 'none';
	}

	return isTold && isCarried(context, policy, family) ? 'routed' : 'refused';
};

/** Whether a policy's traffic can leave by an uplink: its own, one of its group, or the one to fall back to. */
const leadsBy = ({document}: Context, {uplink: way, whenDown}: Policy, {id}: Uplink): boolean =>
	waysOf(document, way).some((uplink) => uplink.id === id) || (whenDown.kind === 'fall-back' && whenDown.to === id);

/** The uplinks of an uplink's table in a family, itself first, and whether the table ends in nothing. */
export const successionOf = ({document}: Context, uplink: Uplink, family: Family): {readonly uplinks: readonly Uplink[]; readonly isFinal: boolean} => {
	const {to, isFinal} = afterOf(document, uplink.id, family);
	const spare = to.flatMap((id) => document.uplinks.find((one) => one.id === id) ?? []);
	return {uplinks: [uplink, ...spare].filter(({carries}) => carries[family]), isFinal};
};

/** Groups whose members share a table of equal routes, as far as some policy leads to them in one of these families. */
export const equalGroups = (context: Context, among: readonly Family[] = context.families): readonly Group[] =>
	context.document.groups.filter(
		({id, method}) =>
			method === 'equal' && context.document.policies.some((policy) => policy.uplink === id && among.some((family) => treatmentOf(context, policy, family) === 'routed')),
	);

/** What people call it. */
export const wordFor = ({kind}: Uplink): 'line' | 'tunnel' => (kind.kind === 'line' ? 'line' : 'tunnel');

/** Families in which traffic goes by the uplink: a policy's, that of the order of lines, or answers to what came in by it. */
export const routedFamilies = (context: Context, uplink: Uplink): readonly Family[] =>
	context.families.filter(
		(family) =>
			uplink.carries[family] &&
			(isBystander(context.document, uplink, family) ||
				context.document.failover.some(({uplinks}) => uplinks.includes(uplink.id)) ||
				context.document.policies.some((policy) => leadsBy(context, policy, uplink) && treatmentOf(context, policy, family) === 'routed')),
	);

/** Whether what is marked for an uplink leaves by that one or not at all. */
export const isBlocking = ({document}: Context, uplink: Uplink, family: Family): boolean => {
	const {to, isFinal} = afterOf(document, uplink.id, family);
	return isFinal && to.length === 0;
};

/** Lists that some policy or tier needs on the router in a family: to route by, to refuse by, or to queue by. */
export const neededLists = (context: Context, family: Family): readonly DestinationList[] =>
	context.document.lists.filter(
		(list) =>
			holds(list, family) &&
			(context.document.policies.some((policy) => policy.selector.to.includes(list.id) && ['routed', 'refused', 'excepted'].includes(treatmentOf(context, policy, family))) ||
				context.document.shapings.some(({tiers}) => tiers.some(({members}) => members.to.includes(list.id)))),
	);

export const rangeText = ({first, last}: NumberRange): string => (first === last ? String(first) : `${first}-${last}`);

/** The router takes fifteen ports a rule, a range being two (the usual limit of multiport matching). */
const portsARule = 15;

const portTexts = (ranges: readonly NumberRange[] | undefined): readonly (string | undefined)[] => {
	if (ranges === undefined) {
		return [undefined];
	}

	const rules: NumberRange[][] = [[]];
	let room = portsARule;
	for (const range of ranges) {
		const size = range.first === range.last ? 1 : 2;
		if (size > room) {
			rules.push([]);
			room = portsARule;
		}

		rules.at(-1)?.push(range);
		room -= size;
	}

	return rules.map((some) => some.map(rangeText).join(','));
};

/** What a packet says of itself, beside its addresses: ports imply a protocol, and tcp and udp are two rules (law L10). */
const headersOf = ({protocol, ports, fromPorts, dscp, size}: Selector, family: Family): readonly {readonly key: string | undefined; readonly properties: Properties}[] => {
	const protocols = protocol === undefined && (ports !== undefined || fromPorts !== undefined) ? (['tcp', 'udp'] as const) : [protocol];
	const texts = portTexts(ports).flatMap((to) => portTexts(fromPorts).map((from) => ({to, from})));
	return protocols.flatMap((one) =>
		texts.map(({to, from}, index) => ({
			key: index === 0 ? one : `${one}-${index + 1}`,
			properties: {
				...(one === undefined ? {} : {protocol: one === 'icmp' && family === 6 ? 'icmpv6' : one}),
				...(to === undefined ? {} : {'dst-port': to}),
				...(from === undefined ? {} : {'src-port': from}),
				...(dscp === undefined ? {} : {dscp: String(dscp)}),
				...(size === undefined ? {} : {'packet-size': rangeText(size)}),
			},
		})),
	);
};

/** Traffic of a policy as matchers: one row a list and network, and tcp and udp apart where ports are named (law L10). */
export const matchersOf = (context: Context, policy: Policy, family: Family): readonly {readonly key: string; readonly properties: Properties}[] => {
	const {selector} = policy;
	const lists = policy.selector.to.length === 0 ? [undefined] : listsOf(context, policy).filter((list) => holds(list, family));
	// One network: the jump has matched it already.
	const networks = context.document.networks.length > 1 ? selector.networks : [undefined];
	const isTold = selector.from.some((prefix) => addressFamily(prefix) === family);
	return lists.flatMap((list) =>
		networks.flatMap((network) =>
			headersOf(selector, family).map(({key, properties}) => ({
				key: [list?.id, network, key].flatMap((part) => (part === undefined ? [] : [part.slice(part.indexOf('.') + 1)])).join('-'),
				properties: {
					...(list === undefined ? {} : {'dst-address-list': named(context, list.id)}),
					...(network === undefined ? {} : {'in-interface-list': named(context, network)}),
					...(isTold ? {'src-address-list': named(context, policy.id)} : {}),
					...properties,
				},
			})),
		),
	);
};

/** Whether this release has FastTrack for a family. */
export const canBeFast = ({facts}: Context, family: Family): boolean => family === 4 || behaviours(facts.release).ipv6Fasttrack;
