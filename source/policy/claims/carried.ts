import type {Facts} from '../../facts/index.js';
import type {Family, Ip, Prefix} from '../../net/index.js';
import {addressFamily, prefixContains} from '../../net/index.js';
import type {PolicyDocument, Uplink} from '../document.js';
import {waysOf} from '../ways.js';

/** What a WireGuard tunnel carries: the addresses allowed to its peers. Undefined for other uplinks, and where nobody told. */
const carriedBy = (facts: Facts, {kind}: Uplink): readonly Prefix[] | undefined => {
	const allowed =
		kind.kind === 'wireguard'
			? kind.tunnel.peers.map((peer) => peer.allowed)
			: facts.wireguardPeers.filter((peer) => peer.interface === kind.name).map((peer) => peer.allowedAddresses);
	return allowed.length === 0 ? undefined : allowed.flat();
};

/** Where a listed name must lead, for the tunnels that it is for to carry it: nothing where they carry the address anyway. */
export const carriedFor = (document: PolicyDocument, facts: Facts, name: string, address: Ip): readonly Prefix[] => {
	const family: Family = addressFamily(address);
	const lists = document.lists.filter(({domains}) => domains.some((domain) => domain.name === name)).map(({id}) => id);
	const policies = document.policies.filter(({selector}) => selector.to.some((list) => lists.includes(list)));
	const narrow = policies
		.flatMap(({uplink}) => waysOf(document, uplink))
		.flatMap((uplink) => (uplink.carries[family] ? [carriedBy(facts, uplink) ?? []] : []))
		.find((carried) => carried.length > 0 && !carried.some((prefix) => prefixContains(prefix, address)));
	return (narrow ?? []).filter((prefix) => addressFamily(prefix) === family);
};
