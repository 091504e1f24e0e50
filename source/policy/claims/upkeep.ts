import type {Family, Ip} from '../../net/index.js';
import {addressFamily, addressOf, prefixContains} from '../../net/index.js';
import type {Claim} from '../document.js';
import type {Host, Situation} from './places.js';
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
					: [
							...ports.map(({first}) =>
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
							),
							...[7001, 7002]
								.filter((port) => !ports.some(({first, last}) => first <= port && port <= last))
								.slice(0, 1)
								.map((port) =>
									claimFor(situation, `${id}.${index}.beside.${family}`, `${host.address} reaches other ports of the router as before.`, packetFrom(host, own, {toPort: port}), {
										kind: 'leaves-as-before',
									}),
								),
						];
			}),
	);

/** Nobody else comes in by a door: neither from the Internet nor from the router's own networks. */
const closedDoorClaims = (situation: Situation, family: Family): readonly Claim[] => {
	const {document, facts, lines, connected, unlisted} = situation;
	const mine = connected.filter((row) => addressFamily(row.network) === family);
	const [some] = mine;
	return document.upkeep.doors.flatMap(({id, from, ports}) => {
		const isInvited = (address: Ip): boolean => from.some((prefix) => prefixContains(prefix, address));
		const far = unlisted[family];
		const outside = far === undefined ? [] : lines.map((line): Host => ({address: far, interface: line}));
		const inside = [...new Set(mine.map((row) => row.interface))].filter((name) => !lines.includes(name)).flatMap((name) => clientOn(facts, name, family, [], from) ?? []);
		return [...outside, ...inside]
			.filter(({address}) => !isInvited(address))
			.flatMap((host) => {
				const own = (mine.find((row) => row.interface === host.interface) ?? some)?.own;
				return own === undefined
					? []
					: ports.map(({first}) =>
							claimFor(
								situation,
								`${id}.closed.${host.interface}.${first}.${family}`,
								`${host.address} behind ${host.interface}, who may not manage the router, reaches its port ${first} as before or not at all.`,
								packetFrom(host, own, {toPort: first}),
								{kind: 'leaves-as-before'},
							),
						);
			});
	});
};

export const upkeepClaims = (situation: Situation, family: Family): readonly Claim[] => [
	...watchClaims(situation, family),
	...doorClaims(situation, family),
	...closedDoorClaims(situation, family),
];
