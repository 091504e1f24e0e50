import type {Facts} from '../facts/index.js';
import type {Family} from '../net/index.js';
import {addressFamily, families} from '../net/index.js';
import type {DestinationList, Id, Policy, PolicyDocument, Uplink} from '../policy/index.js';
import type {Menu} from '../routeros/model/index.js';
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
 * its senders cannot be told apart; waived by the user; or there is none to speak of.
 */
export type Treatment = 'routed' | 'refused' | 'waived' | 'none';

/** Ids of what belongs to the profile as a whole: part `all`. */
export const shared = {lan: 'all.lan', wan: 'all.wan', bypass: 'all.bypass', exempt: 'all.dns', chain: 'all.pre', refuse: 'all.no'} as const;

export const makeContext = (profile: string, document: PolicyDocument, facts: Facts): Context => ({profile, document, facts, families: facts.ipv6Enabled ? families : [4]});

export const menuOf = (family: Family, rest: string): Menu => `${family === 4 ? '/ip' : '/ipv6'}/${rest}`;

export const named = ({profile}: Context, id: Id): string => nameOf(profile, id);

/** The interface on the router: an existing one by its name, a tunnel that we make by ours. */
export const interfaceOf = (context: Context, {id, kind}: Uplink): string => (kind.kind === 'interface' ? kind.name : named(context, id));

export const listsOf = ({document}: Context, {selector}: Policy): readonly DestinationList[] => document.lists.filter(({id}) => selector.to.includes(id));

export const uplinkOf = ({document}: Context, policy: Policy): Uplink | undefined => document.uplinks.find(({id}) => id === policy.uplink);

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
	return isTold && uplinkOf(context, policy)?.carries[family] === true ? 'routed' : 'refused';
};

/** Families in which at least one policy sends traffic through the uplink. */
export const routedFamilies = (context: Context, uplink: Uplink): readonly Family[] =>
	context.families.filter((family) => context.document.policies.some((policy) => policy.uplink === uplink.id && treatmentOf(context, policy, family) === 'routed'));

export const isBlocking = ({document}: Context, uplink: Uplink): boolean => document.policies.some((policy) => policy.uplink === uplink.id && policy.whenDown.kind === 'block');

/** Lists that some policy needs on the router in a family: to route by, or to refuse by. */
export const neededLists = (context: Context, family: Family): readonly DestinationList[] =>
	context.document.lists.filter(
		(list) =>
			holds(list, family) &&
			context.document.policies.some((policy) => policy.selector.to.includes(list.id) && ['routed', 'refused'].includes(treatmentOf(context, policy, family))),
	);

/** Traffic of a policy as matchers: one row a list and network, and tcp and udp apart where ports are named (law L10). */
export const matchersOf = (context: Context, policy: Policy, family: Family): readonly {readonly key: string; readonly properties: Readonly<Record<string, string>>}[] => {
	const {selector} = policy;
	const lists = policy.selector.to.length === 0 ? [undefined] : listsOf(context, policy).filter((list) => holds(list, family));
	// One network: the jump has matched it already.
	const networks = context.document.networks.length > 1 ? selector.networks : [undefined];
	const protocols = selector.protocol === undefined && selector.ports !== undefined ? (['tcp', 'udp'] as const) : [selector.protocol];
	const isTold = selector.from.some((prefix) => addressFamily(prefix) === family);
	return lists.flatMap((list) =>
		networks.flatMap((network) =>
			protocols.map((protocol) => ({
				key: [list?.id, network, protocol].flatMap((part) => (part === undefined ? [] : [part.slice(part.indexOf('.') + 1)])).join('-'),
				properties: {
					...(list === undefined ? {} : {'dst-address-list': named(context, list.id)}),
					...(network === undefined ? {} : {'in-interface-list': named(context, network)}),
					...(isTold ? {'src-address-list': named(context, policy.id)} : {}),
					...(protocol === undefined ? {} : {protocol: protocol === 'icmp' && family === 6 ? 'icmpv6' : protocol}),
					...(selector.ports === undefined ? {} : {'dst-port': selector.ports.join(',')}),
				},
			})),
		),
	);
};
