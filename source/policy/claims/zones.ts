import type {Family, Ip, Packet} from '../../net/index.js';
import {addressFamily, hostPrefix, parseIp, prefixContains} from '../../net/index.js';
import type {Claim, Expectation} from '../document.js';
import {vrfOf} from '../surroundings.js';
import type {Zone} from '../zones.js';
import {neighbourOf} from './closed-doors.js';
import type {Connected, Host, Situation} from './places.js';
import {claimFor, clientOn, hasHosts, hostOutside, packetFrom, pingFrom} from './places.js';

const blocked: Expectation = {kind: 'blocked'};
const asBefore: Expectation = {kind: 'leaves-as-before'};

/** Networks of hosts: what is connected and does not lead to the Internet. A network in a VRF is none, unless a route of `main` leads to it. */
const insides = ({connected, routes, lines, facts}: Situation, family: Family): readonly Connected[] =>
	connected.filter(
		(row) =>
			addressFamily(row.network) === family &&
			hasHosts(row) &&
			![...lines, ...(facts.interfaceLists.WAN ?? [])].includes(row.interface) &&
			(vrfOf(facts, row.interface) === undefined || routes.some(({network}) => prefixContains(network, row.network))),
	);

/** Addresses that no host of the Internet has (RFC 1918, 3927, 4193). */
const isPrivate = (address: Ip): boolean => /^(?:10\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|192\.168\.|f[cd])/.test(address);

/** Private addresses that no network or route of the router holds: by a default route they would leave by a line. */
const farPrivate = ({connected, routes}: Situation, family: Family): readonly Ip[] =>
	['10.255.255.254', '172.31.255.254', '192.168.255.254', 'fdff:ffff::1']
		.flatMap((text) => parseIp(text) ?? [])
		.filter((address) => addressFamily(address) === family && ![...connected, ...routes].some(({network}) => prefixContains(network, address)));

/** Hosts beside the lines, such as a modem. */
const besideLines = ({connected, lines, facts}: Situation, family: Family): readonly Host[] =>
	connected
		.filter((row) => addressFamily(row.network) === family && hasHosts(row) && [...lines, ...(facts.interfaceLists.WAN ?? [])].includes(row.interface))
		.flatMap(({network, own, interface: name}) => {
			const address = hostOutside(network, [], [own]);
			return address === undefined ? [] : [{address, interface: name}];
		});

/** What every host wants of the router. */
const basics: readonly (readonly [string, Partial<Packet>])[] = [
	['names', {protocol: 'udp', toPort: 53}],
	['long-names', {protocol: 'tcp', toPort: 53}],
	['time', {protocol: 'udp', toPort: 123}],
];

const ofZone = (situation: Situation, zone: Zone, name: string, client: Host, family: Family): readonly Claim[] => {
	const {document, connected} = situation;
	const zoned = new Set(document.zoning.zones.flatMap(({interfaces}) => interfaces));
	const own = connected.find((row) => row.interface === name && addressFamily(row.own) === family)?.own;
	const free = situation.unlisted[family];
	const outside = document.zoning.bans.some(({prefixes}) => free !== undefined && prefixes.some((prefix) => prefixContains(prefix, free))) ? undefined : free;
	const others = insides(situation, family).filter((row) => row.interface !== name);
	const beside = document.policies.length > 0 ? [] : besideLines(situation, family);
	return [
		...others.flatMap((row) => {
			const host = hostOutside(row.network, [], [row.own]);
			return host === undefined
				? []
				: [
						claimFor(
							situation,
							`${zone.id}.${name}.to.${row.interface}.${family}`,
							`${zone.title} on ${name} opens no connection to ${row.interface} (IPv${family}).`,
							packetFrom(client, host),
							blocked,
						),
						...(zoned.has(row.interface)
							? []
							: [
									claimFor(
										situation,
										`${zone.id}.${name}.from.${row.interface}.${family}`,
										`${row.interface} reaches ${zone.title} on ${name} as before (IPv${family}).`,
										packetFrom({address: host, interface: row.interface}, client.address),
										asBefore,
									),
								]),
					];
		}),
		...(outside === undefined || document.policies.length > 0
			? []
			: [
					claimFor(
						situation,
						`${zone.id}.${name}.internet.${family}`,
						`${zone.title} on ${name} ${zone.internet ? 'reaches the Internet as before' : 'does not reach the Internet'} (IPv${family}).`,
						packetFrom(client, outside),
						zone.internet ? asBefore : blocked,
					),
				]),
		...beside.map((row) => {
			const isOpen = zone.internet && !isPrivate(row.address);
			return claimFor(
				situation,
				`${zone.id}.${name}.beside.${row.interface}.${family}`,
				`${zone.title} on ${name} ${isOpen ? `reaches what is beside ${row.interface} as before` : `reaches no modem or the like beside ${row.interface}`} (IPv${family}).`,
				packetFrom(client, row.address),
				isOpen ? asBefore : blocked,
			);
		}),
		...(zone.internet && document.policies.length === 0 ? farPrivate(situation, family) : []).flatMap((to) => [
			...(['tcp', 'udp'] as const).map((protocol) =>
				claimFor(
					situation,
					`${zone.id}.${name}.private.${to}.${protocol}`,
					`${zone.title} on ${name} does not reach ${to}, a private address beyond the lines (${protocol}).`,
					packetFrom(client, to, {protocol}),
					blocked,
				),
			),
			...(['tcp', 'udp'] as const).map((protocol) =>
				claimFor(
					situation,
					`${zone.id}.${name}.private-names.${to}.${protocol}`,
					`${zone.title} on ${name} asks ${to} beyond the lines for names as before (${protocol}).`,
					packetFrom(client, to, {protocol, toPort: 53}),
					asBefore,
				),
			),
		]),
		...document.zoning.resolvers
			.filter((to) => addressFamily(hostPrefix(to)) === family && others.some(({network}) => prefixContains(network, to)))
			.flatMap((to) =>
				(['udp', 'tcp'] as const).flatMap((protocol) => [
					claimFor(
						situation,
						`${zone.id}.${name}.resolver.${to}.${protocol}`,
						`${zone.title} on ${name} asks ${to} for names as before (${protocol}).`,
						packetFrom(client, to, {protocol, toPort: 53}),
						asBefore,
					),
					claimFor(
						situation,
						`${zone.id}.${name}.resolver-else.${to}.${protocol}`,
						`${zone.title} on ${name} asks ${to} for nothing but names (${protocol}).`,
						packetFrom(client, to, {protocol}),
						blocked,
					),
					// Where questions are redirected, the router answers them, whoever is asked.
					...(document.dns.redirect
						? []
						: [
								claimFor(
									situation,
									`${zone.id}.${name}.beside-resolver.${to}.${protocol}`,
									`${zone.title} on ${name} asks nobody beside ${to} for names (${protocol}).`,
									packetFrom(client, neighbourOf(to), {protocol, toPort: 53}),
									blocked,
								),
							]),
				]),
			),
		...(own === undefined
			? []
			: [
					claimFor(
						situation,
						`${zone.id}.${name}.ssh.${family}`,
						`${zone.title} on ${name} cannot manage the router (IPv${family}).`,
						packetFrom(client, own, {toPort: 22}),
						blocked,
					),
					claimFor(
						situation,
						`${zone.id}.${name}.others.${family}`,
						`${zone.title} on ${name} has nothing else of the router, by UDP either (IPv${family}).`,
						packetFrom(client, own, {protocol: 'udp', toPort: 443}),
						blocked,
					),
					claimFor(
						situation,
						`${zone.id}.${name}.asked.${family}`,
						`The router asks hosts of ${zone.title} on ${name}, and gets answers (IPv${family}).`,
						{from: own, to: client.address, protocol: 'tcp', fromPort: 50_002, toPort: 80},
						{
							kind: 'leaves-over',
							interface: name,
						},
					),
					...basics.map(([word, change]) =>
						claimFor(
							situation,
							`${zone.id}.${name}.${word}.${family}`,
							`${zone.title} on ${name} has what no host can do without: ${word} (IPv${family}).`,
							packetFrom(client, own, change),
							{kind: 'keeps-reaching-router'},
						),
					),
					claimFor(situation, `${zone.id}.${name}.ping.${family}`, `${zone.title} on ${name} pings the router as before (IPv${family}).`, pingFrom(client.address, own, name), {
						kind: 'keeps-reaching-router',
					}),
				]),
	];
};

/** So many banned prefixes are followed one by one, and so many ways in; others are like them. */
const [mostBanned, mostWays] = [64, 4];

/** A banned address reaches nobody and is reached by nobody, by any line or network. */
const banClaims = (situation: Situation, family: Family): readonly Claim[] => {
	const {document, facts, lines, connected, unlisted} = situation;
	const inside = insides(situation, family).flatMap((row) => clientOn(facts, row.interface, family) ?? []);
	const [client] = inside;
	const [own] = connected.filter((row) => addressFamily(row.own) === family);
	const stranger = unlisted[family];
	// Zones keep their hosts in by themselves: other ways tell more.
	const zoned = new Set(document.zoning.zones.flatMap(({interfaces}) => interfaces));
	const ways = [...new Set(connected.map((row) => row.interface))]
		.filter((name) => !lines.includes(name) && name !== client?.interface)
		.toSorted((a, b) => Number(zoned.has(a)) - Number(zoned.has(b)))
		.slice(0, mostWays);
	return document.zoning.bans.flatMap(({id, title, prefixes}) => {
		const banned = prefixes.filter((one) => addressFamily(one) === family).flatMap((prefix) => hostOutside(prefix, []) ?? []);
		const [there] = banned;
		if (there === undefined || client === undefined || own === undefined) {
			return [];
		}

		const claim = (role: string, sentence: string, packet: Claim['packet']): Claim => claimFor(situation, `${id}.${role}.${family}`, sentence, packet, blocked);
		return [
			...banned.slice(0, mostBanned).map((to) => claim(`to.${to}`, `Nothing goes to ${title}, such as ${to}.`, packetFrom(client, to))),
			claim('own', `The router itself sends nothing to ${title} (IPv${family}).`, pingFrom(own.own, there)),
			...ways.flatMap((name) => [
				claim(`from.${name}`, `Nothing comes from ${title} by ${name} for your hosts (IPv${family}).`, packetFrom({address: there, interface: name}, client.address)),
				...(stranger === undefined
					? []
					: [claim(`through.${name}`, `What comes in by ${name} is not sent on to ${title} (a ping, IPv${family}).`, pingFrom(stranger, there, name))]),
			]),
			...lines.flatMap((line) => [
				claim(`from.${line}`, `Nothing comes from ${title} by ${line} for your hosts (IPv${family}).`, packetFrom({address: there, interface: line}, client.address)),
				claim(
					`at.${line}`,
					`Nothing comes from ${title} by ${line} for the router (IPv${family}).`,
					pingFrom(there, connected.find((row) => row.interface === line && addressFamily(row.own) === family)?.own ?? own.own, line),
				),
			]),
		];
	});
};

/** Who tries a port that is a trap opens no more connections; who tries another, or nothing, goes on as before. */
const trapClaims = (situation: Situation, family: Family): readonly Claim[] => {
	const {document, facts, lines, connected, unlisted} = situation;
	const ports = document.zoning.traps.flatMap((trap) => trap.ports.flatMap(({first, last}) => [first, last]));
	const stranger = unlisted[family];
	const client = insides(situation, family).flatMap((row) => clientOn(facts, row.interface, family) ?? [])[0];
	const harmless = [443, 8443, 8444].find((port) => !document.zoning.traps.some((trap) => trap.ports.some(({first, last}) => first <= port && port <= last)));
	if (ports.length === 0 || stranger === undefined || client === undefined || harmless === undefined) {
		return [];
	}

	return lines.flatMap((line) => {
		const own = (connected.find((row) => row.interface === line && addressFamily(row.own) === family) ?? connected.find((row) => addressFamily(row.own) === family))?.own;
		if (own === undefined) {
			return [];
		}

		const [ping, through] = [pingFrom(stranger, own, line), pingFrom(stranger, client.address, line)];
		const tried = (toPort: number, protocol: 'tcp' | 'udp' = 'tcp') => ({after: packetFrom({address: stranger, interface: line}, own, {protocol, toPort})});
		const claim = (role: string, sentence: string, packet: Claim['packet'], expect: Expectation, more: Partial<Claim> = {}): Claim =>
			claimFor(situation, `trap.${line}.${role}.${family}`, `${sentence} (IPv${family}).`, packet, expect, more);
		return [
			...[...new Set(ports)].map((port) => claim(`at.${port}`, `Who tried port ${port} of the router by ${line} gets nothing more out of it`, ping, blocked, tried(port))),
			claim('hosts', `Who tried a trap by ${line} reaches no host behind the router`, through, blocked, tried(ports[0] ?? 0)),
			...[tried(harmless), tried(ports[0] ?? 0, 'udp')].map((more) =>
				claim(
					`other.${more.after.protocol}`,
					`Who tried no trap by ${line}, but ${more.after.protocol === 'tcp' ? 'another port' : 'the same port by UDP'}, is answered as before`,
					ping,
					asBefore,
					more,
				),
			),
			claim('none', `Who tried nothing is answered by the router as before, at ${line}`, ping, asBefore),
			claim('none-inside', `Who tried nothing gets to hosts behind the router as before, by ${line}`, through, asBefore),
			claim('none-through', `What comes in by ${line} for somebody else goes or ends as before`, pingFrom(stranger, neighbourOf(stranger), line), asBefore),
		];
	});
};

/** Who is trusted manages the router as before. */
const trustedClaims = (situation: Situation, family: Family): readonly Claim[] => {
	const {zones} = situation.document.zoning;
	const zoned = new Set(zones.flatMap(({interfaces}) => interfaces));
	return zones.length === 0
		? []
		: insides(situation, family)
				.filter((row) => !zoned.has(row.interface))
				.flatMap((row) => {
					const host = clientOn(situation.facts, row.interface, family);
					return host === undefined
						? []
						: [
								claimFor(
									situation,
									`trusted.${row.interface}.${family}`,
									`${row.interface} manages the router as before (IPv${family}).`,
									packetFrom(host, row.own, {toPort: 22}),
									{
										kind: 'keeps-reaching-router',
									},
								),
								...(situation.document.policies.length > 0 ? [] : farPrivate(situation, family)).map((to) =>
									claimFor(situation, `trusted.${row.interface}.private.${to}`, `${row.interface} reaches ${to}, beyond the lines, as before.`, packetFrom(host, to), asBefore),
								),
							];
				});
};

export const zoneClaims = (situation: Situation, family: Family): readonly Claim[] => [
	...situation.document.zoning.zones.flatMap((zone) =>
		zone.interfaces.flatMap((name) => {
			const client = clientOn(situation.facts, name, family);
			return client === undefined ? [] : ofZone(situation, zone, name, client, family);
		}),
	),
	...banClaims(situation, family),
	...trapClaims(situation, family),
	...trustedClaims(situation, family),
];
