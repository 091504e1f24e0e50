import {prefixContains} from '../../net/index.js';
import type {Claim} from '../document.js';
import type {Situation} from './places.js';

/** Whether a packet is bound for the Internet, from a host of the router's or the router itself. */
const isOutbound = ({document, connected, routes, lines}: Situation, {packet, cameBy}: Claim): boolean => {
	const near = [...connected, ...routes].map(({network}) => network);
	const outside = [...lines, ...document.uplinks.flatMap(({kind}) => (kind.kind === 'wireguard' ? [] : [kind.name]))];
	return cameBy === undefined && !outside.includes(packet.inInterface ?? '') && !near.some((network) => prefixContains(network, packet.to));
};

/**
 * Where lines stand in an order, what no policy has leaves by the first that is alive, whichever it left by before. What
 * did not leave before, does not now.
 */
export const inOrder =
	(situation: Situation) =>
	(claim: Claim): Claim => {
		const {document} = situation;
		const dead = [...claim.down, ...claim.removed, ...claim.silent];
		const first = document.failover
			.flatMap(({uplinks}) => uplinks)
			.flatMap((id) => document.uplinks.filter((uplink) => uplink.id === id && uplink.carries[claim.family] && !dead.includes(id)))[0];
		return first === undefined || !['leaves-as-before', 'as-fast'].includes(claim.expect.kind) || !isOutbound(situation, claim)
			? claim
			: {...claim, sentence: claim.sentence.replace('as before', `by ${first.title}, the first line that is alive`), expect: {kind: 'leaves-by-instead', uplink: first.id}};
	};
