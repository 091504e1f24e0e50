import type {Facts} from '../../facts/index.js';
import type {Ip} from '../../net/index.js';
import {prefixContains} from '../../net/index.js';
import type {Uplink} from '../document.js';

/** Whether an uplink takes packets to an address: a WireGuard tunnel only those that are allowed to one of its peers. */
export const takes = ({wireguardPeers}: Facts, {kind}: Uplink, address: Ip): boolean => {
	const allowed =
		kind.kind === 'wireguard' ? kind.tunnel.peers.map((peer) => peer.allowed) : wireguardPeers.filter((peer) => peer.interface === kind.name).map((peer) => peer.allowedAddresses);
	return allowed.length === 0 || allowed.flat().some((prefix) => prefixContains(prefix, address));
};
