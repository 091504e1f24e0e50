import type {Facts} from '../../facts/index.js';
import type {Family, Ip, Packet, Prefix} from '../../net/index.js';
import {addressFamily, prefixContains, prefixLength} from '../../net/index.js';
import type {Claim} from '../document.js';
import type {Shaping, Tier} from '../shaping.js';
import {takesRest} from '../shaping.js';
import {defaultRoutes, outInterface} from '../surroundings.js';
import {interfaceNameOf} from '../ways.js';
import {fateOf} from './fates.js';
import type {Host, Situation} from './places.js';
import {claimFor, clientOn, hostOutside, packetFrom} from './places.js';

type Sample = {readonly what: string; readonly from?: Host; readonly change: Partial<Packet>; readonly to?: Ip};

/** So many members of one kind are followed; the others are like them. */
const most = 8;

/** A port that nothing is known for. */
const ports = {low: {protocol: 'tcp', toPort: 61_001}, udp: {protocol: 'udp', toPort: 61_001}} as const;

const rest: readonly Sample[] = [
	{what: 'Everything else', change: ports.low},
	{what: 'Everything else over UDP', change: ports.udp},
];

/** Packets of hosts that belong to a tier by each of its members. */
const samplesOf = (situation: Situation, {members}: Tier, clients: readonly Host[], family: Family): readonly Sample[] => {
	const {document, names, occupied} = situation;
	const lists = document.lists.filter(({id}) => members.to.includes(id));
	return [
		...lists
			.flatMap(({prefixes}) => prefixes.filter((prefix) => addressFamily(prefix) === family))
			.slice(0, most)
			.flatMap((prefix) => {
				const to = hostOutside(prefix, occupied);
				return to === undefined || occupied.some((network) => network === prefix) ? [] : [{what: String(prefix), change: ports.low, to}];
			}),
		...lists
			.flatMap(({domains}) => domains)
			.slice(0, most)
			.flatMap(({name}) => {
				const to = names[name]?.find((address) => addressFamily(address) === family);
				return to === undefined ? [] : [{what: String(name), change: ports.low, to}];
			}),
		...members.hosts
			.filter((prefix) => addressFamily(prefix) === family)
			.slice(0, most)
			.flatMap((prefix) => {
				const host = clients.flatMap(({interface: name}) => clientOn(situation.facts, name, family, [prefix]) ?? [])[0];
				return host === undefined ? [] : [{what: host.address, from: host, change: ports.udp}];
			}),
		...members.ports.slice(0, most).map(({protocol, range}) => ({what: `${protocol} port ${range.first}`, change: {protocol, toPort: range.first}})),
	];
};

const holds = (prefixes: readonly Prefix[], address: Ip): boolean => prefixes.some((prefix) => addressFamily(prefix) === addressFamily(address) && prefixContains(prefix, address));

/** The first tier that a packet of a host belongs to. */
const tierOf = ({document, names}: Situation, {tiers}: Shaping, {from, to, protocol, toPort = 0}: Packet): Tier | undefined =>
	tiers.find((tier) => {
		const {members} = tier;
		return (
			takesRest(tier) ||
			holds(members.hosts, from) ||
			members.ports.some((one) => one.protocol === protocol && one.range.first <= toPort && toPort <= one.range.last) ||
			document.lists.some((list) => members.to.includes(list.id) && (holds(list.prefixes, to) || list.domains.some(({name}) => names[name]?.includes(to))))
		);
	});

/** Where `main` sends what nobody routes otherwise: the default routes that win by their distance, and those that are split. */
const ordinaryLines = (facts: Facts, family: Family): readonly string[] => {
	const routes = defaultRoutes(facts).filter(({active, destination}) => active && addressFamily(destination) === family);
	const least = Math.min(...routes.map(({distance}) => distance));
	const winning = routes.filter(({distance, destination}) => distance === least || prefixLength(destination) > 0);
	return [...new Set(winning.map((route) => outInterface(facts, route) ?? ''))];
};

const ofShaping = (situation: Situation, shaping: Shaping, family: Family): readonly Claim[] => {
	const {document, facts, unlisted} = situation;
	const interfaces = document.networks.filter(({id}) => shaping.networks.includes(id)).flatMap((network) => network.interfaces);
	const hosts = shaping.tiers.flatMap(({members}) => members.hosts);
	const clients = interfaces.flatMap((name) => clientOn(facts, name, family) ?? []);
	const [plain] = interfaces.flatMap((name) => clientOn(facts, name, family, [], hosts) ?? []);
	const stranger = unlisted[family];
	const ordinary = ordinaryLines(facts, family);
	// Where lines stand in an order, or share the traffic, which of them a packet takes that no policy has is for others to say.
	const isOnly = ordinary.length === 1 && ordinary[0] === shaping.line && document.failover.length === 0;
	const crosses = (packet: Packet): boolean => {
		const {expect} = fateOf(situation, packet);
		const uplink = expect.kind === 'leaves-by' ? document.uplinks.find(({id}) => id === expect.uplink) : undefined;
		return expect.kind === 'leaves-as-before' ? isOnly : uplink !== undefined && interfaceNameOf(uplink) === shaping.line;
	};

	return stranger === undefined || plain === undefined
		? []
		: shaping.tiers
				.flatMap((tier) => (takesRest(tier) ? rest : samplesOf(situation, tier, clients, family)))
				.flatMap(({what, from = plain, change, to = stranger}) => {
					const packet = packetFrom(from, to, change);
					const tier = tierOf(situation, shaping, packet);
					return tier === undefined || !crosses(packet)
						? []
						: [
								claimFor(situation, `tier.${tier.id}.${what}.${family}`, `${what} waits with “${tier.title}”, on the way out and back (IPv${family}).`, packet, {
									kind: 'queued',
									tier: tier.id,
								}),
							];
				});
};

/** Each tier's packets are queued in it, on their way out and on their way back. */
export const shapingClaims = (situation: Situation, family: Family): readonly Claim[] => situation.document.shapings.flatMap((shaping) => ofShaping(situation, shaping, family));
