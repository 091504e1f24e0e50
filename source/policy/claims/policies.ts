import type {Family, Ip, Packet} from '../../net/index.js';
import {addressFamily, prefixContains} from '../../net/index.js';
import type {Claim, DestinationList, Expectation, NumberRange, Policy, Selector, Uplink} from '../document.js';
import type {Host, Situation} from './places.js';
import {clientOn, hostOutside, packetFrom} from './places.js';

type Target = {readonly to: Ip; readonly what: string};

/** So many of a list are followed one by one; of a longer list the rest are like them. */
const most = 64;

const targetsOf = ({connected, routes, names}: Situation, {prefixes, domains}: DestinationList, family: Family): readonly Target[] => {
	const networks = connected.map(({network}) => network);
	const ofPrefixes = prefixes
		.filter((prefix) => addressFamily(prefix) === family && !networks.some((network) => prefixContains(network, prefix)))
		.slice(0, most)
		.flatMap((prefix) => {
			// What is listed in so many words wins over a route that holds it; a route or network inside of it stays as it is.
			const inner = [...networks, ...routes.map(({network}) => network)].filter((network) => network !== prefix && prefixContains(prefix, network));
			const to = hostOutside(prefix, inner);
			return to === undefined ? [] : [{to, what: prefix}];
		});
	const ofNames = domains.slice(0, most).flatMap(({name}) => {
		const to = names[name]?.find((address) => addressFamily(address) === family);
		return to === undefined ? [] : [{to, what: name}];
	});
	return [...ofPrefixes, ...ofNames];
};

/** Every way in which some of these can be down together; of many, one or two at a time, and all. */
const combinations = (ways: readonly string[]): readonly (readonly string[])[] => {
	const sets = Array.from({length: 2 ** Math.min(ways.length, 8) - 1}, (_, index) => ways.filter((_way, bit) => ((index + 1) >> bit) % 2 === 1));
	return ways.length <= 4 ? sets : sets.filter(({length}) => length <= 2 || length === ways.length);
};

/** Whether traffic of this family can be told apart and carried: else it is blocked or was waived. */
const isRouted = ({selector}: Policy, uplink: Uplink, family: Family): boolean =>
	uplink.carries[family] && (selector.from.length === 0 || selector.from.some((prefix) => addressFamily(prefix) === family));

/** What makes a packet one of the policy's. */
const shapeOf = ({protocol, ports, fromPorts, dscp, size}: Selector): Partial<Packet> => ({
	...(protocol === undefined ? {} : {protocol}),
	...(ports?.[0] === undefined ? {} : {toPort: ports[0].first}),
	...(fromPorts?.[0] === undefined ? {} : {fromPort: fromPorts[0].first}),
	...(dscp === undefined ? {} : {dscp}),
	...(size === undefined ? {} : {size: size.first}),
});

/** Both ends of each range. */
const edgesOf = (ranges: readonly NumberRange[] = []): readonly number[] => [...new Set(ranges.flatMap(({first, last}) => [first, last]))];

const isIn = (ranges: readonly NumberRange[], value: number): boolean => ranges.some(({first, last}) => first <= value && value <= last);

type Shape = {readonly what: string; readonly shape: Partial<Packet>};

/** Other packets to the same place that are the policy's, too. */
const alsoOf = ({protocol, ports}: Selector): readonly Shape[] => [
	...edgesOf(ports)
		.slice(1, 16)
		.map((port) => ({what: `port ${port}`, shape: {...(protocol === undefined ? {} : {protocol}), toPort: port}})),
	...(protocol === undefined ? [{what: 'UDP', shape: {protocol: 'udp' as const, ...(ports?.[0] === undefined ? {} : {toPort: ports[0].first})}}] : []),
];

/** The same where the policy does not look: another port, another protocol. */
const beside = ({protocol, ports}: Selector): readonly Shape[] => [
	...(ports === undefined
		? []
		: [8443, 8444]
				.filter((port) => !isIn(ports, port))
				.slice(0, 1)
				.map((port) => ({what: `port ${port}`, shape: {...(protocol === undefined ? {} : {protocol}), toPort: port}}))),
	...(protocol === 'tcp' ? [{what: 'UDP', shape: {protocol: 'udp' as const, ...(ports?.[0] === undefined ? {} : {toPort: ports[0].first})}}] : []),
];

const andList = (words: readonly string[]): string => (words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`);

type World = {readonly down?: readonly string[]; readonly silent?: readonly string[]; readonly removed?: readonly string[]};

type Make = (target: Target, role: string, sentence: string, expect: Expectation, world?: World, from?: Host, shape?: Partial<Packet>) => Claim;

/** What happens to one destination when things are down, alone and together. */
const downClaims = (situation: Situation, policy: Policy, uplink: Uplink, family: Family, target: Target, make: Make): readonly Claim[] => {
	const {document, lines} = situation;
	const titles = new Map<string, string>([...document.uplinks.map(({id, title}) => [id, title] as const), ...lines.map((name) => [name, name] as const)]);
	const blocks = policy.whenDown.kind === 'block';
	const isProbed = uplink.probe?.[family] !== undefined;
	const only: Expectation = {kind: 'only-by', uplink: uplink.id};
	const silentUplink = {silent: [uplink.id]};
	return [
		...combinations([uplink.id, ...[...titles.keys()].filter((way) => way !== uplink.id)]).flatMap((down): readonly Claim[] => {
			const which = `While ${andList(down.map((way) => titles.get(way) ?? way))} ${down.length === 1 ? 'is' : 'are'} down, ${target.what}`;
			const role = `down-${down.join('-')}`;
			if (down.includes(uplink.id)) {
				return [make(target, role, `${which} ${blocks ? 'goes nowhere' : 'goes as before'} (IPv${family}).`, {kind: blocks ? 'blocked' : 'leaves-as-before'}, {down})];
			}

			return blocks ? [make(target, role, `${which} goes through ${uplink.title} or nowhere (IPv${family}).`, only, {down})] : [];
		}),
		...(blocks
			? [make(target, 'removed', `Should the interface of ${uplink.title} be removed, ${target.what} leaves by no other way (IPv${family}).`, only, {removed: [uplink.id]})]
			: []),
		...(blocks ? [make(target, 'silent', `While nobody answers beyond ${uplink.title}, ${target.what} leaves by no other way (IPv${family}).`, only, silentUplink)] : []),
		...(!blocks && isProbed
			? [make(target, 'silent', `While nobody answers beyond ${uplink.title}, ${target.what} goes as before (IPv${family}).`, {kind: 'leaves-as-before'}, silentUplink)]
			: []),
	];
};

/** Hosts of the networks that the policy is not for. */
const otherHosts = (situation: Situation, {selector}: Policy, family: Family): readonly (Host & {readonly what: string})[] => {
	const {document, facts} = situation;
	const mine = new Set(document.networks.filter(({id}) => selector.networks.includes(id)).flatMap(({interfaces}) => interfaces));
	const others = [...new Set(document.networks.flatMap(({interfaces}) => interfaces))].filter((name) => !mine.has(name));
	const isTold = selector.from.some((prefix) => addressFamily(prefix) === family);
	return [
		...others.flatMap((name) => clientOn(facts, name, family) ?? []),
		...(isTold ? [...mine].flatMap((name) => clientOn(facts, name, family, [], selector.from) ?? []) : []),
	].map((host) => ({...host, what: host.address}));
};

const familyClaims = (situation: Situation, policy: Policy, uplink: Uplink, family: Family): readonly Claim[] => {
	const {document, facts} = situation;
	const {selector} = policy;
	const routed = isRouted(policy, uplink, family);
	const within = routed ? selector.from.filter((prefix) => addressFamily(prefix) === family) : [];
	const interfaces = document.networks.filter(({id}) => selector.networks.includes(id)).flatMap((network) => network.interfaces);
	const hosts = interfaces.flatMap((name) => clientOn(facts, name, family, within) ?? []);
	const [client, ...more] = [...hosts, ...within.slice(1, 16).flatMap((prefix) => interfaces.flatMap((name) => clientOn(facts, name, family, [prefix]) ?? []))].filter(
		(host, index, all) => all.findIndex(({address}) => address === host.address) === index,
	);
	if (client === undefined) {
		return [];
	}

	const make: Make = (target, role, sentence, expect, world = {}, from = client, shape = {}) => ({
		id: `${policy.id}.${role}.${target.what}.${family}`,
		sentence,
		policy: policy.id,
		family,
		packet: packetFrom(from, target.to, {...shapeOf(selector), ...shape}),
		down: world.down ?? [],
		silent: world.silent ?? [],
		removed: world.removed ?? [],
		names: situation.names,
		expect,
	});
	const lists = document.lists.filter(({id}) => selector.to.includes(id));
	const everything: readonly Target[] = situation.unlisted[family] === undefined ? [] : [{to: situation.unlisted[family], what: 'everything'}];
	const targets = selector.to.length === 0 ? everything : lists.flatMap((list) => targetsOf(situation, list, family));
	// The others of a list are like its first prefix and its first name.
	const samples = [targets.find(({what}) => what.includes('/')), targets.find(({what}) => !what.includes('/'))].flatMap((target) => target ?? []);
	const asBefore: Expectation = {kind: 'leaves-as-before'};
	if (policy.waived.includes(family)) {
		return targets.map((target) => make(target, 'waived', `IPv${family} to ${target.what} goes as before, as you chose.`, asBefore));
	}

	if (!routed) {
		return targets.map((target) => make(target, 'unroutable', `IPv${family} to ${target.what} is refused, so that it does not pass the tunnel by.`, {kind: 'blocked'}));
	}

	const through: Expectation = {kind: 'leaves-by', uplink: uplink.id, natted: uplink.nat[family]};
	return [
		...targets.map((target) => make(target, 'up', `${target.what} goes through ${uplink.title} (IPv${family}).`, through)),
		...samples
			.slice(0, 1)
			.flatMap((target) => [
				...more.map((host) =>
					make(target, `up-${host.address}`, `${target.what} goes through ${uplink.title} for ${host.address} behind ${host.interface}, too (IPv${family}).`, through, {}, host),
				),
				...alsoOf(selector).map(({what, shape}) =>
					make(target, `up-${what}`, `${target.what} goes through ${uplink.title} over ${what}, too (IPv${family}).`, through, {}, client, shape),
				),
				...otherHosts(situation, policy, family).map((host) =>
					make(target, `other-${host.what}`, `${host.what}, which the policy is not for, reaches ${target.what} as before.`, asBefore, {}, host),
				),
				...beside(selector).map(({what, shape}) => make(target, `beside-${what}`, `${target.what} over ${what} goes as before (IPv${family}).`, asBefore, {}, client, shape)),
			]),
		...samples.flatMap((target) => downClaims(situation, policy, uplink, family, target, make)),
	];
};

/** Each policy's traffic: by its uplink when that is up, and what was chosen when it is down. */
export const policyClaims = (situation: Situation, family: Family): readonly Claim[] =>
	situation.document.policies.flatMap((policy) => {
		const uplink = situation.document.uplinks.find(({id}) => id === policy.uplink);
		return uplink === undefined ? [] : familyClaims(situation, policy, uplink, family);
	});
