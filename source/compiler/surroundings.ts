import type {Family, Prefix} from '../net/index.js';
import {addressFamily, addressOf, families, mergePrefixes, networkOf, parsePrefix, prefixBounds, prefixContains, prefixLength, rangeToPrefixes} from '../net/index.js';
import {outInterface} from '../policy/index.js';
import type {Context} from './context.js';
import {interfaceOf} from './context.js';

/** Never routed by policy, whatever the router: link-local and multicast, and the broadcast address. */
const constant: Readonly<Record<Family, readonly string[]>> = {
	4: ['169.254.0.0/16', '224.0.0.0/4', '255.255.255.255/32'],
	6: ['fe80::/10', 'ff00::/8'],
};

const isHost = (prefix: Prefix): boolean => prefixLength(prefix) === (addressFamily(prefix) === 4 ? 32 : 128);

/** What of `prefix` is outside of `holes`, all of which lie within it. */
const subtract = (prefix: Prefix, holes: readonly Prefix[]): readonly Prefix[] => {
	const family = addressFamily(prefix);
	const {first, last} = prefixBounds(prefix);
	const kept: Prefix[] = [];
	let start = first;
	for (const hole of mergePrefixes(holes).map(prefixBounds)) {
		if (hole.first > start) {
			kept.push(...rangeToPrefixes(family, start, hole.first - 1n));
		}

		start = hole.last + 1n;
	}

	return start > last ? kept : [...kept, ...rangeToPrefixes(family, start, last)];
};

/**
 * Destinations that stay out of every policy (law L2): connected networks, other routes of `main`, what other tunnels
 * carry. Where the user lists a part of what is not connected, that part goes by the policy. What the profile itself
 * brings (its tunnel, its probes) is left out, or the next plan would differ.
 */
export const localPrefixes = (context: Context): readonly Prefix[] => {
	const {facts, document} = context;
	const ours = new Set(document.uplinks.map((uplink) => interfaceOf(context, uplink)));
	const probes = new Set<string>(document.uplinks.flatMap(({probe}) => families.flatMap((family) => probe?.[family] ?? [])));
	const listed = document.lists.flatMap(({prefixes}) => prefixes);
	const connected = facts.addresses.filter((row) => !ours.has(row.interface)).map(({address}) => networkOf(address));
	const beyond = [
		...facts.addresses.filter((row) => ours.has(row.interface)).map(({address}) => networkOf(address)),
		...facts.routes
			.filter((route) => route.table === 'main' && prefixLength(route.destination) > 0 && !probes.has(addressOf(route.destination)) && !ours.has(outInterface(facts, route) ?? ''))
			// The far end of a PPP line is another host after each reconnection.
			.filter((route) => !(route.dynamic && isHost(route.destination)))
			.map(({destination}) => destination),
		...facts.wireguardPeers.filter((peer) => !ours.has(peer.interface)).flatMap(({allowedAddresses}) => allowedAddresses.filter((prefix) => prefixLength(prefix) > 0)),
	];
	return mergePrefixes(
		[
			...context.families.flatMap((family) => constant[family].flatMap((text) => parsePrefix(text) ?? [])),
			...connected.filter((prefix) => !isHost(prefix)),
			...beyond
				.filter((prefix) => !connected.includes(prefix) && !(isHost(prefix) && facts.addresses.some(({address}) => addressOf(address) === addressOf(prefix))))
				.flatMap((prefix) => {
					const holes = listed.filter((inner) => prefixContains(prefix, inner));
					return holes.length === 0 ? [prefix] : subtract(prefix, holes);
				}),
		].filter((prefix) => context.families.includes(addressFamily(prefix))),
	);
};
