import {display} from '../../diagnostics/index.js';
import type {Address} from '../address.js';
import {addressFrom, addressText, within} from '../address.js';
import {unknown} from '../chain.js';
import type {Walk} from '../flow.js';
import {doubtful, step} from '../flow.js';
import {isMulticastAddress} from '../matchers/index.js';
import type {RoutingRule} from '../routing-rules.js';
import {builtIn, menuOf} from '../settings.js';
import type {Hop, Match} from '../tables.js';
import type {Disposition, Rule} from '../trace.js';

/** Where the lookup sends a packet: to the router itself, on, or nowhere. */
export type Decision =
	| {readonly kind: 'local'}
	| {readonly kind: 'out'; readonly hop: Hop; readonly preferredSource?: string}
	| {readonly kind: 'end'; readonly disposition: Disposition};

const end = (disposition: Disposition): Decision => ({kind: 'end', disposition});

const hopText = ({interface: name, gateway}: Hop): string => (gateway === undefined ? display(name) : `${gateway} on ${display(name)}`);

/** A flow keeps its next hop: the hash is over addresses, or over ports too (`multipath-hash-policy`). */
const flowKey = ({flow, router}: Walk): string => {
	const addresses = `${addressText(flow.hashedFrom ?? flow.from.address)} ${addressText(flow.to.address)}`;
	return router.settings.hash[flow.family] === 'l3' ? addresses : `${addresses} ${flow.from.ports.first} ${flow.to.ports.first}`;
};

const take = (walk: Walk, match: Match, table: string): Decision => {
	if (match.kind === 'unclear') {
		return end(unknown(match.by, match.reason, match.rule));
	}

	const {route} = match;
	const named = `the route to ${route.prefix} in the table ${display(table)}`;
	if (match.kind !== 'hops') {
		step(walk, 'routing', match.kind, `meets ${named}, which leads nowhere`, {rule: route.rule});
		return end(match.kind === 'blackhole' ? {kind: 'blackholed', by: route.rule} : {kind: 'rejected', by: route.rule, with: 'icmp-network-unreachable'});
	}

	const {hops} = match;
	const option =
		hops.length === 1
			? 0
			: walk.oracle.remember(`ecmp ${table} ${route.prefix} ${flowKey(walk)}`, () => ({
					nature: 'split',
					kind: 'ecmp',
					rule: route.rule,
					options: hops.map((hop) => ({share: 1 / hops.length, detail: `${route.prefix} by ${hopText(hop)}`})),
				}));
	const hop = hops[option] ?? hops[0];
	step(walk, 'routing', 'route', `takes ${named}, by ${hopText(hop)}`, {rule: route.rule});
	if (!route.isConnected && walk.router.untold.length > 0) {
		walk.notes.add(`Routes that ${walk.router.untold.join(' and ')} may have brought were not told: a longer prefix among them would be taken instead.`);
	}

	return {kind: 'out', hop, ...(route.preferredSource === undefined ? {} : {preferredSource: route.preferredSource})};
};

const lookup = (walk: Walk, table: string, minPrefix = -1): Decision | undefined => {
	const match = walk.router[walk.flow.family].routes.find(table, walk.flow.to.address, minPrefix);
	return match === undefined ? undefined : take(walk, match, table);
};

const local = (walk: Walk, vrf: string): Decision | undefined => {
	const {router, flow} = walk;
	const {address} = flow.to;
	if (router.addresses.ownerOf(address) === vrf || router.addresses.isBroadcast(address, vrf)) {
		step(walk, 'routing', 'local', `is for the router itself (${addressText(address)})`);
		return {kind: 'local'};
	}

	return undefined;
};

const unreachable = (walk: Walk, detail: string): Decision => {
	step(walk, 'routing', 'no-route', detail);
	return end({kind: 'no-route'});
};

/** Nothing found among all routes that are known: the end, unless a routing protocol may have brought one, or what was read is no whole router. */
const withoutRoute = (walk: Walk, detail: string): Decision => {
	const {untold, isExcerpt} = walk.router;
	if (isExcerpt) {
		return end(unknown('route', 'which routes there are is not known: there are no addresses in the export'));
	}

	return untold.length === 0
		? unreachable(walk, detail)
		: end(unknown('route', `whether ${untold.join(' or ')} has brought a route to ${addressText(walk.flow.to.address)} was not told`));
};

const isInside = (address: Address, interval: RoutingRule['from']): boolean =>
	interval === undefined || (interval.family === address.family && address.value !== undefined && within(interval, address.value));

/** Whether a rule matches; a text where that hangs on what is not known. */
const meets = ({flow, router}: Walk, rule: RoutingRule): boolean | string => {
	const {address} = flow.from;
	const isKnownSource = rule.from === undefined || address.value !== undefined;
	const isPossible =
		(!isKnownSource || isInside(address, rule.from)) &&
		isInside(flow.to.address, rule.to) &&
		(rule.interface === undefined || (flow.inInterface !== undefined && router.interfaces.masterOf(rule.interface) === flow.inInterface)) &&
		(rule.routingMark === undefined || rule.routingMark === flow.routingMark);
	if (!isPossible || (isKnownSource && rule.unclear.length === 0)) {
		return isPossible;
	}

	return rule.unclear[0] ?? 'src-address';
};

const obey = (walk: Walk, rule: RoutingRule): Decision | undefined => {
	const {action, table, rule: by, minPrefix} = rule;
	const tell = (detail: string): void => step(walk, 'routing', action, detail, {rule: by});
	switch (action) {
		case 'lookup':
			tell(`is looked up in the table ${display(table)}`);
			return lookup(walk, table, minPrefix);
		case 'lookup-only-in-table':
			tell(`is looked up in the table ${display(table)} and nowhere else`);
			return lookup(walk, table, minPrefix) ?? unreachable(walk, `finds no route in the table ${display(table)}, and may look nowhere else`);
		case 'drop':
			tell('is dropped');
			return end({kind: 'dropped', by, reason: 'a routing rule drops it'});
		case 'unreachable':
			tell('is refused');
			return end({kind: 'rejected', by, with: 'icmp-network-unreachable'});
		default:
			return end(unknown('action', `the action ${display(action)} of a routing rule is not modelled`, by));
	}
};

const obeyChain = (walk: Walk, chain: string): Decision | undefined => {
	for (const rule of walk.router.rules.get(chain) ?? []) {
		const answer = meets(walk, rule);
		if (answer === false || (answer !== true && !doubtful(walk, answer, `${display(answer)} of a routing rule is not modelled or not known`, rule.rule))) {
			continue;
		}

		const decision = obey(walk, rule);
		if (decision !== undefined) {
			return decision;
		}
	}

	return undefined;
};

type Decide = (walk: Walk) => Decision | undefined;

const vrfOf = ({flow, router}: Walk): string | undefined => (flow.inInterface === undefined ? undefined : router.interfaces.vrfOf(flow.inInterface));

/** The decisions that `policy-rules` orders, by their names there. */
const decisions: Readonly<Record<string, Decide>> = {
	mangle: (walk) => {
		const mark = walk.flow.routingMark;
		if (mark === undefined) {
			return undefined;
		}

		const found = lookup(walk, mark);
		if (found === undefined) {
			step(walk, 'routing', 'lookup', `finds no active route in the table ${display(mark)} of its mark, and is looked up further`);
		}

		return found;
	},
	'vrf-lookup': (walk) => {
		const vrf = vrfOf(walk);
		return vrf === undefined ? undefined : (local(walk, vrf) ?? lookup(walk, vrf));
	},
	'vrf-unreach': (walk) => {
		const vrf = vrfOf(walk);
		return vrf === undefined ? undefined : withoutRoute(walk, `finds no route in its VRF ${display(vrf)}, and may look nowhere else`);
	},
	local: (walk) => local(walk, 'main'),
	user: () => undefined,
	main: (walk) => lookup(walk, 'main'),
};

/** What the tables cannot answer: who listens to a group, which link a link-local address is on, who answers on a dead link. */
const notForTables = ({flow, router}: Walk): Disposition | undefined => {
	const {address} = flow.to;
	if (isMulticastAddress(address)) {
		return unknown('dst-address', 'multicast is not modelled');
	}

	if (flow.inInterface === undefined && router.addresses.isBroadcast(address)) {
		return unknown('dst-address', 'broadcasts that the router makes are not modelled');
	}

	if (address.ip?.startsWith('fe80:') === true && router.addresses.ownerOf(address) === undefined) {
		return unknown('dst-address', 'link-local addresses that the configuration does not hold are not modelled');
	}

	return router.addresses.isOnDownLink(address) ? unknown('dst-address', 'whether an address answers while its interface is down is not modelled') : undefined;
};

/** A next hop that mangle named: it must be on a connected network. */
const followForced = (walk: Walk, {gateway, rule}: NonNullable<Walk['flow']['forced']>): Decision => {
	const {router, flow} = walk;
	if (router.addresses.ownerOf(flow.to.address) !== undefined) {
		return end(unknown('action', 'whether action=route takes packets for the router itself elsewhere is not confirmed', rule));
	}

	const match = router[flow.family].routes.find('main', addressFrom(gateway));
	if (match?.kind !== 'hops' || !match.route.isConnected) {
		return end(unknown('route-dst', `${gateway} is on none of the router's networks`, rule));
	}

	const hop = {...match.hops[0], gateway};
	step(walk, 'routing', 'route', `goes to ${hopText(hop)}`, {rule});
	return {kind: 'out', hop};
};

/** The routing decision, in the release's order: RouterOS looks marks up before it delivers to itself. */
export const route = (walk: Walk): Decision => {
	const {router} = walk;
	const impossible = notForTables(walk);
	if (impossible !== undefined) {
		return end(impossible);
	}

	if (router.settings.unclearOrder !== undefined) {
		return end(unknown(router.settings.unclearOrder, 'where routes of their own chains are looked up is not modelled', builtIn('/routing/settings')));
	}

	if (walk.flow.forced !== undefined) {
		return followForced(walk, walk.flow.forced);
	}

	for (const name of router.order) {
		const decision = decisions[name]?.(walk) ?? obeyChain(walk, name);
		if (decision !== undefined) {
			return decision;
		}
	}

	return withoutRoute(walk, 'finds no route');
};

/** The lookup of FastTrack: the main table and nothing else, no marks, no rules. */
export const routeFast = (walk: Walk): Decision => lookup(walk, 'main') ?? unreachable(walk, 'finds no route in the main table');

const dropSource = (walk: Walk, action: string, reason: string): Disposition => {
	const by: Rule = builtIn('/ip/settings');
	step(walk, 'routing', action, `is dropped: ${reason}`, {rule: by});
	return {kind: 'dropped', by, reason};
};

/** Whether the sender can be there: not with the router's own address, and with `rp-filter` only where it would be answered. IPv4 only. */
export const reversePath = (walk: Walk): Disposition | undefined => {
	const {router, flow} = walk;
	const {address} = flow.from;
	if (flow.family === 6 || flow.inInterface === undefined) {
		return undefined;
	}

	const vrf = router.interfaces.vrfOf(flow.inInterface) ?? 'main';
	if (address.value !== undefined && router.addresses.ownerOf(address) === vrf) {
		return dropSource(walk, 'martian', `its source ${addressText(address)} is the router's own`);
	}

	const {reversePath: mode} = router.settings;
	const back = mode === 'no' ? undefined : router[4].routes.find(vrf, address);
	const isKnown = mode === 'no' || (back?.kind === 'hops' && (mode === 'loose' || back.hops.some((hop) => hop.interface === flow.inInterface)));
	return isKnown ? undefined : dropSource(walk, 'rp-filter', `${addressText(address)} is not answered by ${display(flow.inInterface)} (rp-filter=${mode})`);
};

/** Whether the router passes packets of this family on at all. */
export const mayForward = (walk: Walk): Disposition | undefined => {
	const {router, flow} = walk;
	const {family} = flow;
	if (!router.settings.forwards[family]) {
		const by = builtIn(menuOf(family, 'settings'));
		step(walk, 'routing', 'drop', 'is dropped: forwarding is off', {rule: by});
		return {kind: 'dropped', by, reason: 'forwarding is off'};
	}

	if (flow.ttl !== undefined && flow.ttl <= 1) {
		const by = builtIn(menuOf(family, 'settings'));
		step(walk, 'routing', 'drop', 'is dropped: its hop limit is used up', {rule: by});
		return {kind: 'dropped', by, reason: 'the hop limit is used up'};
	}

	flow.ttl = flow.ttl === undefined ? undefined : flow.ttl - 1;
	return undefined;
};
