import type {Family, Ip, Packet} from '../../net/index.js';
import {addressFamily, prefixContains} from '../../net/index.js';
import type {Claim, DestinationList, Expectation, NumberRange, Policy, Selector, Uplink} from '../document.js';
import {afterOf, ordinary, waysOf} from '../ways.js';
import {combinations} from './combinations.js';
import {fateOf, takerOf} from './fates.js';
import type {Host, Situation} from './places.js';
import {claimFor, clientOn, hostOutside, packetFrom} from './places.js';

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

/** What makes a packet one of the policy's. */
const shapeOf = ({protocol, ports, fromPorts, dscp, size}: Selector): Partial<Packet> => ({
	...(protocol === undefined ? {} : {protocol}),
	...(ports?.[0] === undefined ? {} : {toPort: ports[0].first}),
	...(fromPorts?.[0] === undefined ? {} : {fromPort: fromPorts[0].first}),
	...(dscp === undefined ? {} : {dscp}),
	...(size === undefined ? {} : {size: size.first}),
});

/** The same in words, behind where it goes to. */
const shapeWords = ({protocol, ports, fromPorts, dscp, size}: Selector): string => {
	const over = [protocol?.toUpperCase() ?? [], ports?.[0] === undefined ? [] : `port ${ports[0].first}`].flat().join(' ');
	return [
		over === '' ? '' : ` over ${over}`,
		fromPorts?.[0] === undefined ? '' : ` from port ${fromPorts[0].first}`,
		dscp === undefined ? '' : ` with DSCP ${dscp}`,
		size === undefined ? '' : ` in packets of ${size.first} bytes`,
	].join('');
};

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

/** The same where the policy does not look: another port, another protocol, another size. */
const beside = ({protocol, ports, size}: Selector): readonly Shape[] => [
	...(ports === undefined
		? []
		: [8443, 8444]
				.filter((port) => !isIn(ports, port))
				.slice(0, 1)
				.map((port) => ({what: `port ${port}`, shape: {...(protocol === undefined ? {} : {protocol}), toPort: port}}))),
	...(protocol === 'tcp' || protocol === 'udp'
		? [protocol === 'tcp' ? ('udp' as const) : ('tcp' as const)].map((other) => ({
				what: other.toUpperCase(),
				shape: {protocol: other, ...(ports?.[0] === undefined ? {} : {toPort: ports[0].first})},
			}))
		: []),
	...(size === undefined ? [] : [{what: `packets of ${size.last + 1} bytes`, shape: {...(protocol === undefined ? {} : {protocol}), size: size.last + 1}}]),
];

const andList = (words: readonly string[]): string => (words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`);

type World = Partial<Pick<Claim, 'down' | 'silent' | 'removed' | 'names'>>;

/** One packet of a policy's, to be followed in several worlds. */
type Sample = {readonly policy: Policy; readonly what: string; readonly packet: Packet};

const claimOf = (situation: Situation, {policy, what, packet}: Sample, role: string, sentence: string, expect: Expectation, world: World = {}): Claim => {
	const family = addressFamily(packet.to);
	return claimFor(situation, `${policy.id}.${role}.${what}.${family}`, `${sentence} (IPv${family}).`, packet, expect, {...world, policy: policy.id});
};

/** The uplinks that a policy's traffic can leave by in the end, its own first. */
const reachable = ({document}: Situation, policy: Policy, family: Family): readonly Uplink[] => {
	const ways = waysOf(document, policy.uplink);
	const ids = [...ways.map(({id}) => id), ...ways.flatMap(({id}) => afterOf(document, id, family).to)];
	return [...new Set(ids)].flatMap((id) => document.uplinks.filter((uplink) => uplink.id === id && uplink.carries[family]));
};

const onlyBy = (uplinks: readonly Uplink[]): Expectation => {
	const [uplink, ...more] = uplinks.map(({id}) => id);
	return uplink !== undefined && more.length === 0 ? {kind: 'only-by', uplink} : {kind: 'only-by-one-of', uplinks: uplinks.map(({id}) => id)};
};

/**
 * What happens to one packet when things are down, alone and together. A tunnel that blocks is claimed to be the only
 * way: whether it is up while its line is down is for the router to say.
 */
const downClaims = (situation: Situation, sample: Sample): readonly Claim[] => {
	const {document, lines} = situation;
	const {policy, packet} = sample;
	const what = `${sample.what}${shapeWords(policy.selector)}`;
	const family = addressFamily(packet.to);
	const uplinks = reachable(situation, policy, family);
	const ways = waysOf(document, policy.uplink).filter(({carries}) => carries[family]);
	const titles = new Map<string, string>([...document.uplinks.map(({id, title}) => [id, title] as const), ...lines.map((name) => [name, name] as const)]);
	const own = uplinks.map(({id}) => id);
	const hasTunnel = uplinks.some(({kind}) => kind.kind !== 'line');
	const isClosed = ways.every(({id}) => afterOf(document, id, family).isFinal);
	const isNoticed = ({id, probe}: Uplink): boolean => probe?.[family] !== undefined && !(afterOf(document, id, family).isFinal && afterOf(document, id, family).to.length === 0);
	// A line does not depend on others; a tunnel is carried by one of them.
	const others = hasTunnel ? [...titles.keys()].filter((way) => !own.includes(way)) : [];
	const cases = combinations([...own, ...others]).flatMap((down): readonly Claim[] => {
		const which = `While ${andList(down.map((way) => titles.get(way) ?? way))} ${down.length === 1 ? 'is' : 'are'} down, ${what}`;
		const role = `down-${down.join('-')}`;
		const isAffected = down.some((way) => own.includes(way));
		const {expect, words} = fateOf(situation, packet, down);
		if (isAffected || !hasTunnel) {
			return [claimOf(situation, sample, role, `${which} ${words}`, expect, {down})];
		}

		return isClosed ? [claimOf(situation, sample, role, `${which} goes through ${andList(uplinks.map(({title}) => title))} or nowhere`, onlyBy(uplinks), {down})] : [];
	});
	return [
		...cases,
		...uplinks.flatMap((uplink): readonly Claim[] => {
			const {expect, words} = fateOf(situation, packet, [uplink.id]);
			const silent = `While nobody answers beyond ${uplink.title}, ${what}`;
			const removed = `Should the interface of ${uplink.title} be removed, ${what}`;
			const world = {silent: [uplink.id]};
			return [
				...(isClosed ? [claimOf(situation, sample, `removed-${uplink.id}`, `${removed} leaves by no other way`, onlyBy(uplinks), {removed: [uplink.id]})] : []),
				...(isNoticed(uplink) ? [claimOf(situation, sample, `silent-${uplink.id}`, `${silent} ${words}`, expect, world)] : []),
				...(!isNoticed(uplink) && isClosed ? [claimOf(situation, sample, `silent-${uplink.id}`, `${silent} leaves by no other way`, onlyBy(uplinks), world)] : []),
			];
		}),
	];
};

/** Hosts of the networks that the policy is not for. */
const otherHosts = (situation: Situation, {selector}: Policy, family: Family): readonly Host[] => {
	const {document, facts} = situation;
	const mine = new Set(document.networks.filter(({id}) => selector.networks.includes(id)).flatMap(({interfaces}) => interfaces));
	const others = [...new Set(document.networks.flatMap(({interfaces}) => interfaces))].filter((name) => !mine.has(name));
	const isTold = selector.from.some((prefix) => addressFamily(prefix) === family);
	return [...others.flatMap((name) => clientOn(facts, name, family) ?? []), ...(isTold ? [...mine].flatMap((name) => clientOn(facts, name, family, [], selector.from) ?? []) : [])];
};

/** Hosts that the policy is for: of each network, and of each prefix of senders; where it is for everybody, those of other policies, too. */
const ownHosts = ({document, facts}: Situation, {selector}: Policy, family: Family): readonly Host[] => {
	const within = selector.from.filter((prefix) => addressFamily(prefix) === family);
	const others = selector.from.length === 0 ? document.policies.flatMap((other) => other.selector.from.filter((prefix) => addressFamily(prefix) === family)) : [];
	const interfaces = document.networks.filter(({id}) => selector.networks.includes(id)).flatMap((network) => network.interfaces);
	const hosts = interfaces.flatMap((name) => clientOn(facts, name, family, within) ?? []);
	return [...hosts, ...[...within.slice(1), ...others].slice(0, 15).flatMap((prefix) => interfaces.flatMap((name) => clientOn(facts, name, family, [prefix]) ?? []))].filter(
		(host, index, all) => all.findIndex(({address}) => address === host.address) === index,
	);
};

const familyClaims = (situation: Situation, policy: Policy, family: Family): readonly Claim[] => {
	const {document} = situation;
	const {selector} = policy;
	const [client, ...more] = ownHosts(situation, policy, family);
	if (client === undefined) {
		return [];
	}

	const lists = document.lists.filter(({id}) => selector.to.includes(id));
	const everything: readonly Target[] = situation.unlisted[family] === undefined ? [] : [{to: situation.unlisted[family], what: 'everything'}];
	const targets = selector.to.length === 0 ? everything : lists.flatMap((list) => targetsOf(situation, list, family));
	const shape = shapeOf(selector);
	const usual = shapeWords(selector);
	const sampleOf = ({to, what}: Target, host = client, change: Partial<Packet> = {}): Sample => ({policy, what, packet: packetFrom(host, to, {...shape, ...change})});
	const follow = (sample: Sample, role: string, whose: string): Claim => {
		const {expect, words} = fateOf(situation, sample.packet);
		return claimOf(situation, sample, role, `${sample.what}${whose} ${words}`, expect);
	};
	// The others of a list are like its first prefix and its first name.
	const samples = [targets.find(({what}) => what.includes('/')), targets.find(({what}) => !what.includes('/'))].flatMap((target) => target ?? []);
	const canLeave = policy.uplink === ordinary || waysOf(document, policy.uplink).some(({carries}) => carries[family]);
	// What an earlier policy has is not this one's to lose.
	const mine = canLeave ? samples.filter((target) => takerOf(situation, sampleOf(target).packet) === policy) : [];
	return [
		...targets.map((target) => follow(sampleOf(target), 'up', usual)),
		...mine
			.slice(0, 1)
			.flatMap((target) => [
				...more.map((host) => follow(sampleOf(target, host), `up-${host.address}`, `${usual} for ${host.address} behind ${host.interface}`)),
				...alsoOf(selector).map(({what, shape: change}) => follow(sampleOf(target, client, change), `up-${what}`, ` over ${what}`)),
				...otherHosts(situation, policy, family).map((host) =>
					follow(sampleOf(target, host), `other-${host.address}`, `${usual} for ${host.address}, which the policy is not for,`),
				),
				...beside(selector).map(({what, shape: change}) => follow(sampleOf(target, client, change), `beside-${what}`, ` over ${what}, which the policy is not for,`)),
			]),
		...mine.flatMap((target) => downClaims(situation, sampleOf(target))),
	];
};

/** What two policies list, such as a host that serves both, is the first one's. */
const sharedClaims = (situation: Situation, family: Family): readonly Claim[] => {
	const {document, unlisted} = situation;
	const shared = unlisted[family];
	const named = document.policies.flatMap((policy) => {
		const name = document.lists.filter(({id}) => policy.selector.to.includes(id)).flatMap(({domains}) => domains)[0]?.name;
		return name === undefined || policy.waived.includes(family) ? [] : [{policy, name}];
	});
	return named.slice(1).flatMap(({policy, name}, index): readonly Claim[] => {
		const before = named[index];
		const [host] = ownHosts(situation, policy, family);
		if (before === undefined || host === undefined || shared === undefined) {
			return [];
		}

		const names = {...situation.names, [before.name]: [shared], [name]: [shared]};
		const packet = packetFrom(host, shared, shapeOf(policy.selector));
		const {expect, words} = fateOf({...situation, names}, packet);
		return [claimOf(situation, {policy, what: name, packet}, 'shared', `An address that ${before.name} and ${name} share ${words}`, expect, {names})];
	});
};

/** Each policy's traffic: by its way when that is up, and what was chosen when it is down. */
export const policyClaims = (situation: Situation, family: Family): readonly Claim[] => [
	...situation.document.policies.flatMap((policy) => familyClaims(situation, policy, family)),
	...sharedClaims(situation, family),
];
