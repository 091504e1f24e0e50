import type {Family, Packet} from '../../net/index.js';
import {addressFamily, addressOf, prefixContains} from '../../net/index.js';
import type {Claim, Expectation} from '../document.js';
import type {Zone} from '../zones.js';
import type {Connected, Host, Situation} from './places.js';
import {claimFor, clientOn, hasHosts, hostOutside, packetFrom, pingFrom} from './places.js';

const blocked: Expectation = {kind: 'blocked'};
const asBefore: Expectation = {kind: 'leaves-as-before'};

/** Networks of hosts: what is connected and does not lead to the Internet. */
const insides = ({connected, lines, facts}: Situation, family: Family): readonly Connected[] =>
	connected.filter((row) => addressFamily(row.network) === family && hasHosts(row) && ![...lines, ...(facts.interfaceLists.WAN ?? [])].includes(row.interface));

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

/** A banned address reaches nobody and is reached by nobody, by any line. */
const banClaims = (situation: Situation, family: Family): readonly Claim[] => {
	const {document, facts, lines} = situation;
	return document.zoning.bans.flatMap(({id, title, prefixes}) => {
		const prefix = prefixes.find((one) => addressFamily(one) === family);
		const there = prefix === undefined ? undefined : hostOutside(prefix, []);
		const client = insides(situation, family).flatMap((row) => clientOn(facts, row.interface, family) ?? [])[0];
		if (there === undefined || client === undefined) {
			return [];
		}

		return [
			claimFor(situation, `${id}.to.${family}`, `Nothing goes to ${title}, such as ${there}.`, packetFrom(client, there), blocked),
			...lines.flatMap((line) => {
				const own = facts.addresses
					.filter((row) => row.interface === line)
					.map(({address}) => addressOf(address))
					.find((address) => addressFamily(address) === family && !address.startsWith('fe80:'));
				return [
					claimFor(
						situation,
						`${id}.from.${line}.${family}`,
						`Nothing comes from ${title} by ${line} for your hosts.`,
						packetFrom({address: there, interface: line}, client.address),
						blocked,
					),
					...(own === undefined
						? []
						: [
								claimFor(situation, `${id}.at.${line}.${family}`, `Nothing comes from ${title} by ${line} for the router.`, pingFrom(there, own, line), blocked),
								claimFor(situation, `${id}.own.${line}.${family}`, `The router itself sends nothing to ${title}.`, pingFrom(own, there), blocked),
							]),
				];
			}),
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
	...trustedClaims(situation, family),
];
