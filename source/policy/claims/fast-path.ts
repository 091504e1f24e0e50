import type {Family} from '../../net/index.js';
import {addressFamily, prefixContains} from '../../net/index.js';
import type {Claim} from '../document.js';
import type {Situation} from './places.js';
import {claimFor, clientOn, hostOutside, packetFrom} from './places.js';

/** What needs no marks is fast, whichever way it takes; what is not tracked still arrives, both ways. */
export const fastPathClaims = (situation: Situation, family: Family): readonly Claim[] => {
	const {document, facts, connected, lines, unlisted} = situation;
	const far = unlisted[family];
	const canBeFast = family === 4 || facts.release.minor >= 18;
	const [name, client] = connected
		.filter((row) => !lines.includes(row.interface))
		.flatMap((row) => {
			const host = clientOn(facts, row.interface, family);
			return host === undefined ? [] : [[row.interface, host] as const];
		})[0] ?? ['', undefined];
	return [
		...(document.fastPath.fasttrack.length === 0 || far === undefined || client === undefined || !canBeFast || document.policies.length > 0
			? []
			: [claimFor(situation, `fast.${name}.${family}`, `Connections without a mark take the fast path (IPv${family}).`, packetFrom(client, far), {kind: 'fast'})]),
		...document.fastPath.untracked
			.filter(({between: [one]}) => addressFamily(one) === family)
			.flatMap(({id, between: [one, other]}) =>
				[[one, other] as const, [other, one] as const].flatMap(([from, to], index) => {
					const row = connected.find(({network}) => prefixContains(network, from) || prefixContains(from, network));
					const host = row === undefined ? undefined : clientOn(facts, row.interface, family, [from]);
					const target = hostOutside(
						to,
						[],
						connected.map(({own}) => own),
					);
					return host === undefined || target === undefined
						? []
						: [
								claimFor(situation, `${id}.${index}.${family}`, `${host.address} reaches ${target} as before, without being tracked.`, packetFrom(host, target), {
									kind: 'leaves-as-before',
								}),
							];
				}),
			),
	];
};
