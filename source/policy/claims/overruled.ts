import {networkOf, prefixContains} from '../../net/index.js';
import type {Claim} from '../document.js';
import type {Situation} from './places.js';

/** What zones leave to the user's own rules: names, time, ICMP. */
const isBasic = ({packet}: Claim): boolean => packet.protocol === 'icmp' || [53, 123].includes(packet.toPort ?? 0);

/**
 * Whether a ban, a zone or a tenant says otherwise than a claim of another part: those hold for every way, and have claims
 * of their own. What is blocked anyway stays so.
 */
export const isOverruled = ({document, connected, routes}: Situation): ((claim: Claim) => boolean) => {
	const {zones, bans} = document.zoning;
	const banned = bans.flatMap(({prefixes}) => prefixes);
	const tenanted = document.tenants.flatMap(({networks}) => networks);
	const tenants = tenanted.map(({address}) => networkOf(address));
	const near = [...connected, ...routes].map(({network}) => network);
	const own = new Set<string>(connected.map((row) => row.own));
	return (claim) => {
		const {packet, expect} = claim;
		const zone = zones.find(({interfaces}) => packet.inInterface !== undefined && interfaces.includes(packet.inInterface));
		const isOver = [packet.from, packet.to].some((address) => [...banned, ...tenants].some((prefix) => prefixContains(prefix, address)));
		const isKeptIn = zone !== undefined && (own.has(packet.to) ? !isBasic(claim) : !zone.internet || near.some((network) => prefixContains(network, packet.to)));
		return expect.kind !== 'blocked' && (isOver || isKeptIn || tenanted.some((network) => network.interface === packet.inInterface));
	};
};
