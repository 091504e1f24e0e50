import type {Facts, World} from '../../source/facts/index.js';
import type {Ip, Packet, Protocol} from '../../source/net/index.js';
import {addressFamily, addressFromValue, addressOf, networkOf, parseInterfaceAddress, parseIp, prefixBounds, prefixLength} from '../../source/net/index.js';
import {applyPlan, makePlan} from '../../source/plan/index.js';
import type {PolicyDocument} from '../../source/policy/index.js';
import {uplinkInterfaces, worldOf} from '../../source/proof/index.js';
import type {Configuration} from '../../source/routeros/model/index.js';
import {entriesOf} from '../../source/routeros/model/index.js';
import type {Whole} from '../compiler/build.js';
import {example, exampleIds, ofExample} from '../compiler/build.js';
import type {Case} from './compare.js';
import {bucketsOf, eachBucket} from './compare.js';
import {routerOf} from './routers.js';

/** Somebody's router before and after what answers ask for. */
export type AnsweredRouter = {readonly id: string; readonly facts: Facts; readonly document: PolicyDocument; readonly before: Configuration; readonly after: Configuration};

/** The router that facts tell of, as it is and with the fragment applied. */
export const answeredRouter = (id: string, facts: Facts, {document, fragment}: Pick<Whole, 'document' | 'fragment'>): AnsweredRouter => {
	const before = routerOf(facts);
	const plan = makePlan({actual: before, fragment});
	if (!plan.ok) {
		throw new Error(plan.diagnostics.map(({message}) => message).join('\n'));
	}

	return {id, facts, document, before, after: applyPlan(before, plan.value)};
};

export const exampleRouters: readonly AnsweredRouter[] = exampleIds.map((id) => answeredRouter(id, example(id).facts, ofExample(id)));

const ips = (...texts: readonly string[]): readonly Ip[] => texts.flatMap((text) => parseIp(text) ?? []);

/** What listed names resolve to here. */
const standIns = ips('198.18.7.7', '2001:db8:7777::7');

const names = ({after}: AnsweredRouter): World['names'] =>
	Object.fromEntries(
		[
			...entriesOf(after, '/ip/dns/static').map(({properties}) => properties.name),
			...['/ip/firewall/address-list', '/ipv6/firewall/address-list'].flatMap((menu) =>
				entriesOf(after, menu as '/ip/firewall/address-list').flatMap(({properties: {address = ''}}) => (parseIp(address.split(/[/-]/)[0] ?? '') === undefined ? [address] : [])),
			),
		].flatMap((name) => (name === undefined ? [] : [[name, standIns] as const])),
	);

/** The first hosts of a network, the router left out. */
const hostsOf = (facts: Facts, interfaceName: string): readonly Ip[] =>
	facts.addresses
		.filter((row) => row.interface === interfaceName && prefixLength(row.address) < 31)
		.flatMap(({address}) =>
			[50n, 3n, 200n].map((offset) => addressFromValue(addressFamily(address), prefixBounds(networkOf(address)).first + offset)).filter((host) => host !== addressOf(address)),
		);

/** One address of every list entry that is a network, every own address, hosts of every network, and two that are in no list. */
const targetsOf = ({after, facts}: AnsweredRouter): readonly Ip[] => {
	const listed = (['/ip/firewall/address-list', '/ipv6/firewall/address-list'] as const).flatMap((menu) =>
		entriesOf(after, menu).flatMap(({properties: {address = ''}}) => {
			const prefix = parseInterfaceAddress(address.includes('/') ? address : `${address}/${menu.startsWith('/ipv6') ? 128 : 32}`);
			return prefix === undefined || prefixLength(prefix) === 0 ? [] : [addressFromValue(addressFamily(prefix), prefixBounds(networkOf(prefix)).last)];
		}),
	);
	const few = listed.filter((_, index) => index % Math.ceil(listed.length / 24) === 0);
	return [
		...new Set([
			...standIns,
			...few,
			...facts.addresses.map(({address}) => addressOf(address)),
			...facts.interfaces.flatMap(({name}) => hostsOf(facts, name).slice(0, 1)),
			...ips('1.1.1.1', '2606:4700::1111'),
		]),
	].filter((address) => !/^(22[4-9]|23\d|255|169\.254|127)\.|^f[ef]/.test(address));
};

const kinds: readonly (readonly [Protocol, number])[] = [
	['tcp', 443],
	['udp', 53],
	['icmp', 0],
	['udp', 443],
	['tcp', 53],
];

/** Lines to the Internet, uplinks and tunnels: whatever leads away. */
const waysOf = ({facts, document, after}: AnsweredRouter): readonly string[] => [
	...new Set([
		...entriesOf(after, '/interface/wireguard').map(({properties}) => properties.name ?? ''),
		...uplinkInterfaces(document, after).values(),
		...(facts.interfaceLists.WAN ?? []),
	]),
];

/** From hosts of each network, from beyond each line, and from the router itself to all targets. */
export const packetsOf = (router: AnsweredRouter): readonly Packet[] => {
	const {facts, after} = router;
	const lines = waysOf(router);
	const inner = facts.interfaces.filter(({name, slave}) => !slave && !lines.includes(name)).flatMap(({name}) => hostsOf(facts, name).map((from) => [name, from] as const));
	const outer = lines.flatMap((name) => ips('100.70.1.1', '2001:db8:aaaa::1').map((from) => [name, from] as const));
	const own = [
		...facts.addresses.map(({address}) => address),
		...['/ip/address', '/ipv6/address'].flatMap((menu) => entriesOf(after, menu as '/ip/address').flatMap(({properties}) => parseInterfaceAddress(properties.address ?? '') ?? [])),
	]
		.map((address) => [undefined, addressOf(address)] as const)
		.filter(([, address], index, all) => all.findIndex(([, other]) => other === address) === index);
	return [...inner, ...outer, ...own].flatMap(([inInterface, from], row) =>
		targetsOf(router).flatMap((to, column): readonly Packet[] => {
			const [protocol, toPort] = kinds[(row + column) % kinds.length] ?? ['tcp', 443];
			const fromPort = 20_000 + row * 60 + column;
			return from === to || addressFamily(from) !== addressFamily(to)
				? []
				: [{from, to, protocol, fromPort, ...(protocol === 'icmp' ? {} : {toPort}), ...(inInterface === undefined ? {} : {inInterface})}];
		}),
	);
};

/** Of many ways the first and the last: those between are like them. */
const ends = (ways: readonly string[]): readonly string[] => (ways.length > 3 ? ways.filter((_, index) => index === 0 || index === ways.length - 1) : ways);

/** All up, and lines and tunnels broken in each way. */
export const worldsOf = (router: AnsweredRouter): readonly (readonly [what: string, world: World])[] => {
	const base: World = {...worldOf(router.facts, router.before), names: names(router)};
	const ways = waysOf(router);
	const lines = ways.filter((name) => router.facts.interfaceLists.WAN?.includes(name) === true);
	return [
		['all is well', base],
		...ways.map((name) => [`${name} is down`, {...base, links: {[name]: 'down'}}] as const),
		...ends(ways).flatMap((name): readonly (readonly [string, World])[] => [
			[`${name} is removed`, {...base, links: {[name]: 'removed'}}],
			[`nothing answers beyond ${name}`, {...base, farEnds: {[name]: 'dead'}}],
		]),
		['every line is down', {...base, links: Object.fromEntries(lines.map((name) => [name, 'down'] as const))}],
	];
};

/** Each example of each preset, in every state of its lines, and with every hash that its classifiers tell apart. */
const everything: readonly Case[] = exampleRouters.flatMap((router) =>
	worldsOf(router).flatMap(([what, world], index): readonly Case[] => {
		const after = {title: `${router.id}: ${what}`, configuration: router.after, world, packets: packetsOf(router)};
		return index === 0
			? [...eachBucket(after), {...after, title: `${router.id} before: ${what}`, configuration: router.before}]
			: [{...after, bucket: index % bucketsOf(router.after)}];
	}),
);

/** So many states of lines at most, evenly of all examples; what is well is always among them. */
const most = Number(process.env.DETOUR_KERNEL_STATES ?? 200);

const isWell = ({title}: Case): boolean => title.includes('all is well');

const oneIn = Math.ceil(everything.length / most);

export const exampleCases: readonly Case[] = everything.filter((one, index) => isWell(one) || index % oneIn === 0);
