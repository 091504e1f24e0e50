import type {AddressFacts, Facts, InterfaceFacts, RouteFacts} from '../../source/facts/index.js';
import type {Prefix} from '../../source/net/index.js';
import {networkOf, parseInterfaceAddress, parsePrefix} from '../../source/net/index.js';
import {vrfOf} from '../../source/policy/index.js';

type Row = {readonly name: string; readonly type: string; readonly addresses?: readonly string[]; readonly slave?: boolean; readonly comment?: string};

const prefixes = (text: string): readonly Prefix[] => [parsePrefix(text)].flatMap((prefix) => prefix ?? []);

const addressesOf = (rows: readonly Row[]): readonly AddressFacts[] =>
	rows.flatMap(({name, addresses = []}) => addresses.flatMap((text) => parseInterfaceAddress(text) ?? []).map((address) => ({address, interface: name, dynamic: false})));

const route = (vrfs: Facts['vrfs'], destination: string, gateway: string, origin: string, distance = 1): readonly RouteFacts[] =>
	prefixes(destination).map((prefix) => ({
		destination: prefix,
		gateway,
		// Where the next hop is looked up, or the line is.
		table: gateway.split('@')[1] ?? vrfOf({vrfs}, gateway) ?? 'main',
		distance: origin === 'connect' ? 0 : distance,
		dynamic: origin !== 'static',
		active: true,
		origin,
	}));

/** A far end of a WireGuard tunnel, as one would write it. */
type Peer = {readonly interface: string; readonly allowed: readonly string[]; readonly endpoint: readonly [host: string, port: number]};

/** Nobody has this key. */
const someKey = 'hszd0i8yLNchsr0Pyuk5gPhzob/t4U86+dm9z4/SPAc=';

const peerOf = ({interface: name, allowed, endpoint: [endpointAddress, endpointPort]}: Peer): Facts['wireguardPeers'][number] => ({
	interface: name,
	publicKey: someKey,
	allowedAddresses: allowed.flatMap(prefixes),
	endpointAddress,
	endpointPort,
});

/** A destination, who is next, and how far away that is. */
type Way = readonly [destination: string, gateway: string, distance?: number];

/** Facts of a router that exists only in examples: its interfaces, a default route by `wan`, and what else is routed. */
export const exampleFacts = (
	identity: string,
	rows: readonly Row[],
	more: {readonly defaults: readonly Way[]; readonly routes?: readonly Way[]; readonly lists: Facts['interfaceLists']} & Partial<
		Pick<Facts, 'ipv6Enabled' | 'dns' | 'wireguardPeers' | 'board' | 'clients' | 'vrfs'>
	> & {readonly peers?: readonly Peer[]},
): Facts => {
	const addresses = addressesOf(rows);
	return {
		source: 'export',
		release: {major: 7, minor: 20, patch: 8},
		version: '7.20.8 (stable)',
		identity,
		board: more.board ?? 'hAP ax^2',
		architecture: 'arm64',
		serial: '',
		interfaces: rows.map(
			({name, type, slave = false, comment}): InterfaceFacts => ({name, type, running: true, disabled: false, slave, ...(comment === undefined ? {} : {comment})}),
		),
		interfaceLists: more.lists,
		addresses,
		routes: [
			...more.defaults.flatMap(([destination, gateway, distance]) => route(more.vrfs, destination, gateway, 'dhcp', distance)),
			...addresses.flatMap((row) => route(more.vrfs, networkOf(row.address), row.interface, 'connect')),
			...(more.routes ?? []).flatMap(([destination, gateway, distance]) => route(more.vrfs, destination, gateway, 'static', distance)),
		],
		...(more.vrfs === undefined ? {} : {vrfs: more.vrfs}),
		wireguardPeers: more.wireguardPeers ?? (more.peers ?? []).map(peerOf),
		...(more.clients === undefined ? {} : {clients: more.clients}),
		ipv6Enabled: more.ipv6Enabled ?? true,
		dns: more.dns ?? {servers: [], allowRemoteRequests: true},
		fasttrack: {4: true, 6: false},
	};
};
