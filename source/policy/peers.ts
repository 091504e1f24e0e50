import type {Diagnostic} from '../diagnostics/index.js';
import {error} from '../diagnostics/index.js';
import type {WireguardPeer} from './document.js';

const nameOf = ({publicKey}: WireguardPeer): string => `${publicKey.slice(0, 8)}…`;

/**
 * Prefixes that two peers of one tunnel both want. WireGuard keeps one table of allowed addresses an interface and takes
 * the longest match (cryptokey routing), so one prefix inside another is in order; an equal one moves to the later peer.
 */
export const peerClashes = (peers: readonly WireguardPeer[]): readonly Diagnostic[] =>
	[...new Set(peers.flatMap(({allowed}) => allowed))].flatMap((prefix) => {
		const [first, ...others] = [...new Map(peers.filter(({allowed}) => allowed.includes(prefix)).map((peer) => [peer.publicKey, peer])).values()];
		return first === undefined || others.length === 0
			? []
			: [
					error('peers-overlap', `The peers ${[first, ...others].map(nameOf).join(' and ')} both allow ${prefix}; only the last of them would get it.`, {
						hint: 'Give each prefix to one peer. One inside another is in order: the longer one decides.',
					}),
				];
	});
