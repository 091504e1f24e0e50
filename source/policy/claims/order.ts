import {prefixContains} from '../../net/index.js';
import type {Claim} from '../document.js';
import {inOrder} from '../ways.js';
import {fateOf, usualSize} from './fates.js';
import type {Situation} from './places.js';

/** Whether a packet is bound for the Internet, from a host of the router's or the router itself. */
const isOutbound = ({document, connected, routes, lines}: Situation, {packet, cameBy, down}: Claim): boolean => {
	const near = [...connected, ...routes].filter((way) => !down.includes(way.interface)).map(({network}) => network);
	const outside = [...lines, ...document.uplinks.flatMap(({kind}) => (kind.kind === 'wireguard' ? [] : [kind.name]))];
	return cameBy === undefined && !outside.includes(packet.inInterface ?? '') && !near.some((network) => prefixContains(network, packet.to));
};

/**
 * What a claim takes to go as before goes by the policy that has it, where one has; and where lines stand in an order, by
 * the first that is alive, whichever it left by before. What did not leave before, does not now.
 */
const wanted = (situation: Situation, claim: Claim): Claim => {
	if (!['leaves-as-before', 'as-fast'].includes(claim.expect.kind) || !isOutbound(situation, claim)) {
		return claim;
	}

	const {document} = situation;
	const dead = [...claim.down, ...claim.removed, ...claim.silent];
	const fate = fateOf(situation, claim.packet, dead);
	const first = inOrder(document, claim.family).find(({id}) => !dead.includes(id));
	if (fate.expect.kind !== 'leaves-as-before') {
		return {...claim, sentence: claim.sentence.replace(/go(?:es)? as before/, fate.words), expect: fate.expect};
	}

	return first === undefined
		? claim
		: {
				...claim,
				sentence: claim.sentence.replace('as before', `by ${first.title}, the first line that is alive`),
				expect: {kind: 'leaves-by-instead', uplink: first.id, isFast: claim.expect.kind === 'as-fast'},
			};
};

/** Claims as the whole document wants them; packets have a size where some policy asks for it. */
export const asWanted = (situation: Situation): ((claim: Claim) => Claim) => {
	const isSized = situation.document.policies.some(({selector}) => selector.size !== undefined);
	return (claim) => wanted(situation, isSized && claim.packet.size === undefined ? {...claim, packet: {...claim.packet, size: usualSize}} : claim);
};
