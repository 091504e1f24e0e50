import type {Family, Prefix} from '../../net/index.js';
import {addressFamily, prefixContains} from '../../net/index.js';
import type {Claim} from '../document.js';
import type {Host, Situation} from './places.js';
import {claimFor, clientOn, hostOutside, packetFrom} from './places.js';

const asBefore = {kind: 'leaves-as-before'} as const;

/** Somebody in a network that is connected or holds one that is. */
const hostIn = ({connected, facts}: Situation, network: Prefix, family: Family): Host | undefined =>
	connected
		.filter((row) => prefixContains(row.network, network) || prefixContains(network, row.network))
		.flatMap((row) => clientOn(facts, row.interface, family, [network]) ?? [])[0];

/** What is not tracked arrives as before; everything else of these networks is tracked, translated and kept out as before. */
const untrackedClaims = (situation: Situation, family: Family): readonly Claim[] => {
	const {document, connected, lines, unlisted} = situation;
	const far = unlisted[family];
	const own = connected.map((row) => row.own);
	return document.fastPath.untracked
		.filter(({between: [one]}) => addressFamily(one) === family)
		.flatMap(({id, between: [one, other]}) =>
			[[one, other] as const, [other, one] as const].flatMap(([from, to], index) => {
				const host = hostIn(situation, from, family);
				const target = hostOutside(to, [], own);
				const claim = (name: string, sentence: string, packet: Claim['packet']): Claim => claimFor(situation, `${id}.${index}.${name}.${family}`, sentence, packet, asBefore);
				return host === undefined
					? []
					: [
							...(target === undefined ? [] : [claim('beside', `${host.address} reaches ${target} as before, without being tracked.`, packetFrom(host, target))]),
							...(far === undefined || document.policies.length > 0
								? []
								: [
										claim('internet', `${host.address} reaches the Internet as before.`, packetFrom(host, far)),
										...lines.map((line) =>
											claim(
												`from.${line}`,
												`What comes in by ${line} for ${host.address} is let in or kept out as before.`,
												packetFrom({address: far, interface: line}, host.address),
											),
										),
									]),
						];
			}),
		);
};

/** What needs no marks is fast, whichever way it takes. */
const fastClaims = (situation: Situation, family: Family): readonly Claim[] => {
	const {document, facts, connected, lines, unlisted} = situation;
	const far = unlisted[family];
	const canBeFast = family === 4 || facts.release.minor >= 18;
	const client = connected.filter((row) => !lines.includes(row.interface)).flatMap((row) => clientOn(facts, row.interface, family) ?? [])[0];
	return document.fastPath.fasttrack.length === 0 || far === undefined || client === undefined || !canBeFast || document.policies.length > 0
		? []
		: [claimFor(situation, `fast.${client.interface}.${family}`, `Connections without a mark take the fast path (IPv${family}).`, packetFrom(client, far), {kind: 'fast'})];
};

export const fastPathClaims = (situation: Situation, family: Family): readonly Claim[] => [...fastClaims(situation, family), ...untrackedClaims(situation, family)];
