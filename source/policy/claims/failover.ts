import type {Family, Ip} from '../../net/index.js';
import {addressFamily, parseIp, prefixContains} from '../../net/index.js';
import type {Claim} from '../document.js';
import {inOrder} from '../ways.js';
import {combinations} from './combinations.js';
import type {Situation} from './places.js';
import {claimFor, clientOn, packetFrom} from './places.js';

/** Routes of an order are in pieces: an address in the other half of IPv4 than the usual stand-ins (a name server of IANA's). */
const elsewhere: Readonly<Record<Family, Ip | undefined>> = {4: parseIp('199.43.135.53'), 6: undefined};

const titlesOf = ({document}: Situation, ids: readonly string[]): string => ids.map((id) => document.uplinks.find((uplink) => uplink.id === id)?.title ?? id).join(' and ');

/** Where lines stand in an order: what has no policy, and what the router sends, for any of them down or silent. Which line it is to be, `asWanted` says. */
export const failoverClaims = (situation: Situation, family: Family): readonly Claim[] => {
	const {document, facts, connected, unlisted} = situation;
	const targets = [unlisted[family], elsewhere[family]].flatMap((address) => address ?? []);
	const free = targets.filter((address) => !situation.document.lists.some(({prefixes}) => prefixes.some((prefix) => prefixContains(prefix, address))));
	const interfaces = document.networks.flatMap((network) => network.interfaces);
	const client = interfaces.flatMap((name) => clientOn(facts, name, family) ?? [])[0];
	const own = connected.find((row) => interfaces.includes(row.interface) && addressFamily(row.own) === family)?.own;
	const carrying = inOrder(document, family).map((uplink) => uplink.id);
	return document.failover.flatMap(({id}) =>
		client === undefined || own === undefined || carrying.length === 0
			? []
			: [[], ...combinations(carrying)].flatMap((dead) =>
					(['down', 'silent'] as const).flatMap((how) => {
						const which =
							dead.length === 0
								? 'While all is well'
								: how === 'down'
									? `While ${titlesOf(situation, dead)} ${dead.length === 1 ? 'is' : 'are'} down`
									: `While nobody answers beyond ${titlesOf(situation, dead)}`;
						// Nothing notices that the last of them is silent but the user's own default route, which may not either.
						if (how === 'silent' && (dead.length === 0 || dead.length === carrying.length)) {
							return [];
						}

						const role = `${how}-${dead.join('-')}`;
						return free.flatMap((to) => [
							claimFor(
								situation,
								`${id}.${role}.${to}`,
								`${which}, what has no policy goes as before (to ${to}).`,
								packetFrom(client, to),
								{kind: 'leaves-as-before'},
								{[how]: dead},
							),
							claimFor(
								situation,
								`${id}.own-${role}.${to}`,
								`${which}, what the router itself sends goes as before (to ${to}).`,
								{from: own, to, protocol: 'udp', fromPort: 40_000, toPort: 123},
								{kind: 'leaves-as-before'},
								{[how]: dead},
							),
						]);
					}),
				),
	);
};
