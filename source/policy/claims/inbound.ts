import type {Family, Ip, Packet} from '../../net/index.js';
import {addressFamily, addressOf, prefixContains, prefixLength} from '../../net/index.js';
import type {Claim, Expectation, Uplink} from '../document.js';
import {outInterface} from '../surroundings.js';
import {closedHosts} from './closed-doors.js';
import type {Host, Situation} from './places.js';
import {claimFor, clientOn, hostOutside, isShared, packetFrom, pingFrom} from './places.js';
import {isUsed, neighboursOf} from './strangers.js';
import {firstLine, speaks} from './surroundings.js';

/** What is claimed, and the same in words behind who it is about. */
type Fate = {readonly expect: Expectation; readonly words: string};

const asBefore: Fate = {expect: {kind: 'leaves-as-before'}, words: 'goes and is answered as before'};

const answeredBy = (words: string): Fate => ({expect: {kind: 'answered'}, words: `is let in or refused as before, and answered ${words}`});

/** The router's addresses in a tunnel. */
const ownIn = ({facts}: Situation, {kind}: Uplink, family: Family) =>
	(kind.kind === 'wireguard' ? kind.tunnel.addresses : facts.addresses.flatMap(({address, interface: name}) => (name === kind.name ? [address] : [])))
		.map(addressOf)
		.find((address) => addressFamily(address) === family && !address.startsWith('fe80:'));

/** A way in: what is tried by it, and what is claimed of that. */
type WayIn = Fate & {
	readonly id: string;
	readonly title: string;
	readonly interface: string;
	readonly cameBy?: string;
	readonly own: Ip | undefined;
	/** Hosts of networks that no policy is for: they are answered by the same way. */
	readonly neighbours?: readonly Host[];
};

/** So many of the document's networks are tried; others are like them. */
const mostNetworks = 4;

const tried = (situation: Situation, family: Family, clients: readonly Host[], stranger: Ip, way: WayIn): readonly Claim[] => {
	const own: Fate = way.expect.kind === 'blocked' || speaks(situation, stranger) ? way : asBefore;
	const make = (role: string, whom: string, packet: Packet, {expect, words}: Fate = way): Claim =>
		claimFor(
			situation,
			`in.${way.id}.${role}.${family}`,
			`What comes in by ${way.title} for ${whom} ${words} (${packet.protocol === 'icmp' ? 'a ping, ' : ''}IPv${family}).`,
			packet,
			expect,
			way.cameBy === undefined ? {} : {cameBy: way.cameBy},
		);
	const from = {address: stranger, interface: way.interface};
	return [
		...(way.neighbours ?? []).flatMap(({address, interface: name}) =>
			[packetFrom(from, address), pingFrom(stranger, address, way.interface)].map((packet) => make(`neighbour-${name}-${packet.protocol}`, `a host behind ${name}`, packet)),
		),
		...clients.flatMap(({address, interface: name}, index) => [
			make(`hosts${index === 0 ? '' : `-${name}`}`, `a host behind ${name}`, packetFrom(from, address)),
			make(`hosts-ping${index === 0 ? '' : `-${name}`}`, `a host behind ${name}`, pingFrom(stranger, address, way.interface)),
		]),
		...(way.own === undefined
			? []
			: [make('router', 'the router', packetFrom(from, way.own, {toPort: 22}), own), make('router-ping', 'the router', pingFrom(stranger, way.own, way.interface), own)]),
	];
};

/** What comes in by a way goes back by it; a tunnel that the document brings along lets nothing in at all, of either family. */
export const inboundClaims = (situation: Situation, family: Family): readonly Claim[] => {
	const {document, facts, lines, connected, occupied, unlisted} = situation;
	const clients = [...new Set(document.networks.flatMap(({interfaces}) => interfaces))].flatMap((name) => clientOn(facts, name, family) ?? []).slice(0, mostNetworks);
	const [client] = clients;
	const stranger = unlisted[family];
	if (client === undefined || stranger === undefined) {
		return [];
	}

	const listed = document.lists.flatMap(({prefixes}) => prefixes).find((prefix) => addressFamily(prefix) === family);
	const known = (listed === undefined ? undefined : hostOutside(listed, occupied)) ?? stranger;
	const ownOn = (name: string): Ip | undefined => connected.find((row) => row.interface === name && addressFamily(row.own) === family)?.own;
	const [killSwitch] = document.uplinks.filter(({id}) => document.killSwitches.some(({uplink}) => uplink === id));
	// What the router's own list WAN names is outside: whoever is behind it is answered as before.
	const isInside = ({interface: name}: Host): boolean => facts.interfaceLists.WAN?.includes(name) !== true;
	const isKnown = ({interface: name}: Host): boolean => !connected.some((row) => row.interface === name && isShared(situation, row));
	const neighbours = killSwitch === undefined ? neighboursOf(situation, family).filter(isInside) : closedHosts(situation, killSwitch, family).filter(isKnown);
	const byUplinks = document.uplinks
		.filter((uplink) => uplink.kind.kind === 'wireguard' || isUsed(situation, uplink, family))
		.map((uplink): WayIn => {
			const own = ownIn(situation, uplink, family) ?? ownOn(client.interface);
			const way = {id: uplink.id, title: uplink.title, interface: '', cameBy: uplink.id, own, neighbours};
			return uplink.kind.kind === 'wireguard' ? {...way, expect: {kind: 'blocked'}, words: 'is refused'} : {...way, ...answeredBy('through it')};
		});
	const first = firstLine(facts, family);
	// Of several lines, one that the document does not know is answered by the default route, as ever.
	const byLines = lines.map((line): WayIn => {
		const way = {id: line, title: line, interface: line, own: ownOn(line)};
		return first.includes(line) ? {...way, ...answeredBy(`by ${line}`)} : {...way, ...asBefore};
	});
	return [
		...byUplinks.flatMap((way) => tried(situation, family, clients, stranger, way)),
		...byLines
			.filter((way) => way.own !== undefined || first.includes(way.interface))
			.flatMap((way) => [...new Set([known, stranger])].flatMap((from, index) => tried(situation, family, clients, from, index === 0 ? way : {...way, id: `${way.id}.unlisted`}))),
	];
};

/** The person who asks keeps their session: from where they sit to the router's address on that side. */
export const sessionClaims = (situation: Situation): readonly Claim[] => {
	const {facts, connected} = situation;
	const from = facts.session?.from;
	// Seen as coming from the router itself, a session says nothing of the way that it takes.
	if (from === undefined || /^127\.|^::1$/.test(from)) {
		return [];
	}

	const way = facts.routes
		.filter(({table, active, destination}) => table === 'main' && active && prefixContains(destination, from))
		.toSorted((a, b) => prefixLength(b.destination) - prefixLength(a.destination))[0];
	const name = connected.find(({network}) => prefixContains(network, from))?.interface ?? (way === undefined ? undefined : outInterface(facts, way));
	const own = connected.find((row) => row.interface === name && addressFamily(row.network) === addressFamily(from))?.own;
	return name === undefined || own === undefined || own === from
		? []
		: [
				claimFor(
					situation,
					'session',
					`Your own session from ${from} reaches the router before and after.`,
					{from, to: own, protocol: 'tcp', fromPort: 50_001, toPort: 22, inInterface: name},
					{kind: 'keeps-reaching-router'},
				),
			];
};
