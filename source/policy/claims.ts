import type {Facts} from '../facts/index.js';
import type {Family, Ip, Packet, Prefix} from '../net/index.js';
import {addressFamily, addressFromValue, addressOf, addressValue, families, networkOf, parsePrefix, prefixBounds, prefixContains} from '../net/index.js';
import type {Claim, DestinationList, Policy, PolicyDocument, Uplink} from './document.js';

type Host = {readonly address: Ip; readonly interface: string};

/** Blocks reserved for documentation and benchmarks (RFC 5737, 3849, 2544): what no list holds and names may resolve to. */
const unlisted: Readonly<Record<Family, readonly string[]>> = {
	4: ['203.0.113.0/24', '198.51.100.0/24', '192.0.2.0/24', '198.18.0.0/15'],
	6: ['2001:db8:dddd::/48', '2001:db8:eeee::/48', '2001:db8:ffff::/48'],
};

const hostIn = (prefix: Prefix, offset: bigint): Ip => {
	const {first, last} = prefixBounds(prefix);
	return addressFromValue(addressFamily(prefix), first + offset > last ? last : first + offset);
};

const isLinkLocal = (address: Ip): boolean => address.startsWith('fe80:');

const connected = (facts: Facts): readonly {readonly network: Prefix; readonly own: Ip; readonly interface: string}[] =>
	facts.addresses.map((row) => ({network: networkOf(row.address), own: addressOf(row.address), interface: row.interface})).filter(({own}) => !isLinkLocal(own));

/** A host of a network, not the router itself, of one family. */
const clientOf = (facts: Facts, interfaces: readonly string[], family: Family, within: readonly Prefix[]): Host | undefined => {
	for (const {network, own, interface: name} of connected(facts)) {
		if (addressFamily(network) !== family || !interfaces.includes(name)) {
			continue;
		}

		const candidates = within.length === 0 ? [network] : within.filter((prefix) => prefixContains(network, prefix));
		for (const prefix of candidates) {
			const address = [10n, 11n, 0n].map((offset) => hostIn(prefix, offset)).find((one) => one !== own && prefixContains(prefix, one));
			if (address !== undefined) {
				return {address, interface: name};
			}
		}
	}

	return undefined;
};

const packetFrom = ({address, interface: name}: Host, to: Ip): Packet => ({from: address, to, protocol: 'tcp', fromPort: 50_000, toPort: 443, inInterface: name});

type Target = {readonly to: Ip; readonly what: string; readonly names: Readonly<Record<string, readonly Ip[]>>};

/** One address of each way to be listed: a prefix, and a name that resolves to a reserved address. */
const reservedFor = (family: Family, taken: readonly Prefix[]): readonly Prefix[] =>
	unlisted[family].flatMap((text) => parsePrefix(text) ?? []).filter((prefix) => !taken.some((other) => prefixContains(prefix, other) || prefixContains(other, prefix)));

const targetsOf = (lists: readonly DestinationList[], family: Family, local: readonly Prefix[]): readonly Target[] => {
	const prefix = lists
		.flatMap(({prefixes}) => prefixes)
		.find((one) => addressFamily(one) === family && !local.some((network) => prefixContains(network, one) || prefixContains(one, network)));
	const name = lists.flatMap(({domains}) => domains)[0];
	const [stand] = reservedFor(family, [...local, ...lists.flatMap(({prefixes}) => prefixes)]);
	return [
		...(prefix === undefined ? [] : [{to: hostIn(prefix, 1n), what: prefix, names: {}}]),
		...(name === undefined || stand === undefined ? [] : [{to: hostIn(stand, 5n), what: name.name, names: {[name.name]: [hostIn(stand, 5n)]}}]),
	];
};

/** Whether traffic of this family can be told apart and carried: else it is blocked or was waived. */
const isRouted = ({selector}: Policy, uplink: Uplink, family: Family): boolean =>
	uplink.carries[family] && (selector.from.length === 0 || selector.from.some((prefix) => addressFamily(prefix) === family));

const policyClaims = (document: PolicyDocument, facts: Facts, policy: Policy, family: Family): readonly Claim[] => {
	const uplink = document.uplinks.find(({id}) => id === policy.uplink);
	const interfaces = document.networks.filter(({id}) => policy.selector.networks.includes(id)).flatMap((network) => network.interfaces);
	if (uplink === undefined) {
		return [];
	}

	const routed = isRouted(policy, uplink, family);
	const client = clientOf(facts, interfaces, family, routed ? policy.selector.from : []);
	if (client === undefined) {
		return [];
	}

	const local = connected(facts).map(({network}) => network);
	const lists = document.lists.filter(({id}) => policy.selector.to.includes(id));
	const make = (target: Target, role: string, down: readonly string[], expect: Claim['expect'], sentence: string): Claim => ({
		id: `${policy.id}.${role}.${target.what}.${family}`,
		sentence,
		policy: policy.id,
		family,
		packet: packetFrom(client, target.to),
		down,
		names: target.names,
		expect,
	});
	return targetsOf(lists, family, local).flatMap((target) => {
		if (policy.waived.includes(family)) {
			return [make(target, 'waived', [], {kind: 'leaves-as-before'}, `IPv${family} to ${target.what} goes as before, as you chose.`)];
		}

		if (!routed) {
			return [make(target, 'unroutable', [], {kind: 'blocked'}, `IPv${family} to ${target.what} is refused, so that it does not pass the tunnel by.`)];
		}

		const fallsBack = policy.whenDown.kind === 'fall-back';
		return [
			make(target, 'up', [], {kind: 'leaves-by', uplink: uplink.id}, `${target.what} goes through ${uplink.title} (IPv${family}).`),
			make(
				target,
				'down',
				[uplink.id],
				fallsBack ? {kind: 'leaves-as-before'} : {kind: 'blocked'},
				fallsBack ? `While ${uplink.title} is down, ${target.what} goes as before (IPv${family}).` : `While ${uplink.title} is down, ${target.what} goes nowhere (IPv${family}).`,
			),
		];
	});
};

const localClaims = (document: PolicyDocument, facts: Facts, family: Family): readonly Claim[] => {
	const own = document.networks.flatMap(({interfaces}) => interfaces);
	const client = clientOf(facts, own, family, []);
	if (client === undefined) {
		return [];
	}

	const claim = (id: string, sentence: string, to: Ip, expect: Claim['expect']): Claim => ({
		id: `${id}.${family}`,
		sentence,
		family,
		packet: packetFrom(client, to),
		down: [],
		names: {},
		expect,
	});
	const others = connected(facts).filter(
		({network, interface: name}) => addressFamily(network) === family && name !== client.interface && prefixBounds(network).first !== prefixBounds(network).last,
	);
	const free = reservedFor(family, [...document.lists.flatMap(({prefixes}) => prefixes), ...connected(facts).map(({network}) => network)]).at(-1);
	const gateway = connected(facts).find(({network, interface: name}) => addressFamily(network) === family && name === client.interface)?.own;
	return [
		...others.map(({network, interface: name}) =>
			claim(`local.${network}`, `${network} stays local, behind ${name}.`, hostIn(network, network.includes(':') ? 0x99n : 99n), {kind: 'stays-local', interface: name}),
		),
		...(free === undefined ? [] : [claim('unlisted', `What is not listed goes as before (IPv${family}).`, hostIn(free, 9n), {kind: 'leaves-as-before'})]),
		...(gateway === undefined ? [] : [claim('router', `Hosts of the network reach the router at ${gateway}.`, gateway, {kind: 'reaches-router'})]),
	];
};

/** The person who asks keeps their session: from where they sit to the router's address in their network. */
const sessionClaims = (facts: Facts): readonly Claim[] => {
	const from = facts.session?.from;
	const home = from === undefined ? undefined : connected(facts).find(({network}) => prefixContains(network, from));
	if (from === undefined || home === undefined || addressValue(from) === addressValue(home.own)) {
		return [];
	}

	return [
		{
			id: 'session',
			sentence: `Your own session from ${from} reaches the router.`,
			family: addressFamily(from),
			packet: {from, to: home.own, protocol: 'tcp', fromPort: 50_001, toPort: 22, inInterface: home.interface},
			down: [],
			names: {},
			expect: {kind: 'reaches-router'},
		},
	];
};

/** What must hold on a router that does what the document says: read off document and facts alone. */
export const claimsOf = (document: PolicyDocument, facts: Facts): readonly Claim[] => {
	const present = facts.ipv6Enabled ? families : ([4] as const);
	return [
		...document.policies.flatMap((policy) => present.flatMap((family) => policyClaims(document, facts, policy, family))),
		...present.flatMap((family) => localClaims(document, facts, family)),
		...sessionClaims(facts),
	];
};
