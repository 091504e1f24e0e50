import type {Family, Ip, Packet, Prefix, Protocol} from '../../net/index.js';
import {addressFamily, addressOf, parseIp, parsePrefix, prefixContains} from '../../net/index.js';
import type {Claim, Uplink} from '../document.js';
import type {KillSwitch} from '../kill-switch.js';
import {defaultsAmong} from '../surroundings.js';
import {interfaceNameOf, ordinary} from '../ways.js';
import {takes} from './carried.js';
import {clientThrough, closedDoorClaims, closedHosts, neighbourOf} from './closed-doors.js';
import {takerOf} from './fates.js';
import type {Host, Situation} from './places.js';
import {claimFor, hasHosts, hostOutside, packetFrom, pingFrom} from './places.js';
import {speaks} from './surroundings.js';

type State = {readonly role: string; readonly words: string; readonly more: Partial<Claim>};

/** How a tunnel can fail: its link, its far end, its interface; and with the lines beside it up or down. */
const statesOf = ({lines, document}: Situation, {id, title}: Uplink): readonly State[] => [
	{role: 'up', words: '', more: {}},
	{role: 'down', words: `While ${title} is down, `, more: {down: [id]}},
	{role: 'silent', words: `While nobody answers beyond ${title}, `, more: {silent: [id]}},
	{role: 'removed', words: `Should the interface of ${title} be removed, `, more: {removed: [id]}},
	...[...lines.map((line) => ({line, words: line})), ...document.uplinks.filter(({kind}) => kind.kind === 'line').map((one) => ({line: one.id, words: one.title}))]
		.slice(0, 8)
		.map(({line, words}) => ({role: `down-${line}`, words: `While ${title} and ${words} are down, `, more: {down: [id, line]}})),
];

/** What the router may send by a line all the same: to far ends of tunnels, and to ask for their names. Nothing else of it. */
const exceptionClaims = (situation: Situation, {id, farEnds, lookup}: KillSwitch, own: Ip, uplink: Uplink): readonly Claim[] => {
	const exceptions = [
		...(lookup === undefined ? [] : (['udp', 'tcp'] as const).map((protocol) => ({to: lookup.resolver, port: 53, protocol}))),
		...farEnds.flatMap(({host, port}) => {
			const address = parseIp(host);
			const there = address === undefined ? (situation.names[host] ?? []) : [address];
			return there.flatMap((to) => (port === undefined ? [] : [{to, port, protocol: 'udp' as const}]));
		}),
	].filter(({to}) => addressFamily(to) === addressFamily(own));
	const isException = (to: Ip, port: number): boolean => exceptions.some((one) => one.to === to && one.port === port);
	const family = addressFamily(own);
	const isCarried = (to: Ip, port: number): boolean => uplink.carries[family] && takes(situation.facts, uplink, to) && speaks(situation, to) && port !== 123;
	return exceptions.flatMap(({to, port, protocol}) => [
		claimFor(
			situation,
			`${id}.may.${to}.${port}.${protocol}`,
			`The router reaches ${to} at port ${port} as before, past the tunnel (${protocol}).`,
			{from: own, to, protocol, fromPort: 40_123, toPort: port},
			{
				kind: 'leaves-as-before',
			},
		),
		// Beside a line everything is near: a modem, or a resolver of the provider.
		...(isException(to, port + 1) || situation.connected.some(({network}) => prefixContains(network, to))
			? []
			: [
					claimFor(
						situation,
						`${id}.may-not.${to}.${port + 1}.${protocol}`,
						`The router reaches other ports of ${to} through the tunnel${isCarried(to, port + 1) ? '' : ' or not at all'} (${protocol}).`,
						{from: own, to, protocol, fromPort: 40_123, toPort: port + 1},
						isCarried(to, port + 1) ? {kind: 'leaves-by', uplink: uplink.id, natted: uplink.nat[family]} : {kind: 'only-by', uplink: uplink.id},
					),
				]),
	]);
};

/** Whether a line is alive is asked by that line and no other way, whatever else goes through the tunnel. */
const probeClaims = (situation: Situation, family: Family): readonly Claim[] =>
	situation.document.uplinks.flatMap(({id, title, kind, probe}) => {
		const host = kind.kind === 'line' ? probe?.[family] : undefined;
		const own = situation.connected.find((row) => row.interface === interfaceNameOf({kind}) && addressFamily(row.own) === family)?.own;
		return host === undefined || own === undefined
			? []
			: [
					claimFor(situation, `probe.${id}.${family}`, `The router pings ${host} by ${title}, not through the tunnel.`, pingFrom(own, host), {
						kind: 'leaves-by',
						uplink: id,
						natted: false,
					}),
				];
	});

/** A modem's own pages, and the networks of the router: to those everything goes as before but questions for names. */
const besideClaims = (situation: Situation, client: Host, own: Ip | undefined, modems: readonly Ip[]): readonly Claim[] =>
	(['tcp', 'udp'] as const).flatMap((protocol) => [
		...modems.flatMap((modem) => [
			claimFor(situation, `modem.${modem}.${protocol}`, `Hosts reach ${modem} beside a line as before (${protocol}).`, packetFrom(client, modem, {protocol}), {
				kind: 'leaves-as-before',
			}),
			...(own === undefined
				? []
				: [
						claimFor(
							situation,
							`own-modem.${modem}.${protocol}`,
							`The router itself reaches ${modem} beside a line as before (${protocol}).`,
							{from: own, to: modem, protocol, fromPort: 40_123, toPort: 443},
							{kind: 'leaves-as-before'},
						),
					]),
		]),
		...(own === undefined
			? []
			: [
					claimFor(
						situation,
						`own-host.${client.address}.${protocol}`,
						`The router itself asks ${client.address}, a host of the network, for names as before (${protocol}).`,
						{from: own, to: client.address, protocol, fromPort: 40_123, toPort: 53},
						{kind: 'leaves-as-before'},
					),
				]),
	]);

/** Addresses that no router sends on (RFC 3927). */
const unrouted = ['169.254.0.0/16'].flatMap((text) => parsePrefix(text) ?? []);

/** Hosts of networks that a VRF sets apart. `main` knows nothing of those: what is sent there would go out by its default route. */
const hostsApart = ({facts, connected, occupied, routes}: Situation, family: Family): readonly Ip[] => {
	const own = facts.addresses.map(({address}) => addressOf(address));
	const isApart = (network: Prefix): boolean => addressFamily(network) === family && hasHosts({network}) && !connected.some((row) => prefixContains(row.network, network));
	const beyond = facts.wireguardPeers.flatMap(({allowedAddresses}) => allowedAddresses.filter((prefix) => !defaultsAmong(allowedAddresses).has(prefix)));
	const near = [...[...connected, ...routes].map(({network}) => network), ...beyond, ...(facts.ipsecDestinations ?? []), ...unrouted];
	return [...new Set(occupied.filter(isApart))].slice(0, 4).flatMap((network) => hostOutside(network, near, own) ?? []);
};

/** What is bound for networks in VRFs stays on this side of the kill switch, like all that is far. */
const apartClaims = (situation: Situation, uplink: Uplink, client: Host, family: Family): readonly Claim[] =>
	hostsApart(situation, family).flatMap((to) => [
		...(takerOf(situation, packetFrom(client, to))?.uplink === uplink.id
			? [
					claimFor(situation, `apart.${to}`, `Hosts send to ${to}, which is set apart in a VRF, through ${uplink.title} or not at all.`, packetFrom(client, to), {
						kind: 'only-by',
						uplink: uplink.id,
					}),
				]
			: []),
		...closedHosts(situation, uplink, family).map((host) =>
			claimFor(
				situation,
				`closed.${host.interface}.apart.${to}`,
				`Hosts behind ${host.interface}, which no policy is for, send nothing to ${to}, which is set apart in a VRF.`,
				packetFrom(host, to),
				{kind: 'blocked'},
			),
		),
	]);

/** Nothing leaves past the uplink of a kill switch: from networks that nobody spoke of, and from the router itself. */
export const killSwitchClaims = (situation: Situation, family: Family): readonly Claim[] => {
	const {document, connected, lines, unlisted, facts} = situation;
	const stranger = unlisted[family];
	return document.killSwitches.flatMap((one) => {
		const {uplink: id, lookup, upstream} = one;
		const uplink = document.uplinks.find((candidate) => candidate.id === id);
		if (uplink === undefined || stranger === undefined) {
			return [];
		}

		const only = {kind: 'only-by', uplink: id} as const;
		// A tunnel that comes along with the document lets nothing in (law L18).
		const isBrought = interfaceNameOf(uplink) === undefined;
		const [own] = [...lines, ...document.networks.flatMap(({interfaces}) => interfaces)].flatMap((name) =>
			connected.filter((row) => row.interface === name && addressFamily(row.network) === family).map((row) => row.own),
		);
		const client = clientThrough(situation, uplink, family);
		// A modem often answers questions, too.
		const modems = [...new Set([...lines, ...(facts.interfaceLists.WAN ?? [])])]
			.filter((name) => name !== interfaceNameOf(uplink))
			.flatMap((name) => connected.filter((row) => row.interface === name && addressFamily(row.network) === family && hasHosts(row)))
			.flatMap((row) => hostOutside(row.network, [], [row.own]) ?? []);
		// What may as well be beside a line is not in the house.
		const isLocal = (address: Ip): boolean => {
			const around = connected.filter(({network}) => prefixContains(network, address));
			return around.length > 0 && around.every(({interface: name}) => !lines.includes(name));
		};

		const fromRouter = (from: Ip, to: Ip, toPort: number, protocol: Protocol = toPort === 53 ? 'udp' : 'tcp'): Packet => ({from, to, protocol, fromPort: 40_123, toPort});
		const resolvers = facts.dns.servers.flatMap((text) => parseIp(text) ?? []);
		const formerResolvers = resolvers.filter((address) => address !== lookup?.resolver && !upstream.includes(address) && !isLocal(address));
		// Who sends every question to a resolver of the house has it answered there.
		const inHouse = [...document.dns.exempt, ...resolvers.filter(isLocal)];
		const asked = [...modems, ...formerResolvers].filter((address) => addressFamily(address) === family);
		return [
			...(own === undefined || !uplink.carries[family]
				? []
				: [
						...(['tcp', 'udp'] as const).flatMap((protocol) => [443, 53].map((port) => ({protocol, port, packet: fromRouter(own, stranger, port, protocol)}))),
						{protocol: 'icmp', port: 0, packet: pingFrom(own, stranger)},
					].map(({protocol, port, packet}) =>
						claimFor(
							situation,
							`own-through.${protocol}.${port}.${family}`,
							`What the router itself sends${port === 53 ? ' to ask for names' : ''} goes through ${uplink.title}${speaks(situation, stranger) ? '' : ' or not at all'} (${protocol}, IPv${family}).`,
							packet,
							speaks(situation, stranger) ? {kind: 'leaves-by', uplink: id, natted: uplink.nat[family]} : only,
						),
					)),
			...(client === undefined ? [] : [...besideClaims(situation, client, own, modems.slice(0, 4)), ...apartClaims(situation, uplink, client, family)]),
			claimFor(
				situation,
				`through.${family}`,
				`What comes in by ${uplink.title} is sent on by no line (IPv${family}).`,
				packetFrom({address: stranger, interface: ''}, neighbourOf(stranger)),
				{kind: 'blocked'},
				{cameBy: id},
			),
			...closedDoorClaims(situation, uplink, stranger, family),
			...modems.slice(0, 4).flatMap((modem) =>
				(['udp', 'tcp'] as const).flatMap((protocol) => [
					claimFor(
						situation,
						`modem-through.${modem}.${protocol}`,
						`What comes in by ${uplink.title} for ${modem} beside a line ${isBrought ? 'is not let in' : 'goes or ends as before'} (${protocol}).`,
						packetFrom({address: stranger, interface: ''}, modem, {protocol}),
						{kind: isBrought ? 'blocked' : 'leaves-as-before'},
						{cameBy: id},
					),
					// What was excepted on purpose is asked for names, too.
					...(client === undefined || takerOf(situation, packetFrom(client, modem, {protocol, toPort: 53}))?.uplink === ordinary
						? []
						: [
								claimFor(
									situation,
									`names.${modem}.${protocol}`,
									`Hosts ask ${modem} beyond a line for no names (${protocol}).`,
									packetFrom(client, modem, {protocol, toPort: 53}),
									{...only, instead: inHouse},
								),
							]),
					claimFor(
						situation,
						`names-through.${modem}.${protocol}`,
						`What comes in by ${uplink.title} asks ${modem} beyond a line for no names (${protocol}).`,
						packetFrom({address: stranger, interface: ''}, modem, {protocol, toPort: 53}),
						{kind: 'blocked'},
						{cameBy: id},
					),
				]),
			),
			...(own === undefined ? [] : exceptionClaims(situation, one, own, uplink)),
			...probeClaims(situation, family),
			...statesOf(situation, uplink).flatMap(({role, words, more}): readonly Claim[] => [
				...closedHosts(situation, uplink, family).map((host) =>
					claimFor(
						situation,
						`closed.${host.interface}.${role}.${family}`,
						`${words}${words === '' ? 'Hosts' : 'hosts'} behind ${host.interface}, which no policy is for, reach nothing on the Internet (IPv${family}).`,
						packetFrom(host, stranger),
						{kind: 'blocked'},
						more,
					),
				),
				...(own === undefined
					? []
					: [
							claimFor(
								situation,
								`own-closed.${role}.${family}`,
								`${words}${words === '' ? 'The' : 'the'} router itself sends through ${uplink.title} or not at all (IPv${family}).`,
								fromRouter(own, stranger, 443),
								only,
								more,
							),
							...[stranger, ...asked, ...upstream.filter((address) => addressFamily(address) === family)]
								.slice(0, 6)
								.flatMap((to) => (role === 'up' ? (['udp', 'tcp'] as const) : (['udp'] as const)).map((protocol) => ({to, protocol})))
								.flatMap((question) => (role === 'up' ? [40_123, 20_123] : [40_123]).map((fromPort) => ({...question, fromPort})))
								.map(({to, protocol, fromPort}) =>
									claimFor(
										situation,
										`own-names.${to}.${protocol}.${fromPort}.${role}`,
										`${words}${words === '' ? 'The' : 'the'} router asks ${to} for names from port ${fromPort} through ${uplink.title} or not at all.`,
										{...fromRouter(own, to, 53, protocol), fromPort},
										only,
										more,
									),
								),
						]),
			]),
		];
	});
};
