import type {Prefix} from '../../source/net/index.js';
import {networkOf, parseDomainName, parseInterfaceAddress, parseIp, parsePrefix} from '../../source/net/index.js';
import type {PolicyDocument, Uplink, WireguardPeer} from '../../source/policy/index.js';
import {noFastPath, noUpkeep, noZoning} from '../../source/policy/index.js';

const found = <T>(value: T | undefined): T => {
	if (value === undefined) {
		throw new Error('a test names something that does not parse');
	}

	return value;
};

export const prefixes = (...texts: readonly string[]): readonly Prefix[] => texts.map((text) => found(parsePrefix(text)));
export const ip = (text: string) => found(parseIp(text));
export const domain = (text: string) => found(parseDomainName(text));
export const address = (text: string) => found(parseInterfaceAddress(text));
export const network = (text: string) => networkOf(address(text));

export const peer = (id: string, allowed: readonly string[], host?: string): WireguardPeer => ({
	id,
	publicKey: `${id}=`,
	allowed: prefixes(...allowed),
	...(host === undefined ? {} : {endpoint: {host: ip(host), port: 51_820}}),
});

export const wireguard = (id: string, ...peers: readonly WireguardPeer[]): Uplink => ({
	...uplink(id),
	kind: {kind: 'wireguard', tunnel: {addresses: [address('10.9.0.2/32')], publicKey: 'x', dns: [], peers, secretRef: `${id}.private-key`}},
});

export const uplink = (id: string, change: Partial<Uplink> = {}): Uplink => ({
	id,
	title: `tunnel ${id}`,
	kind: {kind: 'interface', name: id.replace('.', '-')},
	nat: {4: true, 6: true},
	carries: {4: true, 6: true},
	...change,
});

/** One policy of one part: network, tunnel, list, rule. */
export const part = (name: string, change: Partial<PolicyDocument> = {}): PolicyDocument => ({
	version: 1,
	networks: [{id: `${name}.lan`, interfaces: ['bridge']}],
	uplinks: [uplink(`${name}.vpn`)],
	lists: [{id: `${name}.dst`, title: 'listed', prefixes: prefixes('203.0.113.0/24', '2001:db8:f::/48'), domains: []}],
	groups: [],
	policies: [
		{
			id: `${name}.use`,
			title: `use ${name}`,
			selector: {to: [`${name}.dst`], from: [], networks: [`${name}.lan`]},
			uplink: `${name}.vpn`,
			whenDown: {kind: 'block'},
			waived: [],
		},
	],
	failover: [],
	killSwitches: [],
	shapings: [],
	upkeep: noUpkeep,
	zoning: noZoning,
	fastPath: noFastPath,
	tenants: [],
	dns: {mode: 'forward', redirect: true, exempt: [], extraTime: 3600},
	...change,
});
