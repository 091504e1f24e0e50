import type {Family} from '../../net/index.js';
import {addressFamily, addressOf, prefixContains, prefixLength} from '../../net/index.js';
import type {Claim, DestinationList, Expectation, Uplink} from '../document.js';
import {outInterface} from '../surroundings.js';
import type {Situation} from './places.js';
import {claimFor, clientOn, hostOutside, packetFrom, pingFrom} from './places.js';

const answered: Expectation = {kind: 'answered'};

/** The router's addresses in a tunnel. */
const ownIn = ({facts}: Situation, {kind}: Uplink, family: Family) =>
	(kind.kind === 'wireguard' ? kind.tunnel.addresses : facts.addresses.flatMap(({address, interface: name}) => (name === kind.name ? [address] : [])))
		.map(addressOf)
		.find((address) => addressFamily(address) === family && !address.startsWith('fe80:'));

/** Whether a policy sends traffic of a family through an uplink: only then does it concern the document what comes in by it. */
const isUsed = ({document}: Situation, {id, carries}: Uplink, family: Family): boolean => {
	const holds = (list: DestinationList): boolean => list.domains.length > 0 || list.prefixes.some((prefix) => addressFamily(prefix) === family);
	return (
		carries[family] &&
		document.policies.some(
			({uplink, waived, selector}) =>
				uplink === id &&
				!waived.includes(family) &&
				(selector.from.length === 0 || selector.from.some((prefix) => addressFamily(prefix) === family)) &&
				(selector.to.length === 0 || document.lists.some((list) => selector.to.includes(list.id) && holds(list))),
		)
	);
};

/** What comes in by a way goes back by it; a tunnel that the document brings along lets nothing in at all. */
export const inboundClaims = (situation: Situation, family: Family): readonly Claim[] => {
	const {document, facts, lines, connected, unlisted} = situation;
	const client = document.networks.flatMap(({interfaces}) => interfaces).flatMap((name) => clientOn(facts, name, family) ?? [])[0];
	const stranger = unlisted[family];
	const listed = document.lists.flatMap(({prefixes}) => prefixes).find((prefix) => addressFamily(prefix) === family);
	const known =
		(listed === undefined
			? undefined
			: hostOutside(
					listed,
					connected.map(({network}) => network),
				)) ?? stranger;
	if (client === undefined || stranger === undefined || known === undefined) {
		return [];
	}

	return [
		...document.uplinks
			.filter((uplink) => (uplink.kind.kind === 'wireguard' ? uplink.carries[family] : isUsed(situation, uplink, family)))
			.flatMap((uplink) => {
				const own = ownIn(situation, uplink, family);
				const [expect, words]: readonly [Expectation, string] =
					uplink.kind.kind === 'wireguard' ? [{kind: 'blocked'}, 'is refused'] : [answered, 'is answered through it, where it is let in'];
				return [
					claimFor(
						situation,
						`in.${uplink.id}.hosts.${family}`,
						`What comes in by ${uplink.title} for a host of the network ${words} (IPv${family}).`,
						packetFrom({address: stranger, interface: ''}, client.address),
						expect,
						{cameBy: uplink.id},
					),
					...(own === undefined
						? []
						: [
								claimFor(
									situation,
									`in.${uplink.id}.router.${family}`,
									`What comes in by ${uplink.title} for the router ${words} (IPv${family}).`,
									pingFrom(stranger, own),
									expect,
									{
										cameBy: uplink.id,
									},
								),
							]),
				];
			}),
		...lines.flatMap((line) => {
			const own = facts.addresses.flatMap(({address, interface: name}) => (name === line ? [addressOf(address)] : [])).find((address) => addressFamily(address) === family);
			return own === undefined || own.startsWith('fe80:')
				? []
				: [
						claimFor(
							situation,
							`in.${line}.router.${family}`,
							`What comes in by ${line} for the router is answered by ${line}, where it is let in (IPv${family}).`,
							pingFrom(known, own, line),
							answered,
						),
						claimFor(
							situation,
							`in.${line}.hosts.${family}`,
							`What comes in by ${line} for a host of the network is answered by ${line}, where it is let in (IPv${family}).`,
							packetFrom({address: known, interface: line}, client.address),
							answered,
						),
					];
		}),
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
