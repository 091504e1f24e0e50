import type {Family, Prefix} from '../net/index.js';
import {addressFamily, addressOf, families, hostPrefix, mergePrefixes, networkOf, parsePrefix, prefixBounds, prefixContains, prefixLength, rangeToPrefixes} from '../net/index.js';
import {defaultRouteInterfaces, defaultRoutes, defaultsAmong, interfaceNameOf, linesApart, outInterface, strangeVrfOf} from '../policy/index.js';
import type {Context} from './context.js';
import {interfaceOf, named, shared} from './context.js';
import {seenAs} from './vrfs.js';

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
 * carry, IPsec too. Where the user lists a part of what is not connected, that part goes by the policy, and so does a
 * resolver beyond the uplink. What the profile itself brings (its tunnel, its probes) is left out, or the next plan
 * would differ.
 */
export const localPrefixes = (context: Context): readonly Prefix[] => {
	const {facts, document} = context;
	// What is beside a line (the modem's own network) is reached by that line, whatever the policies say.
	const ours = new Set(document.uplinks.filter(({kind}) => kind.kind !== 'line').map((uplink) => interfaceOf(context, uplink)));
	const probes = new Set<string>(document.uplinks.flatMap(({probe}) => families.flatMap((family) => probe?.[family] ?? [])));
	const throughUplinks = [...document.lists.flatMap(({prefixes}) => prefixes), ...document.uplinks.flatMap(({resolver}) => (resolver === undefined ? [] : [hostPrefix(resolver)]))];
	const defaults = new Set(defaultRoutes(facts));
	// `main` knows nothing of what is beside an interface of a VRF, and would send packets for it out by its default route.
	const isOfMain = (row: {readonly interface: string}): boolean => strangeVrfOf(facts, row.interface) === undefined;
	const addresses = facts.addresses.filter(isOfMain);
	const otherPeers = facts.wireguardPeers.filter((peer) => isOfMain(peer) && !ours.has(peer.interface)).map(({allowedAddresses}) => allowedAddresses);
	const ipsec = facts.ipsecDestinations ?? [];
	const connected = addresses.filter((row) => !ours.has(row.interface)).map(({address}) => networkOf(address));
	const beyond = [
		...addresses.filter((row) => ours.has(row.interface)).map(({address}) => networkOf(address)),
		...facts.routes
			.filter((route) => route.table === 'main' && !defaults.has(route) && !probes.has(addressOf(route.destination)) && !ours.has(outInterface(facts, route) ?? ''))
			// The far end of a PPP line is another host after each reconnection.
			.filter((route) => !(route.dynamic && isHost(route.destination)))
			.map(({destination}) => destination),
		...[...otherPeers, ipsec].flatMap((prefixes) => {
			const everything = defaultsAmong(prefixes);
			return prefixes.filter((prefix) => !everything.has(prefix));
		}),
	];
	return mergePrefixes(
		[
			...context.families.flatMap((family) => constant[family].flatMap((text) => parsePrefix(text) ?? [])),
			...connected.filter((prefix) => !isHost(prefix)),
			...beyond
				.filter((prefix) => !connected.includes(prefix) && !(isHost(prefix) && facts.addresses.some(({address}) => addressOf(address) === addressOf(prefix))))
				.flatMap((prefix) => {
					const holes = throughUplinks.filter((inner) => prefixContains(prefix, inner));
					return holes.length === 0 ? [prefix] : subtract(prefix, holes);
				}),
		].filter((prefix) => context.families.includes(addressFamily(prefix))),
	);
};

/** Interfaces that lead to the Internet: uplinks, and lines that the document does not know. */
export const waysOut = (context: Context): readonly string[] => {
	const {facts, document} = context;
	const local = new Set(document.networks.flatMap(({interfaces}) => interfaces));
	const lines = [...defaultRouteInterfaces(facts), ...(facts.interfaceLists.WAN ?? [])].filter((name) => !local.has(name));
	return [...new Set([...document.uplinks.flatMap((uplink) => seenAs(context, interfaceOf(context, uplink))), ...lines])];
};

/** Interfaces that lead out of the house: dialled lines, mobile ones, tunnels. */
const leadsOut = /^(?:pppoe-out|ppp-out|lte|wg|wireguard|ovpn-out|l2tp-out|sstp-out|pptp-out|gre|ipip|eoip|6to4)/;

/**
 * Interfaces that strangers may be behind, so that questions for names that come in by them are dropped: lines to the
 * Internet, those in VRFs too, and what the router's own list `WAN` says. Where the DNS server answered nobody before, tunnels and dialled
 * lines belong to them; where it did, somebody beyond a tunnel may rely on it. What is closed stays closed, or the next
 * plan would differ.
 */
export const outsideInterfaces = (context: Context): readonly string[] => {
	const {facts, document} = context;
	const local = new Set(document.networks.flatMap(({interfaces}) => interfaces));
	// Tunnels that a profile brings along let nobody in anyway.
	const isOutside = (name: string): boolean => !local.has(name) && !name.startsWith('detour-');
	const apart = linesApart(facts).flatMap((name) => seenAs(context, name));
	const lines = [...defaultRouteInterfaces(facts), ...apart, ...(facts.interfaceLists.WAN ?? [])].filter(isOutside);
	const closed = facts.interfaceLists[named(context, shared.wan)] ?? [];
	const others = [
		...facts.interfaces.filter(({type, slave}) => !slave && leadsOut.test(type)).map(({name}) => name),
		...document.uplinks.flatMap((uplink) => interfaceNameOf(uplink) ?? []).flatMap((name) => seenAs(context, name)),
	].filter((name) => isOutside(name) && (!facts.dns.allowRemoteRequests || closed.includes(name)));
	// Without a line that is known, everything but the networks is outside.
	return lines.length === 0 ? [] : [...new Set([...lines, ...others])];
};
