import type {Family} from '../../net/index.js';
import {addressFamily, addressOf, prefixContains} from '../../net/index.js';
import type {Claim} from '../document.js';
import type {Situation} from './places.js';
import {claimFor, clientOn, hostOutside, packetFrom, pingFrom} from './places.js';

/** A host that is watched by one way is pinged by that way or not at all. */
const watchClaims = (situation: Situation, family: Family): readonly Claim[] =>
	situation.document.upkeep.watches
		.filter(({host}) => addressFamily(host) === family)
		.flatMap(({id, title, host, by}) => {
			const own = situation.facts.addresses
				.filter((row) => row.interface === by)
				.map(({address}) => addressOf(address))
				.find((address) => addressFamily(address) === family && !address.startsWith('fe80:'));
			return by === undefined || own === undefined
				? []
				: [
						claimFor(situation, `${id}.up.${family}`, `The router pings ${title} by ${by} (IPv${family}).`, pingFrom(own, host), {kind: 'leaves-over', interface: by}),
						claimFor(
							situation,
							`${id}.down.${family}`,
							`With ${by} down, the router pings ${title} by no other way (IPv${family}).`,
							pingFrom(own, host),
							{kind: 'blocked'},
							{down: [by]},
						),
					];
		});

/** Each address that may manage the router reaches it, whatever rules of the user's say. */
const doorClaims = (situation: Situation, family: Family): readonly Claim[] =>
	situation.document.upkeep.doors.flatMap(({id, from, ports}) =>
		from
			.filter((prefix) => addressFamily(prefix) === family)
			.flatMap((prefix, index) => {
				const inner = situation.connected.find(({network}) => prefixContains(network, prefix) || prefixContains(prefix, network));
				const near = inner === undefined ? undefined : clientOn(situation.facts, inner.interface, family, [prefix]);
				const [line] = situation.lines;
				const far = near === undefined && inner === undefined && line !== undefined ? hostOutside(prefix, []) : undefined;
				const host = near ?? (far === undefined || line === undefined ? undefined : {address: far, interface: line});
				const own = situation.connected.find((row) => row.interface === host?.interface && addressFamily(row.own) === family)?.own;
				return host === undefined || own === undefined
					? []
					: ports.map(({first}) =>
							claimFor(
								situation,
								`${id}.${index}.${first}.${family}`,
								`${host.address} reaches the router's port ${first} for managing it.`,
								packetFrom(host, own, {toPort: first}),
								{
									kind: 'reaches-router',
									instead: [],
								},
							),
						);
			}),
	);

export const upkeepClaims = (situation: Situation, family: Family): readonly Claim[] => [...watchClaims(situation, family), ...doorClaims(situation, family)];
