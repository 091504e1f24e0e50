import type {Facts} from '../../facts/index.js';
import type {Family, Packet} from '../../net/index.js';
import {addressFamily, addressOf, networkOf, prefixContains} from '../../net/index.js';
import type {Claim, Expectation} from '../document.js';
import type {Tenant, TenantNetwork} from '../tenants.js';
import {isTranslated} from '../tenants.js';
import {neighbourOf} from './closed-doors.js';
import type {Connected, Host, Situation} from './places.js';
import {claimFor, clientOn, hasHosts, hostOutside, packetFrom, pingFrom} from './places.js';

const blocked: Expectation = {kind: 'blocked'};
const asBefore: Expectation = {kind: 'leaves-as-before'};

/** What other parts want of the house is theirs to claim. */
const isPlain = ({document}: Situation): boolean => document.policies.length + document.zoning.zones.length === 0;

/** The house goes on as before: to the Internet, among itself, and for whoever comes in. */
const houseClaims = (situation: Situation, house: readonly Connected[], family: Family): readonly Claim[] => {
	const {facts, lines, unlisted} = situation;
	const far = unlisted[family];
	if (!isPlain(situation)) {
		return [];
	}

	const ofStrangers = lines.flatMap((line) =>
		far === undefined
			? []
			: claimFor(
					situation,
					`outside.${line}.others.${family}`,
					`What comes in by ${line} for somebody else on the Internet goes as before (IPv${family}).`,
					packetFrom({address: far, interface: line}, neighbourOf(far)),
					asBefore,
				),
	);
	const ofHouse = house.flatMap((row) => {
		const host = clientOn(facts, row.interface, family);
		if (host === undefined) {
			return [];
		}

		const claim = (name: string, sentence: string, packet: Claim['packet']): Claim => claimFor(situation, `house.${row.interface}.${name}.${family}`, sentence, packet, asBefore);
		return [
			...(far === undefined
				? []
				: [
						claim('internet', `${row.interface} reaches the Internet as before (IPv${family}).`, packetFrom(host, far)),
						...lines.map((line) =>
							claim(
								`from.${line}`,
								`What comes in by ${line} for ${row.interface} is let in or kept out as before (IPv${family}).`,
								packetFrom({address: far, interface: line}, host.address),
							),
						),
					]),
			...house.flatMap((other) => {
				const target = hostOutside(other.network, [], [other.own, host.address]);
				const whom = other.interface === row.interface ? 'its own hosts' : other.interface;
				return target === undefined ? [] : [claim(other.interface, `${row.interface} reaches ${whom} as before (IPv${family}).`, packetFrom(host, target))];
			}),
		];
	});
	return [...ofStrangers, ...ofHouse];
};

type Place = Host & {
	/** What tells it from other places of the tenant. */
	readonly key: string;
	/** A network of the tenant; left out where an address was given that may change, and which leads nowhere. */
	readonly network?: TenantNetwork;
};

/** A host in each network of a tenant, and one on each interface that has addresses of a family without one of them being meant to stay. */
const placesOf = ({networks}: Tenant, facts: Facts, family: Family): readonly Place[] => {
	const meant = networks.filter(({address}) => addressFamily(address) === family);
	const others = new Set(networks.map((one) => one.interface).filter((name) => !meant.some((one) => one.interface === name)));
	return [
		...meant.flatMap((network, index) => {
			const {interface: name, address} = network;
			const host = hostOutside(networkOf(address), [], [addressOf(address)]);
			const isFirst = meant.findIndex((one) => one.interface === name) === index;
			return host === undefined ? [] : [{address: host, interface: name, key: isFirst ? name : `${name}.${networkOf(address)}`, network}];
		}),
		...[...others].flatMap((name) => {
			const host = clientOn(facts, name, family);
			return host === undefined ? [] : [{...host, key: name}];
		}),
	];
};

/** A tenant's hosts reach the Internet by their line and what is shared with them, and nothing and nobody else. */
export const tenantClaims = (situation: Situation, family: Family): readonly Claim[] => {
	const {document, facts, connected, lines, unlisted} = situation;
	const far = unlisted[family];
	const tenanted = new Set(document.tenants.flatMap(({networks}) => networks.map((one) => one.interface)));
	const house = connected.filter(
		(row) => addressFamily(row.network) === family && hasHosts(row) && ![...lines, ...(facts.interfaceLists.WAN ?? [])].includes(row.interface) && !tenanted.has(row.interface),
	);
	const ofPlace = ({id, title, line, shares}: Tenant, {key, network, ...client}: Place, others: readonly Place[]): readonly Claim[] => {
		const {interface: name} = client;
		const who = `${title} on ${name}`;
		const claim = (what: string, sentence: string, packet: Packet, expect: Expectation, more: Partial<Claim> = {}): Claim =>
			claimFor(situation, `${id}.${key}.${what}.${family}`, `${sentence} (IPv${family}).`, packet, expect, more);
		const shared = shares.map(({prefix}) => prefix);
		return [
			...(network === undefined
				? []
				: [
						claim('router', `The router reaches ${who}, as it must to answer`, pingFrom(addressOf(network.address), client.address), {
							kind: 'leaves-over',
							interface: name,
							natted: false,
						}),
					]),
			...others.map((other) =>
				claim(`among.${other.key}`, `${who} reaches ${other.interface}, which is theirs, too`, packetFrom(client, other.address), {
					kind: 'leaves-over',
					interface: other.interface,
					natted: false,
				}),
			),
			...(far === undefined
				? []
				: line?.next[family] === undefined || network === undefined
					? [claim('internet', `${who} does not reach the Internet`, packetFrom(client, far), blocked)]
					: [
							claim('internet', `${who} reaches the Internet by ${line.name}`, packetFrom(client, far), {
								kind: 'leaves-over',
								interface: line.name,
								natted: isTranslated(network),
							}),
							claim('down', `With ${line.name} down, ${who} reaches it by no other line`, packetFrom(client, far), blocked, {down: [line.name]}),
						]),
			...(far === undefined || network === undefined
				? []
				: lines.flatMap((from) => [
						claim(`from.${from}`, `Nobody who comes in by ${from} opens a connection to ${who}`, packetFrom({address: far, interface: from}, client.address), blocked),
						claim(`ping-from.${from}`, `Nobody who comes in by ${from} pings ${who}`, pingFrom(far, client.address, from), blocked),
					])),
			...house.flatMap((row) => {
				const host = hostOutside(row.network, shared, [row.own]);
				return host === undefined
					? []
					: [
							claim(`to.${row.interface}`, `${who} does not reach ${row.interface}`, packetFrom(client, host), blocked),
							...(network === undefined
								? []
								: [
										claim(
											`from.${row.interface}`,
											`${row.interface} opens no connection to ${who}`,
											packetFrom({address: host, interface: row.interface}, client.address),
											blocked,
										),
									]),
						];
			}),
			...(network === undefined ? [] : shares)
				.filter(({prefix}) => addressFamily(prefix) === family)
				.flatMap(({prefix, interface: by}, index) => {
					const host = hostOutside(
						prefix,
						[],
						house.map((row) => row.own),
					);
					return host === undefined || !house.some((row) => prefixContains(row.network, host))
						? []
						: [
								claim(`shared.${index}`, `${who} reaches ${host}, which is shared`, packetFrom(client, host), {kind: 'leaves-over', interface: by, natted: false}),
								...(far === undefined || !isPlain(situation)
									? []
									: lines.map((from) =>
											claim(
												`shared.${index}.from.${from}`,
												`What comes in by ${from} for ${host}, which is shared, is let in or kept out as before`,
												packetFrom({address: far, interface: from}, host),
												asBefore,
											),
										)),
							];
				}),
		];
	};

	const ofTenants = document.tenants.flatMap((tenant) => {
		const places = placesOf(tenant, facts, family);
		const meant = places.filter(({network}) => network !== undefined);
		return places.flatMap((place) => ofPlace(tenant, place, place.network === undefined ? [] : meant.filter(({key}) => key !== place.key)));
	});
	return document.tenants.length === 0 ? [] : [...ofTenants, ...houseClaims(situation, house, family)];
};
