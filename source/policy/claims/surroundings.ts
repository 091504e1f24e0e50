import type {Facts} from '../../facts/index.js';
import type {Family, Ip, Packet, Prefix} from '../../net/index.js';
import {addressFamily, addressFromValue, addressOf, parseIp, prefixBounds, prefixContains} from '../../net/index.js';
import type {Claim, Expectation, Uplink} from '../document.js';
import {defaultRoutes, outInterface} from '../surroundings.js';
import {inOrder, interfaceNameOf} from '../ways.js';
import type {Host, Situation} from './places.js';
import {claimFor, clientOn, hasHosts, hostOutside, isShared, packetFrom} from './places.js';

const asBefore: Expectation = {kind: 'leaves-as-before'};

/** Hosts of the document's own networks, the first of each. */
const clientsOf = ({document, facts}: Situation, family: Family): readonly Host[] =>
	[...new Set(document.networks.flatMap(({interfaces}) => interfaces))].flatMap((name) => clientOn(facts, name, family) ?? []);

const distinct = (hosts: readonly Host[]): readonly Host[] => [...new Map(hosts.map((host) => [host.address, host])).values()];

/** Hosts that a policy singles out by their addresses: it is their traffic that it could pull away. */
export const sendersOf = ({document, facts}: Situation, family: Family): readonly Host[] =>
	distinct(
		document.policies.flatMap(({selector}) =>
			selector.from
				.filter((prefix) => addressFamily(prefix) === family)
				.slice(0, 8)
				.flatMap((prefix) =>
					document.networks.filter(({id}) => selector.networks.includes(id)).flatMap(({interfaces}) => interfaces.flatMap((name) => clientOn(facts, name, family, [prefix]) ?? [])),
				),
		),
	);

/** So many of the router's own addresses are tried. */
const mostAddresses = 8;

/** So many other lines are taken to be dead while one is looked at. */
const mostOthers = 2;

/** What no policy may touch: networks of the router, its other routes, the router itself, and what is not listed. */
export const localClaims = (situation: Situation, family: Family): readonly Claim[] => {
	const {document, facts, connected, routes, unlisted} = situation;
	const clients = clientsOf(situation, family);
	const [client] = clients;
	if (client === undefined) {
		return [];
	}

	const uplinks = new Set(document.uplinks.flatMap((uplink) => interfaceNameOf(uplink) ?? []));
	const listed = document.lists.flatMap(({prefixes}) => prefixes);
	const listedIn = (network: Prefix): readonly Prefix[] => listed.filter((prefix) => prefixContains(network, prefix));
	const there = connected.filter((row) => addressFamily(row.network) === family && hasHosts(row));
	const others = there.filter((row) => !uplinks.has(row.interface));
	const own = [...new Set(connected.filter((row) => addressFamily(row.network) === family).map((row) => row.own))];
	const hosts = distinct([...clients, ...sendersOf(situation, family)]);
	const isEverything = document.policies.some(({selector}) => selector.to.length === 0);
	return [
		...hosts.flatMap((host) =>
			others
				.filter((row) => row.interface !== host.interface)
				.flatMap(({network, interface: name, own}) => {
					const to = hostOutside(network, [], [own]);
					return to === undefined
						? []
						: [
								claimFor(
									situation,
									`local.${host.address}.${network}`,
									`${network} stays local, behind ${name}, for ${host.address} behind ${host.interface}.`,
									packetFrom(host, to),
									{
										kind: 'stays-local',
										interface: name,
									},
								),
							];
				}),
		),
		// The modem's own page, and hosts that the router sends back to where they came from.
		...hosts.flatMap((host) =>
			there
				.filter((row) => row.interface === host.interface || (family === 4 && uplinks.has(row.interface)))
				.flatMap(({network, interface: name, own: mine}) => {
					const to = hostOutside(network, listedIn(network), [mine, host.address]);
					return to === undefined
						? []
						: [
								claimFor(
									situation,
									`beside.${network}.${name}.${host.address}`,
									`${network} itself, behind ${name}, is reached as before by ${host.address}.`,
									packetFrom(host, to),
									asBefore,
								),
							];
				}),
		),
		// Nor does it lie with another line whether the modem's page is reached.
		...(family === 6 ? [] : there).flatMap(({network, interface: name, own: mine}) => {
			const to = hostOutside(network, listedIn(network), [mine, client.address]);
			return to === undefined || !uplinks.has(name)
				? []
				: document.uplinks
						.filter((other) => other.kind.kind === 'line' && other.kind.name !== name)
						.slice(0, mostOthers)
						.map(({id, title}) =>
							claimFor(
								situation,
								`beside.${network}.${name}.without-${id}`,
								`While nobody answers beyond ${title}, ${network}, behind ${name}, is reached as before by ${client.address}.`,
								packetFrom(client, to),
								asBefore,
								{silent: [id]},
							),
						);
		}),
		...hosts.flatMap((host) =>
			[...new Set(family === 4 ? there.map(({network}) => network) : [])].flatMap((network) => {
				const everybody = addressFromValue(family, prefixBounds(network).last);
				return listedIn(network).some((prefix) => prefixContains(prefix, everybody))
					? []
					: [
							claimFor(
								situation,
								`everybody.${network}.${host.address}`,
								`What ${host.address} sends to everybody in ${network} goes as before.`,
								packetFrom(host, everybody, {protocol: 'udp', toPort: 9}),
								asBefore,
							),
						];
			}),
		),
		...routes
			.filter(({network}) => addressFamily(network) === family && !listed.some((prefix) => prefix === network))
			.slice(0, 16)
			.flatMap(({network, interface: name}) => {
				const to = hostOutside(network, listedIn(network));
				return to === undefined ? [] : [claimFor(situation, `route.${network}`, `${network} goes by ${name} as before.`, packetFrom(client, to), asBefore)];
			}),
		...(unlisted[family] === undefined || isEverything
			? []
			: clients.map((host) =>
					claimFor(
						situation,
						`unlisted.${host.interface}.${family}`,
						`What is not listed goes as before, for hosts behind ${host.interface} (IPv${family}).`,
						packetFrom(host, unlisted[family] ?? host.address),
						asBefore,
					),
				)),
		...(unlisted[family] === undefined || isEverything || document.shapings.length > 0 || !facts.fasttrack[family]
			? []
			: [claimFor(situation, `fast.${family}`, `What is not listed keeps its fast path (IPv${family}).`, packetFrom(client, unlisted[family]), {kind: 'as-fast'})]),
		...hosts.flatMap((host) =>
			own.slice(0, mostAddresses).map((address) =>
				claimFor(situation, `router.${address}.${host.address}`, `${host.address} reaches the router at ${address} as before.`, packetFrom(host, address), {
					kind: 'keeps-reaching-router',
				}),
			),
		),
	];
};

/** Where the far end of a tunnel is, as far as it is an address. */
const endpointsOf = ({facts}: Situation, {kind}: Uplink): readonly {readonly to: Ip; readonly port: number}[] => {
	const ends =
		kind.kind === 'wireguard'
			? kind.tunnel.peers.flatMap(({endpoint}) => endpoint ?? [])
			: facts.wireguardPeers.flatMap(({interface: name, endpointAddress: host, endpointPort: port}) =>
					name !== kind.name || host === undefined || port === undefined ? [] : [{host, port}],
				);
	return ends.flatMap(({host, port}) => {
		const to = parseIp(host);
		return to === undefined ? [] : [{to, port}];
	});
};

/** The line that the router's own packets take when all is well. */
export const firstLine = (facts: Facts, family: Family): readonly string[] =>
	defaultRoutes(facts)
		.filter(({destination, active}) => active && addressFamily(destination) === family)
		.toSorted((a, b) => a.distance - b.distance)
		.slice(0, 1)
		.flatMap((route) => outInterface(facts, route) ?? []);

/**
 * Whether the router itself can speak to somebody: what it sends is looked up in `main` before any rule of output could
 * mark it, and ends there where nothing leads on. What hosts send is marked first.
 */
export const speaks = ({document, facts, connected, routes}: Situation, to: Ip): boolean => {
	const family = addressFamily(to);
	return firstLine(facts, family).length + inOrder(document, family).length > 0 || [...connected, ...routes].some(({network}) => prefixContains(network, to));
};

/** The router's own traffic, and what carries the tunnels: none of it goes into a tunnel. */
export const ownTrafficClaims = (situation: Situation, family: Family): readonly Claim[] => {
	const {document, facts, connected, lines, unlisted} = situation;
	// Of the line that it would leave by: programs take that address by themselves.
	const [from] = [...firstLine(facts, family), ...lines, ...document.networks.flatMap(({interfaces}) => interfaces)].flatMap((name) =>
		connected.filter((row) => row.interface === name && addressFamily(row.network) === family).map(({own}) => own),
	);
	if (from === undefined) {
		return [];
	}

	const listedHost = situation.listed[family];
	// All that leaves by lines in an order has the line's own address, where there is NAT.
	const ordered = inOrder(document, family);
	const isNatted = (uplink: Uplink): boolean => uplink.kind.kind === 'line' && uplink.nat[family] && ordered.includes(uplink);
	const beside = document.uplinks.flatMap((uplink) => {
		const name = interfaceNameOf(uplink);
		return connected
			.filter((row) => row.interface === name && addressFamily(row.network) === family && hasHosts(row) && !isShared(situation, row))
			.map((row) => ({...row, isNatted: isNatted(uplink)}));
	});
	const [first] = ordered;
	const inner = document.networks
		.flatMap(({interfaces}) => interfaces)
		.flatMap((name) => connected.filter((row) => row.interface === name && addressFamily(row.own) === family).map(({own}) => own))[0];
	const endpoints = document.uplinks.flatMap((uplink) =>
		endpointsOf(situation, uplink)
			.filter(({to}) => addressFamily(to) === family)
			.map((end) => ({...end, uplink})),
	);
	return [
		...(unlisted[family] === undefined
			? []
			: [
					claimFor(
						situation,
						`own.${family}`,
						`What the router itself sends goes as before (IPv${family}).`,
						{from, to: unlisted[family], protocol: 'udp', fromPort: 40_000, toPort: 123},
						asBefore,
					),
				]),
		// A kill switch has claims of its own for the rest of the router's traffic.
		...(listedHost === undefined || document.killSwitches.length > 0 || facts.addresses.some(({address}) => addressOf(address) === listedHost)
			? []
			: [
					claimFor(
						situation,
						`own-listed.${family}`,
						`What the router itself sends to what is listed goes as before (IPv${family}).`,
						{from, to: listedHost, protocol: 'tcp', fromPort: 40_000, toPort: 443},
						asBefore,
					),
				]),
		...situation.routes
			.filter(({network}) => addressFamily(network) === family)
			.slice(0, 8)
			.flatMap(({network, interface: name}) => {
				const to = hostOutside(network, []);
				const packet = (there: Ip): Packet => ({from, to: there, protocol: 'tcp', fromPort: 40_000, toPort: 443});
				return to === undefined
					? []
					: [
							claimFor(situation, `own-route.${network}`, `What the router itself sends to ${network} goes as before.`, packet(to), asBefore),
							claimFor(situation, `own-route-down.${network}`, `While ${name} is down, what the router itself sends to ${network} goes as before.`, packet(to), asBefore, {
								down: [name],
							}),
						];
			}),
		...(inner === undefined || unlisted[family] === undefined || document.killSwitches.length > 0
			? []
			: [
					claimFor(
						situation,
						`own-inner.${family}`,
						`What the router itself sends with the address of a network ${first === undefined || !isNatted(first) ? 'goes as before' : `has the address of ${first.title} out there`} (IPv${family}).`,
						{from: inner, to: unlisted[family], protocol: 'tcp', fromPort: 40_000, toPort: 443},
						first === undefined || !isNatted(first) ? asBefore : {kind: 'leaves-by', uplink: first.id, natted: true},
					),
				]),
		...(document.killSwitches.length > 0 ? [] : beside).flatMap((row) => {
			const to = hostOutside(row.network, [], [row.own]);
			return to === undefined
				? []
				: [
						claimFor(
							situation,
							`own-beside.${row.network}.${row.interface}`,
							`What the router itself sends to ${row.network}, behind ${row.interface}, ${row.isNatted ? 'has the address of that line' : 'goes as before'}.`,
							{from, to, protocol: 'tcp', fromPort: 40_000, toPort: 443},
							row.isNatted && row.own !== from ? {kind: 'leaves-over', interface: row.interface, natted: true} : asBefore,
						),
					];
		}),
		...endpoints.map(({to, port, uplink}) =>
			claimFor(
				situation,
				`endpoint.${uplink.id}.${to}`,
				`The packets that carry ${uplink.title} go to ${to} as before.`,
				{from, to, protocol: 'udp', fromPort: 51_820, toPort: port},
				asBefore,
			),
		),
	];
};
