import type {Family} from '../../net/index.js';
import {addressFamily, addressOf, networkOf, prefixContains} from '../../net/index.js';
import type {Claim, Expectation} from '../document.js';
import type {Connected, Situation} from './places.js';
import {claimFor, clientOn, hasHosts, hostOutside, packetFrom} from './places.js';

const blocked: Expectation = {kind: 'blocked'};

/** The house goes on as before: to the Internet, among itself, and for whoever comes in. */
const houseClaims = (situation: Situation, house: readonly Connected[], family: Family): readonly Claim[] => {
	const {document, facts, lines, unlisted} = situation;
	const far = unlisted[family];
	const asBefore = {kind: 'leaves-as-before'} as const;
	// What other parts want of the house is theirs to claim.
	const isPlain = document.policies.length + document.zoning.zones.length === 0;
	return (isPlain ? house : []).flatMap((row) => {
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
};

/** A tenant's hosts reach the Internet by their line and what is shared with them, and nothing and nobody else. */
export const tenantClaims = (situation: Situation, family: Family): readonly Claim[] => {
	const {document, facts, connected, lines, unlisted} = situation;
	const tenanted = new Set(document.tenants.flatMap(({networks}) => networks.map((one) => one.interface)));
	const house = connected.filter(
		(row) => addressFamily(row.network) === family && hasHosts(row) && ![...lines, ...(facts.interfaceLists.WAN ?? [])].includes(row.interface) && !tenanted.has(row.interface),
	);
	const ofTenants = document.tenants.flatMap(({id, title, networks, line, shares}) =>
		networks.flatMap(({interface: name, address}) => {
			const own = networkOf(address);
			const there = family === 4 ? hostOutside(own, [], [addressOf(address)]) : clientOn(facts, name, 6)?.address;
			if (there === undefined) {
				return [];
			}

			const client = {address: there, interface: name};
			const far = unlisted[family];
			const shared = shares.map(({prefix}) => prefix);
			const beside = family === 4 ? hostOutside(own, [], [addressOf(address), there]) : undefined;
			return [
				...(beside === undefined
					? []
					: [
							claimFor(situation, `${id}.${name}.beside`, `${title} on ${name} reaches its own hosts.`, packetFrom(client, beside), {
								kind: 'leaves-over',
								interface: name,
								natted: false,
							}),
						]),
				...(far === undefined
					? []
					: line === undefined || family === 6
						? [claimFor(situation, `${id}.${name}.internet.${family}`, `${title} on ${name} does not reach the Internet (IPv${family}).`, packetFrom(client, far), blocked)]
						: [
								claimFor(situation, `${id}.${name}.internet.${family}`, `${title} on ${name} reaches the Internet by ${line.name}.`, packetFrom(client, far), {
									kind: 'leaves-over',
									interface: line.name,
									natted: true,
								}),
								claimFor(situation, `${id}.${name}.down.${family}`, `With ${line.name} down, ${title} on ${name} reaches it by no other line.`, packetFrom(client, far), blocked, {
									down: [line.name],
								}),
							]),
				...house.flatMap((row) => {
					const host = hostOutside(row.network, shared, [row.own]);
					return host === undefined
						? []
						: [
								claimFor(
									situation,
									`${id}.${name}.to.${row.interface}.${family}`,
									`${title} on ${name} does not reach ${row.interface} (IPv${family}).`,
									packetFrom(client, host),
									blocked,
								),
								claimFor(
									situation,
									`${id}.${name}.from.${row.interface}.${family}`,
									`${row.interface} opens no connection to ${title} on ${name} (IPv${family}).`,
									packetFrom({address: host, interface: row.interface}, there),
									blocked,
								),
							];
				}),
				...shares
					.filter(({prefix}) => addressFamily(prefix) === family)
					.flatMap(({prefix, interface: by}, index) => {
						const host = hostOutside(
							prefix,
							[],
							house.map((row) => row.own),
						);
						return host === undefined || !house.some(({network}) => prefixContains(network, host))
							? []
							: [
									claimFor(situation, `${id}.${name}.shared.${index}`, `${title} on ${name} reaches ${host}, which is shared.`, packetFrom(client, host), {
										kind: 'leaves-over',
										interface: by,
										natted: false,
									}),
								];
					}),
			];
		}),
	);
	return document.tenants.length === 0 ? [] : [...ofTenants, ...houseClaims(situation, house, family)];
};
